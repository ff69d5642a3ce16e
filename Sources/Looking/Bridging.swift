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

  /// Sets of red lines that lie close together and make one row: a stamp whose signs fell apart.
  ///
  /// A round seal is as high as wide, and is none.
  static func stamps(_ seen: [SeenLine], _ extents: [Extent]) -> [[Int]] {
    let red = seen.indices.filter {
      seen[$0].isRed && seen[$0].line.length < 9 * seen[$0].line.height
    }
    guard red.count > 1, red.count < 60 else { return [] }
    var left = Set(red)
    var stamps: [[Int]] = []
    while let first = left.min() {
      left.remove(first)
      var cluster = [first]
      var n = 0
      while n < cluster.count {
        let a = extents[cluster[n]]
        for m in left.sorted() {
          let b = extents[m]
          let reach = 2.5 * max(seen[cluster[n]].line.height, seen[m].line.height)
          let across = max(a.minV, b.minV) - min(a.maxV, b.maxV)
          let aside = max(a.minU, b.minU) - min(a.maxU, b.maxU)
          if aside < reach, across < 0.2 * reach {
            left.remove(m)
            cluster.append(m)
          }
        }
        n += 1
      }
      guard (2...8).contains(cluster.count) else { continue }
      let all = cluster.map { extents[$0] }
      let width = (all.map(\.maxU).max() ?? 0) - (all.map(\.minU).min() ?? 0)
      let height = (all.map(\.maxV).max() ?? 0) - (all.map(\.minV).min() ?? 0)
      if width > 1.3 * height, width < 9 * height { stamps.append(cluster) }
    }
    return stamps
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
      guard level >= 0.5 * low, abs(seen[n].redness - seen[m].redness) < 0.6,
        min(seen[n].paper, seen[m].paper) >= 0.5 * max(seen[n].paper, seen[m].paper)
      else { continue }
      if gap < nearest?.gap ?? .infinity { nearest = (gap, m) }
    }
    return nearest?.piece
  }
}
