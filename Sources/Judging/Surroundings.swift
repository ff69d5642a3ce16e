import Evidence
import Pixels

/// How what stands round a mark holds it: as a sentence, a list or a paragraph does, or as the corner of a red header.
extension PageEvidence {
  /// So many lines of one sign are a poster's or a form's.
  private static let (manySingles, manyRedSingles) = (12, 6)
  /// A poster has fewer lines of text, and its name is so many times as large as any other.
  private static let (fewOfPoster, leadOfPoster): (Int, Float) = (4, 1.4)
  /// Fields of a mail that are there at least.
  private static let fewestFields = 2
  /// How far a copy's number is from the mark, in heights.
  private static let besideCopyLine: Float = 3
  /// Lines of text on a page whose red word is a stamp.
  private static let fewestUnderStamp = 8
  /// Lines of text between a mark and its twin.
  private static let fewestBetween = 3
  /// How far from its label what stands in a form's field begins, in heights.
  private static let widestField: Float = 8
  /// So many points make a list; running text has longer lines.
  private static let (fewestOfList, longestOfList): (Int, Float) = (3, 14)

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

  /// Round brackets hold a bare word and nothing else, as an answer or an item of a lesson has them.
  func isInBrackets(_ match: Match) -> Bool {
    let signs = match.text.filter { !$0.isWhitespace }
    guard let first = signs.first, let last = signs.last else { return false }
    return "(（".contains(first) && ")）".contains(last)
  }

  /// The line ends as a sentence does.
  func endsSentence(_ match: Match) -> Bool {
    match.text.last { !$0.isWhitespace }.map { "。，、；".contains($0) } ?? false
  }

  /// A smile stands on the mark's line.
  func isWithSmile(_ match: Match) -> Bool {
    [":)", ";)", ":-)"].contains { match.text.contains($0) }
  }

  /// Words of another line lead to a level in Chinese signs or go on behind it, or a sign of speech ends it.
  func isSpokenOfElsewhere(_ match: Match) -> Bool {
    guard let line = line(match), !line.isBoxed, !line.isRed else { return false }
    return marks.contains {
      $0.line != match.line && $0.level.map(isEastAsian) == true && !isLabelled($0)
        && !$0.phrase.isDisjoint(with: [.introduced, .continued, .parted, .listed, .exclaimed])
    }
  }

  /// The mark stands once above a text and once below it, each on a row of its own and in the same place of that, as in a
  /// printed mail.
  func isRoundText(_ match: Match) -> Bool {
    guard let line = line(match), line.isAlone else { return false }
    return marks.contains { other in
      guard other.level == match.level, other.line != match.line, let twin = self.line(other), twin.isAlone,
        abs(twin.glyphHeight - line.glyphHeight) < 0.25 * line.glyphHeight,
        abs(twin.box.x - line.box.x) < 0.03
      else { return false }
      let (top, bottom) = (min(line.box.midY, twin.box.midY), max(line.box.midY, twin.box.midY))
      return runningText.count { (top...bottom).contains($0.box.midY) } >= Self.fewestBetween
    }
  }

  /// The mark is the first row below the fields of a printed mail: there a message begins, as a page does elsewhere.
  /// Firms begin theirs with CONFIDENTIAL.
  func beginsMessage(_ match: Match) -> Bool {
    guard let line = line(match), line.isAlone, match.level != "CONFIDENTIAL" else { return false }
    let fields = hints.filter { $0.rule == "business.mail-field" }.compactMap { self.line($0) }
      .filter { $0.box.midY < line.box.y }
    guard Set(fields.map(\.id)).count >= Self.fewestFields, let last = fields.map(\.box.maxY).max() else {
      return false
    }
    return !runningText.contains { $0.box.y > last && $0.box.midY < line.box.y }
  }

  /// The label of a form for the level stands before the mark, on its line or in the field beside it, or above it in its
  /// own field.
  func isLabelled(_ match: Match) -> Bool {
    if match.phrase.contains(.labelled) { return true }
    guard let line = line(match) else { return false }
    return headers.contains { label in
      guard label.isLevelLabel, let field = self.line(label) else { return false }
      let height = line.glyphHeight
      let (end, start) = (line.offset(to: field.quad.topRight), line.offset(to: field.quad.bottomLeft))
      let isBefore = abs(end.y) < 0.7 * height && end.x < 0.5 * height && end.x > -Self.widestField * height
      let isAbove = start.y < 0.3 * height && start.y > -1.5 * height && abs(start.x) < 2 * height
      return isBefore || isAbove
    }
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
    // A row that the mark itself is a piece of is no sentence.
    func isOwn(_ mention: Match, _ line: Line) -> Bool {
      self.line(mention)?.quad.holds(line.quad.centre) == true
    }
    guard let line = line(match),
      mentions.contains(where: { $0.level == match.level && !isOwn($0, line) })
    else { return false }
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
      guard other.id != line.id, !vain.contains(other.id), other.isRunningText(likeThatOf: line) else {
        return false
      }
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

  /// The number of this copy of the paper stands right under the mark or right over it (Экз. № 2, Copy 3 of 7).
  func isBesideCopyLine(_ match: Match) -> Bool {
    guard let line = line(match) else { return false }
    return headers.contains { copy in
      guard copy.rule.hasSuffix(".copy"), let other = self.line(copy) else { return false }
      let start = line.offset(to: other.quad.topLeft)
      let end = line.offset(to: other.quad.topRight)
      let height = line.glyphHeight
      return start.x < line.quad.width && end.x > 0
        && abs(start.y) > 0.5 * height && abs(start.y) < Self.besideCopyLine * height
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

  /// In red at the head or the foot of a page of black text, in the middle: a stamp whose frame was not seen. A title is
  /// red as well, but hardly above so much text.
  func isStampedAbove(_ match: Match) -> Bool {
    guard let line = line(match), line.isRed, !line.isLightOnDark, line.isAlone,
      match.place.isTop || match.place.isBottom
    else { return false }
    return runningText.count { !$0.isRed && !$0.isLightOnDark } >= Self.fewestUnderStamp
  }

  /// By far the largest type on a page of a few lines, as a poster's or an advertisement's name is.
  func isTitleOfFew(_ line: Line) -> Bool {
    guard runningText.count < Self.fewOfPoster else { return false }
    let others = layout.lines.filter { $0.id != line.id && $0.typeness > 0.5 && $0.lengthInGlyphs >= 3 }
    return !others.isEmpty && others.allSatisfy { line.glyphHeight >= Self.leadOfPoster * $0.glyphHeight }
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

  /// The match is one sign, and many lines of its colour and about its size are: grain below the page is not.
  func isOfManySingles(_ match: Match) -> Bool {
    guard match.level?.unicodeScalars.count == 1, furniture(round: match) == 0, let line = line(match) else {
      return false
    }
    let singles = layout.lines.count {
      $0.lengthInGlyphs < 1.5 && $0.isRed == line.isRed
        && (0.7...1.4).contains($0.glyphHeight / max(1, line.glyphHeight))
    }
    return singles >= (line.isRed ? PageEvidence.manyRedSingles : PageEvidence.manySingles)
  }

  /// The photo is wider than high as its mark is read, as one of a slide is.
  func isSeenWide(_ match: Match) -> Bool {
    guard let along = line(match)?.direction else { return false }
    let (width, height) = (Float(layout.width), Float(layout.height))
    return abs(along.x) > abs(along.y) ? width > height : height > width
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
