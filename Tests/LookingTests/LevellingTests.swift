import Pixels
import Testing

@testable import Looking

/// A frame with two heavy signs in it that falls by `slope` rows a column, as a strip of a stamp put on askew shows it.
private func stamp(slope: Float, framed: Bool, signs: ClosedRange<Int> = 11...37) -> Plane {
  var strip = Plane(width: 130, height: 48, filledWith: 255)
  func ink(_ x: Int, _ y: Int) {
    let row = y + Int((slope * (Float(x) - 65)).rounded())
    if (0..<48).contains(row) { strip[x, row] = 0 }
  }
  for (left, right) in [(38, 60), (68, 90)] {
    for x in left..<right {
      for y in signs where (y - signs.lowerBound) % 6 < 2 || (x - left) % 10 < 3 { ink(x, y) }
    }
  }
  guard framed else { return strip }
  for x in 24..<106 {
    for y in [6, 7, 40, 41] { ink(x, y) }
    if x < 26 || x >= 104 { for y in 6...41 { ink(x, y) } }
  }
  return strip
}

@Test(arguments: [-0.24, -0.14, 0.1, 0.2] as [Float]) func aStampPutOnAskewIsSetLevel(_ slope: Float) throws {
  let level = try #require(Levelling.levelled(stamp(slope: slope, framed: true)))
  #expect(level.isFramed)
  // Neither the frame's sides nor what lies beyond are left.
  let columns = (0..<level.strip.width).filter { x in
    (0..<level.strip.height).contains { level.strip[x, $0] < 128 }
  }
  #expect(try #require(columns.first) > 27)
  #expect(try #require(columns.last) < 103)
}

@Test func whatIsLevelIsLeftAsItIs() {
  for framed in [true, false] { #expect(Levelling.levelled(stamp(slope: 0, framed: framed)) == nil) }
  #expect(Levelling.levelled(Plane(width: 130, height: 48, filledWith: 255)) == nil)
}

@Test func aWordWithoutAFrameHasNone() throws {
  let level = try #require(Levelling.levelled(stamp(slope: 0.2, framed: false)))
  #expect(!level.isFramed)
}

@Test func whatIsSmallInItsFrameIsMadeAsLargeAsType() throws {
  let level = try #require(Levelling.levelled(stamp(slope: 0.16, framed: true, signs: 17...30)))
  let rows = (0..<level.strip.height).filter { y in
    (0..<level.strip.width).contains { level.strip[$0, y] < 128 }
  }
  #expect(rows.count > 24)
}

/// A word of two signs with bars above and below, which go on for so long beyond its ends.
private func barred(_ beyond: Int, above: Bool = true, below: Bool = true) -> (image: Image, word: Quad) {
  var luma = Plane(width: 400, height: 200, filledWith: 230)
  let word = Rectangle(x: 150, y: 80, width: 100, height: 44)
  for y in word.y..<word.y + word.height {
    for x in word.x..<word.x + word.width where x % 14 < 5 || y % 12 < 4 { luma[x, y] = 40 }
  }
  for (top, isDrawn) in [(64, above), (134, below)] where isDrawn {
    for y in top..<top + 5 {
      for x in max(0, word.x - beyond)..<min(400, word.x + word.width + beyond) { luma[x, y] = 40 }
    }
  }
  return (Image(luma: luma), Quad(word))
}

@Test(arguments: [(4, true), (12, true), (140, false)])
func barsOfAStampAreHardlyLongerThanItsWord(_ beyond: Int, _ isStamp: Bool) {
  let (image, word) = barred(beyond)
  #expect(BarFinder.hasBars(word, in: image, isLight: false, isRed: false) == isStamp)
}

@Test func oneBarIsAnUnderline() {
  for (above, below) in [(true, false), (false, true), (false, false)] {
    let (image, word) = barred(6, above: above, below: below)
    #expect(!BarFinder.hasBars(word, in: image, isLight: false, isRed: false))
  }
}
