import Glibc
import Pixels

/// A turned frame of reference: u runs along the lines of type, v across them, downwards.
struct TypeFrame: Equatable {
  /// Of u against the picture's x axis, in radians, clockwise on the screen.
  let angle: Float
  private let cosine: Float
  private let sine: Float

  init(angle: Float) {
    self.angle = angle
    cosine = Glibc.cosf(angle)
    sine = Glibc.sinf(angle)
  }

  /// From the picture's pixels to (u, v).
  func turned(_ p: Point) -> Point { Point(p.x * cosine + p.y * sine, p.y * cosine - p.x * sine) }
  /// From (u, v) to the picture's pixels.
  func back(_ p: Point) -> Point { Point(p.x * cosine - p.y * sine, p.x * sine + p.y * cosine) }
}
