import Dispatch
import Synchronization

/// How many unpacked bytes may wait for workers at once.
///
/// One thread takes, any thread gives back, by letting go of the last copy of what it got.
final class ByteBudget: Sendable {
  private struct State {
    var inUse = 0
    /// Of these, what the thread that takes holds itself: it would wait for itself.
    var pinned = 0
    var isWaiting = false
    var isClosed = false
  }

  /// Bytes that count for as long as anybody holds this.
  final class Share: Sendable {
    private let budget: ByteBudget
    private let count: Int

    fileprivate init(_ budget: ByteBudget, _ count: Int) {
      self.budget = budget
      self.count = count
    }

    deinit { budget.giveBack(count) }
  }

  private let limit: Int
  private let state = Mutex(State())
  private let returned = DispatchSemaphore(value: 0)

  init(limit: Int) {
    self.limit = limit
  }

  /// Waits until there is room, or nothing else is in use. `nil` once closed.
  func take(_ count: Int) -> Share? {
    while true {
      let (isTaken, isClosed) = state.withLock { state in
        let others = state.inUse - state.pinned
        let fits = !state.isClosed && (others == 0 || others + count <= limit)
        if fits { state.inUse += count }
        state.isWaiting = !fits
        return (fits, state.isClosed)
      }
      if isTaken { return Share(self, count) }
      if isClosed { return nil }
      returned.wait()
    }
  }

  /// Whoever takes goes on using so many of the bytes taken, until it calls this with as many less.
  func pin(_ count: Int) {
    state.withLock { $0.pinned += count }
  }

  /// Nobody waits any more.
  func close() {
    let isWaiting = state.withLock { state in
      state.isClosed = true
      return state.isWaiting
    }
    if isWaiting { returned.signal() }
  }

  private func giveBack(_ count: Int) {
    let isWaiting = state.withLock { state in
      state.inUse -= count
      defer { state.isWaiting = false }
      return state.isWaiting
    }
    if isWaiting { returned.signal() }
  }
}
