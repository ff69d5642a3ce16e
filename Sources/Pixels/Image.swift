/// A decoded picture: luma, and chroma where it has colour, as JPEG defines them (JFIF, full range).
///
/// Chroma may be smaller than luma (a JPEG mostly stores a quarter of it); the sample for the luma
/// pixel (x, y) is at `(x * chroma.width / width, y * chroma.height / height)`.
/// Pixels lie as stored in the file: no orientation tag has been applied.
package struct Image: Sendable, Equatable {
  package struct Chroma: Sendable, Equatable {
    /// Blue difference, 128 for grey.
    package var blue: Plane
    /// Red difference, 128 for grey, higher for red.
    package var red: Plane

    package init(blue: Plane, red: Plane) {
      precondition(blue.width == red.width && blue.height == red.height)
      self.blue = blue
      self.red = red
    }
  }

  /// Brightness, 0 black to 255 white.
  package var luma: Plane
  /// `nil` for a grey picture.
  package var chroma: Chroma?

  package init(luma: Plane, chroma: Chroma? = nil) {
    self.luma = luma
    self.chroma = chroma
  }

  package var width: Int { luma.width }
  package var height: Int { luma.height }
}
