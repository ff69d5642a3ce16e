import Drawing
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

/// Grey fills what is between two strokes; a broad one is dark throughout.
@Test(arguments: [(UInt8(70), 2), (0, 1)])
func strokesThatTouchAreCountedByWhatIsLighterBetweenThem(_ between: UInt8, _ count: Int) {
  var strip = strokes(2, pitch: 7)
  for y in 8..<40 { for x in 44..<47 { strip[x, y] = between } }
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

@Test func heavyTypeIsThinnedAndOtherTypeIsNot() throws {
  var heavy = Plane(width: 120, height: 48, filledWith: 255)
  for n in 0..<9 { for y in 8..<40 { for x in 6 + 12 * n..<13 + 12 * n { heavy[x, y] = 0 } } }
  let thin = try #require(Straightening.thinned(heavy))
  for y in 0..<48 {
    for x in 0..<120 {
      // The plain rule: dark where all round it is dark.
      let isDark = (-1...1).allSatisfy { v in
        (-1...1).allSatisfy { u in
          let (x, y) = (x + u, y + v)
          return x < 0 || y < 0 || x >= 120 || y >= 48 || heavy[x, y] == 0
        }
      }
      #expect((thin[x, y] == 0) == isDark)
    }
  }
  #expect(Straightening.thinned(strokes(3)) == nil)
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

/// A white strip that parts are blackened in.
private struct Sketch {
  var strip: Plane

  init(width: Int) { strip = Plane(width: width, height: 48, filledWith: 255) }

  mutating func fill(_ columns: Range<Int>, _ rows: Range<Int>) {
    for y in rows { for x in columns { strip[x, y] = 0 } }
  }

  /// Signs of two strokes each, so that none is a frame.
  mutating func signs(_ count: Int, from left: Int, _ rows: Range<Int>) {
    for n in 0..<count {
      let x = left + n * rows.count
      fill(x..<x + rows.count / 4, rows)
      fill(x..<x + rows.count * 3 / 4, rows.lowerBound..<rows.lowerBound + rows.count / 4)
    }
  }

  /// A frame of two pixels.
  mutating func frame(_ columns: Range<Int>, _ rows: Range<Int>) {
    fill(columns, rows.lowerBound..<rows.lowerBound + 2)
    fill(columns, rows.upperBound - 2..<rows.upperBound)
    fill(columns.lowerBound..<columns.lowerBound + 2, rows)
    fill(columns.upperBound - 2..<columns.upperBound, rows)
  }

  /// A stroke of three rows, straight from the first row to the last.
  mutating func stroke(_ columns: Range<Int>, from first: Int, to last: Int) {
    for x in columns {
      let y = first + (last - first) * (x - columns.lowerBound) / columns.count
      fill(x..<x + 1, y - 1..<y + 2)
    }
  }
}

@Test func whatStandsBehindATitleInSmallerTypeIsFound() throws {
  var title = Sketch(width: 420)
  title.signs(8, from: 15, 8..<40)
  #expect(PieceFinder.smallEnd(of: title.strip) == nil)
  title.signs(2, from: 310, 16..<32)
  let end = try #require(PieceFinder.smallEnd(of: title.strip))
  #expect((308...312).contains(end.x) && (16...34).contains(end.width))
  #expect(end.y == 16 && end.height == 16)
}

@Test func aFrameWithinALineIsFoundAndASignThatIsOneIsNot() throws {
  var stamp = Sketch(width: 240)
  stamp.signs(1, from: 15, 4..<44)
  stamp.frame(90..<170, 8..<36)
  stamp.signs(3, from: 102, 14..<30)
  let part = try #require(PieceFinder.framed(in: stamp.strip))
  #expect(part.x >= 92 && part.x + part.width <= 168 && part.width > 30)
  // 国 among its like.
  var text = Sketch(width: 240)
  text.signs(2, from: 15, 8..<40)
  text.frame(90..<122, 8..<40)
  text.signs(1, from: 100, 14..<34)
  text.signs(2, from: 130, 8..<40)
  #expect(PieceFinder.framed(in: text.strip) == nil)
}

@Test func rowsThatWereTakenForOneLineAreTold() {
  var rows = Sketch(width: 240)
  rows.signs(6, from: 20, 8..<22)
  rows.signs(9, from: 40, 28..<40)
  let found = PieceFinder.rows(in: rows.strip)
  #expect(found.map(\.y) == [8, 28])
  #expect(found.map(\.height) == [14, 12])
  var line = Sketch(width: 240)
  line.signs(6, from: 20, 8..<40)
  #expect(PieceFinder.rows(in: line.strip).isEmpty)
}

@Test func wordsAreFreedOfStrokesThatCrossThem() throws {
  var word = Sketch(width: 300)
  word.signs(8, from: 20, 12..<36)
  let plain = word.strip
  #expect(StrokeFinder.withoutCrossing(plain) == nil)
  word.stroke(60..<200, from: 6, to: 42)
  word.stroke(60..<200, from: 42, to: 6)
  let clean = try #require(StrokeFinder.withoutCrossing(word.strip))
  func difference(_ plane: Plane) -> Int {
    zip(plane.samples, plain.samples).count { abs(Int($0) - Int($1)) > 127 }
  }
  // What lies on the letters stays.
  #expect(difference(clean) * 5 < difference(word.strip) * 3)
}

@Test func theLongestSegmentIsFoundAsPlainly() {
  var dice = Dice(seed: 31)
  var found = 0
  for n in 0..<40 {
    let (width, height) = (dice.whole(40...159), dice.whole(16...47))
    var strip = Plane(width: width, height: height, filledWith: 255)
    // From a few specks to more ink than paper, and strokes with gaps through them.
    for k in strip.samples.indices where dice.chance(0.015 * Double(n)) { strip.samples[k] = 0 }
    let slope = 0.02 * Double(n - 20)
    for x in 0..<width where x % 7 > 1 && n % 3 > 0 {
      let y = height / 2 + Int(slope * Double(x - width / 2))
      if (0..<height).contains(y) { strip[x, y] = 40 }
    }
    for steepest: Float in [0.3, 0.8] {
      let search = SegmentSearch(of: strip, darkerThan: 150, steepest: steepest)
      let plain = search.plainLongest()
      let isSame = search.longest() == plain
      #expect(isSame)
      found += plain == nil ? 0 : 1
    }
  }
  #expect(found > 20 && found < 80)
}

@Test func aStrokeMayRunFromCornerToCorner() throws {
  var word = Sketch(width: 300)
  word.signs(8, from: 20, 12..<36)
  word.stroke(0..<300, from: 9, to: 40)
  let found = try #require(StrokeFinder.find(in: word.strip))
  #expect(abs(found.stroke.left - 9.0 / 48) < 0.1 && abs(found.stroke.right - 40.0 / 48) < 0.1)
}

@Test func aStrokeIsThickWhereHalfOfTheWordIsLeft() throws {
  var word = Sketch(width: 300)
  word.signs(8, from: 20, 8..<36)
  let plain = word.strip
  word.fill(4..<296, 26..<33)
  let found = try #require(StrokeFinder.find(in: word.strip))
  let left = zip(found.without.samples, plain.samples).count { abs(Int($0) - Int($1)) > 127 }
  let before = zip(word.strip.samples, plain.samples).count { abs(Int($0) - Int($1)) > 127 }
  #expect(left * 4 < before)
}

@Test func whatRunsInFromOutsideIsTakenAway() throws {
  var line = Sketch(width: 240)
  line.signs(4, from: 60, 12..<36)
  #expect(Straightening.withoutRim(line.strip) == nil)
  let plain = line.strip
  line.fill(0..<30, 0..<48)
  line.stroke(210..<236, from: 2, to: 46)
  line.fill(235..<240, 40..<48)
  #expect(try #require(Straightening.withoutRim(line.strip)) == plain)
}

@Test(arguments: [false, true]) func aBarWithLightTypeIsReadAsDarkType(_ isLight: Bool) {
  var bar = Plane(width: 500, height: 100, filledWith: 230)
  for y in 20..<80 { for x in 50..<450 { bar[x, y] = 30 } }
  for n in 0..<6 { for y in 36..<64 { for x in 150 + 40 * n..<160 + 40 * n { bar[x, y] = 230 } } }
  let strip = Straightening.strip(
    of: Quad(Rectangle(x: 50, y: 20, width: 400, height: 60)), in: Image(luma: bar), isLight: isLight,
    isRed: false)
  let middle = (0..<strip.width).count { strip[$0, strip.height / 2] < 128 }
  #expect(middle > 20 && middle * 2 < strip.width)
}

@Test func groundBeyondThePaperDoesNotHoldALeanUpright() {
  var leaning = strokes(8, lean: 0.3)
  for y in 0..<leaning.height { for x in 215..<240 { leaning[x, y] = 0 } }
  #expect(abs(Slant.lean(of: leaning) - 0.3) < 0.1)
}

@Test func whatLeansInAFrameIsSetUpright() {
  // Strokes that lean by an eighth, and a frame that hides it.
  var plane = Plane(width: 260, height: 64, filledWith: 255)
  for y in 16..<48 {
    for n in 0..<8 { for x in 0..<5 { plane[30 + 25 * n + x - (y - 32) / 8, y] = 0 } }
  }
  for x in 4..<256 { for y in [4, 5, 58, 59] { plane[x, y] = 0 } }
  for y in 4..<60 { for x in [4, 5, 254, 255] { plane[x, y] = 0 } }
  let line = Quad(Rectangle(x: 20, y: 16, width: 215, height: 32))
  let strip = Straightening.strip(
    of: line, in: Image(luma: plane), isLight: false, isRed: false, isBoxed: true)
  #expect(abs(Slant.lean(of: strip)) <= 0.06)
  #expect(strip.samples.count { $0 < 128 } > 1000)
}
