import CJXL
import Evidence
import Pixels

/// One JPEG XL, bare or boxed; of an animated one the first frame.
struct JXLPhoto: StillDecoder {
  let header: PhotoHeader
  private let limits: Limits

  init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure) {
    let decoder = try JXLDecoder(events: JXL_DEC_BASIC_INFO)
    header = try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(DecodeFailure) in
      try unsafe decoder.header(bytes)
    }
    self.limits = limits
    try checkSize(width: header.width, height: header.height, limits, "JPEG XL")
  }

  func decode(_ bytes: [UInt8], page: Int, longSide: Int) throws(DecodeFailure) -> DecodedImage {
    let decoder = try JXLDecoder(events: JXL_DEC_FULL_IMAGE)
    return try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(DecodeFailure) in
      try unsafe decoder.image(bytes, width: header.width, height: header.height, limits)
    }
  }
}

/// A libjxl decoder on the thread that calls it.
@safe private final class JXLDecoder {
  private let decoder: OpaquePointer

  init(events: JxlDecoderStatus) throws(DecodeFailure) {
    guard let decoder = unsafe JxlDecoderCreate(nil) else {
      throw DecodeFailure(reason: .unsupported, detail: "JPEG XL: no decoder")
    }
    unsafe self.decoder = decoder
    unsafe JxlDecoderSubscribeEvents(decoder, Int32(events.rawValue))
    unsafe JxlDecoderSetKeepOrientation(decoder, JXL_TRUE)
  }

  deinit { unsafe JxlDecoderDestroy(decoder) }

  func header(_ bytes: UnsafeBufferPointer<UInt8>) throws(DecodeFailure) -> PhotoHeader {
    unsafe JxlDecoderSetInput(decoder, bytes.baseAddress, bytes.count)
    unsafe JxlDecoderCloseInput(decoder)
    var info = JxlBasicInfo()
    guard unsafe JxlDecoderProcessInput(decoder) == JXL_DEC_BASIC_INFO,
      unsafe JxlDecoderGetBasicInfo(decoder, &info) == JXL_DEC_SUCCESS
    else { throw DecodeFailure(reason: .damaged, detail: "JPEG XL: malformed header") }
    return PhotoHeader(
      width: Int(info.xsize), height: Int(info.ysize),
      orientation: Orientation(rawValue: Int(info.orientation.rawValue)) ?? .up)
  }

  func image(
    _ bytes: UnsafeBufferPointer<UInt8>, width: Int, height: Int, _ limits: Limits
  ) throws(DecodeFailure) -> DecodedImage {
    // No closing of the input: a file cut short then waits for more, and gives what it has when asked.
    unsafe JxlDecoderSetInput(decoder, bytes.baseAddress, bytes.count)
    var rgba = [UInt8](repeating: 255, count: width * height * 4)
    var (isWhole, isStarted) = (false, false)
    unsafe rgba.withUnsafeMutableBufferPointer { rgba in
      var format = JxlPixelFormat(
        num_channels: 4, data_type: JXL_TYPE_UINT8, endianness: JXL_NATIVE_ENDIAN, align: 0)
      while true {
        switch unsafe JxlDecoderProcessInput(decoder) {
        case JXL_DEC_NEED_IMAGE_OUT_BUFFER:
          var size = 0
          guard unsafe JxlDecoderImageOutBufferSize(decoder, &format, &size) == JXL_DEC_SUCCESS,
            size == rgba.count,
            unsafe JxlDecoderSetImageOutBuffer(decoder, &format, rgba.baseAddress, size) == JXL_DEC_SUCCESS
          else { return }
          isStarted = true
        case JXL_DEC_FULL_IMAGE:
          isWhole = true
          return
        default:
          // More input wanted, or an error: whatever groups are complete can be had.
          if isStarted { isStarted = unsafe JxlDecoderFlushImage(decoder) == JXL_DEC_SUCCESS }
          return
        }
      }
    }
    guard isWhole || isStarted else {
      throw DecodeFailure(reason: .damaged, detail: "JPEG XL: nothing could be decoded")
    }
    let fitting = reduced(
      rgba, width: width, height: height, samplesPerPixel: 4, by: fittingFactor(width, height, limits))
    let image = Image(
      rgb: overWhite(rgba: fitting.samples), width: fitting.width, height: fitting.height, samplesPerPixel: 3)
    return DecodedImage(image: image, isPartial: !isWhole, note: isWhole ? nil : "incomplete")
  }
}
