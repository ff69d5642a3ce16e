import Pixels

/// Cuts out the longest piece of a strip that holds more than one thing: a word between the hatching of a border, a
/// title and a scrawl.
package enum PieceFinder {
  /// Ink this dark counts, 0 to 255.
  private static let ink: UInt8 = 128
  /// A column with less ink, as a part of the strip's height, is a gap: a stroke may run through it.
  private static let leastInk = 0.12
  /// In heights of the type.
  private static let widestSpace: Float = 0.28
  private static let shortest: Float = 2

  /// - Parameter strip: dark type on light ground, from `Straightening`.
  /// - Returns: `nil` where there is one piece only, or none long enough.
  package static func longest(in strip: Plane) -> Plane? {
    let typeHeight = Straightening.typeShare * Float(strip.height)
    let least = Int(leastInk * Double(strip.height))
    let space = Int(widestSpace * typeHeight)
    var pieces: [Range<Int>] = []
    for x in 0..<strip.width {
      guard (0..<strip.height).count(where: { strip[x, $0] < ink }) > least else { continue }
      if let last = pieces.last, x - last.upperBound < space {
        pieces[pieces.count - 1] = last.lowerBound..<x + 1
      } else {
        pieces.append(x..<x + 1)
      }
    }
    guard pieces.count > 1, let longest = pieces.max(by: { $0.count < $1.count }),
      Float(longest.count) >= shortest * typeHeight
    else { return nil }
    let (left, right) = (
      max(0, longest.lowerBound - space / 2), min(strip.width, longest.upperBound + space / 2)
    )
    return strip.cropped(to: Rectangle(x: left, y: 0, width: right - left, height: strip.height))
  }
}
