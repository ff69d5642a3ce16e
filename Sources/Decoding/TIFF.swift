import Evidence
import Pixels

/// One TIFF of one or more pages, decoded a page at a time.
struct TIFFPhoto: StillDecoder {
  let header: PhotoHeader
  private let limits: Limits
  /// Where the orientation tags' values lie that say anything but upright.
  private let turned: [(offset: Int, isBigEndian: Bool)]

  init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure) {
    self.limits = limits
    guard let size = LeptonicaPicture.tiffSize(bytes, page: 0) else {
      throw DecodeFailure(reason: .damaged, detail: "TIFF: malformed header")
    }
    let pages = TIFFPages(bytes, limits: limits)
    header = PhotoHeader(
      width: size.width, height: size.height, orientation: exifOrientation(bytes[...]),
      pageCount: pages.count)
    turned = pages.turned
    try checkSize(width: header.width, height: header.height, limits, "TIFF")
  }

  func size(_ bytes: [UInt8], page: Int) throws(DecodeFailure) -> (width: Int, height: Int) {
    guard let size = LeptonicaPicture.tiffSize(bytes, page: page) else {
      throw DecodeFailure(reason: .damaged, detail: "TIFF: malformed header of page \(page + 1)")
    }
    return size
  }

  func decode(_ bytes: [UInt8], page: Int, longSide: Int) throws(DecodeFailure) -> DecodedImage {
    let size = try size(bytes, page: page)
    try checkSize(width: size.width, height: size.height, limits, "TIFF")
    // Leptonica would turn the pixels; told that they are upright, it leaves them as stored.
    var upright = bytes
    for tag in turned {
      upright[tag.offset] = tag.isBigEndian ? 0 : 1
      upright[tag.offset + 1] = tag.isBigEndian ? 1 : 0
    }
    return DecodedImage(image: try LeptonicaPicture(tiff: upright, page: page).image(limits))
  }
}

/// The chain of a TIFF's directories, as far as the limits and the bytes go.
private struct TIFFPages {
  var count = 0
  var turned: [(offset: Int, isBigEndian: Bool)] = []

  init(_ bytes: [UInt8], limits: Limits) {
    guard let tiff = TIFFBytes(bytes[...]), tiff.short(2) == 42 else {
      count = 1  // BigTIFF: the first page only
      return
    }
    var next = tiff.long(4) ?? 0
    var seen: Set<Int> = []
    while next != 0, count < max(1, limits.pages), seen.insert(next).inserted {
      let directory = tiff.directory(at: next)
      guard !directory.fields.isEmpty else { break }
      count += 1
      for field in directory.fields where field.tag == 0x0112 && field.type == 3 {
        if let value = tiff.number(field), value != 1, field.valueOffset + 1 < bytes.count {
          turned.append((field.valueOffset, tiff.isBigEndian))
        }
      }
      next = directory.next
    }
    count = max(1, count)
  }
}
