import ArgumentParser
import Discovering
import Evidence
import Remembering
import Reporting

struct LedgerListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List remembered photos: what was found, unless --all or --verdict says otherwise.",
    discussion: """
      Examples:
        vermilion ledger list
        vermilion ledger list --verdict undecided ~/Pictures
        vermilion ledger list --level 机密 --days 7
        vermilion ledger list --all | wc -l
      """)

  @OptionGroup var place: LedgerPlace
  @OptionGroup var selection: LedgerSelection

  @Flag(help: "Photos that are clear, too.")
  var all = false

  func run() throws {
    var filter = selection.filter
    if filter.verdicts.isEmpty && !all { filter.verdicts = [.marked, .official, .undecided] }
    let output = ReportOutput.standardOutput()
    try listing(place.open(), filter, to: output) { line in
      let judgement = line.finding.judgement
      var parts = [judgement.verdict.rawValue]
      if let mark = judgement.mark ?? judgement.level { parts.append(shownText(mark)) }
      if judgement.released { parts.append("released") }
      if let reason = judgement.undecided { parts.append(reason.rawValue) }
      if let decision = line.decision { parts.append("(\(decision))") }
      return "\(dateText(line.judgedAt))  \(parts.joined(separator: " "))  \(shownText(line.finding.path))\n"
    }
  }
}

struct LedgerExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write remembered photos as a report: JSON Lines or CSV.",
    discussion: """
      The same as a report of scan, but for the lines of the pages, which are not remembered.

      Examples:
        vermilion ledger export > known.jsonl
        vermilion ledger export --format csv --output known.csv --verdict marked
      """)

  @OptionGroup var place: LedgerPlace
  @OptionGroup var selection: LedgerSelection

  @Option(name: .shortAndLong, help: "jsonl (JSON Lines), csv, or text for people.")
  var format = ReportFormat.jsonl

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write here, readable by you only.", valueName: "file"),
    completion: .file())
  var output: String?

  func validate() throws {
    if format == .html { throw ValidationError("--format html is for scan.") }
  }

  func run() throws {
    let ledger = try place.open()
    let output = try self.output.map { try ReportOutput.file($0) } ?? .standardOutput()
    let report = Report(format, listsClear: true)
    try output.write(report.header)
    try listing(ledger, selection.filter, to: output) { report.entry(for: $0.finding) }
    try output.finish()
  }
}

/// Writes a text for each line, until all is told or nobody reads it any more.
private func listing(
  _ ledger: Ledger, _ filter: LedgerFilter, to output: ReportOutput, _ text: (LedgerLine) -> String
) throws {
  var failure: OutputFailure?
  try ledger.lines(filter) { line in
    var line = line
    line.finding.path = shownName(line.path)
    do throws(OutputFailure) {
      try output.write(text(line))
    } catch {
      failure = error
    }
    return failure == nil
  }
  if let failure, !failure.isBrokenPipe { throw failure }
}
