import Dispatch
import Synchronization

/// Hands values from threads that make them to threads that use them, first in, first out.
///
/// A semaphore counts the values and one more for the end; whoever meets the end wakes the next, so that
/// all learn of it. It holds whatever is pushed: how much that may be is limited by who pushes.
final class Inbox<Element: Sendable>: Sendable {
  private struct State {
    var elements: [Element] = []
    var head = 0
    var isFinished = false

    mutating func removeFirst() -> Element? {
      guard head < elements.count else { return nil }
      let element = elements[head]
      head += 1
      if head == elements.count || head >= 1024 {
        elements.removeFirst(head)
        head = 0
      }
      return element
    }
  }

  private let state = Mutex(State())
  private let filled = DispatchSemaphore(value: 0)

  /// False when the line is closed; the element is dropped.
  @discardableResult
  func push(_ element: Element) -> Bool {
    let accepted = state.withLock { state in
      guard !state.isFinished else { return false }
      state.elements.append(element)
      return true
    }
    if accepted { filled.signal() }
    return accepted
  }

  /// Waits for an element; `nil` once all are gone and no more will come.
  func pop() -> Element? {
    filled.wait()
    return take()
  }

  enum Popped {
    case element(Element)
    case end
    case nothingYet
  }

  func pop(before deadline: DispatchTime) -> Popped {
    guard filled.wait(timeout: deadline) == .success else { return .nothingYet }
    return take().map { .element($0) } ?? .end
  }

  /// No more will come; what is here is still handed out.
  func finish() {
    state.withLock { $0.isFinished = true }
    filled.signal()
  }

  /// No more will come, and what is here is dropped.
  func close() {
    state.withLock { state in
      state.isFinished = true
      state.elements = []
      state.head = 0
    }
    filled.signal()
  }

  private func take() -> Element? {
    let element = state.withLock { $0.removeFirst() }
    if element == nil { filled.signal() }
    return element
  }
}
