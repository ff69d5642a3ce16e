import Evidence
import Foundation

/// The outermost dictionary of a property list, binary or XML, with its simple values.
struct PropertyList {
  private var entries: [String: BinaryPropertyList.Value] = [:]

  /// `nil` when it is neither.
  init?(_ bytes: [UInt8]) {
    if let list = BinaryPropertyList(bytes) {
      entries = list.entries(of: list.value(at: list.root))
      return
    }
    var depth = 0
    var key: String?
    let isWhole = XMLWalk.go(through: bytes) { event in
      switch event {
      case .start("dict", _), .start("array", _):
        depth += 1
      case .end("dict", _), .end("array", _):
        depth -= 1
      case .end("key", let text) where depth == 1:
        key = text
      case .end(let kind, let text) where depth == 1:
        if let name = key { entries[name] = Self.value(kind, text) }
        key = nil
      default: break
      }
    }
    guard isWhole, !entries.isEmpty else { return nil }
  }

  private static func value(_ kind: String, _ text: String) -> BinaryPropertyList.Value? {
    switch kind {
    case "string": .string(text)
    case "true": .bool(true)
    case "false": .bool(false)
    case "data": Data(base64Encoded: text, options: .ignoreUnknownCharacters).map { .data(Array($0)) }
    case "integer": Int64(text).map { .integer($0) }
    case "date": Moment(text).map { .date(Double($0.utcSeconds - secondsUntil2001)) }
    default: nil
    }
  }

  func text(_ key: String) -> String? {
    if case .string(let text)? = entries[key] { text } else { nil }
  }

  func data(_ key: String) -> [UInt8]? {
    if case .data(let data)? = entries[key] { data } else { nil }
  }

  func moment(_ key: String) -> Moment? {
    guard case .date(let seconds)? = entries[key] else { return nil }
    return Unpacking.moment(appleSeconds: seconds)
  }

  func isTrue(_ key: String) -> Bool { entries[key] == .bool(true) }
}

/// From 1 January 1970 to 1 January 2001, where Apple's clocks begin.
private let secondsUntil2001 = 978_307_200

/// Of seconds since 2001 in UTC; `nil` when they are no time a phone can have.
func moment(appleSeconds: Double) -> Moment? {
  guard appleSeconds.isFinite, abs(appleSeconds) < 1e10 else { return nil }
  return Moment(utcSeconds: Int(appleSeconds.rounded(.down)) + secondsUntil2001)
}
