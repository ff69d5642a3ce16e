/// What a picture looks like in 256 bits, nearly the same after it was made smaller or compressed anew.
///
/// Each bit says whether one of 16 × 16 fields of the upright picture is brighter than its left neighbour.
package struct Likeness: Sendable, Equatable, Hashable, Codable {
  package static let columns = 16
  package static let rows = 16

  /// Row by row from the upper left, the first field in the lowest bit.
  package var words: [UInt64]

  /// - Parameter brightness: of `rows` rows of `columns` + 1 fields each.
  package init(brightness: [Float]) {
    let width = Self.columns + 1
    precondition(brightness.count == width * Self.rows)
    words = [UInt64](repeating: 0, count: Self.columns * Self.rows / 64)
    for y in 0..<Self.rows {
      for x in 0..<Self.columns where brightness[y * width + x + 1] > brightness[y * width + x] {
        let bit = y * Self.columns + x
        words[bit / 64] |= 1 << UInt64(bit % 64)
      }
    }
  }

  package init?(words: [UInt64]) {
    guard words.count == Self.columns * Self.rows / 64 else { return nil }
    self.words = words
  }

  /// How many of the 256 fields differ; some 128 between pictures that have nothing in common.
  package func distance(to other: Likeness) -> Int {
    zip(words, other.words).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
  }
}
