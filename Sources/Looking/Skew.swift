import Glibc

/// The direction of the page's grid of type, modulo a right angle.
enum Skew {
  /// The angle, in radians from -π/4 to π/4, at which the glyphs' middles fall into the narrowest rows.
  ///
  /// Rows and columns of type both line up, so one quarter turn is enough; which of the two carries the
  /// lines is told by the gaps along them. Projection profiles after W. Postl (1986), on middles instead of
  /// pixels.
  static func angle(of middles: [(x: Float, y: Float, weight: Float)], binHeight: Float) -> Float {
    guard middles.count > 3 else { return 0 }
    let coarse = best(middles, binHeight, from: -45, through: 45, by: 2)
    return best(middles, binHeight / 2, from: coarse - 2, through: coarse + 2, by: 0.5) * .pi / 180
  }

  /// Rows beyond share the bins of others.
  private static let mostBins = 4096

  private static func best(
    _ middles: [(x: Float, y: Float, weight: Float)], _ binHeight: Float, from: Float, through: Float,
    by step: Float
  ) -> Float {
    var winner: Float = 0
    var highest: Float = -1
    let farthest = middles.reduce(0) { max($0, abs($1.x) + abs($1.y)) } / binHeight
    // A power of two with room for rows on both sides of the first.
    var count = 2
    while Float(count) < 2 * farthest + 2, count < mostBins { count *= 2 }
    var bins = [Float](repeating: 0, count: count)
    for degrees in stride(from: from, through: through, by: step) {
      let angle = degrees * .pi / 180
      let (c, s) = (cosf(angle), sinf(angle))
      // Rows and columns are scored together; either may carry the lines.
      var score: Float = 0
      for isColumn in [false, true] {
        for i in bins.indices { bins[i] = 0 }
        for p in middles {
          let v = isColumn ? p.x * c + p.y * s : p.y * c - p.x * s
          let bin = Int((v / binHeight).rounded(.down)) & (count - 1)
          bins[bin] += p.weight
        }
        var sum: Float = 0
        for i in bins.indices { sum += bins[i] * bins[i] }
        score = max(score, sum)
      }
      // Nearly upright is far more frequent than anything else.
      score *= 1 - 0.001 * abs(degrees)
      if score > highest {
        highest = score
        winner = degrees
      }
    }
    return winner
  }
}
