import Evidence
import GRDB
import Glibc

/// What was seen before, and what was said of it: an SQLite database that many processes may use at once.
///
/// Readable by its owner only. Safe to use from many threads; a call waits while another process writes, for
/// up to ten seconds. A crash at any moment leaves it whole (write-ahead log); after a power cut the last
/// moments may be missing, and are judged again.
package final class Ledger: Sendable {
  /// Seconds that others are waited for.
  private static let patience = 10

  package let path: String
  /// Somebody else's, or on a medium that is: what is known can be asked for, and nothing is added.
  package let isReadOnly: Bool
  let database: any DatabaseWriter

  private init(path: String, isReadOnly: Bool, database: any DatabaseWriter) {
    self.path = path
    self.isReadOnly = isReadOnly
    self.database = database
  }

  /// Opens the ledger, and makes it and its folder when they are not there.
  ///
  /// One that may only be read is opened for reading.
  package static func open(_ path: String) throws(LedgerFailure) -> Ledger {
    do {
      return try openForWriting(path)
    } catch {
      guard error.reason == .readOnly, unsafe access(path, R_OK) == 0 else { throw error }
      return try openForReading(path)
    }
  }

  private static func openForWriting(_ path: String) throws(LedgerFailure) -> Ledger {
    try makePrivateFile(path)
    do {
      let pool = try whileOthersWait(toOpen: path) {
        let pool = try DatabasePool(path: path, configuration: configuration())
        try pool.write { database in
          try claim(database)
        }
        try schema.migrate(pool)
        return pool
      }
      return Ledger(path: path, isReadOnly: false, database: pool)
    } catch let failure as LedgerFailure {
      throw failure.at(path)
    } catch {
      throw LedgerFailure(error, at: path)
    }
  }

  /// Locks the ledger's folder while a new file is made a ledger: SQLite lets nobody wait for the change to a
  /// write-ahead log, and two who begin at once both make its tables.
  private static func whileOthersWait<T>(toOpen path: String, _ work: () throws -> T) rethrows -> T {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let lock = unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0 else { return try work() }
    // Closing it lets go of the lock, as the end of the process does.
    defer { Glibc.close(lock) }
    let end = ContinuousClock.now + .seconds(patience)
    while flock(lock, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR,
      ContinuousClock.now < end
    {
      usleep(2_000)
    }
    return try work()
  }

  private static func openForReading(_ path: String) throws(LedgerFailure) -> Ledger {
    do {
      var configuration = configuration()
      configuration.readonly = true
      // Where no log can be made beside it, nobody writes it either: it is read as it lies there.
      let isAlone = unsafe access(path + "-wal", F_OK) != 0
      let name = isAlone ? "file:" + percentEncoded(path) + "?immutable=1" : path
      let queue = try DatabaseQueue(path: name, configuration: configuration)
      try queue.read { database in
        try refuseForeign(database)
        guard try schema.hasCompletedMigrations(database) else {
          throw LedgerFailure(reason: .readOnly, detail: "the ledger is of an earlier version and read-only")
        }
      }
      return Ledger(path: path, isReadOnly: true, database: queue)
    } catch let failure as LedgerFailure {
      throw failure.at(path)
    } catch {
      throw LedgerFailure(error, at: path)
    }
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.label = "vermilion.ledger"
    configuration.busyMode = .timeout(Double(patience))
    configuration.maximumReaderCount = 8
    configuration.prepareDatabase { database in
      guard !database.configuration.readonly else { return }
      // What is forgotten is overwritten.
      try database.execute(sql: "PRAGMA secure_delete = ON")
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      try database.execute(sql: "PRAGMA journal_size_limit = 4194304")
    }
    return configuration
  }

  /// Makes a new database ours; refuses one that belongs to somebody else or to a later version.
  private static func claim(_ database: Database) throws {
    let isNew = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
    guard isNew else { return try refuseForeign(database) }
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
  }

  private static func refuseForeign(_ database: Database) throws {
    guard try Int32.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
      throw LedgerFailure(reason: .foreign, detail: "the file is a database, and not a ledger of Vermilion")
    }
    if try schema.hasBeenSuperseded(database) {
      throw LedgerFailure(
        reason: .newer, detail: "the ledger was made by a later version of vermilion; use that one")
    }
  }

  /// SQLite gives its log the same permissions as this file.
  ///
  /// It is never opened here: closing it would drop the locks that SQLite holds on it elsewhere in this process
  /// (sqlite.org/howtocorrupt.html, 2.2).
  private static func makePrivateFile(_ path: String) throws(LedgerFailure) {
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex { makeFolders(String(path[..<slash])) }
    if unsafe mknod(path, S_IFREG | 0o600, 0) == 0 { return }
    if errno == EPERM {
      // FAT makes files by opening them only.
      let file = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0o600)
      if file >= 0 {
        Glibc.close(file)
        return
      }
    }
    if errno == EEXIST, unsafe access(path, R_OK | W_OK) == 0 {
      // One that was made with wider permissions is narrowed; whoever may not do so does not own it.
      _ = unsafe chmod(path, 0o600)
      return
    }
    let isReadOnly = errno == EACCES || errno == EROFS || errno == EPERM
    let text = systemText(errno)
    throw LedgerFailure(
      reason: isReadOnly ? .readOnly : errno == ENOSPC ? .diskFull : .other,
      detail: "the ledger \(path) cannot be opened: \(text)")
  }

  private static func makeFolders(_ path: String) {
    guard unsafe mkdir(path, 0o700) != 0, errno == ENOENT, let slash = path.lastIndex(of: "/") else { return }
    if slash != path.startIndex { makeFolders(String(path[..<slash])) }
    _ = unsafe mkdir(path, 0o700)
  }

  /// A path within an SQLite URI.
  private static func percentEncoded(_ path: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_.~".utf8)
    let digits = Array("0123456789ABCDEF")
    var text = ""
    for byte in path.utf8 {
      if plain.contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return text
  }

  /// Empties the log into the database and lets go of both. Nothing can be asked any more.
  ///
  /// Without it all is safe as well, but the log stays beside the ledger until somebody opens it again.
  package func close() {
    try? database.close()
  }

  // MARK: Access

  func read<T>(_ work: (Database) throws -> T) throws(LedgerFailure) -> T {
    do {
      return try database.read(work)
    } catch {
      throw LedgerFailure(error, at: path)
    }
  }

  func write<T>(_ work: (Database) throws -> T) throws(LedgerFailure) -> T {
    guard !isReadOnly else {
      throw LedgerFailure(reason: .readOnly, detail: "the ledger \(path) may only be read")
    }
    do {
      return try database.write(work)
    } catch {
      throw LedgerFailure(error, at: path)
    }
  }
}

extension LedgerFailure {
  fileprivate func at(_ path: String) -> LedgerFailure {
    guard !detail.contains(path) else { return self }
    return LedgerFailure(reason: reason, detail: "\(path): \(detail)")
  }
}
