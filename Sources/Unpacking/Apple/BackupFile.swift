import Crypto
import Evidence

/// One file of an iOS backup as it lies on the disk, decrypted when it is read and never written down.
struct BackupFile: LazyContent {
  /// Read and decrypted at once.
  private static let pieceBytes = 1 << 20

  let path: [UInt8]
  /// `nil` for a file that is not encrypted.
  let key: SymmetricKey?
  /// What the manifest says; it is often wrong, so it only helps where padding is missing.
  let recordedSize: Int?

  var size: Int? { recordedSize }

  func start(_ count: Int) throws(DecodeFailure) -> [UInt8] {
    let file = try opened()
    guard key != nil else { return try file.read(at: 0, count: count) }
    let blocks = (count + blockBytes - 1) / blockBytes
    return Array(try read(file, upTo: blocks * blockBytes).prefix(count))
  }

  func all(limit: Int) throws(DecodeFailure) -> [UInt8] {
    let file = try opened()
    try check(size: file.count, limit: limit)
    let bytes = try read(file, upTo: file.count)
    guard bytes.count == file.count else {
      throw DecodeFailure(reason: .unreadable, detail: "became shorter while it was read")
    }
    guard key != nil else { return bytes }
    let plain = withoutPadding(bytes)
    if plain.count == bytes.count, let recordedSize, recordedSize < plain.count {
      return Array(plain.prefix(recordedSize))
    }
    return Array(plain)
  }

  private func opened() throws(DecodeFailure) -> FileBytes {
    do {
      return try FileBytes(path)
    } catch {
      throw DecodeFailure(reason: error.reason, detail: "iOS backup: listed, but not there: \(error.detail)")
    }
  }

  private func read(_ file: FileBytes, upTo end: Int) throws(DecodeFailure) -> [UInt8] {
    guard let key else { return try file.read(at: 0, count: end) }
    guard file.count.isMultiple(of: blockBytes) else {
      throw DecodeFailure(reason: .damaged, detail: "iOS backup: the encrypted file is cut off")
    }
    var pieces = try EncryptedPieces(file, key)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(end, file.count))
    while bytes.count < end {
      let piece = try pieces.next(atMost: min(Self.pieceBytes, end - bytes.count))
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }
}

/// An encrypted file decrypted from its start, piece by piece (AES-256-CBC, vector 0).
struct EncryptedPieces {
  private let file: FileBytes
  private var cipher: CipherStream
  private var offset = 0

  init(_ file: FileBytes, _ key: SymmetricKey) throws(DecodeFailure) {
    guard let cipher = CipherStream(.chained, key: key, vector: [UInt8](repeating: 0, count: blockBytes))
    else {
      throw DecodeFailure(reason: .damaged, detail: "iOS backup: a key has a wrong size")
    }
    self.file = file
    self.cipher = cipher
  }

  /// Whole blocks; empty at the end.
  mutating func next(atMost count: Int) throws(DecodeFailure) -> [UInt8] {
    let piece = try file.read(at: offset, count: count)
    offset += piece.count
    return try cipher.decrypt(piece)
  }
}
