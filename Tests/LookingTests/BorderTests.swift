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
