/// Goes through XML that somebody else wrote, element by element, and keeps no more than one element's text.
///
/// As much of XML 1.0 as phones' records use, in UTF-8: elements, attributes, text, character references, CDATA;
/// declarations, comments and the document type are passed over, and no entity is ever defined or fetched. Foundation's
/// reader is not used: names with damaged UTF-8 end the program there.
struct XMLWalk {
  enum Event {
    case start(name: String, attributes: [String: String])
    /// All text since the element began or another ended in it.
    case end(name: String, text: String)
  }

  private static let deepest = 256

  private let bytes: [UInt8]
  private var offset = 0
  private var open: [String] = []
  private var text: [UInt8] = []

  /// False when it is no XML, or damaged: then what came before was told all the same.
  static func go(through bytes: [UInt8], _ take: (Event) -> Void) -> Bool {
    var walk = XMLWalk(bytes)
    return walk.go(take)
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func go(_ take: (Event) -> Void) -> Bool {
    var hasRoot = false
    while offset < bytes.count {
      if bytes[offset] != UInt8(ascii: "<") {
        text.append(bytes[offset])
        offset += 1
      } else if has("<![CDATA[") {
        guard let end = find("]]>") else { return false }
        // Marked as it stands: a reference in it is none.
        text += bytes[offset + 9..<end].flatMap { $0 == UInt8(ascii: "&") ? Array("&amp;".utf8) : [$0] }
        offset = end + 3
      } else if has("<!--") {
        guard let end = find("-->") else { return false }
        offset = end + 3
      } else if has("<?") || has("<!") {
        guard let end = find(">") else { return false }
        offset = end + 1
      } else if has("</") {
        guard let end = find(">"), let name = open.popLast(),
          name.utf8.elementsEqual(bytes[offset + 2..<end].filter { !Self.isBlank($0) })
        else { return false }
        take(.end(name: name, text: Self.resolved(text)))
        text = []
        offset = end + 1
      } else {
        guard open.count < Self.deepest, element(take) else { return false }
        hasRoot = true
      }
    }
    return hasRoot && open.isEmpty
  }

  /// `<name a="b">` or `<name a="b"/>`.
  private mutating func element(_ take: (Event) -> Void) -> Bool {
    offset += 1
    guard let name = word() else { return false }
    var attributes: [String: String] = [:]
    while true {
      skipBlanks()
      guard offset < bytes.count else { return false }
      if bytes[offset] == UInt8(ascii: ">") {
        offset += 1
        open.append(name)
        text = []
        take(.start(name: name, attributes: attributes))
        return true
      }
      if has("/>") {
        offset += 2
        text = []
        take(.start(name: name, attributes: attributes))
        take(.end(name: name, text: ""))
        return true
      }
      guard let key = word() else { return false }
      skipBlanks()
      guard has("=") else { return false }
      offset += 1
      skipBlanks()
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'"),
        let end = bytes[(offset + 1)...].firstIndex(of: bytes[offset])
      else { return false }
      attributes[key] = Self.resolved(Array(bytes[offset + 1..<end]))
      offset = end + 1
    }
  }

  private mutating func word() -> String? {
    let start = offset
    while offset < bytes.count, !Self.isBlank(bytes[offset]), !"=/<>\"'".utf8.contains(bytes[offset]) {
      offset += 1
    }
    return offset == start ? nil : String(validating: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while offset < bytes.count, Self.isBlank(bytes[offset]) { offset += 1 }
  }

  private func has(_ mark: String) -> Bool { bytes[offset...].starts(with: mark.utf8) }

  /// Where `mark` stands from here on.
  private func find(_ mark: String) -> Int? {
    guard let first = mark.utf8.first else { return nil }
    var at = offset
    while let next = bytes[at...].firstIndex(of: first) {
      if bytes[next...].starts(with: mark.utf8) { return next }
      at = next + 1
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// With references to characters put in; others stay as they are.
  private static func resolved(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var parts = text.split(separator: "&", omittingEmptySubsequences: false)
    var result = String(parts.removeFirst())
    for part in parts {
      guard let end = part.firstIndex(of: ";"), let character = character(part[..<end]) else {
        result += "&" + part
        continue
      }
      result += character + part[part.index(after: end)...]
    }
    return result
  }

  private static func character(_ reference: Substring) -> String? {
    switch reference {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard reference.hasPrefix("#") else { return nil }
      let digits = reference.dropFirst()
      let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap(UnicodeScalar.init).map { String(Character($0)) }
    }
  }
}
