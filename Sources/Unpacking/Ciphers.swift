import Crypto
import CryptoExtras
import Evidence

/// AES as phones' backups use it, a piece at a time: the last piece's end is where the next begins.
///
/// Neither mode knows whether the key was right; who made the key has checked that.
struct CipherStream {
  enum Mode {
    /// Cipher block chaining, without looking at the padding: see `withoutPadding`.
    case chained
    /// A 128-bit counter, the most significant byte first.
    case counting
    /// As GCM counts: in the last 32 bits only, which begin again at 0.
    case countingLow
  }

  private let mode: Mode
  private let key: SymmetricKey
  /// The last block of ciphertext, or the next value of the counter.
  private var vector: [UInt8]

  /// A key of 16, 24 or 32 bytes and a vector of 16; `nil` for other sizes.
  init?(_ mode: Mode, key: SymmetricKey, vector: [UInt8]) {
    guard [128, 192, 256].contains(key.bitCount), vector.count == blockBytes else { return nil }
    self.mode = mode
    self.key = key
    self.vector = vector
  }

  /// Every piece but a counter's last is a number of whole blocks.
  mutating func decrypt(_ piece: some Collection<UInt8>) throws(DecodeFailure) -> [UInt8] {
    guard !piece.isEmpty else { return [] }
    let piece = Array(piece)
    do {
      switch mode {
      case .chained:
        let vector = try AES._CBC.IV(ivBytes: vector)
        let plain = try AES._CBC.decrypt(piece, using: key, iv: vector, noPadding: true)
        self.vector = Array(piece.suffix(blockBytes))
        return Array(plain)
      case .counting:
        return try counted(piece)
      case .countingLow:
        let blocksLeft = (1 << 32) - Int(bigEndianNumber(vector[12...]))
        guard piece.count > blocksLeft * blockBytes else { return try counted(piece) }
        let head = try counted(Array(piece[..<(blocksLeft * blockBytes)]))
        return head + (try counted(Array(piece[(blocksLeft * blockBytes)...])))
      }
    } catch {
      throw DecodeFailure(reason: .damaged, detail: "encrypted data is cut off")
    }
  }

  private mutating func counted(_ piece: [UInt8]) throws -> [UInt8] {
    let nonce = try AES._CTR.Nonce(nonceBytes: vector)
    let plain = try AES._CTR.decrypt(piece, using: key, nonce: nonce)
    var carry = UInt64((piece.count + blockBytes - 1) / blockBytes)
    for index in vector.indices.reversed() where carry > 0 {
      if mode == .countingLow && index < 12 { break }
      carry += UInt64(vector[index])
      vector[index] = UInt8(truncatingIfNeeded: carry)
      carry >>= 8
    }
    return Array(plain)
  }
}

/// The counter with which GCM's data begins for a nonce of 16 bytes (NIST SP 800-38D, 7.1 and 7.2): the nonce's hash,
/// and one more. `nil` for other sizes.
///
/// The library's GCM wants all data in memory and its tag at the end; what passes by in a stream has neither.
func galoisCounter(key: SymmetricKey, nonce: [UInt8]) -> [UInt8]? {
  guard nonce.count == blockBytes else { return nil }
  var hashKey = [UInt8](repeating: 0, count: blockBytes)
  guard (try? AES.permute(&hashKey, key: key)) != nil else { return nil }
  var lengths = [UInt8](repeating: 0, count: blockBytes)
  lengths[15] = UInt8(blockBytes * 8)
  var hash = galoisProduct(nonce, hashKey)
  hash = galoisProduct(zip(hash, lengths).map { $0 ^ $1 }, hashKey)
  for index in (12..<blockBytes).reversed() {
    hash[index] &+= 1
    if hash[index] != 0 { break }
  }
  return hash
}

/// In the field of 2¹²⁸ elements (SP 800-38D, 6.3), bit by bit: it is done twice a file.
private func galoisProduct(_ x: [UInt8], _ y: [UInt8]) -> [UInt8] {
  func halves(_ bytes: [UInt8]) -> (high: UInt64, low: UInt64) {
    (bigEndianNumber(bytes.prefix(8)), bigEndianNumber(bytes.suffix(8)))
  }
  var product: (high: UInt64, low: UInt64) = (0, 0)
  var factor = halves(y)
  let bits = halves(x)
  for bit in 0..<128 {
    let isSet = (bit < 64 ? bits.high >> (63 - bit) : bits.low >> (127 - bit)) & 1 == 1
    if isSet { product = (product.high ^ factor.high, product.low ^ factor.low) }
    let carry = factor.low & 1
    factor = (factor.high >> 1 ^ (carry == 1 ? 0xE1 << 56 : 0), factor.low >> 1 | factor.high << 63)
  }
  return [product.high, product.low].flatMap { half in
    (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) }
  }
}

let blockBytes = 16

/// Without the padding of PKCS #7 when there is one; as it is when there is none, since phones forget it.
func withoutPadding(_ plain: [UInt8]) -> ArraySlice<UInt8> {
  guard let last = plain.last, (1...UInt8(blockBytes)).contains(last), plain.count >= Int(last),
    plain.suffix(Int(last)).allSatisfy({ $0 == last })
  else { return plain[...] }
  return plain.dropLast(Int(last))
}

enum KeyHash {
  case sha1, sha256
}

/// PBKDF2 (RFC 8018, 5.2) with HMAC; `nil` when a part is missing or there are more than 50 million rounds,
/// which take half a minute and no phone asks for.
func derivedKey(
  from secret: [UInt8], salt: [UInt8], rounds: Int, hash: KeyHash, byteCount: Int = 32
) -> SymmetricKey? {
  guard !secret.isEmpty, !salt.isEmpty, (1...50_000_000).contains(rounds) else { return nil }
  return try? KDF.Insecure.PBKDF2.deriveKey(
    from: secret, salt: salt, using: hash == .sha1 ? .insecureSHA1 : .sha256, outputByteCount: byteCount,
    unsafeUncheckedRounds: rounds)
}

/// RFC 3394. `nil` when the integrity value is not right: the wrapping key was another, or bytes were changed.
func unwrapped(_ wrapped: some Collection<UInt8>, with key: SymmetricKey) -> SymmetricKey? {
  let wrapped = Array(wrapped)
  // The library takes what it is given; the standard says two blocks of 64 bits at least, and one more.
  guard wrapped.count >= 24, wrapped.count.isMultiple(of: 8), [128, 192, 256].contains(key.bitCount) else {
    return nil
  }
  return try? AES.KeyWrap.unwrap(wrapped, using: key)
}

extension SymmetricKey {
  var bytes: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}
