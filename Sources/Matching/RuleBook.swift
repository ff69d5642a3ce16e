/// All rules in force, checked and made ready.
package struct RuleBook: Sendable {
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

  /// - Throws: the first thing wrong, with its file and line.
  package init(_ texts: RuleTexts) throws(RuleFailure) {
    var hash = Hash()
    var common = Confusions()
    if let file = texts.common {
      hash.add(file.text)
      common = try RuleReader(name: file.name, common: Confusions()).read(file.text).confusions
    }
    for file in texts.regimes {
      hash.add(file.text)
      try add(file.text, named: file.name, common)
    }
    version = hash.text
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
