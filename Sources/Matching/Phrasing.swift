import Evidence

extension Row {
  /// How the signs beside `span` hold the mark that stands in it; `wordCount` of them are its level's word.
  func phrase(round span: Range<Int>, wordCount: Int) -> Phrase {
    var phrase: Phrase = []
    if isField || isLabelled(span) { phrase.insert(.labelled) }
    if isIntroduced(span.lowerBound) || isLed(span.lowerBound) { phrase.insert(.introduced) }
    if isJoined(span.lowerBound) { phrase.insert(.joined) }
    // A star that was seen and is no part of what fits was read as any sign.
    let isStarBehind = line.isStarSeen && span.count <= wordCount && span.upperBound < glyphs.count
    let isWhole = line.isStarSeen && span.count >= wordCount + 2
    if isContinued(span.upperBound + (isStarBehind ? 1 : 0), fewest: isWhole ? 3 : 2) {
      phrase.insert(.continued)
    }
    if isListed(span.lowerBound) { phrase.insert(.listed) }
    if isExclaimed(span) { phrase.insert(.exclaimed) }
    if isParted(span, wordCount) { phrase.insert(.parted) }
    if isOfNumber(span.lowerBound + wordCount) { phrase.insert(.continued) }
    return phrase
  }

  private func isWord(_ index: Int) -> Bool {
    glyphs.glyphs[index].sort == .han && !explained.contains { $0.contains(index) }
  }

  private func isJoined(_ start: Int) -> Bool {
    start >= 2 && (start - 2..<start).allSatisfy { isWord($0) && !glyphs.glyphs[$0].isNoise }
  }

  /// Chinese and a colon or a question mark, or Chinese and a quotation mark; labels of a form say what the mark is.
  private func isIntroduced(_ start: Int) -> Bool {
    let before = glyphs.glyphs[..<start]
    guard let held = before.lastIndex(where: { !Row.brackets.contains($0.value) }) else { return false }
    if glyphs.glyphs[held].value == Row.question { return before[..<held].indices.contains(where: isWord) }
    if glyphs.glyphs[held].value != Row.colon { return held < start - 1 && isWord(held) }
    let words = before[..<held].indices.suffix(3).filter(isWord)
    guard words.count >= 2, let last = words.last else { return false }
    return !Row.labelEnds.contains(glyphs.glyphs[last].value)
  }

  /// A word that goes with the one behind it, 这个秘密, 是秘密.
  private func isLed(_ start: Int) -> Bool {
    start > 0 && Row.particles.contains(glyphs.glyphs[start - 1].value)
  }

  /// 密级 or the like at the beginning of the line, which is no level's adjective, 机密级.
  private func isLabelled(_ span: Range<Int>) -> Bool {
    let words = glyphs.glyphs[..<span.upperBound].prefix(Row.longestLabelled).map(\.value)
    return words.indices.dropLast().contains { n in
      Row.labelHeads.contains(words[n]) && Row.labelEnds.contains(words[n + 1])
        && (n == 0 || !Row.levelHeads.contains(words[n - 1]))
    }
  }

  /// Several Chinese signs among the next, or one behind a colon or a comma; quotation marks may stand between. Behind a
  /// star and a period two may be pattern beside the page.
  private func isContinued(_ end: Int, fewest: Int) -> Bool {
    let next = glyphs.glyphs[end...].prefix(4)
    let words = next.indices.filter { isWord($0) && !glyphs.glyphs[$0].isNoise }
    if words.count >= fewest { return true }
    guard let first = words.first else { return false }
    return glyphs.glyphs[end..<first].contains { $0.value == Row.colon || Row.commas.contains($0.value) }
  }

  /// One or two digits and a stop, and nothing before them.
  private func isListed(_ start: Int) -> Bool {
    let before = glyphs.glyphs[..<start]
    guard (2...3).contains(before.count), let stop = before.last, Row.stops.contains(stop.value) else {
      return false
    }
    return before.dropLast().allSatisfy { $0.sort == .digit }
  }

