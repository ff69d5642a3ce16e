import Glibc
import Synchronization

/// Wakes a watcher that sleeps, from any thread.
@safe package final class Waker: Sendable {
  /// A pipe: what is written to one end wakes who looks at the other.
  private let file: Int32
  private let writingEnd: Int32
  private let ending = Atomic<Bool>(false)

  package init() {
    var ends: [Int32] = [-1, -1]
    let result = unsafe pipe(&ends)
    precondition(result == 0, "no descriptor left")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (file, writingEnd) = (ends[0], ends[1])
  }

  deinit {
    close(file)
    close(writingEnd)
  }

  /// Ends `run` soon.
  package func end() {
    ending.store(true, ordering: .sequentiallyConsistent)
    _ = unsafe write(writingEnd, [0], 1)
  }

  var isEnding: Bool { ending.load(ordering: .sequentiallyConsistent) }

  /// Sleeps until there is something to read from `other`, the time is up, or `end`.
  func wait(for other: Int32?, atMost seconds: Double?) {
    var files = [pollfd(fd: file, events: Int16(POLLIN), revents: 0)]
    if let other { files.append(pollfd(fd: other, events: Int16(POLLIN), revents: 0)) }
    // Rounded up: a sleep that ends a little early would be followed by a spin.
    let time = seconds.map { Int32(min(3_600_000, ($0 * 1000).rounded(.up))) } ?? -1
    _ = unsafe Glibc.poll(&files, nfds_t(files.count), time)
  }
}
