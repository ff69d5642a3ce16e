import Evidence

/// A rule that fits a line's words, before the rest of the page was asked.
struct Candidate {
  var rule: Int
  var kind: Match.Kind
  var line: Int
  var text: String
  var place: Place
  var alignment: Automaton.Alignment
  var confidence: Float
  /// Read by a model made for the rule's script.
  var isNative: Bool
  var isTop: Bool
  /// The engine's own, of the reading it was found in.
  var engine: Float
  var phrase: Phrase
  /// Needs that only the rest of the page can meet.
  var open: [[Witness]]

  func overlaps(_ other: Candidate) -> Bool {
    line == other.line && alignment.start < other.alignment.end && other.alignment.start < alignment.end
  }
}

/// One reading of one line, folded, with what header rules already explain of it.
struct Row {
  let line: Line
  let reading: Reading
  let glyphs: Glyphs
  /// Numbers of the book's patterns that this row may fit, rising.
  let fitting: [Int]
  /// The models of other scripts know Latin letters, too.
  let isLatin: Bool
  /// The part of the line that was read, from 0 to 1.
  let stretch: ClosedRange<Float>
  /// It stands behind a label for the level.
  let isField: Bool
  var explained: [Range<Int>] = []

  init(
    _ line: Line, _ reading: Reading, _ index: GramIndex, stretch: ClosedRange<Float> = 0...1,
    isField: Bool = false
  ) {
    self.line = line
    self.reading = reading
    glyphs = Glyphs(reading.text)
    fitting = index.fitting(glyphs.glyphs)
    isLatin = reading.isLatin
    self.stretch = stretch
    self.isField = isField
  }

  /// The cells of a table's row that was read together with the rules between them; none where it is no such row.
  func cells(_ index: GramIndex) -> [Row] {
    let parts = reading.text.split(separator: "|").filter { part in
      part.count(where: { $0.isLetter || $0.isNumber }) >= Row.fewestOfCell
    }
    return parts.count < 2 ? [] : parts.map { self.part($0, index) }
  }

  /// What stands before the line's first colon and behind it; `nil` where there is none.
  func labelAndField(_ index: GramIndex) -> (label: Row, field: Row)? {
    let parts = reading.text.split(maxSplits: 1) { $0 == ":" || $0 == "：" }
    guard parts.count == 2, parts.allSatisfy({ $0.contains(where: \.isLetter) }) else { return nil }
    return (part(parts[0], index), part(parts[1], index, isField: true))
  }

  private func part(_ part: Substring, _ index: GramIndex, isField: Bool = false) -> Row {
    let text = reading.text
    func place(_ index: String.Index) -> Float {
      Float(text.distance(from: text.startIndex, to: index)) / Float(text.count)
    }
    return Row(
      line, Reading(language: reading.language, text: String(part), confidence: reading.confidence), index,
      stretch: place(part.startIndex)...place(part.endIndex), isField: isField)
  }

  var explainedCount: Int { explained.reduce(0) { $0 + $1.count } }

  /// Signs beside `span` that nothing explains. Chinese right after it weighs double: there a sentence goes on.
  func leftover(beside span: Range<Int>) -> Float {
    var sum: Float = 0
    for (index, glyph) in glyphs.glyphs.enumerated() where !span.contains(index) && !glyph.isNoise {
      if explained.contains(where: { $0.contains(index) }) { continue }
      let isNext = glyph.sort == .han && index >= span.upperBound && index < span.upperBound + 3
      // An edge of the paper or of a table is often read as one thin sign at the end of the line.
      let isEdge =
        (index == 0 || index == glyphs.glyphs.count - 1)
        && (Row.thin.contains(glyph.value) || isCutByRule(index))
      // Numbers are what pages and stamps leave beside a mark, and no sentence.
      sum += isEdge || glyph.sort == .digit ? 0.5 : isNext ? 2 : 1
    }
    return sum
  }

  /// A single letter behind an upright, `e| 秘密|`: what lies outside of a frame.
  private func isCutByRule(_ index: Int) -> Bool {
    let beside = index == 0 ? 1 : index - 1
    return glyphs.glyphs[index].sort == .letter && glyphs.glyphs.indices.contains(beside)
      && Row.uprights.contains(glyphs.glyphs[beside].value)
  }

  /// The line is longer than the level's word: in 秘密 alone a star was seen in the strokes of 密.
  func hasRoomForStar(besides wordCount: Int) -> Bool {
    line.lengthInGlyphs >= Float(wordCount) + 0.6 || !glyphs.glyphs.contains { $0.sort == .han }
  }

  /// The words go on in the same word: SECRET in SECRETARY.
  func isTorn(_ span: Range<Int>) -> Bool {
    let all = glyphs.glyphs
    guard let first = all[span].first, let last = all[span].last else { return true }
    var outside = 0
    if first.sort == .letter, !first.afterSpace {
      var index = span.lowerBound - 1
      while index >= 0, all[index].sort == .letter, !Row.thin.contains(all[index].value) {
        outside += 1
        if all[index].afterSpace { break }
        index -= 1
      }
    }
    if last.sort == .letter {
      var index = span.upperBound
      while index < all.count, all[index].sort == .letter, !all[index].afterSpace {
        // A bracket or the paper's edge after the word is read as one thin letter.
        let isEdge = index == all.count - 1 && Row.thin.contains(all[index].value)
        outside += isEdge ? 0 : 1
        index += 1
      }
    }
    return outside >= 1
  }

  /// The part of the letters in `span` that are small.
  func smallShare(in span: Range<Int>) -> Float {
    let letters = glyphs.glyphs[span].filter { $0.sort == .letter }
    guard !letters.isEmpty else { return 0 }
    return Float(letters.filter(\.isSmall).count) / Float(letters.count)
  }

  /// From 0 to 1 along the line.
  func part(_ span: Range<Int>) -> ClosedRange<Float> {
    let each = (stretch.upperBound - stretch.lowerBound) / Float(max(1, glyphs.glyphs.count))
    return stretch.lowerBound + Float(span.lowerBound) * each...stretch.lowerBound + Float(span.upperBound)
      * each
  }

  /// Signs that a table's cell has at least; a frame's side has but specks beside it.
  private static let fewestOfCell = 4
  private static let uprights = Set("|丨".unicodeScalars.map(\.value))
  private static let thin = Set("Il1!|iJL7".unicodeScalars.map(\.value))
}
