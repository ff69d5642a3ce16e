/// What one place in a pattern asks for.
struct Symbol: Sendable {
  enum Asks: Sendable, Equatable {
    case literal(UInt32)
    case digit
    /// A digit, or a Chinese numeral.
    case numeral
    case han
    case letter
    case any
  }

  var asks: Asks
  /// As the mark is properly spelled; empty where that is what was read.
  var spelling: String
  /// The proper spelling has a space before it.
  var afterSpace: Bool
  /// A part of the level's own word: a date must not stand in for it.
  var isKey = false

  var isLiteral: Bool {
    if case .literal = asks { true } else { false }
  }

  /// How much it tells when it is there: a letter asked for by name much, a wildcard little.
  var weight: Float {
    switch asks {
    case .literal(let value): value == Folding.star ? 0.6 : Folding.sort(of: value) == .mark ? 0.4 : 1
    case .digit, .numeral: 0.6
    case .han, .letter: 0.25
    case .any: 0.1
    }
  }
}

/// A string of a rule file, taken apart.
///
/// The language is regular and small, so that matching takes time in proportion to pattern × text:
/// letters stand for themselves, `(a|b)` is one of several, `(a)?` may be missing, `(a)*` may come again and
/// again, `(a)+` too but once at least, `{name}` is a part of the file, `{digit:4}`, `{han:2-12}` and `{han:2-}` are so many of a class, `\` quotes.
indirect enum Pattern: Sendable {
  case symbol(Symbol)
  case sequence([Pattern])
  case choice([Pattern])
  case optional(Pattern)
  case loop(Pattern)
  case more(Pattern)

  static let classes: [String: Symbol.Asks] = [
    "digit": .digit, "numeral": .numeral, "han": .han, "letter": .letter, "any": .any,
  ]

  /// Patterns with more places than this are refused.
  static let symbolLimit = 800

  /// - Parameter parts: what `{name}` stands for.
  /// - Throws: what is wrong, in words for the author of the rule.
  static func parse(_ text: String, parts: [String: Pattern]) throws(PatternFailure) -> Pattern {
    var parser = PatternParser(scalars: Array(text.unicodeScalars), parts: parts)
    let pattern = try parser.choice(depth: 0)
    guard parser.position == parser.scalars.count else {
      throw PatternFailure(detail: "a ) without its ( in \"\(text)\"")
    }
    let count = pattern.count
    guard count > 0 else { throw PatternFailure(detail: "an empty pattern") }
    guard count <= symbolLimit else {
      throw PatternFailure(detail: "\"\(text)\" has \(count) places, at most \(symbolLimit) are allowed")
    }
    guard !pattern.mayBeEmpty else {
      throw PatternFailure(detail: "\"\(text)\" also fits an empty line: something in it must be there")
    }
    return pattern
  }

  var count: Int {
    switch self {
    case .symbol: 1
    case .sequence(let of), .choice(let of): of.reduce(0) { min(1_000_000, $0 + $1.count) }
    case .optional(let one), .loop(let one), .more(let one): one.count
    }
  }

  var mayBeEmpty: Bool {
    switch self {
    case .symbol: false
    case .sequence(let of): of.allSatisfy(\.mayBeEmpty)
    case .choice(let of): of.contains(where: \.mayBeEmpty)
    case .more(let one): one.mayBeEmpty
    case .optional, .loop: true
    }
  }
}

/// What is wrong with a pattern; the rule file's reader adds where it stands.
struct PatternFailure: Error {
  var detail: String
}

private struct PatternParser {
  let scalars: [Unicode.Scalar]
  let parts: [String: Pattern]
  var position = 0

  init(scalars: [Unicode.Scalar], parts: [String: Pattern]) {
    self.scalars = scalars
    self.parts = parts
  }

  mutating func choice(depth: Int) throws(PatternFailure) -> Pattern {
    guard depth < 12 else { throw PatternFailure(detail: "brackets more than 12 deep") }
    var ways = [try sequence(depth: depth)]
    while position < scalars.count, scalars[position] == "|" {
      position += 1
      ways.append(try sequence(depth: depth))
    }
    return ways.count == 1 ? ways[0] : .choice(ways)
  }

