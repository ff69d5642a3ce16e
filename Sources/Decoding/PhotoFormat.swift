/// What a photo's bytes are written in.
package enum PhotoFormat: String, Sendable, CaseIterable {
  case jpeg, png, heif, avif, webp, tiff, gif, bmp, jxl, raw

  /// Bytes from a file's start that are enough to tell its format.
  ///
  /// TIFF and some raw files begin alike: it takes their first directory to tell them apart.
  package static let sniffLength = 64

  /// Recognises a format by its first bytes; `nil` when they belong to none of them.
  package init?(sniffing bytes: some Collection<UInt8>) {
    let start = Array(bytes.prefix(PhotoFormat.sniffLength))
    if let plain = PhotoFormat.plainSignature(start) {
      self = plain
    } else if let boxed = PhotoFormat.boxSignature(start) {
      self = boxed
    } else if PhotoFormat.hasTIFFSignature(start) {
      self = isRawDirectory(Array(bytes.prefix(rawSniffLength))) ? .raw : .tiff
    } else {
      return nil
    }
  }

  private static func plainSignature(_ bytes: [UInt8]) -> PhotoFormat? {
    func begins(_ signature: [UInt8], at offset: Int = 0) -> Bool {
      bytes.count >= offset + signature.count
        && bytes[offset..<offset + signature.count].elementsEqual(signature)
    }
    func begins(_ text: String, at offset: Int = 0) -> Bool { begins(Array(text.utf8), at: offset) }

    if begins([0xFF, 0xD8, 0xFF]) { return .jpeg }
    if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if begins("GIF87a") || begins("GIF89a") { return .gif }
    if begins("RIFF") && begins("WEBP", at: 8) { return .webp }
    if begins([0xFF, 0x0A]) { return .jxl }
    if begins([0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A]) { return .jxl }
    // Fujifilm RAF, Olympus ORF, Panasonic RW2, and Canon CR2, which is a TIFF with a second signature.
    if begins("FUJIFILMCCD-RAW") || begins("IIRO") || begins("IIRS") || begins("MMOR") { return .raw }
    if begins([0x49, 0x49, 0x55, 0x00]) { return .raw }
    if begins([0x49, 0x49, 0x2A, 0x00]) && begins("CR", at: 8) { return .raw }
    if begins("BM") && bytes.count >= 18 {
      // "BM" alone opens plenty of texts: the header's own length must be one of those in use.
      let headerLength = Int(bytes[14]) | Int(bytes[15]) << 8 | Int(bytes[16]) << 16 | Int(bytes[17]) << 24
      if [12, 16, 40, 52, 56, 64, 108, 124].contains(headerLength) { return .bmp }
    }
    return nil
  }

  /// The brands of an ISO base media file (ISO/IEC 14496-12, 4.3), first of all the major one.
  private static func boxSignature(_ bytes: [UInt8]) -> PhotoFormat? {
    guard bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) else { return nil }
    let length = Int(bytes[0]) << 24 | Int(bytes[1]) << 16 | Int(bytes[2]) << 8 | Int(bytes[3])
    let end = min(bytes.count, length)
    var brands = [String(decoding: bytes[8..<12], as: UTF8.self)]
    var offset = 16
    while offset + 4 <= end {
      brands.append(String(decoding: bytes[offset..<offset + 4], as: UTF8.self))
      offset += 4
    }
    for brand in brands {
      switch brand {
      case "avif", "avis": return .avif
      case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs": return .heif
      case "crx ": return .raw
      default: continue
      }
    }
    return brands.contains("mif1") || brands.contains("msf1") ? .heif : nil
  }

  private static func hasTIFFSignature(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 8 else { return false }
    return bytes[0..<4].elementsEqual([0x49, 0x49, 0x2A, 0x00])
      || bytes[0..<4].elementsEqual([0x4D, 0x4D, 0x00, 0x2A])
      || bytes[0..<4].elementsEqual([0x49, 0x49, 0x2B, 0x00])
      || bytes[0..<4].elementsEqual([0x4D, 0x4D, 0x00, 0x2B])
  }
}
