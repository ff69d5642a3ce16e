import Foundation

/// Lends things that are dear to make, each to one thread at a time.
///
/// There is one until those who wait for it lose more than a part of the time; then another is made.
///
/// `@unchecked Sendable`: what is lent belongs to the borrower alone, and the rest is touched with the lock held only.
final class LendingPool<Item>: @unchecked Sendable {
  /// The part of the time that may be lost to waiting without end.
  private static var share: Double { 0.1 }
  /// What was longer ago than this, in seconds, counts for half and less.
  private static var memory: Double { 30 }

  private let patience: Double
  private let lock = NSCondition()
  private var idle: [Item] = []
  private(set) var made = 0
  private var waited: Double = 0
  private var since = ContinuousClock.now

  /// - Parameter patience: seconds lost to waiting that are no reason for another item yet.
  init(patience: Double = 0.5) { self.patience = patience }

  /// Waits for an item or makes one, and takes it back when `body` has done with it.
  func lend<Result, Failure: Error>(
    making make: () throws(Failure) -> Item, to body: (Item) -> Result
  ) throws(Failure) -> Result {
    let item = try borrowed(make)
    defer { giveBack(item) }
    return body(item)
  }

  private func borrowed<Failure: Error>(_ make: () throws(Failure) -> Item) throws(Failure) -> Item {
    lock.lock()
    if made == 0 { since = .now }
    while idle.isEmpty, made > 0, !isWaitingDear { wait() }
    if let item = idle.popLast() {
      lock.unlock()
      return item
    }
    made += 1
    (waited, since) = (0, .now)
    lock.unlock()
    do throws(Failure) {
      return try make()
    } catch {
      lock.lock()
      made -= 1
      lock.signal()
      lock.unlock()
      throw error
    }
  }

  private func giveBack(_ item: Item) {
    lock.lock()
    idle.append(item)
    lock.signal()
    lock.unlock()
  }

  private func wait() {
    let start = ContinuousClock.now
    lock.wait()
    waited += Self.seconds(since: start)
    if Self.seconds(since: since) > Self.memory {
      since = .now - .seconds(Self.memory / 2)
      waited /= 2
    }
  }

  private var isWaitingDear: Bool {
    waited > patience + Self.share * Self.seconds(since: since)
  }

  private static func seconds(since start: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - start) / .seconds(1)
  }
}