  private mutating func sequence(depth: Int) throws(PatternFailure) -> Pattern {
    var steps: [Pattern] = []
    var space = false
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar == "|" || scalar == ")" { break }
      position += 1
      switch scalar {
      case " ", "\u{3000}":
        space = true
        continue
      case "(":
        let inner = try choice(depth: depth + 1)
        guard position < scalars.count, scalars[position] == ")" else {
          throw PatternFailure(detail: "a ( without its )")
        }
        position += 1
        steps.append(repeated(space ? inner.spaced : inner))
      case "{":
        let inner = try named()
        steps.append(repeated(space ? inner.spaced : inner))
      case "\\":
        guard position < scalars.count else { throw PatternFailure(detail: "a \\ with nothing after it") }
        literal(scalars[position], space, into: &steps)
        position += 1
      case "?", "*", "+":
        throw PatternFailure(detail: "a \(scalar) stands after ) or } only; write \\\(scalar) for the sign")
      case "}":
        throw PatternFailure(detail: "a } without its {")
      default:
        literal(scalar, space, into: &steps)
      }
      space = false
    }
    return steps.count == 1 ? steps[0] : .sequence(steps)
  }

  private func literal(_ scalar: Unicode.Scalar, _ space: Bool, into steps: inout [Pattern]) {
    var spelling = String(scalar)
    var space = space
    Folding.fold(scalar) { value, _ in
      steps.append(.symbol(Symbol(asks: .literal(value), spelling: spelling, afterSpace: space)))
      spelling = ""
      space = false
    }
  }

  private mutating func repeated(_ inner: Pattern) -> Pattern {
    guard position < scalars.count else { return inner }
    switch scalars[position] {
    case "?":
      position += 1
      return .optional(inner)
    case "*":
      position += 1
      return .loop(inner)
    case "+":
      position += 1
      return .more(inner)
    default:
      return inner
    }
  }

  /// After the `{`: a part's name, or a class with how many.
  private mutating func named() throws(PatternFailure) -> Pattern {
    var content = ""
    while position < scalars.count, scalars[position] != "}" {
      content.unicodeScalars.append(scalars[position])
      position += 1
    }
    guard position < scalars.count else { throw PatternFailure(detail: "a { without its }") }
    position += 1
    if let part = parts[content] { return part }
    let pieces = content.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    guard let asks = Pattern.classes[pieces[0]] else {
      let known = (Pattern.classes.keys.sorted() + parts.keys.sorted()).joined(separator: ", ")
      throw PatternFailure(detail: "unknown part {\(content)}; there are \(known)")
    }
    var range = 1...1
    var isOpen = false
    if pieces.count == 2 {
      let bounds = pieces[1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      isOpen = bounds.count == 2 && bounds[1].isEmpty
      guard bounds.count <= 2, let first = Int(bounds[0]), first >= 0,
        let last = isOpen ? max(1, first) : Int(bounds[bounds.count - 1]), last >= max(1, first), last <= 40
      else {
        throw PatternFailure(
          detail: "{\(content)} wants a count or a range up to 40, as in {digit:4}, {han:2-12} or {han:2-}")
      }
      range = first...last
    }
    let one = Pattern.symbol(Symbol(asks: asks, spelling: "", afterSpace: false))
    var steps = Array(repeating: one, count: range.lowerBound)
    var rest: Pattern?
    for _ in range.lowerBound..<range.upperBound {
      rest = .optional(rest.map { .sequence([one, $0]) } ?? one)
    }
    if let rest { steps.append(rest) }
    if isOpen { steps.append(.loop(one)) }
    return steps.count == 1 ? steps[0] : .sequence(steps)
  }
}

extension Pattern {
  var hasKey: Bool {
    switch self {
    case .symbol(let symbol): symbol.isKey
    case .sequence(let of), .choice(let of): of.contains(where: \.hasKey)
    case .optional(let one), .loop(let one), .more(let one): one.hasKey
    }
  }

  /// The same as the level's own word.
  var key: Pattern {
    switch self {
    case .symbol(var symbol):
      symbol.isKey = true
      return .symbol(symbol)
    case .sequence(let steps): return .sequence(steps.map(\.key))
    case .choice(let ways): return .choice(ways.map(\.key))
    case .optional(let one): return .optional(one.key)
    case .loop(let one): return .loop(one.key)
    case .more(let one): return .more(one.key)
    }
  }

  /// The same with a space before its first sign in the proper spelling.
  var spaced: Pattern {
    switch self {
    case .symbol(var symbol):
      symbol.afterSpace = true
      return .symbol(symbol)
    case .sequence(var steps):
      guard let first = steps.first else { return self }
      steps[0] = first.spaced
      return .sequence(steps)
    case .choice(let ways): return .choice(ways.map(\.spaced))
    case .optional(let one): return .optional(one.spaced)
    case .loop(let one): return .loop(one.spaced)
    case .more(let one): return .more(one.spaced)
    }
  }
}
