import Glibc
import Reporting

/// A line on standard error, under the program's name.
func complain(_ message: String) {
  tell("vermilion: \(message)\n")
}

/// To standard error as it is. When nobody reads it, nothing can be done about that.
func tell(_ text: String) {
  let bytes = Array(text.utf8)
  _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
}

/// The arguments as the system gave them: a file name need not be UTF-8, and `String` would repair it.
///
/// Different names may be repaired to the same text, so each is handed out in its turn: ask in the order
/// of the command line.
struct RawArguments {
  private var bytes: [String: [[UInt8]]] = [:]

  init() {
    for index in 0..<Int(CommandLine.argc) {
      guard let argument = unsafe CommandLine.unsafeArgv[index] else { continue }
      let raw = unsafe [UInt8](UnsafeRawBufferPointer(start: argument, count: strlen(argument)))
      bytes[String(decoding: raw, as: UTF8.self), default: []].append(raw)
    }
  }

  mutating func path(_ argument: String) -> [UInt8] {
    guard let all = bytes[argument], let first = all.first else { return Array(argument.utf8) }
    if all.count > 1 { bytes[argument] = Array(all.dropFirst()) }
    return first
  }
}

/// The line on the terminal that shows how far a scan has come; nothing when standard error is no terminal.
struct ProgressDisplay {
  private let isOn: Bool
  private var isShown = false

  init(isQuiet: Bool) {
    isOn = !isQuiet && isatty(STDERR_FILENO) == 1 && variable("TERM") != "dumb"
  }

  var wantsTotal: Bool { isOn }

  mutating func show(_ figures: ProgressFigures) {
    guard isOn else { return }
    // One column stays free: some terminals break the line when the last is written to.
    tell("\r" + progressLine(figures, width: terminalWidth() - 1) + "\u{1B}[K")
    isShown = true
  }

  /// Makes room for something else to be written.
  mutating func clear() {
    guard isShown else { return }
    tell("\r\u{1B}[K")
    isShown = false
  }
}

private func terminalWidth() -> Int {
  var size = winsize()
  guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
  return Int(size.ws_col)
}
