import Evidence
import Yams

/// Turns the text of one rule file into rules.
struct RuleReader {
  static let fileKeys = ["regime", "about", "languages", "confusions", "parts", "rules"]
  static let ruleKeys = [
    "id", "about", "kind", "level", "levels", "rank", "severity", "strings", "suspects", "languages",
    "places",
    "elsewhere", "extra", "sentence", "capitals", "needs", "minimum", "priority", "unless",
  ]
  static let kinds: [String: Match.Kind] = [
    "mark": .mark, "header": .header, "hint": .hint, "release": .release, "against": .against,
  ]
  /// As Tesseract names its models.
  static let known = [
    "chi_sim", "chi_tra", "eng", "jpn", "kor", "rus", "deu", "fra", "spa", "ita", "ukr", "pol", "ara",
    "chi_sim_vert", "chi_tra_vert", "jpn_vert", "kor_vert",
  ]

  struct File {
    var regime: String?
    var languages: [String] = []
    var confusions = Confusions()
    var rules: [Rule] = []
  }

  let name: String
  let common: Confusions

  func read(_ text: String) throws(RuleFailure) -> File {
    let root = try compose(text)
    let sheet = try RuleSheet(root, file: name, what: "a rule file", known: RuleReader.fileKeys)
    var file = File()
    file.confusions = try confusions(sheet)
    file.languages = try RuleReader.languages(sheet) ?? []
    guard let rulesNode = sheet.value("rules") else { return file }
    guard let regime = try sheet.text("regime") else {
      throw sheet.failure("a file with rules wants a regime: a short name such as cn")
    }
    guard regime.utf8.allSatisfy({ $0 < 128 && $0 != 0x2E }), regime.utf8.count <= 24 else {
      throw sheet.failure("a regime's name is short and of plain letters", at: sheet.value("regime"))
    }
    file.regime = regime
    var table = common
    table.add(file.confusions)
    let parts = try parts(sheet)
    guard case .sequence(let list) = rulesNode else {
      throw sheet.failure("rules is a list", at: rulesNode)
    }
    guard list.count <= 500 else { throw sheet.failure("more than 500 rules", at: rulesNode) }
    var ids: Set<String> = []
    for node in list {
      let rule = try RuleSheet(node, file: name, what: "a rule", known: RuleReader.ruleKeys)
      guard let id = try rule.text("id") else { throw rule.failure("a rule wants an id") }
      guard ids.insert(id).inserted else {
        throw rule.failure("a second rule with the id \"\(id)\"", at: rule.value("id"))
      }
      let shaper = RuleShaper(
        sheet: rule, id: id, regime: regime, languages: file.languages, parts: parts, confusions: table)
      file.rules += try shaper.rules()
    }
    return file
  }

  private func compose(_ text: String) throws(RuleFailure) -> Node {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw RuleFailure(file: name, detail: "an empty file")
      }
      return node
    } catch let failure as RuleFailure {
      throw failure
    } catch let error as YamlError {
      throw explain(error)
    } catch {
      throw RuleFailure(file: name, detail: "\(error)")
    }
  }

  private func explain(_ error: YamlError) -> RuleFailure {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return RuleFailure(file: name, line: mark.line, detail: "no YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      return RuleFailure(
        file: name, line: context.mark.line,
        detail: "in the mapping that ends here, twice: \(duplicates.joined(separator: ", "))")
    default:
      return RuleFailure(file: name, detail: "no YAML: \(error)")
    }
  }

  static func languages(_ sheet: RuleSheet) throws(RuleFailure) -> [String]? {
    guard let texts = try sheet.texts("languages") else { return nil }
    for (text, node) in texts where !known.contains(text) {
      throw sheet.failure(
        "unknown language \"\(text)\"; languages are \(known.joined(separator: ", "))", at: node)
    }
    return texts.map(\.text)
  }

  /// `confusions:` maps a cost from 0 to 1 to a mapping of a sign to all that it is read as.
  private func confusions(_ sheet: RuleSheet) throws(RuleFailure) -> Confusions {
    var confusions = Confusions()
    guard let node = sheet.value("confusions") else { return confusions }
    let costs = try RuleSheet(node, file: name, what: "confusions", known: [])
    for key in costs.keys {
      let word = try costs.text(key, "a cost")
      guard let cost = Float(word), (0...1).contains(cost) else {
        throw costs.failure("\"\(word)\" is no cost from 0 to 1", at: key)
      }
      guard let inner = costs.value(word) else { continue }
      let table = try RuleSheet(inner, file: name, what: "a table of confusions", known: [])
      for key in table.keys {
        let right = try table.text(key, "a sign")
        let rights = RuleReader.fold(right)
        guard rights.count == 1, let value = table.value(right) else {
          throw table.failure("\"\(right)\" is not one sign", at: key)
        }
        for wrong in RuleReader.fold(try table.text(value, right)) {
          confusions.add(rights[0], readAs: wrong, cost: cost)
        }
      }
    }
    return confusions
  }

  static func fold(_ text: String) -> [UInt32] {
    var values: [UInt32] = []
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
      Folding.fold(scalar) { value, _ in values.append(value) }
    }
    return values
  }

  private func parts(_ sheet: RuleSheet) throws(RuleFailure) -> [String: Pattern] {
    var parts: [String: Pattern] = [:]
    guard let node = sheet.value("parts") else { return parts }
    let table = try RuleSheet(node, file: name, what: "parts", known: [])
    for key in table.keys {
      let word = try table.text(key, "a part's name")
      guard Pattern.classes[word] == nil, word != "level", let value = table.value(word) else {
        throw table.failure("\"\(word)\" is a name of our own; choose another", at: key)
      }
      let text = try table.text(value, word)
      do {
        parts[word] = try Pattern.parse(text, parts: parts)
      } catch {
        throw table.failure(error.detail, at: value)
      }
    }
    return parts
  }
}
