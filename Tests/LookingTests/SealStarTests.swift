import Evidence
import Foundation
import Pixels
import Testing

@testable import Looking

/// A line of six signs of bars with a star in their midst, each red or black.
private func line(redType: Bool, redStar: Bool) -> Image {
  var luma = Plane(width: 640, height: 100, filledWith: 225)
  var red = Plane(width: 320, height: 50, filledWith: 128)
  let blue = Plane(width: 320, height: 50, filledWith: 128)
  func ink(_ x: Int, _ y: Int, _ isRed: Bool) {
    luma[x, y] = isRed ? 110 : 40
    if isRed { red[x / 2, y / 2] = 195 }
  }
  for sign in [0, 1, 2, 4, 5, 6] {
    let left = 110 + 60 * sign
    for y in 30..<70 { for x in left..<left + 42 where x % 14 < 6 || y % 20 < 5 { ink(x, y, redType) } }
  }
  for y in 28..<72 {
    for x in 288..<334 {
      let (dx, dy) = (Float(x) - 311, Float(y) - 50)
      let turn = Float.pi / 5
      let angle = (atan2f(dx, -dy) + 10 * turn).truncatingRemainder(dividingBy: 2 * turn)
      let fromTip = min(angle, 2 * turn - angle)
      let edge = 22 * sinf(0.314) / sinf(Float.pi - 0.314 - fromTip)
      if (dx * dx + dy * dy).squareRoot() < edge { ink(x, y, redStar) }
    }
  }
  return Image(luma: luma, chroma: .init(blue: blue, red: red))
}

@Test(arguments: [(false, true, true), (true, true, false), (false, false, false)])
func aStarOfAnotherColourThanItsLineIsASeals(_ redType: Bool, _ redStar: Bool, _ isOfSeal: Bool) throws {
  let image = line(redType: redType, redStar: redStar)
  let quad = Quad(Rectangle(x: 110, y: 30, width: 402, height: 40))
  let whole = Straightening.strip(of: quad, in: image, isLight: false, isRed: redType)
  let red = Straightening.strip(of: quad, in: image, isLight: false, isRed: false, alone: .red)
  let found = try #require(StarFinder.find(in: whole))
  #expect(found.star.strength > 0.5)
  #expect((found.star.position - 0.5).magnitude < 0.05)
  #expect(SealStar.isOfSeal(whole, without: found.without, in: red) == isOfSeal)
}
