import Drawing
import Evidence
import Pixels
import Testing

@testable import Pipeline

private let text = [
  "The liaison officer asks for a decision by the tenth of the month.",
  "Access to the lower gallery is limited to a small number of persons.",
  "Stocks stand at eleven per cent of the planned figure.",
  "Two lorries were moved to the northern depot without delay.",
  "An alternative route by way of the bridge will be examined.",
  "The survey vessel returned with all of its instruments.",
]

/// A page of text with a word in red along its left edge.
private func page(_ word: String, up: Bool) throws -> Image {
  let face = try #require(Faces(part: .tuning).all(.sans).first)
  var raster = Raster(width: 1240, height: 800)
  Canvas.draw(on: &raster, scale: 1240 / 210) { canvas in
    for (n, row) in text.enumerated() { canvas.line(row, x: 40, y: 30 + 14 * Double(n), Style(face, 13)) }
    let middle = Spot(20, 65)
    canvas.turned(degrees: up ? -90 : 90, about: middle) {
      canvas.line(word, x: middle.x, y: middle.y, Style(face, 20, ink: Colour(0.8, 0.1, 0.1)), .centre)
    }
  }
  return raster.image
}

/// Along their edges reports and tables have marks that run up or down.
@Suite struct WordsAlongTheEdge {
  private func read(_ word: String, up: Bool) throws -> PageReader.Result {
    let image = try page(word, up: up)
    let straight = try StraightReader(regimes: ["us", "nato"])
    var watch = Stopwatch()
    return straight.reader.result(of: straight.view(of: image, in: "eng"), image, image, &watch)
  }

  @Test(arguments: [true, false]) func areRead(up: Bool) throws {
    let result = try read("NATO CONFIDENTIAL", up: up)
    #expect(result.judgement.level == "NATO CONFIDENTIAL")
    #expect(result.transcript.lines.contains { $0.line.isSideways })
  }

  @Test func areNoMarkWhenTheySaySomethingElse() throws {
    #expect(try read("REPORT OF THE YEAR", up: true).judgement.verdict == .clear)
  }
}
