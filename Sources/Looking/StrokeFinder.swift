import Pixels

/// Finds a straight stroke through a strip from side to side: a mark struck out, an underline, a rule.
package enum StrokeFinder {
  package struct Stroke: Sendable, Equatable {
    /// Where it crosses, in parts of the strip's height, at the left and at the right end.
    package var left: Float
    package var right: Float

    /// It runs through the letters rather than under them.
    package var isThroughType: Bool {
      let middle = (left + right) / 2
      return middle > 0.32 && middle < 0.66
    }
  }

  /// Ink this dark counts, 0 to 255.
  private static let ink: UInt8 = 150
  /// A stroke is thinner than this part of the strip's height.
  private static let thickest = 0.12

  /// - Parameter strip: dark type on light ground, from `Straightening`.
  /// - Returns: the stroke and the strip without it, but with what it crosses; `nil` when there is none.
  package static func find(in strip: Plane) -> (stroke: Stroke, without: Plane)? {
    guard let (y0, y1) = bestLine(strip) else { return nil }
    var without = strip
    let (width, height) = (strip.width, strip.height)
    let limit = max(3, Int(thickest * Double(height)))
    var erased = 0
    for x in 0..<width {
      let y = y0 + (y1 - y0) * x / max(1, width - 1)
      guard let hit = (max(0, y - 2)...min(height - 1, y + 2)).first(where: { strip[x, $0] < ink }) else {
        continue
      }
      // The stroke's own thickness here; a letter's upright stroke is longer and stays.
      var (top, bottom) = (hit, hit)
      while top > 0, strip[x, top - 1] < ink { top -= 1 }
      while bottom < height - 1, strip[x, bottom + 1] < ink { bottom += 1 }
      guard bottom - top + 1 <= limit else { continue }
      for row in max(0, top - 1)...min(height - 1, bottom + 1) { without[x, row] = 255 }
      erased += 1
    }
    guard erased * 4 >= width else { return nil }
    return (Stroke(left: Float(y0) / Float(height), right: Float(y1) / Float(height)), without)
  }

  /// The straight line, nearly level, with most ink under it: at least nine tenths of the type's length.
  private static func bestLine(_ strip: Plane) -> (Int, Int)? {
    let (width, height) = (strip.width, strip.height)
    guard width > 2 * height else { return nil }
    // The margins at both ends are blank.
    let (first, last) = (height / 3, width - height / 3)
    var best: (score: Int, y0: Int, y1: Int) = (0, 0, 0)
    for y0 in stride(from: height / 6, to: height - height / 8, by: 1) {
      for slant in -(height / 3)...(height / 3) {
        let y1 = y0 + slant
        guard y1 >= height / 6, y1 < height - height / 8 else { continue }
        var score = 0
        var x = first
        while x < last {
          let y = y0 + (y1 - y0) * x / max(1, width - 1)
          if strip[x, y] < ink || strip[x, min(height - 1, y + 1)] < ink { score += 1 }
          x += 2
        }
        if score > best.score { best = (score, y0, y1) }
      }
    }
    return best.score * 2 * 10 >= (last - first) * 9 ? (best.y0, best.y1) : nil
  }
}
