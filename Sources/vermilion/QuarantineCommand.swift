import ArgumentParser
import Foundation
import Glibc
import Remembering
import Reporting
import Responding

struct QuarantineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: "List what watch put aside, put it back, or delete it for good.",
    discussion: """
      Examples:
        vermilion quarantine list ~/held
        vermilion quarantine restore ~/held 1764009000-3fa9c1d2-x1b2c3
        vermilion quarantine restore ~/held --all
        vermilion quarantine delete --yes ~/held 1764009000-3fa9c1d2-x1b2c3
      """,
    subcommands: [
      QuarantineListCommand.self, QuarantineRestoreCommand.self, QuarantineDeleteCommand.self,
    ])
}

/// Which photos of which quarantine.
struct QuarantineSelection: ParsableArguments {
  @Argument(help: "The quarantine's folder.", completion: .directory)
  var folder: String

  @Argument(help: "Names of photos as list shows them; the beginning is enough if no other begins so.")
  var ids: [String] = []

  @Flag(help: "All of them.")
  var all = false

  func open() throws -> Quarantine {
    guard isFolder(folder) else { throw Refusal("\(shownText(folder)) is not a folder") }
    return try Quarantine(folder)
  }

  func records(in quarantine: Quarantine) throws -> [QuarantineRecord] {
    let records = try quarantine.records()
    if all { return records }
    return try ids.map { id in
      let found = records.filter { $0.id == id || $0.id.hasPrefix(id) }
      guard let first = found.first else {
        throw Refusal("no photo '\(shownText(id))' is in \(shownText(folder))")
      }
      guard found.count == 1 else {
        throw Refusal("'\(shownText(id))' is the beginning of \(found.count) names")
      }
      return first
    }
  }

  func validate() throws {
    if all != ids.isEmpty { throw ValidationError("Say which photos, or --all.") }
  }
}

struct QuarantineListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the photos in quarantine, with the places they came from.",
    discussion: """
      Examples:
        vermilion quarantine list ~/held
        vermilion quarantine list --json ~/held | jq .path
      """)

  @Argument(help: "The quarantine's folder.", completion: .directory)
  var folder: String

  @Flag(help: "One JSON object a line.")
  var json = false

  func run() throws {
    guard isFolder(folder) else { throw Refusal("\(shownText(folder)) is not a folder") }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for record in try Quarantine(folder).records() {
      if json {
        print(String(decoding: try encoder.encode(record), as: UTF8.self))
      } else {
        let what = record.mark ?? record.level ?? record.verdict
        print("\(record.id)  \(dateText(record.movedAt))  \(shownText(what))  \(shownText(record.path))")
      }
    }
  }
}

struct QuarantineRestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put photos back where they were; a watch leaves them there.",
    discussion: """
      Nothing is overwritten: when something else lies at the place, the photo stays in quarantine.

      Examples:
        vermilion quarantine restore ~/held 1764009000-3fa9c1d2-x1b2c3
        vermilion quarantine restore ~/held 1764009000 --to ~/Desktop/page.jpg
        vermilion quarantine restore ~/held --all
      """)

  @OptionGroup var selection: QuarantineSelection
  @OptionGroup var remembering: LedgerPlace

  @Option(
    help: ArgumentHelp("Put one photo here instead.", valueName: "file"), completion: .file())
  var to: String?

  @Flag(help: "Do not tell the ledger that these photos may stay; a watch puts them aside again.")
  var noLedger = false

  func validate() throws {
    if to != nil && (selection.all || selection.ids.count != 1) {
      throw ValidationError("--to is for one photo.")
    }
  }

  func run() throws {
    let quarantine = try selection.open()
    // First, so that a watch which sees the photo come back knows already.
    let ledger = noLedger ? nil : try remembering.open()
    var hasFailed = false
    for record in try selection.records(in: quarantine) {
      do {
        try ledger?.decide(Ledger.keep, ofContent: record.sha256)
        try quarantine.restore(record, to: to.map { Array($0.utf8) })
        print("\(record.id) is back at \(shownText(to ?? record.path))")
      } catch {
        complain(shownText("\(error)"))
        hasFailed = true
      }
    }
    if hasFailed { throw ExitCode(2) }
  }
}

struct QuarantineDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete photos in quarantine for good.",
    discussion: """
      The file is removed, and nothing can bring it back. On flash memory its bytes may stay readable to somebody \
      with the means until they are written over.

      Examples:
        vermilion quarantine delete --yes ~/held 1764009000-3fa9c1d2-x1b2c3
        vermilion quarantine delete --yes ~/held --all
      """)

  @OptionGroup var selection: QuarantineSelection

  @Flag(help: "Yes, delete them.")
  var yes = false

  func run() throws {
    let quarantine = try selection.open()
    let records = try selection.records(in: quarantine)
    guard yes else {
      for record in records { print("\(record.id)  \(shownText(record.path))") }
      throw Refusal("this cannot be undone; say --yes to delete \(records.count == 1 ? "it" : "them")")
    }
    for record in records {
      try quarantine.delete(record)
      print("\(record.id) is deleted")
    }
  }
}
