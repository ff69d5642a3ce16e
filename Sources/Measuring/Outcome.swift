import Evidence
import Pixels

/// A labelled photo and what became of it.
package struct Outcome: Sendable, Equatable {
  package var label: Label
  package var inspection: Inspection
  /// From the moment a worker took the photo until it had its verdict.
  package var wallSeconds: Double

  /// - Parameter inspection: `nil` when none came back: the photo is `undecided`, crashed.
  package init(label: Label, inspection: Inspection?, wallSeconds: Double) {
    self.label = label
    self.inspection =
      inspection
      ?? Inspection(
        finding: Finding(path: label.file, judgement: .undecided(.crashed, "no result came back")),
        trace: Trace())
    self.wallSeconds = wallSeconds
  }
}

/// How a verdict stands against the label.
package enum Standing: String, Sendable, Codable, CaseIterable {
  /// A mark was found, at the right level as far as the label names one.
  case found
  /// A mark was found and its level is another.
  case wrongLevel = "wrong level"
  /// A marked page was called something else, `undecided` included.
  case missed
  /// A page without a mark was called `marked`.
  case falseAlarm = "false alarm"
  /// An official page, or one with nothing on it, was called that.
  case right
  /// An official page was called `clear` or `undecided`.
  case missedOfficial = "missed official"
  /// A page with nothing on it was called `official`.
  case wronglyOfficial = "wrongly official"
  /// A page with nothing on it could not be judged.
  case undecided
  /// The label itself does not know: counted in no share.
  case unknown
}

/// One photo's line in the benchmark's report: the label, what was said, and what it took.
package struct PhotoResult: Sendable, Equatable, Codable {
  package var file: String
  package var standing: Standing

  package var expected: Verdict
  package var expectedLevel: String?
  package var expectedRegime: String?
  package var kind: String
  package var capture: String
  package var turn: String
  package var part: String?

  package var verdict: Verdict
  package var level: String?
  package var regime: String?
  package var mark: String?
  /// `nil` when the label names no level, or nothing was found.
  package var isLevelRight: Bool?
  package var isRegimeRight: Bool?
  package var confidence: Double
  package var released: Bool
  package var reasons: [Reason]
  package var undecided: UndecidedReason?
  package var detail: String?

  /// How well the finding's quad covers the labelled one, from 0 to 1; `nil` unless both are there.
  package var overlap: Double?
  /// The middle of the labelled mark lies in the finding's quad.
  package var isCentreHit: Bool?

  /// The same bytes were judged before: the verdict is that one's, and no time was spent.
  package var isCopy: Bool
  package var left: Stage
  package var linesFound: Int
  package var linesRead: Int
  package var megapixels: Double
  package var cpuSeconds: Double
  package var wallSeconds: Double
  /// Processor seconds by the stage's name.
  package var stageSeconds: [String: Double]

  package init(_ outcome: Outcome) {
    let (label, finding, trace) = (outcome.label, outcome.inspection.finding, outcome.inspection.trace)
    let judgement = finding.judgement
    file = label.file
    expected = label.verdict
    expectedLevel = label.level
    expectedRegime = label.regime
    kind = label.kind
    capture = label.capture
    turn = label.turn.name
    part = label.part
    verdict = judgement.verdict
    level = judgement.level
    regime = judgement.regime
    mark = judgement.mark
    confidence = finite(Double(judgement.confidence))
    released = judgement.released
    reasons = judgement.reasons.map { reason in
      var reason = reason
      if !reason.confidence.isFinite { reason.confidence = 0 }
      return reason
    }
    undecided = judgement.undecided
    detail = judgement.detail
    let isFound = label.verdict == .marked && judgement.verdict == .marked
    isLevelRight = isFound ? Levels.isRight(level: level, regime: regime, for: label) : nil
    isRegimeRight = isFound ? Levels.isRight(regime: regime, for: label) : nil
    standing = Self.standing(of: judgement.verdict, isLevelRight: isLevelRight, for: label.verdict)
    if isFound, let labelled = label.quad, let quad = finding.quad {
      overlap = Measuring.overlap(quad, labelled)
      isCentreHit = quad.holds(labelled.centre)
    }
    isCopy = finding.copyOf != nil
    left = trace.left
    linesFound = trace.linesFound
    linesRead = trace.linesRead
    let size = finding.size ?? label.size
    megapixels = size.map { Double($0.width) * Double($0.height) / 1e6 } ?? 0
    cpuSeconds = finite(finding.seconds)
    wallSeconds = finite(outcome.wallSeconds)
    stageSeconds = Dictionary(
      uniqueKeysWithValues: trace.seconds.map { ($0.key.rawValue, finite($0.value)) })
  }

  private static func standing(
    of verdict: Verdict, isLevelRight: Bool?, for expected: Verdict
  ) -> Standing {
    switch (expected, verdict) {
    case (.undecided, _): .unknown
    case (.marked, .marked): isLevelRight == false ? .wrongLevel : .found
    case (.marked, _): .missed
    case (_, .marked): .falseAlarm
    case (.official, .official), (.clear, .clear): .right
    case (.official, _): .missedOfficial
    case (.clear, .official): .wronglyOfficial
    case (.clear, .undecided): .undecided
    }
  }
}

/// JSON knows no other numbers.
private func finite(_ x: Double) -> Double { x.isFinite ? x : 0 }
