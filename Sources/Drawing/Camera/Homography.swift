import Pixels

/// A projective map of the plane: three rows of three.
package struct Homography: Sendable, Equatable {
  package var rows: [SIMD3<Double>]

  package init(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>) {
    rows = [a, b, c]
  }

  package func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let p = SIMD3(x, y, 1)
    let w = (rows[2] * p).sum()
    return ((rows[0] * p).sum() / w, (rows[1] * p).sum() / w)
  }

  /// The map back: the adjugate, since a scale does not matter.
  package var inverse: Homography {
    func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
      SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
    }
    let (a, b, c) = (cross(rows[1], rows[2]), cross(rows[2], rows[0]), cross(rows[0], rows[1]))
    return Homography(SIMD3(a.x, b.x, c.x), SIMD3(a.y, b.y, c.y), SIMD3(a.z, b.z, c.z))
  }
}
