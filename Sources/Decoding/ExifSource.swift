import Evidence
import Glibc

/// When and with what a photo was taken, by its own Exif block (CIPA DC-008), and whether it says where.
///
/// `nil` when it has none. Never fails: what makes no sense is left out.
package func exifSource(of bytes: [UInt8]) -> Source? {
  guard let tiff = exifBlock(in: bytes), let first = tiff.long(4) else { return nil }
  var source = Source(hasPosition: false)
  var (make, model): (String?, String?) = (nil, nil)
  var (details, stored): (Int?, Moment?) = (nil, nil)
  for field in tiff.directory(at: first).fields {
    switch field.tag {
    case 0x010F: make = tiff.text(field)
    case 0x0110: model = tiff.text(field)
    case 0x0132: stored = tiff.text(field).flatMap { moment($0, zone: nil) }
    case 0x8769: details = tiff.number(field)
    case 0x8825:
      // The directory may be there and hold nothing but its version: latitude and longitude are what tells.
      guard let place = tiff.number(field) else { continue }
      source.hasPosition = tiff.directory(at: place).fields.contains { $0.tag == 2 || $0.tag == 4 }
    default: continue
    }
  }
  if let details {
    let fields = tiff.directory(at: details).fields
    func text(_ tag: Int) -> String? { fields.first { $0.tag == tag }.flatMap(tiff.text) }
    // Taken, else digitised; each has a tag for its zone.
    source.taken =
      text(0x9003).flatMap { moment($0, zone: text(0x9011)) }
      ?? text(0x9004).flatMap { moment($0, zone: text(0x9012)) }
  }
  source.taken = source.taken ?? stored
  source.device = device(make: make, model: model)
  return source == Source(hasPosition: false) ? nil : source
}

/// How far into a file an Exif block is looked for where the format is not walked.
private let searchLength = 1 << 20

private func exifBlock(in bytes: [UInt8]) -> TIFFBytes? {
  if bytes.starts(with: [0x49, 0x49]) || bytes.starts(with: [0x4D, 0x4D]), let tiff = TIFFBytes(bytes[...]) {
    return tiff
  }
  let marker: [UInt8]
  switch PhotoFormat(sniffing: bytes) {
  case .jpeg, .heif, .avif, .webp, .raw: marker = Array("Exif\0\0".utf8)
  case .png: marker = Array("eXIf".utf8)
  case .tiff, .gif, .bmp, .jxl, nil: return nil
  }
  guard let start = place(of: marker, in: bytes) else { return nil }
  return TIFFBytes(bytes[start...])
}

/// Where the bytes after `marker` lie.
private func place(of marker: [UInt8], in bytes: [UInt8]) -> Int? {
  unsafe bytes.withUnsafeBytes { all in
    guard let base = all.baseAddress, let first = marker.first else { return nil }
    let end = min(all.count, searchLength) - marker.count
    var start = 0
    while start <= end {
      guard let found = unsafe memchr(base + start, Int32(first), end - start + 1) else { return nil }
      let offset = unsafe UnsafeRawPointer(found) - base
      if unsafe memcmp(found, marker, marker.count) == 0 { return offset + marker.count }
      start = offset + 1
    }
    return nil
  }
}

/// `2024:05:06 07:08:09` and, where there is one, `+08:00`.
private func moment(_ text: String, zone: String?) -> Moment? {
  var iso = Array(text.utf8.prefix(19))
  guard iso.count == 19 else { return nil }
  (iso[4], iso[7], iso[10]) = (UInt8(ascii: "-"), UInt8(ascii: "-"), UInt8(ascii: "T"))
  let local = String(decoding: iso, as: UTF8.self)
  return zone.flatMap { Moment(local + $0) } ?? Moment(local)
}

/// Makers put their name into the model as well, or do not.
private func device(make: String?, model: String?) -> String? {
  guard let model else { return make }
  guard let make, !model.lowercased().hasPrefix(make.lowercased().prefix { $0 != " " }) else { return model }
  return make + " " + model
}

extension TIFFBytes {
  /// A field's text, at most 64 letters of it; `nil` when it is empty.
  fileprivate func text(_ field: Field) -> String? {
    guard field.type == 2, field.count >= 1 else { return nil }
    let start = field.count <= 4 ? field.valueOffset : long(field.valueOffset)
    guard let start else { return nil }
    var letters: [UInt8] = []
    for n in 0..<min(field.count, 64) {
      guard let byte = byte(start + n), byte != 0 else { break }
      letters.append(UInt8(byte))
    }
    let text = String(decoding: letters, as: UTF8.self)
    let words = text.split(separator: " ").joined(separator: " ")
    return words.isEmpty ? nil : words
  }
}
