import Evidence
import Pixels

/// A page's matches by what they are good for, and what the layout adds to them.
struct PageEvidence {
  /// Type lower than this, in pixels, cannot be read.
  static let smallestGlyph: Float = 7
  /// So many lines of a program make a page of one.
  private static let fewestOfProgram = 3
  private static let fewestOfNewspaper = 80
  /// The like of running text that make one of a document's.
  private static let fewestOfText = 5
  /// The like of lines in kana; the signs that make a line one.
  private static let fewestOfKana = 2
  fileprivate static let fewestKana = 3
  /// The rank of a header that is a number and nothing else, as any form may have.
  private static let ofNumber = 1
  /// Parts of a cover's imprint, and lines of running text on it, at most.
  private static let (fewestOfImprint, mostOfCover) = (2, 3)
  /// A line that reads worse in all of its readings is no running text.
  private static let leastOfType: Float = 0.45
  /// What was cut out of one place twice differs by less in area.
  private static let ofOnePlace: Float = 4
  private static let surelyRead: Float = 0.9
  private static let wellRead: Float = 0.75
  /// A piece that was cut out close is lower than the signs.
  private static let ofOneSize: Float = 2
  /// What stands in the midst of a page is matched with no more than that.
  private static let fairlyRead: Float = 0.4
  /// Times the size of the text near to it; a list's points are no larger.
  private static let largerThanBody: Float = 1.2
  /// Levels that films, books and games are called, too.
  private static let everyday: Set<String> = [
    "TOP SECRET", "STRENG GEHEIM", "TRÈS SECRET", "СОВЕРШЕННО СЕКРЕТНО", "絕對機密",
  ]
  private static let romanNumerals: Set<Character> = ["Ⅰ", "Ⅱ", "Ⅲ"]
  /// Headers and what speaks against must be at least this sure to count.
  private static let enough: Float = 0.5

  let layout: Layout
  let marks: [Match]
  /// Marks if the same stood at the page's other end, too.
  private let halves: [Match]
  let suspicions: [Match]
  let headers: [Match]
  let hints: [Match]
  let releases: [Match]
  let against: [Match]
  /// How many different headers of each regime there are.
  private let furniture: [String: Int]
  let levelsMentioned: Int
  /// Sentences that speak of a level.
  let mentions: [Match]
  let againstRank: Int
  let read: Int
  let readWell: Int
  /// Lines that read as a program's text.
  private let programLines: Int
  /// Lines with several kana in them: the page is in Japanese.
  private let isInKana: Bool
  private let lines: [Int: Line]
  private let readLines: [ReadLine]
  /// Lines of four to six digits and nothing else: copy numbers (GB/T 9704-2012, 7.2.1, has six; some have fewer).
  let digitLines: [Line]
  private let readIDs: Set<Int>
  /// Lines in which hardly a sign was read: texture and pattern, most often.
  let vain: Set<Int>
  let runningText: [Line]
  /// Lines that read on beside their own end, in Latin letters.
  let readingOn: Set<Int>

  init(_ matches: [Match], _ transcript: Transcript) {
    layout = transcript.layout
    marks = matches.filter { $0.kind == .mark }
    halves = matches.filter { $0.kind == .half }
    suspicions = matches.filter { $0.kind == .suspicion }
    headers = matches.filter { $0.kind == .header && $0.confidence >= PageEvidence.enough }
    hints = matches.filter { $0.kind == .hint && $0.confidence >= PageEvidence.enough }
    releases = matches.filter { $0.kind == .release && $0.confidence >= 0.7 }
    let all = matches.filter { $0.kind == .against && $0.confidence >= PageEvidence.enough }
    against = all.filter { !$0.rule.hasSuffix(".mention") }
    mentions = all.filter { $0.rule.hasSuffix(".mention") }
    levelsMentioned = Set(mentions.compactMap(\.level)).count
    // The same rule met on ten lines says no more than on two.
    var times: [String: Int] = [:]
    var rank = 0
    for match in against {
      times[match.rule, default: 0] += 1
      if times[match.rule, default: 0] <= 2 { rank += match.rank }
    }
    againstRank = rank
    var parts: [String: Set<String>] = [:]
    for match in headers { parts[match.regime, default: []].insert(match.rule + "/" + (match.level ?? "")) }
    furniture = parts.mapValues(\.count)
    var lines: [Int: Line] = [:]
    for read in transcript.lines { lines[read.line.id] = read.line }
    self.lines = lines
    readLines = transcript.lines
    digitLines = transcript.lines.filter { read in
      read.readings.contains {
        let signs = $0.text.filter { $0.isLetter || $0.isNumber }
        return (4...6).contains(signs.count) && signs.allSatisfy(\.isWholeNumber) && $0.confidence > 0.6
      }
    }.map(\.line)
    readIDs = Set(lines.keys)
    vain = Set(transcript.lines.filter { $0.bestConfidence < PageEvidence.leastOfType }.map(\.line.id))
    runningText = layout.lines.filter { $0.lengthInGlyphs >= 10 && $0.typeness > 0.5 }
    readingOn = Set(transcript.lines.filter(\.readsOn).map(\.line.id))
    read = transcript.lines.count
    readWell = transcript.lines.count { line in
      line.readings.contains { $0.confidence >= 0.3 && $0.text.count >= 2 }
    }
    let kana = transcript.lines.count { line in
      line.readings.contains { $0.language == "jpn" && $0.confidence >= 0.6 && isOfKana($0.text) }
    }
    isInKana = kana >= PageEvidence.fewestOfKana
    programLines = transcript.lines.count { line in
      line.readings.contains { $0.confidence >= 0.6 && isOfProgram($0.text) }
    }
  }

