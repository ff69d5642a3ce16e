import Crypto
import Evidence

/// How WeChat on a computer hides the pictures in its cache (`.dat`), told from a file's first bytes.
///
/// Described by chatlog. Neither is meant to withstand anybody: it keeps picture viewers from showing them.
enum WeChatPicture: Equatable {
  /// Up to 3.x: every byte XOR one byte.
  case masked(UInt8)
  /// 4.x: 15 bytes of head, a part encrypted with AES-128, a part as it is, a part XOR one byte.
  case layered(Layers)

  struct Layers: Equatable {
    /// The same fixed key for everybody (V1), or one for each account (V2).
    var hasFixedKey: Bool
    /// Plain bytes of the encrypted part.
    var encryptedBytes: Int
    /// Bytes at the end with the mask on.
    var maskedBytes: Int
  }

  static let headBytes = 15
  static let endOfJPEG: [UInt8] = [0xFF, 0xD9]
  /// What most accounts have.
  static let usualMask: UInt8 = 0x37
  static let fixedKey = Array("cfcd208495d565ef".utf8)

  /// `start` is 32 bytes of the file, or all if it has fewer; `nil` when it is neither.
  init?(start: [UInt8]) {
    if let layers = Layers(start: start) {
      self = .layered(layers)
    } else if let mask = Self.mask(of: start) {
      self = .masked(mask)
    } else {
      return nil
    }
  }

  /// The byte under which `bytes` end with `end`, of 2 bytes at least.
  static func mask(of bytes: some BidirectionalCollection<UInt8>, endingWith end: [UInt8]) -> UInt8? {
    let tail = Array(bytes.suffix(end.count))
    guard tail.count == end.count, let last = tail.last, let wanted = end.last else { return nil }
    let mask = last ^ wanted
    return zip(tail, end).allSatisfy { $0 == $1 ^ mask } ? mask : nil
  }

  /// The byte under which `start` begins like a picture. Two bytes could do so by chance, so that more is asked for:
  /// of a JPEG the first segment, of the others their whole mark.
  private static func mask(of start: [UInt8]) -> UInt8? {
    guard start.count >= 16 else { return nil }
    let marks: [[UInt8]] = [
      [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], Array("GIF8".utf8),
      [0x42, 0x4D], [0x49, 0x49, 0x2A, 0], Array("wxgf".utf8), Array("RIFF".utf8),
    ]
    for mark in marks {
      let mask = start[0] ^ mark[0]
      guard mask != 0, zip(mark, start).allSatisfy({ $0 == $1 ^ mask }) else { continue }
      let plain = start.map { $0 ^ mask }
      let isPicture =
        switch mark[0] {
        case 0xFF:
          // JFIF, Exif or other application data with a name, or a table of quantisation of its usual length.
          (0xE0...0xEF).contains(plain[3]) && plain[6..<10].allSatisfy { (0x20...0x7E).contains($0) }
            || plain[3] == 0xDB && plain[4] == 0 && (plain[5] == 0x43 || plain[5] == 0x84)
        case 0x42:
          plain[6..<10].allSatisfy { $0 == 0 } && [12, 40, 108, 124].contains(plain[14]) && plain[15] == 0
        case 0x47: plain[4] == 0x37 && plain[5] == 0x61 || plain[4] == 0x39 && plain[5] == 0x61
        case 0x49: plain[6] == 0 && plain[7] == 0  // the first directory within 64 KiB
        case 0x52: plain[8..<12].elementsEqual("WEBP".utf8)
        case 0x77: (5...64).contains(plain[4])  // the head's own length
        default: true
        }
      if isPicture { return mask }
    }
    return nil
  }
}

extension WeChatPicture.Layers {
  fileprivate init?(start: [UInt8]) {
    guard start.count >= WeChatPicture.headBytes, start.starts(with: [0x07, 0x08, 0x56]),
      start[3] == 0x31 || start[3] == 0x32, start[4] == 0x08, start[5] == 0x07
    else { return nil }
    hasFixedKey = start[3] == 0x31
    encryptedBytes = Int(littleEndianNumber(start[6..<10]))
    maskedBytes = Int(littleEndianNumber(start[10..<14]))
  }

  /// Bytes of the encrypted part in a body of `count`: filled up to whole blocks, one more when it was whole.
  private func cipherBytes(in count: Int) -> Int {
    min(encryptedBytes / blockBytes * blockBytes + blockBytes, count / blockBytes * blockBytes)
  }

  /// The picture's first bytes, as far as `body` shows the encrypted part's.
  func start(of body: [UInt8], key: [UInt8]) throws(DecodeFailure) -> [UInt8] {
    let whole = body.count / blockBytes * blockBytes
    let length = min(cipherBytes(in: body.count), whole)
    let plain = try decrypted(Array(body[..<length]), key)
    // The last block is filled up, where it is seen; and what comes after it is not hidden.
    guard length == encryptedBytes / blockBytes * blockBytes + blockBytes else { return plain }
    return Array(withoutPadding(plain)) + body[length...]
  }

  /// The picture. `body` is the file without its head.
  ///
  /// Nobody says the mask. Where the picture is a JPEG or PNG its own end tells it; else it is `accountMask`.
  func picture(in body: [UInt8], key: [UInt8], accountMask: () -> UInt8) throws(DecodeFailure) -> [UInt8] {
    let length = cipherBytes(in: body.count)
    var picture = Array(withoutPadding(try decrypted(Array(body[..<length]), key)))
    picture.reserveCapacity(body.count)
    let maskStart = max(length, body.count - maskedBytes)
    picture += body[length..<maskStart]
    guard maskStart < body.count else { return picture }
    let end: [UInt8] = picture.starts(with: [0x89]) ? [0xAE, 0x42, 0x60, 0x82] : WeChatPicture.endOfJPEG
    let mask = WeChatPicture.mask(of: body[maskStart...], endingWith: end) ?? accountMask()
    for byte in body[maskStart...] { picture.append(byte ^ mask) }
    return picture
  }

  /// AES-128, each block for itself: chained decryption, of which the chain is taken off again. The cipher is only
  /// to be had block by block otherwise, with the key set anew for each.
  private func decrypted(_ part: [UInt8], _ key: [UInt8]) throws(DecodeFailure) -> [UInt8] {
    guard
      var cipher = CipherStream(
        .chained, key: SymmetricKey(data: key), vector: [UInt8](repeating: 0, count: blockBytes))
    else {
      throw DecodeFailure(reason: .encrypted, detail: "WeChat 4 picture: the account's key must be 16 bytes")
    }
    var plain = try cipher.decrypt(part)
    for index in plain.indices.dropFirst(blockBytes) { plain[index] ^= part[index - blockBytes] }
    return plain
  }
}
