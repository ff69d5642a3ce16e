/// A pattern made ready for alignment: its places in a row, and which may follow which.
///
/// Alignment is the weighted edit distance between a path through the places and a stretch of the text, found
/// by dynamic programming over (place, glyph): no backtracking, time and memory are their product.
struct Automaton: Sendable {
  /// What it costs to read over a sign of the text that the pattern does not have.
  static let insertion: Float = 0.6
  static let noiseInsertion: Float = 0.15
  /// A star that left no trace: engines drop it or melt it into its neighbours.
  static let lostStar: Float = 0.4
  /// A star read as some other Chinese character: which one is a matter of chance.
  static let strangeStar: Float = 0.45
  /// What an error costs against what a sign is worth, when stretches compete.
  static let errorPrice: Float = 1.5

  private struct Place: Sendable {
    var symbol: Symbol
    var weight: Float
    var readAs: [(value: UInt32, cost: Float)]
    var before: [Int] = []
    var isFirst = false
    var isLast = false
  }

  /// What the inner loop asks of a place, without references: copying a `Place` there would cost more than
  /// all the arithmetic.
  private struct Quick: Sendable {
    var weight: Float
    /// The whole price of leaving the place out.
    var lost: Float
    var isFirst: Bool
    var isLast: Bool
    var before: Range<Int>
  }

  private var places: [Place] = []
  private var quick: [Quick] = []
  /// All places' predecessors, one place's after the other's.
  private var before: [Int] = []
  /// Signs in the longest path that is thought of.
  private(set) var longest = 0
  /// What a line must have of it before it is worth aligning.
  private(set) var grams: Grams

  init(_ pattern: Pattern, _ confusions: Confusions, minimum: Float) {
    grams = Grams()
    let ends = build(pattern, confusions)
    for place in ends.first { places[place].isFirst = true }
    for place in ends.last { places[place].isLast = true }
    let weight: Float
    (weight, longest) = Automaton.extent(pattern)
    for place in places {
      let isStar = place.symbol.asks == .literal(Folding.star)
      quick.append(
        Quick(
          weight: place.weight, lost: place.weight * (isStar ? Automaton.lostStar : 1),
          isFirst: place.isFirst,
          isLast: place.isLast, before: before.count..<before.count + place.before.count))
      before += place.before
    }
    grams = Grams(pattern, confusions, minimum: minimum, weight: weight)
  }

  private static func extent(_ pattern: Pattern) -> (Float, Int) {
    switch pattern {
    case .symbol(let symbol): return (symbol.weight, 1)
    case .sequence(let of):
      return of.map(extent).reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    case .choice(let of):
      return of.map(extent).reduce((0, 0)) { (max($0.0, $1.0), max($0.1, $1.1)) }
    case .optional(let one): return extent(one)
    case .loop(let one), .more(let one):
      let once = extent(one)
      // An issuer's name may fill the line: 发展和改革委员会 is a part of one.
      return (once.0 * 4, once.1 * 40)
    }
  }

  private struct Ends {
    var first: [Int] = []
    var last: [Int] = []
    var mayBeEmpty = true
  }

  /// Glushkov's construction: places are the pattern's own signs, with no empty steps between them.
  private mutating func build(_ pattern: Pattern, _ confusions: Confusions) -> Ends {
    switch pattern {
    case .symbol(let symbol):
      let index = places.count
      var place = Place(symbol: symbol, weight: symbol.weight, readAs: [])
      if case .literal(let value) = symbol.asks {
        place.readAs = confusions.row(of: value).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      }
      places.append(place)
      return Ends(first: [index], last: [index], mayBeEmpty: false)
    case .sequence(let steps):
      var whole = Ends()
      for step in steps {
        let next = build(step, confusions)
        connect(whole.last, next.first)
        if whole.mayBeEmpty { whole.first += next.first }
        whole.last = next.mayBeEmpty ? whole.last + next.last : next.last
        whole.mayBeEmpty = whole.mayBeEmpty && next.mayBeEmpty
      }
      return whole
    case .choice(let ways):
      var whole = Ends(mayBeEmpty: false)
      for way in ways {
        let one = build(way, confusions)
        whole.first += one.first
        whole.last += one.last
        whole.mayBeEmpty = whole.mayBeEmpty || one.mayBeEmpty
      }
      return whole
    case .optional(let inner):
      var one = build(inner, confusions)
      one.mayBeEmpty = true
      return one
    case .loop(let inner):
      var one = build(inner, confusions)
      connect(one.last, one.first)
      one.mayBeEmpty = true
      return one
    case .more(let inner):
      let one = build(inner, confusions)
      connect(one.last, one.first)
      return one
    }
  }

