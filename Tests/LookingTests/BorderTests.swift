import Evidence
import Pixels
import Testing

@testable import Looking

/// A sheet with a block of type in its middle, on a ground of another colour; chroma is 8 bit, 128 grey.
private func sheet(paper: (blue: UInt8, red: UInt8), ground: (blue: UInt8, red: UInt8)) -> Image {
  var image = Image(luma: Plane(width: 400, height: 400, filledWith: 180))
  var (blue, red) = (Plane(width: 200, height: 200), Plane(width: 200, height: 200))
  for y in 0..<200 {
    for x in 0..<200 {
      let isPaper = (40..<160).contains(x) && (40..<160).contains(y)
      blue[x, y] = isPaper ? paper.blue : ground.blue
      red[x, y] = isPaper ? paper.red : ground.red
    }
  }
  image.chroma = Image.Chroma(blue: blue, red: red)
  return image
}

@Test func aColouredBandRoundPaperIsACoversBorder() {
  let block = Quad(Rectangle(x: 120, y: 120, width: 160, height: 160))
  #expect(BorderFinder.border(round: block, in: sheet(paper: (128, 128), ground: (175, 115))) == .blue)
  // By lamplight all is yellower.
  #expect(BorderFinder.border(round: block, in: sheet(paper: (100, 140), ground: (147, 127))) == .blue)
}

@Test func greyRoundAColouredPosterIsNoBorder() {
  let block = Quad(Rectangle(x: 120, y: 120, width: 160, height: 160))
  #expect(BorderFinder.border(round: block, in: sheet(paper: (50, 140), ground: (128, 128))) == nil)
}

@Test(arguments: [(180, 2), (240, 3), (310, 4)])
func theSignsOfAStampThatIsReadDownwardsPartItsHeight(_ height: Int, _ count: Int) throws {
  let upright = Quad(Rectangle(x: 0, y: 0, width: 100, height: height))
  let (cos, sin) = (Float(0.94), Float(0.342))
  for border in [upright, upright.map { Point($0.x * cos - $0.y * sin, $0.x * sin + $0.y * cos) }] {
    let signs = border.signsOfBorder
    #expect(signs.count == count)
    let (first, last) = try (#require(signs.first), #require(signs.last))
    let down = (border.bottomLeft - border.topLeft) * (1 / border.height)
    // Each stands within the border, below the one before, as the border lies.
    for sign in signs { #expect(sign.corners.allSatisfy(border.holds)) }
    #expect((last.centre - first.centre).dot(down) > 0.99 * (last.centre - first.centre).length)
    #expect(abs((first.topRight - first.topLeft).dot(down)) < 0.5)
    #expect(
      (25...75).contains(first.height) && (30...95).contains(first.width), "\(first.width) × \(first.height)")
  }
}
