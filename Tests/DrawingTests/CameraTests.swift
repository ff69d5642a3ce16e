import Drawing
import Pixels
import Testing

@Suite struct CameraTests {
  /// A page of 200 × 100 mm straight before the camera, its long side 0.5 of a photo of 1000 pixels: 2.5 px
  /// a mm.
  @Test func aPageSeenStraightIsOnlyScaled() {
    var pose = Pose()
    pose.fill = 0.5
    let map = pose.homography(page: (200, 100), photo: (1000, 800))
    let corner = map(0, 0)
    #expect(abs(corner.x - 250) < 1e-9 && abs(corner.y - 275) < 1e-9)
    let opposite = map(200, 100)
    #expect(abs(opposite.x - 750) < 1e-9 && abs(opposite.y - 525) < 1e-9)
  }

  /// Focal length 1000 px, the page at 2000 mm, leaned by 30°: the head's middle, 100 mm up the page, is at
  /// y = -100 cos 30° and z = 2000 + 100 sin 30°, so at 500 - 1000 · 86.6025 / 2050 = 457.754 px.
  @Test func aLeanedHeadMovesAsWorkedOutByHand() {
    var pose = Pose()
    pose.focal = 1
    pose.fill = 0.1
    pose.pitch = 30
    let map = pose.homography(page: (200, 200), photo: (1000, 1000))
    let head = map(100, 0)
    #expect(abs(head.x - 500) < 1e-9)
    #expect(abs(head.y - 457.75485) < 1e-3)
    // The foot comes nearer: 500 + 1000 · 86.6025 / 1950.
    #expect(abs(map(100, 200).y - 544.41154) < 1e-3)
  }

  @Test func rollTurnsClockwise() {
    var pose = Pose()
    pose.roll = 90
    pose.fill = 0.5
    let map = pose.homography(page: (100, 100), photo: (400, 400))
    // The upper left corner goes to the upper right.
    let corner = map(0, 0)
    #expect(abs(corner.x - 300) < 1e-9 && abs(corner.y - 100) < 1e-9)
  }

  @Test func theInverseLeadsBack() {
    var pose = Pose()
    (pose.roll, pose.pitch, pose.yaw) = (13, 31, -17)
    let map = pose.homography(page: (210, 297), photo: (3024, 4032))
    let (x, y) = map(37, 251)
    let back = map.inverse(x, y)
    #expect(abs(back.x - 37) < 1e-6 && abs(back.y - 251) < 1e-6)
  }

  @Test func bendsLeadBack() {
    var bend = Bend()
    (bend.sag, bend.gutter, bend.corner, bend.crumple, bend.depth) = (6, 7, 5, 0.5, 2)
    bend.creases = [.across(99), .along(105)]
    for (x, y) in [(20.0, 30.0), (105.5, 150), (190, 280), (60, 98)] {
      let flat = bend.plane(x, y, width: 210, height: 297)
      let page = bend.page(flat.x, flat.y, width: 210, height: 297)
      #expect(abs(page.x - x) < 0.05 && abs(page.y - y) < 0.05)
    }
  }

  @Test func blendingWeighsFourPixels() {
    #expect(blended(0x0000FF, 0xFF0000, 0x00FF00, 0xFFFFFF, 0, 0) == 0x0000FF)
    #expect(blended(0, 0xFFFFFF, 0, 0xFFFFFF, 255, 0) == 0xFFFFFF)
    let middle = blended(0, 0xFFFFFF, 0, 0xFFFFFF, 127, 127)
    #expect(middle & 255 >= 126 && middle & 255 <= 128)
    #expect(scaled(0x804020, 128) == 0x402010)
    #expect(scaled(0x804020, 1024) == 0xFFFF80)
  }

  @Test func blurKeepsAFlatPictureAndSpreadsADot() {
    var flat = Raster(width: 40, height: 30, filledWith: Colour(0.2, 0.6, 0.9))
    let before = flat
    flat.defocus(sigma: 2)
    flat.shake(length: 7, degrees: 30)
    #expect(flat == before)
    var dot = Raster(width: 21, height: 21, filledWith: Colour(grey: 0))
    dot.pixels[10 * 21 + 10] = 0xFFFFFF
    dot.defocus(sigma: 1)
    #expect(dot.pixels[10 * 21 + 10] & 255 > dot.pixels[10 * 21 + 11] & 255)
    #expect(dot.pixels[10 * 21 + 11] & 255 > dot.pixels[10 * 21 + 12] & 255)
    #expect(dot.pixels[10 * 21 + 11] == dot.pixels[9 * 21 + 10])
  }

  @Test func turnsMoveTheUpperLeftPixel() {
    var raster = Raster(width: 3, height: 2)
    raster.pixels = [1, 2, 3, 4, 5, 6]
    #expect(raster.turned(quarters: 1).pixels == [4, 1, 5, 2, 6, 3])
    #expect(raster.turned(quarters: 2).pixels == [6, 5, 4, 3, 2, 1])
    #expect(raster.turned(quarters: 3).pixels == [3, 6, 2, 5, 1, 4])
    // Pixel centres: (0.5, 0.5) of 3 × 2 goes to (1.5, 0.5) of 2 × 3.
    #expect(Point(0.5, 0.5).turned(quarters: 1, width: 3, height: 2) == Point(1.5, 0.5))
    #expect(Point(0.5, 0.5).turned(quarters: 3, width: 3, height: 2) == Point(0.5, 2.5))
  }
}
