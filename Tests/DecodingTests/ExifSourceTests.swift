import Decoding
import Evidence
import Testing

/// A TIFF directory with its values behind it: tag, type, count, four bytes or a longer value.
private func tiff(latitude: Bool, isBigEndian: Bool = false) -> [UInt8] {
  func short(_ value: Int) -> [UInt8] {
    let bytes = [UInt8(value & 255), UInt8(value >> 8 & 255)]
    return isBigEndian ? bytes.reversed() : bytes
  }
  func long(_ value: Int) -> [UInt8] {
    let bytes = (0..<4).map { UInt8(value >> (8 * $0) & 255) }
    return isBigEndian ? bytes.reversed() : bytes
  }
  func directory(at start: Int, _ fields: [(Int, Int, [UInt8])]) -> [UInt8] {
    var head = short(fields.count)
    var values: [UInt8] = []
    let valuesStart = start + 2 + fields.count * 12 + 4
    for (tag, type, value) in fields {
      head += short(tag) + short(type) + long(type == 2 ? value.count : 1)
      head +=
        value.count <= 4
        ? value + [UInt8](repeating: 0, count: 4 - value.count) : long(valuesStart + values.count)
      if value.count > 4 { values += value }
    }
    return head + long(0) + values
  }
  func text(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }
  let detailsStart = 300
  let placeStart = 500
  var bytes: [UInt8] = Array((isBigEndian ? "MM" : "II").utf8) + short(42) + long(8)
  bytes += directory(
    at: 8,
    [
      (0x010F, 2, text("Apple")), (0x0110, 2, text("iPhone 12")), (0x0132, 2, text("2024:05:07 00:00:00")),
      (0x8769, 4, long(detailsStart)), (0x8825, 4, long(placeStart)),
    ])
  bytes += [UInt8](repeating: 0, count: detailsStart - bytes.count)
  bytes += directory(
    at: detailsStart, [(0x9003, 2, text("2024:05:06 07:08:09")), (0x9011, 2, text("+08:00"))])
  bytes += [UInt8](repeating: 0, count: placeStart - bytes.count)
  bytes += directory(
    at: placeStart, latitude ? [(0, 1, [2, 3, 0, 0]), (2, 4, long(1))] : [(0, 1, [2, 3, 0, 0])])
  return bytes
}

private func jpeg(exif: [UInt8]) -> [UInt8] {
  let body = Array("Exif\0\0".utf8) + exif
  return [0xFF, 0xD8, 0xFF, 0xE1, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 255)] + body
    + [0xFF, 0xD9]
}

@Test(arguments: [false, true])
func exifTellsWhenAndWithWhatAndOnlyWhetherWhere(isBigEndian: Bool) {
  let expected = Source(
    taken: Moment("2024-05-06T07:08:09+08:00"), device: "Apple iPhone 12", hasPosition: true)
  #expect(exifSource(of: jpeg(exif: tiff(latitude: true, isBigEndian: isBigEndian))) == expected)
  var without = expected
  without.hasPosition = false
  #expect(exifSource(of: jpeg(exif: tiff(latitude: false, isBigEndian: isBigEndian))) == without)
}

@Test func everyTruncationOfAnExifBlockIsReadAsFarAsItGoes() {
  let whole = jpeg(exif: tiff(latitude: true))
  for length in 0..<whole.count {
    let source = exifSource(of: Array(whole.prefix(length)))
    // The make may be what is lost; the model is told by itself then.
    if let device = source?.device {
      #expect(
        "Apple iPhone 12".hasPrefix(device) || "iPhone 12".hasPrefix(device), "\(device) of \(length) bytes")
    }
  }
}

@Test func whatHasNoExifHasNoSource() {
  #expect(exifSource(of: []) == nil)
  #expect(exifSource(of: [0xFF, 0xD8, 0xFF, 0xD9]) == nil)
  #expect(exifSource(of: jpeg(exif: Array("II*\0".utf8) + [8, 0, 0, 0, 0, 0])) == nil)
}
