import Pixels
import Testing

@testable import Looking

/// Two heavy signs in what is left of a frame: sides that have a gap of `gap` in every ten pixels, all or some of them.
private func framed(_ sides: Set<Character>, gap: Int, doubled: Bool = false, close: Bool = false) -> Plane {
  var strip = Plane(width: 130, height: 48, filledWith: 255)
  for (left, right) in [(36, 58), (66, 88)] {
    for x in left..<right {
      for y in 14...33 where (y - 14) % 6 < 2 || (x - left) % 10 < 3 { strip[x, y] = 0 }
    }
  }
  let (top, bottom) = close ? (13, 34) : (7, 40)
  for step in doubled ? [0, 3] : [0] {
    for x in 20..<105 where x % 10 >= gap {
      if sides.contains("t") { strip[x, top - step] = 0 }
      if sides.contains("b") { strip[x, bottom + step] = 0 }
    }
    for y in top...bottom where y % 10 >= gap {
      if sides.contains("l") { strip[20 - step, y] = 0 }
      if sides.contains("r") { strip[104 + step, y] = 0 }
    }
  }
  return strip
}

/// How far the place lies from the two signs, on each side.
private func margins(_ found: Rectangle) -> [Int] {
  [36 - found.x, found.x + found.width - 88, 14 - found.y, found.y + found.height - 34]
}

@Test(arguments: ["tblr", "blr", "tlr"], [0, 2])
func whatIsLeftOfAFrameShowsWhereItsWordStands(_ sides: String, _ gap: Int) throws {
  for doubled in [false, true] {
    let found = try #require(
      BrokenFrame.inside(of: framed(Set(sides), gap: gap, doubled: doubled)), "\(sides), \(gap)")
    #expect(margins(found).allSatisfy { (0...16).contains($0) })
  }
}

@Test(arguments: ["", "tb", "lr", "tl", "br"]) func twoSidesAreNoFrame(_ sides: String) {
  #expect(BrokenFrame.inside(of: framed(Set(sides), gap: 0)) == nil)
}

@Test func aFrameHasRoomRoundItsWord() {
  // So do the upper and lower ends of heavy letters look.
  #expect(BrokenFrame.inside(of: framed(Set("tblr"), gap: 0, close: true)) == nil)
  #expect(BrokenFrame.inside(of: framed(Set("tblr"), gap: 6)) == nil)
  for value in [0, 255] as [UInt8] {
    #expect(BrokenFrame.inside(of: Plane(width: 130, height: 48, filledWith: value)) == nil)
  }
  #expect(BrokenFrame.inside(of: Plane(width: 12, height: 48, filledWith: 255)) == nil)
}
