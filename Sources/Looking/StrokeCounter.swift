import Pixels

/// Counts the upright strokes that a strip begins with: the Ⅰ, Ⅱ or Ⅲ before 급비밀, which engines read as `1`, `||`,
/// `11` or `Il` whatever its number.
package enum StrokeCounter {
  private static let ink: UInt8 = 140

  /// - Parameter strip: dark type on light ground, from `Straightening`.
  /// - Returns: 1 to 3, or `nil` when what comes first is no such number.
  package static func leadingStrokes(in strip: Plane) -> Int? {
    let (width, height) = (strip.width, strip.height)
    // Between the serifs; the upright parts of 급 are shorter.
    let rows = (height * 30 / 100)..<max(height * 30 / 100 + 1, height * 70 / 100)
    let widest = height / 4
    // The right side of 급 is an upright stroke, too, but stands apart.
    let farthest = height / 4
    var (count, start, end) = (0, -1, -1)
    for x in 0..<width {
      let dark = rows.count { strip[x, $0] < ink }
      let isInk = dark * 10 >= rows.count * 8
      if isInk, start < 0 {
        if end >= 0, x - end > farthest { break }
        start = x
      }
      if !isInk, start >= 0 {
        guard x - start <= widest else { break }
        count += 1
        end = x
        start = -1
        if count > 3 { return nil }
      }
      if start >= 0, x - start > widest { break }
    }
    return (1...3).contains(count) ? count : nil
  }
}
