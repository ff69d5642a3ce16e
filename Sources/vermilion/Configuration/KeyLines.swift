/// On which line of a TOML file each key stands.
///
/// The parser knows only where the file is no TOML; this looks for `key =` and `[section]` itself. Where it is
/// misled (a text of several lines that looks like keys), a line is named that is near.
struct KeyLines {
  private var lines: [[String]: Int] = [:]

  init(_ text: String) {
    var section: [String] = []
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in all.enumerated() {
      let line = line.drop(while: \.isWhitespace)
      if line.hasPrefix("[") {
        let name = line.drop { $0 == "[" }.prefix { $0 != "]" }
        section = Self.parts(name)
        note(section, index + 1)
      } else if let sign = line.firstIndex(of: "="), !line.hasPrefix("#") {
        note(section + Self.parts(line[..<sign]), index + 1)
      }
    }
  }

  private mutating func note(_ key: [String], _ line: Int) {
    for length in 1...max(1, key.count) where length <= key.count {
      let part = Array(key.prefix(length))
      if lines[part] == nil { lines[part] = line }
    }
  }

  func line(of key: String, in section: [String]) -> Int? { lines[section + [key]] ?? lines[section] }

  /// `a . "b"` as its parts.
  private static func parts(_ text: some StringProtocol) -> [String] {
    text.split(separator: ".").map { part in
      String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        .filter { $0 != "\"" && $0 != "'" }
    }
  }
}
