import Dispatch
import Glibc
import Pipeline
import Synchronization

/// Turns Ctrl-C and a friendly kill into a stop; the second time the program ends at once.
final class Interrupts {
  /// The number of the first signal.
  private final class First: Sendable {
    private let number = Mutex<Int32?>(nil)

    var value: Int32? { number.withLock { $0 } }

    /// False when there was one before.
    func set(_ new: Int32) -> Bool {
      number.withLock { number in
        defer { number = number ?? new }
        return number == nil
      }
    }
  }

  private let first = First()
  private let sources: [any DispatchSourceSignal]

  init(_ stop: StopFlag) {
    let queue = DispatchQueue(label: "vermilion.interrupts")
    sources = [SIGINT, SIGTERM].map { [first] number in
      _ = signal(number, SIG_IGN)  // the source hears it all the same
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        guard first.set(number) else { _exit(128 + number) }
        if isatty(STDERR_FILENO) == 1 {
          tell("\r\u{1B}[KStopping when the photos in hand are done; again to stop at once.\n")
        }
        stop.request()
      }
      source.activate()
      return source
    }
  }

  /// 130 after Ctrl-C; `nil` when nothing was received.
  var exitStatus: Int32? { first.value.map { 128 + $0 } }
}
