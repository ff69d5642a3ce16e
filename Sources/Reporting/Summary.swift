import Evidence

/// What a scan found, in numbers.
package struct Summary: Sendable, Equatable {
  package private(set) var photos = 0
  package private(set) var flagged = 0
  package private(set) var undecided = 0
  private var verdicts: [Verdict: Int] = [:]
  private var levels: [String: Int] = [:]
  private var reasons: [String: Int] = [:]
  private var released = 0
  private var copies = 0

  package init() {}

  package mutating func add(_ finding: Finding, isFlagged: Bool) {
    let judgement = finding.judgement
    photos += 1
    verdicts[judgement.verdict, default: 0] += 1
    if isFlagged { flagged += 1 }
    if finding.copyOf != nil { copies += 1 }
    switch judgement.verdict {
    case .marked:
      levels[judgement.level ?? "no level", default: 0] += 1
      if judgement.released { released += 1 }
    case .undecided:
      undecided += 1
      reasons[judgement.undecided?.rawValue ?? "no reason known", default: 0] += 1
    case .official, .clear:
      break
    }
  }

  /// The whole in words, lines ended. `otherFiles` is `nil` when they were not all counted; `known` are those
  /// that were judged before.
  package func text(seconds: Double, otherFiles: Int?, known: Int = 0, wasStopped: Bool) -> String {
    guard photos > 0 else {
      var text = wasStopped ? "Stopped before a photo was judged.\n" : "No photos were found.\n"
      if let otherFiles, otherFiles > 0 { text += others(otherFiles) }
      return text
    }
    var first = "\(counted(photos, "photo", "photos")) in \(duration(seconds))"
    if seconds > 0.05 { first += ", \(decimal(Double(photos) / seconds, places: 1)) a second" }
    if copies > 0 { first += "; \(counted(copies, "copy", "copies")) of others among them" }
    if known > 0 { first += "; \(grouped(known)) known from before" }
    var lines = [first + "."]
    let width = verdicts.values.map { grouped($0).count }.max() ?? 0
    for verdict in Verdict.allCases {
      guard let count = verdicts[verdict] else { continue }
      let number = grouped(count)
      let name = verdict.rawValue
      var line = "  " + name + String(repeating: " ", count: 11 - name.count + width - number.count) + number
      switch verdict {
      case .marked:
        line += "  " + list(levels) + (released > 0 ? "; \(grouped(released)) released" : "")
      case .undecided: line += "  " + list(reasons)
      case .official, .clear: break
      }
      lines.append(line)
    }
    var text = lines.joined(separator: "\n") + "\n"
    if let otherFiles, otherFiles > 0 { text += others(otherFiles) }
    if wasStopped { text += "Stopped early: what comes after these photos was not looked at.\n" }
    return text
  }

  private func others(_ count: Int) -> String {
    count == 1 ? "1 other file is not a photo.\n" : "\(grouped(count)) other files are not photos.\n"
  }

  /// The most frequent first.
  private func list(_ counts: [String: Int]) -> String {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(shownText($0.key)) \(grouped($0.value))" }
      .joined(separator: ", ")
  }
}
