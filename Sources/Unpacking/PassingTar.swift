import Evidence

/// The entries of a tar that passes by, decrypted or unfolded from what is around it, until `visit` returns false.
///
/// `containerBytes` is what it was made from: it unfolds to no more than the limits say.
func forEachTarEntry(
  in content: any PassingContent, limits: Limits, containerBytes: Int, _ visit: (Entry) -> Bool
) throws(DecodeFailure) {
  let bytes = ForwardBytes(content)
  let reader = try ArchiveReader(bytes, passphrases: [], mayBeSingleFile: false, canSeek: false)
  var meter = Meter(limits: limits, containerBytes: containerBytes)
  while let entry = try reader.next() {
    try meter.count(entries: 1)
    let content = ArchiveContent(reader, size: entry.size)
    guard visit(Entry(path: entry.path, content: .passing(content))) else { return }
    while let passed = try? content.read(atMost: 1 << 18), !passed.isEmpty { try meter.check(content.count) }
    try meter.add(content.count)
  }
  // libarchive takes an end between two entries for the end; a tar says with empty blocks where it is.
  guard !bytes.isAtEnd || bytes.endedInZeros else {
    throw DecodeFailure(reason: .damaged, detail: "archive: ends early, between two entries")
  }
}

/// Passing bytes for a reader that asks by offset, and only ever for what comes next.
private final class ForwardBytes: RandomBytes, @unchecked Sendable {
  // Unchecked: it is given to one archive's reader, which stays on its thread.
  private let content: any PassingContent
  private var position = 0
  private(set) var isAtEnd = false
  private(set) var endedInZeros = false

  /// Nobody knows; more than there can be.
  let count = Int.max >> 1

  init(_ content: any PassingContent) {
    self.content = content
  }

  func read(at offset: Int, count: Int) throws(DecodeFailure) -> [UInt8] {
    precondition(offset >= position, "bytes that passed by are gone")
    while position < offset {
      if try next(atMost: min(offset - position, 1 << 18)).isEmpty { return [] }
    }
    return try next(atMost: count)
  }

  private func next(atMost count: Int) throws(DecodeFailure) -> [UInt8] {
    let piece = try content.read(atMost: count)
    position += piece.count
    if piece.isEmpty {
      isAtEnd = true
    } else {
      endedInZeros = piece.suffix(512).allSatisfy { $0 == 0 }
    }
    return piece
  }
}
