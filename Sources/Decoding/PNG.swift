import CPNG
import Evidence
import Glibc
import Pixels

/// One PNG of any colour type and depth, interlaced or not, over white, by libpng's simplified interface.
struct PNGPhoto: StillDecoder {
  let header: PhotoHeader
  private let limits: Limits

  init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure) {
    let reader = PNGReader()
    try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(DecodeFailure) in
      try unsafe reader.open(bytes)
    }
    let (width, height) = reader.size
    header = PhotoHeader(width: width, height: height, orientation: pngOrientation(bytes))
    self.limits = limits
    try checkSize(width: width, height: height, limits, "PNG")
  }

  func decode(_ bytes: [UInt8], page: Int, longSide: Int) throws(DecodeFailure) -> DecodedImage {
    let reader = PNGReader()
    return try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(DecodeFailure) in
      try unsafe reader.open(bytes)
      // libpng 1.6.39 mixes up the rows of interlaced 16-bit pictures unless it is asked for linear light.
      guard unsafe bytes.count > 28 && bytes[24] == 16 && bytes[28] == 1 else {
        return try reader.read(limits)
      }
      guard header.width * header.height <= limits.decodedPixels else {
        throw DecodeFailure(reason: .tooLarge, detail: "PNG: \(header.width) × \(header.height), 16 bits")
      }
      return try reader.readLinear()
    }
  }
}

/// libpng's reading state; freed with it.
@safe private final class PNGReader {
  private var image = unsafe png_image()

  var size: (width: Int, height: Int) { unsafe (Int(image.width), Int(image.height)) }

  deinit { unsafe png_image_free(&image) }

  private var message: String {
    unsafe withUnsafeBytes(of: image.message) { text in
      unsafe String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// Reads the header. The bytes must stay where they are until the reader is done.
  func open(_ bytes: UnsafeBufferPointer<UInt8>) throws(DecodeFailure) {
    unsafe image.version = png_uint_32(PNG_IMAGE_VERSION)
    guard unsafe png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0 else {
      throw DecodeFailure(reason: .damaged, detail: "PNG: \(message)")
    }
    // Sixteen-bit samples without a gamma are those of a screen, not linear light.
    unsafe image.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)
  }

  func read(_ limits: Limits) throws(DecodeFailure) -> DecodedImage {
    let (width, height) = size
    let hasColour = unsafe image.format & png_uint_32(PNG_FORMAT_FLAG_COLOR) != 0
    unsafe image.format = hasColour ? png_uint_32(PNG_FORMAT_FLAG_COLOR) : 0
    let samplesPerPixel = hasColour ? 3 : 1
    var samples = [UInt8](repeating: unwritten, count: width * height * samplesPerPixel)
    var white = png_color(red: 255, green: 255, blue: 255)
    let status = unsafe samples.withUnsafeMutableBufferPointer { samples in
      unsafe png_image_finish_read(
        &image, &white, samples.baseAddress, png_int_32(width * samplesPerPixel), nil)
    }
    let wroteAny = samples.contains { $0 != unwritten }
    let fitting = reduced(
      samples, width: width, height: height, samplesPerPixel: samplesPerPixel,
      by: fittingFactor(width, height, limits))
    let picture =
      hasColour
      ? Image(rgb: fitting.samples, width: fitting.width, height: fitting.height, samplesPerPixel: 3)
      : Image(luma: Plane(width: fitting.width, height: fitting.height, samples: fitting.samples))
    return try decoded(picture, status, wroteAny: wroteAny)
  }

  /// The same by way of 16-bit linear light with alpha multiplied in.
  func readLinear() throws(DecodeFailure) -> DecodedImage {
    let (width, height) = size
    unsafe image.format = png_uint_32(PNG_FORMAT_FLAG_LINEAR | PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
    var samples = [UInt16](repeating: 0, count: width * height * 4)
    let status = unsafe samples.withUnsafeMutableBufferPointer { samples in
      unsafe png_image_finish_read(&image, nil, samples.baseAddress, png_int_32(width * 4), nil)
    }
    var rgb = [UInt8](repeating: 0, count: width * height * 3)
    for n in 0..<width * height {
      let white = 65535 - Int(samples[n * 4 + 3])
      for channel in 0..<3 {
        rgb[n * 3 + channel] = screenSamples[min(65535, Int(samples[n * 4 + channel]) + white)]
      }
    }
    let picture = Image(rgb: rgb, width: width, height: height, samplesPerPixel: 3)
    return try decoded(picture, status, wroteAny: samples.contains { $0 != 0 })
  }

  private func decoded(
    _ picture: Image, _ status: Int32, wroteAny: Bool
  ) throws(DecodeFailure) -> DecodedImage {
    let note = unsafe status == 0 || image.warning_or_error != 0 ? message : nil
    guard status != 0 || wroteAny else {
      throw DecodeFailure(reason: .damaged, detail: "PNG: \(note ?? "")")
    }
    return DecodedImage(image: picture, isPartial: status == 0, note: note)
  }
}

/// Linear light of 16 bits as an 8-bit sample, by the exponent 2.2 with which libpng made it linear.
private let screenSamples: [UInt8] = (0...65535).map { UInt8(pow(Double($0) / 65535, 1 / 2.2) * 255 + 0.5) }

/// The orientation in a chunk eXIf (PNG, third edition, 11.3.4.5), `.up` without one.
private func pngOrientation(_ bytes: [UInt8]) -> Orientation {
  var offset = 8
  while offset + 8 <= bytes.count {
    let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    if bytes[offset + 4..<offset + 8].elementsEqual("eXIf".utf8) {
      let start = offset + 8
      return prefixedExifOrientation(bytes[start..<min(bytes.count, start + length)])
    }
    offset += 12 + length
  }
  return .up
}
