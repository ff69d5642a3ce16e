/// Why bytes from the other side of a pipe are not what they should be.
package struct WireFailure: Error, Sendable, Equatable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) {
    self.description = description
  }
}

/// A value that can be sent through a pipe.
///
/// The format: integers are little endian, of 1, 4 or 8 bytes; floating-point numbers are their IEEE 754 bits;
/// a text is its length in bytes (4) and its UTF-8; a list its count (4) and its elements; an optional value a
/// byte, 0 or 1, and the value after 1. Values of more than one kind begin with a byte that says which.
package protocol Wired {
  func write(to wire: inout WireWriter)
  init(from wire: inout WireReader) throws(WireFailure)
}

extension Wired {
  package var wired: [UInt8] {
    var wire = WireWriter()
    wire.add(self)
    return wire.bytes
  }

  /// Throws unless the bytes are one such value and nothing else.
  package init(wired bytes: [UInt8]) throws(WireFailure) {
    var wire = WireReader(bytes)
    self = try Self(from: &wire)
    guard wire.isAtEnd else { throw WireFailure("\(wire.left) bytes too many") }
  }
}

package struct WireWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func add(_ value: some Wired) { value.write(to: &self) }

  package mutating func add<Value: Wired>(_ value: Value?) {
    add(value != nil)
    if let value { add(value) }
  }

  package mutating func add<Value: Wired>(_ values: [Value]) {
    add(UInt32(values.count))
    for value in values { add(value) }
  }

  package mutating func add(_ text: [UInt8]) {
    add(UInt32(text.count))
    bytes += text
  }

  fileprivate mutating func add(integer value: some FixedWidthInteger) {
    unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }
}

/// Takes values off a message. Lengths are checked before memory is taken for what they promise.
package struct WireReader {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package var left: Int { bytes.count - position }
  package var isAtEnd: Bool { left == 0 }

  package mutating func take<Value: Wired>(_: Value.Type = Value.self) throws(WireFailure) -> Value {
    try Value(from: &self)
  }

  package mutating func take<Value: Wired>(_: Value?.Type = Value?.self) throws(WireFailure) -> Value? {
    try take(Bool.self) ? try take(Value.self) : nil
  }

  package mutating func take<Value: Wired>(_: [Value].Type = [Value].self) throws(WireFailure) -> [Value] {
    let count = Int(try take(UInt32.self))
    // No element takes less than a byte.
    guard count <= left else { throw WireFailure("a list of \(count) in \(left) bytes") }
    var values: [Value] = []
    for _ in 0..<count { values.append(try take(Value.self)) }
    return values
  }

  package mutating func takeBytes() throws(WireFailure) -> [UInt8] {
    let count = Int(try take(UInt32.self))
    guard count <= left else { throw WireFailure("\(count) bytes promised, \(left) there") }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  /// One of the raw values of an enumeration.
  package mutating func takeCase<Value: RawRepresentable>(
    _: Value.Type = Value.self
  ) throws(WireFailure) -> Value where Value.RawValue: Wired {
    let raw = try take(Value.RawValue.self)
    guard let value = Value(rawValue: raw) else { throw WireFailure("no \(Value.self) is \(raw)") }
    return value
  }

  package mutating func takeOptionalCase<Value: RawRepresentable>(
    _: Value.Type = Value.self
  ) throws(WireFailure) -> Value? where Value.RawValue: Wired {
    try take(Bool.self) ? try takeCase() : nil
  }

  fileprivate mutating func takeInteger<Value: FixedWidthInteger>() throws(WireFailure) -> Value {
    let size = Value.bitWidth / 8
    guard size <= left else { throw WireFailure("\(size) bytes wanted, \(left) there") }
    var value: Value = 0
    for n in 0..<size { value |= Value(truncatingIfNeeded: bytes[position + n]) << (8 * n) }
    position += size
    return value
  }
}

// MARK: The simple values

extension UInt8: Wired {
  package func write(to wire: inout WireWriter) { wire.add(integer: self) }
  package init(from wire: inout WireReader) throws(WireFailure) { self = try wire.takeInteger() }
}

extension UInt32: Wired {
  package func write(to wire: inout WireWriter) { wire.add(integer: self) }
  package init(from wire: inout WireReader) throws(WireFailure) { self = try wire.takeInteger() }
}

extension Int32: Wired {
  package func write(to wire: inout WireWriter) { wire.add(integer: self) }
  package init(from wire: inout WireReader) throws(WireFailure) { self = try wire.takeInteger() }
}

extension Int: Wired {
  package func write(to wire: inout WireWriter) { wire.add(integer: Int64(self)) }
  package init(from wire: inout WireReader) throws(WireFailure) {
    self = Int(try wire.takeInteger() as Int64)
  }
}

extension Bool: Wired {
  package func write(to wire: inout WireWriter) { wire.add(UInt8(self ? 1 : 0)) }
  package init(from wire: inout WireReader) throws(WireFailure) {
    let byte = try wire.take(UInt8.self)
    guard byte < 2 else { throw WireFailure("neither true nor false: \(byte)") }
    self = byte == 1
  }
}

extension Float: Wired {
  package func write(to wire: inout WireWriter) { wire.add(bitPattern) }
  package init(from wire: inout WireReader) throws(WireFailure) {
    self = Float(bitPattern: try wire.take(UInt32.self))
  }
}

extension Double: Wired {
  package func write(to wire: inout WireWriter) { wire.add(Int(Int64(bitPattern: bitPattern))) }
  package init(from wire: inout WireReader) throws(WireFailure) {
    self = Double(bitPattern: UInt64(bitPattern: Int64(try wire.take(Int.self))))
  }
}

extension String: Wired {
  package func write(to wire: inout WireWriter) { wire.add(Array(utf8)) }
  package init(from wire: inout WireReader) throws(WireFailure) {
    guard let text = String(validating: try wire.takeBytes(), as: UTF8.self) else {
      throw WireFailure("a text that is not UTF-8")
    }
    self = text
  }
}
