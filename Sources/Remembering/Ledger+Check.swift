import Evidence
import Foundation
import GRDB
import Glibc

/// How a ledger fares.
package struct LedgerHealth: Sendable, Equatable {
  package var files = 0
  package var contents = 0
  package var flagged = 0
  package var judges = 0
  package var bytes: Int64 = 0
  /// What is wrong, in words for a person; empty when nothing is.
  package var faults: [String] = []

  package init() {}
}

extension Ledger {
  /// Looks at every page and row.
  package func check() throws(LedgerFailure) -> LedgerHealth {
    var health = try read { database in
      var health = LedgerHealth()
      func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
      for line in try String.fetchAll(database, sql: "PRAGMA integrity_check(20)") where line != "ok" {
        health.faults.append(line)
      }
      if try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") != nil {
        health.faults.append("a judgement names a judge that is not there")
      }
      health.files = try count("SELECT count(*) FROM file")
      health.contents = try count("SELECT count(DISTINCT sha256) FROM judgement")
      health.flagged = try count("SELECT count(DISTINCT sha256) FROM judgement WHERE verdict = 'marked'")
      health.judges = try count("SELECT count(*) FROM judge")
      let lost = try count(
        "SELECT count(*) FROM file WHERE NOT EXISTS (SELECT 1 FROM judgement j WHERE j.sha256 = file.sha256)")
      if lost > 0 { health.faults.append("\(lost) files without a verdict") }
      let rows = try Row.fetchCursor(database, sql: "SELECT sha256, \(inspectionColumns) FROM judgement")
      var unreadable = 0
      while let row = try rows.next() {
        if Inspection(row, sha256: hashText(row["sha256"])) == nil { unreadable += 1 }
      }
      if unreadable > 0 {
        health.faults.append("\(unreadable) verdicts that this version does not understand")
      }
      return health
    }
    for suffix in ["", "-wal", "-shm"] {
      var status = stat()
      guard unsafe stat(path + suffix, &status) == 0 else { continue }
      health.bytes += Int64(status.st_size)
      if status.st_mode & 0o077 != 0 {
        health.faults.append("\(path + suffix) can be read by others: chmod 600")
      }
    }
    return health
  }
}
