import Pixels

/// A colour, each channel from 0 to 1.
package struct Colour: Sendable, Equatable {
  package var red: Double
  package var green: Double
  package var blue: Double

  package init(_ red: Double, _ green: Double, _ blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  package init(grey: Double) { self.init(grey, grey, grey) }

  package static let black = Colour(0.09, 0.09, 0.1)
  package static let white = Colour(1, 1, 1)

  /// This colour, moved towards another by a share from 0 to 1.
  package func mixed(with other: Colour, _ share: Double) -> Colour {
    Colour(
      red + (other.red - red) * share, green + (other.green - green) * share,
      blue + (other.blue - blue) * share)
  }

  /// As a raster's pixel.
  package var pixel: UInt32 {
    func byte(_ value: Double) -> UInt32 { UInt32(min(255, max(0, value * 255 + 0.5))) }
    return byte(red) << 16 | byte(green) << 8 | byte(blue)
  }
}

/// A colour picture as Cairo keeps it: a pixel is `0x00RRGGBB` in machine order, rows without padding.
package struct Raster: Sendable, Equatable {
  package let width: Int
  package let height: Int
  package var pixels: [UInt32]

  package init(width: Int, height: Int, filledWith colour: Colour = .white) {
    self.init(width: width, height: height, pixels: Array(repeating: colour.pixel, count: width * height))
  }

  package init(width: Int, height: Int, pixels: [UInt32]) {
    precondition(width > 0 && height > 0 && pixels.count == width * height)
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// A decoded picture in colour; chroma is taken from the nearest sample.
  package init(_ image: Image) {
    var pixels = [UInt32](repeating: 0, count: image.width * image.height)
    for y in 0..<image.height {
      for x in 0..<image.width {
        let luma = Double(image.luma[x, y])
        var (blue, red) = (0.0, 0.0)
        if let chroma = image.chroma {
          let (cx, cy) = (x * chroma.blue.width / image.width, y * chroma.blue.height / image.height)
          blue = Double(chroma.blue[cx, cy]) - 128
          red = Double(chroma.red[cx, cy]) - 128
        }
        // JFIF 1.02, "Conversion to and from RGB".
        pixels[y * image.width + x] =
          Colour(
            (luma + 1.402 * red) / 255, (luma - 0.344136 * blue - 0.714136 * red) / 255,
            (luma + 1.772 * blue) / 255
          ).pixel
      }
    }
    self.init(width: image.width, height: image.height, pixels: pixels)
  }

  /// Brightness alone (JFIF's Y).
  package var luma: Plane {
    var samples = [UInt8](repeating: 0, count: pixels.count)
    for i in samples.indices {
      let p = pixels[i]
      samples[i] = UInt8((19595 * (p >> 16 & 255) + 38470 * (p >> 8 & 255) + 7471 * (p & 255) + 32768) >> 16)
    }
    return Plane(width: width, height: height, samples: samples)
  }

  /// As a decoder would give it, chroma at full size.
  package var image: Image {
    var blue = Plane(width: width, height: height)
    var red = blue
    for i in pixels.indices {
      let p = pixels[i]
      let (r, g, b) = (Double(p >> 16 & 255), Double(p >> 8 & 255), Double(p & 255))
      blue.samples[i] = UInt8(min(255, max(0, 128.5 - 0.168736 * r - 0.331264 * g + 0.5 * b)))
      red.samples[i] = UInt8(min(255, max(0, 128.5 + 0.5 * r - 0.418688 * g - 0.081312 * b)))
    }
    return Image(luma: luma, chroma: Image.Chroma(blue: blue, red: red))
  }

  /// Turned clockwise by a number of right angles.
  package func turned(quarters: Int) -> Raster {
    let quarters = ((quarters % 4) + 4) % 4
    if quarters == 0 { return self }
    if quarters == 2 { return Raster(width: width, height: height, pixels: pixels.reversed()) }
    var result = Raster(width: height, height: width, filledWith: .white)
    // In square tiles, since one of the two sides is walked against its rows.
    let tile = 32
    for top in stride(from: 0, to: height, by: tile) {
      for left in stride(from: 0, to: width, by: tile) {
        for y in top..<min(height, top + tile) {
          for x in left..<min(width, left + tile) {
            let place = quarters == 1 ? x * height + (height - 1 - y) : (width - 1 - x) * height + y
            result.pixels[place] = pixels[y * width + x]
          }
        }
      }
    }
    return result
  }

  /// A part of it, cut to what there is.
  package func cropped(to box: Rectangle) -> Raster {
    let box = box.intersection(Rectangle(x: 0, y: 0, width: width, height: height))
    precondition(!box.isEmpty)
    var pixels: [UInt32] = []
    pixels.reserveCapacity(box.width * box.height)
    for y in box.y..<box.maxY {
      pixels += self.pixels[y * width + box.x..<y * width + box.maxX]
    }
    return Raster(width: box.width, height: box.height, pixels: pixels)
  }
}

extension Point {
  /// Where a point of a picture lies once the picture is turned clockwise by right angles.
  package func turned(quarters: Int, width: Int, height: Int) -> Point {
    switch ((quarters % 4) + 4) % 4 {
    case 1: Point(Float(height) - y, x)
    case 2: Point(Float(width) - x, Float(height) - y)
    case 3: Point(y, Float(width) - x)
    default: self
    }
  }
}
