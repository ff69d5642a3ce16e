import Evidence

extension BenchReport {
  /// The report in a terminal's words, some dozens of lines, without colours.
  package var summary: String {
    let (all, speed) = (accuracy.overall, speed)
    var text = "\(printable(set.name)): \(set.photos) photos, \(speed.jobs) at once\n\n"
    text += table(
      [
        ["recall", share(all.recall), interval(all.recall), "of marked pages were called marked"],
        [
          "at the right level", share(all.recallWithLevel), interval(all.recallWithLevel),
          "of marked pages",
        ],
        ["level", share(all.level), interval(all.level), "of found marks whose label names a level"],
        ["precision", share(all.precision), interval(all.precision), "of those called marked"],
        ["official", share(all.official), interval(all.official), "of official pages were called that"],
        [
          "false alarms", share(all.falseAlarms), interval(all.falseAlarms),
          "of pages without a mark" + kinds(accuracy.falseAlarmKinds),
        ],
        [
          "undecided", share(all.undecided), interval(all.undecided),
          "of all photos" + kinds(accuracy.undecidedReasons),
        ],
      ])
    text += "\naverage precision \(decimal(accuracy.curve.averagePrecision, 3))"
    if let error = accuracy.calibration.expectedError {
      text += ", calibration error \(decimal(error, 3))"
    }
    if let place = accuracy.place {
      text += ", mark's place: overlap \(decimal(place.meanOverlap, 2)),"
      text += " middle hit \(share(place.centreHits))"
    }
    text += "\n"
    for (title, groups) in dimensions where groups.count > 1 { text += "\n" + self.groups(title, groups) }
    text += "\n" + speedText
    if !rivals.isEmpty { text += "\n" + rivalText }
    if !stages.isEmpty { text += "\n" + stages.map(\.summary).joined(separator: "\n") + "\n" }
    return text
  }

  /// How photos may be grouped, and the groups, hardest first.
  var dimensions: [(title: String, groups: [Accuracy.Group])] {
    [
      ("kind", accuracy.byKind), ("capture", accuracy.byCapture), ("regime", accuracy.byRegime),
      ("turn", accuracy.byTurn), ("part", accuracy.byPart),
    ].map { ($0.0, hardestFirst($0.1)) }
  }

  /// This program's own line beside its rivals, on the photos that all of them were shown.
  var ownLine: RivalLine {
    let shown = rivals.map { Set($0.photos.map(\.file)) }
    let photos = self.photos.filter { photo in shown.allSatisfy { $0.contains(photo.file) } }
    let (tally, judged) = (Tally(photos), photos.filter { !$0.isCopy })
    return RivalLine(
      name: "vermilion", recall: tally.recall, recallWithLevel: tally.recallWithLevel,
      falseAlarms: tally.falseAlarms, failures: nil, cpu: Spread(judged.map(\.cpuSeconds)),
      wall: Spread(judged.map(\.wallSeconds)), peakMemory: speed.peakMemory)
  }

  private func groups(_ title: String, _ groups: [Accuracy.Group]) -> String {
    let rows = groups.map { group in
      let tally = group.tally
      return [
        printable(group.name), "\(tally.photos)", share(tally.recall), interval(tally.recall),
        share(tally.level), share(tally.official), share(tally.falseAlarms), share(tally.undecided),
      ]
    }
    let head = ["by " + title, "photos", "recall", "", "level", "official", "alarms", "undecided"]
    return table([head] + rows)
  }

  private var speedText: String {
    var text = "\(brief(speed.photosPerSecond)) photos/s, \(brief(speed.megapixelsPerSecond)) megapixels/s"
    if let peak = speed.peakMemory { text += ", peak memory \(megabytes(peak))" }
    text += "\n"
    var rows = [["seconds a photo", "p50", "p95", "max", "photos"]]
    func add(_ name: String, _ spread: Spread?) {
      guard let spread else { return }
      rows.append([
        name, seconds(spread.p50), seconds(spread.p95), seconds(spread.max), "\(spread.count)",
      ])
    }
    add("wall", speed.wall)
    add("CPU", speed.cpu)
    for stage in speed.stages { add("  " + stage.stage.rawValue, stage.seconds) }
    text += table(rows)
    let leaving = speed.leaving.filter { $0.photos > 0 }
      .map { "\($0.photos) at \($0.stage.rawValue) (\($0.marked) marked)" }
    text += "photos leave: \(leaving.joined(separator: ", "))\n"
    if let found = speed.linesFound, let read = speed.linesRead {
      text += "lines a photo: \(brief(found.mean)) found, \(brief(read.mean)) read\n"
    }
    for point in speed.scaling {
      text += "\(point.jobs) at once: \(brief(Double(speed.photos) / point.wallSeconds)) photos/s\n"
    }
    return text
  }

