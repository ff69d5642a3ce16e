import Crypto
import Evidence
import Synchronization

/// Sees to it that the same bytes are judged once, however many files hold them and whoever meets them first.
///
/// For every different file its hash and its inspection are kept, some 600 bytes when nothing was found; of those
/// the newest alone, so that memory does not grow with the number of files.
package final class Copies: Sendable {
  /// A file whose bytes somebody else is judging.
  package struct Waiting: Sendable {
    package var ticket: Ticket
    package var photo: Photo

    package init(ticket: Ticket, photo: Photo) {
      self.ticket = ticket
      self.photo = photo
    }
  }

  package enum Claim {
    /// Nobody has seen these bytes: judge them, then `settle`.
    case first
    case judged(Inspection)
    /// Somebody is judging them and gets this file from `settle`.
    case inHand
  }

  fileprivate struct Entry {
    var inspection: Inspection?
    var waiting: [Waiting] = []
  }

  /// Entries are boxed: a table of large values would be rebuilt at great cost whenever it grows.
  fileprivate final class Box {
    var entry = Entry()
  }

  fileprivate struct Table {
    var entries: [SHA256.Digest: Box] = [:]
    /// Hashes of clear photos in the order in which they came, in a ring once it is full.
    var clear: [SHA256.Digest] = []
    var oldest = 0
  }

  private let table = Mutex(Table())
  private let mostClear: Int

  /// - Parameter mostClear: clear photos that are known at once; a copy of an older one is judged again.
  package init(mostClear: Int = 50_000) { self.mostClear = max(1, mostClear) }

  package func claim(_ digest: SHA256.Digest, for file: Waiting) -> Claim {
    table.withLock { table in
      guard let box = table.entries[digest] else {
        table.entries[digest] = Box()
        return .first
      }
      if let inspection = box.entry.inspection { return .judged(inspection) }
      box.entry.waiting.append(file)
      return .inHand
    }
  }

  /// The files that waited for this inspection; whoever comes later gets it as well if it is kept.
  package func settle(_ digest: SHA256.Digest, _ inspection: Inspection, keeping: Bool) -> [Waiting] {
    table.withLock { table in
      guard let box = table.entries[digest] else { return [] }
      box.entry.inspection = inspection
      if !keeping {
        table.entries[digest] = nil
      } else if inspection.finding.judgement.verdict == .clear {
        table.remember(digest, upTo: mostClear)
      }
      defer { box.entry.waiting = [] }
      return box.entry.waiting
    }
  }
}

extension Copies.Table {
  /// Takes the place of the oldest, which is forgotten, once there are `most`.
  fileprivate mutating func remember(_ digest: SHA256.Digest, upTo most: Int) {
    guard clear.count == most else {
      clear.append(digest)
      return
    }
    entries[clear[oldest]] = nil
    clear[oldest] = digest
    oldest = (oldest + 1) % most
  }
}
