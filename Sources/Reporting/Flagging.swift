import Evidence

/// Which findings count as flagged: these make the exit status 1.
///
/// Without terms every mark counts. `official` and `undecided` count more findings; a severity (`high`,
/// `medium`, `low`: this or a higher one) or a level (`level:机密`) counts only such marks.
package struct Flagging: Sendable, Equatable {
  private var verdicts: Set<Verdict> = []
  private var lowestSeverity: Severity?
  private var levels: Set<String> = []

  /// Every mark.
  package init() {}

  package struct UnknownTerm: Error, Equatable, CustomStringConvertible {
    package var term: String

    package init(term: String) {
      self.term = term
    }

    package var description: String {
      "'\(shownText(term))' cannot be flagged; say marked, official, undecided, high, medium, low, or level:WORD"
    }
  }

  /// Terms may be joined with commas.
  package init(_ terms: [String]) throws(UnknownTerm) {
    for term in terms.flatMap({ $0.split(separator: ",") }).map(String.init) {
      if let verdict = Verdict(rawValue: term), verdict != .clear {
        verdicts.insert(verdict)
      } else if let severity = Severity(rawValue: term) {
        lowestSeverity = lowestSeverity.map { min($0, severity) } ?? severity
      } else if term.hasPrefix("level:"), term.count > "level:".count {
        levels.insert(term.dropFirst("level:".count).lowercased())
      } else {
        throw UnknownTerm(term: term)
      }
    }
  }

  package func flags(_ judgement: Judgement) -> Bool {
    if verdicts.contains(judgement.verdict) { return true }
    guard judgement.verdict == .marked else { return false }
    if lowestSeverity == nil && levels.isEmpty { return true }
    if let lowestSeverity, let severity = judgement.severity, severity >= lowestSeverity { return true }
    return judgement.level.map { levels.contains($0.lowercased()) } ?? false
  }
}
