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
    guard best.odds >= Bounds.reserve, best.match.confidence >= 0.78, page.against.isEmpty else {
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
    if isStarred, best.match.place.isUpperCorner, page.showsDocument, best.odds >= Bounds.reserveForAll {
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
        && (balance(mark, page).probability >= Judge.threshold
          || mark.place == .body && line?.isAlone == true)
    }.map(\.line)
  }

  /// What spoke for and against each mark, all lines being read.
  package func balances(of matches: [Match], in transcript: Transcript) -> [(match: Match, balance: Balance)]
  {
    weigh(PageEvidence(matches, transcript), true).map { ($0.match, $0.balance) }
  }

  // MARK: Marks

  private struct Weighed {
    var match: Match
    var balance: Balance
    var odds: Float { balance.odds }
  }

  private func weigh(_ page: PageEvidence, _ sawEverything: Bool) -> [Weighed] {
    var weighed = (page.marks + page.labelledHalves).map { Weighed(match: $0, balance: balance($0, page)) }
    if sawEverything {
      let lines = Set(page.marks.map(\.line))
      for suspicion in page.suspicions where !lines.contains(suspicion.line) {
        let minimum =
          suspicion.isOneCountrysAlone ? Bounds.unconfirmedUniqueMinimum : Bounds.unconfirmedMinimum
        guard suspicion.confidence >= minimum, page.isNumberRead(suspicion) else { continue }
        var balance = balance(suspicion, page)
        balance.add(.unconfirmed)
        weighed.append(Weighed(match: suspicion, balance: balance))
      }
    }
    return weighed
  }

  /// Of those that hold, nearly the surest, and of these the gravest; a bare word that another country's mark explains
  /// is left out.
  private func choose(_ weighed: [Weighed], _ page: PageEvidence) -> Weighed? {
    let all = weighed.filter { $0.balance.probability >= Judge.threshold }
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
