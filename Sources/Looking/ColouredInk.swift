import Pixels

/// Ink of stamps, which shows in a plane of the chroma whatever black type lies under it.
package enum ColouredInk: CaseIterable, Sendable {
  case red, blue

  /// What of the chroma is high where there is such ink.
  func plane(of chroma: Image.Chroma) -> Plane {
    switch self {
    case .red: chroma.red
    case .blue: chroma.blue
    }
  }
}

extension Image {
  /// What has an ink's colour is ink on the ground, not the ground: so many parts of the picture, so far from grey, or from
  /// the paper where light makes that less than grey.
  private static let inkShare: ClosedRange<Float> = 0.0003...0.2
  private static let colour = 24
  /// The like for a worn stamp, in small letters or little light.
  private static let faintColour = 10

  /// A stamp or a heading in such ink may be on it.
  ///
  /// - Parameter faintly: worn stamps count, too.
  package func holds(_ ink: ColouredInk, faintly: Bool = false) -> Bool {
    guard let samples = chroma.map(ink.plane)?.samples else { return false }
    func isInk(above grey: Int) -> Bool {
      let count = samples.count { Int($0) > grey + (faintly ? Self.faintColour : Self.colour) }
      return Self.inkShare.contains(Float(count) / Float(max(1, samples.count)))
    }
    // In cool light paper has less red than grey has.
    let paper = Self.median(of: samples)
    return isInk(above: 128) || paper < 128 && isInk(above: paper)
  }

  private static func median(of samples: [UInt8]) -> Int {
    var histogram = [Int](repeating: 0, count: 256)
    // Every fifth sample tells as much as all.
    for n in stride(from: 0, to: samples.count, by: 5) { histogram[Int(samples[n])] += 1 }
    var left = samples.count / 10
    return histogram.indices.first { value in
      left -= histogram[value]
      return left < 0
    } ?? 0
  }

  package var holdsColouredInk: Bool { ColouredInk.allCases.contains { holds($0) } }
}
