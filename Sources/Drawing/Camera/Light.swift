import Glibc

/// What falls on the scene: one lamp or window, its colour, and what stands in its way.
package struct Light: Sendable, Equatable {
  /// A soft-edged dark shape: everything to one side of a line, or a blob.
  package struct Shadow: Sendable, Equatable {
    /// The middle of its edge or of the blob, in parts of the photo.
    package var x: Double
    package var y: Double
    /// The direction into the shadow, in degrees.
    package var direction: Double
    /// The blob's half axes, in parts of the longer side; `nil` for a half-plane.
    package var blob: (Double, Double)?
    /// The blob has corners, as a telephone has.
    package var isBoxed = false
    /// How wide the edge is, in parts of the longer side.
    package var softness: Double
    /// The light that is left inside, linear.
    package var rest: Double

    package static func == (a: Shadow, b: Shadow) -> Bool {
      a.x == b.x && a.y == b.y && a.direction == b.direction && a.blob?.0 == b.blob?.0
        && a.blob?.1 == b.blob?.1 && a.isBoxed == b.isBoxed
        && a.softness == b.softness && a.rest == b.rest
    }
  }

  /// A mirror image of a lamp on glossy paper or glass.
  package struct Glare: Sendable, Equatable {
    package var x: Double
    package var y: Double
    package var radius: Double
    /// Width over height.
    package var shape: Double
    /// Added in the middle, of 255.
    package var strength: Double
  }

  package var colour = Colour.white
  /// Exposure against paper as just below white.
  package var exposure = 0.95
  /// How much light falls off across the photo, and whither: degrees.
  package var falloff = 0.1
  package var direction = 0.0
  /// Corners darker by this much.
  package var vignette = 0.08
  package var shadows: [Shadow] = []
  package var glares: [Glare] = []

  package init() {}

  /// The factor on a pixel's value (gamma included) and what is added, for a place in parts of the photo.
  func at(_ x: Double, _ y: Double, aspect: Double) -> (factor: SIMD4<Float>, added: Float) {
    let (dx, dy) = ((x - 0.5) * min(1, aspect), (y - 0.5) * min(1, 1 / aspect))
    let angle = direction * .pi / 180
    var linear = exposure * (1 + falloff * 2 * (dx * cos(angle) + dy * sin(angle)))
    linear *= 1 - vignette * 4 * (dx * dx + dy * dy)
    for shadow in shadows {
      let (sx, sy) = ((x - shadow.x) * min(1, aspect), (y - shadow.y) * min(1, 1 / aspect))
      let turn = shadow.direction * .pi / 180
      let (along, across) = (sx * cos(turn) + sy * sin(turn), -sx * sin(turn) + sy * cos(turn))
      var depth = along
      if let (a, b) = shadow.blob {
        depth =
          shadow.isBoxed
          ? min(a - abs(along), b - abs(across))
          : (1 - ((along / a) * (along / a) + (across / b) * (across / b)).squareRoot()) * min(a, b)
      }
      let inside = 1 / (1 + exp(-depth / max(0.002, shadow.softness) * 4))
      linear *= 1 - (1 - shadow.rest) * inside
    }
    var added = 0.0
    for glare in glares {
      let (gx, gy) = ((x - glare.x) * min(1, aspect) / glare.shape, (y - glare.y) * min(1, 1 / aspect))
      added += glare.strength * exp(-(gx * gx + gy * gy) / (glare.radius * glare.radius))
    }
    let value = pow(max(0.01, linear), 1 / 2.2)
    return (
      SIMD4(Float(value * colour.blue), Float(value * colour.green), Float(value * colour.red), 0),
      Float(added)
    )
  }
}
