import Evidence

/// A report as one HTML page that opens without a network: figures, plots, and the photos that went wrong.
///
/// Whatever comes from outside is escaped, and the page's own policy forbids it to load or run anything.
package struct BenchPage {
  package var report: BenchReport
  /// When there was a baseline.
  package var comparison: Comparison?
  /// Small pictures by the label's file name, for the contact sheet; others have a blank in their place.
  package var thumbnails: [String: Thumbnail]

  package init(
    _ report: BenchReport, comparison: Comparison? = nil, thumbnails: [String: Thumbnail] = [:]
  ) {
    self.report = report
    self.comparison = comparison
    self.thumbnails = thumbnails
  }

  /// The photos the contact sheet shows, worst first: what a caller makes thumbnails of.
  package static func shown(of report: BenchReport) -> [PhotoResult] {
    sheets.flatMap { report.photos($0.standing) }
  }

  package var html: String {
    let body = [head, tiles, baseline, found, sure, speed, rivals, stages, contactSheets].joined()
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Vermilion measured on \(report.set.name)</title>
      <style>\(pageStyle)</style></head>
      <body>\(body)</body></html>

      """
    return page.source
  }

  // MARK: Head

  private var head: Markup {
    let environment = report.environment
    let models = environment.models.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let program = (["vermilion \(environment.version)"] + models).joined(separator: " · ")
    let photos = "\(report.set.photos) photos, \(brief(report.speed.megapixels)) megapixels"
    return """
      <header><h1>Vermilion measured on \(report.set.name)</h1>
      <p class="soft">\(photos) · \(environment.date)<br>\(program)<br>\
      \(environment.processor), \(environment.cores) cores, \(environment.system)</p></header>

      """
  }

  private var tiles: Markup {
    let all = report.accuracy.overall
    func tile(_ share: Proportion, _ name: String, isBad: Bool = false) -> Markup {
      """
      <div class="tile"><span>\(name)</span><b>\(percent(share))</b>\
      \(Charts.interval(share, isBad: isBad))<span>\(share.count) of \(share.of)</span></div>
      """
    }
    func tile(_ value: String, _ name: String, _ note: String) -> Markup {
      """
      <div class="tile"><span>\(name)</span><b>\(value)</b><span>\(note)</span></div>
      """
    }
    var tiles: [Markup] = [
      tile(all.recall, "recall"), tile(all.recallWithLevel, "at the right level"),
      tile(all.precision, "precision"), tile(all.official, "official recall"),
      tile(all.falseAlarms, "false alarms", isBad: true), tile(all.undecided, "undecided", isBad: true),
    ]
    let error = report.accuracy.calibration.expectedError.map { decimal($0, 3) } ?? "–"
    let average = decimal(report.accuracy.curve.averagePrecision, 3)
    tiles.append(tile(average, "average precision", "calibration error \(error)"))
    if let cpu = report.speed.cpu {
      tiles.append(tile(seconds(cpu.p50), "CPU a photo, median", "p95 \(seconds(cpu.p95))"))
    }
    let speed = report.speed
    tiles.append(
      tile(
        brief(speed.photosPerSecond), "photos a second",
        "\(brief(speed.megapixelsPerSecond)) MP/s, \(speed.jobs) at once"))
    if let peak = speed.peakMemory { tiles.append(tile(megabytes(peak), "peak memory", "all workers")) }
    return "<div class=\"tiles\">\(tiles.joined())</div>\n"
  }

  private var baseline: Markup {
    guard let comparison else { return "" }
    let kind: Markup = comparison.isRegression ? "banner bad" : "banner"
    let rows = comparison.changes.map { change -> Markup in
      let sign: Markup =
        switch change.sign {
        case .better: "<span class=\"better\">better</span>"
        case .worse: "<span class=\"worse\">worse</span>"
        case .same: "<span class=\"soft\">\(change.earlier == change.now ? "same" : "within noise")</span>"
        case .shown: ""
        }
      return """
        <tr><td>\(change.name)</td><td>\(change.value(change.earlier))</td>\
        <td>\(change.value(change.now))</td><td class="words">\(sign)</td>\
        <td class="words"><small>\(change.note)</small></td></tr>
        """
    }
    let lists: [(String, [String])] = [
      ("Lost", comparison.lost), ("Gained", comparison.gained),
      ("New false alarms", comparison.newAlarms), ("Gone false alarms", comparison.goneAlarms),
      ("Notes", comparison.notes),
    ]
    let words = lists.filter { !$0.1.isEmpty }.map { title, items -> Markup in
      "<p><b>\(title)</b> <span class=\"soft\">\(items.joined(separator: ", "))</span></p>"
    }
    return """
      <h2>Since the baseline</h2><p class="\(kind)">\(comparison.verdict)</p>
      \(grid(["", "earlier", "now", "", ""], rows))\(words.joined())\(changedGroups(comparison))

      """
  }

  private func changedGroups(_ comparison: Comparison) -> Markup {
    guard !comparison.groups.isEmpty else { return "" }
    let items = comparison.groups.map { change -> Markup in
      """
      <li>\(change.name) \(change.value(change.earlier)) → \(change.value(change.now)) \
      <span class="soft">\(change.note)</span></li>
      """
    }
    return """
      <details><summary>\(comparison.groups.count) groups changed</summary>
      <ul class="columns">\(items.joined())</ul></details>
      """
  }

  // MARK: Accuracy

  private var found: Markup {
    let tables = report.dimensions.filter { $0.groups.count > 1 }.map { title, groups -> Markup in
      let rows = groups.map { group -> Markup in
        let tally = group.tally
        return """
          <tr><td>\(group.name)</td><td>\(tally.photos)</td>\(cell(tally.recall, bar: true))\
          \(cell(tally.level))\(cell(tally.official))\(cell(tally.falseAlarms, bar: true, isBad: true))\
          \(cell(tally.undecided))</tr>
          """
      }
      let columns = [
        "by " + title, "photos", "recall", "", "right level", "official", "false alarms", "", "undecided",
      ]
      return grid(columns, rows, isEven: true)
    }
    var notes: [String] = []
    for (title, counts) in [
      ("False alarms on", report.accuracy.falseAlarmKinds), ("Undecided:", report.accuracy.undecidedReasons),
    ] where !counts.isEmpty {
      notes.append(title + " " + counts.map { "\($0.name) (\($0.photos))" }.joined(separator: ", ") + ".")
    }
    if let place = report.accuracy.place {
      notes.append(
        "The mark's place, on \(place.photos) photos: mean overlap \(decimal(place.meanOverlap, 2)), "
          + "the labelled middle inside it on \(percent(place.centreHits)).")
    }
    return """
      <h2>What was found</h2>
      <p class="soft">Hardest first. Bands are Wilson intervals of 95 %. \(notes.joined(separator: " "))</p>
      \(tables.joined())

      """
  }

  /// - Parameter bar: whether a cell with the interval's drawing follows.
  private func cell(_ share: Proportion, bar: Bool = false, isBad: Bool = false) -> Markup {
    let drawing: Markup = bar ? "<td class=\"bar\">\(Charts.interval(share, isBad: isBad))</td>" : ""
    guard share.of > 0 else { return "<td><small>–</small></td>\(drawing)" }
    return "<td><small>\(share.count)/\(share.of)</small> \(percent(share))</td>\(drawing)"
  }

  private var sure: Markup {
    guard !report.accuracy.curve.steps.isEmpty else { return "" }
    let average = decimal(report.accuracy.curve.averagePrecision, 3)
    let error = report.accuracy.calibration.expectedError.map { decimal($0, 3) } ?? "–"
    return """
      <h2>How sure it is</h2><div class="pair">
      <div class="card"><h3>Precision over recall</h3>\(Charts.curve(report.accuracy.curve))
      <p class="soft">Average precision \(average). The curve ends where no photo is left that was called \
      marked.</p></div>
      <div class="card"><h3>Calibration</h3>\(Charts.calibration(report.accuracy.calibration))
      <p class="soft">Expected calibration error \(error). On the dashed line, findings are as often right \
      as they say; larger dots hold more of them.</p></div></div>

      """
  }

  // MARK: Speed

  private var speed: Markup {
    let speed = report.speed
    var times = speed.stages.map { (name: $0.stage.rawValue, seconds: $0.seconds) }
    if let cpu = speed.cpu { times.append((name: "all", seconds: cpu)) }
    let rows = (times + (speed.wall.map { [(name: "wall", seconds: $0)] } ?? [])).map { row -> Markup in
      """
      <tr><td>\(row.name)</td><td>\(seconds(row.seconds.p50))</td><td>\(seconds(row.seconds.p95))</td>\
      <td>\(seconds(row.seconds.max))</td><td>\(row.seconds.count)</td></tr>
      """
    }
    var cards: [Markup] = []
    if !times.isEmpty {
      cards.append(
        """
        <div class="card"><h3>CPU seconds a photo by stage</h3>\(Charts.times(times))
        <p class="soft">The dot is the median, the bar goes to the 95th percentile, the line to the most.</p>\
        </div>
        """)
    }
    cards.append(
      """
      <div class="card"><h3>Where photos leave</h3>\(Charts.leaving(speed.leaving))
      <p class="soft">The last stage each photo reached; marked pages in red.\(lines)</p></div>
      """)
    cards.append(
      """
      <div class="card"><h3>Seconds a photo</h3>\(table(["", "p50", "p95", "max", "photos"], rows))</div>
      """)
    if speed.scaling.count > 1 {
      let points = speed.scaling.map { (jobs: $0.jobs, rate: Double(speed.photos) / $0.wallSeconds) }
      cards.append(
        """
        <div class="card"><h3>Scaling over workers</h3>\(Charts.scaling(points))
        <p class="soft">Dashed: as many times the first.</p></div>
        """)
    }
    return """
      <h2>How fast it is</h2><div class="pair">\(cards.joined())</div>

      """
  }

  private var lines: String {
    guard let found = report.speed.linesFound, let read = report.speed.linesRead else { return "" }
    return " Lines a photo: \(brief(found.mean)) found, \(brief(read.mean)) read."
  }

  private var rivals: Markup {
    guard !report.rivals.isEmpty else { return "" }
    let rows = ([report.ownLine] + report.rivals.map(RivalLine.init)).map { line -> Markup in
      """
      <tr><td>\(line.name)</td>\(cell(line.recall, bar: true))\(cell(line.recallWithLevel))\
      \(cell(line.falseAlarms, bar: true, isBad: true))\
      <td>\(line.failures.map { percent($0) } ?? "–")</td><td>\(line.cpu.map { seconds($0.mean) } ?? "–")</td>\
      <td>\(line.cpu.map { seconds($0.p50) } ?? "–")</td>\
      <td>\(line.peakMemory.map(megabytes) ?? "–")</td></tr>
      """
    }
    let columns = [
      "", "recall", "", "right level", "false alarms", "", "failed", "CPU mean", "CPU p50", "memory",
    ]
    return """
      <h2>Side by side</h2><p class="soft">The same pictures, judged by the same rules.</p>
      \(grid(columns, rows))

      """
  }

  private var stages: Markup {
    guard !report.stages.isEmpty else { return "" }
    let items = report.stages.map { stage -> Markup in "<li>\(stage.summary)</li>" }
    return "<h2>Stages alone</h2><ul>\(items.joined())</ul>\n"
  }

  /// A table on a ground of its own.
  ///
  /// - Parameter isEven: columns of fixed widths, so that tables under each other line up.
  private func grid(_ columns: [String], _ rows: [Markup], isEven: Bool = false) -> Markup {
    "<div class=\"scroll\">\(table(columns, rows, isEven: isEven))</div>\n"
  }

  private func table(_ columns: [String], _ rows: [Markup], isEven: Bool = false) -> Markup {
    let head = columns.map { column -> Markup in "<th>\(column)</th>" }.joined()
    let kind: Markup = isEven ? "even" : "free"
    return "<table class=\"\(kind)\"><tr>\(head)</tr>\(rows.joined())</table>"
  }

  // MARK: Contact sheets

  private static let sheets: [(standing: Standing, title: String)] = [
    (.missed, "Missed"), (.falseAlarm, "False alarms"), (.wrongLevel, "Found at another level"),
    (.missedOfficial, "Official pages not called official"),
    (.wronglyOfficial, "Called official and are not"), (.undecided, "Undecided, with nothing on them"),
  ]

  private var contactSheets: Markup {
    Self.sheets.map { sheet -> Markup in
      let photos = report.photos(sheet.standing)
      guard !photos.isEmpty else { return "" }
      return """
        <h2>\(sheet.title) <span class="soft">\(photos.count)</span></h2>
        <div class="sheet">\(photos.map(figure).joined())</div>

        """
    }.joined()
  }

  private func figure(_ photo: PhotoResult) -> Markup {
    let picture: Markup
    if let thumbnail = thumbnails[photo.file] {
      picture = "<img src=\"\(thumbnail.address)\" alt=\"\(photo.file)\" loading=\"lazy\">"
    } else {
      picture = "<div class=\"none\">no picture</div>"
    }
    let shown = [photo.kind, photo.capture, photo.turn].filter { !$0.isEmpty }.joined(separator: " · ")
    let expected = [photo.expected.rawValue, photo.expectedRegime, photo.expectedLevel]
    let said = [photo.verdict.rawValue, photo.regime, photo.level, photo.mark]
    func words(_ parts: [String?]) -> String { parts.compactMap(\.self).joined(separator: " ") }
    var reasons = photo.reasons.map { reason -> Markup in
      """
      <li>\(reason.rule), \(reason.place): “\(reason.text)” \
      \(decimal(Double(reason.confidence), 2) as String)</li>
      """
    }
    if photo.verdict == .undecided {
      let why = [photo.undecided?.rawValue, photo.detail].compactMap(\.self).joined(separator: ": ")
      reasons.insert("<li>\(why)</li>", at: 0)
    }
    let list: Markup = reasons.isEmpty ? "" : "<ul>\(reasons.joined())</ul>"
    let confidence = photo.verdict == .undecided ? "" : " (\(decimal(photo.confidence, 2)))"
    let way = "left at \(photo.left.rawValue), \(photo.linesFound) lines found, \(photo.linesRead) read"
    return """
      <figure>\(picture)<figcaption><b>\(photo.file)</b>\(shown)<br>is \(words(expected))<br>\
      said \(words(said))\(confidence)<br>\(way)\(list)</figcaption></figure>
      """
  }
}
