import Foundation
import Pixels
import Testing

@testable import Looking

/// Paper with two heavy words' worth of black rows on it, and a stamp's ink where `isInk` says so, in the stamp's own turned
/// frame, from its middle.
private func page(
  turned radians: Float = 0, paper: UInt8 = 128, ink: UInt8 = 190,
  where isInk: (_ u: Float, _ v: Float) -> Bool
) -> Image {
  var luma = Plane(width: 800, height: 1000, filledWith: 220)
  var red = Plane(width: 400, height: 500, filledWith: paper)
  let blue = Plane(width: 400, height: 500, filledWith: 128)
  for row in 0..<14 {
    for y in 60 + 64 * row..<78 + 64 * row { for x in 100..<700 where x % 11 < 5 { luma[x, y] = 30 } }
  }
  let (c, s) = (cosf(radians), sinf(radians))
  for y in 0..<1000 {
    for x in 0..<800 {
      let (dx, dy) = (Float(x) - 420, Float(y) - 510)
      guard isInk(dx * c + dy * s, dy * c - dx * s) else { continue }
      luma[x, y] = min(luma[x, y], 110)
      red[x / 2, y / 2] = ink
    }
  }
  return Image(luma: luma, chroma: .init(blue: blue, red: red))
}

/// Two signs of crossed bars.
private func isOfSigns(_ u: Float, _ v: Float) -> Bool {
  guard abs(v) < 20, [-26, 26].contains(where: { abs(u - $0) < 20 }) else { return false }
  return Int(abs(v)) % 12 < 4 || Int(abs(u)) % 20 < 5
}

/// A worn frame, 150 by 70.
private func isOfFrame(_ u: Float, _ v: Float) -> Bool {
  let (x, y) = (abs(u), abs(v))
  let isRim = x < 75 && y < 35 && (x > 70 || y > 30)
  return isRim && Int(u + v + 400) % 30 < 26
}

private func isOfOval(_ u: Float, _ v: Float) -> Bool {
  let r = (u / 95) * (u / 95) + (v / 50) * (v / 50)
  return r < 1 && r > 0.85
}

private func patches(_ image: Image, longest: Float = 7) -> [Quad] {
  StampPatches.rectangles(of: .red, in: image, near: 0, longest: longest)
}

@Suite struct Patches {
  @Test(arguments: [-0.4, -0.15, 0, 0.3] as [Float], [isOfFrame, isOfOval])
  func aStampOverTypeShowsHowItLies(_ turn: Float, _ isRim: @Sendable (Float, Float) -> Bool) throws {
    let image = page(turned: turn) { isRim($0, $1) || isOfSigns($0, $1) }
    let found = patches(image)
    let patch = try #require(found.first)
    #expect(found.count == 1)
    #expect((patch.centre - Point(420, 510)).length < 8)
    let along = patch.topRight - patch.topLeft
    #expect(abs(atan2f(along.y, along.x) - turn) < 0.08)
    #expect((1.6...2.6).contains(patch.width / patch.height))
  }

  /// The page's rows of type, as a survey sees them.
  private var rows: [Quad] {
    (0..<14).map { Quad(Rectangle(x: 96, y: 57 + 64 * $0, width: 608, height: 24)) }
  }

  private func black(_ image: Image, beside type: [Quad]) -> [(quad: Quad, isFramed: Bool)] {
    StampPatches.blackRectangles(in: image, beside: type, near: 0, longest: 7)
  }

  @Test(arguments: [-0.1, 0, 0.1] as [Float])
  func aBlackStampIsWhatIsLeftBesideTheType(_ turn: Float) throws {
    var image = page(turned: turn, ink: 128) { isOfFrame($0, $1) || isOfSigns($0, $1) }
    #expect(patches(image).isEmpty)
    // It lies between the rows.
    for y in 508..<526 { for x in 100..<700 where image.luma[x, y] == 30 { image.luma[x, y] = 220 } }
    let found = black(image, beside: Array(rows[..<7] + rows[8...]))
    let patch = try #require(found.first)
    #expect(found.count == 1)
    #expect(patch.isFramed)
    #expect((patch.quad.centre - Point(420, 510)).length < 12)
    let along = patch.quad.topRight - patch.quad.topLeft
    #expect(abs(atan2f(along.y, along.x) - turn) < 0.1)
  }

