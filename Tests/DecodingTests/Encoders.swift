import CHEIF
import CJXL
import CTurboJPEG
import CWebP

enum JPEGKind: CaseIterable {
  case colour420, colour422, colour440, colour444, grey, cmyk, progressive
}

func encodedJPEG(_ picture: SamplePicture, _ kind: JPEGKind = .colour420, orientation: Int? = nil) -> [UInt8]
{
  guard let compressor = unsafe tjInitCompress() else { return [] }
  defer { unsafe tjDestroy(compressor) }
  var source = picture.rgb
  var format = TJPF_RGB
  var flags = TJFLAG_ACCURATEDCT
  var sampling = TJSAMP_420
  switch kind {
  case .colour420: break
  case .colour422: sampling = TJSAMP_422
  case .colour440: sampling = TJSAMP_440
  case .colour444: sampling = TJSAMP_444
  case .grey: sampling = TJSAMP_GRAY
  case .progressive: flags |= TJFLAG_PROGRESSIVE
  case .cmyk:
    // As Adobe stores it, 255 is no ink: with no black the other inks are the colours themselves.
    (source, format, sampling) = (picture.samplesWithAlpha, TJPF_CMYK, TJSAMP_444)
  }
  var target: UnsafeMutablePointer<UInt8>?
  var size: UInt = 0
  unsafe tjCompress2(
    compressor, source, Int32(picture.width), 0, Int32(picture.height), Int32(format.rawValue), &target,
    &size,
    Int32(sampling.rawValue), 95, flags)
  defer { unsafe tjFree(target) }
  var bytes = unsafe Array(UnsafeBufferPointer(start: target, count: Int(size)))
  if let orientation { bytes = withExif(bytes, exifBlock(orientation)) }
  return bytes
}

/// A JPEG with an Exif segment put behind its first two bytes.
func withExif(_ jpeg: [UInt8], _ block: [UInt8]) -> [UInt8] {
  let length = block.count + 8
  let start: [UInt8] = [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)]
  var bytes = jpeg
  bytes.insert(contentsOf: start + Array("Exif\0\0".utf8) + block, at: 2)
  return bytes
}

func encodedWebP(_ picture: SamplePicture, isLossless: Bool) -> [UInt8] {
  var target: UnsafeMutablePointer<UInt8>?
  let (width, height) = (Int32(picture.width), Int32(picture.height))
  let size =
    isLossless
    ? unsafe WebPEncodeLosslessRGB(picture.rgb, width, height, width * 3, &target)
    : unsafe WebPEncodeRGB(picture.rgb, width, height, width * 3, 95, &target)
  defer { unsafe WebPFree(target) }
  return unsafe Array(UnsafeBufferPointer(start: target, count: size))
}

/// The extended file format, with an Exif chunk behind the picture.
func webPWithExif(_ simple: [UInt8], width: Int, height: Int, _ block: [UInt8]) -> [UInt8] {
  func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> ($0 * 8) & 255) } }
  let extended =
    Array("VP8X".utf8) + little(10, 4) + [8, 0, 0, 0] + little(width - 1, 3) + little(height - 1, 3)
  let exif = Array("EXIF".utf8) + little(block.count, 4) + block + (block.count % 2 == 1 ? [0] : [])
  let body = Array("WEBP".utf8) + extended + simple.dropFirst(12) + exif
  return Array("RIFF".utf8) + little(body.count, 4) + body
}

/// An animation of one frame, which lies at (2, 4) on a larger canvas.
func animatedWebP(_ frame: SamplePicture, canvasWidth: Int, canvasHeight: Int) -> [UInt8] {
  func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> ($0 * 8) & 255) } }
  let payload = Array(encodedWebP(frame, isLossless: true).dropFirst(12))
  let extended =
    Array("VP8X".utf8) + little(10, 4) + [2, 0, 0, 0] + little(canvasWidth - 1, 3)
    + little(canvasHeight - 1, 3)
  let animation = Array("ANIM".utf8) + little(6, 4) + [255, 255, 255, 255, 0, 0]
  let place = little(1, 3) + little(2, 3) + little(frame.width - 1, 3) + little(frame.height - 1, 3)
  let frameBytes = place + little(100, 3) + [0] + payload
  let body =
    Array("WEBP".utf8) + extended + animation + Array("ANMF".utf8) + little(frameBytes.count, 4) + frameBytes
  return Array("RIFF".utf8) + little(body.count, 4) + body
}

