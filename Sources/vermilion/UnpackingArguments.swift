import ArgumentParser
import Evidence
import Glibc
import Reporting
import Unpacking

/// What every subcommand that opens containers can be told.
///
/// A passphrase is never an argument: those are seen by everybody on the machine, and kept by the shell.
struct UnpackingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Passphrases for encrypted backups and archives, one a line; all are tried. Another is taken from the "
        + "variable VERMILION_PASSPHRASE.",
      valueName: "file"),
    completion: .file())
  var passphraseFile: String?

  @Option(
    help: ArgumentHelp(
      "The key of a WeChat 4 account, for the pictures in its cache on a computer: 16 characters, or 32 "
        + "hexadecimal digits. Else it is taken from the variable VERMILION_WECHAT_KEY.",
      valueName: "file"),
    completion: .file())
  var wechatKeyFile: String?

  @Flag(help: "Ask for a passphrase on the terminal.")
  var askPassphrase = false

  /// Longer lines than this are no passphrases; a file of more than 1 MiB is no list of them.
  private static let longestFile = 1 << 20

  func keys() throws -> UnpackKeys {
    var keys = UnpackKeys()
    if let passphraseFile { keys.passphrases += try Self.lines(of: passphraseFile) }
    if let passphrase = variable("VERMILION_PASSPHRASE"), !passphrase.isEmpty {
      keys.passphrases.append(passphrase)
    }
    if askPassphrase { keys.passphrases.append(try askForPassphrase()) }
    if let wechatKeyFile {
      keys.wechat = try Self.wechatKey(try Self.lines(of: wechatKeyFile)[0])
    } else if let text = variable("VERMILION_WECHAT_KEY"), !text.isEmpty {
      keys.wechat = try Self.wechatKey(text)
    }
    return keys
  }

  /// The characters are the key; programs that show it write its bytes in hex as well.
  private static func wechatKey(_ text: String) throws -> [UInt8] {
    let text = Array(text.utf8.drop { $0 == 0x20 })
    if text.count == 16 { return text }
    let digits = text.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard text.count == 32, digits.count == 32 else {
      throw Refusal("a WeChat key is 16 characters, or 32 hexadecimal digits")
    }
    return stride(from: 0, to: 32, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  private static func lines(of path: String) throws -> [String] {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else { throw Refusal("cannot read \(shownText(path)): \(systemText(errno))") }
    defer { close(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(file, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Refusal("cannot read \(shownText(path)): \(systemText(errno))") }
      if count == 0 { break }
      bytes += block[..<count]
      guard bytes.count <= longestFile else {
        throw Refusal("\(shownText(path)) is too long for a list of passphrases")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Refusal("\(shownText(path)) is not UTF-8")
    }
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    guard !lines.isEmpty else { throw Refusal("\(shownText(path)) holds no passphrase") }
    return lines
  }
}

/// Asks on the terminal itself, whatever standard input is, without showing what is typed.
private func askForPassphrase() throws -> String {
  let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
  guard terminal >= 0 else {
    throw Refusal("there is no terminal to ask for a passphrase on; use --passphrase-file")
  }
  defer { close(terminal) }
  var shown = termios()
  guard unsafe tcgetattr(terminal, &shown) == 0 else { throw Refusal("the terminal cannot be used") }
  var hidden = shown
  hidden.c_lflag &= ~tcflag_t(ECHO)
  guard unsafe tcsetattr(terminal, TCSAFLUSH, &hidden) == 0 else {
    throw Refusal("the terminal would show what is typed; use --passphrase-file")
  }
  defer { _ = unsafe tcsetattr(terminal, TCSAFLUSH, &shown) }
  say("Passphrase: ", on: terminal)
  defer { say("\n", on: terminal) }
  var line: [UInt8] = []
  var byte: UInt8 = 0
  while line.count < 4096 {
    let count = unsafe read(terminal, &byte, 1)
    if count < 0 && errno == EINTR { continue }
    if count <= 0 || byte == UInt8(ascii: "\n") { break }
    line.append(byte)
  }
  guard let text = String(validating: line, as: UTF8.self), !text.isEmpty else {
    throw Refusal("no passphrase was typed")
  }
  return text
}

private func say(_ text: String, on terminal: Int32) {
  let bytes = Array(text.utf8)
  _ = unsafe write(terminal, bytes, bytes.count)
}
