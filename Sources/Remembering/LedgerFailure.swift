import GRDB

/// Why the ledger cannot be used, or not be written to.
package struct LedgerFailure: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Reason: Sendable, Equatable {
    /// It, or the folder it lies in, may not be written to.
    case readOnly
    case diskFull
    /// Somebody else is writing, for longer than is waited for.
    case busy
    /// Not a database, or one with holes.
    case damaged
    /// A database, and not a ledger.
    case foreign
    /// Made by a later version of the program.
    case newer
    case other
  }

  package var reason: Reason
  /// What is wrong and what to do about it.
  package var detail: String

  package init(reason: Reason, detail: String) {
    self.reason = reason
    self.detail = detail
  }

  package var description: String { detail }

  init(_ error: any Error, at path: String) {
    guard let error = error as? DatabaseError else {
      self.init(reason: .other, detail: "the ledger \(path): \(error)")
      return
    }
    let message = error.message ?? "error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(reason: .readOnly, detail: "the ledger \(path) may not be written to (\(message))")
    case .SQLITE_CANTOPEN:
      self.init(
        reason: .readOnly,
        detail: "the ledger \(path) cannot be opened, or not be written beside (\(message))")
    case .SQLITE_FULL:
      self.init(reason: .diskFull, detail: "the ledger \(path) cannot grow: no room on the disk")
    case .SQLITE_IOERR:
      self.init(reason: .diskFull, detail: "the ledger \(path) cannot be written: \(message)")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(reason: .busy, detail: "the ledger \(path) is in use by another program for too long")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self.init(
        reason: .damaged,
        detail: "the ledger \(path) is damaged (\(message)); move it away, and the next scan begins a new one"
      )
    default:
      self.init(reason: .other, detail: "the ledger \(path): \(message)")
    }
  }
}
