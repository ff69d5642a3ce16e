import Evidence

/// What speaks for and against a mark, and how much.
package struct Balance: Sendable {
  /// The words for each piece of evidence, and what it weighed, in log odds.
  package private(set) var terms: [(evidence: String, odds: Float)] = []
  /// All of it together.
  private(set) var odds: Float = 0

  /// From 0 to 1.
  package var probability: Float { logistic(odds) }

  mutating func add(_ weight: Weight, times: Float = 1) {
    guard times != 0 else { return }
    terms.append((weight.name, weight.odds * times))
    odds += weight.odds * times
  }
}

extension Judge {
  /// Fewer lines of running text make no page of a document; round light type, which most advertisements have and
  /// few papers, more are asked for.
  private static let fewLines = 2
  private static let fewLinesInLight = 4

  func balance(_ match: Match, _ page: PageEvidence) -> Balance {
    let line = page.line(match)
    let isFull = page.isFull(match)
    let furniture = page.furniture(round: match)
    // What a chat says is said again.
    let isSaid = match.phrase.contains(.exclaimed) && !isFull && match.level.map(page.isEastAsian) == true
    let hasTwin = page.hasTwin(match) && !isSaid
    let isStamp = match.place == .stamp
    var balance = Balance()
    balance.add(.start)
    balance.add(.reading, times: match.confidence)
    let isTelling = page.isTelling(match)
    let isNobodyElses = isTelling && !page.isEveryday(match)
    balance.add(isFull ? .fullMark : isTelling ? .tellingLevel : .bareLevel)
    if page.isStarSeen(match) { balance.add(.starSeen) }
    let isLabelled = page.isLabelled(match)
    if isLabelled { balance.add(.labelled) }
    if hasTwin { balance.add(.twin) }
    let beginsMessage = page.beginsMessage(match)
    if beginsMessage { balance.add(.messageHead) }
    // A cover sheet's word is dark: light type on a coloured ground is a package's or a poster's.
    let hasBorder = page.layout.border != nil && line?.isLightOnDark != true
    switch match.place {
    case .stamp: balance.add(.stamp)
    case .heading: balance.add(.heading)
    case .body where hasBorder || beginsMessage || page.isRoundText(match): break
    case .body:
      balance.add(.body)
      let isWitnessed = furniture > 0 || hasTwin || isLabelled || isTelling
      if !isWitnessed { balance.add(.bodyAlone, times: isFull ? 0.5 : 1) }
    default: balance.add(.edge)
    }
    if furniture >= 1 { balance.add(.furniture) }
    let saysReleased = page.releases.contains { $0.regime == match.regime }
    if saysReleased { balance.add(.releaseLine) }
    if furniture >= 2 { balance.add(.moreFurniture) }
    if page.hasRedRule && page.isRedHeaderRegime(match.regime) { balance.add(.redRule) }
    if hasBorder { balance.add(.coverBorder) }
    if let line, !line.isAlone, !isFull, !isLabelled { balance.add(.notAlone) }
    if page.isQuoted(match) || page.isPartOfSentence(match) || page.isMention(match) {
      balance.add(.quoted)
    } else if !isFull || page.againstRank >= 3,
      page.isHalfQuoted(match)
        || page.levelsMentioned > 0 && page.isInBrackets(match)
    {
      balance.add(.quotedHalf)
    }
    // In the midst of a page a star before a comma is a sentence's.
    let isStarSpokenOf =
      match.place == .body && match.mark?.hasSuffix("★") == true && page.endsSentence(match)
    // A colon behind it leads on, where the page speaks of levels elsewhere, too.
    let isLeadingOn = match.phrase.contains(.exclaimed) && page.levelsMentioned >= 2
    // In the corner of a red-header page a dot before the period reads as a comma.
    let isDotted = isFull && furniture >= 2 && match.place.isUpperCorner
    // Its label introduces it with a colon.
    let held: Phrase =
      isDotted
      ? [.introduced, .continued]
      : isLabelled ? [.continued, .parted] : [.introduced, .continued, .parted]
    if isStarSpokenOf || isLeadingOn || !match.phrase.isDisjoint(with: held) {
      balance.add(.spokenOf)
    } else if !isFull, page.endsSentence(match) || !match.phrase.isDisjoint(with: [.listed, .exclaimed]) {
      balance.add(.endsSentence)
    } else if match.phrase.contains(.exclaimed) {
      balance.add(.exclaimed)
    }
    if match.severity == .high, line?.isBoxed != true, !hasTwin, page.isCalledOut(match) {
      balance.add(.calledOut)
    }
    if page.isWithSmile(match) { balance.add(.exclaimed) }
    if furniture == 0, !isStamp, page.isSpokenOfElsewhere(match) { balance.add(.spokenOfElsewhere) }
    if furniture == 0, !isStamp, !isLabelled, match.phrase.contains(.joined) || page.isJoinedByType(match) {
      balance.add(.joined)
    }
    if !isStamp, !isLabelled, page.isAmidRunningText(match) { balance.add(.amidText) }
    if page.isBelowCopyNumber(match) || page.isAboveRedHeading(match) || page.isBesideCopyLine(match) {
      balance.add(.belowCopyNumber)
    }
    if !isFull, page.isOtherLanguages(match) || page.isOtherFormsSign(match) { balance.add(.otherLanguage) }
    if !isFull, !hasTwin, !isLabelled, furniture == 0, page.isOfList(match) { balance.add(.ofList) }
    if page.isOfManySingles(match) { balance.add(.manySingles) }
    let isStruck = line?.isStruckThrough == true
    if isStruck, !isFull { balance.add(.struck) }
    let size = line.map(page.relativeSize) ?? 1
    // A stamp's frame tells more than its size, in red or on a page of text.
    let isFramed = line?.isBoxed == true && (line?.isRed == true || page.bodyLines >= 4)
    let isHuge = size >= (isFramed ? 5 : line?.isBoxed == true ? 3.6 : 2.8)
    let isSupported =
      isFull || (isStamp && !isHuge) || hasTwin || furniture > 0 || hasBorder
      || isStruck || saysReleased || isLabelled || page.isOfficesCover
    // What a program shows in colour on a ground of its own is a picture's title as well.
    if isStamp, page.layout.isScreenshot, page.bodyLines < Self.fewLines, furniture == 0 {
      balance.add(.screenshot)
    }
    if !isFull, page.isPieceOfWord(match) { balance.add(.quoted) }
    if !isSupported {
      if page.layout.isScreenshot { balance.add(.screenshot) }
      // A red word in a corner is a stamp whose frame was not seen; titles stand in the middle. One of another
      // colour may be either, above running text.
      let isInCorner = match.place.isUpperCorner
      let isCorner = isInCorner && line?.isLightOnDark != true
      let isRedCorner = isCorner && line?.isRed == true
      // Nor does one stand below the text.
      let isFoot = line.map { $0.box.midY > 0.8 } == true && page.bodyLines >= 4
      if size >= 2.2 || line.map(page.isTitleOfFew) == true, !isFoot, !isRedCorner || isHuge {
        let isHalf = isNobodyElses || isCorner && page.bodyLines >= 4 && !isHuge || page.isStampedAbove(match)
        balance.add(.display, times: isHalf ? 0.5 : 1)
      }
      let isBare = page.bodyLines < (line?.isLightOnDark == true ? Self.fewLinesInLight : Self.fewLines)
      let isSlidesCorner = isInCorner && !isCorner && page.isSeenWide(match)
      if isBare { balance.add(.barePage, times: isCorner ? 0.25 : isSlidesCorner || isNobodyElses ? 0.5 : 1) }
    }
    balance.add(.against, times: min(Float(page.againstRank), Bounds.mostAgainst / Weight.against.odds))
    if page.isShownAsExample(match) { balance.add(.example) }
    balance.add(.otherLevel, times: Float(min(2, page.otherLevels(than: match))))
    if !isFull, page.explainsLevels(of: match) { balance.add(.levelsExplained) }
    if page.isNewspaper, !isFull, !isStamp, !hasTwin, furniture == 0 { balance.add(.newspaper) }
    if page.isProgram { balance.add(.program) }
    if page.levelsMentioned >= 2 { balance.add(.levelsMentioned) }
    return balance
  }
}
