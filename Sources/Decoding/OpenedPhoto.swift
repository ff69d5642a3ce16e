import Evidence
import Pixels

/// A photo whose header has been read and found within the limits; gives its pixels at the size asked for.
///
/// Made from a whole file's bytes, which it keeps. JPEG is decoded anew for each size, straight to that size;
/// the others are decoded once, kept, and reduced.
package struct OpenedPhoto {
  package let format: PhotoFormat
  /// Pixels a row as stored; for HEIF and AVIF after their own turning.
  package let width: Int
  /// Rows as stored; for HEIF and AVIF after their own turning.
  package let height: Int
  /// How the pixels must be turned to stand upright.
  package let orientation: Orientation
  /// Pages of a TIFF, as many as the limits allow; else 1.
  package let pageCount: Int

  private let bytes: [UInt8]
  private let jpeg: JPEGPhoto

  /// Reads the header. Throws `unsupported`, `damaged` or `tooLarge`.
  package init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure) {
    guard bytes.count <= limits.fileBytes else {
      throw DecodeFailure(reason: .tooLarge, detail: "\(bytes.count) bytes")
    }
    guard let format = PhotoFormat(sniffing: bytes) else {
      throw DecodeFailure(reason: .unsupported, detail: "no known picture format")
    }
    guard format == .jpeg else {
      throw DecodeFailure(reason: .unsupported, detail: "\(format.rawValue) is not decoded")
    }
    self.format = format
    self.bytes = bytes
    jpeg = try JPEGPhoto(bytes, limits: limits)
    width = jpeg.width
    height = jpeg.height
    orientation = jpeg.markers.orientation
    pageCount = 1
  }

  /// The smallest size that comes cheaply whose long side is at least `longSide`, or the stored size when that is smaller.
  ///
  /// Without `colour` the picture has no chroma. Throws `damaged` when no pixel can be had, `tooLarge` when the
  /// format cannot be scaled to what the limits allow.
  package mutating func image(
    page: Int = 0, longSide: Int, colour: Bool = true
  ) throws(DecodeFailure) -> DecodedImage {
    try jpeg.image(bytes, longSide: longSide, colour: colour)
  }
}
