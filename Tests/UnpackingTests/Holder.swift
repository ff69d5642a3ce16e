import Synchronization
import Unpacking

/// Keeps what was unpacked until it is told to let go.
final class Holder: Sendable {
  private let state = Mutex((items: [Unpacked](), isFinished: false))

  func add(_ item: Unpacked) { state.withLock { $0.items.append(item) } }
  func removeFirst() { state.withLock { _ = $0.items.removeFirst() } }
  func finish() { state.withLock { $0.isFinished = true } }
  var count: Int { state.withLock { $0.items.count } }
  var isFinished: Bool { state.withLock { $0.isFinished } }
}
