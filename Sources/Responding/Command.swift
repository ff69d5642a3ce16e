import Evidence
import Foundation
import Glibc
import Isolating
import Synchronization

/// A program of the user's own that is told of each finding: as JSON on its standard input, with the photo's
/// path in its environment. No shell sees any of it.
package struct Command: Sendable {
  /// The program, looked up in PATH unless it holds a slash, and its arguments.
  package var arguments: [String]
  /// Seconds after which it is killed.
  package var timeLimit: Double

  /// - Parameter line: the program and its arguments, separated by spaces.
  package init(_ line: String, timeLimit: Double = 60) throws(ResponseFailure) {
    arguments = line.split(separator: " ").map(String.init)
    self.timeLimit = timeLimit
    guard !arguments.isEmpty else { throw ResponseFailure("no program is named") }
  }

  /// Starts it, and waits for its end. What it prints goes to standard error.
  package func run(on alarm: Alarm) throws(ResponseFailure) {
    var input: [Int32] = [-1, -1]
    let child = try Self.starting.withLock { _ throws(ResponseFailure) in
      guard unsafe pipe(&input) == 0 else { throw ResponseFailure(systemText(errno)) }
      for end in input { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      defer { close(input[0]) }
      return try start(alarm, input: input[0])
    }
    _ = fcntl(input[1], F_SETFL, O_NONBLOCK)
    let end = ContinuousClock.now + .seconds(timeLimit)
    var rest = Array((alarm.json + "\n").utf8)[...]
    var status: Int32 = 0
    while true {
      let count = withoutBrokenPipeSignal {
        rest.isEmpty ? 0 : unsafe rest.withUnsafeBytes { unsafe write(input[1], $0.baseAddress, $0.count) }
      }
      if count > 0 { rest = rest.dropFirst(count) }
      // Who does not read it has heard enough.
      if count < 0 && errno != EAGAIN && errno != EINTR { rest = [] }
      if rest.isEmpty && input[1] >= 0 {
        close(input[1])
        input[1] = -1
      }
      let ended = unsafe waitpid(child, &status, WNOHANG)
      if ended == child || (ended < 0 && errno != EINTR) { break }
      if ContinuousClock.now > end {
        kill(-child, SIGKILL)
        while unsafe waitpid(child, &status, 0) < 0 && errno == EINTR {}
        if input[1] >= 0 { close(input[1]) }
        throw ResponseFailure("\(arguments[0]) took longer than \(Int(timeLimit)) s and was ended")
      }
      usleep(5_000)
    }
    if input[1] >= 0 { close(input[1]) }
    let signal = status & 0x7f
    let exit = status >> 8 & 0xff
    if signal != 0 { throw ResponseFailure("\(arguments[0]) was ended by signal \(signal)") }
    if exit != 0 { throw ResponseFailure("\(arguments[0]) ended with status \(exit)") }
  }

  /// Held from the making of a pipe until its program runs: another one started in between would hold it open.
  private static let starting = Mutex(())

  private func start(_ alarm: Alarm, input: Int32) throws(ResponseFailure) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, 2, 1)
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

    let judgement = alarm.finding.judgement
    var settings = ProcessInfo.processInfo.environment.map { Array("\($0)=\($1)".utf8) }
    // As bytes: a name need not be UTF-8.
    settings.append(Array("VERMILION_PATH=".utf8) + alarm.file)
    settings.append(Array("VERMILION_VERDICT=\(judgement.verdict.rawValue)".utf8))
    settings.append(Array("VERMILION_LEVEL=\(judgement.level ?? "")".utf8))
    if let place = alarm.movedTo { settings.append(Array("VERMILION_MOVED_TO=\(place)".utf8)) }
    var words: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) }
    var variables: [UnsafeMutablePointer<CChar>?] = unsafe settings.map { bytes in
      unsafe strdup(bytes.map { CChar(bitPattern: $0) } + [0])
    }
    unsafe words.append(nil)
    unsafe variables.append(nil)
    defer {
      for n in unsafe words.indices { unsafe free(words[n]) }
      for n in unsafe variables.indices { unsafe free(variables[n]) }
    }
    var child: pid_t = 0
    let status = unsafe posix_spawnp(&child, arguments[0], &actions, &attributes, words, variables)
    guard status == 0 else { throw ResponseFailure("\(arguments[0]): \(systemText(status))") }
    return child
  }
}
