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
  /// A stroke is thinner than this part of the strip's height. Where only the upper half of a word is left, it is
  /// thicker, and shows between the letters by being even.
  private static let thin = 0.12
  private static let thickest = 0.2
  /// The part of the strip's width in which there is a stroke and nothing else; through a long word less will do, and
  /// how much longer than high that is.
  private static let leastBare = 0.25
  private static let leastBareOfLong = 0.2
  private static let long = 5

  /// How far a stroke may rise or fall from end to end, in parts of the strip's height.
  private static let steepest = 0.7
  /// A stroke this much darker than the type that it crosses is taken off the type, too.
  private static let darker = 40

  /// - Parameter strip: dark type on light ground, from `Straightening`.
  /// - Returns: the stroke and the strip without it, but with what it crosses; `nil` when there is none.
  package static func find(in strip: Plane) -> (stroke: Stroke, without: Plane)? {
    guard let (y0, y1) = bestLine(strip) else { return nil }
    let (width, height) = (strip.width, strip.height)
    let segment = Segment(
      start: Float(y0), slope: Float(y1 - y0) / Float(max(1, width - 1)), columns: 0..<width)
    let isLong = width > long * height
    guard let (without, erased) = erased(segment, from: strip, mayBeThick: isLong),
      Double(erased) >= (isLong ? leastBareOfLong : leastBare) * Double(width)
    else { return nil }
    return (Stroke(left: Float(y0) / Float(height), right: Float(y1) / Float(height)), without)
  }

  /// - Returns: the strip without the segment, and in how many columns it was all that was there.
  private static func erased(_ segment: Segment, from strip: Plane, mayBeThick: Bool = false) -> (Plane, Int)?
  {
    var without = strip
    let height = strip.height
    var stretches: [(x: Int, rows: ClosedRange<Int>)] = []
    for x in segment.columns {
      let y = segment.y(at: x)
      let reach = max(0, y - 2)...max(0, min(height - 1, y + 2))
      guard let hit = reach.first(where: { strip[x, $0] < ink }) else { continue }
      var (top, bottom) = (hit, hit)
      while top > 0, strip[x, top - 1] < ink { top -= 1 }
      while bottom < height - 1, strip[x, bottom + 1] < ink { bottom += 1 }
      stretches.append((x, top...bottom))
    }
    guard !stretches.isEmpty else { return nil }
    // A letter's upright stroke is longer and stays.
    var limit = max(3, Int(thin * Double(height)))
    if mayBeThick {
      let usual = stretches.map(\.rows.count).sorted()[stretches.count / 5] + 1
      limit = max(limit, min(usual, Int(thickest * Double(height))))
    }
    let bare = stretches.filter { $0.rows.count <= limit }
    let crossed = stretches.filter { $0.rows.count > limit }.map(\.x)
    guard !bare.isEmpty else { return nil }
    for (x, rows) in bare {
      for row in max(0, rows.lowerBound - 1)...min(height - 1, rows.upperBound + 1) { without[x, row] = 255 }
    }
    let thickness = bare.map(\.rows.count).sorted()[bare.count / 2]
    let darkness = bare.map { Int(strip[$0.x, ($0.rows.lowerBound + $0.rows.upperBound) / 2]) }.sorted()
    for x in crossed {
      let (top, bottom) = (segment.y(at: x) - thickness / 2 - 2, segment.y(at: x) + thickness / 2 + 2)
      guard top >= 0, bottom < height else { continue }
      let beside = min(strip[x, top], strip[x, bottom])
      guard Int(beside) > darkness[darkness.count / 2] + darker else { continue }
      for row in top + 1..<bottom { without[x, row] = max(without[x, row], beside) }
    }
    return (without, bare.count)
  }

  /// A strip without straight strokes of any length, one after the other: a word that is crossed out.
  ///
  /// - Parameters:
  ///   - strip: dark type on light ground, from `Straightening`.
  ///   - steepest: how far a stroke may rise or fall, in rows a column.
  /// - Returns: `nil` where there are none.
  package static func withoutCrossing(_ strip: Plane, steepest: Float = steepestCrossing) -> Plane? {
    var (clean, isCrossed) = (strip, false)
    for _ in 0..<mostCrossing {
      guard let segment = SegmentSearch(of: clean, darkerThan: ink, steepest: steepest).longest(),
        let (without, bare) = erased(segment, from: clean),
        Double(bare) >= leastBare * Double(segment.columns.count)
      else { break }
      (clean, isCrossed) = (without, true)
    }
    return isCrossed ? clean : nil
  }

  private static let mostCrossing = 4
  /// In rows a column.
  package static let steepestCrossing: Float = 0.8

  /// The straight line with most ink under it: at least nine tenths of the type's length.
  private static func bestLine(_ strip: Plane) -> (Int, Int)? {
    let (width, height) = (strip.width, strip.height)
    guard width > 2 * height else { return nil }
    // The margins at both ends are blank.
    let (first, last) = (height / 3, width - height / 3)
    let columns = (last - first + 1) / 2
    // Nine tenths; what misses more is given up at once.
    var mostMissed = columns - (columns * 9 + 9) / 10
    let slant = Int(steepest * Double(height))
    var best: (y0: Int, y1: Int)?
    for y0 in height / 6..<height - height / 8 {
      for y1 in max(height / 6, y0 - slant)..<min(height - height / 8, y0 + slant + 1) {
        var missed = 0
        var x = first
        while x < last, missed <= mostMissed {
          let y = y0 + (y1 - y0) * x / max(1, width - 1)
          if strip[x, y] >= ink, strip[x, min(height - 1, y + 1)] >= ink { missed += 1 }
          x += 2
        }
        if missed <= mostMissed {
          best = (y0, y1)
          mostMissed = missed - 1
        }
      }
    }
    return best
  }
}
