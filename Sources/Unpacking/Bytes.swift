/// Goes through bytes that somebody else wrote, and is told `nil` wherever they end too early.
struct ByteCursor {
  let bytes: [UInt8]
  private(set) var offset: Int

  init(_ bytes: [UInt8], at offset: Int = 0) {
    self.bytes = bytes
    self.offset = max(0, min(offset, bytes.count))
  }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= bytes.count - offset else { return nil }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  /// Of 1 to 8 bytes, the most significant first.
  mutating func bigEndian(_ count: Int) -> UInt64? { take(count).map(bigEndianNumber) }

  /// Up to the next line feed, which is passed over; `nil` when there is none within `limit` bytes.
  mutating func line(limit: Int) -> String? {
    let end = min(bytes.count, offset + limit)
    guard let feed = bytes[offset..<end].firstIndex(of: 0x0A) else { return nil }
    defer { offset = feed + 1 }
    return String(decoding: bytes[offset..<feed], as: UTF8.self)
  }
}

/// At most 8 bytes, the most significant first.
func bigEndianNumber(_ bytes: some Collection<UInt8>) -> UInt64 {
  bytes.reduce(0) { $0 << 8 | UInt64($1) }
}

/// At most 8 bytes, the least significant first.
func littleEndianNumber(_ bytes: some BidirectionalCollection<UInt8>) -> UInt64 {
  bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
}

/// Hexadecimal digits of either case; `nil` for anything else, and for an odd number of them.
func bytes(fromHex text: some StringProtocol) -> [UInt8]? {
  let digits = text.utf8.map { byte -> UInt8? in
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
  guard digits.count.isMultiple(of: 2) else { return nil }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(digits.count / 2)
  for index in stride(from: 0, to: digits.count, by: 2) {
    guard let high = digits[index], let low = digits[index + 1] else { return nil }
    bytes.append(high << 4 | low)
  }
  return bytes
}
