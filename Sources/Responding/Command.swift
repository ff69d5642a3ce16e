import Evidence
import Foundation
import Glibc
import Isolating

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
    let (child, pipe) = try start(on: alarm)
    var input: Int32? = pipe
    defer { if let input { close(input) } }
    _ = fcntl(pipe, F_SETFL, O_NONBLOCK)
    let end = ContinuousClock.now + .seconds(timeLimit)
    var rest = Array((alarm.json + "\n").utf8)[...]
    var status: Int32 = 0
    while true {
      let count = withoutBrokenPipeSignal {
        rest.isEmpty ? 0 : unsafe rest.withUnsafeBytes { unsafe write(pipe, $0.baseAddress, $0.count) }
      }
      if count > 0 { rest = rest.dropFirst(count) }
      // Who does not read it has heard enough.
      if count < 0 && errno != EAGAIN && errno != EINTR { rest = [] }
      if rest.isEmpty, let open = input {
        close(open)
        input = nil
      }
      let ended = unsafe waitpid(child, &status, WNOHANG)
      if ended == child || (ended < 0 && errno != EINTR) { break }
      if ContinuousClock.now > end {
        kill(-child, SIGKILL)
        while unsafe waitpid(child, &status, 0) < 0 && errno == EINTR {}
        throw ResponseFailure("\(arguments[0]) took longer than \(Int(timeLimit)) s and was ended")
      }
      usleep(5_000)
    }
    switch Ending(status: status) {
    case .exit(0): break
    case .exit(let code): throw ResponseFailure("\(arguments[0]) ended with status \(code)")
    case .signal(let number): throw ResponseFailure("\(arguments[0]) was ended by signal \(number)")
    }
  }

  /// - Returns: the child, and the pipe to its standard input.
  private func start(on alarm: Alarm) throws(ResponseFailure) -> (child: pid_t, input: Int32) {
    let input: PipeEnds
    do {
      input = try PipeEnds()
    } catch {
      throw ResponseFailure("\(error)")
    }
    defer { close(input.reading) }
    var program = Spawn(arguments, environment: environment(for: alarm))
    program.input = .file(input.reading)
    program.output = .file(STDERR_FILENO)
    program.isOnItsOwn = true
    do {
      return (try program.start(), input.writing)
    } catch {
      close(input.writing)
      throw ResponseFailure("\(arguments[0]): \(error)")
    }
  }

  /// This process's own, and what was found.
  private func environment(for alarm: Alarm) -> [[UInt8]] {
    let judgement = alarm.finding.judgement
    var settings = ProcessInfo.processInfo.environment.map { Array("\($0)=\($1)".utf8) }
    // As bytes: a name need not be UTF-8.
    settings.append(Array("VERMILION_PATH=".utf8) + alarm.file)
    settings.append(Array("VERMILION_VERDICT=\(judgement.verdict.rawValue)".utf8))
    settings.append(Array("VERMILION_LEVEL=\(judgement.level ?? "")".utf8))
    if let place = alarm.movedTo { settings.append(Array("VERMILION_MOVED_TO=\(place)".utf8)) }
    return settings
  }
}
