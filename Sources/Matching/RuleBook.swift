import Foundation

/// All rules in force, checked and made ready.
package struct RuleBook: Sendable {
  /// The file of confusions that all regimes share.
  static let commonFile = "confusions.yaml"
  static let byteLimit = 1 << 20

  /// The models that the rules ask for, as Tesseract names them.
  package private(set) var languages: Set<String> = []
  /// Names of the regimes in force, sorted.
  package private(set) var regimes: [String] = []
  /// Changes when any rule does: sixteen hexadecimal digits made from the files' bytes.
  package private(set) var version = ""
  private(set) var rules: [Rule] = []
  private(set) var index = GramIndex()
  /// For each pattern its rule and its place among the rule's strings and suspects.
  private(set) var patterns: [(rule: Int, slot: Int)] = []

  /// Reads `folder` (a file a regime, and `confusions.yaml`) and the files of the user's own.
  ///
  /// - Parameters:
  ///   - regimes: those wanted, by name; `nil` is all. The user's own files are always in force.
  ///   - adding: paths of more rule files. A file with the regime of an earlier one adds to it.
  /// - Throws: the first thing wrong, with its file and line.
  package static func load(
    folder: String, regimes: [String]?, adding: [String] = []
  ) throws(RuleFailure) -> RuleBook {
    let names = try files(in: folder)
    let known = names.filter { $0 != commonFile }.map { String($0.dropLast(5)) }
    for regime in regimes ?? [] where !known.contains(regime) {
      throw RuleFailure(
        file: folder, detail: "no rules for \"\(regime)\"; there are \(known.joined(separator: ", "))")
    }
    var book = RuleBook()
    var hash = Hash()
    var common = Confusions()
    if names.contains(commonFile) {
      let text = try contents(of: folder + "/" + commonFile)
      hash.add(text)
      common = try RuleReader(name: commonFile, common: Confusions()).read(text).confusions
    }
    for regime in known where regimes?.contains(regime) ?? true {
      let text = try contents(of: "\(folder)/\(regime).yaml")
      hash.add(text)
      try book.add(text, named: regime + ".yaml", common)
    }
    for path in adding {
      let text = try contents(of: path)
      hash.add(text)
      try book.add(text, named: path, common)
    }
    book.version = hash.text
    return book
  }

  /// For tests and tools: one file's text.
  package static func reading(_ text: String, named name: String, common: String? = nil) throws(RuleFailure)
    -> RuleBook
  {
    var book = RuleBook()
    var table = Confusions()
    if let common { table = try RuleReader(name: commonFile, common: table).read(common).confusions }
    try book.add(text, named: name, table)
    var hash = Hash()
    hash.add(text)
    book.version = hash.text
    return book
  }

  private mutating func add(_ text: String, named name: String, _ common: Confusions) throws(RuleFailure) {
    let file = try RuleReader(name: name, common: common).read(text)
    guard let regime = file.regime else {
      throw RuleFailure(file: name, detail: "no rules in it: it wants regime and rules")
    }
    for rule in file.rules { languages.formUnion(rule.languages) }
    for rule in file.rules {
      for (slot, automaton) in (rule.strings + rule.suspects).enumerated() {
        index.add(automaton.grams)
        patterns.append((rules.count, slot))
      }
      rules.append(rule)
    }
    if !regimes.contains(regime) { regimes = (regimes + [regime]).sorted() }
  }

  private static func files(in folder: String) throws(RuleFailure) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw RuleFailure(file: folder, detail: "cannot be opened; the rules belong there")
    }
    let files = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
    guard !files.isEmpty else { throw RuleFailure(file: folder, detail: "holds no rule files (*.yaml)") }
    return files
  }

  private static func contents(of path: String) throws(RuleFailure) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RuleFailure(file: path, detail: "cannot be read")
    }
    guard data.count <= byteLimit else { throw RuleFailure(file: path, detail: "larger than 1 MiB") }
    guard let text = String(data: data, encoding: .utf8) else {
      throw RuleFailure(file: path, detail: "is not UTF-8")
    }
    return text
  }

  /// FNV-1a, 64 bits: tells versions apart, and is no seal.
  private struct Hash {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
      for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
      state = (state ^ 0xFF) &* 0x100_0000_01B3
    }

    var text: String {
      let digits = String(state, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }
}
