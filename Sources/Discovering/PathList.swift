/// Paths listed in a file or arriving on standard input, read as they are asked for.
///
/// Names are separated by NUL when there is one within the first 4,096 bytes (no path is longer than that),
/// else by newline; a carriage return before the newline belongs to it. Empty names are passed over.
/// The descriptor is borrowed, not closed. One list is gone through once, on one thread.
package final class PathList: Sequence, IteratorProtocol {
  /// What no path can exceed: a name that goes on longer is cut there and will not be found.
  static let longestPath = 4096
  private static let blockSize = 1 << 16

  private let file: Int32
  private var pending: [UInt8] = []
  private var position = 0
  private var separator: UInt8?
  private var atEnd = false
  /// Why reading ended early, in the system's words; `nil` at a proper end.
  package private(set) var failure: String?

  package init(fileDescriptor: Int32) {
    file = fileDescriptor
  }

  package func next() -> [UInt8]? {
    while true {
      guard var name = nextPiece() else { return nil }
      if separator == UInt8(ascii: "\n"), name.last == UInt8(ascii: "\r") { name.removeLast() }
      if !name.isEmpty { return name }
    }
  }

  private func nextPiece() -> [UInt8]? {
    let separator = self.separator ?? findSeparator()
    self.separator = separator
    var searched = position
    while true {
      if let end = pending[searched...].firstIndex(of: separator) {
        defer { position = end + 1 }
        return Array(pending[position..<end].prefix(Self.longestPath + 1))
      }
      searched = pending.count
      if pending.count - position > Self.blockSize {
        // Not a list of paths; what is past the longest path is dropped to keep memory bounded.
        pending = Array(pending[position...].prefix(Self.longestPath + 1))
        position = 0
        searched = pending.count
      }
      if atEnd {
        guard position < pending.count else { return nil }
        defer { position = pending.count }
        return Array(pending[position...].prefix(Self.longestPath + 1))
      }
      let consumed = position
      readBlock()
      searched -= consumed
    }
  }

  private func findSeparator() -> UInt8 {
    while !atEnd, pending.count <= Self.longestPath, !pending.contains(0) { readBlock() }
    return pending.prefix(Self.longestPath + 1).contains(0) ? 0 : UInt8(ascii: "\n")
  }

  private func readBlock() {
    pending.removeFirst(position)
    position = 0
    do throws(SystemFailure) {
      let block = try readSome(from: file, atMost: Self.blockSize)
      atEnd = block.isEmpty
      pending += block
    } catch {
      failure = error.message
      atEnd = true
    }
  }
}
