import Evidence

/// Archives, through libarchive: zip with what is a zip inside (documents of office programs), tar plain or
/// compressed, 7z, rar, and single files compressed.
///
/// Entries pass by in the order in which they lie in the archive.
struct Archive: ContainerFormat {
  let name = "archive"

  func recognises(_ look: FirstLook) -> Bool {
    look.has("PK\u{3}\u{4}") || look.has("PK\u{5}\u{6}") || look.has("PK\u{7}\u{8}")
      || look.has("ustar", at: 257) || look.has("Rar!\u{1A}\u{7}")
      || look.has([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) || isCompressedFile(look)
  }

  private func isCompressedFile(_ look: FirstLook) -> Bool {
    look.has([0x1F, 0x8B, 0x08]) || look.has([0x1F, 0x9D])  // gzip, compress
      || (look.has("BZh") && look.has([0x31, 0x41, 0x59, 0x26, 0x53, 0x59], at: 4))
      || look.has([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) || look.has("LZIP")
      || look.has([0x28, 0xB5, 0x2F, 0xFD]) || look.has([0x04, 0x22, 0x4D, 0x18])  // zstd, lz4
  }

  func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    let reader = try reader(of: container)
    var takeout: Takeout?
    var meter = Meter(container)
    var locked = Locked()
    var isFirst = true
    while let entry = try reader.next() {
      guard !reader.isNoArchive else {
        throw DecodeFailure(reason: .damaged, detail: "archive: it ends in its header")
      }
      if isFirst, Takeout.holds(entry.path) {
        takeout = Takeout(reader.skipsCheaply ? try? self.reader(of: container) : nil)
      }
      isFirst = false
      try meter.count(entries: 1)
      let content = ArchiveContent(reader, size: entry.size)
      if entry.isEncrypted, let failure = content.peek() {
        locked.add(failure)
        continue
      }
      let source = takeout?.source(of: entry.path)
      guard visit(Entry(path: entry.path, source: source, content: .passing(content))) else { return }
      if reader.isSingleFile { return }
      if reader.skipsCheaply {
        reader.skip()
      } else {
        while let passed = try? content.read(atMost: 1 << 18), !passed.isEmpty {
          try meter.check(content.count)
        }
      }
      try meter.add(content.count)
    }
    if let failure = locked.failure(hadPassphrase: !container.keys.passphrases.isEmpty) { throw failure }
  }

  func particulars(of container: Container) throws(DecodeFailure) -> [Particular] {
    let reader = try reader(of: container)
    guard let first = try reader.next() else { return [Particular("format", reader.formatName)] }
    var particulars = [Particular("format", reader.formatName)]
    if first.isEncrypted { particulars.append(Particular("encrypted", "yes")) }
    if Takeout.holds(first.path) { particulars.append(Particular("made by", "Google Takeout")) }
    return particulars
  }

  private func reader(of container: Container) throws(DecodeFailure) -> ArchiveReader {
    let start = try container.bytes.read(at: 0, count: FirstLook.bytesShown)
    let look = FirstLook(path: container.file ?? [], content: .file(start: start))
    return try ArchiveReader(
      container.bytes, passphrases: container.keys.passphrases, mayBeSingleFile: isCompressedFile(look))
  }
}

/// An entry of an archive that passes by.
final class ArchiveContent: PassingContent {
  private let reader: ArchiveReader
  private var peeked: [UInt8] = []
  let size: Int?
  /// Bytes unpacked so far.
  private(set) var count = 0

  init(_ reader: ArchiveReader, size: Int?) {
    self.reader = reader
    self.size = size
  }

  /// Why not even the beginning can be had; `nil` when it can.
  func peek() -> DecodeFailure? {
    do throws(DecodeFailure) {
      peeked = try reader.read(atMost: FirstLook.bytesShown)
      count += peeked.count
      return nil
    } catch {
      return error
    }
  }

  func read(atMost limit: Int) throws(DecodeFailure) -> [UInt8] {
    guard peeked.isEmpty else {
      let piece = Array(peeked.prefix(limit))
      peeked.removeFirst(piece.count)
      return piece
    }
    let piece = try reader.read(atMost: limit)
    count += piece.count
    return piece
  }
}

/// Watches that little does not become much: also where nothing of it is a photo, since it must be unpacked to
/// be passed over.
struct Meter {
  private let limits: Limits
  private let containerBytes: Int
  private var entries = 0
  private var unpacked = 0

  init(_ container: Container) {
    self.init(limits: container.limits, containerBytes: container.bytes.count)
  }

  init(limits: Limits, containerBytes: Int) {
    self.limits = limits
    self.containerBytes = max(1, containerBytes)
  }

  mutating func count(entries more: Int) throws(DecodeFailure) {
    entries += more
    guard entries > limits.containerEntries else { return }
    throw DecodeFailure(
      reason: .tooLarge,
      detail: "more than \(limits.containerEntries) entries; what comes after was not looked at")
  }

  mutating func add(_ bytes: Int) throws(DecodeFailure) {
    unpacked += bytes
    try check(0)
  }

  /// With `more` bytes on top of those added.
  func check(_ more: Int) throws(DecodeFailure) {
    let all = unpacked + more
    guard
      all > limits.unpackedBytes
        || (all > limits.ratioGraceBytes && all / containerBytes >= limits.unpackedRatio)
    else { return }
    throw DecodeFailure(
      reason: .tooLarge,
      detail: "unpacks to more than \(limits.unpackedRatio) times its size; "
        + "what comes after was not looked at")
  }
}

/// Entries that could not be opened, said in one line: one passphrase is missing for all of them.
private struct Locked {
  private var count = 0
  /// Why the first could not be had, unless a passphrase would help.
  private var obstacle: DecodeFailure?

  mutating func add(_ failure: DecodeFailure) {
    count += 1
    if !failure.detail.lowercased().contains("passphrase") { obstacle = obstacle ?? failure }
  }

  func failure(hadPassphrase: Bool) -> DecodeFailure? {
    guard count > 0 else { return nil }
    let entries = count == 1 ? "1 entry is" : "\(count) entries are"
    let remedy =
      if let obstacle {
        "unpack it yourself: \(obstacle.detail)"
      } else if hadPassphrase {
        "no passphrase given opens them"
      } else {
        UnpackKeys.advice
      }
    return DecodeFailure(reason: .encrypted, detail: "\(entries) encrypted; \(remedy)")
  }
}
