import CHEIF

/// An HEIC file, HEVC inside; `quality` from 0 to 100. Throws where libheif was built without an encoder.
package func encodeHEIC(_ raster: Raster, quality: Int) throws(EncodeFailure) -> [UInt8] {
  guard let context = unsafe heif_context_alloc() else { throw EncodeFailure("HEIC: out of memory") }
  defer { unsafe heif_context_free(context) }
  var encoder: OpaquePointer?
  try unsafe check(heif_context_get_encoder_for_format(context, heif_compression_HEVC, &encoder))
  defer { unsafe heif_encoder_release(encoder) }
  try unsafe check(heif_encoder_set_lossy_quality(encoder, Int32(quality)))
  // The sets are large; what the preset changes is the size of the file, not what can be read in it.
  _ = unsafe heif_encoder_set_parameter_string(encoder, "preset", "ultrafast")
  var image: OpaquePointer?
  try unsafe check(
    heif_image_create(
      Int32(raster.width), Int32(raster.height), heif_colorspace_RGB, heif_chroma_interleaved_RGB, &image))
  defer { unsafe heif_image_release(image) }
  try unsafe check(
    heif_image_add_plane(
      image, heif_channel_interleaved, Int32(raster.width), Int32(raster.height), 8))
  var stride: Int32 = 0
  guard let rows = unsafe heif_image_get_plane(image, heif_channel_interleaved, &stride) else {
    throw EncodeFailure("HEIC: no memory for the picture")
  }
  let bytes = raster.bytes
  for y in 0..<raster.height {
    for i in 0..<raster.width * 3 {
      unsafe rows[y * Int(stride) + i] = bytes[y * raster.width * 3 + i]
    }
  }
  try unsafe check(heif_context_encode_image(context, image, encoder, nil, nil))
  var file: [UInt8] = []
  var writer = heif_writer()
  writer.writer_api_version = 1
  unsafe writer.write = { _, data, size, file in
    if let data = unsafe data, let file = unsafe file {
      let bytes = unsafe UnsafeRawBufferPointer(start: data, count: size)
      unsafe file.assumingMemoryBound(to: [UInt8].self).pointee += unsafe Array(bytes)
    }
    return unsafe heif_error(code: heif_error_Ok, subcode: heif_suberror_Unspecified, message: nil)
  }
  let status = unsafe withUnsafeMutablePointer(to: &file) {
    unsafe heif_context_write(context, &writer, $0)
  }
  try unsafe check(status)
  return file
}

private func check(_ error: heif_error) throws(EncodeFailure) {
  guard unsafe error.code != heif_error_Ok else { return }
  let words = unsafe error.message.map { unsafe String(cString: $0) } ?? "refused"
  throw EncodeFailure("HEIC: \(words)")
}
