import Pixels

/// What a JPEG's markers before its first scan tell beyond the size (ITU-T T.81, annex B).
struct JPEGMarkers {
  var orientation = Orientation.up
  /// Coefficients come in several scans and are kept until the last.
  var isProgressive = false
  /// An Adobe marker is there: CMYK is stored inverted.
  var isAdobe = false
  /// Samples of all components together, at full size; 0 when there was no frame header.
  var samples = 0

  /// Walks the markers; stops at the first scan, at the end, or at what is no marker.
  init(_ bytes: [UInt8]) {
    var offset = 2
    var hasExif = false
    while offset + 4 <= bytes.count {
      guard bytes[offset] == 0xFF else {
        offset += 1  // libjpeg skips garbage between markers, so do we
        continue
      }
      let marker = bytes[offset + 1]
      if marker == 0xFF {
        offset += 1
        continue
      }
      if marker == 0 || marker == 0x01 || (0xD0...0xD8).contains(marker) {
        offset += 2
        continue
      }
      if marker == 0xDA || marker == 0xD9 { return }
      let length = Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3])
      guard length >= 2 else { return }
      let body = bytes[min(offset + 4, bytes.count)..<min(offset + 2 + length, bytes.count)]
      switch marker {
      case 0xE1 where !hasExif && body.prefix(5).elementsEqual([0x45, 0x78, 0x69, 0x66, 0]):
        hasExif = true
        orientation = exifOrientation(body.dropFirst(6))
      case 0xEE where body.prefix(5).elementsEqual("Adobe".utf8):
        isAdobe = true
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        isProgressive = [0xC2, 0xC6, 0xCA, 0xCE].contains(marker)
        samples = JPEGMarkers.samples(Array(body))
      default: break
      }
      offset += 2 + length
    }
  }

  /// Samples that a frame header asks for, all components together.
  private static func samples(_ frame: [UInt8]) -> Int {
    guard frame.count >= 6 else { return 0 }
    let height = Int(frame[1]) << 8 | Int(frame[2])
    let width = Int(frame[3]) << 8 | Int(frame[4])
    let factors = (0..<Int(frame[5])).compactMap { n -> (Int, Int)? in
      let at = 6 + n * 3 + 1
      return at < frame.count ? (Int(frame[at] >> 4), Int(frame[at] & 15)) : nil
    }
    let widest = max(1, factors.map(\.0).max() ?? 1)
    let highest = max(1, factors.map(\.1).max() ?? 1)
    return factors.reduce(0) { $0 + width * height * $1.0 * $1.1 / (widest * highest) }
  }
}

/// The prefix of a progressive JPEG that holds its first scans; the whole when it has no more than that.
///
/// A picture in use has some ten scans. A file may hold thousands, each of which passes over every block.
func prefixOfScans(_ bytes: [UInt8], atMost most: Int) -> Int {
  var scans = 0
  var offset = 2
  while offset < bytes.count - 1 {
    if bytes[offset] != 0xFF {
      offset += 1
      continue
    }
    if bytes[offset + 1] == 0xDA {
      scans += 1
      if scans > most { return offset }
    }
    offset += bytes[offset + 1] == 0xFF ? 1 : 2
  }
  return bytes.count
}
