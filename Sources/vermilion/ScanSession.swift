import Evidence
import Glibc
import Isolating
import Pipeline
import Remembering
import Reporting

/// What happens to the results of one scan: the report, the progress line, the summary.
struct ScanSession {
  private let command: ScanCommand
  private let source: PhotoSource
  private let stop: StopFlag
  private let recall: Recall?
  private let flagging: Flagging
  private let output: ReportOutput
  private let report: Report
  private let start = ContinuousClock.now
  private var progress: ProgressDisplay
  private var relatives = Relatives()
  private var leaks = Leaks()
  private(set) var summary = Summary()
  /// Why the report could not be written; the scan has been told to stop.
  private(set) var failure: OutputFailure?

  init(_ command: ScanCommand, _ source: PhotoSource, _ stop: StopFlag, _ recall: Recall?) throws {
    self.command = command
    self.source = source
    self.stop = stop
    self.recall = recall
    flagging = try Flagging(command.flag)
    if let path = command.output, path != "-" {
      output = try ReportOutput.file(path)
    } else {
      output = ReportOutput.standardOutput()
    }
    let inColour = output.isTerminal && variable("NO_COLOR") == nil && variable("TERM") != "dumb"
    report = Report(command.format, inColour: inColour, listsClear: command.all)
    progress = ProgressDisplay(isQuiet: command.quiet)
    if progress.wantsTotal { source.startCounting(until: stop) }
    write(report.header)
  }

  mutating func receive(_ inspection: Inspection) {
    recall?.note(inspection)
    recall?.flush()
    for inspection in relatives.add(inspection) { list(inspection) }
    if command.failFast && flagging.flags(inspection.finding.judgement) { stop.request() }
  }

  private mutating func list(_ inspection: Inspection) {
    let finding = inspection.finding
    summary.add(finding, isFlagged: flagging.flags(finding.judgement))
    leaks.add(finding)
    write(report.entry(for: finding, picture: inspection.picture))
  }

  mutating func tick() {
    recall?.flush()
    var figures = ProgressFigures()
    figures.done = summary.photos
    (figures.total, figures.isTotalFinal) = source.total
    figures.flagged = summary.flagged
    figures.seconds = seconds
    progress.show(figures)
  }

  /// Nothing more will come. A report that was stopped is kept as far as it goes.
  mutating func finish(_ scanned: ScanSummary) throws(OutputFailure) {
    recall?.flush(now: true)
    progress.clear()
    for inspection in relatives.finish() { list(inspection) }
    if let failure = recall?.memory.failure { complain(shownText("\(failure)") + "; not all was remembered") }
    recall?.memory.ledger.close()
    let otherFiles = source.otherFiles.map { $0 + scanned.otherEntries }
    var text = summary.text(
      seconds: seconds, otherFiles: otherFiles, known: recall?.known ?? 0, wasStopped: scanned.wasStopped)
    if summary.photos > 0, let sandbox = scanned.sandbox { text += isolationText(sandbox, scanned.deaths) }
    write(report.footer(text, leaks))
    guard failure == nil else { return }
    try output.finish()
    guard !command.quiet else { return }
    tell(text)
  }

  private var seconds: Double { start.duration(to: .now) / .seconds(1) }

  private mutating func write(_ text: String) {
    guard !text.isEmpty, failure == nil else { return }
    if output.isTerminal { progress.clear() }
    do throws(OutputFailure) {
      try output.write(text)
    } catch {
      failure = error
      stop.request()
    }
  }
}

/// In what the photos were judged, and how often it had to be started again.
private func isolationText(_ sandbox: SandboxReport, _ deaths: Int) -> String {
  var text = "Judged in a process of its own"
  let missing = sandbox.walls.filter { !$0.holds }
  if missing.isEmpty {
    text += " that can reach no network, write no file and start no program.\n"
  } else {
    let list = missing.map { "\($0.name) (\($0.detail))" }.joined(separator: ", ")
    text += ", without the protection of: \(shownText(list)); see vermilion doctor.\n"
  }
  if deaths > 0 {
    let times = deaths == 1 ? "once" : "\(deaths) times"
    text += "It was ended \(times) by photos, and started again.\n"
  }
  return text
}
