import CHEIF
import Evidence
import Pixels

/// One HEIF or AVIF picture, the primary of its file, turned and cropped by libheif as the file says.
struct HEIFPhoto: StillDecoder {
  let header: PhotoHeader
  private let limits: Limits

  init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure) {
    self.limits = limits
    header = try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(DecodeFailure) in
      let item = try unsafe HEIFContext(bytes).primary()
      return PhotoHeader(width: item.width, height: item.height)
    }
    try checkSize(width: header.width, height: header.height, limits, "HEIF")
  }

  func decode(_ bytes: [UInt8], page: Int, longSide: Int) throws(DecodeFailure) -> DecodedImage {
    let image = try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(DecodeFailure) in
      let item = try unsafe HEIFContext(bytes).primary()
      if let thumbnail = item.thumbnail(longSide: longSide), let image = try? thumbnail.image(limits) {
        return image
      }
      return try item.image(limits)
    }
    return DecodedImage(image: image)
  }
}

/// A failure in libheif's words.
private func failure(_ error: heif_error) -> DecodeFailure {
  var message = unsafe error.message.map { unsafe String(cString: $0) } ?? "unknown error"
  // Some of them end with a line break.
  while message.last?.isWhitespace == true { message.removeLast() }
  let code = unsafe error.code
  let isUnsupported = code == heif_error_Unsupported_feature || code == heif_error_Unsupported_filetype
  return DecodeFailure(reason: isUnsupported ? .unsupported : .damaged, detail: "HEIF: \(message)")
}

/// A parsed file. It borrows the bytes, which must outlive it and its items.
@safe private final class HEIFContext {
  private let context: OpaquePointer

  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(DecodeFailure) {
    guard let context = unsafe heif_context_alloc() else {
      throw DecodeFailure(reason: .unsupported, detail: "HEIF: no decoder")
    }
    unsafe self.context = context
    // Tiles are decoded here, not on threads of libheif's own: each worker is one thread.
    unsafe heif_context_set_max_decoding_threads(context, 0)
    let error = unsafe heif_context_read_from_memory_without_copy(
      context, bytes.baseAddress, bytes.count, nil)
    guard unsafe error.code == heif_error_Ok else { throw unsafe failure(error) }
  }

  deinit { unsafe heif_context_free(context) }

  func primary() throws(DecodeFailure) -> HEIFItem {
    var handle: OpaquePointer?
    let error = unsafe heif_context_get_primary_image_handle(context, &handle)
    guard unsafe error.code == heif_error_Ok, let handle = unsafe handle else { throw unsafe failure(error) }
    return unsafe HEIFItem(handle, in: self)
  }
}

/// One picture of a file.
@safe private final class HEIFItem {
  private let handle: OpaquePointer
  private let context: HEIFContext

  init(_ handle: OpaquePointer, in context: HEIFContext) {
    unsafe self.handle = handle
    self.context = context
  }

  deinit { unsafe heif_image_handle_release(handle) }

  var width: Int { Int(unsafe heif_image_handle_get_width(handle)) }
  var height: Int { Int(unsafe heif_image_handle_get_height(handle)) }

  /// The smallest thumbnail with a long side of `longSide` or more that has the picture's own proportions.
  ///
  /// Some writers turn the picture and forget the thumbnail, or pad it; those are passed over.
  func thumbnail(longSide: Int) -> HEIFItem? {
    let count = unsafe heif_image_handle_get_number_of_thumbnails(handle)
    guard count > 0 else { return nil }
    var ids = [heif_item_id](repeating: 0, count: min(16, Int(count)))
    let found = unsafe heif_image_handle_get_list_of_thumbnail_IDs(handle, &ids, Int32(ids.count))
    var best: HEIFItem?
    for id in ids.prefix(max(0, Int(found))) {
      var thumbnail: OpaquePointer?
      guard unsafe heif_image_handle_get_thumbnail(handle, id, &thumbnail).code == heif_error_Ok,
        let thumbnail = unsafe thumbnail
      else { continue }
      let item = unsafe HEIFItem(thumbnail, in: context)
      let slack = max(item.width, item.height) * 2 / 100 + 1
      guard max(item.width, item.height) >= longSide, item.width < width, width > 0,
        abs(item.width * height / width - item.height) <= slack
      else { continue }
      if best.map({ item.width < $0.width }) ?? true { best = item }
    }
    return best
  }

  func image(_ limits: Limits) throws(DecodeFailure) -> Image {
    try checkSize(width: width, height: height, limits, "HEIF")
    let hasAlpha = unsafe heif_image_handle_has_alpha_channel(handle) != 0
    let isPlain = unsafe heif_image_handle_get_luma_bits_per_pixel(handle) == 8 && !hasAlpha
    if isPlain, let pixels = try asCoded(), let image = try pixels.planes(limits) { return image }
    let chroma = hasAlpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB
    return try unsafe HEIFPixels(handle, heif_colorspace_RGB, chroma).interleaved(hasAlpha: hasAlpha, limits)
  }

