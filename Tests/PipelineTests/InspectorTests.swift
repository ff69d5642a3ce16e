import Drawing
import Evidence
import Foundation
import Pipeline
import Pixels
import Testing

private func inspector(_ regimes: [String] = ["cn", "us"], deep: Bool = false) throws -> Inspector {
  try Inspector(
    InspectorOptions(
      modelsFolder: modelsFolder, tessdata: "/usr/share/tesseract-ocr/5/tessdata", regimes: regimes,
      deep: deep
    ))
}

/// A page with a mark, flat as from a scanner.
private let page = drawPage(kind: "gw2012", seed: 12, scale: 7)

private func finding(_ bytes: [UInt8]) throws -> Finding {
  try inspector().inspect(bytes: bytes, of: Photo(path: "page.jpg")).finding
}

/// All turns, with a tag that says so and without one: the same mark, its quad on the ink of the stored pixels.
@Test(arguments: [0, 1, 2, 3], [true, false])
func aMarkIsFoundWhicheverWayThePhotoLies(_ quarters: Int, _ isTagged: Bool) throws {
  let turned = page.raster.turned(quarters: quarters)
  // Turned clockwise by so many quarters, the picture needs the rest of the circle to stand upright.
  let tag: [Orientation] = [.up, .left, .down, .right]
  let found = try finding(encodeJPEG(turned, quality: 85, orientation: isTagged ? tag[quarters] : nil))
  #expect(found.judgement.verdict == .marked)
  #expect(found.judgement.level == page.label.level)
  let quad = try #require(found.quad)
  let luma = turned.luma
  #expect(
    quad.corners.allSatisfy {
      $0.x > -9 && $0.y > -9 && $0.x < Float(luma.width) + 9 && $0.y < Float(luma.height) + 9
    })
  var dark = 0
  for i in 0...40 {
    for j in 0...10 {
      let p =
        quad.topLeft + (quad.topRight - quad.topLeft) * (Float(i) / 40)
        + (quad.bottomLeft - quad.topLeft) * (Float(j) / 10)
      if luma[max(0, min(luma.width - 1, Int(p.x))), max(0, min(luma.height - 1, Int(p.y)))] < 128 {
        dark += 1
      }
    }
  }
  #expect(dark > 45, "ink under the quad: \(dark) of 451 samples")
}

/// Letters in columns, and a stamp that stands in a row among them.
@Test(
  arguments: [("twcolumns", 1), ("twcolumns", 4), ("jpcolumns", 2), ("jpcolumns", 3)] as [(String, UInt64)])
func typeThatIsReadDownwardsIsRead(_ kind: String, _ seed: UInt64) throws {
  let drawn = drawPage(kind: kind, seed: seed, scale: 7)
  let found = try inspector(["cn", "tw", "jp"])
    .inspect(bytes: encodeJPEG(drawn.raster, quality: 85), of: Photo(path: "page.jpg")).finding
  #expect(found.judgement.level == drawn.label.level)
}

@Test func aHeaderWithoutAMarkIsOfficialAndProseIsClear() throws {
  let official = drawPage(kind: "official", seed: 5, scale: 7)
  #expect(try finding(encodeJPEG(official.raster, quality: 85)).judgement.verdict == .official)
  let prose = drawPage(kind: "plaindoc", seed: 5, scale: 7)
  #expect(try finding(encodeJPEG(prose.raster, quality: 85)).judgement.verdict == .clear)
}

