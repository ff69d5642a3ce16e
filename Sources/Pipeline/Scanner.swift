import Discovering
import Dispatch
import Evidence
import Synchronization

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
    start(scan, stop: stop, onBegin: nil) { take in
      var number = 0
      feed { item in
        defer { number += 1 }
        return take(Assignment(number: number, item: item))
      }
    }
    var outlet = Outlet(options.order)
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
  ///
  /// `onBegin` is called on the worker before a photo is opened, with the path that the report will show.
  package func run(
    stop: StopFlag, assignments: @escaping AssignmentFeed,
    onBegin: @escaping @Sendable (Ticket, String) -> Void, onEvent: (ScanEvent) -> Void
  ) throws(InspectorFailure) {
    let scan = Scan(options)
    start(scan, stop: stop, onBegin: onBegin, feed: assignments)
    scan.receive(
      onTick: {},
      onEvent: { event in
        onEvent(event)
        if case .result = event { scan.room.signal() }
      })
    if let failure = scan.failure.withLock({ $0 }) { throw failure }
  }

  private func start(
    _ scan: Scan, stop: StopFlag, onBegin: (@Sendable (Ticket, String) -> Void)?,
    feed: @escaping AssignmentFeed
  ) {
    stop.onRequest { scan.stop() }
    DispatchQueue(label: "vermilion.discovery").async { scan.discover(with: feed) }
    let working = DispatchGroup()
    for number in 0..<options.jobs {
      DispatchQueue(label: "vermilion.worker.\(number)").async(group: working) { [makeInspector] in
        scan.work(with: makeInspector, onBegin: onBegin)
      }
    }
    working.notify(queue: DispatchQueue(label: "vermilion.end")) { scan.events.finish() }
  }
}
