import Pixels

/// A line of type in a turned frame: a baseline that may slope and bow, and a height.
struct TypeLine {
  var glyphs: [Int]
  var minU: Float
  var maxU: Float
  /// v of the middle at `minU` and its slope.
  var intercept: Float
  var slope: Float
  /// How far the upper and the lower edge lie from the middle, positive.
  var above: Float
  var below: Float
  /// Mean brightness of the paper round its glyphs.
  var paper: Float
  /// The middle one of its glyphs' redness: see `Ink.redness`.
  var redness: Float
  /// Mean distance of the glyphs' middles from the fitted one, in heights.
  var raggedness: Float

  var height: Float { above + below }
  var length: Float { maxU - minU }
  func middle(at u: Float) -> Float { intercept + slope * (u - minU) }

  /// Fits a straight line through the middles of the glyphs, the tall ones first.
  init(_ members: [Int], of all: [Glyph]) {
    glyphs = members
    paper = members.reduce(0) { $0 + all[$1].paper } / Float(max(1, members.count))
    redness = members.map { all[$0].redness }.sorted().dropFirst(members.count / 2).first ?? 0
    minU = members.map { all[$0].minU }.min() ?? 0
    maxU = members.map { all[$0].maxU }.max() ?? 0
    let tallest = members.map { all[$0].height }.max() ?? 1
    var weight: Float = 0
    var (su, sv, suu, suv): (Float, Float, Float, Float) = (0, 0, 0, 0)
    for n in members {
      let g = all[n]
      // Dots and dashes say nothing about the middle.
      guard g.height >= 0.5 * tallest else { continue }
      let w = max(g.width, g.height)
      // Several samples along a wide glyph, so that a line that hangs together has a direction of its own.
      let u = g.midU - minU
      weight += w
      su += w * u
      sv += w * g.midV
      suu += w * u * u
      suv += w * u * g.midV
    }
    let determinant = weight * suu - su * su
    if weight > 0, determinant > 1e-3 * weight * weight * max(1, tallest * tallest) {
      slope = max(-0.6, min(0.6, (weight * suv - su * sv) / determinant))
    } else {
      slope = 0
    }
    intercept = weight > 0 ? (sv - slope * su) / weight : 0
    var tops: [(Float, Float)] = []
    var bottoms: [(Float, Float)] = []
    var distance: Float = 0
    var total: Float = 0
    for n in members {
      let g = all[n]
      let middle = intercept + slope * (g.midU - minU)
      tops.append((middle - g.minV, g.width))
      bottoms.append((g.maxV - middle, g.width))
      if g.height >= 0.5 * tallest {
        distance += abs(g.midV - middle) * g.width
        total += g.width
      }
    }
    above = max(0.5, Self.weightedQuantile(&tops, 0.85))
    below = max(0.5, Self.weightedQuantile(&bottoms, 0.85))
    raggedness = total > 0 ? distance / total / max(1, above + below) : 1
  }

  private static func weightedQuantile(_ values: inout [(Float, Float)], _ q: Float) -> Float {
    values.sort { $0.0 < $1.0 }
    let total = values.reduce(0) { $0 + $1.1 }
    var sum: Float = 0
    for (value, weight) in values {
      sum += weight
      if sum >= q * total { return value }
    }
    return values.last?.0 ?? 0
  }
}
