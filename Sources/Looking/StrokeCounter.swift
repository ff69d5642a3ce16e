import Pixels

/// Counts the upright strokes that a strip begins with: the Ⅰ, Ⅱ or Ⅲ before 급비밀, which engines read as `1`, `||`,
/// `11` or `Il` whatever its number.
package enum StrokeCounter {
  private static let ink: UInt8 = 140

  /// - Parameter strip: dark type on light ground, from `Straightening`.
  /// - Returns: 1 to 3, or `nil` when what comes first is no such number.
  package static func leadingStrokes(in strip: Plane) -> Int? {
    let runs = runs(in: strip)
    // Strokes that touch in their serifs, or in a blur, are one run of ink; grey paper makes no second one.
    guard runs == 1, let peaks = peaks(in: strip), peaks > 1 else { return runs }
    return peaks
  }

  /// Between the serifs; the upright parts of 급 are shorter.
  private static func middle(of strip: Plane) -> Range<Int> {
    (strip.height * 30 / 100)..<max(strip.height * 30 / 100 + 1, strip.height * 70 / 100)
  }

  /// Strokes are as dark as the darkest, nearly; between two of them it is lighter by so much, and the next one is no
  /// further off, in heights.
  private static let (likeDarkest, lighter, nextStroke): (Float, Float, Float) = (0.6, 0.85, 0.32)
  private static let leastInk: Float = 90

  /// Counts how often the strip's columns grow dark and light again.
  private static func peaks(in strip: Plane) -> Int? {
    let rows = middle(of: strip)
    let columns = (0..<strip.width).map { x in
      Float(rows.reduce(0) { $0 + 255 - Int(strip[x, $1]) }) / Float(rows.count)
    }
    guard let darkest = columns.prefix(strip.height * 6 / 5).max(), darkest >= leastInk else { return nil }
    let farthest = nextStroke * Float(strip.height)
    var (isDarkening, peak, place, valley) = (true, Float(0), 0, Float(0))
    var (count, last) = (0, Int?.none)
    for (x, value) in columns.enumerated() {
      let isStroke = isDarkening && peak >= likeDarkest * darkest
      if let last, Float(x - last) > farthest, !isStroke { break }
      if isDarkening, value > peak {
        (peak, place) = (value, x)
      } else if isDarkening, value < lighter * peak {
        if isStroke {
          if let last, Float(place - last) > farthest { break }
          (count, last) = (count + 1, place)
        }
        (isDarkening, valley) = (false, value)
      } else if !isDarkening {
        valley = min(valley, value)
        if value > valley / lighter + 8 { (isDarkening, peak, place) = (true, value, x) }
      }
    }
    return (1...3).contains(count) ? count : nil
  }

  /// Counts runs of columns that are nearly all ink.
  private static func runs(in strip: Plane) -> Int? {
    let (width, height) = (strip.width, strip.height)
    let rows = middle(of: strip)
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
