/// What a line must share with a pattern before it is worth aligning: three letters in a row of its words, or
/// single signs of a script that has many.
///
/// Only a quick look: a word with an error in every third letter passes unseen, and could not be told anyway.
struct Grams: Sendable {
  private(set) var values: Set<UInt64> = []
  /// How many a line must have.
  private(set) var needed = 0

  private var onlyKey = false

  init() {}

  /// - Parameters:
  ///   - minimum: the spelling below which an alignment is of no use.
  ///   - weight: of the heaviest way through the pattern.
  init(_ pattern: Pattern, _ confusions: Confusions, minimum: Float, weight: Float) {
    // Where a level's word is in it, that word must be there, and what else there may be does not matter.
    onlyKey = pattern.hasKey
    let letters = fewest(pattern) { $0 == .letter }
    let signs = fewest(pattern) { $0 == .han || $0 == .kana || $0 == .hangul }
    if signs > 0 {
      let lost = Int((1 - minimum) * weight) + (signs >= 4 ? 1 : 0)
      needed = onlyKey ? (signs + 1) / 2 : max(1, signs - lost)
      collectSigns(pattern, confusions)
    } else if letters >= 3 {
      needed = max(1, (letters - 2) / 3)
      var tails: Set<[UInt32]> = [[]]
      collectLetters(pattern, &tails)
      // Three letters are few: CUI is looked for under what it is read as, too.
      if letters == 3 { addMisread(confusions) }
    }
  }

  /// The fewest literals of a kind on any way through the pattern.
  private func fewest(_ pattern: Pattern, _ isKind: (Glyph.Class) -> Bool) -> Int {
    switch pattern {
    case .symbol(let symbol):
      guard case .literal(let value) = symbol.asks, value != Folding.star, symbol.isKey || !onlyKey else {
        return 0
      }
      return isKind(Folding.sort(of: value)) ? 1 : 0
    case .sequence(let steps): return steps.reduce(0) { $0 + fewest($1, isKind) }
    case .choice(let ways): return ways.map { fewest($0, isKind) }.min() ?? 0
    case .optional, .loop: return 0
    case .more(let one): return fewest(one, isKind)
    }
  }

  private mutating func collectSigns(_ pattern: Pattern, _ confusions: Confusions) {
    switch pattern {
    case .symbol(let symbol):
      guard case .literal(let value) = symbol.asks, value != Folding.star, symbol.isKey || !onlyKey else {
        return
      }
      switch Folding.sort(of: value) {
      case .han, .kana, .hangul: break
      case .mark, .digit, .letter: return
      }
      values.insert(UInt64(value))
      for (other, _) in confusions.row(of: value) { values.insert(UInt64(other)) }
    case .sequence(let of), .choice(let of): for one in of { collectSigns(one, confusions) }
    case .optional(let one), .loop(let one), .more(let one): collectSigns(one, confusions)
    }
  }

  /// Goes through the pattern with the last two letters of every way so far.
  private mutating func collectLetters(_ pattern: Pattern, _ tails: inout Set<[UInt32]>) {
    switch pattern {
    case .symbol(let symbol):
      guard case .literal(let value) = symbol.asks, Folding.sort(of: value) == .letter,
        symbol.isKey || !onlyKey
      else {
        tails = [[]]
        return
      }
      var next: Set<[UInt32]> = []
      for tail in tails {
        if tail.count == 2 { values.insert(Grams.key(tail[0], tail[1], value)) }
        next.insert(Array((tail + [value]).suffix(2)))
      }
      tails = next
    case .sequence(let steps): for step in steps { collectLetters(step, &tails) }
    case .choice(let ways):
      var all: Set<[UInt32]> = []
      for way in ways {
        var own = tails
        collectLetters(way, &own)
        all.formUnion(own)
      }
      tails = all
    case .optional(let one), .loop(let one), .more(let one):
      var own = tails
      collectLetters(one, &own)
      tails.formUnion(own)
    }
  }

  /// Each three letters with one of them read as another.
  private mutating func addMisread(_ confusions: Confusions) {
    for value in values {
      for shift in [UInt64(42), 21, 0] {
        let letter = UInt32(value >> shift & 0x1F_FFFF)
        for (other, _) in confusions.row(of: letter) where Folding.sort(of: other) == .letter {
          values.insert(value ^ UInt64(letter ^ other) << shift)
        }
      }
    }
  }

  static func key(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> UInt64 {
    // 21 bits hold any character.
    UInt64(a) << 42 | UInt64(b) << 21 | UInt64(c)
  }
}

/// From what lines have to the patterns that may fit them.
struct GramIndex: Sendable {
  private var patterns: [UInt64: [Int32]] = [:]
  private var needed: [Int32] = []

  /// Adds a pattern; they are numbered in the order of adding.
  mutating func add(_ grams: Grams) {
    let number = Int32(needed.count)
    needed.append(Int32(grams.needed))
    for value in grams.values { patterns[value, default: []].append(number) }
  }

  /// The numbers of the patterns that the line has enough of, rising.
  func fitting(_ glyphs: [Glyph]) -> [Int] {
    var keys: [UInt64] = []
    keys.reserveCapacity(glyphs.count * 2)
    for (index, glyph) in glyphs.enumerated() {
      switch glyph.sort {
      case .letter:
        if index >= 2, glyphs[index - 1].sort == .letter, glyphs[index - 2].sort == .letter {
          keys.append(Grams.key(glyphs[index - 2].value, glyphs[index - 1].value, glyph.value))
        }
      case .han, .kana, .hangul, .mark, .digit: break
      }
      keys.append(UInt64(glyph.value))
    }
    // What comes twice counts once: THE and THE make no SECRET.
    keys.sort()
    var hits = [Int32](repeating: 0, count: needed.count)
    var last: UInt64?
    for key in keys where key != last {
      last = key
      for number in patterns[key] ?? [] { hits[Int(number)] += 1 }
    }
    return needed.indices.filter { hits[$0] >= needed[$0] }
  }
}
