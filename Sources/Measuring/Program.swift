import Foundation
import Glibc
import Synchronization

/// Another program, run once over one picture.
///
/// It gets no input, its words are read up to a limit, its complaints are thrown away, and it has a group of
/// its own, so that a program past its time is ended together with those it started.
package struct Program: Sendable, Equatable {
  /// The program, looked up in PATH unless it holds a slash, and its arguments. No shell sees them.
  package var arguments: [String]
  /// Set on top of this process's own environment.
  package var environment: [String: String]
  /// Wall seconds after which it is killed.
  package var timeLimit: Double
  /// Bytes kept of what it prints; the rest is read and dropped.
  package var outputLimit: Int

  package init(
    _ arguments: [String], environment: [String: String] = [:], timeLimit: Double = 60,
    outputLimit: Int = 4 << 20
  ) {
    self.arguments = arguments
    self.environment = environment
    self.timeLimit = timeLimit
    self.outputLimit = outputLimit
  }

  /// How it went.
  package struct Result: Sendable, Equatable {
    package enum End: Sendable, Equatable {
      case exited(Int)
      case killed(signal: Int)
      case timedOut
    }

    package var end: End
    /// What it printed.
    package var output: [UInt8]
    /// Its processor seconds, user and system, with those of the children it waited for.
    package var cpuSeconds: Double
    package var wallSeconds: Double
    /// The most memory it had at once, in bytes, without what it started; looked at
    /// every few milliseconds: of a program that is gone at once, what was seen of it.
    package var peakMemory: Int

    package var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The program could not be started.
  package struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    package var program: String
    package var detail: String

    package var description: String { "\(program): \(detail)" }
  }

  /// Starts it, waits for its end, and says what it took.
  ///
  /// Blocks; may be called on several threads at once.
  package func run() throws(Failure) -> Result {
    guard let name = arguments.first, !arguments.contains(where: { $0.utf8.contains(0) }) else {
      throw Failure(program: arguments.first ?? "", detail: "not a name of a program and its arguments")
    }
    let begin = ContinuousClock.now
    let (child, output) = try Self.starting.withLock { _ throws(Failure) in try start(name) }
    defer { close(output) }

    var wait = Wait(child: child, start: begin, limit: timeLimit)
    let printed = wait.read(output, upTo: outputLimit)
    wait.forTheEnd()
    return wait.result(output: printed)
  }

  /// Held from the making of a pipe until its program runs: a program started in between on another thread
  /// would inherit the pipe and hold it open.
  private static let starting = Mutex(())

  /// - Returns: the child, and the end of the pipe that its words come out of.
  private func start(_ name: String) throws(Failure) -> (child: pid_t, output: CInt) {
    var ends: [CInt] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw Failure(program: name, detail: reason(errno)) }
    defer { close(ends[1]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    do throws(Failure) {
      return (try spawn(name, output: ends[1]), ends[0])
    } catch {
      close(ends[0])
      throw error
    }
  }

  private func spawn(_ name: String, output: CInt) throws(Failure) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // What this process ignores or holds back is its own affair.
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

    let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var words: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) }
    var variables: [UnsafeMutablePointer<CChar>?] = unsafe settings.map { unsafe strdup("\($0)=\($1)") }
    unsafe words.append(nil)
    unsafe variables.append(nil)
    defer {
      for n in unsafe words.indices { unsafe free(words[n]) }
      for n in unsafe variables.indices { unsafe free(variables[n]) }
    }
    var child: pid_t = 0
    let status = unsafe posix_spawnp(&child, name, &actions, &attributes, words, variables)
    guard status == 0 else { throw Failure(program: name, detail: reason(status)) }
    return child
  }
}

/// A child between its start and its end.
private struct Wait {
  let child: pid_t
  let start: ContinuousClock.Instant
  /// Seconds from the start.
  let limit: Double
  private var status: CInt = 0
  private var usage = rusage()
  private var isTimedOut = false
  private var peak = 0

  init(child: pid_t, start: ContinuousClock.Instant, limit: Double) {
    self.child = child
    self.start = start
    self.limit = limit
  }

  var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// Reads until the pipe's other end is closed, or the child has ended and what it wrote has been read.
  mutating func read(_ pipe: CInt, upTo outputLimit: Int) -> [UInt8] {
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    var isOver = false
    while true {
      if elapsed > limit { kill() }
      measure()
      // Who left the group escapes the signal, and may print for ever.
      if elapsed > limit + 1 { return output }
      var ready = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      // A process it left behind may hold the pipe open: look now and then whether the child has ended.
      let count = unsafe poll(&ready, 1, isOver ? 0 : 20)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        if count < 0 || isOver { return output }
        isOver = hasEnded
        continue
      }
      let length = unsafe Glibc.read(pipe, &chunk, chunk.count)
      if length < 0 && errno == EINTR { continue }
      guard length > 0 else { return output }
      output.append(contentsOf: chunk.prefix(min(length, max(0, outputLimit - output.count))))
    }
  }

  /// Waits for the child's end, ends those it started and left behind, and takes its accounts.
  mutating func forTheEnd() {
    var pause: UInt32 = 200
    while !hasEnded {
      if elapsed > limit { kill() }
      measure()
      usleep(pause)
      pause = min(10_000, pause * 2)
    }
    // Before its number is given back: afterwards the group could be somebody else's.
    _ = Glibc.kill(-child, SIGKILL)
    while unsafe wait4(child, &status, 0, &usage) < 0 && errno == EINTR {}
  }

  /// Asks the kernel while the child lives. The accounts afterwards would not do: `ru_maxrss` begins with what
  /// this process had when it started the child.
  private mutating func measure() {
    peak = max(peak, peakMemory(ofProcess: "\(child)") ?? 0)
  }

  /// Whether it has ended; its accounts stay to be taken.
  private var hasEnded: Bool {
    var info = unsafe siginfo_t()
    let status = unsafe waitid(P_PID, id_t(child), &info, WEXITED | WNOHANG | WNOWAIT)
    // Without such a child there is nothing to wait for: another part of this process took its accounts.
    return unsafe status == 0 ? info.si_signo != 0 : errno != EINTR
  }

  private mutating func kill() {
    if hasEnded { return }
    isTimedOut = true
    _ = Glibc.kill(-child, SIGKILL)
  }

  func result(output: [UInt8]) -> Program.Result {
    // As <sys/wait.h> takes a status apart.
    let signal = status & 0x7f
    let end: Program.Result.End =
      isTimedOut && signal == SIGKILL
      ? .timedOut : signal != 0 ? .killed(signal: Int(signal)) : .exited(Int(status >> 8 & 0xff))
    return Program.Result(
      end: end, output: output, cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      wallSeconds: elapsed, peakMemory: peak > 0 ? peak : usage.ru_maxrss * 1024)
  }

  private func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}

private func reason(_ code: CInt) -> String { unsafe String(cString: strerror(code)) }

/// Processor seconds of this process so far, all threads together.
package func processorSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
