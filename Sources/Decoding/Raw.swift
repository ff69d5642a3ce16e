import CRaw
import Evidence
import Glibc
import Pixels

/// A camera's raw file: the preview that the camera itself made, never the sensor's data.
///
/// The size is the preview's, which in most files is the picture's own.
struct RawPhoto {
  let preview: [UInt8]
  let jpeg: JPEGPhoto
  let orientation: Orientation

  init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure) {
    let reader = try RawReader()
    let found = try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(DecodeFailure) in
      try unsafe reader.preview(bytes, limits)
    }
    preview = found.bytes
    jpeg = try JPEGPhoto(preview, limits: limits)
    let own = jpeg.markers.orientation
    orientation = own == .up ? found.orientation : own
  }
}

/// LibRaw's state for one file.
@safe private final class RawReader {
  private let raw: UnsafeMutablePointer<libraw_data_t>

  init() throws(DecodeFailure) {
    guard let raw = unsafe libraw_init(UInt32(LIBRAW_OPTIONS_NONE.rawValue)) else {
      throw DecodeFailure(reason: .unsupported, detail: "raw: no decoder")
    }
    unsafe self.raw = raw
  }

  deinit { unsafe libraw_close(raw) }

  private func check(_ status: Int32) throws(DecodeFailure) {
    guard status != 0 else { return }
    let message = unsafe libraw_strerror(status).map { unsafe String(cString: $0) } ?? "\(status)"
    let isUnsupported =
      status == LIBRAW_FILE_UNSUPPORTED.rawValue || status == LIBRAW_NO_THUMBNAIL.rawValue
      || status == LIBRAW_UNSUPPORTED_THUMBNAIL.rawValue
    throw DecodeFailure(reason: isUnsupported ? .unsupported : .damaged, detail: "raw: \(message)")
  }

  /// Whether the bytes hold these few somewhere.
  private static func holds(_ bytes: UnsafeBufferPointer<UInt8>, _ few: UnsafeRawBufferPointer) -> Bool {
    guard let whole = bytes.baseAddress, let wanted = few.baseAddress else { return false }
    let first = unsafe few[0]
    for start in 0...max(0, bytes.count - few.count) where unsafe bytes[start] == first {
      if unsafe memcmp(whole + start, wanted, few.count) == 0 { return true }
    }
    return false
  }

  func preview(
    _ bytes: UnsafeBufferPointer<UInt8>, _ limits: Limits
  ) throws(DecodeFailure) -> (bytes: [UInt8], orientation: Orientation) {
    // LibRaw reads from the memory and does not write to it, whatever the parameter's type says.
    let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    try check(unsafe libraw_open_buffer(raw, start, bytes.count))
    try check(unsafe libraw_unpack_thumb(raw))
    let thumbnail = unsafe raw.pointee.thumbnail
    guard unsafe thumbnail.tformat == LIBRAW_THUMBNAIL_JPEG, let first = unsafe thumbnail.thumb else {
      throw DecodeFailure(reason: .unsupported, detail: "raw: no JPEG preview")
    }
    let length = Int(unsafe thumbnail.tlength)
    // Of a file that was cut off LibRaw gives as many bytes as there should be, the rest being whatever lay in
    // its memory. The last ones must be the file's own.
    let tail = min(length, 32)
    guard length > 4, length <= bytes.count,
      unsafe Self.holds(bytes, UnsafeRawBufferPointer(start: first + (length - tail), count: tail))
    else { throw DecodeFailure(reason: .damaged, detail: "raw: the preview is cut off") }
    let jpeg = unsafe Array(UnsafeRawBufferPointer(start: first, count: length))
    // LibRaw's code for the turn to make: 3 half, 5 counter-clockwise, 6 clockwise.
    let orientation: Orientation =
      switch unsafe raw.pointee.sizes.flip {
      case 3: .down
      case 5: .left
      case 6: .right
      default: .up
      }
    return (jpeg, orientation)
  }
}
