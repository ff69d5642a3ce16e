import Dispatch
import Glibc
import Pipeline
import Synchronization

/// SIGTERM and Ctrl-C end a watch, the second time at once; SIGHUP asks it to begin anew.
final class WatchSignals {
  private final class State: Sendable {
    let stop = Mutex<StopFlag?>(nil)
    let isEnding = Atomic<Bool>(false)
    let wantsReload = Atomic<Bool>(false)
  }

  private let state = State()
  private let sources: [any DispatchSourceSignal]

  init() {
    let queue = DispatchQueue(label: "vermilion.signals")
    sources = [SIGINT, SIGTERM, SIGHUP].map { [state] number in
      _ = signal(number, SIG_IGN)  // the source hears it all the same
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if number == SIGHUP {
          return state.wantsReload.store(true, ordering: .sequentiallyConsistent)
        }
        if state.isEnding.exchange(true, ordering: .sequentiallyConsistent) {
          _exit(128 + number)
        }
        state.stop.withLock { $0 }?.request()
      }
      source.activate()
      return source
    }
  }

  /// As SIGHUP does.
  var beginAnew: @Sendable () -> Void {
    { [state] in state.wantsReload.store(true, ordering: .sequentiallyConsistent) }
  }

  /// What the next signal stops. One that came before stops it at once.
  func stopsNext(_ stop: StopFlag) {
    state.stop.withLock { $0 = stop }
    if state.isEnding.load(ordering: .sequentiallyConsistent) { stop.request() }
  }

  var isEnding: Bool { state.isEnding.load(ordering: .sequentiallyConsistent) }

  /// Whether it was asked for since the last time.
  func takeReload() -> Bool { state.wantsReload.exchange(false, ordering: .sequentiallyConsistent) }
}
