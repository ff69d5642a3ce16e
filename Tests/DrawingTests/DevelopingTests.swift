import Drawing
import Pixels
import Testing

@Suite struct DevelopingTests {
  private func edge() -> Raster {
    var raster = Raster(width: 24, height: 24, filledWith: Colour(grey: 0.4))
    for y in 0..<24 { for x in 12..<24 { raster.pixels[y * 24 + x] = Colour(grey: 0.7).pixel } }
    return raster
  }

  /// With k = 0.1 a point at half of the half diagonal is where r (1 + 0.1 r²) / 1.1 = 0.5 has its root,
  /// r = 0.53471; the corners and the middle stay.
  @Test func aBarrelMovesPointsAsWorkedOutByHand() {
    var lens = Lens()
    lens.barrel = 0.1
    let moved = lens.place(Point(450, 150), width: 600, height: 200)
    #expect(abs(moved.x - (300 + 150 * 2 * 0.53471)) < 0.05)
    #expect(abs(moved.y - (100 + 50 * 2 * 0.53471)) < 0.05)
    let corner = lens.place(Point(600, 200), width: 600, height: 200)
    #expect(abs(corner.x - 600) < 0.01 && abs(corner.y - 200) < 0.01)
    #expect(lens.place(Point(300, 100), width: 600, height: 200) == Point(300, 100))
  }

  @Test func sharpeningLeavesHalosAtAnEdgeAndFlatPartsAlone() {
    var raster = edge()
    let before = raster
    raster.sharpen(amount: 1)
    #expect(raster.pixels[10 * 24 + 5] == before.pixels[10 * 24 + 5])
    #expect(raster.pixels[10 * 24 + 11] & 255 < before.pixels[10 * 24 + 11] & 255)
    #expect(raster.pixels[10 * 24 + 12] & 255 > before.pixels[10 * 24 + 12] & 255)
  }

  @Test func smearingTakesSpecksAwayAndKeepsEdges() {
    var raster = edge()
    raster.pixels[10 * 24 + 5] = Colour(grey: 0.44).pixel
    let before = edge()
    raster.smear(threshold: 30)
    let speck = Int(raster.pixels[10 * 24 + 5] & 255) - Int(before.pixels[10 * 24 + 5] & 255)
    #expect(abs(speck) <= 3)
    for x in [4, 11, 12, 20] {
      #expect(abs(Int(raster.pixels[18 * 24 + x] & 255) - Int(before.pixels[18 * 24 + x] & 255)) <= 1)
    }
  }

  @Test func eveningOutBringsDarkAndBrightTogether() {
    var raster = Raster(width: 320, height: 160, filledWith: Colour(grey: 0.2))
    for y in 0..<160 { for x in 160..<320 { raster.pixels[y * 320 + x] = Colour(grey: 0.9).pixel } }
    raster.evenOut(strength: 0.8)
    #expect(raster.pixels[80 * 320 + 10] & 255 > 60)
    #expect(raster.pixels[80 * 320 + 310] & 255 < 225)
  }

  /// A mark on the right one of two facing pages lies a page's width further on.
  @Test func aFacingPageMovesTheMarks() {
    let (page, other) = (
      drawPage(kind: "gw2012", seed: 4, scale: 2), drawPage(kind: "plaindoc", seed: 5, scale: 2)
    )
    let bound = page.bound(beside: other, atRight: true)
    #expect(bound.raster.width == 2 * page.raster.width)
    #expect(abs(bound.marks[0].patch.corners[0].x - page.marks[0].patch.corners[0].x - page.width) < 1e-9)
    #expect(page.bound(beside: other, atRight: false).marks == page.marks)
  }

  @Test func aSpineLeadsBackAndKeepsEveryPlace() {
    var bend = Bend()
    (bend.gutter, bend.reach, bend.spine) = (8, 20, 210)
    for (x, y) in [(20.0, 30.0), (205, 150), (211, 150), (400, 280)] {
      let flat = bend.plane(x, y, width: 420, height: 297)
      let page = bend.page(flat.x, flat.y, width: 420, height: 297)
      #expect(abs(page.x - x) < 0.05 && abs(page.y - y) < 0.05)
    }
  }

  /// What offices add to a page lies beside its marks: the ink within their corners is what it would be without.
  @Test(arguments: 1...12) func nothingIsAddedOnAMark(_ seed: UInt64) throws {
    let page = drawPage(kind: "gw2012", seed: seed, scale: 2)
    let patch = try #require(page.marks.first).patch
    let (xs, ys) = (patch.corners.map(\.x), patch.corners.map(\.y))
    // The mark is black on paper; notes, stamps and clips are coloured, so red or blue within would be theirs.
    for y in Int(ys.min()! * 2)...Int(ys.max()! * 2) {
      for x in Int(xs.min()! * 2)...Int(xs.max()! * 2) {
        let p = page.raster.pixels[y * page.raster.width + x]
        let (r, b) = (Int(p >> 16 & 255), Int(p & 255))
        let paper = page.raster.pixels[2 * page.raster.width + 40]
        let (pr, pb) = (Int(paper >> 16 & 255), Int(paper & 255))
        #expect(abs((r - b) * 255 - (pr - pb) * max(r, b)) < 60 * 255)
      }
    }
  }
}
