import CTurboJPEG
import Evidence
import Pixels

/// One JPEG, opened; decodes at any of its cheap scales.
///
/// Makes a turbojpeg decompressor a call: that takes a few microseconds.
struct JPEGPhoto {
  /// Eighths. libjpeg-turbo has vector kernels for these; 3/8 takes longer than 1/2, 5/8 longer than the whole.
  private static let scales = [1, 2, 4, 8]
  /// Scans decoded of one progressive picture.
  private static let mostScans = 64

  let width: Int
  let height: Int
  let markers: JPEGMarkers
  private let subsampling: Int32
  private let colourSpace: Int32
  private let limits: Limits
  /// The bytes to decode: fewer than the file's when it has too many scans.
  private let length: Int

  /// Reads the header. Throws `damaged`, `unsupported` or `tooLarge`.
  init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure) {
    let decompressor = try Decompressor()
    var (width, height): (Int32, Int32) = (0, 0)
    var (subsampling, colourSpace): (Int32, Int32) = (-1, -1)
    let status = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe tjDecompressHeader3(
        decompressor.handle, bytes.baseAddress, UInt(bytes.count), &width, &height, &subsampling,
        &colourSpace)
    }
    // Unusual sampling factors fail here but have a size; tjDecompress2 can decode those.
    guard width > 0, height > 0, colourSpace >= 0, status == 0 || subsampling < 0 else {
      throw decompressor.failure()
    }
    self.width = Int(width)
    self.height = Int(height)
    self.subsampling = subsampling
    self.colourSpace = colourSpace
    self.limits = limits
    markers = JPEGMarkers(bytes)
    try checkSize(width: self.width, height: self.height, limits, "JPEG")
    // Its coefficients, two bytes each, stay in memory until the last scan.
    let most = limits.decodedPixels.multipliedReportingOverflow(by: 4)
    guard !markers.isProgressive || most.overflow || markers.samples <= most.partialValue else {
      throw DecodeFailure(reason: .tooLarge, detail: "JPEG: progressive, \(width) × \(height)")
    }
    length = markers.isProgressive ? prefixOfScans(bytes, atMost: JPEGPhoto.mostScans) : bytes.count
  }

  func image(_ bytes: [UInt8], longSide: Int, colour: Bool) throws(DecodeFailure) -> DecodedImage {
    let (width, height) = try scaledSize(longSide: longSide, colour: colour)
    var decoded: DecodedImage
    switch colourSpace {
    case Int32(TJCS_CMYK.rawValue), Int32(TJCS_YCCK.rawValue):
      let ink = try pixels(bytes, width, height, format: TJPF_CMYK, samples: 4)
      let rgb = rgbOfInk(ink.samples, isInverted: markers.isAdobe)
      let image = Image(rgb: rgb, width: width, height: height, samplesPerPixel: 3)
      decoded = DecodedImage(image: image, isPartial: ink.warning != nil, note: ink.warning)
    case Int32(TJCS_GRAY.rawValue):
      decoded = try grey(bytes, width, height)
    case _ where !colour:
      decoded = try grey(bytes, width, height)
    case Int32(TJCS_YCbCr.rawValue) where subsampling >= 0:
      decoded = try planes(bytes, width, height)
    default:
      let rgb = try pixels(bytes, width, height, format: TJPF_RGB, samples: 3)
      let image = Image(rgb: rgb.samples, width: width, height: height, samplesPerPixel: 3)
      decoded = DecodedImage(image: image, isPartial: rgb.warning != nil, note: rgb.warning)
    }
    if !colour { decoded.image.chroma = nil }
    if length < bytes.count {
      decoded.isPartial = true
      decoded.note = decoded.note ?? "more than \(JPEGPhoto.mostScans) scans"
    }
    return decoded
  }

  /// The size at the smallest scale whose long side is enough and whose samples are not too many.
  private func scaledSize(longSide: Int, colour: Bool) throws(DecodeFailure) -> (Int, Int) {
    func scaled(_ eighths: Int) -> (width: Int, height: Int) {
      ((width * eighths + 7) / 8, (height * eighths + 7) / 8)
    }
    let enough = JPEGPhoto.scales.firstIndex { eighths in
      let size = scaled(eighths)
      return max(size.width, size.height) >= longSide
    }
    var chosen = enough ?? JPEGPhoto.scales.count - 1
    while true {
      let size = scaled(JPEGPhoto.scales[chosen])
      // Chroma takes its part, as the file has it.
      let parts = colour ? max(width * height, markers.samples) : width * height
      if size.width * size.height * parts / (width * height) <= limits.decodedPixels { return size }
      guard chosen > 0 else {
        throw DecodeFailure(reason: .tooLarge, detail: "JPEG: \(width) × \(height)")
      }
      chosen -= 1
    }
  }

  /// Luma and chroma as the file stores them.
  private func planes(_ bytes: [UInt8], _ width: Int, _ height: Int) throws(DecodeFailure) -> DecodedImage {
    let decompressor = try Decompressor()
    let (w, h) = (Int32(width), Int32(height))
    // turbojpeg pads luma to whole pairs of columns and rows where chroma is halved.
    let lumaWidth = Int(tjPlaneWidth(0, w, subsampling))
    let lumaHeight = Int(tjPlaneHeight(0, h, subsampling))
    let chromaWidth = Int(tjPlaneWidth(1, w, subsampling))
    let chromaHeight = Int(tjPlaneHeight(1, h, subsampling))
    guard lumaWidth >= width, lumaHeight >= height, chromaWidth > 0, chromaHeight > 0 else {
      throw DecodeFailure(reason: .damaged, detail: "JPEG: planes without a size")
    }
    var luma = [UInt8](repeating: unwritten, count: lumaWidth * lumaHeight)
    var blue = [UInt8](repeating: 128, count: chromaWidth * chromaHeight)
    var red = blue
    let status = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe luma.withUnsafeMutableBufferPointer { luma in
        unsafe blue.withUnsafeMutableBufferPointer { blue in
          unsafe red.withUnsafeMutableBufferPointer { red in
            var planes = unsafe [luma.baseAddress, blue.baseAddress, red.baseAddress]
            return unsafe tjDecompressToYUVPlanes(
              decompressor.handle, bytes.baseAddress, UInt(length), &planes, w, nil, h, TJFLAG_LIMITSCANS)
          }
        }
      }
    }
    let warning = try decompressor.warning(status, wrote: luma)
    let chroma = Image.Chroma(
      blue: Plane(width: chromaWidth, height: chromaHeight, samples: blue),
      red: Plane(width: chromaWidth, height: chromaHeight, samples: red))
    crop(&luma, from: lumaWidth, width: width, height: height)
    return DecodedImage(
      image: Image(luma: Plane(width: width, height: height, samples: luma), chroma: chroma),
      isPartial: warning != nil, note: warning)
  }

  private func grey(_ bytes: [UInt8], _ width: Int, _ height: Int) throws(DecodeFailure) -> DecodedImage {
    let grey = try pixels(bytes, width, height, format: TJPF_GRAY, samples: 1)
    return DecodedImage(
      image: Image(luma: Plane(width: width, height: height, samples: grey.samples)),
      isPartial: grey.warning != nil, note: grey.warning)
  }

  private func pixels(
    _ bytes: [UInt8], _ width: Int, _ height: Int, format: TJPF, samples: Int
  ) throws(DecodeFailure) -> (samples: [UInt8], warning: String?) {
    let decompressor = try Decompressor()
    var pixels = [UInt8](repeating: unwritten, count: width * height * samples)
    let status = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe pixels.withUnsafeMutableBufferPointer { pixels in
        unsafe tjDecompress2(
          decompressor.handle, bytes.baseAddress, UInt(length), pixels.baseAddress, Int32(width), 0,
          Int32(height), Int32(format.rawValue), TJFLAG_LIMITSCANS)
      }
    }
    let warning = try decompressor.warning(status, wrote: pixels)
    return (pixels, warning)
  }
}

