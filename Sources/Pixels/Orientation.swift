/// How a stored picture must be turned to stand upright: the Exif tag Orientation (CIPA DC-008, 4.6.5).
package enum Orientation: Int, Sendable, CaseIterable {
  /// Row 0 is the top, column 0 the left side.
  case up = 1
  case upMirrored = 2
  case down = 3
  case downMirrored = 4
  /// Row 0 is the left side, column 0 the top.
  case leftMirrored = 5
  /// Row 0 is the right side, column 0 the top: turn 90° clockwise.
  case right = 6
  case rightMirrored = 7
  /// Row 0 is the left side, column 0 the bottom: turn 90° counter-clockwise.
  case left = 8

  package var isMirrored: Bool {
    switch self {
    case .upMirrored, .downMirrored, .leftMirrored, .rightMirrored: true
    case .up, .down, .right, .left: false
    }
  }

  /// The direction, in stored pixels, in which an upright viewer reads: a unit vector to the viewer's right.
  package var readingDirection: Point {
    switch self {
    case .up, .downMirrored: Point(1, 0)
    case .down, .upMirrored: Point(-1, 0)
    case .right, .leftMirrored: Point(0, -1)
    case .left, .rightMirrored: Point(0, 1)
    }
  }
}

extension Plane {
  /// Left and right exchanged.
  package func mirrored() -> Plane {
    var result = self
    for y in 0..<height {
      result.samples[y * width..<(y + 1) * width].reverse()
    }
    return result
  }
}

extension Image {
  /// Left and right exchanged.
  package func mirrored() -> Image {
    Image(
      luma: luma.mirrored(),
      chroma: chroma.map { Chroma(blue: $0.blue.mirrored(), red: $0.red.mirrored()) })
  }
}
