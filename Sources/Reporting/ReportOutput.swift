import Evidence
import Glibc

/// Why a report could not be written.
package struct OutputFailure: Error, Sendable, Equatable, CustomStringConvertible {
  package var path: String
  package var code: Int32

  package init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  /// Whoever was reading has gone: `vermilion scan … | head`.
  package var isBrokenPipe: Bool { code == EPIPE }

  package var description: String { "cannot write \(shownText(path)): \(systemText(code))" }
}

/// Where a report goes: standard output, or a file that appears whole under its name or not at all.
///
/// A file is written beside its place under another name, readable by its owner only (a report tells where
/// the secrets are), and takes the place when it is `finish`ed. One thread at a time.
package final class ReportOutput {
  private let path: String
  private var file: Int32
  /// The name under which the file is being written; `nil` when it needs no renaming.
  private var temporaryPath: String?

  private init(path: String, file: Int32, temporaryPath: String?) {
    self.path = path
    self.file = file
    self.temporaryPath = temporaryPath
  }

  package static func standardOutput() -> ReportOutput {
    ReportOutput(path: "standard output", file: STDOUT_FILENO, temporaryPath: nil)
  }

  /// A link is followed: the file that it names is replaced, not the link. Devices and pipes are written to
  /// directly.
  package static func file(_ given: String) throws(OutputFailure) -> ReportOutput {
    var status = stat()
    let exists = unsafe stat(given, &status) == 0
    if exists && status.st_mode & S_IFMT != S_IFREG {
      let file = unsafe open(given, O_WRONLY | O_CLOEXEC | O_NOCTTY)
      guard file >= 0 else { throw OutputFailure(path: given, code: errno) }
      return ReportOutput(path: given, file: file, temporaryPath: nil)
    }
    var path = given
    if exists, let real = unsafe realpath(given, nil) {
      path = unsafe String(cString: real)
      unsafe free(real)
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    for _ in 0..<16 {
      let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
      let temporary = "\(folder).vermilion-\(suffix)"
      let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      if file >= 0 { return ReportOutput(path: path, file: file, temporaryPath: temporary) }
      guard errno == EEXIST else { throw OutputFailure(path: given, code: errno) }
    }
    throw OutputFailure(path: given, code: EEXIST)
  }

  deinit {
    if let temporaryPath { unsafe unlink(temporaryPath) }
    if file > STDERR_FILENO { close(file) }
  }

  package var isTerminal: Bool { isatty(file) == 1 }

  package func write(_ text: String) throws(OutputFailure) {
    try write(Array(text.utf8))
  }

  package func write(_ bytes: [UInt8]) throws(OutputFailure) {
    var written = 0
    while written < bytes.count {
      let rest = bytes[written...]
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw OutputFailure(path: path, code: count < 0 ? errno : EIO) }
      written += count
    }
  }

  /// The report is complete and takes its name.
  package func finish() throws(OutputFailure) {
    guard let temporaryPath else { return }
    guard fsync(file) == 0, unsafe rename(temporaryPath, path) == 0 else {
      throw OutputFailure(path: path, code: errno)
    }
    self.temporaryPath = nil
  }
}
