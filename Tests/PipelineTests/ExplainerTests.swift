import Drawing
import Evidence
import Foundation
import Pipeline
import Pixels
import Testing

/// The rules of this checkout and the models of this machine.
private let options = InspectorOptions(
  modelsFolder: modelsFolder,
  tessdata: ProcessInfo.processInfo.environment["TESSDATA_PREFIX"] ?? "/usr/share/tesseract-ocr/5/tessdata")

/// A page drawn for a test, saved with a turn.
private func page(quarters: Int, orientation: Orientation?) throws -> Files {
  var raster = Raster(width: 1240, height: 1754)
  Canvas.draw(on: &raster, scale: 1240 / 210) { canvas in
    let sans = Face("Noto Sans CJK SC", weight: 700)
    let serif = Face("Noto Serif CJK SC")
    canvas.line("机密★10年", x: 28, y: 49, Style(sans, 16))
    canvas.line("青屿市人民政府文件", x: 105, y: 72, Style(sans, 34, ink: Colour(0.85, 0.1, 0.1)), .centre)
    canvas.fill(x: 28, y: 110, width: 154, height: 1, Colour(0.85, 0.1, 0.1))
    canvas.line("关于加强防汛值守工作的通知", x: 105, y: 122, Style(serif, 22), .centre)
    for row in 0..<10 {
      canvas.line("各县区要认真落实值班制度，切实做好汛期各项工作", x: 28, y: 145 + 10.6 * Double(row), Style(serif, 16))
    }
  }
  return try Files([try encodeJPEG(raster.turned(quarters: quarters), quality: 85, orientation: orientation)])
}

/// Width and height as a PNG's first chunk says them.
private func size(ofPNG bytes: [UInt8]) -> (Int, Int) {
  func number(_ start: Int) -> Int { bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
  return (number(16), number(20))
}

@Test(arguments: [(0, Orientation?.none), (1, nil), (2, nil), (3, .right)])
func aPageIsExplainedUprightHoweverItLies(quarters: Int, orientation: Orientation?) throws {
  let files = try page(quarters: quarters, orientation: orientation)
  let explanation = try Explainer(options).explain(files.photos[0])
  #expect(explanation.inspection.finding.judgement.verdict == .marked)
  #expect(explanation.inspection.finding.judgement.level == "机密")
  let words = explanation.words.joined(separator: "\n")
  #expect(words.contains("The file: jpeg, \(quarters % 2 == 0 ? "1240 × 1754" : "1754 × 1240") pixels"))
  #expect(words.contains("a red rule"))
  #expect(words.contains("cn.state-secret (机密, a mark)"))
  #expect(words.contains("Weighed, in log odds") && words.contains("more than a level +2.2"))
  let (width, height) = size(ofPNG: try #require(explanation.picture))
  #expect(width == 1131)
  // Below the photo there is the caption.
  #expect(height > 1600 + 200)
}

@Test func thumbnailsHaveNoCaption() throws {
  let files = try page(quarters: 1, orientation: nil)
  let bytes = try #require(try Explainer(options).thumbnail(of: files.photos[0], longSide: 640))
  let picture = try decodeJPEG(bytes)
  #expect(picture.height == 640)
  #expect(picture.width == 452)
}

@Test func aSceneIsExplainedAsOne() throws {
  let files = try Files([try encodePNG(Raster(width: 300, height: 200, filledWith: Colour(0.2, 0.5, 0.3)))])
  let explanation = try Explainer(options).explain(files.photos[0])
  #expect(explanation.inspection.finding.judgement.verdict == .clear)
  #expect(explanation.words.contains { $0.hasPrefix("At a glance: no page with type") })
  // Small pictures are enlarged, since type is drawn on them.
  let (width, height) = size(ofPNG: try #require(explanation.picture))
  #expect(width == 1200)
  #expect(height > 800)
}

@Test func whatCannotBeDecodedHasWordsAndNoPicture() throws {
  let files = try Files([[0xFF, 0xD8, 0xFF, 0xE0, 0]])
  let explanation = try Explainer(options).explain(files.photos[0])
  #expect(explanation.inspection.finding.judgement.verdict == .undecided)
  #expect(explanation.picture == nil)
  #expect(throws: DecodeFailure.self) { try Explainer(options).explain(Photo(path: "/nowhere")) }
}

@Test func anUprightViewTurnsPointsAsThePictureIsTurned() {
  // The text of the photo runs downwards: the picture is turned back by a right angle.
  let view = UprightView(direction: Point(0.1, 1), from: (4000, 3000), to: (400, 300))
  #expect(view.quarters == 3)
  // The upper right corner as stored becomes the upper left one.
  #expect(view.spot(Point(4000, 0)) == Spot(0, 0))
  #expect(view.spot(Point(4000, 3000)) == Spot(300, 0))
  #expect(UprightView(direction: Point(-1, 0), from: (10, 10), to: (10, 10)).spot(Point(2, 3)) == Spot(8, 7))
}

@Test func resizingKeepsTheMeanAndTheEdges() {
  var raster = Raster(width: 100, height: 60, filledWith: .black)
  raster.pixels = (0..<6000).map { $0 % 100 < 50 ? 0xFF0000 : 0x0000FF }
  let small = raster.resized(width: 10, height: 6)
  #expect(small.pixels.prefix(4).allSatisfy { $0 == 0xFF0000 })
  #expect(small.pixels[9] == 0x0000FF)
  let red = small.pixels.reduce(0) { $0 + Int($1 >> 16) }
  #expect(abs(red - 30 * 255) < 60)
  let large = raster.resized(width: 150, height: 200)
  #expect(large.pixels[0] == 0xFF0000)
  #expect(large.pixels[150 * 200 - 1] == 0x0000FF)
}