/// HEIF with HEVC or AV1 in it; with a thumbnail when a long side for it is given.
func encodedHEIF(
  _ picture: SamplePicture, _ codec: heif_compression_format, alpha: UInt8? = nil, thumbnail: Int32? = nil,
  quarterTurn: Bool = false
) -> [UInt8] {
  let (width, height) = (Int32(picture.width), Int32(picture.height))
  var image: OpaquePointer?
  let chroma = alpha == nil ? heif_chroma_interleaved_RGB : heif_chroma_interleaved_RGBA
  unsafe heif_image_create(width, height, heif_colorspace_RGB, chroma, &image)
  defer { unsafe heif_image_release(image) }
  unsafe heif_image_add_plane(image, heif_channel_interleaved, width, height, 8)
  var stride: Int32 = 0
  let samples = alpha == nil ? 3 : 4
  guard let plane = unsafe heif_image_get_plane(image, heif_channel_interleaved, &stride) else { return [] }
  for y in 0..<picture.height {
    for x in 0..<picture.width {
      for channel in 0..<samples {
        unsafe plane[y * Int(stride) + x * samples + channel] =
          channel == 3 ? alpha ?? 255 : picture.rgb[(y * picture.width + x) * 3 + channel]
      }
    }
  }
  let context = unsafe heif_context_alloc()
  defer { unsafe heif_context_free(context) }
  var encoder: OpaquePointer?
  unsafe heif_context_get_encoder_for_format(context, codec, &encoder)
  defer { unsafe heif_encoder_release(encoder) }
  unsafe heif_encoder_set_lossy_quality(encoder, 95)
  let options = unsafe heif_encoding_options_alloc()
  defer { unsafe heif_encoding_options_free(options) }
  if quarterTurn { unsafe options?.pointee.image_orientation = heif_orientation_rotate_90_cw }
  var handle: OpaquePointer?
  unsafe heif_context_encode_image(context, image, encoder, options, &handle)
  defer { unsafe heif_image_handle_release(handle) }
  if let thumbnail {
    var small: OpaquePointer?
    unsafe heif_context_encode_thumbnail(context, image, handle, encoder, nil, thumbnail, &small)
    unsafe heif_image_handle_release(small)
  }
  var writer = heif_writer()
  writer.writer_api_version = 1
  unsafe writer.write = { _, data, size, target in
    unsafe target?.assumingMemoryBound(to: [UInt8].self).pointee.append(
      contentsOf: UnsafeRawBufferPointer(start: data, count: size))
    return unsafe heif_error(code: heif_error_Ok, subcode: heif_suberror_Unspecified, message: nil)
  }
  var bytes: [UInt8] = []
  unsafe withUnsafeMutablePointer(to: &bytes) { bytes in
    _ = unsafe heif_context_write(context, &writer, bytes)
  }
  return bytes
}

func encodedJXL(_ picture: SamplePicture, orientation: Int = 1) -> [UInt8] {
  let encoder = unsafe JxlEncoderCreate(nil)
  defer { unsafe JxlEncoderDestroy(encoder) }
  var info = JxlBasicInfo()
  unsafe JxlEncoderInitBasicInfo(&info)
  (info.xsize, info.ysize) = (UInt32(picture.width), UInt32(picture.height))
  info.bits_per_sample = 8
  info.num_color_channels = 3
  info.uses_original_profile = JXL_TRUE
  info.orientation = JxlOrientation(rawValue: UInt32(orientation))
  unsafe JxlEncoderSetBasicInfo(encoder, &info)
  var colour = JxlColorEncoding()
  unsafe JxlColorEncodingSetToSRGB(&colour, JXL_FALSE)
  unsafe JxlEncoderSetColorEncoding(encoder, &colour)
  let settings = unsafe JxlEncoderFrameSettingsCreate(encoder, nil)
  unsafe JxlEncoderSetFrameLossless(settings, JXL_TRUE)
  var format = JxlPixelFormat(
    num_channels: 3, data_type: JXL_TYPE_UINT8, endianness: JXL_NATIVE_ENDIAN, align: 0)
  unsafe JxlEncoderAddImageFrame(settings, &format, picture.rgb, picture.rgb.count)
  unsafe JxlEncoderCloseInput(encoder)
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  let count = unsafe bytes.withUnsafeMutableBufferPointer { target -> Int in
    var next = target.baseAddress
    var left = target.count
    _ = unsafe JxlEncoderProcessOutput(encoder, &next, &left)
    return target.count - left
  }
  return Array(bytes.prefix(count))
}
