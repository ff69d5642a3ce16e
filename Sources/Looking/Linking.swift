import Pixels

/// Finds which glyphs follow each other along a line.
struct Linking {
  /// The largest gap between neighbours, in heights of the taller.
  static let reach: Float = 0.9

  /// Sets of glyph numbers, each a line or a part of one.
  private(set) var chains: [[Int]] = []
  /// How well glyphs follow each other in this direction: the closer, the more; in pixels of height.
  private(set) var score: Float = 0

  init(_ glyphs: [Glyph]) {
    guard !glyphs.isEmpty else { return }
    let order = glyphs.indices.sorted { glyphs[$0].minU < glyphs[$1].minU }
    var parent = Array(glyphs.indices)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i {
        parent[i] = parent[parent[i]]
        i = parent[i]
      }
      return i
    }

    // Rows of buckets by v; in each, glyphs from left to right.
    let bucketHeight: Float = 24
    let lowest = glyphs.map(\.minV).min() ?? 0
    let highest = glyphs.map(\.maxV).max() ?? 0
    let bucketCount = min(4096, Int((highest - lowest) / bucketHeight) + 1)
    func bucket(_ v: Float) -> Int { max(0, min(bucketCount - 1, Int((v - lowest) / bucketHeight))) }
    var buckets = [[Int]](repeating: [], count: bucketCount)
    for i in order {
      for b in bucket(glyphs[i].minV)...bucket(glyphs[i].maxV) { buckets[b].append(i) }
    }

    let typical = Self.medianSize(of: glyphs)
    // Glyphs that touch make one long component, which points along the line by itself.
    for g in glyphs where g.width > 2 * g.height && g.height < 3 * typical {
      score += g.weight * min(g.width / g.height - 1, 12) * min(g.height, 2 * typical)
    }
    for row in buckets {
      for (n, i) in row.enumerated() {
        let a = glyphs[i]
        var nearest: Float = .infinity
        var other = -1
        var m = n + 1
        while m < row.count {
          let b = glyphs[row[m]]
          let gap = b.minU - a.maxU
          if gap > Self.reach * 80 { break }
          m += 1
          guard Self.follows(a, b), gap < nearest else { continue }
          // What lies within reach and overlaps is joined at once: parts of one glyph.
          if gap < 0 {
            parent[root(row[m - 1])] = root(i)
          } else {
            nearest = gap
            other = row[m - 1]
          }
          if gap >= 0 { break }
        }
        if other >= 0 {
          parent[root(other)] = root(i)
          let h = max(a.size, glyphs[other].size)
          score +=
            min(a.weight, glyphs[other].weight) * min(h, 2 * typical)
            * max(0, 1 - max(0, nearest) / (Self.reach * h))
        }
      }
    }
    var members: [Int: [Int]] = [:]
    for i in order { members[root(i), default: []].append(i) }
    chains = members.values.sorted { $0[0] < $1[0] }
  }

  private static func medianSize(of glyphs: [Glyph]) -> Float {
    let sizes = glyphs.map { min($0.height, $0.width) }.sorted()
    return max(3, sizes[sizes.count / 2])
  }

  /// Red ink of a header or a stamp, and what has nothing of red: one line is in one ink.
  static func areOfTwoInks(_ a: Float, _ b: Float) -> Bool { max(a, b) > redInk && min(a, b) < otherInk }

  private static let (redInk, otherInk): (Float, Float) = (0.35, 0.1)

  /// Whether `b` may be the next glyph after `a`: near, level with it, and of a fitting size.
  private static func follows(_ a: Glyph, _ b: Glyph) -> Bool {
    // What is tall and thin across the line is no letter; its width says how near its neighbours may be.
    let tall = min(max(a.height, b.height), max(a.size, b.size))
    let low = min(a.height, b.height)
    guard b.minU - a.maxU <= reach * min(tall, 2.2 * low + 4) else { return false }
    // One line lies on one paper.
    guard min(a.paper, b.paper) >= 0.6 * max(a.paper, b.paper) else { return false }
    if low >= 0.5 * tall, Self.areOfTwoInks(a.redness, b.redness) { return false }
    let overlap = min(a.maxV, b.maxV) - max(a.minV, b.minV)
    guard overlap >= 0.5 * low else { return false }
    // A dot or a dash may be small, but then it lies inside the other's height.
    return low >= 0.4 * tall || overlap >= 0.8 * low
  }
}