  func line(_ match: Match) -> Line? { lines[match.line] }

  /// Half marks that stand behind a form's label for the level, which says as much as a twin.
  var labelledHalves: [Match] {
    halves.filter { half in isLabelled(half) && !marks.contains { $0.line == half.line } }
  }

  /// A reading of the same place, surely read, is a sentence or a name that holds the level.
  func isMention(_ match: Match) -> Bool {
    mentions.contains { mention in
      mention.level == match.level && mention.line != match.line && isInPlace(of: match, mention)
        && readLines.contains { $0.line.id == mention.line && $0.bestConfidence >= Self.surelyRead }
    }
  }

  /// How many different headers of the mark's own regime there are.
  func furniture(round match: Match) -> Int { furniture[match.regime] ?? 0 }

  // MARK: About a mark

  /// More was read than the level's word: a period, control markings, a caveat.
  func isFull(_ match: Match) -> Bool {
    guard let mark = match.mark, let level = match.level else { return false }
    let (whole, word) = (letters(mark), letters(level))
    return whole > word + 1 || (whole > word && mark.contains("★") && isStarSeen(match))
  }

  /// Some sign of a Chinese level's word was read; without, it was told by what stands round it, and another reading
  /// may tell better.
  func isLevelLegible(_ match: Match) -> Bool {
    guard let level = match.level, isEastAsian(level) else { return true }
    return level.contains { match.text.contains($0) }
  }

  /// Another model may read another mark in its line; what of another country's, only where nothing else tells whose the
  /// page is.
  func isSuspectedOfOther(_ match: Match) -> Bool {
    suspicions.contains {
      $0.line == match.line && ($0.regime == match.regime || furniture(round: match) <= furniture(round: $0))
    }
  }

  /// A level that has a number was read with it: 機密性1情報 is none.
  func isNumberRead(_ match: Match) -> Bool {
    let digits = (match.level ?? "").filter(\.isWholeNumber)
    return digits.allSatisfy(match.text.contains)
  }

  /// A star and a period in the corner where marks stand, seen and read: no sentence has these.
  func isSurelyBorne(_ match: Match) -> Bool {
    match.place.isUpperCorner && isFull(match) && isStarSeen(match) && match.confidence >= Self.surelyRead
  }

  func isTelling(_ match: Match) -> Bool {
    guard let level = match.level else { return false }
    // A Korean level begins with its number, as points of a list do, and rows of a table: these are of the body's size.
    if isNumbered(match) {
      guard match.place == .body || match.place == .heading else { return true }
      return line(match).map { $0.isAlone && relativeSize($0) >= Self.largerThanBody } == true
    }
    if isEastAsian(level) { return letters(level) >= 4 }
    return letters(level) >= 10 && level.contains { $0 == " " || $0 == "-" } && level != "TOP SECRET"
  }

  /// Films, books and games are called so as well.
  func isEveryday(_ match: Match) -> Bool { match.level.map(Self.everyday.contains) == true }

  /// A level that begins with its number, as Korea's do.
  func isNumbered(_ match: Match) -> Bool {
    match.level?.first.map(Self.romanNumerals.contains) == true
  }

  func isEastAsian(_ level: String) -> Bool {
    level.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
  }

  private func letters(_ text: String) -> Int {
    text.unicodeScalars.count { !$0.properties.isWhitespace }
  }

  func isStarSeen(_ match: Match) -> Bool {
    line(match)?.isStarSeen == true && (match.mark ?? "").contains("★")
  }

