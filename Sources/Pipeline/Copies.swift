import Crypto
import Evidence
import Synchronization

/// Sees to it that the same bytes are judged once, however many files hold them and whoever meets them first.
///
/// For every different file its hash and its inspection are kept, some 600 bytes when nothing was found.
final class Copies: Sendable {
  /// A file whose bytes somebody else is judging.
  struct Waiting: Sendable {
    var ticket: Ticket
    var photo: Photo
  }

  enum Claim {
    /// Nobody has seen these bytes: judge them, then `settle`.
    case first
    case judged(Inspection)
    /// Somebody is judging them and gets this file from `settle`.
    case inHand
  }

  private struct Entry {
    var inspection: Inspection?
    var waiting: [Waiting] = []
  }

  /// Entries are boxed: a table of large values would be rebuilt at great cost whenever it grows.
  private final class Box {
    var entry = Entry()
  }

  private let entries = Mutex<[SHA256.Digest: Box]>([:])

  func claim(_ digest: SHA256.Digest, for file: Waiting) -> Claim {
    entries.withLock { entries in
      guard let box = entries[digest] else {
        entries[digest] = Box()
        return .first
      }
      if let inspection = box.entry.inspection { return .judged(inspection) }
      box.entry.waiting.append(file)
      return .inHand
    }
  }

  /// The files that waited for this inspection; whoever comes later gets it as well if it is kept.
  func settle(_ digest: SHA256.Digest, _ inspection: Inspection, keeping: Bool) -> [Waiting] {
    entries.withLock { entries in
      guard let box = entries[digest] else { return [] }
      box.entry.inspection = inspection
      if !keeping { entries[digest] = nil }
      defer { box.entry.waiting = [] }
      return box.entry.waiting
    }
  }
}
