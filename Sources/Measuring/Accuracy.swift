import Evidence

/// The shares counted over some photos.
package struct Tally: Sendable, Equatable, Codable {
  package var photos: Int
  /// Marked pages called `marked`. One that is `undecided` was not found.
  package var recall: Proportion
  /// Marked pages called `marked` at the right level; a label without a level takes any.
  package var recallWithLevel: Proportion
  /// Found marks with the right level, of those whose label names one.
  package var level: Proportion
  /// Found marks with the right regime, of those whose label names one.
  package var regime: Proportion
  /// Findings `marked` that are marked pages. What is counted against is itself a result of the run,
  /// so the interval is the usual approximation.
  package var precision: Proportion
  /// Official pages called `official`.
  package var official: Proportion
  /// Pages without a mark called `marked`.
  package var falseAlarms: Proportion
  /// Photos called `undecided`, whatever they show.
  package var undecided: Proportion

  /// Photos whose label is `undecided` count among the photos and in no share but the last.
  package init(_ results: [PhotoResult]) {
    let marked = results.filter { $0.expected == .marked }
    let found = marked.filter { $0.verdict == .marked }
    let official = results.filter { $0.expected == .official }
    let without = results.filter { $0.expected == .official || $0.expected == .clear }
    let alarms = without.count { $0.verdict == .marked }
    let levels = found.compactMap(\.isLevelRight)
    let regimes = found.compactMap(\.isRegimeRight)
    photos = results.count
    recall = Proportion(found.count, of: marked.count)
    recallWithLevel = Proportion(found.count { $0.isLevelRight != false }, of: marked.count)
    level = Proportion(levels.count { $0 }, of: levels.count)
    regime = Proportion(regimes.count { $0 }, of: regimes.count)
    precision = Proportion(found.count, of: found.count + alarms)
    self.official = Proportion(official.count { $0.verdict == .official }, of: official.count)
    falseAlarms = Proportion(alarms, of: without.count)
    undecided = Proportion(results.count { $0.verdict == .undecided }, of: results.count)
  }
}

/// How right a run was.
package struct Accuracy: Sendable, Equatable, Codable {
  /// The photos that have something in common.
  package struct Group: Sendable, Equatable, Codable {
    package var name: String
    package var tally: Tally
  }

  package struct Count: Sendable, Equatable, Codable {
    package var name: String
    package var photos: Int
  }

  /// How well the mark's place was told, where it was found and labelled.
  package struct Place: Sendable, Equatable, Codable {
    package var photos: Int
    /// Of the finding's quad and the labelled one, from 0 to 1.
    package var meanOverlap: Double
    /// The middle of the labelled mark lies in the finding's quad.
    package var centreHits: Proportion
  }

  package var overall: Tally
  package var byKind: [Group]
  package var byCapture: [Group]
  package var byRegime: [Group]
  package var byTurn: [Group]
  /// Empty when the labels name no parts.
  package var byPart: [Group]
  /// What pages without a mark that were called `marked` show, most first.
  package var falseAlarmKinds: [Count]
  /// Why photos were `undecided`, most first.
  package var undecidedReasons: [Count]
  package var curve: PrecisionRecallCurve
  /// Of the findings `marked`: right is what shows a mark.
  package var calibration: Calibration
  package var place: Place?

  package init(_ results: [PhotoResult]) {
    overall = Tally(results)
    byKind = groups(results) { $0.kind }
    byCapture = groups(results) { $0.capture }
    byRegime = groups(results) { $0.expectedRegime ?? "" }
    byTurn = groups(results) { $0.turn }
    let parts = groups(results) { $0.part ?? "" }
    byPart = parts.contains { $0.name != unnamed } ? parts : []
    falseAlarmKinds = counts(results.filter { $0.standing == .falseAlarm }) { $0.kind }
    undecidedReasons = counts(results.filter { $0.verdict == .undecided }) {
      $0.undecided?.rawValue ?? ""
    }
    let known = results.filter { $0.expected != .undecided }
    let findings = known.filter { $0.verdict == .marked }
      .map { (confidence: $0.confidence, isRight: $0.expected == .marked) }
    curve = PrecisionRecallCurve(findings: findings, relevant: overall.recall.of)
    calibration = Calibration(findings)
    let placed = results.filter { $0.overlap != nil }
    if !placed.isEmpty {
      place = Place(
        photos: placed.count,
        meanOverlap: placed.reduce(0) { $0 + ($1.overlap ?? 0) } / Double(placed.count),
        centreHits: Proportion(placed.count { $0.isCentreHit == true }, of: placed.count))
    }
  }
}

/// What a group is called whose label says nothing.
private let unnamed = "–"

/// By name, in the order of the names.
private func groups(_ results: [PhotoResult], by key: (PhotoResult) -> String) -> [Accuracy.Group] {
  Dictionary(grouping: results, by: key)
    .map { Accuracy.Group(name: $0.key.isEmpty ? unnamed : $0.key, tally: Tally($0.value)) }
    .sorted { $0.name < $1.name }
}

/// Most first, then by name.
private func counts(_ results: [PhotoResult], by key: (PhotoResult) -> String) -> [Accuracy.Count] {
  Dictionary(grouping: results, by: key)
    .map { Accuracy.Count(name: $0.key.isEmpty ? unnamed : $0.key, photos: $0.value.count) }
    .sorted { ($1.photos, $0.name) < ($0.photos, $1.name) }
}