  /// A star in a full mark, seen in the picture or kept by the reader.
  func isStarred(_ match: Match) -> Bool {
    (match.mark ?? "").contains("★") && (isFull(match) || isStarSeen(match))
  }

  func hasTwin(_ match: Match) -> Bool {
    guard let line = line(match) else { return false }
    return marks.contains { other in
      guard other.level == match.level, other.line != match.line, let twin = self.line(other) else {
        return false
      }
      let isOpposite = (twin.box.midY < 0.5) != (line.box.midY < 0.5)
      return isOpposite && abs(twin.box.midY - line.box.midY) > 0.3
        || match.place.isTop && other.place.isBottom || match.place.isBottom && other.place.isTop
    } || isRoundText(match)
  }

  /// How many other levels stand on the page as marks, reasonably read: of its regime, or of another one, in which one
  /// may be the same level's name.
  func otherLevels(than match: Match) -> Int {
    guard match.severity != .low else { return 0 }
    let others = marks.filter {
      $0.level != match.level && !isInPlace(of: match, $0) && $0.confidence >= Self.fairlyRead
        && $0.severity != .low
    }
    let levels = Dictionary(grouping: others, by: \.regime).mapValues { Set($0.compactMap(\.level)).count }
    return levels.map { $0.key == match.regime ? $0.value : $0.value - 1 }.max() ?? 0
  }

  /// Three levels of the mark's country, or more, stand on the page by themselves, lesser ones too.
  func explainsLevels(of match: Match) -> Bool {
    let levels = (marks + halves).filter {
      $0.regime == match.regime && $0.confidence >= Self.fairlyRead
        && ($0.level == match.level || !isInPlace(of: match, $0))
    }
    return Set(levels.map(\.level)).count >= 3
  }

  /// Another reading of the same place, as it is or cut out otherwise: of the two levels read there one is none.
  private func isInPlace(of match: Match, _ other: Match) -> Bool {
    guard match.line != other.line else { return true }
    guard let line = self.line(match), let second = self.line(other) else { return false }
    let areas = [line, second].map { $0.quad.width * $0.quad.height }.sorted()
    return areas[1] < Self.ofOnePlace * areas[0]
      && (line.quad.holds(second.quad.centre) || second.quad.holds(line.quad.centre))
  }

  /// An exclamation mark and nothing more behind a level in letters; a frame's side would stand at both ends.
  func isCalledOut(_ match: Match) -> Bool {
    guard let level = match.level, !isEastAsian(level), match.phrase.contains(.exclaimed) else {
      return false
    }
    return match.text.last == "!" && match.text.first?.isLetter == true
  }

  /// Another look at the same place gave more signs round the level: a piece of a name was cut out.
  func isPieceOfWord(_ match: Match) -> Bool {
    guard let line = line(match), let level = match.level, isEastAsian(level) else { return false }
    return readLines.contains { other in
      other.line.id != line.id && other.line.quad.holds(line.quad.centre)
        && other.line.glyphHeight < Self.ofOneSize * line.glyphHeight
        && other.readings.contains { $0.confidence >= Self.wellRead && $0.continues(level) }
    }
  }

  // MARK: About the page

  /// A regime some of whose headers make a page official.
  func isRedHeaderRegime(_ regime: String) -> Bool {
    regime == "cn" || headers.contains { $0.regime == regime && $0.rank > 0 }
  }

  /// Different parts of a red header, the best reading of each, weightiest first.
  var headerParts: [Match] { best(of: headers) }

  /// The like of what completes one.
  var headerHints: [Match] { best(of: hints) }

  private func best(of matches: [Match]) -> [Match] {
    var best: [String: Match] = [:]
    for match in matches where match.rank > 0 {
      let key = match.rule + "/" + (match.level ?? "")
      if best[key].map({ $0.confidence < match.confidence }) ?? true { best[key] = match }
    }
    return best.values.sorted { ($1.rank, $0.rule, $0.line) < ($0.rank, $1.rule, $1.line) }
  }

  /// Hardly more than a title, and the office's name and the date below it.
  var isOfficesCover: Bool {
    let imprint = Set(hints.map(\.rule).filter { $0.contains(".imprint-") })
    return imprint.count >= PageEvidence.fewestOfImprint && bodyLines <= PageEvidence.mostOfCover
  }

  /// 74 % or 81 % of the page's width; only roughly so when the paper's edges were not seen.
  var hasRedRule: Bool {
    let widths: ClosedRange<Float> =
      switch layout.frame {
      case .paper: 0.66...0.9
      case .type: 0.5...1.05
      case .picture: 0.4...1.05
      }
    return layout.rules.contains { $0.redness >= 0.35 && widths.contains($0.box.width) }
  }

