import CWebP
import Evidence
import Pixels

/// One WebP; of an animated one the first frame, where it lies on a white canvas.
struct WebPPhoto: StillDecoder {
  let header: PhotoHeader
  /// Where in the file the frame's own bytes lie, and where on the canvas it goes.
  private let frame: Range<Int>
  private let (left, top): (Int, Int)
  private let limits: Limits

  init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure) {
    let container = try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(DecodeFailure) in
      try unsafe Container(bytes)
    }
    header = PhotoHeader(
      width: container.width, height: container.height, orientation: container.orientation)
    frame = container.frame
    (left, top) = (container.left, container.top)
    self.limits = limits
    try checkSize(width: header.width, height: header.height, limits, "WebP")
  }

  func decode(_ bytes: [UInt8], page: Int, longSide: Int) throws(DecodeFailure) -> DecodedImage {
    let decoded = try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(DecodeFailure) in
      try unsafe decodeFrame(UnsafeBufferPointer(rebasing: bytes[frame]), limits)
    }
    if decoded.width == header.width && decoded.height == header.height {
      let image = picture(decoded.rgb)
      return DecodedImage(image: image, isPartial: decoded.note != nil, note: decoded.note)
    }
    var canvas = [UInt8](repeating: 255, count: header.width * header.height * 3)
    let columns = min(decoded.width, header.width - left)
    if columns > 0 {
      for y in 0..<max(0, min(decoded.height, header.height - top)) {
        let target = ((top + y) * header.width + left) * 3
        let source = y * decoded.width * 3
        canvas.replaceSubrange(
          target..<target + columns * 3, with: decoded.rgb[source..<source + columns * 3])
      }
    }
    return DecodedImage(image: picture(canvas), isPartial: decoded.note != nil, note: decoded.note)
  }

  private func picture(_ rgb: [UInt8]) -> Image {
    let fitting = reduced(
      rgb, width: header.width, height: header.height, samplesPerPixel: 3,
      by: fittingFactor(header.width, header.height, limits))
    return Image(rgb: fitting.samples, width: fitting.width, height: fitting.height, samplesPerPixel: 3)
  }
}

/// What the container says; a file cut short is read as far as it goes.
private struct Container {
  var width = 0
  var height = 0
  var left = 0
  var top = 0
  var frame = 0..<0
  var orientation = Orientation.up

  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(DecodeFailure) {
    var data = unsafe WebPData(bytes: bytes.baseAddress, size: bytes.count)
    var state = WEBP_DEMUX_PARSE_ERROR
    if let demuxer = unsafe WebPDemuxPartial(&data, &state) {
      defer { unsafe WebPDemuxDelete(demuxer) }
      unsafe read(demuxer, bytes)
    }
    if frame.isEmpty {
      // Not enough for the demuxer, but maybe for the decoder.
      var features = WebPBitstreamFeatures()
      guard unsafe WebPGetFeatures(bytes.baseAddress, bytes.count, &features) == VP8_STATUS_OK,
        features.has_animation == 0
      else { throw DecodeFailure(reason: .damaged, detail: "WebP: malformed header") }
      (width, height) = (Int(features.width), Int(features.height))
      frame = 0..<bytes.count
    }
  }

  private mutating func read(_ demuxer: OpaquePointer, _ bytes: UnsafeBufferPointer<UInt8>) {
    width = Int(unsafe WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_WIDTH))
    height = Int(unsafe WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_HEIGHT))
    var iterator = unsafe WebPIterator()
    if unsafe WebPDemuxGetFrame(demuxer, 1, &iterator) != 0 {
      if let fragment = unsafe iterator.fragment.bytes, let base = bytes.baseAddress {
        let start = unsafe fragment - base
        let end = unsafe start + iterator.fragment.size
        if start >= 0 && end <= bytes.count { frame = start..<end }
        unsafe (left, top) = (Int(iterator.x_offset), Int(iterator.y_offset))
      }
    }
    unsafe WebPDemuxReleaseIterator(&iterator)
    var chunk = unsafe WebPChunkIterator()
    if unsafe WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk) != 0 {
      let exif = unsafe Array(UnsafeBufferPointer(start: chunk.chunk.bytes, count: chunk.chunk.size))
      orientation = prefixedExifOrientation(exif[...])
    }
    unsafe WebPDemuxReleaseChunkIterator(&chunk)
  }
}

/// One frame's pixels over white, three samples each; with a note when they are not all there.
private func decodeFrame(
  _ bytes: UnsafeBufferPointer<UInt8>, _ limits: Limits
) throws(DecodeFailure) -> (rgb: [UInt8], width: Int, height: Int, note: String?) {
  var configuration = unsafe WebPDecoderConfig()
  guard unsafe WebPInitDecoderConfig(&configuration) != 0,
    unsafe WebPGetFeatures(bytes.baseAddress, bytes.count, &configuration.input) == VP8_STATUS_OK
  else { throw DecodeFailure(reason: .damaged, detail: "WebP: malformed frame") }
  let (width, height) = unsafe (Int(configuration.input.width), Int(configuration.input.height))
  // A frame's own header need not agree with the container's.
  try checkSize(width: width, height: height, limits, "WebP")

  var rgba = [UInt8](repeating: 255, count: width * height * 4)
  let (rows, status) = unsafe rgba.withUnsafeMutableBufferPointer { rgba -> (Int32, VP8StatusCode) in
    unsafe configuration.output.colorspace = MODE_RGBA
    unsafe configuration.output.is_external_memory = 1
    unsafe configuration.output.u.RGBA.rgba = rgba.baseAddress
    unsafe configuration.output.u.RGBA.stride = Int32(width * 4)
    unsafe configuration.output.u.RGBA.size = rgba.count
    guard let decoder = unsafe WebPIDecode(nil, 0, &configuration) else {
      return (0, VP8_STATUS_OUT_OF_MEMORY)
    }
    defer { unsafe WebPIDelete(decoder) }
    let status = unsafe WebPIUpdate(decoder, bytes.baseAddress, bytes.count)
    var last: Int32 = 0
    unsafe WebPIDecGetRGB(decoder, &last, nil, nil, nil)
    return (last, status)
  }
  guard status == VP8_STATUS_OK || rows > 0 else {
    throw DecodeFailure(reason: .damaged, detail: "WebP: nothing could be decoded (\(status.rawValue))")
  }
  let note = status == VP8_STATUS_OK ? nil : "\(rows) of \(height) rows"
  return (overWhite(rgba: rgba), width, height, note)
}
