import Evidence
import Pixels

/// Brightness of a colour: JFIF 1.02, in parts of 65536 and rounded.
@inline(__always)
func brightness(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  let (r, g, b) = (Int32(red), Int32(green), Int32(blue))
  return UInt8(truncatingIfNeeded: (19595 &* r &+ 38470 &* g &+ 7471 &* b &+ 32768) >> 16)
}

/// Blue difference of a colour, as JFIF 1.02 has it.
@inline(__always)
func blueDifference(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  let (r, g, b) = (Int32(red), Int32(green), Int32(blue))
  // 32767, not 32768, keeps pure blue at 255 instead of 256.
  return UInt8(truncatingIfNeeded: (-11059 &* r &- 21709 &* g &+ 32768 &* b &+ 8_388_608 &+ 32767) >> 16)
}

/// Red difference of a colour, as JFIF 1.02 has it.
@inline(__always)
func redDifference(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  let (r, g, b) = (Int32(red), Int32(green), Int32(blue))
  return UInt8(truncatingIfNeeded: (32768 &* r &- 27439 &* g &- 5329 &* b &+ 8_388_608 &+ 32767) >> 16)
}

extension Image {
  /// From interleaved red, green, blue and perhaps a fourth sample, which is ignored.
  ///
  /// A picture without any colour gets no chroma.
  init(rgb: [UInt8], width: Int, height: Int, samplesPerPixel: Int) {
    let count = width * height
    precondition(samplesPerPixel >= 3 && rgb.count == count * samplesPerPixel)
    var y = [UInt8](repeating: 0, count: count)
    var cb = y
    var cr = y
    var colourfulness: UInt8 = 0
    let pixels = rgb.span
    var lumas = y.mutableSpan
    var blues = cb.mutableSpan
    var reds = cr.mutableSpan
    var at = 0
    for n in 0..<count {
      let (r, g, b) = unsafe (
        pixels[unchecked: at], pixels[unchecked: at &+ 1], pixels[unchecked: at &+ 2]
      )
      unsafe lumas[unchecked: n] = brightness(r, g, b)
      unsafe blues[unchecked: n] = blueDifference(r, g, b)
      unsafe reds[unchecked: n] = redDifference(r, g, b)
      colourfulness |= (r ^ g) | (g ^ b)
      at &+= samplesPerPixel
    }
    let luma = Plane(width: width, height: height, samples: y)
    guard colourfulness != 0 else {
      self.init(luma: luma)
      return
    }
    self.init(
      luma: luma,
      chroma: Chroma(
        blue: Plane(width: width, height: height, samples: cb),
        red: Plane(width: width, height: height, samples: cr)))
  }
}

/// Red, green and blue that four inks leave of white paper, without a colour profile.
///
/// Adobe stores 255 for no ink, everybody else 255 for full ink.
func rgbOfInk(_ ink: [UInt8], isInverted: Bool) -> [UInt8] {
  let count = ink.count / 4
  var rgb = [UInt8](repeating: 0, count: count * 3)
  let flip: UInt8 = isInverted ? 0 : 255
  for n in 0..<count {
    let black = Int32(ink[n * 4 + 3] ^ flip)
    for channel in 0..<3 {
      rgb[n * 3 + channel] = UInt8((Int32(ink[n * 4 + channel] ^ flip) * black + 127) / 255)
    }
  }
  return rgb
}

/// Throws `tooLarge` when a header asks for more pixels than a photo may have, `damaged` when for none.
func checkSize(width: Int, height: Int, _ limits: Limits, _ format: String) throws(DecodeFailure) {
  guard width > 0, height > 0 else {
    throw DecodeFailure(reason: .damaged, detail: "\(format): a picture without pixels")
  }
  let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
  guard !overflow, pixels <= limits.pixels else {
    throw DecodeFailure(reason: .tooLarge, detail: "\(format): \(width) × \(height)")
  }
}

/// Red, green and blue of pixels with opacity, laid over white.
func overWhite(rgba: [UInt8]) -> [UInt8] {
  let count = rgba.count / 4
  var rgb = [UInt8](repeating: 0, count: count * 3)
  let source = rgba.span
  var target = rgb.mutableSpan
  for n in 0..<count {
    let alpha = unsafe UInt32(source[unchecked: n &* 4 &+ 3])
    for channel in 0..<3 {
      let sample = unsafe UInt32(source[unchecked: n &* 4 &+ channel])
      let blended = (sample &* alpha &+ 255 &* (255 &- alpha) &+ 127) / 255
      unsafe target[unchecked: n &* 3 &+ channel] = UInt8(truncatingIfNeeded: blended)
    }
  }
  return rgb
}

/// A sample of limited range (16 to 235 for luma) stretched to the full range that `Image` has.
func stretched(_ samples: [UInt8], isChroma: Bool) -> [UInt8] {
  let table = (0..<256).map { value -> UInt8 in
    let full = isChroma ? ((value - 128) * 255 + 28672 + 112) / 224 : ((value - 16) * 255 + 109) / 219
    return UInt8(clamping: full)
  }
  return samples.map { table[Int($0)] }
}
