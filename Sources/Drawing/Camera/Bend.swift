import Glibc

/// How paper departs from a plane: where on the page a spot of the flat sheet's plane falls, and how that
/// shades.
///
/// Seen from above a bent page shows its lines displaced; the displacement is given straight, in millimetres,
/// from the place in the plane to the place on the page, so that a photo can be filled pixel by pixel.
package struct Bend: Sendable, Equatable {
  package enum Crease: Sendable, Equatable {
    /// Across the page at a height in millimetres.
    case across(Double)
    /// Along the page at a distance from its left edge.
    case along(Double)
  }

  /// How far lines sag in the middle, in millimetres.
  package var sag = 0.0
  /// How far lines rise towards the gutter at the left edge, as in a thick binder.
  package var gutter = 0.0
  /// The gutter's reach in millimetres.
  package var reach = 35.0
  /// Where between two facing pages the gutter is, in millimetres; `nil` for the left edge.
  package var spine: Double?
  /// How far a corner is lifted: lower right above 0, upper left below.
  package var corner = 0.0
  /// Small waves all over, in millimetres.
  package var crumple = 0.0
  package var phase = 0.0
  package var creases: [Crease] = []
  /// The strength of creases, in millimetres of displacement.
  package var depth = 0.0

  package init() {}

  /// The place on the page for a place in the plane.
  package func page(_ x: Double, _ y: Double, width: Double, height: Double) -> (x: Double, y: Double) {
    let (d, e) = displacement(x, y, width: width, height: height)
    return (x + d, y + e)
  }

  /// The place in the plane for a place on the page, by fixed-point iteration: the slopes are well below 1.
  package func plane(_ x: Double, _ y: Double, width: Double, height: Double) -> (x: Double, y: Double) {
    var (px, py) = (x, y)
    for _ in 0..<25 {
      let (d, e) = displacement(px, py, width: width, height: height)
      (px, py) = (x - d, y - e)
    }
    return (px, py)
  }

  private func displacement(_ x: Double, _ y: Double, width: Double, height: Double) -> (Double, Double) {
    let (u, v) = (x / width - 0.5, y / height - 0.5)
    var (dx, dy) = (0.0, 0.0)
    if sag != 0 {
      dy += sag * (4 * u * u - 0.5)
      dx += abs(sag) * 0.5 * u * (4 * u * u - 1)
    }
    if gutter != 0, let spine {
      // Both pages dip into the spine: crowded there, and whole.
      let near = exp(-abs(x - spine) / reach)
      dy += gutter * near * (1 + 0.3 * v)
      dx += (x < spine ? -0.6 : 0.6) * abs(gutter) * (1 - near)
    } else if gutter != 0 {
      let near = exp(-max(x, -reach) / reach)
      dy += gutter * near * (1 + 0.3 * v)
      dx -= abs(gutter) * 0.7 * near
    }
    if corner != 0 {
      let along = corner > 0 ? u + v : -(u + v)
      if along > 0.2 {
        let lift = (along - 0.2) * (along - 0.2) * abs(corner) * 3
        dx += corner > 0 ? lift : -lift
        dy += corner > 0 ? lift : -lift
      }
    }
    if crumple != 0 {
      let (p, q) = (x / 31 + phase, y / 27 + 2.1 * phase)
      dx += crumple * (sin(1.7 * p + 1.3 * q) * 0.5 + sin(0.61 * q - 2.3 * p + 1) * 0.3)
      dy += crumple * (sin(1.1 * q - 1.9 * p + 2) * 0.5 + sin(0.83 * p + 2.7 * q) * 0.3)
    }
    for crease in creases {
      switch crease {
      case .across(let at): dy += depth * (1 - abs(y - at) / 60).clamped * ramp(at - y) * 0.4
      case .along(let at): dx += depth * (1 - abs(x - at) / 50).clamped * ramp(at - x) * 0.4
      }
      // A crease lies lower than its flanks, which seen aslant bends the lines that cross it.
      if case .along(let at) = crease { dy += depth * (1 - abs(x - at) / 40).clamped }
    }
    return (dx, dy)
  }

  /// From -1 to 1 across a crease: what lies there is crowded together, never lost.
  private func ramp(_ distance: Double) -> Double { min(1, max(-1, distance / 5)) }

  /// The light that a place on the page gets, against that of a flat page: about 0.75 to 1.2.
  func light(_ x: Double, _ y: Double, width: Double, height: Double) -> Double {
    let (u, v) = (x / width - 0.5, y / height - 0.5)
    var light = 1 + sag * 0.035 * u
    if gutter != 0 {
      let away = spine.map { abs(x - $0) } ?? max(x, 0)
      light -= 0.45 * exp(-away / (reach * 0.5)) * min(1, abs(gutter) / 8)
    }
    if corner != 0 {
      let along = corner > 0 ? u + v : -(u + v)
      if along > 0.2 { light += (along - 0.2) * min(0.5, abs(corner) * 0.05) }
    }
    if crumple != 0 {
      let (p, q) = (x / 31 + phase, y / 27 + 2.1 * phase)
      light += crumple * 0.09 * (sin(1.7 * p + 1.3 * q + 0.8) + 0.8 * sin(2.7 * q + 0.83 * p + 1.5 * sin(p)))
    }
    for crease in creases {
      let distance =
        switch crease {
        case .across(let at): y - at
        case .along(let at): x - at
        }
      let strength = min(1, depth / 2) * 0.16
      light += distance < 0 ? -strength * exp(distance / 22) : strength * 0.6 * exp(-distance / 22)
      light -= strength * 1.2 * exp(-distance * distance / 1.4)
    }
    return min(1.3, max(0.45, light))
  }
}

extension Double {
  fileprivate var clamped: Double { min(1, max(0, self)) }
}
