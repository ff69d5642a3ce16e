import Evidence
import Glibc

/// Adds up this thread's processor time by stage.
struct Stopwatch {
  private(set) var trace = Trace()

  /// This thread's processor time, in seconds.
  static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  mutating func time<T, Failure: Error>(_ stage: Stage, _ work: () throws(Failure) -> T) throws(Failure) -> T
  {
    let start = Self.now
    defer { trace.seconds[stage, default: 0] += Self.now - start }
    return try work()
  }
}
