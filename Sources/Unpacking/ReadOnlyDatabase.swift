import Evidence
import GRDB
import GRDBSQLite

/// A phone's database, read in memory: nothing of it is written anywhere, also when it was encrypted.
///
/// It comes from somebody else, so that no trigger or view of it is run (`SQLITE_DBCONFIG_DEFENSIVE`, a trusted
/// schema off), values have a size at most, and a damaged page is an error and no more.
struct ReadOnlyDatabase {
  /// A phone with a million files has a manifest of some 700 MB.
  static let largest = 1 << 30
  /// Bytes of one value; the records of files have some hundred.
  private static let largestValue: CInt = 16 << 20

  private let queue: DatabaseQueue

  /// `content` is called for the next bytes until it gives none.
  init(size: Int, _ content: () throws(DecodeFailure) -> [UInt8]) throws(DecodeFailure) {
    try check(size: size, limit: Self.largest)
    let image = try Image(size: size, content)
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      unsafe sqlite3_limit(database.sqliteConnection, SQLITE_LIMIT_LENGTH, Self.largestValue)
      try image.deserialize(into: database)
      // Whatever sorting needs beside the database stays in memory as well.
      try database.execute(
        sql: "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA query_only = ON")
    }
    do {
      queue = try DatabaseQueue(configuration: configuration)
    } catch {
      throw Self.damaged(error)
    }
  }

  /// Whether there is a table of this name, and no view or virtual table that only looks like one.
  func hasTable(_ name: String) throws(DecodeFailure) -> Bool {
    let sql = "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND lower(name) = ?"
    return try rows(sql, [name.lowercased()]).first?.first?.integer ?? 0 > 0
  }

  /// All rows at once, for what is known to be little: values in the order of the columns.
  func rows(_ sql: String, _ arguments: [any DatabaseValueConvertible] = []) throws(DecodeFailure)
    -> [[DatabaseValue]]
  {
    try rows(sql, forEach: [arguments])
  }

  /// The rows for each of the arguments, in one go.
  func rows(
    _ sql: String, forEach arguments: [[any DatabaseValueConvertible]]
  ) throws(DecodeFailure) -> [[DatabaseValue]] {
    do {
      return try queue.read { database in
        let statement = try database.cachedStatement(sql: sql)
        var rows: [[DatabaseValue]] = []
        for arguments in arguments {
          let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
          while let row = try cursor.next() { rows.append(Array(row.databaseValues)) }
        }
        return rows
      }
    } catch {
      throw Self.damaged(error)
    }
  }

  private static func damaged(_ error: any Error) -> DecodeFailure {
    let detail = (error as? DatabaseError)?.message ?? "\(error)"
    return DecodeFailure(reason: .damaged, detail: "database: \(detail)")
  }
}

extension DatabaseValue {
  /// Nothing is converted, so that a value of another kind than expected is none.
  var text: String? { if case .string(let text) = storage { text } else { nil } }
  var integer: Int64? { if case .int64(let number) = storage { number } else { nil } }
  var blob: [UInt8]? { if case .blob(let data) = storage { Array(data) } else { nil } }
  /// Of either kind of number.
  var real: Double? {
    switch storage {
    case .double(let number): number
    case .int64(let number): Double(number)
    default: nil
    }
  }
}

/// A database's bytes in memory that SQLite allocated, and frees once it has them.
@safe private final class Image: @unchecked Sendable {
  // Unchecked: made by one thread, handed to SQLite by another, never used by two at once.
  private var memory: UnsafeMutablePointer<UInt8>?
  /// Whole pages: behind them may be the padding of what was encrypted.
  private var size: Int

  private static let header = Array("SQLite format 3\0".utf8)

  init(size: Int, _ content: () throws(DecodeFailure) -> [UInt8]) throws(DecodeFailure) {
    guard size >= 100, let memory = unsafe sqlite3_malloc64(UInt64(size)) else {
      throw DecodeFailure(reason: .damaged, detail: "database: too short")
    }
    let bytes = unsafe memory.assumingMemoryBound(to: UInt8.self)
    // Both are set before anything may throw, so that the memory is given back.
    unsafe self.memory = bytes
    self.size = size
    let buffer = unsafe UnsafeMutableBufferPointer(start: bytes, count: size)
    var filled = 0
    while filled < size {
      let piece = try content()
      guard !piece.isEmpty else { break }
      for byte in piece.prefix(size - filled) {
        unsafe buffer[filled] = byte
        filled += 1
      }
    }
    guard filled == size else { throw DecodeFailure(reason: .damaged, detail: "database: cut off") }
    guard unsafe buffer.starts(with: Self.header) else {
      throw DecodeFailure(reason: .damaged, detail: "database: not SQLite's")
    }
    let pageSize = unsafe Int(buffer[16]) << 8 | Int(buffer[17])
    self.size = size - size % (pageSize == 1 ? 1 << 16 : max(512, pageSize))
    // One that was written with a log beside it is not opened from memory; the bytes say so and nothing else.
    for offset in 18...19 where unsafe buffer[offset] == 2 { unsafe buffer[offset] = 1 }
  }

  deinit { unsafe sqlite3_free(memory) }

  func deserialize(into database: Database) throws {
    guard let memory = unsafe memory else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
    unsafe self.memory = nil  // SQLite's from here on, also when it fails
    let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY)
    let code = unsafe sqlite3_deserialize(
      database.sqliteConnection, "main", memory, sqlite3_int64(size), sqlite3_int64(size), flags)
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