  /// Luma and chroma, as nearly all of these files hold them. The space is asked for by name: left open, libheif
  /// turns everything into RGB.
  ///
  /// - Returns: `nil` where libheif has no way to them.
  private func asCoded() throws(DecodeFailure) -> HEIFPixels? {
    do throws(DecodeFailure) {
      return try unsafe HEIFPixels(handle, heif_colorspace_YCbCr, heif_chroma_420)
    } catch {
      guard error.reason == .unsupported else { throw error }
      return nil
    }
  }
}

/// Decoded pixels in libheif's own memory.
@safe private final class HEIFPixels {
  private let image: OpaquePointer

  init(
    _ handle: OpaquePointer, _ space: heif_colorspace, _ chroma: heif_chroma
  ) throws(DecodeFailure) {
    guard let options = unsafe heif_decoding_options_alloc() else {
      throw DecodeFailure(reason: .unsupported, detail: "HEIF: no decoder")
    }
    defer { unsafe heif_decoding_options_free(options) }
    unsafe options.pointee.convert_hdr_to_8bit = 1
    var image: OpaquePointer?
    let error = unsafe heif_decode_image(handle, &image, space, chroma, options)
    guard unsafe error.code == heif_error_Ok, let image = unsafe image else { throw unsafe failure(error) }
    unsafe self.image = image
  }

  deinit { unsafe heif_image_release(image) }

  /// Luma and chroma as the codec gives them; `nil` when it gives anything but 8-bit JFIF-like ones.
  func planes(_ limits: Limits) throws(DecodeFailure) -> Image? {
    let space = unsafe heif_image_get_colorspace(image)
    guard space == heif_colorspace_YCbCr,
      unsafe heif_image_get_bits_per_pixel(image, heif_channel_Y) == 8
    else { return nil }
    var isLimited = false
    var profile: UnsafeMutablePointer<heif_color_profile_nclx>?
    if unsafe heif_image_get_nclx_color_profile(image, &profile).code == heif_error_Ok,
      let profile = unsafe profile
    {
      defer { unsafe heif_nclx_color_profile_free(profile) }
      isLimited = unsafe profile.pointee.full_range_flag == 0
      // Unspecified, and the two names of the matrix that JFIF has.
      guard [2, 5, 6].contains(unsafe profile.pointee.matrix_coefficients.rawValue) else { return nil }
    }
    let luma = try plane(heif_channel_Y, limits, isLimited: isLimited, isChroma: false)
    let blue = try plane(heif_channel_Cb, limits, isLimited: isLimited, isChroma: true)
    let red = try plane(heif_channel_Cr, limits, isLimited: isLimited, isChroma: true)
    guard blue.width == red.width, blue.height == red.height else { return nil }
    return Image(luma: luma, chroma: Image.Chroma(blue: blue, red: red))
  }

  func interleaved(hasAlpha: Bool, _ limits: Limits) throws(DecodeFailure) -> Image {
    let channel = heif_channel_interleaved
    let (samples, width, height) = try rows(channel, limits, samplesPerPixel: hasAlpha ? 4 : 3)
    let fitting = reduced(
      samples, width: width, height: height, samplesPerPixel: hasAlpha ? 4 : 3,
      by: fittingFactor(width, height, limits))
    return Image(
      rgb: hasAlpha ? overWhite(rgba: fitting.samples) : fitting.samples, width: fitting.width,
      height: fitting.height, samplesPerPixel: 3)
  }

  private func plane(
    _ channel: heif_channel, _ limits: Limits, isLimited: Bool, isChroma: Bool
  ) throws(DecodeFailure) -> Plane {
    let (samples, width, height) = try rows(channel, limits, samplesPerPixel: 1)
    let plane = Plane(
      width: width, height: height, samples: isLimited ? stretched(samples, isChroma: isChroma) : samples)
    // By the factor of the luma, so that both stay in step.
    let factor = fittingFactor(
      Int(unsafe heif_image_get_width(image, heif_channel_Y)),
      Int(unsafe heif_image_get_height(image, heif_channel_Y)), limits)
    return factor > 1 ? plane.reduced(by: factor) : plane
  }

  /// A channel's rows without their padding. What the codec gave need not be what the container promised.
  private func rows(
    _ channel: heif_channel, _ limits: Limits, samplesPerPixel: Int
  ) throws(DecodeFailure) -> (samples: [UInt8], width: Int, height: Int) {
    let width = Int(unsafe heif_image_get_width(image, channel))
    let height = Int(unsafe heif_image_get_height(image, channel))
    try checkSize(width: width, height: height, limits, "HEIF")
    var stride: Int32 = 0
    guard let start = unsafe heif_image_get_plane_readonly(image, channel, &stride),
      Int(stride) >= width * samplesPerPixel
    else { throw DecodeFailure(reason: .damaged, detail: "HEIF: no pixels") }
    var samples: [UInt8] = []
    samples.reserveCapacity(width * height * samplesPerPixel)
    for y in 0..<height {
      unsafe samples.append(
        contentsOf: UnsafeBufferPointer(start: start + y * Int(stride), count: width * samplesPerPixel))
    }
    return (samples, width, height)
  }
}
