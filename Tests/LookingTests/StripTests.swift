import Looking
import Pixels
import Testing

/// Upright strokes, `lean` columns a row, on a strip of 48 rows.
private func strokes(_ count: Int, lean: Float = 0, pitch: Int = 20, width: Int = 240) -> Plane {
  var strip = Plane(width: width, height: 48, filledWith: 255)
  for y in 8..<40 {
    for n in 0..<count {
      let x = 40 + pitch * n - Int((lean * (Float(y) - 24)).rounded())
      for k in 0..<4 { strip[x + k, y] = 0 }
    }
  }
  return strip
}

@Test(arguments: [-0.48, -0.24, 0.18, 0.36] as [Float]) func whatLeansIsSetUpright(_ lean: Float) {
  let leaning = strokes(8, lean: lean)
  #expect(abs(Slant.lean(of: leaning) - lean) < 0.07)
  let upright = Slant.removed(from: leaning)
  #expect(abs(Slant.lean(of: upright)) < 0.07)
}

@Test func uprightTypeIsLeftAsItIs() {
  let upright = strokes(8)
  #expect(Slant.removed(from: upright) == upright)
  let blank = Plane(width: 240, height: 48, filledWith: 255)
  #expect(Slant.removed(from: blank) == blank)
}

/// In pixels, from one stroke of Ⅲ to the next; on photographed pages 8 to 10.
private let strokePitch = 10

@Test(arguments: 1...3) func leadingStrokesAreCounted(_ count: Int) {
  var strip = strokes(count, pitch: strokePitch)
  let end = 40 + strokePitch * count
  // 급 has a broad bar at the height that is looked at.
  for y in 20..<28 { for x in end..<end + 45 { strip[x, y] = 0 } }
  #expect(StrokeCounter.leadingStrokes(in: strip) == count)
}

@Test(arguments: 1...3) func theUprightPartsOfTheNextSignAreNoStrokes(_ count: Int) {
  var strip = strokes(count, pitch: strokePitch)
  let end = 40 + strokePitch * count
  // The lower half of 급 stands on two feet, and its upper half has a side at the right.
  for y in 22..<40 { for x in end + 4..<end + 8 { strip[x, y] = 0 } }
  for y in 8..<38 { for x in end + 20..<end + 23 { strip[x, y] = 0 } }
  #expect(StrokeCounter.leadingStrokes(in: strip) == count)
}

@Test func whatIsNoNumberOfStrokesIsNotCounted() {
  #expect(StrokeCounter.leadingStrokes(in: strokes(5, pitch: strokePitch)) == nil)
  #expect(StrokeCounter.leadingStrokes(in: Plane(width: 200, height: 48, filledWith: 255)) == nil)
  #expect(StrokeCounter.leadingStrokes(in: Plane(width: 0, height: 0)) == nil)
}

@Test func aNarrowedStripKeepsItsInk() {
  let strip = strokes(3)
  let narrow = Straightening.narrowed(strip, to: 0.7)
  #expect(narrow.width == Int(Float(strip.width) * 0.7))
  #expect(narrow.height == strip.height)
  func darkness(_ plane: Plane) -> Double {
    plane.samples.reduce(0) { $0 + 255 - Double($1) } / Double(plane.width * plane.height)
  }
  // As dark on the whole as before, to a rounding of the samples.
  #expect(abs(darkness(narrow) - darkness(strip)) < 1)
  #expect(Straightening.narrowed(strip, to: 1) == strip)
}

@Test func theLongestPieceIsCutOutThoughAStrokeRunsThrough() throws {
  var strip = Plane(width: 400, height: 48, filledWith: 255)
  func fill(_ columns: Range<Int>, _ rows: Range<Int>) {
    for y in rows { for x in columns { strip[x, y] = 0 } }
  }
  fill(10..<40, 8..<40)
  for n in 0..<8 { fill(100 + 20 * n..<114 + 20 * n, 8..<40) }
  fill(340..<390, 8..<40)
  fill(40..<340, 22..<25)
  let piece = try #require(PieceFinder.longest(in: strip))
  #expect((150...180).contains(piece.width))
  #expect(piece.height == strip.height)
  #expect(PieceFinder.longest(in: strip.cropped(to: Rectangle(x: 60, y: 0, width: 260, height: 48))) == nil)
}
