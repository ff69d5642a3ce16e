import Evidence
import Glibc

/// Bytes that can be read anywhere, from any thread: a file on the disk, or a file held in memory.
package protocol RandomBytes: Sendable {
  var count: Int { get }

  /// Up to `count` bytes from `offset`: fewer only at the end, none beyond it.
  func read(at offset: Int, count: Int) throws(DecodeFailure) -> [UInt8]
}

/// A file in memory.
package struct MemoryBytes: RandomBytes {
  private let bytes: [UInt8]
  /// Held for as long as the bytes are.
  private let share: ByteBudget.Share?

  package init(_ bytes: [UInt8] = []) {
    self.init(bytes, nil)
  }

  init(_ bytes: [UInt8], _ share: ByteBudget.Share?) {
    self.bytes = bytes
    self.share = share
  }

  package var count: Int { bytes.count }

  package func read(at offset: Int, count: Int) throws(DecodeFailure) -> [UInt8] {
    guard offset >= 0, count > 0, offset < bytes.count else { return [] }
    return Array(bytes[offset..<min(bytes.count, offset + min(count, bytes.count))])
  }
}

/// A file on the disk, opened for reading only and closed with the last who holds this.
package final class FileBytes: RandomBytes {
  private let file: Int32
  package let count: Int
  /// For libraries that read by themselves: borrowed, at no certain position.
  var descriptor: Int32 { file }

  /// Nothing but a regular file is opened, and nothing waited for. Links are followed.
  package init(_ path: [UInt8]) throws(DecodeFailure) {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    // Without O_NONBLOCK a pipe put in the file's place would be waited for.
    let file = unsafe open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw .unreadable(errno) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw DecodeFailure(reason: .unsupported, detail: "not a file")
    }
    self.file = file
    count = Int(status.st_size)
  }

  deinit { close(file) }

  package func read(at offset: Int, count: Int) throws(DecodeFailure) -> [UInt8] {
    guard offset >= 0, offset < self.count, count > 0 else { return [] }
    let wanted = min(count, self.count - offset)
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      while filled < wanted {
        let got = unsafe pread(
          file, buffer.baseAddress.map { unsafe $0 + filled }, wanted - filled, off_t(offset + filled))
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        filled += got
      }
    }
    if failure != 0 { throw .unreadable(failure) }
    return bytes
  }
}

/// A whole file on the disk as an entry's content, opened anew for each reading: many may be waiting.
package struct FileContent: LazyContent {
  private let path: [UInt8]
  package let size: Int?

  package init(_ path: [UInt8], size: Int? = nil) {
    self.path = path
    self.size = size
  }

  package func start(_ count: Int) throws(DecodeFailure) -> [UInt8] {
    try FileBytes(path).read(at: 0, count: count)
  }

  package func all(limit: Int) throws(DecodeFailure) -> [UInt8] {
    let file = try FileBytes(path)
    try check(size: file.count, limit: limit)
    let bytes = try file.read(at: 0, count: file.count)
    guard bytes.count == file.count else {
      throw DecodeFailure(reason: .unreadable, detail: "became shorter while it was read")
    }
    return bytes
  }
}

/// Throws `tooLarge` when `size` exceeds `limit`.
package func check(size: Int, limit: Int) throws(DecodeFailure) {
  guard size > limit else { return }
  throw DecodeFailure(
    reason: .tooLarge, detail: "\(size >> 20) MiB; at most \(limit >> 20) MiB are read")
}

/// A folder's names, `.` and `..` left out, sorted by their bytes.
package func namesInFolder(_ path: [UInt8]) throws(DecodeFailure) -> [[UInt8]] {
  let folder = unsafe opendir(path.map { CChar(bitPattern: $0) } + [0])
  guard let folder = unsafe folder else { throw .unreadable(errno) }
  defer { unsafe closedir(folder) }
  guard let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
  var names: [[UInt8]] = []
  while let entry = unsafe readdir(folder) {
    let start = unsafe UnsafeRawPointer(entry) + nameOffset
    let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
    let name = unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: length))
    if name != [0x2E] && name != [0x2E, 0x2E] { names.append(name) }
  }
  names.sort { $0.lexicographicallyPrecedes($1) }
  return names
}
