import Evidence
import Glibc

/// What the system said when something could not be had.
struct SystemFailure: Error {
  var code: Int32

  static var last: SystemFailure { SystemFailure(code: errno) }

  var message: String { systemText(code) }
}

/// Which file it is, whatever it is called.
struct FileIdentity: Hashable {
  var device: UInt64
  var inode: UInt64
}

enum FileKind: Equatable {
  case regular
  case folder
  case link
  /// A pipe, a device, a socket: opening one may block or do harm.
  case special(String)
  /// The folder's list does not say; `fileStatus` does.
  case unknown
}

/// What is at `path`, without opening it.
func fileStatus(
  _ path: [UInt8], followingLinks: Bool
) throws(SystemFailure) -> (kind: FileKind, identity: FileIdentity) {
  var status = stat()
  let result = unsafe withCPath(path) { name in
    unsafe followingLinks ? stat(name, &status) : lstat(name, &status)
  }
  guard result == 0 else { throw .last }
  let identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  let kind: FileKind =
    switch status.st_mode & S_IFMT {
    case S_IFREG: .regular
    case S_IFDIR: .folder
    case S_IFLNK: .link
    case S_IFIFO: .special("a pipe")
    case S_IFSOCK: .special("a socket")
    default: .special("a device")
    }
  return (kind, identity)
}

/// The names in a folder with what the folder says of them, sorted by their bytes; `.` and `..` left out.
func names(inFolder path: [UInt8]) throws(SystemFailure) -> [(name: [UInt8], kind: FileKind)] {
  guard let folder = unsafe withCPath(path, { unsafe opendir($0) }) else { throw .last }
  defer { unsafe closedir(folder) }
  guard let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
  var names: [(name: [UInt8], kind: FileKind)] = []
  while true {
    errno = 0
    guard let entry = unsafe readdir(folder) else {
      guard errno == 0 else { throw .last }
      break
    }
    // Where the entry lies it may be shorter than its type, so it is read in place and never copied.
    let start = unsafe UnsafeRawPointer(entry) + nameOffset
    let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
    let name = unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: length))
    if name == [0x2E] || name == [0x2E, 0x2E] { continue }
    let kind: FileKind =
      switch unsafe Int(entry.pointee.d_type) {
      case Int(DT_REG): .regular
      case Int(DT_DIR): .folder
      case Int(DT_LNK): .link
      default: .unknown
      }
    names.append((name, kind))
  }
  names.sort { $0.name.lexicographicallyPrecedes($1.name) }
  return names
}

/// The first bytes of a regular file; empty when what is at `path` has become something else.
///
/// Never waits: a pipe put in the file's place is noticed before anything is read from it.
func firstBytes(
  ofFile path: [UInt8], count: Int, followingLinks: Bool
) throws(SystemFailure) -> [UInt8] {
  let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (followingLinks ? 0 : O_NOFOLLOW)
  let file = unsafe withCPath(path) { unsafe open($0, flags) }
  guard file >= 0 else { throw .last }
  defer { close(file) }
  var status = stat()
  guard unsafe fstat(file, &status) == 0 else { throw .last }
  guard status.st_mode & S_IFMT == S_IFREG else { return [] }
  return try readSome(from: file, atMost: count)
}

/// Up to `count` bytes: as many as the file gives at once; empty at its end.
func readSome(from file: Int32, atMost count: Int) throws(SystemFailure) -> [UInt8] {
  var failure: SystemFailure?
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
    var got: Int
    repeat {
      got = unsafe read(file, buffer.baseAddress, count)
    } while got < 0 && errno == EINTR
    if got < 0 { failure = .last }
    filled = max(0, got)
  }
  if let failure { throw failure }
  return bytes
}

/// Calls `body` with `path` as C wants it.
private func withCPath<Result>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
  let terminated = path.map { CChar(bitPattern: $0) } + [0]
  return unsafe terminated.withUnsafeBufferPointer { buffer in
    guard let start = buffer.baseAddress else { preconditionFailure("never empty: it ends with a NUL") }
    return unsafe body(start)
  }
}
