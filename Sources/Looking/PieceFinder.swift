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
  /// A frame is at least so high, and a row of type, in heights of the strip.
  private static let leastFrame = 0.2
  private static let lowestRow = 0.18
  /// In heights of the type: what parts a title from something else. The signs of a title may be spaced.
  private static let widestGap: Float = 0.55
  /// Type is smaller than a title when it has this part of its height at most.
  private static let smallerBy: Float = 0.85

  /// - Parameter strip: dark type on light ground, from `Straightening`.
  /// - Returns: `nil` where there is one piece only, or none long enough.
  package static func longest(in strip: Plane) -> Plane? {
    let typeHeight = Straightening.typeShare * Float(strip.height)
    let space = Int(widestSpace * typeHeight)
    let pieces = pieces(of: strip, leastInk: Int(leastInk * Double(strip.height)), space: space)
    guard pieces.count > 1, let longest = pieces.max(by: { $0.count < $1.count }),
      Float(longest.count) >= shortest * typeHeight
    else { return nil }
    let (left, right) = (
      max(0, longest.lowerBound - space / 2), min(strip.width, longest.upperBound + space / 2)
    )
    return strip.cropped(to: Rectangle(x: left, y: 0, width: right - left, height: strip.height))
  }

  /// What stands behind a title, or before it, in smaller type: a mark on a map.
  ///
  /// - Parameter strip: dark type on light ground, from `Straightening`.
  /// - Returns: where its ink lies in the strip; `nil` where there is no such piece.
  package static func smallEnd(of strip: Plane) -> Rectangle? {
    let typeHeight = Straightening.typeShare * Float(strip.height)
    let pieces = pieces(of: strip, leastInk: 0, space: Int(widestGap * typeHeight))
      .filter { $0.count > strip.height / 12 }
    guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return nil }
    let (end, rest) = last.count < first.count ? (last, first) : (first, last)
    guard let rows = rows(of: strip, end), let usual = Self.rows(of: strip, rest),
      Float(rows.count) < smallerBy * Float(usual.count), Float(rows.count) > 0.2 * typeHeight,
      Float(end.count) > 1.3 * Float(rows.count), Float(end.count) < 9 * Float(rows.count)
    else { return nil }
    return Rectangle(x: end.lowerBound, y: rows.lowerBound, width: end.count, height: rows.count)
  }

  /// What stands in the largest frame of a strip that shows more than a stamp: what holds the sheets together beside
  /// it, another line.
  ///
  /// - Parameter strip: dark type on light ground, from `Straightening`.
  /// - Returns: where that lies in the strip; `nil` where there is no frame.
  package static func framed(in strip: Plane) -> Rectangle? {
    let components = Components(of: strip, darkerThan: ink)
    let hollow = components.all.indices.filter { n in
      let k = components.all[n]
      return k.width * 5 > k.height * 4 && Double(k.height) > leastFrame * Double(strip.height)
        && k.area * 5 < k.width * k.height * 3 && (k.width * 10 > k.height * 17 || isAlone(k, in: components))
    }
    let frames = zip(hollow, components.runs(of: hollow)).map { (components.all[$0], $1) }
      .filter { FrameSides($1, of: $0) != nil }.map(\.0)
    guard let frame = frames.max(by: { $0.width * $0.height < $1.width * $1.height }) else { return nil }
    let inside = components.all.filter {
      $0.left > frame.left && $0.right < frame.right && $0.top > frame.top && $0.bottom < frame.bottom
        && $0.height * 4 > frame.height
    }
    // Small type runs together with its frame.
    let rim = max(1, frame.height / 6)
    let left = inside.map(\.left).min() ?? frame.left + rim
    let right = inside.map(\.right).max() ?? frame.right - rim
    let top = inside.map(\.top).min() ?? frame.top + rim
    let bottom = inside.map(\.bottom).max() ?? frame.bottom - rim
    guard right - left > 3, bottom - top > 3 else { return nil }
    return Rectangle(x: Int(left), y: Int(top), width: Int(right - left), height: Int(bottom - top))
  }

  /// 国 and 圆 are frames as well, but stand among others of their size.
  private static func isAlone(_ frame: Component, in components: Components) -> Bool {
    !components.all.contains {
      ($0.right <= frame.left || $0.left >= frame.right) && $0.height * 5 > frame.height * 3
    }
  }

  /// The rows of type in a strip that shows more than one, the first from above; empty where there is one row only.
  ///
  /// - Parameter strip: dark type on light ground, from `Straightening`.
  package static func rows(in strip: Plane) -> [Rectangle] {
    let strip = Straightening.withoutRim(strip) ?? strip
    let least = Int(lowestRow * Double(strip.height))
    var bands: [Range<Int>] = []
    for y in 0..<strip.height where (0..<strip.width).count(where: { strip[$0, y] < ink }) > 1 {
      if let last = bands.last, last.upperBound >= y {
        bands[bands.count - 1] = last.lowerBound..<y + 1
      } else {
        bands.append(y..<y + 1)
      }
    }
    bands = bands.filter { $0.count >= least }
    guard bands.count > 1 else { return [] }
    return bands.compactMap { band in
      let inked = (0..<strip.width).filter { x in band.contains { strip[x, $0] < ink } }
      guard let left = inked.first, let right = inked.last, right - left > band.count else { return nil }
      return Rectangle(x: left, y: band.lowerBound, width: right + 1 - left, height: band.count)
    }
  }

  /// Stretches of columns with ink.
  ///
  /// - Parameters:
  ///   - leastInk: pixels of it in a column; more is ink.
  ///   - space: columns without, which do not part them yet.
  private static func pieces(of strip: Plane, leastInk: Int, space: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    for x in 0..<strip.width {
      guard (0..<strip.height).count(where: { strip[x, $0] < ink }) > leastInk else { continue }
      if let last = pieces.last, x - last.upperBound < space {
        pieces[pieces.count - 1] = last.lowerBound..<x + 1
      } else {
        pieces.append(x..<x + 1)
      }
    }
    return pieces
  }

  private static func rows(of strip: Plane, _ columns: Range<Int>) -> Range<Int>? {
    let inked = (0..<strip.height).filter { y in columns.count { strip[$0, y] < ink } > 1 }
    guard let first = inked.first, let last = inked.last else { return nil }
    return first..<last + 1
  }
}
