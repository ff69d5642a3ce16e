import Glibc

/// What the system says of a file without opening it. While all of it is the same, so are the bytes.
package struct Footprint: Sendable, Equatable, Hashable {
  package var size: Int64
  /// Nanoseconds since 1970.
  package var modified: Int64
  /// When anything about the file changed, its times included: nobody can set it back. In nanoseconds.
  package var changed: Int64
  package var inode: Int64

  package init(size: Int64, modified: Int64, changed: Int64, inode: Int64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  /// Of the regular file at `path`, links followed; `nil` for all else.
  package init?(ofFile path: [UInt8]) {
    var status = stat()
    let name = path.map { CChar(bitPattern: $0) } + [0]
    guard unsafe stat(name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(
      size: Int64(status.st_size), modified: nanoseconds(status.st_mtim),
      changed: nanoseconds(status.st_ctim), inode: Int64(truncatingIfNeeded: status.st_ino))
  }

  /// Taken at `now`, it tells every later change. A file that changed only just may change again within one
  /// step of the clock and look the same: such a footprint is not worth keeping.
  ///
  /// Linux's own file systems count in steps of 10 ms at most; FAT and some shares in whole seconds, two at a
  /// time, which shows in what they say.
  package func isSettled(at now: Int64) -> Bool {
    let countsSeconds = modified % 1_000_000_000 == 0 || changed % 1_000_000_000 == 0
    return max(modified, changed) < now - (countsSeconds ? 2_500_000_000 : 50_000_000)
  }

  /// Now, in nanoseconds since 1970.
  package static var now: Int64 {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_REALTIME, &time) == 0 else { return 0 }
    return nanoseconds(time)
  }
}

private func nanoseconds(_ time: timespec) -> Int64 {
  Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}
