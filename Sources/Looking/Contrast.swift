import Pixels

extension Image {
  /// How many times what differs from its surroundings is made to differ.
  private static let gain = 3

  /// Without colour but for a tint that a lamp or a recorder gives: less than three steps, in the mean.
  package var isGrey: Bool {
    guard let chroma else { return true }
    // Every fifth sample tells as much as all.
    let places = stride(from: 0, to: chroma.red.samples.count, by: 5)
    let count = (chroma.red.samples.count + 4) / 5
    func swing(_ plane: Plane) -> Int {
      let sum = places.reduce(0) { $0 + Int(plane.samples[$1]) }
      let mean = sum / max(1, count)
      return places.reduce(0) { $0 + abs(Int(plane.samples[$1]) - mean) }
    }
    return swing(chroma.blue) + swing(chroma.red) < 3 * count
  }

  /// The same picture with its detail brought out of the ground it lies on: faint type on film, or on a bad copy.
  ///
  /// Each pixel's difference from the mean round it, threefold; colours stay as they are.
  package func withRaisedContrast() -> Image {
    let mean = LocalMean(of: luma, radius: 4)
    var raised = self
    for y in 0..<height {
      let row = min(mean.rows - 1, y / LocalMean.block) * mean.columns
      for x in 0..<width {
        let ground = Int(mean.values[row + min(mean.columns - 1, x / LocalMean.block)])
        let value = ground + Self.gain * (Int(luma.samples[y * width + x]) - ground)
        raised.luma.samples[y * width + x] = UInt8(max(0, min(255, value)))
      }
    }
    return raised
  }
}
