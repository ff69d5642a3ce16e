import Evidence
import Foundation
import GRDB
import Synchronization

/// What one judge knows from the ledger, and what it adds.
///
/// Asking is safe from any thread. Adding gathers: `flush` writes all of it in one transaction. When the
/// ledger cannot be asked or written any more (a full disk), that is told once through `failure`, and the
/// scan goes on without.
package final class Memory: Sendable {
  /// One photo's place and what was said of it.
  package struct Entry: Sendable {
    package var path: [UInt8]
    /// As it was before the photo was opened; `nil` for what has no file of its own, and for one that was not
    /// settled then.
    package var footprint: Footprint?
    package var inspection: Inspection

    package init(path: [UInt8], footprint: Footprint?, inspection: Inspection) {
      self.path = path
      self.footprint = footprint
      self.inspection = inspection
    }
  }

  private struct State {
    var waiting: [Entry] = []
    var failure: LedgerFailure?
    var mayWrite = true
  }

  package let ledger: Ledger
  private let numbers: JudgeNumbers
  private let replaces: Bool
  private let state = Mutex(State())

  /// `replaces` what this judge said before, where it says something again.
  package init(_ ledger: Ledger, for version: JudgeVersion, replaces: Bool = false) throws(LedgerFailure) {
    self.ledger = ledger
    self.replaces = replaces
    numbers = try ledger.numbers(of: version)
    if ledger.isReadOnly { state.withLock { $0.mayWrite = false } }
  }

  /// Why the ledger is no longer written to; `nil` while all is well.
  package var failure: LedgerFailure? { state.withLock { $0.failure } }

  // MARK: Asking

  /// What was said of these bytes.
  package func inspection(ofContent sha256: String) -> Inspection? {
    guard let hash = hashBytes(sha256) else { return nil }
    return ask { [numbers] database in
      let row = try database.cachedStatement(
        sql: "SELECT \(inspectionColumns) FROM judgement WHERE sha256 = ? AND judge IN (?, ?)")
      return try Row.fetchOne(row, arguments: [hash, numbers.whole, numbers.sight])
        .flatMap { Inspection($0, sha256: sha256) }
    }
  }

  /// What was said of the file at `path`, if it is still what it was. The file is not opened.
  package func inspection(ofFile path: [UInt8], _ footprint: Footprint) -> Inspection? {
    ask { [numbers] database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT sha256, \(inspectionColumns) FROM file JOIN judgement USING (sha256)
          WHERE path = ? AND size = ? AND modified = ? AND changed = ? AND inode = ? AND judge IN (?, ?)
          """)
      let arguments: StatementArguments = [
        Data(path), footprint.size, footprint.modified, footprint.changed, footprint.inode, numbers.whole,
        numbers.sight,
      ]
      return try Row.fetchOne(statement, arguments: arguments)
        .flatMap { Inspection($0, sha256: hashText($0["sha256"])) }
    }
  }

  private func ask<T>(_ question: (Database) throws -> T?) -> T? {
    do throws(LedgerFailure) {
      return try ledger.read(question)
    } catch {
      give(up: error)
      return nil
    }
  }

  // MARK: Adding

  /// Keeps the entry for the next `flush`; the number of those that wait.
  @discardableResult
  package func add(_ entry: Entry) -> Int {
    state.withLock { state in
      guard state.mayWrite, entry.inspection.isLasting else { return state.waiting.count }
      state.waiting.append(entry)
      return state.waiting.count
    }
  }

  /// Writes what was added, all or nothing.
  package func flush() {
    let entries = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
    guard !entries.isEmpty else { return }
    do throws(LedgerFailure) {
      try ledger.record(entries, by: numbers, at: Footprint.now, replacing: replaces)
    } catch {
      give(up: error)
    }
  }

  private func give(up failure: LedgerFailure) {
    state.withLock { state in
      state.failure = state.failure ?? failure
      state.mayWrite = false
      state.waiting = []
    }
  }
}

extension Ledger {
  func numbers(of version: JudgeVersion) throws(LedgerFailure) -> JudgeNumbers {
    let names = [version.sight, version.sight + " " + version.knowledge]
    // Most often both are there: then nothing is written.
    let known = try read { database in
      try names.compactMap {
        try Int64.fetchOne(database, sql: "SELECT id FROM judge WHERE version = ?", arguments: [$0])
      }
    }
    if known.count == names.count { return JudgeNumbers(sight: known[0], whole: known[1]) }
    // No row has this number.
    if isReadOnly { return JudgeNumbers(sight: -1, whole: -1) }
    return try write { database in
      let numbers = try names.map { name in
        try database.execute(
          sql: "INSERT OR IGNORE INTO judge (version, since) VALUES (?, ?)",
          arguments: [name, Footprint.now / 1_000_000_000])
        return try Int64.fetchOne(database, sql: "SELECT id FROM judge WHERE version = ?", arguments: [name])
          ?? -1
      }
      return JudgeNumbers(sight: numbers[0], whole: numbers[1])
    }
  }

  func record(
    _ entries: [Memory.Entry], by numbers: JudgeNumbers, at now: Int64, replacing: Bool = false
  ) throws(LedgerFailure) {
    let second = now / 1_000_000_000
    try write { database in
      let placeholders = Array(repeating: "?", count: 19).joined(separator: ", ")
      let judgement = try database.cachedStatement(
        sql: """
          INSERT OR \(replacing ? "REPLACE" : "IGNORE") INTO judgement (sha256, judge, judgedAt, \(inspectionColumns))
          VALUES (\(placeholders))
          """)
      let file = try database.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO file (path, sha256, size, modified, changed, inode, seenAt)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """)
      for entry in entries {
        guard let hash = entry.inspection.finding.sha256.flatMap(hashBytes) else { continue }
        let judge = entry.inspection.isBeyondRules ? numbers.sight : numbers.whole
        // Copies carry no time of their own, which must not hide that of the first.
        if entry.inspection.finding.copyOf == nil {
          let values: [(any DatabaseValueConvertible)?] =
            [hash, judge, second] + entry.inspection.columnValues
          try judgement.execute(arguments: StatementArguments(values))
        }
        let footprint = entry.footprint
        try file.execute(
          arguments: [
            Data(entry.path), hash, footprint?.size, footprint?.modified, footprint?.changed,
            footprint?.inode, second,
          ])
      }
    }
  }
}