/// A level's two signs in red ink, put askew over the text in an oval.
@Test func aStampOverTheTextIsRead() throws {
  let text = drawPage(kind: "plaindoc", seed: 5, scale: 7)
  let (word, source) = (try #require(page.quad), page.raster.image.luma)
  var image = text.raster.image
  let whole = try #require(image.chroma?.red)
  let (width, height): (Float, Float) = (word.width, word.height)
  let (half, c, s) = (Point(2.4 * height, 1.5 * height), Float(cos(0.35)), Float(sin(0.35)))
  let centre = Point(Float(image.width) * 0.45, Float(image.height) * 0.52)
  let reach = Int(width)
  for dy in -reach...reach {
    for dx in -reach...reach {
      let (u, v) = (Float(dx) * c + Float(dy) * s, Float(dy) * c - Float(dx) * s)
      let r = (u / half.x) * (u / half.x) + (v / half.y) * (v / half.y)
      let at: Point = word.point((1.15 * height + u) / width, 0.5 + v / height)
      let isType =
        abs(u) < 1.15 * height && abs(v) < 0.6 * height && source[Int(at.x), Int(at.y)] < 128
      guard isType || r < 1 && r > 0.9 else { continue }
      let (x, y) = (Int(centre.x) + dx, Int(centre.y) + dy)
      image.luma[x, y] = min(image.luma[x, y], 110)
      let (a, b) = (x * whole.width / image.width, y * whole.height / image.height)
      image.chroma?.red[a, b] = 205
      image.chroma?.blue[a, b] = 112
    }
  }
  let found = try finding(encodeJPEG(image, quality: 85))
  #expect(found.judgement.verdict == .marked)
  #expect(found.judgement.level == page.label.level)
}

@Test func whatIsCutOffIsUndecidedNotClear() throws {
  let whole = try encodeJPEG(drawPage(kind: "plaindoc", seed: 6, scale: 7).raster, quality: 85)
  let found = try finding(Array(whole.prefix(whole.count / 2)))
  #expect(found.judgement.verdict == .undecided)
  #expect(found.judgement.undecided == .damaged)
  #expect(try finding([0xFF, 0xD8, 0xFF]).judgement.undecided == .damaged)
  #expect(try finding([1, 2, 3, 4]).judgement.undecided == .unsupported)
  #expect(try finding([]).judgement.verdict == .undecided)
}

@Test func aPhotoWithoutTypeLeavesAtTheGlance() throws {
  // Hills under a sky, and a sun.
  var luma = Plane(width: 1200, height: 900)
  for y in 0..<900 {
    for x in 0..<1200 {
      let ridge = 520 + 60 * sin(Double(x) / 170) + 25 * sin(Double(x) / 41)
      let isSun = (x - 880) * (x - 880) + (y - 200) * (y - 200) < 70 * 70
      luma[x, y] = Double(y) > ridge ? UInt8(60 + y / 30) : isSun ? 250 : UInt8(150 + y / 12)
    }
  }
  let inspection = try inspector().inspect(
    bytes: encodeJPEG(Image(luma: luma), quality: 85), of: Photo(path: "hills.jpg"))
  #expect(inspection.finding.judgement.verdict == .clear)
  #expect(inspection.trace.linesRead == 0)
}

/// What looks like lines at the glance, as leaves and gravel do, is told from type before it is read.
@Test(arguments: [2, 3] as [Int])
func grainThatPassesForLinesIsNotRead(_ radius: Int) throws {
  let (width, height) = (1200, 900)
  var dice = Dice(seed: UInt64(radius))
  var field = (0..<width * height).map { _ in Double.random(in: -1...1, using: &dice) }
  for step in [1, width, 1, width, 1, width] {
    let before = field
    for n in field.indices {
      let reach = max(0, n - radius * step)...min(field.count - 1, n + radius * step)
      var sum = 0.0
      for k in stride(from: reach.lowerBound, through: reach.upperBound, by: step) { sum += before[k] }
      field[n] = sum / Double(2 * radius + 1)
    }
  }
  let spread = (field.reduce(0) { $0 + $1 * $1 } / Double(field.count)).squareRoot()
  let luma = Plane(
    width: width, height: height,
    samples: field.map { UInt8(max(0, min(255, 130 + 60 * $0 / spread))) })
  let inspection = try inspector().inspect(
    bytes: encodeJPEG(Image(luma: luma), quality: 85), of: Photo(path: "gravel.jpg"))
  #expect(inspection.finding.judgement.verdict == .clear)
  #expect(inspection.trace.linesFound > 40)
  #expect(inspection.trace.linesRead == 0)
  #expect(inspection.trace.left == .look)
}

@Test func rulesOrModelsThatAreMissingAreSaidAtTheStart() {
  for (folder, tessdata) in [("/nowhere", "/usr/share/tesseract-ocr/5/tessdata"), (modelsFolder, "/nowhere")]
  {
    #expect(throws: InspectorFailure.self) {
      _ = try Inspector(InspectorOptions(modelsFolder: folder, tessdata: tessdata, regimes: ["cn"]))
    }
  }
}

@Test(arguments: ["lines.net", "marks.traineddata", "foreign.traineddata"])
func aMissingModelOfOurOwnIsSaidAtTheStart(_ missing: String) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for file in ["rules", "lines.net", "marks.traineddata", "foreign.traineddata"] where file != missing {
    try FileManager.default.copyItem(
      atPath: "\(modelsFolder)/\(file)", toPath: folder.appendingPathComponent(file).path)
  }
  do throws(InspectorFailure) {
    _ = try Inspector(
      InspectorOptions(
        modelsFolder: folder.path, tessdata: "/usr/share/tesseract-ocr/5/tessdata", regimes: ["cn"]))
    Issue.record("an inspector was made without \(missing)")
  } catch {
    #expect(error.reason == .noModel)
    #expect(error.detail.contains(missing))
  }
}