  private mutating func connect(_ from: [Int], _ to: [Int]) {
    for place in to {
      for earlier in from where !places[place].before.contains(earlier) {
        places[place].before.append(earlier)
      }
    }
  }

  /// From 0 (the very sign) to 1 (a different one), in parts of the place's weight.
  private func cost(_ index: Int, _ glyph: Glyph) -> Float {
    switch places[index].symbol.asks {
    case .literal(let value):
      if value == glyph.value { return 0 }
      for other in places[index].readAs where other.value == glyph.value { return other.cost }
      if value == Folding.star { return glyph.sort == .han ? Automaton.strangeStar : 0.7 }
      return 1
    case .digit: return glyph.sort == .digit ? 0 : Automaton.likeDigit.contains(glyph.value) ? 0.25 : 1
    case .numeral:
      return glyph.sort == .digit || Automaton.numerals.contains(glyph.value)
        ? 0 : Automaton.likeDigit.contains(glyph.value) ? 0.25 : 1
    case .han: return glyph.sort == .han ? 0 : 1
    case .letter: return glyph.sort == .letter ? 0 : glyph.sort == .digit ? 0.4 : 1
    case .any: return 0
    }
  }

  private static let likeDigit = Set("OIL|!SZBQ".unicodeScalars.map(\.value))
  private static let numerals = Set("一二三四五六七八九十百〇零两廿卅".unicodeScalars.map(\.value))

  struct Alignment: Equatable {
    /// Glyph indexes.
    var start: Int
    var end: Int
    /// From 0 to 1: 1 less the errors' part of the whole weight.
    var spelling: Float
    /// What was matched weighs, for choosing between a longer and a shorter mark.
    var weight: Float
    var proper = ""
    /// The spelling of the level's word alone; 1 when the pattern has none.
    var keySpelling: Float = 1
    /// Signs in the level's word.
    var keyCount = 0
    /// A sign stands where the star belongs that is read for it again and again.
    var readStar = false

    var isChinese: Bool { proper.unicodeScalars.contains { Folding.sort(of: $0.value) == .han } }
  }

  private struct Cell {
    var value: Float = -.infinity
    var errors: Float = 0
    var weight: Float = 0
    var start: Int32 = 0
    /// How it was reached: from which place, -1 from the start; and whether a glyph was taken.
    var from: Int32 = -1
    var step: Step = .none

    enum Step: UInt8 { case none, take, skipPlace, skipGlyph }
  }

  /// The best stretch of `glyphs` for this pattern, or `nil` when none is spelled with at least `minimum`.
  func align(_ glyphs: [Glyph], minimum: Float) -> Alignment? {
    guard !glyphs.isEmpty, !places.isEmpty, let best = best(in: glyphs, minimum: minimum) else { return nil }
    // Most lines end here; the few that fit are gone through again with the way kept.
    return retrace(best, glyphs)
  }

  /// Whether one of the first two signs could begin it, for patterns that must stand at the line's start.
  func mayBegin(_ glyphs: [Glyph]) -> Bool {
    glyphs.prefix(2).contains { glyph in
      quick.indices.contains { quick[$0].isFirst && cost($0, glyph) < 0.5 }
    }
  }

  /// Cost of each place for `glyph`, in parts of its weight.
  private func price(_ glyph: Glyph, into errors: inout [Float]) {
    for index in places.indices { errors[index] = cost(index, glyph) * quick[index].weight }
  }

  private struct Best {
    var place: Int
    var end: Int
  }

  private func best(in glyphs: [Glyph], minimum: Float) -> Best? {
    let width = quick.count
    var past = [Cell](repeating: Cell(), count: width)
    var now = past
    var errors = [Float](repeating: 0, count: width)
    var best: Best?
    var bestValue: Float = 0
    for column in 0...glyphs.count {
      if column > 0 { price(glyphs[column - 1], into: &errors) }
      advance(column, column > 0 ? glyphs[column - 1] : nil, errors, past, &now)
      for index in 0..<width where quick[index].isLast {
        let cell = now[index]
        if cell.value > bestValue && cell.weight > 0 && 1 - cell.errors / cell.weight >= minimum {
          best = Best(place: index, end: column)
          bestValue = cell.value
        }
      }
      swap(&past, &now)
    }
    return best
  }

