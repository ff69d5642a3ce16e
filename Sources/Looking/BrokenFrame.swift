import Pixels

/// The frame of a worn stamp, of which only pieces are left: three of its sides tell where its word stands.
package enum BrokenFrame {
  private static let ink: UInt8 = 140
  /// How much of a side is left: of one above or below, which heavy type has as well, along the middle of the strip, and of
  /// one at an end, from the side above to the one below, and in the bare rows between type and side, where no letter is.
  private static let (lying, standing, beyondType): (Float, Float, Float) = (0.62, 0.72, 0.6)
  private static let middle: ClosedRange<Float> = 0.28...0.72
  /// What of the strip's height, and of its width, a side lies within, from its edge.
  private static let (fromTop, fromEnd): (Float, Float) = (0.42, 0.4)
  /// How far a side leans, and by which steps that is tried: columns in a row's length, rows in a column's.
  private static let leans = stride(from: Float(-0.1), through: 0.1, by: 0.02)
  private static let leansOfEnds = stride(from: Float(-0.16), through: 0.16, by: 0.04).sorted {
    abs($0) < abs($1)
  }
  /// Between a side and the type it is bright to this part, no farther from the side than so much of the strip's height.
  private static let (mostInGap, widestGap): (Float, Float) = (0.25, 0.24)
  /// Rows that the type has at least, and what of a row is ink.
  private static let (leastType, leastInRow): (Int, Float) = (14, 0.1)

  /// A side at an end.
  private struct Side {
    /// Column, in the strip's middle.
    var place: Int
    var lean: Float
  }

  /// A side above or below.
  private struct Lying {
    /// Row, in the strip's middle.
    var place: Int
    var share: Float
    /// The bare rows between it and the type.
    var gap: ClosedRange<Int>
  }

  /// Where the word lies that a strip's frame holds; `nil` where fewer sides are seen.
  ///
  /// - Parameter strip: dark type on light ground, from `Straightening`.
  package static func inside(of strip: Plane) -> Rectangle? {
    let (width, height) = (strip.width, strip.height)
    guard height > 30, width > 30, width < 8 * height else { return nil }
    let reach = Int(fromTop * Float(height))
    let above = lyingSide(of: strip, rows: Array(1..<reach), inwards: 1)
    let below = lyingSide(of: strip, rows: Array((height - reach..<height - 1).reversed()), inwards: -1)
    guard above != nil || below != nil else { return nil }
    // A side that is not seen was cut off right at the type.
    let type = rowsOfType(of: strip)
    let top = above.map { $0.place + 2 } ?? type.lowerBound
    let bottom = below.map { $0.place - 2 } ?? type.upperBound
    guard bottom - top >= leastType else { return nil }
    let gaps = [above, below].compactMap { $0?.gap }
    let ends = Int(fromEnd * Float(width))
    guard let left = standingSide(of: strip, columns: Array(1..<ends), top..<bottom, gaps),
      let right = standingSide(
        of: strip, columns: Array((width - ends..<width - 1).reversed()), top..<bottom, gaps)
    else { return nil }
    let (first, last) = (
      cleared(left, inwards: 1, of: strip, top..<bottom), cleared(right, inwards: -1, of: strip, top..<bottom)
    )
    guard last - first > leastType else { return nil }
    return Rectangle(x: first, y: top, width: last - first, height: bottom - top)
  }

  /// From the first row with ink in the strip's middle to the last.
  private static func rowsOfType(of strip: Plane) -> Range<Int> {
    let columns = middleColumns(of: strip)
    let inked = (1..<strip.height - 1).filter { y in
      Float(columns.count { strip[$0, y] < ink }) > leastInRow * Float(columns.count)
    }
    return (inked.first ?? 1)..<(inked.last ?? 1) + 1
  }

  private static func middleColumns(of strip: Plane) -> Range<Int> {
    Int(middle.lowerBound * Float(strip.width))..<Int(middle.upperBound * Float(strip.width))
  }

  /// The best preserved one, of two alike the inner one.
  private static func lyingSide(of strip: Plane, rows: [Int], inwards step: Int) -> Lying? {
    let columns = middleColumns(of: strip)
    let farthest = Int(widestGap * Float(strip.height))
    var best: Lying?
    for lean in leans {
      let offsets = columns.map { Int((lean * (Float($0) - Float(strip.width) / 2)).rounded()) }
      func share(_ row: Int, near: Int) -> Float? {
        var count = 0
        for (x, offset) in zip(columns, offsets) {
          let y = row + offset
          guard y - near >= 0, y + near < strip.height else { return nil }
          if (y - near...y + near).contains(where: { strip[x, $0] < ink }) { count += 1 }
        }
        return Float(count) / Float(columns.count)
      }
      func isBare(_ way: Int, from row: Int) -> Bool { (share(row + step * way, near: 0) ?? 1) <= mostInGap }
      for row in rows {
        guard let found = share(row, near: 1), found >= lying, found >= best?.share ?? 0,
          let first = (2..<farthest).first(where: { isBare($0, from: row) })
        else { continue }
        let last = (first..<farthest).first { !isBare($0 + 1, from: row) } ?? farthest
        let gap = [row + step * first, row + step * last].sorted()
        best = Lying(place: row, share: found, gap: gap[0]...gap[1])
      }
    }
    return best
  }

  /// The outermost one.
  ///
  /// - Parameter gaps: rows that only a frame's side runs through.
  private static func standingSide(
    of strip: Plane, columns: [Int], _ rows: Range<Int>, _ gaps: [ClosedRange<Int>]
  ) -> Side? {
    for place in columns {
      for lean in leansOfEnds {
        let side = Side(place: place, lean: lean)
        if (share(of: side, of: strip, rows, near: 1) ?? 0) >= standing,
          gaps.contains(where: {
            (share(of: side, of: strip, $0.lowerBound..<$0.upperBound + 1, near: 1) ?? 0) >= beyondType
          })
        {
          return side
        }
      }
    }
    return nil
  }

  private static func share(of side: Side, of strip: Plane, _ rows: Range<Int>, near: Int) -> Float? {
    var count = 0
    for y in rows {
      let x = side.place + Int((side.lean * (Float(y) - Float(strip.height) / 2)).rounded())
      guard x - near >= 0, x + near < strip.width else { return nil }
      if (x - near...x + near).contains(where: { strip[$0, y] < ink }) { count += 1 }
    }
    return Float(count) / Float(rows.count)
  }

  /// The first column behind a side that is bright, and behind the inner one of two.
  private static func cleared(_ side: Side, inwards step: Int, of strip: Plane, _ rows: Range<Int>) -> Int {
    func share(_ way: Int) -> Float {
      self.share(of: Side(place: side.place + step * way, lean: side.lean), of: strip, rows, near: 0) ?? 1
    }
    let reach = strip.height / 4
    let first = (1..<reach).first { share($0) <= mostInGap } ?? reach
    let second = (first..<min(reach, first + strip.height / 8)).last { share($0) >= standing }
    let last = second.flatMap { inner in (inner..<reach).first { share($0) <= mostInGap } } ?? first
    return side.place + step * last
  }
}
