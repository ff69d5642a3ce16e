import Evidence

/// Weighs a page's matches and says what the page is.
///
/// Keeps nothing: the same matches give the same judgement, on any thread.
package struct Judge: Sendable {
  /// From this probability a page is `marked`.
  private static let threshold: Float = 0.5
  private static let reasonLimit = 8
  /// Signs of a line that are quoted; the longest mark in use has fewer.
  private static let quoteLimit = 40
  /// After so many lines, the likeliest first, what teaches or tells stories would have shown.
  private static let enough = 6
  /// The like, when a graver mark may still come.
  private static let enoughForLesser = 8
  /// The like for a mark with a star, which few others have.
  private static let enoughForStarred = 3
  /// The like for one in the midst of the page, where it may be what the page is about.
  private static let enoughForBody = 12
  /// Fewer lines of running text make no page of a document; round light type, which most advertisements have and
  /// few papers, more are asked for.
  private static let fewLines = 2
  private static let fewLinesInLight = 4

  package init() {}

  /// - Parameter sawEverything: no more lines will be read; what is too small or unreadable may then be said.
  package func judgement(on matches: [Match], in transcript: Transcript, sawEverything: Bool) -> Judgement {
    let page = PageEvidence(matches, transcript)
    let weighed = weigh(page, sawEverything)
    if let best = choose(weighed, page) { return marked(best, page) }
    let doubt = weighed.map { logistic($0.odds) }.max() ?? 0
    if let official = official(page, doubt) { return official }
    if let undecided = undecided(page, sawEverything) { return undecided }
    let against = page.against.prefix(Judge.reasonLimit).map(reason)
    return Judgement(
      verdict: .clear, confidence: min(0.99, 1 - doubt), reasons: weighed.isEmpty ? [] : Array(against))
  }

  /// Whether reading more lines could not change the verdict, the level or the severity: time to stop.
  package func isSafe(_ matches: [Match], in transcript: Transcript) -> Bool {
    let page = PageEvidence(matches, transcript)
    guard let best = choose(weigh(page, false), page) else { return false }
    // A grave mark stands where marks stand, among the first lines; then a lesser one is the page's.
    if best.match.severity == .low, page.read < Judge.enoughForLesser { return false }
    guard best.odds >= Weights.reserve, best.match.confidence >= 0.78, page.against.isEmpty else {
      return false
    }
    guard page.otherLevels(than: best.match) == 0, page.isLevelLegible(best.match) else { return false }
    guard !page.isSuspectedOfOther(best.match) else { return false }
    // A stamp still to be read may say that the page was released.
    guard !page.hasUnreadStamp else { return false }
    let isStarred = page.isStarred(best.match)
    let hasFurniture = page.furniture(round: best.match) > 0
    if best.match.place == .body { return isStarred && hasFurniture && page.read >= Judge.enoughForBody }
    if isStarred, hasFurniture || page.read >= Judge.enoughForStarred { return true }
    if isStarred, best.match.place.isUpperCorner, page.showsDocument, best.odds >= Weights.reserveForAll {
      return true
    }
    return page.hasTwin(best.match) && page.isFull(best.match) || page.read >= Judge.enough
  }

  /// Lines whose marks nothing else on the page vouches for: what stands beside them tells whether they are borne or
  /// spoken of, and in the midst of a page whether they fill a form's field.
  package func unvouched(_ matches: [Match], in transcript: Transcript) -> [Int] {
    let page = PageEvidence(matches, transcript)
    return page.marks.filter { mark in
      let line = page.line(mark)
      return page.furniture(round: mark) == 0 && mark.place != .stamp && !page.isSurelyBorne(mark)
        && line?.isBoxed != true
        && line?.isRed != true
        && (logistic(odds(mark, page)) >= Judge.threshold || mark.place == .body && line?.isAlone == true)
    }.map(\.line)
  }

  // MARK: Marks

  private struct Weighed {
    var match: Match
    var odds: Float
  }

  private func weigh(_ page: PageEvidence, _ sawEverything: Bool) -> [Weighed] {
    var weighed = page.marks.map { Weighed(match: $0, odds: odds($0, page)) }
    if sawEverything {
      let lines = Set(page.marks.map(\.line))
      weighed += page.suspicions
        .filter {
          let minimum = $0.isOneCountrysAlone ? Weights.unconfirmedUniqueMinimum : Weights.unconfirmedMinimum
          return !lines.contains($0.line) && $0.confidence >= minimum && page.isNumberRead($0)
        }
        .map { Weighed(match: $0, odds: odds($0, page) + Weights.unconfirmed) }
    }
    return weighed
  }

  private func odds(_ match: Match, _ page: PageEvidence) -> Float {
    let line = page.line(match)
    let isFull = page.isFull(match)
    let furniture = page.furniture(round: match)
    // What a chat says is said again.
    let isSaid = match.phrase.contains(.exclaimed) && !isFull && match.level.map(page.isEastAsian) == true
    let hasTwin = page.hasTwin(match) && !isSaid
    let isStamp = match.place == .stamp
    var odds = Weights.start + Weights.reading * match.confidence
    let isTelling = page.isTelling(match)
    let isNobodyElses = isTelling && !page.isEveryday(match)
    odds += isFull ? Weights.fullMark : isTelling ? Weights.tellingLevel : Weights.bareLevel
    if page.isStarSeen(match) { odds += Weights.starSeen }
    let isLabelled = page.isLabelled(match)
    if isLabelled { odds += Weights.labelled }
    if hasTwin { odds += Weights.twin }
    let beginsMessage = page.beginsMessage(match)
    if beginsMessage { odds += Weights.messageHead }
    // A cover sheet's word is dark: light type on a coloured ground is a package's or a poster's.
    let hasBorder = page.layout.border != nil && line?.isLightOnDark != true
    switch match.place {
    case .stamp: odds += Weights.stamp
    case .heading: odds += Weights.heading
    case .body where hasBorder || beginsMessage || page.isRoundText(match): break
    case .body:
      odds += Weights.body
      let isWitnessed = furniture > 0 || hasTwin || isLabelled || isTelling
      if !isWitnessed { odds += Weights.bodyAlone / (isFull ? 2 : 1) }
    default: odds += Weights.edge
    }
    if furniture >= 1 { odds += Weights.furniture }
    let saysReleased = page.releases.contains { $0.regime == match.regime }
    if saysReleased { odds += Weights.releaseLine }
    if furniture >= 2 { odds += Weights.moreFurniture }
    if page.hasRedRule && page.isRedHeaderRegime(match.regime) { odds += Weights.redRule }
    if hasBorder { odds += Weights.coverBorder }
    if let line, !line.isAlone, !isFull, !isLabelled { odds += Weights.notAlone }
    if page.isQuoted(match) || page.isPartOfSentence(match) {
      odds += Weights.quoted
    } else if !isFull || page.againstRank >= 3, page.isHalfQuoted(match) {
      odds += Weights.quotedHalf
    }
    // In the midst of a page a star before a comma is a sentence's.
    let isStarSpokenOf =
      match.place == .body && match.mark?.hasSuffix("★") == true && page.endsSentence(match)
    // A colon behind it leads on, where the page speaks of levels elsewhere, too.
    let isLeadingOn = match.phrase.contains(.exclaimed) && page.levelsMentioned >= 2
    // In the corner of a red-header page a dot before the period reads as a comma.
    let isDotted = isFull && furniture >= 2 && match.place.isUpperCorner
    if isStarSpokenOf || isLeadingOn
      || !match.phrase.isDisjoint(
        with: isDotted ? [.introduced, .continued] : [.introduced, .continued, .parted])
    {
      odds += Weights.spokenOf
    } else if !isFull, page.endsSentence(match) || !match.phrase.isDisjoint(with: [.listed, .exclaimed]) {
      odds += Weights.endsSentence
    } else if match.phrase.contains(.exclaimed) {
      odds += Weights.exclaimed
    }
    if match.severity == .high, line?.isBoxed != true, !hasTwin, page.isCalledOut(match) {
      odds += Weights.calledOut
    }
    if page.isWithSmile(match) { odds += Weights.exclaimed }
    if furniture == 0, !isStamp, page.isSpokenOfElsewhere(match) { odds += Weights.spokenOfElsewhere }
    if furniture == 0, !isStamp, !isLabelled, match.phrase.contains(.joined) || page.isJoinedByType(match) {
      odds += Weights.joined
    }
    if !isStamp, !isLabelled, page.isAmidRunningText(match) { odds += Weights.amidText }
    if page.isBelowCopyNumber(match) || page.isAboveRedHeading(match) { odds += Weights.belowCopyNumber }
    if !isFull, page.isOtherLanguages(match) || page.isOtherFormsSign(match) { odds += Weights.otherLanguage }
    if !isFull, !hasTwin, !isLabelled, furniture == 0, page.isOfList(match) { odds += Weights.ofList }
    if page.isOfManySingles(match) { odds += Weights.manySingles }
    let isStruck = line?.isStruckThrough == true
    if isStruck, !isFull { odds += Weights.struck }
    let size = line.map(page.relativeSize) ?? 1
    // A stamp's frame tells more than its size, in red or on a page of text.
    let isFramed = line?.isBoxed == true && (line?.isRed == true || page.bodyLines >= 4)
    let isHuge = size >= (isFramed ? 5 : line?.isBoxed == true ? 3.6 : 2.8)
    let isSupported =
      isFull || (isStamp && !isHuge) || hasTwin || furniture > 0 || hasBorder
      || isStruck || saysReleased || isLabelled || page.isOfficesCover
    // What a program shows in colour on a ground of its own is a picture's title as well.
    if isStamp, page.layout.isScreenshot, page.bodyLines < Judge.fewLines, furniture == 0 {
      odds += Weights.screenshot
    }
    if !isFull, page.isPieceOfWord(match) { odds += Weights.quoted }
    if !isSupported {
      if page.layout.isScreenshot { odds += Weights.screenshot }
      // A red word in a corner is a stamp whose frame was not seen; titles stand in the middle. One of another
      // colour may be either, above running text.
      let isInCorner = match.place.isUpperCorner
      let isCorner = isInCorner && line?.isLightOnDark != true
      let isRedCorner = isCorner && line?.isRed == true
      // Nor does one stand below the text.
      let isFoot = line.map { $0.box.midY > 0.8 } == true && page.bodyLines >= 4
      if size >= 2.2 || line.map(page.isTitleOfFew) == true, !isFoot, !isRedCorner || isHuge {
        let isHalf = isNobodyElses || isCorner && page.bodyLines >= 4 && !isHuge
        odds += isHalf ? Weights.display / 2 : Weights.display
      }
      let isBare = page.bodyLines < (line?.isLightOnDark == true ? Judge.fewLinesInLight : Judge.fewLines)
      let isSlidesCorner = isInCorner && !isCorner && page.isSeenWide(match)
      if isBare { odds += Weights.barePage / (isCorner ? 4 : isSlidesCorner || isNobodyElses ? 2 : 1) }
    }
    odds += max(Weights.mostAgainst, Weights.against * Float(page.againstRank))
    if page.isShownAsExample(match) { odds += Weights.example }
    odds += Weights.otherLevel * Float(min(2, page.otherLevels(than: match)))
    if !isFull, page.explainsLevels(of: match) { odds += Weights.levelsExplained }
    if page.isNewspaper, !isFull, !isStamp, !hasTwin, furniture == 0 { odds += Weights.newspaper }
    if page.isProgram { odds += Weights.program }
    if page.levelsMentioned >= 2 { odds += Weights.levelsMentioned }
    return odds
  }

  /// Of those that hold, nearly the surest, and of these the gravest; a bare word that another country's mark explains
  /// is left out.
  private func choose(_ weighed: [Weighed], _ page: PageEvidence) -> Weighed? {
    let all = weighed.filter { logistic($0.odds) >= Judge.threshold }
    let held = all.filter { one in !all.contains { page.explains($0.match, one.match) } }
    guard let surest = held.map(\.odds).max() else { return nil }
    let times = Dictionary(grouping: held, by: \.match.level).mapValues(\.count)
    return held.filter { logistic($0.odds) >= logistic(surest) - 0.3 }.max { a, b in
      if a.match.severity != b.match.severity { return a.match.severity < b.match.severity }
      // A stroke of a number is easily lost: what was read more often holds.
      let (often, oftener) = (times[a.match.level] ?? 0, times[b.match.level] ?? 0)
      if page.isNumbered(a.match), page.isNumbered(b.match), often != oftener { return often < oftener }
      if a.match.rank != b.match.rank { return a.match.rank < b.match.rank }
      return a.odds < b.odds
    }
  }

  private func marked(_ best: Weighed, _ page: PageEvidence) -> Judgement {
    let match = best.match
    let isStruck = page.line(match)?.isStruckThrough ?? false
    let isReleased = isStruck || !page.releases.isEmpty
    var told = [match]
    told += page.marks.filter { $0.level == match.level && $0 != match }
    told += page.releases + page.headers.filter { $0.regime == match.regime }
    return Judgement(
      verdict: .marked, level: match.level, regime: match.regime,
      severity: isReleased ? .low : match.severity,
      mark: match.mark ?? match.level, confidence: logistic(best.odds), line: match.line,
      released: isReleased,
      reasons: told.prefix(Judge.reasonLimit).map(reason))
  }

  /// Only of a mark is the text kept, and of that the beginning: a report must tell no more of the page.
  private func reason(_ match: Match) -> Reason {
    let text = match.kind == .mark ? String(match.text.prefix(Judge.quoteLimit)) : ""
    return Reason(rule: match.rule, place: match.place.rawValue, text: text, confidence: match.confidence)
  }

  // MARK: Pages without a mark

  private func official(_ page: PageEvidence, _ doubt: Float) -> Judgement? {
    let (parts, hints) = (page.headerParts, page.headerHints)
    let lesser = parts.count { $0.rank == HeaderWeights.coreRank - 1 }
    let isCore =
      parts.contains { $0.rank >= HeaderWeights.coreRank } || lesser >= HeaderWeights.coreCount
      || lesser >= 1 && hints.count >= HeaderWeights.coreHints
    guard isCore else { return nil }
    var sum = (parts + hints).reduce(Float(0)) { $0 + Float($1.rank) * min(1, $1.confidence + 0.1) }
    if page.hasRedRule { sum += HeaderWeights.redRule }
    if page.hasRedHeading { sum += HeaderWeights.redHeading }
    guard sum >= HeaderWeights.needed - 0.3 else { return nil }
    let sureness = logistic(1 + 0.9 * (sum - HeaderWeights.needed)) * (1 - doubt / 2)
    return Judgement(
      verdict: .official, regime: parts.first?.regime, confidence: sureness,
      reasons: (parts + hints).prefix(Judge.reasonLimit).map(reason))
  }

  private func undecided(_ page: PageEvidence, _ sawEverything: Bool) -> Judgement? {
    guard sawEverything else { return nil }
    if let height = page.typicalHeight, height < PageEvidence.smallestGlyph, page.layout.lines.count >= 6 {
      return .undecided(.tooSmall, "its type is \(Int(height.rounded())) pixels high; 10 are needed")
    }
    if page.layout.frame == .paper, page.read >= 5, page.readWell == 0 {
      return .undecided(.unreadable, "\(page.read) lines were read, none with any sureness")
    }
    return nil
  }
}
