import Glibc
import Synchronization

/// How a process ended.
package enum Ending: Sendable, Equatable {
  case exit(Int32)
  case signal(Int32)

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

  /// `environment` is all that it gets, as `NAME=value`.
  package init(_ path: String, _ arguments: [String], environment: [String]) throws(WireFailure) {
    let (input, output, errors) = (try Pipe(), try Pipe(), try Pipe())
    self.input = input.writing
    self.output = output.reading
    self.errors = errors.reading
    let theirs = [input.reading, output.writing, errors.writing]

    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (number, file) in theirs.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, file, Int32(number))
    }

    var child: pid_t = 0
    let status = unsafe withCStrings([path] + arguments) { arguments in
      unsafe withCStrings(environment) { environment in
        unsafe posix_spawn(&child, path, &actions, nil, arguments, environment)
      }
    }
    id = child
    for file in theirs { close(file) }
    guard status == 0 else {
      for file in [self.input, self.output, self.errors] { close(file) }
      throw WireFailure("cannot start \(path): \(systemMessage(status))")
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
      var result: pid_t
      repeat {
        result = unsafe waitpid(id, &status, options)
      } while result < 0 && errno == EINTR
      guard result == id else { return nil }
      isReaped = true
      let signal = status & 0x7F
      return signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
    }
  }

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

private struct Pipe {
  var reading: Int32
  var writing: Int32

  init() throws(WireFailure) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw WireFailure("no pipe: \(systemMessage(errno))") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }
}

private func withCStrings<Result>(
  _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
  defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
  return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress else { preconditionFailure("never empty: it ends with a null") }
    return unsafe body(start)
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
