import Decoding
import Pixels
import Testing

@Test func theFastReductionAgreesWithThePlainOne() {
  var generator = SeededGenerator(state: 5)
  for (width, height) in [(1, 1), (7, 5), (64, 48), (101, 3), (3, 101), (255, 130)] {
    let samples = (0..<width * height).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let plane = Plane(width: width, height: height, samples: samples)
    for factor in [1, 2, 3, 4, 5, 8, 17, 300] {
      #expect(plane.reduced(by: factor) == plane.reducedPlainly(by: factor))
    }
  }
}

@Test func aReducedSampleIsTheRoundedMean() {
  let plane = Plane(width: 3, height: 2, samples: [0, 10, 200, 20, 31, 201])
  #expect(plane.reduced(by: 2).samples == [15, 201])
  #expect(Plane(width: 2, height: 2, filledWith: 255).reduced(by: 2).samples == [255])
}
