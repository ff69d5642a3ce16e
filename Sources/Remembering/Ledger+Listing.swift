import Evidence
import Foundation
import GRDB

/// Which files of a ledger are meant. Conditions that are not given hold for all.
package struct LedgerFilter: Sendable {
  package var verdicts: Set<Verdict> = []
  package var levels: Set<String> = []
  package var regimes: Set<String> = []
  /// Files at these absolute paths and below them, contents of containers included.
  package var places: [[UInt8]] = []
  /// The start of a content's SHA-256, in hex.
  package var hash: String?
  /// Seconds since 1970: judged at this time or later.
  package var since: Int64?

  package init() {}

  var condition: (sql: String, arguments: StatementArguments) {
    var parts: [String] = []
    var arguments = StatementArguments()
    func anyOf(_ column: String, _ words: some Sequence<String>) {
      let words = words.sorted()
      guard !words.isEmpty else { return }
      parts.append("\(column) IN (\(words.map { _ in "?" }.joined(separator: ", ")))")
      arguments += StatementArguments(words)
    }
    anyOf("verdict", verdicts.map(\.rawValue))
    anyOf("level", levels)
    anyOf("regime", regimes)
    if !places.isEmpty {
      let place = "(path = ? OR (path > ? AND path < ?) OR (path > ? AND path < ?))"
      parts.append("(" + places.map { _ in place }.joined(separator: " OR ") + ")")
      for path in places {
        // Within a folder: from "path/" to before "path0", the sign that follows the slash. In a container "!/".
        let folder = path.last == UInt8(ascii: "/") ? Array(path.dropLast()) : path
        arguments += [
          Data(folder), Data(folder + [0x2F]), Data(folder + [0x30]), Data(folder + [0x21, 0x2F]),
          Data(folder + [0x21, 0x30]),
        ]
      }
    }
    if let hash {
      parts.append("lower(hex(sha256)) LIKE ? || '%'")
      arguments += [hash.lowercased().filter { $0.isHexDigit }]
    }
    if let since {
      parts.append("judgedAt >= ?")
      arguments += [since]
    }
    return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), arguments)
  }
}

/// One file that the ledger knows.
package struct LedgerLine: Sendable, Equatable {
  package var path: [UInt8]
  /// With the path left empty.
  package var finding: Finding
  /// Seconds since 1970.
  package var judgedAt: Int64
  package var seenAt: Int64
  /// What its owner decided about this content.
  package var decision: String?
}

/// Files with the latest that was said of each.
private let latest = """
  file JOIN judgement USING (sha256) LEFT JOIN decision USING (sha256)
  WHERE judge = (
    SELECT judge FROM judgement AS other WHERE other.sha256 = file.sha256
    ORDER BY judgedAt DESC, judge DESC LIMIT 1)
  """

extension Ledger {
  /// Hands over the files that pass the filter, in the order of their paths, until `take` returns false.
  package func lines(
    _ filter: LedgerFilter = LedgerFilter(), _ take: (LedgerLine) -> Bool
  ) throws(LedgerFailure) {
    let (condition, arguments) = filter.condition
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT path, seenAt, sha256, judgedAt, \(inspectionColumns), what FROM \(latest)
          AND \(condition) ORDER BY path
          """, arguments: arguments)
      while let row = try rows.next() {
        let hash = hashText(row["sha256"])
        // What a later version wrote in words of its own is not told wrongly.
        guard let inspection = Inspection(row, sha256: hash) else { continue }
        var finding = inspection.finding
        finding.seconds = row["seconds"]
        let line = LedgerLine(
          path: Array(row["path"] as Data), finding: finding, judgedAt: row["judgedAt"],
          seenAt: row["seenAt"], decision: row["what"])
        guard take(line) else { return }
      }
    }
  }

  /// Forgets the files that pass the filter, and every content that no other file has. Their bytes in the
  /// database are overwritten. Gives the number of files forgotten.
  @discardableResult
  package func forget(_ filter: LedgerFilter) throws(LedgerFailure) -> Int {
    let (condition, arguments) = filter.condition
    let count = try write { database in
      try database.execute(
        sql: """
          DELETE FROM file WHERE path IN (SELECT path FROM \(latest) AND \(condition))
          """, arguments: arguments)
      return try afterForgetting(database)
    }
    try wipeLog()
    return count
  }

  /// Forgets the files at these paths: those that are no longer there, say.
  @discardableResult
  package func forget(paths: [[UInt8]]) throws(LedgerFailure) -> Int {
    let count = try write { database in
      let statement = try database.cachedStatement(sql: "DELETE FROM file WHERE path = ?")
      let before = database.totalChangesCount
      for path in paths { try statement.execute(arguments: [Data(path)]) }
      let count = database.totalChangesCount - before
      _ = try afterForgetting(database)
      return count
    }
    try wipeLog()
    return count
  }

  private func afterForgetting(_ database: Database) throws -> Int {
    let count = database.changesCount
    for table in ["judgement", "deed", "decision"] {
      try database.execute(
        sql: """
          DELETE FROM \(table)
          WHERE NOT EXISTS (SELECT 1 FROM file WHERE file.sha256 = \(table).sha256)
          """)
    }
    return count
  }

  /// The log holds earlier states of pages until it is emptied.
  private func wipeLog() throws(LedgerFailure) {
    do {
      _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    } catch {
      throw LedgerFailure(error, at: path)
    }
  }
}
