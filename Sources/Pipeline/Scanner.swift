import Discovering
import Dispatch
import Evidence
import Synchronization

/// What a scan asks and tells on its workers.
package struct ScanHooks: Sendable {
  /// A photo is about to be opened; with the path that the report will show.
  package var onBegin: (@Sendable (Ticket, String) -> Void)?
  /// A container is about to be opened; and has been gone through.
  package var onUnpacking: (@Sendable (_ item: Int) -> Void)?
  package var onUnpacked: (@Sendable (_ item: Int) -> Void)?
  /// What is known already of a photo with this SHA-256; such a photo is not judged again.
  package var known: (@Sendable (Ticket, _ sha256: String) -> Inspection?)?

  package init() {}
}

/// Judges many photos at once, in this process.
///
/// Each worker is a serial queue of its own with an inspector made there, and takes one photo after another
/// from the inbox. Results leave through one owner, the thread that called `run`: nothing a caller passes to
/// `run`, apart from the feed, needs to be safe for other threads.
package struct Scanner: PhotoScanning {
  package typealias InspectorFactory = @Sendable () throws(InspectorFailure) -> any PhotoInspector
  package typealias Feed = PhotoFeed
  /// Hands over assignments with ever higher numbers, until it is told false.
  package typealias AssignmentFeed = @Sendable (_ take: (Assignment) -> Bool) -> Void

  private let options: ScanOptions
  private let makeInspector: InspectorFactory

  /// Inspectors are made one after the other: Tesseract's engines may not be set up at the same time.
  package init(_ options: ScanOptions, makeInspector: @escaping InspectorFactory) {
    precondition(options.jobs >= 1 && options.window >= 1)
    self.options = options
    self.makeInspector = makeInspector
  }

  package func run(
    stop: StopFlag, feed: @escaping PhotoFeed, onTick: () -> Void, onResult: (Inspection) -> Void
  ) throws(InspectorFailure) -> ScanSummary {
    let scan = Scan(options)
    var hooks = ScanHooks()
    if let recall = options.recall { hooks.known = { _, sha256 in recall(sha256) } }
    start(scan, stop: stop, hooks) { take in
      var number = 0
      feed { item in
        defer { number += 1 }
        return take(Assignment(number: number, item: item))
      }
    }
    var outlet = Outlet(options.order, namesCopies: options.namesCopies)
    scan.receive(onTick: onTick) { event in
      for _ in 0..<outlet.take(event, onResult) { scan.room.signal() }
    }
    outlet.flush(onResult)
    if let failure = scan.failure.withLock({ $0 }) { throw failure }
    var summary = outlet.summary
    summary.wasStopped = stop.isRequested
    return summary
  }

  /// Runs assignments for somebody else who keeps the order and names the copies.
  package func run(
    stop: StopFlag, assignments: @escaping AssignmentFeed, hooks: ScanHooks, onEvent: (ScanEvent) -> Void
  ) throws(InspectorFailure) {
    let scan = Scan(options)
    start(scan, stop: stop, hooks, feed: assignments)
    scan.receive(
      onTick: {},
      onEvent: { event in
        onEvent(event)
        if case .result = event { scan.room.signal() }
      })
    if let failure = scan.failure.withLock({ $0 }) { throw failure }
  }

  private func start(
    _ scan: Scan, stop: StopFlag, _ hooks: ScanHooks, feed: @escaping AssignmentFeed
  ) {
    stop.onRequest { scan.stop() }
    DispatchQueue(label: "vermilion.discovery").async { scan.discover(with: feed, hooks) }
    let working = DispatchGroup()
    for number in 0..<options.jobs {
      DispatchQueue(label: "vermilion.worker.\(number)").async(group: working) { [makeInspector] in
        scan.work(with: makeInspector, hooks)
      }
    }
    working.notify(queue: DispatchQueue(label: "vermilion.end")) { scan.events.finish() }
  }
}
