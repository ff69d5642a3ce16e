import Glibc

/// A file's size and times: the same as long as nobody writes to it.
struct FileState: Equatable {
  var size: Int64
  /// In nanoseconds since 1970.
  var modified: Int64
  var changed: Int64
  var inode: UInt64
  var links: UInt64

  /// Of the regular file at `path`; `nil` for all else, and when it is gone.
  init?(of path: [UInt8], followingLinks: Bool) {
    var status = stat()
    let name = path.map { CChar(bitPattern: $0) } + [0]
    let result = unsafe followingLinks ? stat(name, &status) : lstat(name, &status)
    guard result == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    size = Int64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    changed = Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
    inode = UInt64(status.st_ino)
    links = UInt64(status.st_nlink)
  }

  /// All of it in one number.
  var hash: UInt64 {
    var hash = PathHash()
    for value in [size, modified, changed, Int64(bitPattern: inode)] {
      for shift: UInt64 in stride(from: 0, to: 64, by: 8) {
        hash.add(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    return hash.value
  }
}

/// FNV-1a, 64 bits.
struct PathHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}

  init(_ path: [UInt8]) {
    for byte in path { add(byte) }
  }

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

/// Whether some program has the file open for writing; `nil` when that cannot be told: it belongs to somebody
/// else, or lies on a share.
///
/// A read lease (fcntl(2), F_SETLEASE) is granted only while nobody writes. It is given back at once.
func isBeingWritten(_ path: [UInt8]) -> Bool? {
  let name = path.map { CChar(bitPattern: $0) } + [0]
  let file = unsafe open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard file >= 0 else { return nil }
  defer { close(file) }
  // F_SETLEASE and F_RDLCK, by their numbers in <linux/fcntl.h> and <asm-generic/fcntl.h>.
  let (setLease, readLease, unlock): (Int32, Int32, Int32) = (1024, 0, 2)
  guard fcntl(file, setLease, readLease) == 0 else { return errno == EAGAIN ? true : nil }
  _ = fcntl(file, setLease, unlock)
  return false
}
