import Foundation
import GRDB

/// What was done because of a finding, and what its owner decided.
extension Ledger {
  /// The decision that a content may stay where it is, whatever is said of it.
  package static let keep = "keep"

  package func decide(_ decision: String?, ofContent sha256: String) throws(LedgerFailure) {
    guard let hash = hashBytes(sha256) else { return }
    try write { database in
      if let decision {
        try database.execute(
          sql: "INSERT OR REPLACE INTO decision (sha256, what, at) VALUES (?, ?, ?)",
          arguments: [hash, decision, Footprint.now / 1_000_000_000])
      } else {
        try database.execute(sql: "DELETE FROM decision WHERE sha256 = ?", arguments: [hash])
      }
    }
  }

  package func decision(ofContent sha256: String) throws(LedgerFailure) -> String? {
    guard let hash = hashBytes(sha256) else { return nil }
    return try read { database in
      try String.fetchOne(
        database.cachedStatement(sql: "SELECT what FROM decision WHERE sha256 = ?"), arguments: [hash])
    }
  }

  package func noteDeed(_ what: String, path: [UInt8], sha256: String) throws(LedgerFailure) {
    guard let hash = hashBytes(sha256) else { return }
    try write { database in
      try database.execute(
        sql: "INSERT INTO deed (path, sha256, what, at) VALUES (?, ?, ?, ?)",
        arguments: [Data(path), hash, what, Footprint.now / 1_000_000_000])
    }
  }

  package func deeds(path: [UInt8], sha256: String) throws(LedgerFailure) -> Set<String> {
    guard let hash = hashBytes(sha256) else { return [] }
    return try read { database in
      try Set(
        String.fetchAll(
          database, sql: "SELECT what FROM deed WHERE sha256 = ? AND path = ?",
          arguments: [hash, Data(path)]))
    }
  }
}
