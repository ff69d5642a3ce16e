import Pixels

/// Red, green and blue samples of a picture that every encoder here can be given.
struct SamplePicture {
  var width: Int
  var height: Int
  /// Three samples a pixel.
  var rgb: [UInt8]

  /// Soft ramps in all three channels: what lossy formats keep well.
  static func ramp(width: Int = 64, height: Int = 48) -> SamplePicture {
    var rgb: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        rgb.append(UInt8(40 + 180 * x / width))
        rgb.append(UInt8(60 + 120 * y / height))
        rgb.append(UInt8(200 - 150 * x / width))
      }
    }
    return SamplePicture(width: width, height: height, rgb: rgb)
  }

  /// The same without colour.
  static func greyRamp(width: Int = 64, height: Int = 48) -> SamplePicture {
    var picture = ramp(width: width, height: height)
    for n in 0..<width * height {
      for channel in 1..<3 { picture.rgb[n * 3 + channel] = picture.rgb[n * 3] }
    }
    return picture
  }

  var samplesWithAlpha: [UInt8] {
    var samples: [UInt8] = []
    for n in 0..<width * height { samples += rgb[n * 3..<n * 3 + 3] + [255] }
    return samples
  }

  /// Luma by the formula of JFIF in floating point.
  func luma(_ x: Int, _ y: Int) -> Double {
    let n = (y * width + x) * 3
    return 0.299 * Double(rgb[n]) + 0.587 * Double(rgb[n + 1]) + 0.114 * Double(rgb[n + 2])
  }

  func blueDifference(_ x: Int, _ y: Int) -> Double {
    128 + (Double(rgb[(y * width + x) * 3 + 2]) - luma(x, y)) / 1.772
  }

  func redDifference(_ x: Int, _ y: Int) -> Double {
    128 + (Double(rgb[(y * width + x) * 3]) - luma(x, y)) / 1.402
  }

  /// The largest difference between a picture decoded at its full size and this one, over all channels.
  func largestDifference(from image: Image) -> Double {
    guard image.width == width, image.height == height else { return .infinity }
    var largest = 0.0
    for y in 0..<height {
      for x in 0..<width {
        largest = max(largest, abs(Double(image.luma[x, y]) - luma(x, y)))
        if let chroma = image.chroma {
          let (cx, cy) = (x * chroma.blue.width / width, y * chroma.blue.height / height)
          largest = max(largest, abs(Double(chroma.blue[cx, cy]) - blueDifference(x, y)))
          largest = max(largest, abs(Double(chroma.red[cx, cy]) - redDifference(x, y)))
        } else {
          largest = max(largest, abs(128 - blueDifference(x, y)), abs(128 - redDifference(x, y)))
        }
      }
    }
    return largest
  }
}

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// An Exif block, without the prefix that JPEG puts before it, with one tag: Orientation.
func exifBlock(_ orientation: Int, isBigEndian: Bool = false) -> [UInt8] {
  let value = UInt8(truncatingIfNeeded: orientation)
  return isBigEndian
    ? [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]
    : [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0]
}