  var hasRedHeading: Bool {
    let named = Set(headers.filter { $0.rank >= 2 }.map(\.line))
    return layout.lines.contains {
      // On a screen or a desk the page's upper half may lie anywhere; then the words tell.
      $0.redness >= 0.45 && $0.relativeSize >= 1.5 && $0.box.width >= 0.15 && !$0.isLightOnDark
        && ($0.box.midY < 0.45 || named.contains($0.id))
    }
  }

  /// A mark in Chinese signs that are no mark in Japan, on a page in Japanese.
  func isOtherLanguages(_ match: Match) -> Bool {
    match.regime != "jp" && isInKana && match.level.map(isEastAsian) == true
  }

  /// One sign, on a form that is another country's: a part of its 密级 or 秘密.
  func isOtherFormsSign(_ match: Match) -> Bool {
    match.level?.count == 1 && match.mark.map(letters) ?? 1 == 1 && furniture(round: match) == 0
      && headers.contains { $0.rank != Self.ofNumber }
  }

  /// Whether one country's mark explains another's bare word, in Chinese signs both: 机密 is read of 機密, and 秘 of 秘密.
  /// The page's form tells, or that nothing is in Japanese.
  func explains(_ match: Match, _ other: Match) -> Bool {
    guard match.regime != other.regime, !isFull(other), let level = match.level, isEastAsian(level),
      other.level.map(isEastAsian) == true
    else { return false }
    if other.regime == "jp", !isInKana { return true }
    return match.confidence >= 0.9 && furniture(round: match) > furniture(round: other)
  }

  /// A program's text, in which levels are names and values.
  var isProgram: Bool { programLines >= PageEvidence.fewestOfProgram }

  /// Columns of small type, several times as many lines as a page of a document has (22 by GB/T 9704-2012, 5.2.3).
  var isNewspaper: Bool { bodyLines >= PageEvidence.fewestOfNewspaper }

  /// Lines of running text.
  var bodyLines: Int { runningText.count }

  /// What is seen unread: a red header, or a page of text.
  var showsDocument: Bool { hasRedRule || hasRedHeading || bodyLines >= PageEvidence.fewestOfText }

  var hasUnreadStamp: Bool {
    layout.lines.contains { $0.mayBeStamp && !readIDs.contains($0.id) }
  }

  /// The middle of the glyph heights of what is surely type, in pixels; `nil` when there is hardly any.
  var typicalHeight: Float? {
    let heights = layout.lines.filter { $0.typeness > 0.85 }.map(\.glyphHeight).sorted()
    return heights.count < 4 ? nil : heights[heights.count / 2]
  }
}

extension Reading {
  /// It holds these signs with letters right before or behind them.
  fileprivate func continues(_ signs: String) -> Bool {
    guard let place = text.firstRange(of: signs) else { return false }
    let (before, behind) = (text[..<place.lowerBound].last, text[place.upperBound...].first)
    return [before, behind].contains { $0?.isLetter == true }
  }
}

extension ReadLine {
  private static let fewestLetters = 3

  /// With what stands beside it the line reads surely, and has more letters.
  fileprivate var readsOn: Bool {
    guard let widened, widened.confidence >= 0.6 else { return false }
    func letters(_ reading: Reading) -> Int { reading.text.count(where: \.isLetter) }
    let own = readings.filter { $0.language == widened.language }.map(letters).max() ?? 0
    return letters(widened) >= own + Self.fewestLetters
  }
}

/// Whether a line has several kana in it.
private func isOfKana(_ text: String) -> Bool {
  text.unicodeScalars.count { (0x3041...0x30FA).contains($0.value) } >= PageEvidence.fewestKana
}

/// Whether a line has what programs are written with and nothing else is: names_with_strokes, comparisons, calls without
/// a space, slices, a type's parts.
private func isOfProgram(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  func isSmall(_ n: Int) -> Bool {
    bytes.indices.contains(n) && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[n])
  }
  return bytes.indices.dropLast().contains { n in
    switch bytes[n] {
    case UInt8(ascii: "_"): isSmall(n - 1) && isSmall(n + 1)
    case UInt8(ascii: "."): isSmall(n - 1) && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[n + 1])
    case UInt8(ascii: "="), UInt8(ascii: "!"): bytes[n + 1] == UInt8(ascii: "=")
    case UInt8(ascii: "["): bytes[n + 1] == UInt8(ascii: ":")
    case UInt8(ascii: "("):
      isSmall(n - 1)
        && bytes[n...].prefix { $0 != UInt8(ascii: " ") }.contains(UInt8(ascii: ")"))
    default: false
    }
  }
}
