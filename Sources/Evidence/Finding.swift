import Pixels

/// What the judge says of one photo.
package enum Verdict: String, Sendable, CaseIterable, Codable {
  /// A classification mark is on the page.
  case marked
  /// A red-header official page; no mark on it was read.
  case official
  /// Looked at, nothing found.
  case clear
  /// Could not be judged; the reason says why.
  case undecided
}

/// Why a photo is `undecided`.
package enum UndecidedReason: String, Sendable, CaseIterable, Codable {
  case unreadable
  case tooSmall = "too small"
  case encrypted
  case tooLarge = "too large"
  case timedOut = "timed out"
  case crashed
  case damaged
  case unsupported
}

/// One thing that speaks for a verdict.
package struct Reason: Sendable, Equatable, Codable {
  package var rule: String
  package var place: String
  /// The line that bears the mark as read, or its beginning; empty for whatever else speaks for the verdict.
  package var text: String
  /// From 0 to 1.
  package var confidence: Float

  package init(rule: String, place: String, text: String, confidence: Float) {
    self.rule = rule
    self.place = place
    self.text = text
    self.confidence = confidence
  }
}

/// A verdict with all that belongs to it, before the photo's own particulars are added.
package struct Judgement: Sendable, Equatable {
  package var verdict: Verdict
  package var level: String?
  package var regime: String?
  package var severity: Severity?
  package var mark: String?
  /// How sure the verdict is, from 0 to 1, calibrated: of findings said with 0.9, nine in ten are right.
  package var confidence: Float
  /// The id of the line that bears the mark.
  package var line: Int?
  /// The mark is struck through, or the page says that it was declassified.
  package var released: Bool
  package var reasons: [Reason]
  /// With `undecided` only.
  package var undecided: UndecidedReason?
  /// More on `undecided`, for a person to read.
  package var detail: String?

  package init(
    verdict: Verdict, level: String? = nil, regime: String? = nil, severity: Severity? = nil,
    mark: String? = nil, confidence: Float, line: Int? = nil, released: Bool = false, reasons: [Reason] = [],
    undecided: UndecidedReason? = nil, detail: String? = nil
  ) {
    self.verdict = verdict
    self.level = level
    self.regime = regime
    self.severity = severity
    self.mark = mark
    self.confidence = confidence
    self.line = line
    self.released = released
    self.reasons = reasons
    self.undecided = undecided
    self.detail = detail
  }

  package static func undecided(_ reason: UndecidedReason, _ detail: String) -> Judgement {
    Judgement(verdict: .undecided, confidence: 0, undecided: reason, detail: detail)
  }
}

/// One photo's line in the report.
package struct Finding: Sendable, Equatable {
  package var path: String
  package var judgement: Judgement
  /// The mark's corners in pixels of the photo as stored, clockwise from the text's own top left.
  package var quad: Quad?
  /// Width and height as stored; `nil` when the header could not be read.
  package var size: (width: Int, height: Int)?
  /// Of the file's bytes, in lower-case hex; `nil` when they could not be read.
  package var sha256: String?
  /// Processor time spent on this photo; 0 for a copy of one that was judged before.
  package var seconds: Double
  /// The page that bears the mark, from 1, in a file of several pages.
  package var page: Int?
  /// The path of the first file with the same bytes, when this is a copy.
  package var copyOf: String?
  /// Where the photo came from, as far as it and its container tell.
  package var source: Source?
  /// The path of an earlier marked photo that is the same picture in other bytes.
  package var sameAs: String?
  /// The path of a marked photo that this page was photographed with; it bears no mark itself.
  package var related: String?
  /// Of marked and official photos; never reported.
  package var likeness: Likeness?

  package init(
    path: String, judgement: Judgement, quad: Quad? = nil, size: (width: Int, height: Int)? = nil,
    sha256: String? = nil, seconds: Double = 0, page: Int? = nil, copyOf: String? = nil,
    source: Source? = nil
  ) {
    self.path = path
    self.judgement = judgement
    self.quad = quad
    self.size = size
    self.sha256 = sha256
    self.seconds = seconds
    self.page = page
    self.copyOf = copyOf
    self.source = source
  }

  package static func == (a: Finding, b: Finding) -> Bool {
    a.path == b.path && a.judgement == b.judgement && a.quad == b.quad && a.size?.width == b.size?.width
      && a.size?.height == b.size?.height && a.sha256 == b.sha256 && a.page == b.page && a.copyOf == b.copyOf
      && a.source == b.source && a.sameAs == b.sameAs && a.related == b.related && a.likeness == b.likeness
  }
}
