import Pixels
import Testing

@Test func aQuadTurnedAroundReadsFromItsOtherEnd() {
  let quad = Quad(Rectangle(x: 10, y: 20, width: 40, height: 8))
  #expect(quad.turnedAround.topLeft == Point(50, 28))
  #expect(quad.turnedAround.turnedAround == quad)
  #expect(quad.width == 40)
  #expect(quad.height == 8)
  #expect(quad.centre == Point(30, 24))
}

@Test(arguments: [false, true]) func aQuadHoldsWhatLiesInside(isTurned: Bool) {
  let corners = [Point(10, 0), Point(20, 10), Point(10, 20), Point(0, 10)]
  let order = isTurned ? corners.reversed() : corners
  let quad = Quad(topLeft: order[0], topRight: order[1], bottomRight: order[2], bottomLeft: order[3])
  #expect(quad.holds(Point(10, 10)))
  #expect(quad.holds(Point(14, 14)))
  // In the box round it, but beside it.
  #expect(!quad.holds(Point(18, 18)))
  let spot = Point(10, 10)
  #expect(!Quad(topLeft: spot, topRight: spot, bottomRight: spot, bottomLeft: spot).holds(Point(10, 10)))
}

@Test func rectanglesApartShareNothing() {
  let a = Rectangle(x: 0, y: 0, width: 4, height: 4)
  let b = Rectangle(x: 6, y: 1, width: 4, height: 4)
  #expect(a.intersection(b).isEmpty)
  #expect(a.union(b) == Rectangle(x: 0, y: 0, width: 10, height: 5))
}

/// Each tag's turn, worked out by hand from the table in the Exif standard.
@Test(arguments: [
  (1, Point(1, 0)), (2, Point(-1, 0)), (3, Point(-1, 0)), (4, Point(1, 0)), (5, Point(0, -1)),
  (6, Point(0, -1)),
  (7, Point(0, 1)), (8, Point(0, 1)),
])
func readingDirectionFollowsTheTag(_ tag: Int, _ direction: Point) throws {
  let orientation = try #require(Orientation(rawValue: tag))
  #expect(orientation.isMirrored == [2, 4, 5, 7].contains(tag))
  if !orientation.isMirrored { #expect(orientation.readingDirection == direction) }
}

@Test func aMirroredImageMirroredIsItself() {
  let plane = Plane(width: 3, height: 2, samples: [1, 2, 3, 4, 5, 6])
  #expect(plane.mirrored().samples == [3, 2, 1, 6, 5, 4])
  let image = Image(luma: plane, chroma: .init(blue: plane, red: plane))
  #expect(image.mirrored().mirrored() == image)
}

@Test func aPartKeepsItsOwnPixelsAndItsChroma() {
  let luma = Plane(width: 8, height: 4, samples: (0..<32).map { UInt8($0) })
  let small = Plane(width: 4, height: 2, samples: (0..<8).map { UInt8($0) })
  let part = Image(luma: luma, chroma: .init(blue: small, red: small))
    .cropped(to: Rectangle(x: 4, y: 2, width: 4, height: 9))
  #expect(part.width == 4)
  #expect(part.height == 2)
  #expect(part.luma.samples == [20, 21, 22, 23, 28, 29, 30, 31])
  #expect(part.chroma?.red.samples == [6, 7])
}
