import Foundation
import Glibc
import Isolating

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
    let (child, output) = try start(name)
    defer { close(output) }

    var wait = Wait(child: child, start: begin, limit: timeLimit)
    let printed = wait.read(output, upTo: outputLimit)
    wait.forTheEnd()
    return wait.result(output: printed)
  }

  /// - Returns: the child, and the end of the pipe that its words come out of.
  private func start(_ name: String) throws(Failure) -> (child: pid_t, output: CInt) {
    let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var program = Spawn(arguments, environment: settings.map { Array("\($0)=\($1)".utf8) })
    program.input = .nothing
    program.errors = .nothing
    program.isOnItsOwn = true
    do {
      let output = try PipeEnds()
      defer { close(output.writing) }
      program.output = .file(output.writing)
      do {
        return (try program.start(), output.reading)
      } catch {
        close(output.reading)
        throw error
      }
    } catch {
      throw Failure(program: name, detail: "\(error)")
    }
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
    let end: Program.Result.End =
      switch Ending(status: status) {
      case .signal(SIGKILL) where isTimedOut: .timedOut
      case .signal(let number): .killed(signal: Int(number))
      case .exit(let code): .exited(Int(code))
      }
    return Program.Result(
      end: end, output: output, cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      wallSeconds: elapsed, peakMemory: peak > 0 ? peak : usage.ru_maxrss * 1024)
  }

  private func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}

/// Processor seconds of this process so far, all threads together.
package func processorSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
