import Discovering
import Evidence
import Isolating
import Unpacking

/// Hands over what is discovered, until it is told false.
package typealias PhotoFeed = @Sendable (_ take: (Discovered) -> Bool) -> Void

/// Judges many photos: in this process, or in one that may die of them.
package protocol PhotoScanning: Sendable {
  /// Runs until the feed is empty and everything is reported, or `stop` is requested.
  ///
  /// `onTick` is called some ten times a second, for showing progress. After a stop the feed is not waited
  /// for: it may be listening to somebody who never speaks. Both closures are called on the caller's thread.
  func run(
    stop: StopFlag, feed: @escaping PhotoFeed, onTick: () -> Void, onResult: (Inspection) -> Void
  ) throws(InspectorFailure) -> ScanSummary
}

extension PhotoScanning {
  package func run(
    stop: StopFlag = StopFlag(), feed: @escaping PhotoFeed, onResult: (Inspection) -> Void
  ) throws(InspectorFailure) -> ScanSummary {
    try run(stop: stop, feed: feed, onTick: {}, onResult: onResult)
  }

  package func run(
    feed: @escaping PhotoFeed, onTick: () -> Void, onResult: (Inspection) -> Void
  ) throws(InspectorFailure) -> ScanSummary {
    try run(stop: StopFlag(), feed: feed, onTick: onTick, onResult: onResult)
  }
}

/// How a scan is run.
package struct ScanOptions: Sendable {
  package enum Order: Sendable {
    /// In the order in which the photos were discovered, whoever was quicker.
    case asGiven
    case asTheyCome
  }

  /// Photos at once, from 1.
  package var jobs: Int
  package var order = Order.asGiven
  package var limits = Limits()
  /// Photos on the way at most: discovered and not yet reported. One slow photo holds back no more results
  /// than these, and no folder is so large that its names fill the memory.
  package var window = 512
  /// What opens locked containers.
  package var keys = UnpackKeys()
  package var formats = standardFormats
  /// Makes small pictures of marked and official photos, for a report that shows them; none when `nil`.
  package var pictures: PictureStyle?
  /// Judges what documents say of their pages; without it only what can be seen is judged.
  package var textLayers: TextLayerJudge?
  /// What is known already of a file with this SHA-256 (lower-case hex): such a photo is not judged again.
  /// Asked on any thread, for each content once.
  package var recall: (@Sendable (_ sha256: String) -> Inspection?)?
  /// Names the first file with the same bytes in each copy. Without, a content is kept only while it is in
  /// hand, for a scan that goes on for months.
  package var namesCopies = true

  package init(jobs: Int) {
    self.jobs = jobs
  }
}

/// What there is to say when a scan is over.
package struct ScanSummary: Sendable, Equatable {
  package var reported = 0
  package var copies = 0
  /// Entries of containers which are no photos.
  package var otherEntries = 0
  /// It ended because it was asked to.
  package var wasStopped = false
  /// Worker processes that photos brought down.
  package var deaths = 0
  /// What the worker process was kept from; `nil` without one.
  package var sandbox: SandboxReport?

  package init() {}
}

/// Which photo of a scan it is, in the order of the report.
package struct Ticket: Sendable, Hashable, Comparable {
  /// The number of the item as fed, from 0.
  package var item: Int
  /// Its place in the item when that is a container, from 0; 0 for a photo of its own.
  package var entry: Int

  package init(item: Int, entry: Int = 0) {
    self.item = item
    self.entry = entry
  }

  package static func < (a: Ticket, b: Ticket) -> Bool {
    (a.item, a.entry) < (b.item, b.entry)
  }
}

/// An item with its number, and what is wanted of it.
package struct Assignment: Sendable, Equatable {
  package enum Entries: Sendable, Equatable {
    case all
    /// All but those below a number and some others: they were reported before.
    case except(below: Int, others: Set<Int>)
    case only(Int)

    package func contains(_ entry: Int) -> Bool {
      switch self {
      case .all: true
      case .except(let below, let others): entry >= below && !others.contains(entry)
      case .only(let wanted): entry == wanted
      }
    }
  }

  package var number: Int
  package var item: Discovered
  package var entries = Entries.all
  /// Entries below this are begun only when the one before is done: somewhere here a worker was lost.
  package var slowlyBelow = 0

  package init(number: Int, item: Discovered, entries: Entries = .all) {
    self.number = number
    self.item = item
    self.entries = entries
  }
}

/// What comes of assignments.
package enum ScanEvent: Sendable, Equatable {
  case result(Ticket, Inspection)
  /// Nothing more comes of this item, which had so many entries that are photos or problems, and so many others.
  case finished(item: Int, entries: Int, others: Int = 0)
}
