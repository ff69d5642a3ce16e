import Foundation

/// What a finished program left behind.
struct Outcome {
  var status: Int32
  var output: String
  var errors: String

  var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }
}

/// The built command, as a person would start it.
enum Program {
  /// It lies beside the tests' own program.
  static let path: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("vermilion").path
  }()

  static func run(_ arguments: String..., input: [UInt8] = []) throws -> Outcome {
    try start(path, arguments, input: input)
  }

  /// A line of Bash in which `$vermilion` is the command.
  static func shell(_ line: String, in folder: Workplace) throws -> Outcome {
    try start("/bin/bash", ["-c", "cd '\(folder.path)'\n" + line], input: [])
  }

  private static func start(_ path: String, _ arguments: [String], input: [UInt8]) throws -> Outcome {
    let place = try Workplace()
    let names = ["in", "out", "err"].map { place.path + "/" + $0 }
    try Data(input).write(to: URL(fileURLWithPath: names[0]))
    for name in names.dropFirst() { try Data().write(to: URL(fileURLWithPath: name)) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    // Each start has a ledger of its own, unless the test names one: nobody's own is touched.
    process.environment = ProcessInfo.processInfo.environment.merging([
      "vermilion": Program.path, "XDG_STATE_HOME": place.path, "XDG_CONFIG_HOME": place.path,
    ]) { $1 }
    process.standardInput = FileHandle(forReadingAtPath: names[0])
    process.standardOutput = FileHandle(forWritingAtPath: names[1])
    process.standardError = FileHandle(forWritingAtPath: names[2])
    try holdingBackNoSignals { try process.run() }
    process.waitUntilExit()
    let texts = try names.map {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self)
    }
    return Outcome(status: process.terminationStatus, output: texts[1], errors: texts[2])
  }
}

/// A child inherits the signals that its parent's thread holds back, and those that run tests hold back most: it,
/// and what it starts, could not be asked to end.
private func holdingBackNoSignals(_ body: () throws -> Void) rethrows {
  var none = sigset_t()
  var earlier = sigset_t()
  unsafe sigemptyset(&none)
  unsafe pthread_sigmask(SIG_SETMASK, &none, &earlier)
  defer { unsafe pthread_sigmask(SIG_SETMASK, &earlier, nil) }
  try body()
}

/// A folder made for one test, gone with it.
final class Workplace {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "command-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Begins as a JPEG and ends there: every decoder gives up on it, so it is `undecided`.
  @discardableResult
  func brokenPhoto(_ name: String, salt: UInt8 = 0) throws -> String {
    try Data([0xFF, 0xD8, 0xFF, 0xE0, salt]).write(to: URL(fileURLWithPath: path + "/" + name))
    return path + "/" + name
  }
}
