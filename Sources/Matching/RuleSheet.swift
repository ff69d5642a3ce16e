import Evidence
import Yams

/// A YAML mapping read key by key; every complaint knows its line.
struct RuleSheet {
  let file: String
  let node: Node
  private let pairs: [String: (key: Node, value: Node)]

  /// - Throws: when `node` is no mapping, or has a key that is not among `known`.
  init(_ node: Node, file: String, what: String, known: [String]) throws(RuleFailure) {
    self.file = file
    self.node = node
    guard case .mapping(let mapping) = node else {
      throw RuleFailure(file: file, line: node.mark?.line, detail: "\(what) is a mapping of keys to values")
    }
    var pairs: [String: (key: Node, value: Node)] = [:]
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        throw RuleFailure(file: file, line: key.mark?.line, detail: "a key is a single word")
      }
      guard known.isEmpty || known.contains(scalar.string) else {
        throw RuleFailure(
          file: file, line: key.mark?.line,
          detail: "unknown key \"\(scalar.string)\"; keys of \(what) are \(known.joined(separator: ", "))")
      }
      pairs[scalar.string] = (key, value)
    }
    self.pairs = pairs
  }

  func failure(_ detail: String, at node: Node? = nil) -> RuleFailure {
    RuleFailure(file: file, line: (node ?? self.node).mark?.line, detail: detail)
  }

  /// In the order of the file.
  var keys: [Node] {
    guard case .mapping(let mapping) = node else { return [] }
    return mapping.map(\.key)
  }

  func value(_ key: String) -> Node? { pairs[key]?.value }

  func text(_ node: Node, _ what: String) throws(RuleFailure) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
      throw failure("\(what) wants one text", at: node)
    }
    return scalar.string
  }

  func text(_ key: String) throws(RuleFailure) -> String? {
    guard let node = value(key) else { return nil }
    return try text(node, key)
  }

  /// A list of texts; a single one counts as a list.
  func texts(_ key: String) throws(RuleFailure) -> [(text: String, node: Node)]? {
    guard let node = value(key) else { return nil }
    guard case .sequence(let sequence) = node else { return [(try text(node, key), node)] }
    var texts: [(String, Node)] = []
    for item in sequence { texts.append((try text(item, key), item)) }
    guard texts.count <= 400 else { throw failure("\(key) has more than 400 entries", at: node) }
    return texts
  }

  func whole(_ key: String, in range: ClosedRange<Int>) throws(RuleFailure) -> Int? {
    guard let node = value(key) else { return nil }
    return try whole(node, key, in: range)
  }

  func whole(_ node: Node, _ what: String, in range: ClosedRange<Int>) throws(RuleFailure) -> Int {
    guard let number = Int(try text(node, what)), range.contains(number) else {
      throw failure("\(what) wants a whole number from \(range.lowerBound) to \(range.upperBound)", at: node)
    }
    return number
  }

  func part(_ key: String) throws(RuleFailure) -> Float? {
    guard let node = value(key) else { return nil }
    guard let number = Float(try text(node, key)), (0...1).contains(number) else {
      throw failure("\(key) wants a number from 0 to 1", at: node)
    }
    return number
  }

  func yesOrNo(_ key: String) throws(RuleFailure) -> Bool? {
    guard let node = value(key) else { return nil }
    switch try text(node, key) {
    case "yes", "true": return true
    case "no", "false": return false
    default: throw failure("\(key) wants yes or no", at: node)
    }
  }

  /// One of the words of `Choice`.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String, _ what: String, at node: Node
  ) throws(RuleFailure) -> Choice where Choice.RawValue == String {
    if let found = Choice(rawValue: text) { return found }
    let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw failure("unknown \(what) \"\(text)\"; \(what)s are \(words)", at: node)
  }
}