  @Test func aBlackWordHasNoFrameAndTypeIsNoStamp() throws {
    let word = try #require(black(page(ink: 128, where: isOfSigns), beside: rows).first)
    #expect(!word.isFramed)
    #expect(black(page { _, _ in false }, beside: rows).isEmpty)
  }

  @Test func aStampThatIsReadDownwardsStandsUpright() throws {
    let patch = try #require(patches(page { isOfFrame($1, $0) || isOfSigns($1, $0) }).first)
    #expect(patch.height > 1.6 * patch.width)
    #expect(patch.signsOfBorder(2).count == 2)
  }

  @Test func sealsHeadingsAndPicturesAreNone() {
    func seal(_ u: Float, _ v: Float) -> Bool { (50...56).contains((u * u + v * v).squareRoot()) }
    #expect(patches(page(where: seal)).isEmpty)
    func heading(_ u: Float, _ v: Float) -> Bool { abs(v) < 14 && abs(u) < 220 && Int(abs(u)) % 30 < 20 }
    #expect(patches(page(where: heading)).isEmpty)
    #expect(patches(page(where: heading), longest: 16).count == 1)
    #expect(patches(page { _, v in v > -100 && v < 300 }).isEmpty)
    #expect(patches(page { _, _ in false }).isEmpty)
  }

  /// In cool light a stamp's red is hardly more than a grey's.
  @Test func inkIsToldFromItsPaperNotFromGrey() {
    func stamp(_ u: Float, _ v: Float) -> Bool { isOfFrame(u, v) || isOfSigns(u, v) }
    #expect(page(paper: 106, ink: 140, where: stamp).holds(.red))
    #expect(!page(paper: 128, ink: 140, where: stamp).holds(.red))
    #expect(!page(paper: 106, ink: 110, where: stamp).holds(.red))
    #expect(patches(page(paper: 106, ink: 140, where: stamp)).count == 1)
  }

  @Test func aWornStampsInkIsFaint() {
    func stamp(_ u: Float, _ v: Float) -> Bool { isOfFrame(u, v) || isOfSigns(u, v) }
    let faint = page(paper: 128, ink: 142, where: stamp)
    #expect(!faint.holds(.red) && faint.holds(.red, faintly: true))
    #expect(patches(faint).count == 1)
    #expect(!page(paper: 128, ink: 132, where: stamp).holds(.red, faintly: true))
  }

  /// The table has colours, too, and is darker than paper.
  @Test func whatLiesOnADarkGroundIsNoStamp() {
    var image = page { isOfFrame($0, $1) || isOfSigns($0, $1) }
    for y in 400..<620 { for x in 0..<800 { image.luma[x, y] = min(image.luma[x, y], 60) } }
    #expect(patches(image).isEmpty)
  }

  @Test func faintTypeIsMadeAsDarkAsOtherTypeIs() {
    var strip = Plane(width: 100, height: 48, filledWith: 240)
    for x in 20..<80 where x % 6 < 2 { for y in 10..<38 { strip[x, y] = 190 } }
    let dark = Straightening.darkened(strip)
    #expect(dark[24, 20] == 0 && dark[5, 5] == 255)
    let bare = Plane(width: 100, height: 48, filledWith: 240)
    #expect(Straightening.darkened(bare).samples == bare.samples)
  }

  @Test func fewSignsAreCutCloseToTheirInk() throws {
    var strip = Plane(width: 130, height: 48, filledWith: 255)
    for x in 50..<82 { for y in 18..<32 where x % 8 < 4 || y % 6 < 2 { strip[x, y] = 0 } }
    let close = try #require(Levelling.trimmed(strip))
    func rows(_ plane: Plane) -> Int {
      (0..<plane.height).count { y in (0..<plane.width).contains { plane[$0, y] < 128 } }
    }
    #expect(rows(strip) == 14 && rows(close) > 26)
    #expect(close.width < strip.width)
    #expect(Levelling.trimmed(Plane(width: 130, height: 48, filledWith: 255)) == nil)
  }
}
