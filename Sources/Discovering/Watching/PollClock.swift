/// When to look again at what nobody tells of. All times are nanoseconds of one clock.
struct PollClock {
  /// A look that takes long would keep the machine busy: it may have a twentieth of the time.
  private static let rest: Int64 = 20

  private let interval: Int64
  private var start: Int64 = 0
  private var isLooking = false
  private(set) var due: Int64 = 0

  init(seconds: Double) {
    interval = Int64(max(0.05, seconds) * 1e9)
  }

  func isDue(at now: Int64) -> Bool { now >= due }

  mutating func began(at now: Int64) {
    start = now
    isLooking = true
    due = now + interval
  }

  mutating func ended(at now: Int64) {
    guard isLooking else { return }
    isLooking = false
    due = now + max(interval, (now - start) * Self.rest)
  }
}
