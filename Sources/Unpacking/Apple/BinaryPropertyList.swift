import Evidence

/// Apple's binary property list, read one object at a time and only where asked.
///
/// Nothing is unfolded that nobody looks at, and nothing recurses, so that a list which points to itself or
/// nests a million times costs what is asked of it and no more. The format (`bplist00`): objects, a table of
/// their offsets, and a trailer of 32 bytes, as CFBinaryPList.c describes it.
package struct BinaryPropertyList {
  package enum Value: Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case real(Double)
    /// Seconds since 1 January 2001, UTC.
    case date(Double)
    case data([UInt8])
    case string(String)
    /// The number of an object, as keyed archives refer to it.
    case reference(Int)
    /// The objects' indices.
    case array([Int])
    /// The keys' and values' indices.
    case dictionary([(key: Int, value: Int)])

    package static func == (a: Value, b: Value) -> Bool {
      switch (a, b) {
      case (.null, .null): true
      case (.bool(let a), .bool(let b)): a == b
      case (.integer(let a), .integer(let b)): a == b
      case (.real(let a), .real(let b)), (.date(let a), .date(let b)): a == b
      case (.data(let a), .data(let b)): a == b
      case (.string(let a), .string(let b)): a == b
      case (.reference(let a), .reference(let b)): a == b
      case (.array(let a), .array(let b)): a == b
      case (.dictionary(let a), .dictionary(let b)): a.elementsEqual(b, by: ==)
      default: false
      }
    }
  }

  private let bytes: [UInt8]
  private let offsetBytes: Int
  private let indexBytes: Int
  private let objectCount: Int
  private let table: Int
  package let root: Int

  static let magic = Array("bplist00".utf8)

  package init?(_ bytes: [UInt8]) {
    guard bytes.count >= 8 + 32, bytes.starts(with: Self.magic) else { return nil }
    var trailer = ByteCursor(bytes, at: bytes.count - 26)
    guard let offsetBytes = trailer.bigEndian(1), let indexBytes = trailer.bigEndian(1),
      let count = trailer.bigEndian(8), let root = trailer.bigEndian(8), let table = trailer.bigEndian(8),
      (1...8).contains(offsetBytes), (1...8).contains(indexBytes), count <= UInt64(bytes.count),
      root < count, table <= UInt64(bytes.count - 32),
      count * offsetBytes <= UInt64(bytes.count - 32) - table
    else { return nil }
    self.bytes = bytes
    self.offsetBytes = Int(offsetBytes)
    self.indexBytes = Int(indexBytes)
    objectCount = Int(count)
    self.root = Int(root)
    self.table = Int(table)
  }

  /// `nil` when there is no such object, or it is cut off.
  package func value(at index: Int) -> Value? {
    guard (0..<objectCount).contains(index) else { return nil }
    var cursor = ByteCursor(bytes, at: table + index * offsetBytes)
    guard let offset = cursor.bigEndian(offsetBytes), offset < UInt64(table) else { return nil }
    cursor = ByteCursor(bytes, at: Int(offset))
    guard let marker = cursor.bigEndian(1) else { return nil }
    let low = Int(marker & 15)
    switch marker >> 4 {
    case 0x0:
      return low == 8 ? .bool(false) : low == 9 ? .bool(true) : .null
    case 0x1:
      // Of 16 bytes the upper half only carries the sign.
      guard low <= 4, low < 4 || cursor.take(8) != nil, let number = cursor.bigEndian(min(8, 1 << low))
      else { return nil }
      return .integer(Int64(bitPattern: number))
    case 0x2:
      return real(low, &cursor).map { .real($0) }
    case 0x3:
      return real(low, &cursor).map { .date($0) }
    case 0x4:
      guard let count = count(low, &cursor), let data = cursor.take(count) else { return nil }
      return .data(Array(data))
    case 0x5:
      guard let count = count(low, &cursor), let text = cursor.take(count) else { return nil }
      return .string(String(decoding: text, as: UTF8.self))
    case 0x6:
      guard let count = count(low, &cursor), let text = cursor.take(2 * count) else { return nil }
      let units = stride(from: text.startIndex, to: text.endIndex, by: 2).map {
        UInt16(text[$0]) << 8 | UInt16(text[$0 + 1])
      }
      return .string(String(decoding: units, as: UTF16.self))
    case 0x8:
      guard let number = cursor.bigEndian(low + 1), number <= UInt64(Int32.max) else { return nil }
      return .reference(Int(number))
    case 0xA, 0xB, 0xC:
      return count(low, &cursor).flatMap { indices($0, &cursor) }.map { .array($0) }
    case 0xD:
      guard let count = count(low, &cursor), let keys = indices(count, &cursor),
        let values = indices(count, &cursor)
      else { return nil }
      return .dictionary(zip(keys, values).map { ($0, $1) })
    default:
      return nil
    }
  }

  /// The values of a dictionary by their keys, as far as these are strings; empty when it is none.
  package func entries(of dictionary: Value?) -> [String: Value] {
    guard case .dictionary(let pairs)? = dictionary else { return [:] }
    var entries: [String: Value] = [:]
    for pair in pairs {
      if case .string(let key)? = value(at: pair.key), entries[key] == nil {
        entries[key] = value(at: pair.value)
      }
    }
    return entries
  }

  private func real(_ low: Int, _ cursor: inout ByteCursor) -> Double? {
    switch low {
    case 2: cursor.bigEndian(4).map { Double(Float(bitPattern: UInt32($0))) }
    case 3: cursor.bigEndian(8).map { Double(bitPattern: $0) }
    default: nil
    }
  }

  /// How many there are: in the marker itself, or in an integer after it. Never more than there are bytes.
  private func count(_ low: Int, _ cursor: inout ByteCursor) -> Int? {
    guard low == 15 else { return low }
    guard let marker = cursor.bigEndian(1), marker >> 4 == 1, marker & 15 <= 3,
      let number = cursor.bigEndian(1 << Int(marker & 15)), number <= UInt64(bytes.count)
    else { return nil }
    return Int(number)
  }

  private func indices(_ count: Int, _ cursor: inout ByteCursor) -> [Int]? {
    guard let packed = cursor.take(count * indexBytes) else { return nil }
    return stride(from: packed.startIndex, to: packed.endIndex, by: indexBytes).map {
      Int(clamping: bigEndianNumber(packed[$0..<$0 + indexBytes]))
    }
  }
}
