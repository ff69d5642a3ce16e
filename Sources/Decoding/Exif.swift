import Pixels

/// The bytes of a TIFF, an Exif block or a raw file, in the order that the first two say (TIFF 6.0, section 2).
///
/// Every read is checked; outside the bytes there is nothing.
struct TIFFBytes {
  let bytes: ArraySlice<UInt8>
  let isBigEndian: Bool

  /// `nil` unless the bytes begin as a TIFF header does.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count >= 8 else { return nil }
    let start = bytes.startIndex
    switch (bytes[start], bytes[start + 1]) {
    case (0x49, 0x49): isBigEndian = false
    case (0x4D, 0x4D): isBigEndian = true
    default: return nil
    }
    self.bytes = bytes
  }

  /// One field of a directory.
  struct Field {
    var tag: Int
    var type: Int
    var count: Int
    /// Where its four bytes of value, or of the value's offset, lie.
    var valueOffset: Int
  }

  func byte(_ offset: Int) -> Int? {
    guard offset >= 0, offset < bytes.count else { return nil }
    return Int(bytes[bytes.startIndex + offset])
  }

  func short(_ offset: Int) -> Int? {
    guard let a = byte(offset), let b = byte(offset + 1) else { return nil }
    return isBigEndian ? a << 8 | b : b << 8 | a
  }

  func long(_ offset: Int) -> Int? {
    guard let a = short(offset), let b = short(offset + 2) else { return nil }
    return isBigEndian ? a << 16 | b : b << 16 | a
  }

  /// The fields of the directory at an offset, as many as are there, and the next directory's offset.
  func directory(at offset: Int) -> (fields: [Field], next: Int) {
    guard let count = short(offset) else { return ([], 0) }
    var fields: [Field] = []
    for n in 0..<count {
      let entry = offset + 2 + n * 12
      guard let tag = short(entry), let type = short(entry + 2), let length = long(entry + 4) else { break }
      fields.append(Field(tag: tag, type: type, count: length, valueOffset: entry + 8))
    }
    return (fields, long(offset + 2 + count * 12) ?? 0)
  }

  /// A field's first value when it is a whole number of one, two or four bytes.
  func number(_ field: Field) -> Int? {
    guard field.count >= 1 else { return nil }
    switch field.type {
    case 1: return byte(field.valueOffset)
    case 3: return short(field.valueOffset)
    case 4: return long(field.valueOffset)
    default: return nil
    }
  }
}

/// The tag Orientation of an Exif block: a TIFF header and what follows, without the `Exif` prefix.
///
/// `.up` when there is none or it makes no sense.
func exifOrientation(_ block: ArraySlice<UInt8>) -> Orientation {
  guard let tiff = TIFFBytes(block), let first = tiff.long(4) else { return .up }
  for field in tiff.directory(at: first).fields where field.tag == 0x0112 {
    if let value = tiff.number(field), let orientation = Orientation(rawValue: value) { return orientation }
  }
  return .up
}

/// The same of a block that may begin with the `Exif` prefix of JPEG, as some writers leave it elsewhere too.
func prefixedExifOrientation(_ block: ArraySlice<UInt8>) -> Orientation {
  let hasPrefix = block.count >= 6 && block.prefix(6).elementsEqual([0x45, 0x78, 0x69, 0x66, 0, 0])
  return exifOrientation(hasPrefix ? block.dropFirst(6) : block)
}

/// Bytes of a TIFF-like file that `isRawDirectory` may look into.
let rawSniffLength = 4096

/// Whether a TIFF's first directory is that of a camera's raw file: DNG, or the maker's own.
///
/// DNG has the tag DNGVersion. Others have a Make and sub-directories or a colour filter array as the
/// photometric interpretation, where a picture meant to be seen would have pixels.
func isRawDirectory(_ bytes: [UInt8]) -> Bool {
  guard let tiff = TIFFBytes(bytes[...]), let first = tiff.long(4) else { return false }
  var hasMake = false
  var hasSubdirectories = false
  var isThumbnail = false
  var isMosaic = false
  for field in tiff.directory(at: first).fields {
    switch field.tag {
    case 0xC612: return true  // DNGVersion
    case 0x010F: hasMake = true
    case 0x014A: hasSubdirectories = true
    case 0x00FE: isThumbnail = (tiff.number(field) ?? 0) & 1 == 1
    case 0x0106: isMosaic = [32803, 34892].contains(tiff.number(field) ?? 0)
    default: continue
    }
  }
  return isMosaic || (hasMake && hasSubdirectories && isThumbnail)
}
