import Evidence

/// Finds marks, headers and what speaks against them in a page's readings.
///
/// Keeps nothing between calls, so one serves any number of threads. A page of forty lines takes well under a
/// millisecond: splitting it over threads would cost more than it saves.
package struct Matcher: Sendable {
  /// Readings looked at in one line, and matches given for one page, at most.
  private static let readingLimit = 6
  private static let matchLimit = 400
  /// A level's word that is spelled so well was read.
  private static let wellRead: Float = 0.85
  /// Signs of a line besides a level's word that is only mentioned in it.
  private static let fewestBesides = 3
  /// Words in small letters beside a mark that make a sentence.
  private static let fewestOfSentence = 3
  /// A model that does not know the script is believed when it read every sign right.
  private static let foreignMinimum: Float = 0.97
  /// How much worse another model's spelling may be and still be a reason to read the line again.
  private static let foreignAllowance: Float = 0.08

  /// A mark of one sign is read with this sureness at least.
  private static let leastOfSign: Float = 0.4

  /// What reads worse, or so much worse than the mark, does not tell what stands beside it: pattern beside a page is
  /// read as signs.
  private static let (leastOfPhrase, mostBelowMark): (Float, Float) = (0.6, 0.15)

  private let book: RuleBook
  /// The words whose mere mention is of interest, by their first sign.
  private let words: [UInt32: [Int]]

  package init(_ book: RuleBook) {
    self.book = book
    var words: [UInt32: [Int]] = [:]
    for (index, rule) in book.rules.enumerated() where rule.kind == .mark && rule.word.count >= 2 {
      words[rule.word[0], default: []].append(index)
    }
    self.words = words
  }

  /// All matches of the lines read so far, in the order of the transcript's lines.
  package func matches(in transcript: Transcript) -> [Match] {
    var memory = MatchMemory()
    return matches(in: transcript, remembering: &memory)
  }

  /// The same for a page whose lines are read one after the other: only those that changed are matched anew.
  ///
  /// - Parameter memory: of this matcher and this page; empty at first.
  package func matches(in transcript: Transcript, remembering memory: inout MatchMemory) -> [Match] {
    let placing = Placing(transcript.layout)
    memory.keep(for: transcript.layout)
    var candidates: [Candidate] = []
    var mentions: [Match] = []
    for (n, read) in transcript.lines.enumerated() {
      let found = memory.found(of: read, number: n) { self.found(in: read, placing) }
      candidates += found.candidates
      mentions += found.mentions
      if candidates.count > Matcher.matchLimit * 4 { break }
    }
    let settled = settle(candidates, in: transcript.layout)
    var matches = settled.prefix(Matcher.matchLimit).map(match)
    matches += mentions.prefix(Matcher.matchLimit)
    return matches
  }

  /// What one line holds, whatever the others do.
  private func found(in read: ReadLine, _ placing: Placing) -> FoundInLine {
    var found: [Candidate] = []
    var mentions: [Match] = []
    var rows = read.readings.suffix(Matcher.readingLimit).map { Row(read.line, $0, book.index) }
    let languages = Set(read.readings.map(\.language))
    for index in rows.indices {
      // Headers first: they explain what stands beside a mark.
      consider(rows[index], headers: true, languages, placing, &found)
      rows[index].explained = found.filter { $0.kind == .header && $0.text == rows[index].reading.text }
        .map { $0.alignment.start..<$0.alignment.end }
    }
    for row in rows {
      consider(row, headers: false, languages, placing, &found)
    }
    for field in rows.compactMap({ field(in: $0, languages, placing) }) {
      consider(field, headers: false, languages, placing, &found)
    }
    if !found.contains(where: { $0.kind == .mark }) {
      for cell in rows.flatMap({ $0.cells(book.index) }) {
        consider(cell, headers: false, languages, placing, &found)
      }
    }
    // What a header explains beside a mark is no sentence.
    if !found.contains(where: { $0.kind == .header }) {
      let all = rows + (read.widened.map { [Row(read.line, $0, book.index)] } ?? [])
      for index in found.indices where found[index].kind == .mark {
        found[index].phrase.formUnion(phrase(of: found[index], in: all))
      }
    }
    // A word that stands inside a mark is no mention.
    for row in rows where !found.contains(where: { $0.kind == .mark }) {
      mention(row, placing, &mentions)
    }
    return FoundInLine(candidates: found, mentions: mentions)
  }

  /// What stands behind a colon, where a label for the level stands before it.
  private func field(in row: Row, _ languages: Set<String>, _ placing: Placing) -> Row? {
    guard let (label, field) = row.labelAndField(book.index) else { return nil }
    var found: [Candidate] = []
    consider(label, headers: true, languages, placing, &found)
    return found.contains { Match.isLevelLabel(book.rules[$0.rule].name) } ? field : nil
  }

  // MARK: One rule, one reading

  private func consider(
    _ row: Row, headers: Bool, _ languages: Set<String>, _ placing: Placing, _ found: inout [Candidate]
  ) {
    guard row.glyphs.count > 0 else { return }
    var next = 0
    while next < row.fitting.count {
      // The patterns of one rule follow each other.
      let rule = book.patterns[row.fitting[next]].rule
      var slots: [Int] = []
      while next < row.fitting.count, book.patterns[row.fitting[next]].rule == rule {
        slots.append(book.patterns[row.fitting[next]].slot)
        next += 1
      }
      if (book.rules[rule].kind == .header) == headers {
        consider(rule, slots, row, languages, placing, &found)
      }
    }
  }

  private func consider(
    _ index: Int, _ slots: [Int], _ row: Row, _ languages: Set<String>, _ placing: Placing,
    _ found: inout [Candidate]
  ) {
    let rule = book.rules[index]
    // The mainland's marks are another model's.
    if row.reading.language == Reading.foreign, rule.languages.contains("chi_sim") { return }
    let isNative =
      rule.languages.contains(row.reading.language) || Reading.own.contains(row.reading.language)
      || (row.isLatin && rule.languages.contains("eng"))
    let isSettled = !languages.isDisjoint(with: rule.languages)
    let minimum = isNative ? rule.minimum : rule.minimum - Matcher.foreignAllowance
    guard isWorthwhile(rule, row, placing.layout) else { return }
    var best: Candidate?
    for slot in slots where slot < rule.strings.count && fits(rule.strings[slot], rule, row) {
      guard let alignment = rule.strings[slot].align(row.glyphs.glyphs, minimum: minimum) else { continue }
      let isCertain = isNative || alignment.spelling >= Matcher.foreignMinimum
      if !isCertain && (isSettled || rule.kind != .mark) { continue }
      let kind = isCertain ? rule.kind : .suspicion
      if let one = candidate(index, rule, kind, alignment, row, isNative, placing),
        one.confidence > best?.confidence ?? 0
      {
        best = one
      }
    }
    if !isNative && !isSettled && best?.kind != rule.kind {
      for slot in slots where slot >= rule.strings.count {
        let automaton = rule.suspects[slot - rule.strings.count]
        guard fits(automaton, rule, row),
          let alignment = automaton.align(row.glyphs.glyphs, minimum: rule.minimum)
        else { continue }
        if let one = candidate(index, rule, .suspicion, alignment, row, false, placing),
          one.confidence > best?.confidence ?? 0
        {
          best = one
        }
      }
    }
    guard let best else { return }
    // Of several readings of a line the best counts.
    if let earlier = found.firstIndex(where: { $0.rule == index && $0.kind == best.kind }) {
      if found[earlier].confidence < best.confidence { found[earlier] = best }
    } else {
      found.append(best)
    }
  }

  /// What can be asked of the line before its words are: most lines of a page leave here.
  private func isWorthwhile(_ rule: Rule, _ row: Row, _ layout: Layout) -> Bool {
    // In a sentence it is the words' own letters that tell.
    if rule.needsCapitals && !rule.mayStandInSentence && row.glyphs.capitals < 0.3 { return false }
    return rule.needs.allSatisfy { need in
      need.contains { witness in
        switch witness {
        case .star, .start, .furniture, .twin: true
        case .starShape, .boxed, .red, .large, .alone, .border: isMet(witness, nil, row, layout)
        }
      }
    }
  }

  private func fits(_ automaton: Automaton, _ rule: Rule, _ row: Row) -> Bool {
    if rule.needs.contains([.start]) && !automaton.mayBegin(row.glyphs.glyphs) { return false }
    if rule.mayStandInSentence { return true }
    if row.glyphs.wasCut { return false }
    return row.glyphs.count <= automaton.longest + rule.extra + row.explainedCount + 3
  }

  private func candidate(
    _ index: Int, _ rule: Rule, _ kind: Match.Kind, _ alignment: Automaton.Alignment, _ row: Row,
    _ isNative: Bool, _ placing: Placing
  ) -> Candidate? {
    guard isLevelRead(alignment, row), !isShorn(alignment, row) else { return nil }
    // One sign is seen in any red figure.
    if alignment.proper.count == 1, row.reading.confidence < Matcher.leastOfSign { return nil }
    let span = alignment.start..<alignment.end
    if row.isTorn(span) && kind != .against { return nil }
    var beside: Float = 0
    if !rule.mayStandInSentence {
      // 机密 in 机密文件 is a part of that heading, not a mark.
      if kind != .header, alignment.weight < 3, row.explained.contains(where: { $0.overlaps(span) }) {
        return nil
      }
      beside = row.leftover(beside: span)
      let words = row.glyphs.smallWords.count { !$0.overlaps(span) }
      guard beside <= Float(rule.extra) + 0.5, words < Self.fewestOfSentence else { return nil }
    }
    if rule.needsCapitals && row.smallShare(in: span) > 0.4 { return nil }
    var open: [[Witness]] = []
    for need in rule.needs where !need.contains(where: { isMet($0, alignment, row, placing.layout) }) {
      let page = need.filter { $0 == .furniture || $0 == .twin }
      guard !page.isEmpty else { return nil }
      open.append(page)
    }
    let place = placing.place(of: row.line, part: row.part(span))
    let placed: Float = rule.places.contains(place) ? 1 : rule.elsewhere
    guard placed > 0 else { return nil }
    // Engines under-report on short lines of capitals and on marks with a star in them.
    let engine = 0.8 + 0.2 * min(1, max(0, row.reading.confidence) / 0.6)
    var confidence = alignment.spelling * engine * placed * (isNative ? 1 : 0.9)
    confidence *= max(0.6, 1 - 0.04 * beside)
    if let star = row.line.star, row.line.isStarSeen, alignment.proper.unicodeScalars.contains("★") {
      confidence += (1 - confidence) * 0.5 * min(1, star.strength)
    }
    return Candidate(
      rule: index, kind: kind, line: row.line.id, text: String(row.reading.text.prefix(200)), place: place,
      alignment: alignment, confidence: min(1, confidence), isNative: isNative,
      isTop: row.line.box.midY < 0.5 && !place.isBottom, engine: row.reading.confidence,
      phrase: row.phrase(round: span, wordCount: alignment.keyCount),
      open: open)
  }

  /// A long period read well must not make up for a level that is not there. One of two Chinese signs may be
  /// another when a star stands beside them.
  private func isLevelRead(_ alignment: Automaton.Alignment, _ row: Row) -> Bool {
    if alignment.keyCount > 3 { return alignment.keySpelling >= 0.7 }
    if alignment.keySpelling >= 0.65 { return true }
    return alignment.keySpelling >= 0.45 && (alignment.readStar || row.line.isStarSeen)
  }

  /// Nothing was read or seen for the star, nor for the number behind it: 秘密日记 is 秘密★3月 with two signs missing.
  private func isShorn(_ alignment: Automaton.Alignment, _ row: Row) -> Bool {
    alignment.proper.contains("★") && !alignment.readStar && !row.line.isStarSeen
      && alignment.end - alignment.start == alignment.keyCount + 1
  }

  /// Witnesses on the line itself; those of the page are asked when all lines are known.
  private func isMet(
    _ witness: Witness, _ alignment: Automaton.Alignment?, _ row: Row, _ layout: Layout
  ) -> Bool {
    switch witness {
    case .star:
      (alignment?.readStar ?? false)
        || isMet(.starShape, alignment, row, layout)
    case .starShape: row.line.isStarSeen && row.hasRoomForStar(besides: alignment?.keyCount ?? 0)
    case .boxed: row.line.isBoxed
    case .red: row.line.redness >= 0.35
    case .large: row.line.relativeSize >= 1.3
    case .alone: row.line.isAlone
    case .start: row.glyphs.glyphs[..<(alignment?.start ?? 0)].allSatisfy(\.isNoise)
    case .border: layout.border != nil
    case .furniture, .twin: false
    }
  }

  /// How the words of a line hold a Chinese mark in those readings of it that tell more than the mark.
  private func phrase(of mark: Candidate, in rows: [Row]) -> Phrase {
    guard mark.alignment.isChinese else { return [] }
    let rule = book.rules[mark.rule]
    return rows.reduce(into: []) { phrase, row in
      guard row.reading.confidence >= leastOfPhrase(beside: mark),
        row.glyphs.count > mark.alignment.proper.count,
        let found = rule.strings.compactMap({ $0.align(row.glyphs.glyphs, minimum: rule.minimum) })
          .max(by: { $0.spelling < $1.spelling })
      else { return }
      phrase.formUnion(row.phrase(round: found.start..<found.end, wordCount: found.keyCount))
    }
  }

  /// How surely another reading of its line must be read to tell what stands beside a mark; twice as surely as a mark that is
  /// hardly read will do.
  private func leastOfPhrase(beside mark: Candidate) -> Float {
    max(min(Matcher.leastOfPhrase, 2 * mark.engine), mark.engine - Matcher.mostBelowMark)
  }

  // MARK: Words only mentioned

  /// A level's word inside a longer line: it speaks of marks and is none.
  private func mention(_ row: Row, _ placing: Placing, _ mentions: inout [Match]) {
    var levels: Set<String> = []
    for (start, glyph) in row.glyphs.glyphs.enumerated() {
      for index in words[glyph.value] ?? [] {
        let rule = book.rules[index]
        guard let level = rule.level, !levels.contains(level), row.glyphs.has(rule.word, at: start),
          // A speck or two beside the word, read as letters, make no sentence.
          row.glyphs.count >= rule.word.count + Self.fewestBesides,
          rule.languages.contains(row.reading.language), !row.isTorn(start..<start + rule.word.count)
        else { continue }
        levels.insert(level)
        mentions.append(
          Match(
            rule: rule.name + ".mention", kind: .against, regime: rule.regime, level: level, rank: 1,
            place: placing.place(of: row.line), text: String(row.reading.text.prefix(200)), confidence: 0.5,
            line: row.line.id))
      }
    }
  }

  // MARK: The page as a whole

  private func settle(_ all: [Candidate], in layout: Layout) -> [Candidate] {
    var furniture: [String: Int] = [:]
    var names: Set<String> = []
    for candidate in all where candidate.kind != .suspicion {
      let rule = book.rules[candidate.rule]
      // What a page was released from is its regime's, too.
      if rule.kind == .header || rule.kind == .release { furniture[rule.regime, default: 0] += 1 }
      names.insert(rule.name)
    }
    var kept: [Candidate] = []
    var settled: [Candidate] = []
    for one in all {
      let rule = book.rules[one.rule]
      guard rule.unless.isDisjoint(with: names) || one.kind == .suspicion else { continue }
      let unmet = one.open.filter { need in
        !need.contains { witness in
          witness == .furniture
            ? furniture[rule.regime] != nil
            : all.contains { $0.rule == one.rule && $0.line != one.line && $0.isTop != one.isTop }
        }
      }
      if unmet.isEmpty {
        kept.append(one)
      } else if one.kind == .mark, unmet.allSatisfy({ $0.contains(.twin) }) {
        var half = one
        half.kind = .half
        settled.append(half)
      }
    }
    for one in kept {
      guard one.kind == .mark || one.kind == .suspicion else {
        settled.append(one)
        continue
      }
      let isBeaten = kept.contains { other in
        guard other.rule != one.rule || other.kind != one.kind, other.overlaps(one),
          other.kind == .mark || (other.kind == .suspicion && one.kind == .suspicion)
        else { return false }
        if one.kind == .suspicion { return other.alignment.weight >= one.alignment.weight + 1 }
        return isBetter(other, than: one, furniture)
      }
      if !isBeaten { settled.append(one) }
    }
    return settled
  }

  /// Of two marks that claim the same words: of levels of which one ends with the other the longer one, where it was
  /// read; then the one that explains more of them, then whose regime furnishes the page, then the better read, then the
  /// rules' own order.
  private func isBetter(_ a: Candidate, than b: Candidate, _ furniture: [String: Int]) -> Bool {
    let (first, second) = (book.rules[a.rule], book.rules[b.rule])
    if first.name == second.name, let one = first.level, let other = second.level {
      // SECRET ends TOP SECRET.
      if one != other, one.hasSuffix(other), a.alignment.keySpelling >= Matcher.wellRead { return true }
      if one != other, other.hasSuffix(one), b.alignment.keySpelling >= Matcher.wellRead { return false }
    }
    let told = (a.alignment.weight * a.alignment.spelling, b.alignment.weight * b.alignment.spelling)
    if abs(told.0 - told.1) > 0.7 { return told.0 > told.1 }
    let round = (furniture[first.regime] ?? 0, furniture[second.regime] ?? 0)
    if first.regime != second.regime && round.0 != round.1 { return round.0 > round.1 }
    // Two models that read the same glyphs as their own script's: the surer one knows it.
    if first.regime != second.regime && abs(a.engine - b.engine) > 0.08 { return a.engine > b.engine }
    if abs(a.confidence - b.confidence) > 0.12 { return a.confidence > b.confidence }
    if first.priority != second.priority { return first.priority > second.priority }
    if a.confidence != b.confidence { return a.confidence > b.confidence }
    return a.rule < b.rule
  }

  private func match(_ candidate: Candidate) -> Match {
    let rule = book.rules[candidate.rule]
    return Match(
      rule: rule.name, kind: candidate.kind, regime: rule.regime, level: rule.level, rank: rule.rank,
      severity: rule.severity, place: candidate.place, text: candidate.text,
      mark: candidate.kind == .suspicion
        ? rule.level : rule.kind == .mark ? Self.bare(candidate.alignment.proper, rule.level) : nil,
      confidence: candidate.confidence,
      line: candidate.line,
      reread: candidate.kind == .suspicion || !candidate.isNative ? Array(rule.languages.prefix(1)) : [],
      phrase: candidate.phrase)
  }
}

extension Glyphs {
  /// Whether `word` begins at `start`, sign for sign.
  func has(_ word: [UInt32], at start: Int) -> Bool {
    guard start + word.count <= glyphs.count else { return false }
    return word.indices.allSatisfy { glyphs[start + $0].value == word[$0] }
  }
}

extension Matcher {
  /// A mark in its proper spelling: without the title or the label before it, and without brackets round the period, which are
  /// a common mistake, or what is read for the star.
  fileprivate static func bare(_ proper: String, _ level: String?) -> String {
    var mark = proper
    if let level, let first = level.unicodeScalars.first, Folding.sort(of: first.value) == .han {
      if let start = proper.ranges(of: level).first {
        mark = String(proper[start.lowerBound...])
      } else if let star = proper.firstIndex(of: "★") {
        // Another model's spelling of the level: it stands right before the star.
        mark = level + proper[star...]
      }
    }
    if let level, let label = proper.ranges(of: ": " + level).first {
      mark = String(proper[label.lowerBound...].dropFirst(2))
    }
    guard mark.contains("★") else { return mark }
    return mark.filter { !"()（）".contains($0) }
  }
}
