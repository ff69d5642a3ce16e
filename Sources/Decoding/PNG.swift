import CPNG
import Evidence
import Pixels

/// One PNG, through libpng's simplified interface: every colour type and depth, interlaced or not, over white.
struct PNGPhoto: StillDecoder {
  let header: PhotoHeader

  init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure) {
    let reader = PNGReader()
    try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(DecodeFailure) in
      try unsafe reader.open(bytes)
    }
    let (width, height) = reader.size
    header = PhotoHeader(width: width, height: height, orientation: pngOrientation(bytes))
    try checkFullSize(header, limits, "PNG")
  }

  func decode(_ bytes: [UInt8], page: Int, longSide: Int) throws(DecodeFailure) -> DecodedImage {
    let reader = PNGReader()
    return try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(DecodeFailure) in
      try unsafe reader.open(bytes)
      return try reader.read()
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

  func read() throws(DecodeFailure) -> DecodedImage {
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
    let note = unsafe status == 0 || image.warning_or_error != 0 ? message : nil
    guard status != 0 || samples.contains(where: { $0 != unwritten }) else {
      throw DecodeFailure(reason: .damaged, detail: "PNG: \(note ?? "")")
    }
    let picture =
      hasColour
      ? Image(rgb: samples, width: width, height: height, samplesPerPixel: 3)
      : Image(luma: Plane(width: width, height: height, samples: samples))
    return DecodedImage(image: picture, isPartial: status == 0, note: note)
  }
}

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
