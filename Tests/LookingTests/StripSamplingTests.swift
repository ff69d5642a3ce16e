import Pixels
import Testing

@testable import Looking

/// A picture of noise that is the same on every run, with chroma of half its size.
private func noise(_ width: Int, _ height: Int) -> Image {
  var state: UInt32 = 12_345
  func plane(_ width: Int, _ height: Int) -> Plane {
    Plane(
      width: width, height: height,
      samples: (0..<width * height).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(state >> 24)
      })
  }
  return Image(
    luma: plane(width, height),
    chroma: Image.Chroma(
      blue: plane((width + 1) / 2, (height + 1) / 2), red: plane((width + 1) / 2, (height + 1) / 2)))
}

@Test(arguments: [StripSampling.SeenInk.any, .red, .alone(.red), .alone(.blue)], [1, 2, 3])
func samplingByRowsAgreesWithThePlainOne(_ ink: StripSampling.SeenInk, _ samples: Int) {
  let image = noise(121, 87)
  // Askew, tapering, and running over two edges of the picture.
  let quad = Quad(
    topLeft: Point(-6, 20.3), topRight: Point(126.7, 9), bottomRight: Point(119, 61.4),
    bottomLeft: Point(3.2, 52))
  let (width, height) = (90, 32)
  let strip = StripSampling.strip(of: quad, in: image, ink, width: width, height: height, samples: samples)
  var furthest = 0
  for y in 0..<height {
    for x in 0..<width {
      let plain = StripSampling.plainPixel(
        x, y, of: quad, in: image, ink, width: width, height: height, samples: samples)
      furthest = max(furthest, abs(Int(plain) - Int(strip[x, y])))
    }
  }
  // The two round in another order.
  #expect(furthest <= 1)
  #expect(Set(strip.samples).count > 20)
}
