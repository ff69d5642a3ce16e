import Glibc
import Synchronization

/// How a process ended.
package enum Ending: Sendable, Equatable {
  case exit(Int32)
  case signal(Int32)

  /// - Parameter status: as wait(2) gives it, of a process that has ended.
  package init(status: Int32) {
    // As <sys/wait.h> takes it apart.
    let signal = status & 0x7F
    self = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
  }

  /// `signal 11, Segmentation fault`
  package var description: String {
    switch self {
    case .exit(let status): return "exit status \(status)"
    case .signal(let number):
      let name = unsafe strsignal(number).map { unsafe String(cString: $0) } ?? "unknown"
      return "signal \(number), \(name)"
    }
  }
}

/// A program started with pipes in place of its standard streams.
package final class ChildProcess: Sendable {
  package let id: pid_t
  /// To its standard input.
  package let input: Int32
  /// From its standard output.
  package let output: Int32
  /// From its standard error.
  package let errors: Int32

  private let isReaped = Mutex(false)
  private let peak = Atomic(0)

  /// `environment` is all that it gets, as `NAME=value`.
  package init(_ path: String, _ arguments: [String], environment: [String]) throws(WireFailure) {
    let (input, output, errors) = (try Self.pipe(), try Self.pipe(), try Self.pipe())
    self.input = input.writing
    self.output = output.reading
    self.errors = errors.reading

    var program = Spawn([path] + arguments, environment: environment.map { Array($0.utf8) })
    program.input = .file(input.reading)
    program.output = .file(output.writing)
    program.errors = .file(errors.writing)
    defer { for file in [input.reading, output.writing, errors.writing] { close(file) } }
    do {
      id = try program.start()
    } catch {
      for file in [input.writing, output.reading, errors.reading] { close(file) }
      throw WireFailure("cannot start \(path): \(error)")
    }
  }

  private static func pipe() throws(WireFailure) -> PipeEnds {
    do {
      return try PipeEnds()
    } catch {
      throw WireFailure("no pipe: \(error)")
    }
  }

  deinit {
    for file in [output, errors] { close(file) }
  }

  package func closeInput() { close(input) }

  /// Ends it at once, stopped or not; nothing happens when it has ended.
  package func kill() {
    isReaped.withLock { isReaped in
      // Once it is reaped, its number may be somebody else's.
      if !isReaped { _ = Glibc.kill(id, SIGKILL) }
    }
  }

  /// Waits for the end; when it does not come within some seconds, makes it come. Once.
  package func end(within seconds: Double) -> Ending {
    var status: Int32 = 0
    for _ in 0..<Int(seconds * 100) {
      if let ending = reap(&status, WNOHANG) { return ending }
      usleep(10_000)
    }
    kill()
    return reap(&status, 0) ?? .signal(SIGKILL)
  }

  private func reap(_ status: inout Int32, _ options: Int32) -> Ending? {
    isReaped.withLock { isReaped in
      var usage = rusage()
      var result: pid_t
      repeat {
        result = unsafe wait4(id, &status, options, &usage)
      } while result < 0 && errno == EINTR
      guard result == id else { return nil }
      isReaped = true
      // Up to its start it is what this process held (getrusage(2) of a program started by vfork): that says nothing.
      var own = rusage()
      unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
      if usage.ru_maxrss > own.ru_maxrss { peak.store(usage.ru_maxrss * 1024, ordering: .relaxed) }
      return Ending(status: status)
    }
  }

  /// The most memory that was resident at once, in bytes; 0 until it has ended, and when this process itself had more.
  package var peakMemory: Int { peak.load(ordering: .relaxed) }

  /// Processor time that it has used, in seconds; 0 when it has ended.
  package var processorSeconds: Double {
    // The name, in brackets, may hold spaces: what follows its end is counted (proc(5), /proc/pid/stat).
    guard let text = firstLine(of: "/proc/\(id)/stat"), let end = text.lastIndex(of: ")") else { return 0 }
    let fields = text[end...].split(separator: " ")
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Memory that it holds, in bytes: what is resident and not a file's. `nil` when it has ended.
  package var memory: Int? {
    guard let text = firstLine(of: "/proc/\(id)/statm") else { return nil }
    let pages = text.split(separator: " ").compactMap { Int($0) }
    guard pages.count > 2 else { return nil }
    return (pages[1] - pages[2]) * Int(getpagesize())
  }
}

/// Of a file of the system's, which is short; `nil` when it is not there.
func firstLine(of path: String) -> String? {
  let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, filled in
    filled = unsafe max(0, read(file, buffer.baseAddress, buffer.count))
  }
  return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
}
