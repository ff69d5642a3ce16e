import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Reading

/// What a pool made, and which of it is lent just now.
private final class Record: Sendable {
  private let state = Mutex((made: 0, lent: Set<Int>(), isShared: false))

  var made: Int { state.withLock { $0.made } }
  var isShared: Bool { state.withLock { $0.isShared } }

  func make() -> Int {
    state.withLock {
      $0.made += 1
      return $0.made
    }
  }

  func use(_ item: Int, seconds: Double) {
    state.withLock { if !$0.lent.insert(item).inserted { $0.isShared = true } }
    Thread.sleep(forTimeInterval: seconds)
    state.withLock { _ = $0.lent.remove(item) }
  }
}

/// Two threads that borrow so many times, each for so long and with such a pause.
private func borrow(
  _ times: Int, from pool: LendingPool<Int>, seconds: Double, pause: Double
) -> Record {
  let record = Record()
  let group = DispatchGroup()
  for _ in 0..<2 {
    group.enter()
    Thread.detachNewThread {
      for _ in 0..<times {
        pool.lend(making: record.make) { record.use($0, seconds: seconds) }
        Thread.sleep(forTimeInterval: pause)
      }
      group.leave()
    }
  }
  group.wait()
  return record
}

@Test func oneIsEnoughForThoseWhoHardlyWait() {
  let record = borrow(40, from: LendingPool(), seconds: 0.001, pause: 0.005)
  #expect(record.made == 1)
  #expect(!record.isShared)
}

@Test func whoWaitsMostOfTheTimeGetsAnother() {
  let record = borrow(40, from: LendingPool(patience: 0.05), seconds: 0.01, pause: 0)
  #expect(record.made == 2)
  #expect(!record.isShared)
}

@Test func whatCouldNotBeMadeIsMadeForTheNext() throws {
  struct Broken: Error {}
  let pool = LendingPool<Int>()
  #expect(throws: Broken.self) {
    try pool.lend { () throws(Broken) in
      throw Broken()
    } to: {
      $0
    }
  }
  #expect(pool.lend(making: { 7 }, to: { $0 }) == 7)
  #expect(pool.made == 1)
}
