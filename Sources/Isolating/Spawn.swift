import Glibc
import Synchronization

/// A program about to be started: its words, its environment, and what stands for its standard streams.
///
/// No shell sees any of it. Files of this process that were opened without `O_CLOEXEC` stay open in it.
package struct Spawn: Sendable {
  /// What stands for a standard stream.
  package enum Stream: Sendable {
    /// What it is in this process.
    case inherited
    case file(Int32)
    /// Nothing is read from it, and what is written to it is gone.
    case nothing
  }

  /// The program, looked up in PATH unless it holds a slash, and its arguments.
  package let words: [String]
  /// All that it gets, as `NAME=value`. As bytes: a path in it need not be UTF-8.
  package let environment: [[UInt8]]
  package var input = Stream.inherited
  package var output = Stream.inherited
  package var errors = Stream.inherited
  /// Whether it begins as a program of its own: with a process group, so that it can be ended together with
  /// those it starts, and with no signal held back or ignored. Else it is in this process's group, hears
  /// Ctrl-C with it, and ignores and holds back what the thread that starts it does.
  package var isOnItsOwn = false

  package init(_ words: [String], environment: [[UInt8]]) {
    precondition(!words.isEmpty, "a program has a name")
    self.words = words
    self.environment = environment
  }

  /// - Returns: the number of its process, and of its group if it is on its own. Whoever starts it waits for it.
  package func start() throws(SpawnFailure) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    // One after the other: a file that stands for the output is what it is after the input was put in place.
    for (number, stream) in zip(Int32(0)..., [input, output, errors]) {
      switch stream {
      case .inherited: break
      case .file(let file): unsafe posix_spawn_file_actions_adddup2(&actions, file, number)
      case .nothing:
        let way = number == STDIN_FILENO ? O_RDONLY : O_WRONLY
        unsafe posix_spawn_file_actions_addopen(&actions, number, "/dev/null", way, 0)
      }
    }
    if isOnItsOwn { setApart(&attributes) }

    var child: pid_t = 0
    let status = starting.withLock { _ -> Int32 in
      unsafe withCStrings(words.map { Array($0.utf8) }) { arguments in
        unsafe withCStrings(environment) { environment in
          unsafe posix_spawnp(&child, words[0], &actions, &attributes, arguments, environment)
        }
      }
    }
    guard status == 0 else { throw SpawnFailure(code: status) }
    return child
  }
}

/// A pipe that programs started later do not inherit. Whoever makes it closes both ends.
package struct PipeEnds: Sendable {
  package let reading: Int32
  package let writing: Int32

  package init() throws(SpawnFailure) {
    var ends: [Int32] = [-1, -1]
    let status = starting.withLock { _ -> Int32 in
      guard unsafe pipe(&ends) == 0 else { return errno }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return 0
    }
    guard status == 0 else { throw SpawnFailure(code: status) }
    (reading, writing) = (ends[0], ends[1])
  }
}

/// A program was not started, or no pipe made.
package struct SpawnFailure: Error, Sendable, Equatable, CustomStringConvertible {
  package let code: Int32

  /// In the system's words: `No such file or directory`.
  package var description: String { systemMessage(code) }
}

/// Held while a pipe is made and while a program is started: one started on another thread before the pipe's ends
/// are marked would hold them open.
private let starting = Mutex(())

/// What this process ignores or holds back is its own affair.
private func setApart(_ attributes: inout posix_spawnattr_t) {
  var none = sigset_t()
  var all = sigset_t()
  unsafe sigemptyset(&none)
  unsafe sigfillset(&all)
  unsafe posix_spawnattr_setsigmask(&attributes, &none)
  unsafe posix_spawnattr_setsigdefault(&attributes, &all)
  unsafe posix_spawnattr_setpgroup(&attributes, 0)
  let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
  unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
}

private func withCStrings<Result>(
  _ texts: [[UInt8]], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { bytes in
    unsafe strdup(bytes.map { CChar(bitPattern: $0) } + [0])
  }
  unsafe pointers.append(nil)
  defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
  return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress else { preconditionFailure("never empty: it ends with a null") }
    return unsafe body(start)
  }
}
