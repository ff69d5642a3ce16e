/// A RAR archive of version 4 with its files stored, as the format's published description lays it out: nothing that
/// is free writes this format.
func rar(_ entries: [(String, [UInt8])]) -> [UInt8] {
  var archive: [UInt8] = Array("Rar!".utf8) + [0x1A, 0x07, 0x00]
  archive += block(0x73, flags: 0, [UInt8](repeating: 0, count: 6))
  for (name, bytes) in entries {
    let size = UInt32(bytes.count).littleEndianBytes
    let unix: [UInt8] = [3]
    let stored: [UInt8] = [20, 0x30]
    let header =
      size + size + unix + crc32(bytes).littleEndianBytes + UInt32(0x5821_0000).littleEndianBytes + stored
      + UInt16(name.utf8.count).littleEndianBytes + UInt32(0o100644).littleEndianBytes + Array(name.utf8)
    archive += block(0x74, flags: 0x8000, header) + bytes
  }
  return archive + block(0x7B, flags: 0x4000, [])
}

/// A block's header: check sum, kind, flags, its own length, and what its kind adds.
private func block(_ kind: UInt8, flags: UInt16, _ rest: [UInt8]) -> [UInt8] {
  let checked = [kind] + flags.littleEndianBytes + UInt16(7 + rest.count).littleEndianBytes + rest
  return UInt16(truncatingIfNeeded: crc32(checked)).littleEndianBytes + checked
}

/// The CRC of ISO 3309, with the bits reversed: polynomial 0xEDB88320.
private func crc32(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~0) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { bits, _ in bits >> 1 ^ (bits & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
}

extension FixedWidthInteger {
  fileprivate var littleEndianBytes: [UInt8] {
    (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) }
  }
}
