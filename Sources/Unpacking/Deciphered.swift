import Evidence

/// Encrypted bytes, decrypted as they pass by.
final class Deciphered: PassingContent {
  private static let pieceBytes = 1 << 16

  private let source: any PassingContent
  private var cipher: CipherStream
  private let hasPadding: Bool
  /// Decrypted and not yet handed over; a block is held back where padding may be.
  private var plain: [UInt8] = []
  private var isAtEnd = false

  let size: Int? = nil

  /// With `hasPadding` the last block's padding is taken away (PKCS #7).
  init(_ source: any PassingContent, _ cipher: CipherStream, hasPadding: Bool) {
    self.source = source
    self.cipher = cipher
    self.hasPadding = hasPadding
  }

  func read(atMost count: Int) throws(DecodeFailure) -> [UInt8] {
    guard count > 0 else { return [] }
    let heldBack = hasPadding ? blockBytes : 0
    while plain.count <= heldBack && !isAtEnd {
      let piece = try source.read(upTo: Self.pieceBytes)
      isAtEnd = piece.count < Self.pieceBytes
      plain += try cipher.decrypt(piece)
      if isAtEnd && hasPadding { plain = Array(withoutPadding(plain)) }
    }
    let available = isAtEnd ? plain.count : plain.count - heldBack
    let given = Array(plain.prefix(min(count, available)))
    plain.removeFirst(given.count)
    return given
  }
}

/// A part of bytes that lie ready, passing by.
final class PassingBytes: PassingContent {
  private let bytes: any RandomBytes
  private var offset: Int

  let size: Int?

  init(_ bytes: any RandomBytes, from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
    size = max(0, bytes.count - offset)
  }

  func read(atMost count: Int) throws(DecodeFailure) -> [UInt8] {
    let piece = try bytes.read(at: offset, count: count)
    offset += piece.count
    return piece
  }
}
