import Evidence
import Pixels

/// What a header says of a photo.
struct PhotoHeader {
  var width: Int
  var height: Int
  var orientation = Orientation.up
  var pageCount = 1
}

/// A format without cheap scales: opened from the bytes, then decoded at its full size.
protocol StillDecoder {
  var header: PhotoHeader { get }

  /// Reads the header only. Throws `unsupported`, `damaged` or `tooLarge`.
  init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure)

  /// The stored size, or a smaller one whose long side is at least `longSide` when the file holds it ready.
  ///
  /// `bytes` are those that the decoder was opened with, `page` is below the header's count.
  func decode(_ bytes: [UInt8], page: Int, longSide: Int) throws(DecodeFailure) -> DecodedImage
}

/// Throws `tooLarge` when a picture decoded at its full size would have more pixels than may be held at once.
func checkFullSize(_ header: PhotoHeader, _ limits: Limits, _ format: String) throws(DecodeFailure) {
  try checkSize(width: header.width, height: header.height, limits, format)
  guard header.width * header.height <= limits.decodedPixels else {
    throw DecodeFailure(reason: .tooLarge, detail: "\(format): \(header.width) × \(header.height) at once")
  }
}
