/// A kind of picture file, told from its first 64 bytes alone; what a name ends in says nothing.
package enum PhotoFormat: String, Sendable, CaseIterable {
  case jpeg, png, heif, avif, webp, tiff, gif, bmp, jxl, raw

  /// The format of a file that begins with `bytes`; `nil` when it is none of them.
  ///
  /// Camera files which are TIFF inside (DNG, NEF, CR2, ARW ...) are `tiff` here: telling them apart
  /// takes more than the first bytes.
  package init?(firstBytes bytes: [UInt8]) {
    func holds(_ text: StaticString, at offset: Int = 0) -> Bool {
      text.withUTF8Buffer { pattern in
        let end = offset + pattern.count
        return unsafe bytes.count >= end && bytes[offset..<end].elementsEqual(pattern)
      }
    }
    func begins(_ pattern: UInt8...) -> Bool { bytes.starts(with: pattern) }

    if begins(0xFF, 0xD8, 0xFF) {
      self = .jpeg
    } else if begins(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A) {
      self = .png
    } else if holds("RIFF") && holds("WEBP", at: 8) {
      self = .webp
    } else if holds("GIF87a") || holds("GIF89a") {
      self = .gif
    } else if begins(0x49, 0x49, 0x2A, 0) || begins(0x4D, 0x4D, 0, 0x2A)
      || begins(0x49, 0x49, 0x2B, 0) || begins(0x4D, 0x4D, 0, 0x2B)
    {
      self = .tiff
    } else if begins(0xFF, 0x0A)
      || begins(0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A)
    {
      self = .jxl
    } else if holds("FUJIFILMCCD-RAW") || holds("IIRO") || holds("IIRS") || holds("MMOR")
      || begins(0x49, 0x49, 0x55, 0) || holds("HEAPCCDR", at: 6) || holds("FOVb")
      || begins(0, 0x4D, 0x52, 0x4D)
    {
      self = .raw
    } else if Self.isBitmap(bytes) {
      self = .bmp
    } else if holds("ftyp", at: 4), let format = Self.format(ofBrandsIn: bytes) {
      self = format
    } else {
      return nil
    }
  }

  /// Two letters are too little to go by, so the size of the header that follows must be one in use.
  private static func isBitmap(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 18, bytes[0] == 0x42, bytes[1] == 0x4D else { return false }
    let headerSizes: [UInt8] = [12, 16, 40, 52, 56, 64, 108, 124]
    return headerSizes.contains(bytes[14]) && bytes[15] == 0 && bytes[16] == 0 && bytes[17] == 0
  }

  /// The brands of a file type box (ISO/IEC 14496-12, 4.3): the major one first, then the compatible
  /// ones as far as they are within `bytes`. Videos have this box as well, with other brands.
  private static func format(ofBrandsIn bytes: [UInt8]) -> PhotoFormat? {
    let boxSize = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    let end = min(bytes.count, boxSize)
    var offset = 8
    while offset + 4 <= end {
      switch String(decoding: bytes[offset..<offset + 4], as: UTF8.self) {
      case "avif", "avis": return .avif
      case "heic", "heix", "heim", "heis", "hevc", "hevx": return .heif
      case "mif1", "mif2", "msf1": return isAVIF(bytes, upTo: end) ? .avif : .heif
      case "crx ": return .raw
      default: break
      }
      offset += offset == 8 ? 8 : 4  // the minor version stands between the major brand and the others
    }
    return nil
  }

  private static func isAVIF(_ bytes: [UInt8], upTo end: Int) -> Bool {
    stride(from: 16, to: end - 3, by: 4).contains { bytes[$0..<$0 + 4].elementsEqual("avif".utf8) }
  }
}
