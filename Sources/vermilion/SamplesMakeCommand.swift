import ArgumentParser
import Drawing
import Evidence
import Foundation
import Reporting
import Synchronization

struct SamplesMakeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Draw pages, photograph them, and write the photos with their labels.",
    discussion: """
      The same options and fonts give the same files, byte for byte. Half of a set is for tuning and half for \
      measuring: the two have fonts, names and camera settings of their own, and labels.tsv says which is which.

      Examples:
        vermilion samples make my-set --count 200 --seed 1
        vermilion samples make us --count 20 --seed 2 --kinds us,cover,cui --part measuring
        vermilion samples make desks --count 50 --seed 3 --captures hand,two --backgrounds ~/Pictures/desks

      Exit status: 0 the set was made, 2 it was not.
      """)

  @Argument(help: "The folder to make; an empty one may be there.", completion: .directory)
  var folder: String

  @Option(name: .shortAndLong, help: ArgumentHelp("How many photos.", valueName: "n"))
  var count: Int

  @Option(help: ArgumentHelp("Another number gives other photos.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("Only these kinds of pages, joined with commas; see samples kinds.", valueName: "list")
  )
  var kinds: String?

  @Option(
    help: ArgumentHelp("Only these ways to photograph them, joined with commas.", valueName: "list"))
  var captures: String?

  @Option(
    help: ArgumentHelp("A folder of JPEG photos to lay pages on. Repeatable.", valueName: "dir"),
    completion: .directory)
  var backgrounds: [String] = []

  @Option(help: ArgumentHelp("Only what is for tuning, or for measuring.", valueName: "part"))
  var part: SamplePart?

  @OptionGroup var workers: WorkerCount

  @Flag(help: "Write into a folder that holds something, over what has the same name.")
  var overwrite = false

  @Flag(name: .shortAndLong, help: "Neither progress nor summary.")
  var quiet = false

  func validate() throws {
    guard (1...1_000_000).contains(count) else {
      throw ValidationError("--count must be from 1 to 1,000,000.")
    }
    if let kinds { try check(names(kinds), "--kinds", SampleSet.kinds) }
    if let captures { try check(names(captures), "--captures", SampleSet.captures) }
  }

  func run() throws {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard present.isEmpty || overwrite else {
      throw Refusal("\(shownText(folder)) is not empty; name a new folder, or say --overwrite")
    }
    let start = ContinuousClock.now
    let display = Mutex(ProgressDisplay(isQuiet: quiet))
    try SampleSet.make(
      in: folder,
      SampleOptions(
        count: count, seed: seed, kinds: kinds.map(names), captures: captures.map(names),
        backgrounds: backgrounds, part: part, jobs: workers.number)
    ) { done, total in
      var figures = ProgressFigures()
      (figures.done, figures.total, figures.isTotalFinal) = (done, total, true)
      figures.seconds = start.duration(to: .now) / .seconds(1)
      display.withLock { $0.show(figures) }
    }
    display.withLock { $0.clear() }
    if !quiet {
      let seconds = start.duration(to: .now) / .seconds(1)
      tell(madeText(count, folder: folder, seconds: seconds))
    }
  }

  private func names(_ list: String) -> [String] {
    list.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
  }

  private func check(_ names: [String], _ option: String, _ known: [String]) throws {
    guard !names.isEmpty else { throw ValidationError("\(option) names none; see vermilion samples kinds") }
    for name in names where !known.contains(name) {
      throw ValidationError("\(option): no '\(name)'; there are \(known.joined(separator: ", "))")
    }
  }
}

struct SamplesKindsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kinds",
    abstract: "List the kinds of pages there are, and the ways to photograph them.",
    discussion: """
      Examples:
        vermilion samples kinds
      """)

  func run() {
    for verdict in ["marked", "official", "clear"] {
      let names = PageKind.all.filter { $0.verdict.rawValue == verdict }.map(\.name)
      print(wrapped("--kinds, " + verdict, names))
    }
    print(wrapped("--captures", SampleSet.captures), terminator: "")
  }

  private func wrapped(_ title: String, _ names: [String]) -> String {
    var text = title + "\n"
    var line = " "
    for name in names {
      if line.count + 1 + name.count > 78 {
        text += line + "\n"
        line = " "
      }
      line += " " + name
    }
    return text + line + "\n"
  }
}

extension SamplePart: ExpressibleByArgument {}