  /// One column of the alignment from the one before it.
  private func advance(
    _ column: Int, _ glyph: Glyph?, _ errors: [Float], _ past: [Cell], _ now: inout [Cell]
  ) {
    let extra = glyph.map { $0.isNoise ? Automaton.noiseInsertion : Automaton.insertion } ?? 0
    for index in 0..<quick.count {
      let place = quick[index]
      var cell = Cell()
      if glyph != nil {
        let error = errors[index]
        let gain = place.weight - Automaton.errorPrice * error
        if place.isFirst {
          cell = Cell(
            value: gain, errors: error, weight: place.weight, start: Int32(column - 1), from: -1, step: .take)
        }
        for slot in place.before {
          let source = past[before[slot]]
          if source.value + gain > cell.value {
            cell = Cell(
              value: source.value + gain, errors: source.errors + error, weight: source.weight + place.weight,
              start: source.start, from: Int32(before[slot]), step: .take)
          }
        }
        let stay = past[index]
        if stay.value - Automaton.errorPrice * extra > cell.value {
          cell = Cell(
            value: stay.value - Automaton.errorPrice * extra, errors: stay.errors + extra,
            weight: stay.weight,
            start: stay.start, from: Int32(index), step: .skipGlyph)
        }
      }
      let gain = place.weight - Automaton.errorPrice * place.lost - 0.01
      if place.isFirst && gain > cell.value {
        cell = Cell(
          value: gain, errors: place.lost, weight: place.weight, start: Int32(column), from: -1,
          step: .skipPlace)
      }
      // A place is left out only in forward order; a loop goes round by taking a glyph.
      for slot in place.before where before[slot] < index {
        let source = now[before[slot]]
        if source.value + gain > cell.value {
          cell = Cell(
            value: source.value + gain, errors: source.errors + place.lost,
            weight: source.weight + place.weight, start: source.start, from: Int32(before[slot]),
            step: .skipPlace)
        }
      }
      now[index] = cell
    }
  }

  private func retrace(_ best: Best, _ glyphs: [Glyph]) -> Alignment? {
    let end = best.end
    var errors = [Float](repeating: 0, count: places.count)
    var columns: [[Cell]] = []
    for column in 0...end {
      if column > 0 { price(glyphs[column - 1], into: &errors) }
      var now = [Cell](repeating: Cell(), count: places.count)
      advance(column, column > 0 ? glyphs[column - 1] : nil, errors, columns.last ?? [], &now)
      columns.append(now)
    }
    let final = columns[end][best.place]
    var alignment = Alignment(
      start: Int(final.start), end: end, spelling: max(0, 1 - final.errors / final.weight),
      weight: final.weight)
    guard alignment.start < alignment.end else { return nil }
    var pieces: [String] = []
    var keyErrors: Float = 0
    var column = end
    var index = best.place
    while index >= 0 {
      let cell = columns[column][index]
      let place = places[index]
      if cell.step != .skipGlyph {
        var piece = place.symbol.spelling
        // What a class stands for is spelled as it was read; the second sign of an Ⅲ has no spelling.
        if cell.step == .take, !place.symbol.isLiteral, let scalar = Unicode.Scalar(glyphs[column - 1].value)
        {
          piece = String(scalar)
        }
        if place.symbol.afterSpace { piece = " " + piece }
        pieces.append(piece)
        if place.symbol.isKey {
          alignment.keyCount += 1
          keyErrors += cell.step == .take ? cost(index, glyphs[column - 1]) : 1
        }
        if cell.step == .take, place.symbol.asks == .literal(Folding.star),
          cost(index, glyphs[column - 1]) < Automaton.strangeStar
        {
          alignment.readStar = true
        }
      }
      switch cell.step {
      case .take, .skipGlyph: column -= 1
      case .skipPlace: break
      case .none: return nil
      }
      index = Int(cell.from)
    }
    if alignment.keyCount > 0 { alignment.keySpelling = 1 - keyErrors / Float(alignment.keyCount) }
    alignment.proper = pieces.reversed().joined()
    if alignment.proper.hasPrefix(" ") { alignment.proper.removeFirst() }
    return alignment
  }
}
