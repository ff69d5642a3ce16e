import Glibc

/// A clock that never jumps, in nanoseconds.
func steadyNow() -> Int64 { nanoseconds(of: CLOCK_MONOTONIC) }

/// The clock on the wall, which files' times are of: nanoseconds since 1970.
func wallNow() -> Int64 { nanoseconds(of: CLOCK_REALTIME) }

private func nanoseconds(of clock: clockid_t) -> Int64 {
  var time = timespec()
  guard unsafe clock_gettime(clock, &time) == 0 else { return 0 }
  return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}
