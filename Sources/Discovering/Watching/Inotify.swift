import Glibc

/// What the kernel tells of folders: Linux's inotify(7). One thread at a time.
@safe final class Inotify {
  struct Event {
    /// The folder's number; -1 when messages were lost.
    var watch: Int32
    var mask: UInt32
    var name: [UInt8]

    func has(_ flag: Int) -> Bool { mask & UInt32(flag) != 0 }
    var isFolder: Bool { has(Int(IN_ISDIR)) }
  }

  /// Names that come, go and are closed after writing. Writing itself is not listened to: a message a block.
  private static let mask =
    UInt32(IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
    | UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK)

  let file: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init() throws(SystemFailure) {
    file = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard file >= 0 else { throw .last }
  }

  deinit { close(file) }

  /// The number by which events name the folder: the same for the same folder, whatever it is called.
  func add(_ folder: [UInt8]) throws(SystemFailure) -> Int32 {
    let name = folder.map { CChar(bitPattern: $0) } + [0]
    let watch = unsafe inotify_add_watch(file, name, Self.mask)
    guard watch >= 0 else { throw .last }
    return watch
  }

  func remove(_ watch: Int32) {
    _ = inotify_rm_watch(file, watch)
  }

  /// What has come since; empty when nothing did.
  func events() -> [Event] {
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    guard count > 0 else { return [] }
    var events: [Event] = []
    var start = 0
    // struct inotify_event: int wd; uint32_t mask, cookie, len; then len bytes of name, padded with NULs.
    while start + 16 <= count {
      let length = Int(number(at: start + 12))
      guard start + 16 + length <= count else { break }
      let name = buffer[(start + 16)..<(start + 16 + length)].prefix { $0 != 0 }
      events.append(
        Event(
          watch: Int32(bitPattern: number(at: start)), mask: number(at: start + 4), name: Array(name)))
      start += 16 + length
    }
    return events
  }

  private func number(at offset: Int) -> UInt32 {
    unsafe buffer.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self) }
  }
}

@available(*, unavailable)
extension Inotify: Sendable {}
