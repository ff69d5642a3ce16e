import Synchronization

/// Asks a scan to end early, from any thread: photos in hand are finished and reported, no other is begun.
package final class StopFlag: Sendable {
  private struct State {
    var isRequested = false
    var actions: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())

  package init() {}

  package var isRequested: Bool { state.withLock { $0.isRequested } }

  package func request() {
    let actions = state.withLock { state in
      state.isRequested = true
      defer { state.actions = [] }
      return state.actions
    }
    for action in actions { action() }
  }

  /// Calls `action` once: when the stop is requested, or now when it has been.
  package func onRequest(_ action: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      if !state.isRequested { state.actions.append(action) }
      return state.isRequested
    }
    if isLate { action() }
  }
}
