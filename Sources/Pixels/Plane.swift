/// One 8-bit channel of a picture, rows top to bottom without padding.
///
/// Value semantics; the storage is shared until it is written to.
package struct Plane: Sendable, Equatable {
  /// Columns, in pixels.
  package let width: Int
  /// Rows, in pixels.
  package let height: Int
  /// `width × height` samples; the sample at (x, y) is `samples[y * width + x]`.
  package var samples: [UInt8]

  package init(width: Int, height: Int, samples: [UInt8]) {
    precondition(width >= 0 && height >= 0 && samples.count == width * height)
    self.width = width
    self.height = height
    self.samples = samples
  }

  package init(width: Int, height: Int, filledWith value: UInt8 = 0) {
    self.init(width: width, height: height, samples: Array(repeating: value, count: width * height))
  }

  @inlinable package subscript(x: Int, y: Int) -> UInt8 {
    get { samples[y * width + x] }
    set { samples[y * width + x] = newValue }
  }

  package var bounds: Rectangle { Rectangle(x: 0, y: 0, width: width, height: height) }
}
