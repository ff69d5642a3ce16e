import Evidence
import Pixels

/// A page's matches by what they are good for, and what the layout adds to them.
struct PageEvidence {
  /// Type lower than this, in pixels, cannot be read.
  static let smallestGlyph: Float = 7
  /// So many lines of a program make a page of one.
  private static let fewestOfProgram = 3
  /// The like of lines in kana; the signs that make a line one.
  private static let fewestOfKana = 2
  fileprivate static let fewestKana = 3
  /// So many lines of one sign are a poster's or a form's.
  private static let (manySingles, manyRedSingles) = (12, 6)
  /// A poster has fewer lines of text.
  private static let fewOfPoster = 4
  /// So many points make a list; running text has longer lines.
  private static let (fewestOfList, longestOfList): (Int, Float) = (3, 14)
  /// Headers and what speaks against must be at least this sure to count.
  private static let enough: Float = 0.5

  let layout: Layout
  let marks: [Match]
  let suspicions: [Match]
  let headers: [Match]
  private let hints: [Match]
  let releases: [Match]
  let against: [Match]
  /// How many different headers of each regime there are.
  private let furniture: [String: Int]
  let levelsMentioned: Int
  /// Sentences that speak of a level.
  private let mentions: [Match]
  let againstRank: Int
  let read: Int
  let readWell: Int
  /// Lines that read as a program's text.
  private let programLines: Int
  /// Lines with several kana in them: the page is in Japanese.
  private let isInKana: Bool
  private let lines: [Int: Line]
  /// Lines of four to six digits and nothing else: copy numbers (GB/T 9704-2012, 7.2.1, has six; some have fewer).
  private let digitLines: [Line]
  private let readIDs: Set<Int>
  private let runningText: [Line]
  /// Lines that read on beside their own end, in Latin letters.
  private let readingOn: Set<Int>

