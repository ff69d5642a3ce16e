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
    /// Bloom of the sign and what it is read as; `nil` for classes, which nearly any line has.
    var bloom: Bloom?
  }

  private var places: [Place] = []
  /// Those that every path goes through, for the quick look.
  private var needed: [Int] = []
  /// Of the heaviest path through it without loops.
  private(set) var fullWeight: Float = 0
  /// Signs in the longest path without loops.
  private(set) var longest = 0
  /// The pattern has a star in it.
  private(set) var hasStar = false

  init(_ pattern: Pattern, _ confusions: Confusions) {
    let ends = build(pattern, confusions, isNeeded: true)
    for place in ends.first { places[place].isFirst = true }
    for place in ends.last { places[place].isLast = true }
    (fullWeight, longest) = Automaton.extent(pattern)
    hasStar = places.contains { $0.symbol.asks == .literal(Folding.star) }
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
      return (once.0 * 4, once.1 * 4)
    }
  }

  private struct Ends {
    var first: [Int] = []
    var last: [Int] = []
    var mayBeEmpty = true
  }

  /// Glushkov's construction: places are the pattern's own signs, with no empty steps between them.
  private mutating func build(_ pattern: Pattern, _ confusions: Confusions, isNeeded: Bool) -> Ends {
    switch pattern {
    case .symbol(let symbol):
      let index = places.count
      var place = Place(symbol: symbol, weight: symbol.weight, readAs: [])
      if case .literal(let value) = symbol.asks {
        place.readAs = confusions.row(of: value).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        var bloom = Bloom()
        bloom.insert(value)
        for other in place.readAs { bloom.insert(other.value) }
        place.bloom = bloom
        if isNeeded && value != Folding.star { needed.append(index) }
      }
      places.append(place)
      return Ends(first: [index], last: [index], mayBeEmpty: false)
    case .sequence(let steps):
      var whole = Ends()
      for step in steps {
        let next = build(step, confusions, isNeeded: isNeeded)
        connect(whole.last, next.first)
        if whole.mayBeEmpty { whole.first += next.first }
        whole.last = next.mayBeEmpty ? whole.last + next.last : next.last
        whole.mayBeEmpty = whole.mayBeEmpty && next.mayBeEmpty
      }
      return whole
    case .choice(let ways):
      var whole = Ends(mayBeEmpty: false)
      for way in ways {
        let one = build(way, confusions, isNeeded: false)
        whole.first += one.first
        whole.last += one.last
        whole.mayBeEmpty = whole.mayBeEmpty || one.mayBeEmpty
      }
      return whole
    case .optional(let inner):
      var one = build(inner, confusions, isNeeded: false)
      one.mayBeEmpty = true
      return one
    case .loop(let inner):
      var one = build(inner, confusions, isNeeded: false)
      connect(one.last, one.first)
      one.mayBeEmpty = true
      return one
    case .more(let inner):
      let one = build(inner, confusions, isNeeded: isNeeded)
      connect(one.last, one.first)
      return one
    }
  }

  private mutating func connect(_ from: [Int], _ to: [Int]) {
    for place in to {
      for earlier in from where !places[place].before.contains(earlier) { places[place].before.append(earlier) }
    }
  }

  /// Whether a line with these characters can be spelled well enough at all. Never wrong when it says no.
  func mayFit(_ bloom: Bloom, minimum: Float) -> Bool {
    var cost: Float = 0
    let most = (1 - minimum) * fullWeight
    for index in needed {
      let place = places[index]
      if let own = place.bloom, !own.meets(bloom) { cost += place.weight }
    }
    return cost <= most + 0.001
  }

  /// From 0 (the very sign) to 1 (a different one), in parts of the place's weight.
  private func cost(_ place: Place, _ glyph: Glyph) -> Float {
    switch place.symbol.asks {
    case .literal(let value):
      if value == glyph.value { return 0 }
      for other in place.readAs where other.value == glyph.value { return other.cost }
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
    let width = places.count
    let count = glyphs.count
    guard count > 0, width > 0 else { return nil }
    var cells = [Cell](repeating: Cell(), count: width * (count + 1))
    var best: (value: Float, cell: Int, end: Int)?
    for column in 0...count {
      let here = column * width
      for index in 0..<width {
        let place = places[index]
        var cell = Cell()
        if column > 0 {
          let glyph = glyphs[column - 1]
          let error = cost(place, glyph) * place.weight
          let gain = place.weight - Automaton.errorPrice * error
          if place.isFirst {
            cell = Cell(
              value: gain, errors: error, weight: place.weight, start: Int32(column - 1), from: -1, step: .take)
          }
          for earlier in place.before {
            let source = cells[here - width + earlier]
            if source.value + gain > cell.value {
              cell = Cell(
                value: source.value + gain, errors: source.errors + error, weight: source.weight + place.weight,
                start: source.start, from: Int32(earlier), step: .take)
            }
          }
          let stay = cells[here - width + index]
          let extra = glyph.isNoise ? Automaton.noiseInsertion : Automaton.insertion
          if stay.value - Automaton.errorPrice * extra > cell.value {
            cell = Cell(
              value: stay.value - Automaton.errorPrice * extra, errors: stay.errors + extra, weight: stay.weight,
              start: stay.start, from: Int32(index), step: .skipGlyph)
          }
        }
        let lost = place.weight * (place.symbol.asks == .literal(Folding.star) ? Automaton.lostStar : 1)
        let gain = place.weight - Automaton.errorPrice * lost - 0.01
        if place.isFirst && gain > cell.value {
          cell = Cell(
            value: gain, errors: lost, weight: place.weight, start: Int32(column), from: -1, step: .skipPlace)
        }
        // A place is left out only in forward order; a loop goes round by taking a glyph.
        for earlier in place.before where earlier < index {
          let source = cells[here + earlier]
          if source.value + gain > cell.value {
            cell = Cell(
              value: source.value + gain, errors: source.errors + lost, weight: source.weight + place.weight,
              start: source.start, from: Int32(earlier), step: .skipPlace)
          }
        }
        cells[here + index] = cell
        if place.isLast && cell.weight > 0 && cell.value > (best?.value ?? 0)
          && 1 - cell.errors / cell.weight >= minimum
        {
          best = (cell.value, here + index, column)
        }
      }
    }
    guard let best else { return nil }
    return retrace(from: best.cell, end: best.end, cells, glyphs)
  }

  private func retrace(from last: Int, end: Int, _ cells: [Cell], _ glyphs: [Glyph]) -> Alignment? {
    let width = places.count
    let final = cells[last]
    var alignment = Alignment(
      start: Int(final.start), end: end, spelling: max(0, 1 - final.errors / final.weight), weight: final.weight)
    guard alignment.start < alignment.end else { return nil }
    var pieces: [String] = []
    var keyErrors: Float = 0
    var column = end
    var index = last % width
    while index >= 0 {
      let cell = cells[column * width + index]
      let place = places[index]
      if cell.step != .skipGlyph {
        var piece = place.symbol.spelling
        // What a class stands for is spelled as it was read; the second sign of an Ⅲ has no spelling.
        if cell.step == .take, !place.symbol.isLiteral, let scalar = Unicode.Scalar(glyphs[column - 1].value) {
          piece = String(scalar)
        }
        if place.symbol.afterSpace { piece = " " + piece }
        pieces.append(piece)
        if place.symbol.isKey {
          alignment.keyCount += 1
          keyErrors += cell.step == .take ? cost(place, glyphs[column - 1]) : 1
        }
        if cell.step == .take, place.symbol.asks == .literal(Folding.star),
          cost(place, glyphs[column - 1]) < Automaton.strangeStar
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
