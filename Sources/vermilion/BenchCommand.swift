import ArgumentParser
import Evidence
import Foundation
import Measuring
import Pipeline
import Reporting

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how right and how fast it is, on a labelled set of photos.",
    discussion: """
      A set is a folder with photos and labels.tsv, as samples make writes it. Nothing is tuned to it; what \
      it holds is what is measured.

      Examples:
        vermilion bench my-set
        vermilion bench my-set --only part=measuring --json now.json --html now.html
        vermilion bench my-set --baseline earlier.json
        vermilion bench my-set --against tesseract --against 'other-ocr --plain {}'
        vermilion bench my-set --stage decode --stage read --scaling 1,2,4

      Exit status: 0 measured, 1 worse than the baseline beyond the noise, 2 the run failed, 130 interrupted.
      """)

  @Argument(help: "The folder with labels.tsv.", completion: .directory)
  var set: String

  @OptionGroup var workers: WorkerCount

  @Option(
    help: ArgumentHelp(
      "Only these photos: a kind, a capture, or kind=, capture=, regime=, verdict= or part= with words joined "
        + "by commas. Repeated, all must hold.",
      valueName: "what"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp("Write all figures here, as JSON.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var json: String?

  @Option(
    help: ArgumentHelp(
      "Write a page with plots and the photos that went wrong; it opens without a network.", valueName: "file"
    ),
    completion: .file(extensions: ["html"]))
  var html: String?

  @Option(
    help: ArgumentHelp("Compare with the JSON of an earlier run.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "Measure another program beside: tesseract, or a command that prints the text of the picture {}. "
        + "Repeatable.",
      valueName: "command"))
  var against: [String] = []

  @Option(
    help: ArgumentHelp("Seconds that another program may take for a picture.", valueName: "s"))
  var timeLimit = 60.0

  @Option(
    help: ArgumentHelp(
      "Measure a stage alone: decode, look, read or match. Repeatable.", valueName: "stage"))
  var stage: [Stage] = []

  @Option(name: .customLong("repeat"), help: ArgumentHelp("Runs over the whole set.", valueName: "n"))
  var repetitions = 1

  @Option(help: ArgumentHelp("Run with these numbers of photos at once, too.", valueName: "list"))
  var scaling: String?

  @OptionGroup var inspection: InspectionArguments

  @Flag(name: .shortAndLong, help: "No progress.")
  var quiet = false

  func validate() throws {
    guard (1...100).contains(repetitions) else { throw ValidationError("--repeat must be from 1 to 100.") }
    guard timeLimit.isFinite, timeLimit > 0, timeLimit <= 86_400 else {
      throw ValidationError("--time-limit must be more than 0 and at most 86400 seconds.")
    }
    if stage.contains(.judge) { throw ValidationError("--stage is one of decode, look, read, match.") }
    _ = try scalingJobs()
    _ = try only.map { try LabelFilter($0) }
    _ = try rivals()
  }

  func run() throws {
    let filters = try only.map { try LabelFilter($0) }
    let whole = try LabelledSet.read(folder: set)
    let photos = whole.keeping { label in filters.allSatisfy { $0.keeps(label) } }
    guard !photos.labels.isEmpty else {
      throw Refusal(
        whole.labels.isEmpty ? "\(shownText(set)) has no photos" : "--only leaves none of the photos")
    }
    let earlier = try baseline.map { path in
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Refusal("cannot read the baseline \(shownText(path))")
      }
      do { return try BenchReport(json: Array(data)) } catch {
        throw Refusal("the baseline \(shownText(path)) is \(error)")
      }
    }

    let stop = StopFlag()
    let interrupts = Interrupts(stop)
    let bench = Bench(
      photos, try inspection.options(), jobs: workers.number, stop: stop, isQuiet: quiet)
    let report = try bench.report(
      repetitions: repetitions, scaling: try scalingJobs(), rivals: try rivals(), stages: stage)
    guard let report else { throw ExitCode(interrupts.exitStatus ?? 130) }

    print(report.summary, terminator: "")
    let comparison = earlier.map { Comparison(of: report, with: $0) }
    if let comparison { print("\n" + comparison.summary, terminator: "") }
    if let json { try write(try report.json(), to: json) }
    if let html {
      let thumbnails = bench.thumbnails(for: report)
      if let status = interrupts.exitStatus { throw ExitCode(status) }
      let page = BenchPage(report, comparison: comparison, thumbnails: thumbnails)
      try write(Array(page.html.utf8), to: html)
    }
    if comparison?.isRegression == true { throw ExitCode(1) }
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let file = try ReportOutput.file(path)
    try file.write(bytes)
    try file.finish()
  }

  private func rivals() throws -> [Rival] {
    do { return try against.map { try Rival($0, timeLimit: timeLimit) } } catch {
      throw ValidationError("\(error)")
    }
  }

  private func scalingJobs() throws -> [Int] {
    try (scaling ?? "").split(whereSeparator: { $0 == "," || $0 == " " }).map { word in
      guard let jobs = Int(word), (1...256).contains(jobs) else {
        throw ValidationError("--scaling takes numbers from 1 to 256, for example 1,2,4.")
      }
      return jobs
    }
  }
}

extension Stage: ExpressibleByArgument {
  /// Judging alone takes too little to be measured.
  package static var allValueStrings: [String] { allCases.filter { $0 != .judge }.map(\.rawValue) }
}

/// Which photos of a set are wanted: `dark`, `kind=letter,order`, `part=measuring`.
struct LabelFilter {
  private enum Key: String, CaseIterable {
    case kind, capture, regime, verdict, part
  }

  /// `nil` for a kind or a capture, whichever has the name.
  private let key: Key?
  private let words: Set<String>

  init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    key = parts.count == 2 ? Key(rawValue: String(parts[0])) : nil
    words = Set((parts.last ?? "").split(separator: ",").map(String.init))
    if parts.count == 2, key == nil {
      let known = Key.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--only: '\(parts[0])' is none of \(known)")
    }
    if words.isEmpty { throw ValidationError("--only names nothing: '\(text)'") }
  }

  func keeps(_ label: Label) -> Bool {
    switch key {
    case nil: words.contains(label.kind) || words.contains(label.capture)
    case .kind: words.contains(label.kind)
    case .capture: words.contains(label.capture)
    case .regime: label.regime.map(words.contains) ?? false
    case .verdict: words.contains(label.verdict.rawValue)
    case .part: label.part.map(words.contains) ?? false
    }
  }
}
