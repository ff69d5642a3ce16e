import ArgumentParser
import Glibc
import Remembering
import Reporting

struct LedgerForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Forget photos; the next scan judges them as new.",
    discussion: """
      The photos themselves are not touched. What is forgotten is overwritten in the ledger's file, as far as \
      the disk beneath does as it is told.

      Examples:
        vermilion ledger forget ~/Pictures/trip
        vermilion ledger forget --verdict clear
        vermilion ledger forget --missing
        vermilion ledger forget --all
      """)

  @OptionGroup var place: LedgerPlace
  @OptionGroup var selection: LedgerSelection

  @Flag(help: "Everything.")
  var all = false

  @Flag(help: "Only files that are no longer where they were.")
  var missing = false

  func validate() throws {
    if selection.isEverything && !all && !missing {
      throw ValidationError("Say what to forget: paths, --verdict, --missing ..., or --all")
    }
    if all && (missing || !selection.isEverything) {
      throw ValidationError("--all forgets everything; say either that or which photos.")
    }
  }

  func run() throws {
    let ledger = try place.open()
    let count: Int
    if missing {
      var gone: [[UInt8]] = []
      try ledger.lines(selection.filter) { line in
        if isGone(line.path) { gone.append(line.path) }
        return true
      }
      count = try ledger.forget(paths: gone)
    } else {
      count = try ledger.forget(selection.filter)
    }
    print("Forgot \(count) \(count == 1 ? "file" : "files").")
  }

  /// Neither the file nor, for what lay inside of one, its container. A disk that is not mounted counts as
  /// gone: its photos will be judged again.
  private func isGone(_ path: [UInt8]) -> Bool {
    var end = path.count
    for index in path.indices.dropLast() where path[index] == UInt8(ascii: "!") {
      if path[index + 1] == UInt8(ascii: "/") && !exists(path) {
        end = index
        break
      }
    }
    return !exists(Array(path[..<end]))
  }

  private func exists(_ path: [UInt8]) -> Bool {
    var status = stat()
    return unsafe lstat(path.map { CChar(bitPattern: $0) } + [0], &status) == 0
  }
}

struct LedgerCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say where the ledger is, what it holds, and whether it is whole.",
    discussion: """
      Examples:
        vermilion ledger check
        vermilion ledger check --ledger /backup/ledger.sqlite

      Exit status: 0 it is whole, 2 it is not.
      """)

  @OptionGroup var place: LedgerPlace

  func run() throws {
    let ledger = try place.open()
    let health = try ledger.check()
    print("\(shownText(ledger.path)): \((health.bytes + 1023) / 1024) KiB")
    print("\(health.files) files, \(health.contents) contents, \(health.flagged) of them marked")
    print("\(health.judges / 2 + health.judges % 2) states of program, rules and models")
    for fault in health.faults { print("fault: \(shownText(fault))") }
    guard health.faults.isEmpty else { throw ExitCode(2) }
    print(ledger.isReadOnly ? "It is whole, and may only be read." : "It is whole.")
  }
}
