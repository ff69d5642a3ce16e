import Glibc
import Synchronization

/// Messages through a pipe: each is its length in bytes (4, little endian) and then so many bytes.
enum Frame {
  /// No message is longer; whoever announces one has lost the thread, or means harm.
  static let most = 16 << 20
}

/// The end of a pipe that messages come from; the descriptor is borrowed.
package final class FrameReader: Sendable {
  private struct Pending {
    var bytes: [UInt8] = []
    var position = 0

    var count: Int { bytes.count - position }
  }

  private let file: Int32
  private let pending = Mutex(Pending())

  package init(file: Int32) {
    self.file = file
  }

  /// Waits for the next message; `nil` at a proper end. Throws when the pipe breaks off or makes no sense.
  package func next() throws(WireFailure) -> [UInt8]? {
    try pending.withLock { (pending) throws(WireFailure) in
      guard try fill(&pending, 4) else { return nil }
      let length = (0..<4).reduce(0) { $0 | Int(pending.bytes[pending.position + $1]) << (8 * $1) }
      guard length <= Frame.most else { throw WireFailure("a message of \(length) bytes") }
      guard try fill(&pending, 4 + length) else { throw WireFailure("the pipe broke off") }
      let start = pending.position + 4
      pending.position = start + length
      return Array(pending.bytes[start..<start + length])
    }
  }

  /// Reads until `count` bytes are there; false when the pipe ends before the first of them.
  private func fill(_ pending: inout Pending, _ count: Int) throws(WireFailure) -> Bool {
    while pending.count < count {
      pending.bytes.removeFirst(pending.position)
      pending.position = 0
      let block = try readBlock()
      guard !block.isEmpty else {
        guard pending.count == 0 else { throw WireFailure("the pipe broke off") }
        return false
      }
      pending.bytes += block
    }
    return true
  }

  private func readBlock() throws(WireFailure) -> [UInt8] {
    var code: Int32 = 0
    let block = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
      var got: Int
      repeat {
        got = unsafe read(file, buffer.baseAddress, buffer.count)
      } while got < 0 && errno == EINTR
      if got < 0 { code = errno }
      filled = max(0, got)
    }
    guard code == 0 else { throw WireFailure("reading from the pipe: \(systemMessage(code))") }
    return block
  }
}

/// The end of a pipe that messages go into, from any thread; the descriptor is borrowed.
package final class FrameWriter: Sendable {
  private let file: Int32
  private let turn = Mutex(())

  package init(file: Int32) {
    self.file = file
  }

  /// Waits while the pipe is full. False when nobody reads it any more, or it cannot be written to.
  package func send(_ message: [UInt8]) -> Bool {
    precondition(message.count <= Frame.most)
    var wire = WireWriter()
    wire.add(message)
    let bytes = wire.bytes
    return turn.withLock { _ in
      var written = 0
      while written < bytes.count {
        let count = unsafe bytes.withUnsafeBytes { bytes in
          unsafe write(file, bytes.baseAddress.map { unsafe $0 + written }, bytes.count - written)
        }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
      }
      return true
    }
  }
}

/// In the system's words: `Permission denied`.
func systemMessage(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}

/// What a pipe gives next; `nil` at its end.
package func someBytes(from file: Int32) -> [UInt8]? {
  let block = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, filled in
    var got: Int
    repeat {
      got = unsafe read(file, buffer.baseAddress, buffer.count)
    } while got < 0 && errno == EINTR
    filled = max(0, got)
  }
  return block.isEmpty ? nil : block
}

/// Keeps the signal of a broken pipe from this thread while `body` runs: who writes sees the failure anyway.
package func withoutBrokenPipeSignal<Result>(_ body: () -> Result) -> Result {
  var signals = sigset_t()
  var earlier = sigset_t()
  unsafe sigemptyset(&signals)
  unsafe sigaddset(&signals, SIGPIPE)
  unsafe pthread_sigmask(SIG_BLOCK, &signals, &earlier)
  defer {
    // One that waits would come as soon as the mask is gone.
    var none = timespec()
    _ = unsafe sigtimedwait(&signals, nil, &none)
    unsafe pthread_sigmask(SIG_SETMASK, &earlier, nil)
  }
  return body()
}
