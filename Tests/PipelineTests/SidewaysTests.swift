import Drawing
import Evidence
import Foundation
import Looking
import Pixels
import Testing

@testable import Pipeline

private let models = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("Models").path

private let text = [
  "The liaison officer asks for a decision by the tenth of the month.",
  "Access to the lower gallery is limited to a small number of persons.",
  "Stocks stand at eleven per cent of the planned figure.",
  "Two lorries were moved to the northern depot without delay.",
  "An alternative route by way of the bridge will be examined.",
  "The survey vessel returned with all of its instruments.",
]

extension Plane {
  /// Turned a quarter, so that what ran to the right runs up, or down.
  fileprivate func turned(up: Bool) -> Plane {
    var turned = Plane(width: height, height: width, filledWith: 255)
    for y in 0..<height {
      for x in 0..<width { turned[up ? y : height - 1 - y, up ? width - 1 - x : x] = self[x, y] }
    }
    return turned
  }
}

/// A page of text with a word in red along its left edge.
private func page(_ word: String, up: Bool) throws -> Image {
  let face = try #require(Faces(part: .tuning).all(.sans).first)
  let rows = text.map { drawnLine(text: $0, face: face, height: 18) }
  let edge = drawnLine(text: word, face: face, height: 26).turned(up: up)
  var luma = Plane(
    width: (rows.map(\.width).max() ?? 0) + 300, height: max(80 * rows.count, edge.height) + 200,
    filledWith: 255)
  func put(_ drawn: Plane, _ x: Int, _ y: Int) {
    for v in 0..<drawn.height { for u in 0..<drawn.width { luma[x + u, y + v] = drawn[u, v] } }
  }
  for (n, row) in rows.enumerated() { put(row, 200, 100 + 80 * n) }
  put(edge, 60, 100)
  var red = Plane(width: (luma.width + 1) / 2, height: (luma.height + 1) / 2, filledWith: 128)
  for y in 0..<edge.height {
    for x in 0..<edge.width where edge[x, y] < 128 {
      luma[60 + x, 100 + y] = 90
      red[(60 + x) / 2, (100 + y) / 2] = 220
    }
  }
  let blue = Plane(width: red.width, height: red.height, filledWith: 128)
  return Image(luma: luma, chroma: Image.Chroma(blue: blue, red: red))
}

/// Along their edges reports and tables have marks that run up or down.
@Suite struct WordsAlongTheEdge {
  private func verdict(_ word: String, up: Bool) throws -> PageReader.Result {
    let image = try page(word, up: up)
    let options = InspectorOptions(
      modelsFolder: models, tessdata: "/usr/share/tesseract-ocr/5/tessdata", regimes: ["us", "nato"])
    let reader = try Inspector.pageReader(options, classifier: nil)
    let survey = Survey(
      Glance(of: image), of: image, width: image.width, height: image.height, readingDirection: Point(1, 0))
    var view = reader.view(of: survey)
    (view.language, view.confidence) = ("eng", 0.9)
    var watch = Stopwatch()
    return reader.result(of: view, image, image, &watch)
  }

  @Test(arguments: [true, false]) func areRead(up: Bool) throws {
    let result = try verdict("NATO CONFIDENTIAL", up: up)
    #expect(result.judgement.level == "NATO CONFIDENTIAL")
    #expect(result.transcript.lines.contains { $0.line.isSideways })
  }

  @Test func areNoMarkWhenTheySaySomethingElse() throws {
    #expect(try verdict("REPORT OF THE YEAR", up: true).judgement.verdict == .clear)
  }
}
