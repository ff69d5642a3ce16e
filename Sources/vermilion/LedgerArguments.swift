import ArgumentParser
import Pipeline
import Remembering
import Reporting

/// Where to remember.
struct LedgerPlace: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The ledger, where what was judged is remembered; ~/.local/state/vermilion/ledger.sqlite if not said.",
      valueName: "file"),
    completion: .file())
  var ledger: String?

  /// The one named, else the usual one.
  func path() throws -> String {
    if let ledger { return ledger }
    guard let path = usualLedgerPath() else {
      throw Refusal("no home folder to keep the ledger in; say where with --ledger FILE")
    }
    return path
  }

  func open() throws -> Ledger { try Ledger.open(path()) }
}

/// How a scan uses the ledger.
struct LedgerArguments: ParsableArguments {
  @OptionGroup var place: LedgerPlace

  @Flag(help: "Neither ask the ledger nor write to it: the scan leaves no trace.")
  var noLedger = false

  @Flag(help: "Judge photos again that the ledger knows.")
  var again = false

  func validate() throws {
    if noLedger && place.ledger != nil { throw ValidationError("--ledger and --no-ledger contradict.") }
  }

  /// `nil` without a ledger. `anew` judges what is known, too: nothing of a picture is remembered. One that was not asked for by name and cannot be used is done without, and said.
  func recall(for options: InspectorOptions, anew: Bool = false) throws -> Recall? {
    let again = again || anew
    if noLedger { return nil }
    let version = try options.judgeVersion()
    do {
      let memory = try Memory(place.open(), for: version, replaces: again)
      if memory.ledger.isReadOnly {
        complain("the ledger \(shownText(memory.ledger.path)) may only be read: nothing new is remembered")
      }
      return Recall(memory, again: again)
    } catch {
      if place.ledger != nil { throw error }
      complain("\(shownText("\(error)")); going on without remembering")
      return nil
    }
  }
}
