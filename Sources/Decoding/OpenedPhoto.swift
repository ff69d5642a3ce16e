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

  private enum Decoder {
    case jpeg(JPEGPhoto)
    case still(any StillDecoder)
  }

  private struct Kept {
    var page: Int
    var image: DecodedImage
    /// Not a thumbnail.
    var isWhole: Bool
  }

  /// The file, or the JPEG within a raw file.
  private let bytes: [UInt8]
  private let decoder: Decoder
  /// The last page decoded by a format without cheap scales.
  private var kept: Kept?

  /// Reads the header. Throws `unsupported`, `damaged` or `tooLarge`.
  package init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure) {
    guard bytes.count <= limits.fileBytes else {
      throw DecodeFailure(reason: .tooLarge, detail: "\(bytes.count) bytes")
    }
    guard let format = PhotoFormat(sniffing: bytes) else {
      throw DecodeFailure(reason: .unsupported, detail: "no known picture format")
    }
    self.format = format
    var header: PhotoHeader
    switch format {
    case .jpeg:
      let jpeg = try JPEGPhoto(bytes, limits: limits)
      header = PhotoHeader(width: jpeg.width, height: jpeg.height, orientation: jpeg.markers.orientation)
      self.bytes = bytes
      decoder = .jpeg(jpeg)
    case .raw:
      let raw = try RawPhoto(bytes, limits: limits)
      header = PhotoHeader(width: raw.jpeg.width, height: raw.jpeg.height, orientation: raw.orientation)
      self.bytes = raw.preview
      decoder = .jpeg(raw.jpeg)
    case .png, .heif, .avif, .webp, .tiff, .gif, .bmp, .jxl:
      let still = try openStill(format, bytes, limits)
      header = still.header
      self.bytes = bytes
      decoder = .still(still)
    }
    width = header.width
    height = header.height
    orientation = header.orientation
    pageCount = header.pageCount
  }

  /// Pixels a row and rows of one page as stored; a TIFF's pages have sizes of their own.
  ///
  /// Throws `damaged` when the page's header cannot be read.
  package func size(ofPage page: Int) throws(DecodeFailure) -> (width: Int, height: Int) {
    guard page > 0, case .still(let still) = decoder else { return (width, height) }
    return try still.size(bytes, page: page)
  }

  /// The smallest size that comes cheaply whose long side is at least `longSide`; the stored size when that
  /// is smaller.
  ///
  /// Without `colour` the picture has no chroma. A `page` is from 0 to below `pageCount`. Throws `damaged`
  /// when no pixel can be had, `tooLarge` when the format cannot be scaled to what the limits allow.
  package mutating func image(
    page: Int = 0, longSide: Int, colour: Bool = true
  ) throws(DecodeFailure) -> DecodedImage {
    precondition(page >= 0 && page < pageCount)
    switch decoder {
    case .jpeg(let jpeg):
      return try jpeg.image(bytes, longSide: longSide, colour: colour)
    case .still(let still):
      var image: DecodedImage
      if let kept, kept.page == page, kept.isWhole || kept.image.image.longSide >= longSide {
        image = kept.image
      } else {
        kept = nil  // not two pages at once
        image = try still.decode(bytes, page: page, longSide: longSide)
        kept = Kept(
          page: page, image: image, isWhole: !mayBeThumbnail || image.image.longSide >= max(width, height))
      }
      if !colour { image.image.chroma = nil }
      image.image = image.image.reduced(toLongSide: longSide)
      return image
    }
  }
}

extension OpenedPhoto {
  private var mayBeThumbnail: Bool { format == .heif || format == .avif }
}

extension Image {
  fileprivate var longSide: Int { max(width, height) }
}

private func openStill(
  _ format: PhotoFormat, _ bytes: [UInt8], _ limits: Limits
) throws(DecodeFailure) -> any StillDecoder {
  switch format {
  case .png: try PNGPhoto(bytes, limits: limits)
  case .heif, .avif: try HEIFPhoto(bytes, limits: limits)
  case .webp: try WebPPhoto(bytes, limits: limits)
  case .tiff: try TIFFPhoto(bytes, limits: limits)
  case .gif: try GIFPhoto(bytes, limits: limits)
  case .bmp: try BMPPhoto(bytes, limits: limits)
  case .jxl: try JXLPhoto(bytes, limits: limits)
  case .jpeg, .raw: preconditionFailure("opened as JPEG")
  }
}
