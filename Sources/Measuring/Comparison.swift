import Evidence

/// What changed since an earlier run, and whether that is more than noise.
///
/// Accuracy: when both were measured on the same labels, McNemar's exact test on the photos judged
/// differently; otherwise Newcombe's interval for two shares. A fall beyond 95 % is a regression.
/// Speed: more than 10 % slower (or larger) and more than the repetitions of either run lie apart, and
/// only where both ran on a like machine with as many jobs; elsewhere it is shown and not judged.
/// Groups (kind, capture …) are shown and not judged: of so many, some always fall by chance.
package struct Comparison: Sendable, Equatable {
  package enum Sign: String, Sendable, Equatable {
    case better, worse
    /// Within the noise.
    case same
    /// Shown, not judged.
    case shown
  }

  package struct Change: Sendable, Equatable {
    package var name: String
    package var earlier: Double
    package var now: Double
    /// Shares are shown as per cent.
    package var isShare: Bool
    package var sign: Sign
    /// How it was judged: `3 turned wrong, 1 right, p = 0.63`.
    package var note: String
  }

  package var changes: [Change]
  /// Groups whose recall or false alarms changed.
  package var groups: [Change]
  /// Marked pages that were found at the right level and are not now, by file.
  /// These four are empty unless both runs were measured on the same labels.
  package var lost: [String]
  package var gained: [String]
  package var newAlarms: [String]
  package var goneAlarms: [String]
  /// What the reader should know: another set, another machine.
  package var notes: [String]

  package var isRegression: Bool { changes.contains { $0.sign == .worse } }

  package init(of now: BenchReport, with earlier: BenchReport) {
    changes = []
    notes = []
    lost = []
    gained = []
    newAlarms = []
    goneAlarms = []
    groups = Self.groups(of: now.accuracy, with: earlier.accuracy)
    let isPaired = now.set.digest == earlier.set.digest
    if !isPaired { notes.append("another set of photos: shares are compared as of two samples") }
    let pairs = isPaired ? Self.pairs(now.photos, earlier.photos) : nil

    for measure in Self.measures {
      let (was, now) = (measure.share(earlier.accuracy.overall), measure.share(now.accuracy.overall))
      guard let before = was.value, let after = now.value else { continue }
      var change = Change(
        name: measure.name, earlier: before, now: after, isShare: true, sign: .same, note: "")
      if let pairs, let isGood = measure.isGood {
        let judged = pairs.filter { measure.counts($0.now) }
        let paired = PairedChange(
          lost: judged.count { isGood($0.earlier) && !isGood($0.now) },
          gained: judged.count { !isGood($0.earlier) && isGood($0.now) })
        change.note = "\(paired.lost) turned wrong, \(paired.gained) right, p = \(decimal(paired.chance, 2))"
        if paired.isBeyondNoise { change.sign = paired.lost > paired.gained ? .worse : .better }
      } else if let difference = Difference(from: was, to: now) {
        let range = difference.interval
        let (low, high) = (range.lowerBound, range.upperBound)
        change.note = "\(percent(low, signed: true)) to \(percent(high, signed: true))"
        let isHigher = difference.value > 0
        if difference.isBeyondNoise { change.sign = isHigher == measure.isHigherBetter ? .better : .worse }
      }
      changes.append(change)
    }
    if let pairs {
      lost = pairs.filter { Self.isFound($0.earlier) && !Self.isFound($0.now) && $0.now.expected == .marked }
        .map(\.now.file)
      gained = pairs.filter { !Self.isFound($0.earlier) && Self.isFound($0.now) }.map(\.now.file)
      newAlarms = pairs.filter { $0.now.standing == .falseAlarm && $0.earlier.standing != .falseAlarm }
        .map(\.now.file)
      goneAlarms = pairs.filter { $0.now.standing != .falseAlarm && $0.earlier.standing == .falseAlarm }
        .map(\.now.file)
    }
    addShown(now.accuracy, earlier.accuracy)
    addSpeed(now, earlier, isSameSet: isPaired)
  }

  // MARK: Accuracy

  private struct Measure {
    var name: String
    var share: (Tally) -> Proportion
    var isHigherBetter = true
    /// Which photos it is about, and what is good of one; `nil` when it is not a property of single photos.
    var counts: (PhotoResult) -> Bool = { _ in true }
    var isGood: ((PhotoResult) -> Bool)?
  }

  private static var measures: [Measure] {
    [
      Measure(
        name: "recall", share: \.recall, counts: { $0.expected == .marked },
        isGood: { $0.verdict == .marked }),
      Measure(
        name: "recall at the right level", share: \.recallWithLevel, counts: { $0.expected == .marked },
        isGood: isFound),
      Measure(name: "precision", share: \.precision),
      Measure(
        name: "official recall", share: \.official, counts: { $0.expected == .official },
        isGood: { $0.verdict == .official }),
      Measure(
        name: "false alarms", share: \.falseAlarms, isHigherBetter: false,
        counts: { $0.expected == .official || $0.expected == .clear }, isGood: { $0.verdict != .marked }),
      Measure(
        name: "undecided", share: \.undecided, isHigherBetter: false, isGood: { $0.verdict != .undecided }),
    ]
  }

  private static func isFound(_ photo: PhotoResult) -> Bool { photo.standing == .found }

  private static func pairs(
    _ now: [PhotoResult], _ earlier: [PhotoResult]
  ) -> [(now: PhotoResult, earlier: PhotoResult)] {
    // The earlier report is a file from anywhere: a name may come twice in it.
    let known = Dictionary(earlier.map { ($0.file, $0) }) { first, _ in first }
    return now.compactMap { photo in known[photo.file].map { (now: photo, earlier: $0) } }
  }

  private mutating func addShown(_ now: Accuracy, _ earlier: Accuracy) {
    func show(_ name: String, _ was: Double?, _ value: Double?, isShare: Bool = false) {
      guard let was, let value else { return }
      changes.append(
        Change(name: name, earlier: was, now: value, isShare: isShare, sign: .shown, note: ""))
    }
    show("average precision", earlier.curve.averagePrecision, now.curve.averagePrecision)
    show("calibration error", earlier.calibration.expectedError, now.calibration.expectedError)
    show("mean overlap of the mark's place", earlier.place?.meanOverlap, now.place?.meanOverlap)
  }

  private static func groups(of now: Accuracy, with earlier: Accuracy) -> [Change] {
    let rows = [
      ("kind", now.byKind, earlier.byKind), ("capture", now.byCapture, earlier.byCapture),
      ("regime", now.byRegime, earlier.byRegime), ("turn", now.byTurn, earlier.byTurn),
    ]
    var changes: [Change] = []
    for (dimension, groups, before) in rows {
      let known = Dictionary(before.map { ($0.name, $0.tally) }) { first, _ in first }
      for group in groups {
        guard let was = known[group.name] else { continue }
        for (name, share) in [("recall", \Tally.recall), ("false alarms", \Tally.falseAlarms)] {
          let (before, after) = (was[keyPath: share], group.tally[keyPath: share])
          guard let old = before.value, let new = after.value, old != new else { continue }
          changes.append(
            Change(
              name: "\(dimension) \(group.name): \(name)", earlier: old, now: new, isShare: true,
              sign: .shown, note: "\(before.count) of \(before.of) → \(after.count) of \(after.of)"))
        }
      }
    }
    return changes
  }

  // MARK: Speed

  private mutating func addSpeed(_ now: BenchReport, _ earlier: BenchReport, isSameSet: Bool) {
    let isLike =
      now.environment.isLike(earlier.environment) && now.speed.jobs == earlier.speed.jobs && isSameSet
    if !isLike { notes.append("another machine, set or number of jobs: speed is shown, not judged") }
    let spread = max(relativeSpread(now.speed.runs), relativeSpread(earlier.speed.runs))

    func add(_ name: String, _ was: Double?, _ value: Double?, isHigherBetter: Bool, spread: Double) {
      guard let was, let value, was > 0, value > 0 else { return }
      // The factor by which it got worse: 1.25 for a quarter more time, or for 4 photos a second after 5.
      let factor = isHigherBetter ? was / value : value / was
      let allowed = 1 + max(0.1, spread)
      let sign: Sign =
        !isLike ? .shown : factor > allowed ? .worse : factor < 1 / allowed ? .better : .same
      changes.append(
        Change(
          name: name, earlier: was, now: value, isShare: false, sign: sign,
          note: "\(percent(value / was - 1, signed: true)), noise \(percent(max(0.1, spread)))"))
    }
    let (after, before) = (now.speed, earlier.speed)
    add(
      "photos a second", before.photosPerSecond, after.photosPerSecond, isHigherBetter: true, spread: spread)
    add("CPU seconds a photo, mean", before.cpu?.mean, after.cpu?.mean, isHigherBetter: false, spread: spread)
    add("CPU seconds a photo, p50", before.cpu?.p50, after.cpu?.p50, isHigherBetter: false, spread: spread)
    add("CPU seconds a photo, p95", before.cpu?.p95, after.cpu?.p95, isHigherBetter: false, spread: spread)
    add(
      "peak memory, MB", before.peakMemory.map { Double($0) / 1e6 },
      after.peakMemory.map { Double($0) / 1e6 }, isHigherBetter: false, spread: 0)
    for stage in now.stages {
      guard let was = earlier.stages.first(where: { $0.stage == stage.stage }) else { continue }
      add(
        "stage \(stage.stage.rawValue) alone, CPU p50", was.cpu?.p50, stage.cpu?.p50, isHigherBetter: false,
        spread: max(stage.spread, was.spread))
    }
  }
}
