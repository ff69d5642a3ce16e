import Evidence
import Glibc

/// A finding that something is to be done about.
package struct Alarm: Sendable {
  package var finding: Finding
  /// The photo's file as the system knows it; for a photo in a container, the container.
  package var file: [UInt8]
  /// Lies inside of another file: what is done must not be done to that.
  package var isInContainer: Bool
  /// The finding as one line of JSON.
  package var json: String
  /// Where the file is now, when it was put into quarantine.
  package var movedTo: String?

  package init(finding: Finding, file: [UInt8], isInContainer: Bool, json: String) {
    self.finding = finding
    self.file = file
    self.isInContainer = isInContainer
    self.json = json
  }

  /// In one line: `机密 (high)`.
  package var headline: String {
    let judgement = finding.judgement
    let reason = judgement.undecided.map { "undecided: \($0.rawValue)" }
    let what = judgement.level ?? reason ?? judgement.verdict.rawValue
    return what + (judgement.severity.map { " (\($0.rawValue))" } ?? "")
  }
}

/// Why something could not be done, in words for a person.
package struct ResponseFailure: Error, Sendable, Equatable, CustomStringConvertible {
  package var detail: String
  package var description: String { detail }

  package init(_ detail: String) {
    self.detail = detail
  }
}
