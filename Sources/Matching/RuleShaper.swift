import Evidence
import Yams

/// Makes the rules, one a level, of one entry in a rule file.
struct RuleShaper {
  let sheet: RuleSheet
  let id: String
  let regime: String
  let languages: [String]
  let parts: [String: Pattern]
  let confusions: Confusions

  private struct Level {
    var name: String?
    var rank: Int
    var severity: Severity
    var word: String?
    var node: Node
  }

  func rules() throws(RuleFailure) -> [Rule] {
    guard let kindText = try sheet.text("kind") else { throw sheet.failure("\(id) wants a kind") }
    guard let kind = RuleReader.kinds[kindText] else {
      throw sheet.failure(
        "unknown kind \"\(kindText)\"; kinds are mark, header, release, against", at: sheet.value("kind"))
    }
    let levels = try levels(kind)
    let places = try places()
    let languages = try RuleReader.languages(sheet) ?? languages
    guard !languages.isEmpty else {
      throw sheet.failure("\(id) has no languages, and neither has the file: name the models that read it")
    }
    let isMark = kind == .mark
    let model = Rule(
      name: "\(regime).\(id)", regime: regime, kind: kind, level: nil, rank: 1, severity: .low, strings: [],
      suspects: [], languages: languages, places: places, elsewhere: try sheet.part("elsewhere") ?? 0.7,
      extra: try sheet.whole("extra", in: 0...200) ?? (isMark ? 2 : 6),
      mayStandInSentence: try sheet.yesOrNo("sentence") ?? !isMark,
      needsCapitals: try sheet.yesOrNo("capitals") ?? false, needs: try needs(),
      minimum: try sheet.part("minimum") ?? 0.75,
      priority: try sheet.whole("priority", in: 0...9) ?? 5,
      unless: Set(
        (try sheet.texts("unless") ?? []).map { $0.text.contains(".") ? $0.text : "\(regime).\($0.text)" }),
      word: [])
    let strings = try sheet.texts("strings")
    let suspects = try sheet.texts("suspects") ?? []
    var rules: [Rule] = []
    for level in levels {
      var rule = model
      rule.level = level.name
      rule.rank = level.rank
      rule.severity = level.severity
      var known = parts
      let word = level.word ?? level.name
      if let word {
        do {
          known["level"] = try Pattern.parse(word, parts: parts).key
        } catch {
          throw sheet.failure(error.detail, at: level.node)
        }
        if isMark, let name = level.name { rule.word = RuleReader.fold(name) }
      }
      let texts = strings ?? (word == nil ? [] : [("{level}", level.node)])
      guard !texts.isEmpty else { throw sheet.failure("\(id) wants strings, or a level to look for") }
      for (text, node) in texts { rule.strings.append(try ready(text, node, known, model.minimum)) }
      for (text, node) in suspects {
        // `機密=机客` belongs to that level alone, `机客` to all.
        let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
        if halves.count == 2, halves[0] != level.name { continue }
        rule.suspects.append(try ready(halves.last ?? text, node, known, model.minimum))
      }
      rules.append(rule)
    }
    return rules
  }

  private func ready(
    _ text: String, _ node: Node, _ parts: [String: Pattern], _ minimum: Float
  ) throws(RuleFailure) -> Automaton {
    do {
      return Automaton(try Pattern.parse(text, parts: parts), confusions, minimum: minimum)
    } catch {
      throw sheet.failure(error.detail, at: node)
    }
  }

  private func severity(_ sheet: RuleSheet) throws(RuleFailure) -> Severity? {
    guard let node = sheet.value("severity") else { return nil }
    let text = try sheet.text(node, "severity")
    guard let severity = Severity(rawValue: text) else {
      throw sheet.failure("unknown severity \"\(text)\"; severities are low, medium, high", at: node)
    }
    return severity
  }

  private func levels(_ kind: Match.Kind) throws(RuleFailure) -> [Level] {
    let rank = try sheet.whole("rank", in: (kind == .header || kind == .hint ? 0 : 1)...5)
    let severity = try severity(sheet)
    if kind == .mark, severity == nil, sheet.value("levels") == nil {
      throw sheet.failure("\(id) wants a severity: low, medium or high")
    }
    guard let node = sheet.value("levels") else {
      let level = try sheet.text("level")
      if kind == .mark, level == nil { throw sheet.failure("\(id) is a mark and wants a level or levels") }
      return [
        Level(
          name: level, rank: rank ?? 1, severity: severity ?? .low, node: sheet.value("level") ?? sheet.node)
      ]
    }
    if case .sequence = node {
      return try (sheet.texts("levels") ?? []).map { (text, node) in
        Level(name: text, rank: rank ?? 1, severity: severity ?? .low, node: node)
      }
    }
    let table = try RuleSheet(node, file: sheet.file, what: "levels", known: [])
    var levels: [Level] = []
    for key in table.keys {
      let name = try table.text(key, "a level")
      guard let value = table.value(name) else { continue }
      if case .scalar = value {
        levels.append(
          Level(
            name: name, rank: try table.whole(value, "a level's rank", in: 1...5),
            severity: severity ?? .high,
            node: key))
      } else {
        let own = try RuleSheet(
          value, file: sheet.file, what: "a level", known: ["rank", "severity", "word"])
        guard let grade = try own.whole("rank", in: 1...5) ?? rank else {
          throw own.failure("\(name) wants a rank from 1 to 5")
        }
        levels.append(
          Level(
            name: name, rank: grade, severity: try self.severity(own) ?? severity ?? .high,
            word: try own.text("word"), node: own.value("word") ?? key))
      }
    }
    guard !levels.isEmpty else { throw sheet.failure("no levels", at: node) }
    return levels
  }

  private func places() throws(RuleFailure) -> Set<Place> {
    guard let texts = try sheet.texts("places") else { return Set(Place.allCases) }
    var places: Set<Place> = []
    for (text, node) in texts {
      let position: Position = try sheet.choice(text, "place", at: node)
      places.formUnion(position.places)
    }
    return places
  }

  private func needs() throws(RuleFailure) -> [[Witness]] {
    var needs: [[Witness]] = []
    for (text, node) in try sheet.texts("needs") ?? [] {
      var ways: [Witness] = []
      for word in text.split(separator: " ") where word != "or" {
        let witness: Witness = try sheet.choice(String(word), "need", at: node)
        ways.append(witness)
      }
      guard !ways.isEmpty else { throw sheet.failure("an empty need", at: node) }
      needs.append(ways)
    }
    return needs
  }
}
