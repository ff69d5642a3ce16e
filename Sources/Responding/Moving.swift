import Crypto
import Evidence
import Glibc

/// How a move ended.
enum MoveResult {
  case done
  /// Something is at the target; it was left alone.
  case occupied
  /// The file is no longer at its path.
  case gone
  /// Something else is at its path, or its bytes changed.
  case changed
}

/// A regular file that is open for reading, and where it was found.
final class OpenFile {
  let path: [UInt8]
  let descriptor: Int32
  private let status: stat

  /// `nil` when nothing is there.
  init?(_ path: [UInt8]) throws(ResponseFailure) {
    self.path = path
    descriptor = unsafe open(cPath(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY)
    var status = stat()
    if descriptor >= 0 { _ = unsafe fstat(descriptor, &status) }
    self.status = status
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw ResponseFailure("\(shown(path)): \(errno == ELOOP ? "a link is not moved" : systemText(errno))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw ResponseFailure("\(shown(path)) is not a file") }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  var device: dev_t { status.st_dev }
  var mode: UInt32 { UInt32(status.st_mode & 0o7777) }

  /// Of the bytes, in lower-case hex.
  func sha256() throws(ResponseFailure) -> String {
    var hash = SHA256()
    try forEachBlock { block throws(ResponseFailure) in hash.update(data: block) }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  func forEachBlock(_ body: (ArraySlice<UInt8>) throws(ResponseFailure) -> Void) throws(ResponseFailure) {
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var offset: off_t = 0
    while true {
      let count = unsafe pread(descriptor, &block, block.count, offset)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw ResponseFailure("\(shown(path)): \(systemText(errno))") }
      if count == 0 { return }
      try body(block[..<count])
      offset += off_t(count)
    }
  }

  /// Whether this very file is at `path`, with the bytes that it had.
  func isStill(at path: [UInt8]) -> Bool {
    var present = stat()
    guard unsafe lstat(cPath(path), &present) == 0 else { return false }
    return present.st_ino == status.st_ino && present.st_dev == status.st_dev
      && present.st_size == status.st_size && present.st_mtim.tv_sec == status.st_mtim.tv_sec
      && present.st_mtim.tv_nsec == status.st_mtim.tv_nsec
  }
}

/// Moves an open file to `target`, where it has the permissions `mode`. Never overwrites; both folders are
/// on the disk before it returns.
///
/// - Parameter isOurs: nobody else makes names there and `target` is a new one, so that one step is enough.
func move(_ file: OpenFile, to target: [UInt8], isOurs: Bool, mode: UInt32 = 0o600) throws(ResponseFailure)
  -> MoveResult
{
  guard file.isStill(at: file.path) else { return exists(file.path) ? .changed : .gone }
  let isMoved =
    isOurs && !exists(target)
    ? unsafe rename(cPath(file.path), cPath(target)) == 0 : renameWithoutOverwriting(file.path, target)
  if isMoved {
    // Somebody may have put another file in its place in the last moment: that one goes back.
    guard file.isStill(at: target) else {
      _ = renameWithoutOverwriting(target, file.path)
      return .changed
    }
    _ = fchmod(file.descriptor, mode_t(mode))
    _ = fsync(file.descriptor)
    try syncFolder(of: target)
    try syncFolder(of: file.path)
    return .done
  }
  switch errno {
  case EEXIST: return .occupied
  case ENOENT where !exists(file.path): return .gone
  case EXDEV: return try copy(file, to: target, mode)
  default:
    let reason = systemText(errno)
    throw ResponseFailure("\(shown(file.path)) cannot be moved to \(shown(target)): \(reason)")
  }
}

/// Between file systems: the original goes only when the copy is whole and on the disk.
private func copy(_ file: OpenFile, to target: [UInt8], _ mode: UInt32) throws(ResponseFailure) -> MoveResult
{
  guard !exists(target) else { return .occupied }
  let part = target + Array(".part".utf8)
  let output = unsafe open(cPath(part), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
  guard output >= 0 else { throw ResponseFailure("\(shown(part)): \(systemText(errno))") }
  defer { close(output) }
  do throws(ResponseFailure) {
    var hash = SHA256()
    try file.forEachBlock { block throws(ResponseFailure) in
      hash.update(data: block)
      try writeAll(Array(block), to: output, shown(part))
    }
    _ = fchmod(output, mode_t(mode))
    guard fsync(output) == 0 else { throw ResponseFailure("\(shown(part)): \(systemText(errno))") }
    let digits = Array("0123456789abcdef".utf8)
    let read = String(
      decoding: hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    guard let copy = try OpenFile(part), try copy.sha256() == read, file.isStill(at: file.path) else {
      unsafe unlink(cPath(part))
      return .changed
    }
    if !renameWithoutOverwriting(part, target) {
      let reason = errno
      guard reason != EEXIST else {
        unsafe unlink(cPath(part))
        return .occupied
      }
      throw ResponseFailure("\(shown(target)): \(systemText(reason))")
    }
    try syncFolder(of: target)
  } catch {
    unsafe unlink(cPath(part))
    throw error
  }
  // From here on there are two, which is better than none.
  guard file.isStill(at: file.path) else { return .done }
  guard unsafe unlink(cPath(file.path)) == 0 else {
    let reason = systemText(errno)
    unsafe unlink(cPath(target))
    throw ResponseFailure("\(shown(file.path)) cannot be moved away: \(reason)")
  }
  try syncFolder(of: file.path)
  return .done
}

/// Gives a file another name, never one that is taken. True when done; else `errno` says why not.
///
/// A second name first, then the old one goes: interrupted in between, there are two names for one file. Where
/// there are no second names (FAT), a name is taken with an empty file, which the rename then replaces.
private func renameWithoutOverwriting(_ source: [UInt8], _ target: [UInt8]) -> Bool {
  let (source, target) = (cPath(source), cPath(target))
  if unsafe link(source, target) == 0 { return unsafe unlink(source) == 0 }
  guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS else { return false }
  let placeholder = unsafe open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
  guard placeholder >= 0 else { return false }
  close(placeholder)
  if unsafe rename(source, target) == 0 { return true }
  let reason = errno
  unsafe unlink(target)
  errno = reason
  return false
}

func writeAll(_ bytes: [UInt8], to file: Int32, _ path: String) throws(ResponseFailure) {
  var written = 0
  while written < bytes.count {
    let rest = bytes[written...]
    let count = unsafe rest.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { throw ResponseFailure("\(path): \(systemText(errno))") }
    written += count
  }
}

/// The names in the folder that holds `path` are on the disk.
func syncFolder(of path: [UInt8]) throws(ResponseFailure) {
  let slash = path.lastIndex(of: UInt8(ascii: "/"))
  let folder = slash.map { $0 == 0 ? [0x2F] : Array(path[..<$0]) } ?? [0x2E]
  let file = unsafe open(cPath(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard file >= 0 else { return }
  defer { close(file) }
  // Some shares know no such thing.
  guard fsync(file) == 0 || errno == EINVAL || errno == EROFS else {
    throw ResponseFailure("\(shown(folder)): \(systemText(errno))")
  }
}

func cPath(_ path: [UInt8]) -> [CChar] { path.map { CChar(bitPattern: $0) } + [0] }
private func shown(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }

private func exists(_ path: [UInt8]) -> Bool {
  var status = stat()
  return unsafe lstat(cPath(path), &status) == 0
}
