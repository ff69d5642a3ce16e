import ArgumentParser
import Evidence
import Foundation
import Remembering

/// Which of the remembered files are meant.
struct LedgerSelection: ParsableArguments {
  @Argument(help: "Only these files, and those below these folders.", completion: .file())
  var paths: [String] = []

  @Option(help: "Only these verdicts: marked, official, clear, undecided. Joined with commas or repeated.")
  var verdict: [String] = []

  @Option(help: ArgumentHelp("Only this level, for example 机密. Repeatable.", valueName: "word"))
  var level: [String] = []

  @Option(help: ArgumentHelp("Only marks of these regimes, for example cn,us.", valueName: "list"))
  var regime: [String] = []

  @Option(help: ArgumentHelp("Only the content whose SHA-256 begins so.", valueName: "hex"))
  var hash: String?

  @Option(
    help: ArgumentHelp("Only what was judged in the last days, for example 7 or 0.5.", valueName: "days"))
  var days: Double?

  func validate() throws {
    for word in verdict.flatMap(words) where Verdict(rawValue: word) == nil {
      throw ValidationError("--verdict: '\(word)' is none of marked, official, clear, undecided")
    }
    if let hash, hash.isEmpty || !hash.allSatisfy(\.isHexDigit) {
      throw ValidationError("--hash: '\(hash)' is no hexadecimal number")
    }
    if let days, !(0...100_000).contains(days) { throw ValidationError("--days must be 0 or more.") }
  }

  var isEverything: Bool {
    paths.isEmpty && verdict.isEmpty && level.isEmpty && regime.isEmpty && hash == nil && days == nil
  }

  var filter: LedgerFilter {
    var filter = LedgerFilter()
    filter.verdicts = Set(verdict.flatMap(words).compactMap(Verdict.init))
    filter.levels = Set(level)
    filter.regimes = Set(regime.flatMap(words).map { $0.lowercased() })
    filter.hash = hash
    filter.since = days.map { Int64(Date.now.timeIntervalSince1970 - $0 * 86400) }
    var raw = RawArguments()
    var absolute = AbsolutePaths()
    filter.places = paths.map { absolute.place(raw.path($0)) }
    return filter
  }

  private func words(_ list: String) -> [String] {
    list.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
  }
}