  init(_ matches: [Match], _ transcript: Transcript) {
    layout = transcript.layout
    marks = matches.filter { $0.kind == .mark }
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
    digitLines = transcript.lines.filter { read in
      read.readings.contains {
        let signs = $0.text.filter { $0.isLetter || $0.isNumber }
        return (4...6).contains(signs.count) && signs.allSatisfy(\.isWholeNumber) && $0.confidence > 0.6
      }
    }.map(\.line)
    readIDs = Set(lines.keys)
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

  func isTelling(_ match: Match) -> Bool {
    guard let level = match.level else { return false }
    if isEastAsian(level) { return letters(level) >= 4 }
    return letters(level) >= 10 && level.contains { $0 == " " || $0 == "-" } && level != "TOP SECRET"
  }

  private func isEastAsian(_ level: String) -> Bool {
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
    let isTop = line.box.midY < 0.5
    return marks.contains { other in
      guard other.level == match.level, other.line != match.line, let twin = self.line(other) else {
        return false
      }
      return (twin.box.midY < 0.5) != isTop && abs(twin.box.midY - line.box.midY) > 0.3
    }
  }

  /// How many other levels stand on the page as marks, reasonably read: of its regime, or of another one, in which one
  /// may be the same level's name.
  func otherLevels(than match: Match) -> Int {
    guard match.severity != .low else { return 0 }
    let others = marks.filter {
      $0.level != match.level && $0.line != match.line && $0.confidence >= 0.5 && $0.severity != .low
    }
    let levels = Dictionary(grouping: others, by: \.regime).mapValues { Set($0.compactMap(\.level)).count }
    return levels.map { $0.key == match.regime ? $0.value : $0.value - 1 }.max() ?? 0
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

  /// How a sentence, a list or a program holds a word that is no mark there: in quotation marks, or between the
  /// signs that part a sentence. A blot may be read as such a sign, so one that ends the line says less than two.
  func isQuoted(_ match: Match) -> Bool {
    let signs = match.text.filter { !$0.isWhitespace }
    guard let first = signs.first, let last = signs.last else { return false }
    let quotes: Set<Character> = ["\"", "“", "”", "「", "『", "'", "‘"]
    // An item of a list in a program, its first quotation mark lost in the bracket.
    let isItem = "[({".contains(first) && quotes.contains(last)
    let isParted = ":：,，;；、。".contains(first) && ",，;；、。".contains(last)
    return isParted || isItem || isBetween(quotes, Array(signs), match)
  }

  /// A quotation mark begins the line or stands right before the level's word, as in 如“机密★1年”, and another one follows.
  private func isBetween(_ quotes: Set<Character>, _ signs: [Character], _ match: Match) -> Bool {
    let word = match.level.map { level in signs.firstIndex { level.contains($0) } ?? 0 } ?? 0
    let start = word > 0 && quotes.contains(signs[word - 1]) ? word - 1 : 0
    return quotes.contains(signs[start]) && signs.dropFirst(start + 1).contains { quotes.contains($0) }
  }

  /// A quotation mark of Chinese type at one side of the line only.
  func isHalfQuoted(_ match: Match) -> Bool {
    let signs = match.text.filter { !$0.isWhitespace }
    let quotes: Set<Character> = ["“", "”", "「", "」", "『", "』"]
    return signs.first.map(quotes.contains) ?? false || signs.last.map(quotes.contains) ?? false
  }

  /// The line ends as a sentence does.
  func endsSentence(_ match: Match) -> Bool {
    match.text.last { !$0.isWhitespace }.map { "。，、；".contains($0) } ?? false
  }

  /// A grave word of teaching (示例, 标志为, 保密培训) stands on the mark's own line, or an answer to choose from on
  /// its row.
  func isShownAsExample(_ match: Match) -> Bool {
    against.contains { other in
      other.rank >= 3
        && (other.line == match.line || (other.rule.hasSuffix(".option") && isLevel(other, with: match)))
    }
  }

  private func isLevel(_ a: Match, with b: Match) -> Bool {
    guard let a = line(a), let b = line(b) else { return false }
    return abs(a.box.midY - b.box.midY) < 0.5 * max(a.box.height, b.box.height)
  }

  /// Type of its size goes on right behind the mark, and a sentence on the page speaks of its level: the mark is the
  /// beginning of another.
  func isPartOfSentence(_ match: Match) -> Bool {
    guard let line = line(match), mentions.contains(where: { $0.level == match.level }) else { return false }
    let (height, length) = (line.glyphHeight, line.glyphHeight * line.lengthInGlyphs)
    return layout.lines.contains { next in
      let (start, end) = (line.offset(to: next.quad.topLeft), line.offset(to: next.quad.topRight))
      // It may be seen together with the mark's last sign.
      return next.id != line.id && abs(start.y) < 0.5 * height && start.x > length - 1.5 * height
        && start.x < length + height && end.x > length + 2 * height
        && (0.7...1.4).contains(next.glyphHeight / max(1, height))
    }
  }

  /// Type of its size goes on right beside the line, on either side; a colon or a space may part them. It may be seen
  /// together with the mark. Handwriting beside a typed banner is seen as type, too, so in Latin letters the words must
  /// have been read.
  func isJoinedByType(_ match: Match) -> Bool {
    guard let line = line(match) else { return false }
    if let level = match.level, !isEastAsian(level), !readingOn.contains(line.id) { return false }
    let height = line.glyphHeight
    return layout.lines.contains { other in
      guard other.id != line.id, other.isRunningText(likeThatOf: line) else { return false }
      let (gap, down) = other.way(to: line)
      let beyond = other.quad.width + min(0, gap)
      return abs(down) < 0.5 * height && gap < 1.8 * height
        && (beyond > 2 * height || other.quad.width - line.quad.width > 2 * height)
    }
  }

  /// Running text of its size stands right above and right below it, or on one of these sides and beside it: the
  /// mark is a piece of a paragraph's line. Marks have their row to themselves, or share it with what stands apart.
  func isAmidRunningText(_ match: Match) -> Bool {
    guard let line = line(match), !line.isBoxed, !line.isRed else { return false }
    var sides = (above: false, below: false, beside: false)
    for other in layout.lines where other.id != line.id && other.isRunningText(likeThatOf: line) {
      // Seen from the longer line, whose direction is the surer one.
      let (gap, down) = other.way(to: line)
      if abs(down) < 0.5 * line.glyphHeight {
        if gap < 2.6 * line.glyphHeight { sides.beside = true }
      } else if abs(down) < 2.6 * line.glyphHeight, other.lengthInGlyphs >= 10, gap < -0.8 * line.quad.width {
        if down > 0 { sides.above = true } else { sides.below = true }
      }
    }
    return sides.above && sides.below || sides.beside && (sides.above || sides.below)
  }

  /// A copy number stands right over the mark, and both begin at the same edge.
  func isBelowCopyNumber(_ match: Match) -> Bool {
    guard let line = line(match) else { return false }
    return digitLines.contains { number in
      let above = line.offset(to: number.quad.bottomLeft)
      return abs(above.x) < line.glyphHeight && abs(above.y) < 2.5 * line.glyphHeight
        && line.offset(to: number.quad.topLeft).y < 0
    }
  }

  /// A red heading stands below the mark and begins no further right: copy number, mark and urgency stand in the
  /// upper left corner above it (7.2.1 to 7.2.4). Where it is cut or hardly read, another part of the header speaks
  /// for it.
  func isAboveRedHeading(_ match: Match) -> Bool {
    guard let line = line(match), isRedHeaderRegime(match.regime), line.redness < 0.35 else { return false }
    let headings = headers.filter { $0.regime == match.regime && $0.rank >= 2 }.map(\.line)
    return layout.lines.contains { heading in
      guard heading.redness >= 0.45,
        headings.contains(heading.id)
          ? heading.glyphHeight >= 1.2 * line.glyphHeight
          : furniture(round: match) > 0 && heading.lengthInGlyphs >= 4
            && heading.glyphHeight >= 1.5 * line.glyphHeight && heading.typeness > 0.5
      else { return false }
      // The corner is the left one; before 2012 it was the right one.
      let left = line.offset(to: heading.quad.topLeft)
      let outside = [left.x, line.quad.width - line.offset(to: heading.quad.topRight).x]
      let down = left.y - line.glyphHeight
      return down > 0 && down < 6 * heading.glyphHeight
        && outside.contains { $0 > -2 * heading.glyphHeight && $0 < 3 * heading.glyphHeight }
    }
  }

  /// How many times as high as the running text nearest to it: where several sheets lie about, the page's usual
  /// size may be another sheet's.
  func relativeSize(_ line: Line) -> Float {
    let near = runningText.filter { $0.id != line.id }
      .sorted { distance($0, line) < distance($1, line) }.prefix(4).map(\.glyphHeight).sorted()
    guard near.count == 4 else { return line.relativeSize }
    return min(line.relativeSize, line.glyphHeight / max(1, near[1]))
  }

  /// By far the largest type on a page of a few lines, as a poster's or an advertisement's name is.
  func isTitleOfFew(_ line: Line) -> Bool {
    guard runningText.count < Self.fewOfPoster else { return false }
    let others = layout.lines.filter { $0.id != line.id && $0.typeness > 0.5 && $0.lengthInGlyphs >= 3 }
    return !others.isEmpty && others.allSatisfy { line.glyphHeight >= 1.4 * $0.glyphHeight }
  }

  private func distance(_ a: Line, _ b: Line) -> Float {
    ((a.quad.topLeft + a.quad.bottomRight) - (b.quad.topLeft + b.quad.bottomRight)).length
  }

  /// Short lines of its size stand above or below it and begin where it begins. In a document's corner there are two at
  /// most, the copy number and the urgency (7.2.1 to 7.2.3); papers in Latin letters begin with more.
  func isOfList(_ match: Match) -> Bool {
    guard let line = line(match), !line.isBoxed, !line.isRed, match.level.map(isEastAsian) == true else {
      return false
    }
    let height = line.glyphHeight
    return layout.lines.count { other in
      let start = line.offset(to: other.quad.topLeft)
      return other.id != line.id && other.isRunningText(likeThatOf: line)
        && other.lengthInGlyphs < Self.longestOfList
        && abs(start.x) < 2 * height && abs(start.y) > 0.5 * height && abs(start.y) < 10 * height
    } >= Self.fewestOfList
  }

  /// The match is one sign, and many lines of its colour are: grain below the page is not.
  func isOfManySingles(_ match: Match) -> Bool {
    guard match.level?.unicodeScalars.count == 1, furniture(round: match) == 0 else { return false }
    let isRed = line(match)?.isRed == true
    let singles = layout.lines.count { $0.lengthInGlyphs < 1.5 && $0.isRed == isRed }
    return singles >= (isRed ? PageEvidence.manyRedSingles : PageEvidence.manySingles)
  }

  /// The photo is wider than high as its mark is read, as one of a slide is.
  func isSeenWide(_ match: Match) -> Bool {
    guard let along = line(match)?.direction else { return false }
    let (width, height) = (Float(layout.width), Float(layout.height))
    return abs(along.x) > abs(along.y) ? width > height : height > width
  }

  /// A mark in Chinese signs that are no mark in Japan, on a page in Japanese.
  func isOtherLanguages(_ match: Match) -> Bool {
    match.regime != "jp" && isInKana && match.level.map(isEastAsian) == true
  }

  /// A program's text, in which levels are names and values.
  var isProgram: Bool { programLines >= PageEvidence.fewestOfProgram }

  /// Lines of running text.
  var bodyLines: Int { runningText.count }

  var hasUnreadStamp: Bool {
    layout.lines.contains { $0.mayBeStamp && !readIDs.contains($0.id) }
  }

  /// The middle of the glyph heights of what is surely type, in pixels; `nil` when there is hardly any.
  var typicalHeight: Float? {
    let heights = layout.lines.filter { $0.typeness > 0.85 }.map(\.glyphHeight).sorted()
    return heights.count < 4 ? nil : heights[heights.count / 2]
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
/// a space, slices.
private func isOfProgram(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  func isSmall(_ n: Int) -> Bool {
    bytes.indices.contains(n) && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[n])
  }
  return bytes.indices.dropLast().contains { n in
    switch bytes[n] {
    case UInt8(ascii: "_"): isSmall(n - 1) && isSmall(n + 1)
    case UInt8(ascii: "="), UInt8(ascii: "!"): bytes[n + 1] == UInt8(ascii: "=")
    case UInt8(ascii: "["): bytes[n + 1] == UInt8(ascii: ":")
    case UInt8(ascii: "("):
      isSmall(n - 1)
        && bytes[n...].prefix { $0 != UInt8(ascii: " ") }.contains(UInt8(ascii: ")"))
    default: false
    }
  }
}

extension Line {
  /// Along the line, of length 1.
  fileprivate var direction: Point {
    let along = quad.topRight - quad.topLeft
    return along * (1 / max(1, along.length))
  }

  /// Type of about the same size as `line`'s, and some of it.
  fileprivate func isRunningText(likeThatOf line: Line) -> Bool {
    typeness > 0.5 && lengthInGlyphs >= 3 && (0.75...1.33).contains(glyphHeight / max(1, line.glyphHeight))
  }

  /// How far `other` stands from the nearer end of this line, along it, and how far below it; along, less than 0 is
  /// by how much both share.
  fileprivate func way(to other: Line) -> (along: Float, down: Float) {
    let middle = offset(to: (other.quad.topLeft + other.quad.bottomRight) * 0.5)
    let half = other.quad.width / 2
    return (max(middle.x - half - quad.width, -middle.x - half), middle.y - quad.height / 2)
  }

  /// How far a point lies along the line and below it, seen from its upper left.
  fileprivate func offset(to point: Point) -> Point {
    let way = point - quad.topLeft
    return Point(way.dot(direction), direction.cross(way))
  }
}
