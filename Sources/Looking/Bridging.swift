import Pixels

/// Joins pieces of one row that glyph linking kept apart.
///
/// A fold, a stroke through a word, a stamp's wide spacing or its border lie between; each piece alone reads as
/// nothing. A row of a table has more pieces than a mark and is left alone.
enum Bridging {
  /// The widest gap, in heights of the taller piece.
  private static let widestGap: Float = 4.2
  /// What a mark may be long, in heights.
  private static let longest: Float = 15
  /// A piece longer than this is a line by itself.
  private static let longestPiece: Float = 9

  /// Sets of line numbers, each from left to right, two or more.
  static func rows(_ seen: [SeenLine], _ extents: [Extent]) -> [[Int]] {
    let pieces = seen.indices.filter { n in
      let line = seen[n].line
      return line.length <= longestPiece * line.height && extents[n].maxU > extents[n].minU
    }.sorted { extents[$0].minU < extents[$1].minU }
    var used: Set<Int> = []
    var rows: [[Int]] = []
    for first in pieces where !used.contains(first) {
      var row = [first]
      while let next = next(after: row[row.count - 1], among: pieces, seen, extents) { row.append(next) }
      used.formUnion(row)
      guard row.count > 1, row.count <= 6 else { continue }
      let height = row.map { seen[$0].line.height }.max() ?? 1
      let length = extents[row[row.count - 1]].maxU - extents[first].minU
      if length <= longest * height { rows.append(row) }
    }
    return rows
  }

  private static func next(
    after n: Int, among pieces: [Int], _ seen: [SeenLine], _ extents: [Extent]
  ) -> Int? {
    let a = extents[n]
    var nearest: (gap: Float, piece: Int)?
    for m in pieces where m != n && seen[m].isLight == seen[n].isLight {
      let b = extents[m]
      let (tall, low) = (
        max(seen[n].line.height, seen[m].line.height), min(seen[n].line.height, seen[m].line.height)
      )
      let gap = b.minU - a.maxU
      guard gap > -0.5 * low, b.minU > a.minU, b.maxU > a.maxU, gap <= widestGap * tall, low >= 0.5 * tall
      else { continue }
      let level = min(a.maxV, b.maxV) - max(a.minV, b.minV)
      // A red stamp does not go on in the black type beside it.
      guard level >= 0.5 * low, abs(seen[n].redness - seen[m].redness) < 0.6, min(seen[n].paper, seen[m].paper) >= 0.5 * max(seen[n].paper, seen[m].paper)
      else { continue }
      if gap < nearest?.gap ?? .infinity { nearest = (gap, m) }
    }
    return nearest?.piece
  }
}