  /// A frame's right side is read as such a sign, too, and its left side as a stroke or a letter that is one.
  private func isExclaimed(_ span: Range<Int>) -> Bool {
    let first = glyphs.glyphs.first?.value
    let isFramed =
      line.isBoxed || first.map(Row.sides.contains) == true
      || span.lowerBound == 1 && first == Row.letterOfSide
    return !isFramed
      && glyphs.glyphs[span.upperBound...].prefix(2).contains { Row.closing.contains($0.value) }
  }

  /// A bracket, a year, a bracket, and a number with 号 behind it (7.2.5): 科密 and 机密 are offices' own abbreviations there.
  private func isOfNumber(_ end: Int) -> Bool {
    let next = glyphs.glyphs[min(end, glyphs.glyphs.count)...]
    guard let start = next.prefix(2).firstIndex(where: { $0.sort == .digit }), start > end else {
      return false
    }
    let year = next[start...].prefix { $0.sort == .digit }
    guard year.count == Row.yearDigits, let bracket = next[year.endIndex...].first, bracket.sort != .han
    else {
      return false
    }
    let number = next[(year.endIndex + 1)...].prefix { $0.sort == .digit }
    return !number.isEmpty && next[number.endIndex...].first?.value == Row.sign
  }

  /// A comma within it, 级, 最 or a Japanese particle behind the level's word, or a number of times: 机密×3.
  private func isParted(_ span: Range<Int>, _ wordCount: Int) -> Bool {
    let signs = glyphs.glyphs[span]
    guard signs.contains(where: { $0.sort == .han }) else { return false }
    let next = span.lowerBound + wordCount
    let behind = wordCount > 0 && next < glyphs.glyphs.count ? glyphs.glyphs[next].value : 0
    let isAdjective =
      Row.grades.contains(behind) || Row.kana.contains(behind) || behind == Row.most && !line.isStarSeen
    let isTimes =
      signs.last?.value == Row.times && span.upperBound < glyphs.glyphs.count
      && glyphs.glyphs[span.upperBound].sort == .digit
    // A star that was seen is read as any sign, and words as long as a clause have a comma of their own.
    let mayBeParted = !line.isStarSeen && wordCount < Row.clause
    return isAdjective || isTimes || mayBeParted && signs.contains { Row.commas.contains($0.value) }
  }

  private static let (colon, question) = (UInt32(0x3A), UInt32(0x3F))
  /// 内部资料，注意保存 has eight signs.
  private static let clause = 6
  private static let yearDigits = 4
  /// 号.
  private static let sign = UInt32(0x53F7)
  /// × is read as the letter.
  private static let times = UInt32(0x58)
  private static let grades = Set("级級".unicodeScalars.map(\.value))
  /// Of 特定秘密の運用.
  private static let kana = Set("のをがはにへ".unicodeScalars.map(\.value))
  /// Of 机密最长20年.
  private static let most = UInt32(0x6700)
  /// Of 密级：, 密别：, 保密等级：, and how far into its line such a label may go.
  private static let labelHeads = Set("密等".unicodeScalars.map(\.value))
  private static let longestLabelled = 8
  private static let levelHeads = Set("绝机秘絕機極".unicodeScalars.map(\.value))
  /// None of them is what blots are read as.
  private static let particles = Set("的个個是為为这這那種种些有等及或与與了被把将將".unicodeScalars.map(\.value))
  /// Of 密级：, 密别：, 保密期限：.
  private static let labelEnds = Set("级級别別限".unicodeScalars.map(\.value))
  private static let brackets = Set("()\"'".unicodeScalars.map(\.value))
  private static let commas = Set(",、".unicodeScalars.map(\.value))
  private static let stops = Set(".、)".unicodeScalars.map(\.value))
  private static let closing = Set("!?:".unicodeScalars.map(\.value))
  /// What a frame's left side is read as.
  private static let sides = Set("|!".unicodeScalars.map(\.value))
  private static let letterOfSide = UInt32(0x49)
}
