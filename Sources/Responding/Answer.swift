import Dispatch
import Synchronization

/// What came back, handed from the thread that hears it to the one that waits.
final class Answer: Sendable {
  private let value = Mutex<(status: Int?, error: String?)>((nil, nil))
  private let arrived = DispatchSemaphore(value: 0)

  func set(_ status: Int?, _ error: String?) {
    value.withLock { $0 = (status, error) }
    arrived.signal()
  }

  func wait() -> (status: Int?, error: String?) {
    guard arrived.wait(timeout: .now() + 15) == .success else { return (nil, "no answer") }
    return value.withLock { $0 }
  }
}
