import Discovering
import Dispatch
import Evidence
import Glibc
import Isolating

/// Judges photos in a worker process that has few rights and may die of them.
///
/// What ends the worker, or outlasts its deadline, is tried again in a process of its own beside the one that
/// goes on with the others; what does so twice is `undecided`. The worker is renewed now and then: the next
/// one is ready before the last one goes.
package struct IsolatedScanner: PhotoScanning {
  package var options: ScanOptions
  package var inspector: InspectorOptions
  package var command: WorkerCommand
  /// Files and folders that the worker may read besides its models; all when `nil`.
  package var readable: [String]?
  /// Photos after which a worker is renewed.
  package var renewal = 4000

  package init(
    _ options: ScanOptions, inspector: InspectorOptions, command: WorkerCommand, readable: [String]? = nil
  ) {
    self.options = options
    self.inspector = inspector
    self.command = command
    self.readable = readable
  }

  package func run(
    stop: StopFlag, feed: @escaping PhotoFeed, onTick: () -> Void, onResult: (Inspection) -> Void
  ) throws(InspectorFailure) -> ScanSummary {
    let news = Inbox<SupervisorNews>()
    let room = DispatchSemaphore(value: 0)
    for _ in 0..<options.window { room.signal() }
    stop.onRequest {
      news.push(.stop)
      room.signal()
    }
    DispatchQueue(label: "vermilion.discovery").async {
      var number = 0
      feed { item in
        room.wait()
        defer { number += 1 }
        return !stop.isRequested && news.push(.item(number, item))
      }
      news.push(.feedEnded)
    }

    let supervisor = Supervisor(self, news)
    var outlet = Outlet(options.order, namesCopies: options.namesCopies)
    var itemsDone = 0
    supervisor.start()
    var clock = Ticks()
    while !supervisor.isDone {
      switch news.pop(before: clock.next) {
      case .element(let element): supervisor.take(element)
      case .nothingYet, .end: break
      }
      for event in supervisor.takeEvents() { _ = outlet.take(event, onResult) }
      while itemsDone < outlet.itemsDone {
        itemsDone += 1
        room.signal()
      }
      if clock.tick() {
        onTick()
        supervisor.look(after: clock.step)
      }
    }
    for event in supervisor.takeEvents() { _ = outlet.take(event, onResult) }
    news.close()
    room.signal()
    outlet.flush(onResult)
    if let failure = supervisor.failure { throw failure }
    var summary = outlet.summary
    summary.wasStopped = stop.isRequested
    summary.deaths = supervisor.deaths
    summary.sandbox = supervisor.sandbox
    return summary
  }

  /// The same setup for one photo at a time, in a process that tries those which brought another down.
  func setup(jobs: Int) -> WorkerSetup {
    let models = [inspector.modelsFolder, inspector.tessdata] + inspector.extraRules
    return WorkerSetup(
      inspector: inspector, jobs: jobs, keys: options.keys, pictures: options.pictures,
      sandbox: Sandbox(readable: readable.map { $0 + models }, memory: 2 * share(jobs: jobs)))
  }

  /// Bytes of memory at which a worker is ended. The system refuses more at twice as much: what grows that
  /// fast would otherwise get there between two looks.
  func share(jobs: Int) -> Int {
    let machine = sysconf(Int32(_SC_PHYS_PAGES)) * Int(getpagesize())
    return min(inspector.limits.memory * jobs, max(inspector.limits.memory, machine / 4 * 3))
  }
}

/// Ten looks a second, and how much time went by between them.
private struct Ticks {
  private(set) var next = DispatchTime.now()
  private var last = DispatchTime.now()
  /// Seconds since the look before, a moment at most: a program that was itself stopped, by Ctrl-Z or under a
  /// closed lid, must not hold that against a photo.
  private(set) var step = 0.0

  mutating func tick() -> Bool {
    let now = DispatchTime.now()
    guard next <= now else { return false }
    step = min(0.5, Double(now.uptimeNanoseconds - last.uptimeNanoseconds) / 1e9)
    last = now
    next = now + .milliseconds(100)
    return true
  }
}