  private var rivalText: String {
    let lines = [ownLine] + rivals.map(RivalLine.init)
    let rows = lines.map { line in
      [
        printable(line.name), share(line.recall), interval(line.recall), share(line.recallWithLevel),
        share(line.falseAlarms),
        line.failures.map(share) ?? "–", line.cpu.map { seconds($0.mean) } ?? "–",
        line.cpu.map { seconds($0.p50) } ?? "–",
        line.peakMemory.map(megabytes) ?? "–",
      ]
    }
    let head = [
      "side by side", "recall", "", "right level", "alarms", "failed", "CPU mean", "CPU p50", "memory",
    ]
    return table([head] + rows)
  }

  private func kinds(_ counts: [Accuracy.Count]) -> String {
    counts.isEmpty
      ? "" : ": " + counts.map { "\(printable($0.name)) \($0.photos)" }.joined(separator: ", ")
  }
}

extension StageBench {
  /// One line.
  package var summary: String {
    guard let cpu, let wall else { return "\(stage.rawValue) alone: none of \(failures) photos got through" }
    return "\(stage.rawValue) alone: CPU p50 \(seconds(cpu.p50)), p95 \(seconds(cpu.p95)), "
      + "max \(seconds(cpu.max)), wall p50 \(seconds(wall.p50)), \(photos) photos × \(repetitions), "
      + "repetitions within \(percent(spread))" + (failures == 0 ? "" : ", \(failures) failed")
  }
}

extension Comparison {
  /// What changed, in a terminal's words.
  package var summary: String {
    var rows = [["since the baseline", "earlier", "now", "", ""]]
    for change in changes {
      let mark =
        switch change.sign {
        case .better: "better"
        case .worse: "WORSE"
        case .same, .shown: change.earlier == change.now ? "same" : "~"
        }
      rows.append([
        printable(change.name), change.value(change.earlier), change.value(change.now), mark, change.note,
      ])
    }
    var text = table(rows)
    for change in groups {
      let (was, now) = (change.value(change.earlier), change.value(change.now))
      text += "  \(printable(change.name)) \(was) → \(now) (\(change.note))\n"
    }
    for (title, files) in [
      ("lost", lost), ("gained", gained), ("new false alarms", newAlarms), ("gone false alarms", goneAlarms),
    ] where !files.isEmpty {
      text += "\(title): \(files.map(printable).joined(separator: ", "))\n"
    }
    for note in notes { text += "note: \(note)\n" }
    return text + verdict + "\n"
  }

  var verdict: String {
    isRegression ? "A regression beyond the noise." : "No regression beyond the noise."
  }
}

extension Comparison.Change {
  func value(_ value: Double) -> String { isShare ? percent(value) : brief(value) }
}

/// One program's line in the side by side table.
struct RivalLine {
  var name: String
  var recall: Proportion
  var recallWithLevel: Proportion
  var falseAlarms: Proportion
  var failures: Proportion?
  var cpu: Spread?
  var wall: Spread?
  var peakMemory: Int?
}

extension RivalLine {
  init(_ rival: RivalReport) {
    self.init(
      name: rival.name, recall: rival.recall, recallWithLevel: rival.recallWithLevel,
      falseAlarms: rival.falseAlarms, failures: rival.failures, cpu: rival.cpu, wall: rival.wall,
      peakMemory: rival.peakMemory)
  }
}

/// Groups with marked pages by recall, then those without by false alarms.
func hardestFirst(_ groups: [Accuracy.Group]) -> [Accuracy.Group] {
  groups.sorted { a, b in
    switch (a.tally.recall.value, b.tally.recall.value) {
    case (let x?, let y?): x == y ? a.name < b.name : x < y
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil):
      (b.tally.falseAlarms.value ?? 0, a.name) < (a.tally.falseAlarms.value ?? 0, b.name)
    }
  }
}

/// `44/46 95.7 %`.
private func share(_ share: Proportion) -> String {
  share.of == 0 ? "–" : "\(share.count)/\(share.of) \(percent(share))"
}

private func interval(_ share: Proportion) -> String {
  share.of == 0
    ? "" : "[\(decimal(share.interval.lowerBound * 100, 1)), \(decimal(share.interval.upperBound * 100, 1))]"
}

/// Columns side by side, as wide as their widest cell; the last one is not filled up.
private func table(_ rows: [[String]]) -> String {
  var widths: [Int] = []
  for row in rows {
    for (n, cell) in row.enumerated() {
      if n < widths.count { widths[n] = max(widths[n], columns(cell)) } else { widths.append(columns(cell)) }
    }
  }
  return rows.map { row in
    var line = ""
    for (n, cell) in row.enumerated() {
      line += cell
      if n + 1 < row.count { line += String(repeating: " ", count: widths[n] - columns(cell) + 2) }
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }.joined()
}

/// Columns that a terminal gives to a text: two for Chinese, Japanese and Korean.
private func columns(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { sum, scalar in
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      sum + 2
    default: sum + (scalar.properties.generalCategory == .nonspacingMark ? 0 : 1)
    }
  }
}
