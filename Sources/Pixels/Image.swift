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

  /// A part of the picture; chroma is cut at the nearest of its own pixels.
  package func cropped(to part: Rectangle) -> Image {
    let part = part.intersection(luma.bounds)
    let chroma = self.chroma.map { chroma in
      let (cw, ch) = (chroma.red.width, chroma.red.height)
      let left = part.x * cw / max(1, width)
      let top = part.y * ch / max(1, height)
      let place = Rectangle(
        x: left, y: top, width: max(1, part.maxX * cw / max(1, width) - left),
        height: max(1, part.maxY * ch / max(1, height) - top)
      ).intersection(chroma.red.bounds)
      return Chroma(blue: chroma.blue.cropped(to: place), red: chroma.red.cropped(to: place))
    }
    return Image(luma: luma.cropped(to: part), chroma: chroma)
  }
}

extension Plane {
  /// - Parameter part: inside the plane.
  package func cropped(to part: Rectangle) -> Plane {
    precondition(part.intersection(bounds) == part)
    var samples: [UInt8] = []
    samples.reserveCapacity(part.width * part.height)
    for y in part.y..<part.maxY {
      samples.append(contentsOf: self.samples[y * width + part.x..<y * width + part.maxX])
    }
    return Plane(width: part.width, height: part.height, samples: samples)
  }
}