/// Keeps the first `width` samples of each of the first `height` rows, which are `stride` samples apart.
private func crop(_ samples: inout [UInt8], from stride: Int, width: Int, height: Int) {
  if stride > width {
    for y in 1..<max(1, height) {
      for x in 0..<width { samples[y * width + x] = samples[y * stride + x] }
    }
  }
  samples.removeLast(samples.count - width * height)
}

/// What samples hold that no decoder reached: a middle grey, which is neither paper nor ink.
let unwritten: UInt8 = 128

/// A turbojpeg decompressor and its last error.
@safe private final class Decompressor {
  let handle: tjhandle

  init() throws(DecodeFailure) {
    guard let handle = unsafe tjInitDecompress() else {
      throw DecodeFailure(reason: .unsupported, detail: "JPEG: no decoder")
    }
    unsafe self.handle = handle
  }

  deinit { unsafe tjDestroy(handle) }

  private var message: String {
    guard let text = unsafe tjGetErrorStr2(handle) else { return "unknown error" }
    return unsafe String(cString: text)
  }

  func failure() -> DecodeFailure {
    let message = message
    return DecodeFailure(
      reason: message.contains("nsupported") ? .unsupported : .damaged, detail: "JPEG: \(message)")
  }

  /// What turbojpeg warned of, `nil` when all is well; throws when nothing was written.
  func warning(_ status: Int32, wrote samples: [UInt8]) throws(DecodeFailure) -> String? {
    if status == 0 { return nil }
    let message = message
    if unsafe tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue) {
      // Cameras leave stray bytes between segments; no pixel is lost by them.
      return message.contains("extraneous bytes before marker 0xd9") ? nil : message
    }
    guard samples.contains(where: { $0 != unwritten }) else { throw failure() }
    return message
  }
}
