import Dispatch
import Evidence
import Glibc
import Isolating
import Synchronization

/// The child's side: judges what comes through one pipe and tells of it through another, until the parent
/// has no more or is gone.
package enum WorkerProcess {
  package typealias InspectorFactory =
    @Sendable (InspectorOptions) throws(InspectorFailure) -> any PhotoInspector

  /// Must be called while the process has one thread: its walls are raised before another is made.
  package static func run(
    input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, makeInspector: @escaping InspectorFactory
  ) -> Never {
    // Ctrl-C is for the parent, which says what to do about it. Writing to nobody is noticed by the writer.
    for number in [SIGINT, SIGTERM, SIGPIPE] { _ = signal(number, SIG_IGN) }
    beTheFirstToGo()
    let orders = FrameReader(file: input)
    let line = WorkerLine(output)
    guard case .setUp(let setup) = next(orders) else { _exit(3) }
    line.send(.ready(setup.sandbox.raise()))

    let stop = StopFlag()
    let assignments = Inbox<Assignment>()
    let answers = Answers()
    DispatchQueue(label: "vermilion.orders").async {
      while true {
        switch next(orders) {
        case .assign(let assignment): assignments.push(assignment)
        case .answer(let ticket, let inspection): answers.give(inspection, to: ticket)
        case .retire: stop.request()
        case .end: assignments.finish()
        case .probe: line.send(.probed(attemptsAgainstTheSandbox()))
        case .setUp, nil: _exit(3)
        }
      }
    }

    var options = ScanOptions(jobs: setup.jobs)
    options.limits = setup.inspector.limits
    options.keys = setup.keys
    options.pictures = setup.pictures
    options.textLayers = TextLayerJudge(setup.inspector)
    let scanner = Scanner(options) { () throws(InspectorFailure) in try makeInspector(setup.inspector) }
    var hooks = ScanHooks()
    hooks.onBegin = { line.send(.begun($0, path: $1)) }
    hooks.onUnpacking = { line.send(.unpacking(item: $0)) }
    hooks.onUnpacked = { line.send(.unpacked(item: $0)) }
    hooks.known = { ticket, sha256 in
      answers.wait(for: ticket) { line.send(.met(ticket, sha256: sha256)) }
    }
    do throws(InspectorFailure) {
      try scanner.run(
        stop: stop,
        assignments: { take in
          while let assignment = assignments.pop() { guard take(assignment) else { return } }
        },
        hooks: hooks,
        onEvent: { event in
          switch event {
          case .result(let ticket, let inspection): line.send(.result(ticket, inspection))
          case .finished(let item, let entries, let others):
            line.send(.finished(item: item, entries: entries, others: others))
          }
        })
    } catch {
      line.send(.failed(error))
    }
    _exit(0)
  }

  /// When memory runs out, the system had better end this process than its parent.
  private static func beTheFirstToGo() {
    let file = unsafe open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = unsafe write(file, "500", 3)
    close(file)
  }

  /// `nil` when the parent is gone, or says what makes no sense.
  private static func next(_ orders: FrameReader) -> Order? {
    (try? orders.next()).flatMap { $0 }.flatMap { try? Order(wired: $0) }
  }
}

/// What is told to the parent, from any thread. Without a parent there is nothing left to do.
private final class WorkerLine: Sendable {
  private let writer: FrameWriter

  init(_ output: Int32) {
    writer = FrameWriter(file: output)
  }

  func send(_ message: WorkerMessage) {
    if !writer.send(message.wired) { _exit(3) }
  }
}

/// Holds a worker until its question was answered.
private final class Answers: Sendable {
  private struct Answer: Sendable {
    var inspection: Inspection?
  }

  private let waiting = Mutex<[Ticket: Inbox<Answer>]>([:])

  func wait(for ticket: Ticket, ask: () -> Void) -> Inspection? {
    let inbox = Inbox<Answer>()
    waiting.withLock { $0[ticket] = inbox }
    ask()
    return inbox.pop()?.inspection
  }

  func give(_ inspection: Inspection?, to ticket: Ticket) {
    _ = waiting.withLock { $0.removeValue(forKey: ticket) }?.push(Answer(inspection: inspection))
  }
}
