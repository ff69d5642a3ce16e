import Crypto
import CryptoExtras
import Evidence

/// What unlocks a Huawei backup, as its `info.xml` has it, all values in hex there.
///
/// Described by kobackupdec and by Park, Kim, Lee and Kim, Decrypting password-based encrypted backup data for
/// Huawei smartphones (2019).
struct HuaweiLock: Equatable {
  /// 32 bytes of check, 32 of salt.
  var check: [UInt8]
  /// The backup's own key, locked with the passphrase's: 32 bytes and a tag of 16. Absent in version 3.
  var lockedKey: [UInt8]?
  /// 16 bytes of salt, 16 of nonce. Absent in version 3.
  var keySalt: [UInt8]?

  static let rounds = 5000

  func opened(with passphrase: [UInt8]) throws(DecodeFailure) -> HuaweiKey {
    let wrong = DecodeFailure(reason: .encrypted, detail: "Huawei backup: the passphrase is wrong")
    guard !passphrase.isEmpty else { throw wrong }
    guard check.count == 64 else {
      throw DecodeFailure(reason: .damaged, detail: "Huawei backup: info.xml: checkMsg has a wrong size")
    }
    var secret = passphrase
    if let lockedKey, let keySalt {
      guard lockedKey.count == 48, keySalt.count == 32 else {
        throw DecodeFailure(reason: .damaged, detail: "Huawei backup: info.xml: the key has a wrong size")
      }
      guard
        let key = derivedKey(
          from: passphrase, salt: Array(keySalt.prefix(16)), rounds: Self.rounds, hash: .sha256),
        let nonce = try? AES.GCM.Nonce(data: keySalt.suffix(16)),
        let box = try? AES.GCM.SealedBox(
          nonce: nonce, ciphertext: lockedKey.prefix(32), tag: lockedKey.suffix(16)),
        let opened = try? AES.GCM.open(box, using: key)
      else { throw wrong }
      secret = Array(opened)
    }
    guard
      derivedKey(from: secret, salt: Array(check.suffix(32)), rounds: Self.rounds, hash: .sha256)?.bytes
        == Array(check.prefix(32))
    else { throw wrong }
    return HuaweiKey(secret: secret)
  }
}

/// The backup's own key, checked.
struct HuaweiKey: Sendable {
  fileprivate let secret: [UInt8]

  /// For a module's file, with its `encMsgV3`: 32 bytes of salt, 16 that begin the counter.
  ///
  /// Phones up to some year count up from these 16 bytes; later ones take them as the nonce of GCM, as
  /// KobackupCipherTool describes. `nil` when the message has a wrong size.
  func package(_ message: [UInt8]) -> [CipherStream]? {
    guard message.count == 48,
      let key = derivedKey(
        from: secret, salt: Array(message.prefix(32)), rounds: HuaweiLock.rounds, hash: .sha256)
    else { return nil }
    let vector = Array(message.suffix(16))
    return [
      CipherStream(.counting, key: key, vector: vector),
      galoisCounter(key: key, nonce: vector).flatMap { CipherStream(.countingLow, key: key, vector: $0) },
    ].compactMap { $0 }
  }

  /// For one file of pictures, with its `Iv`.
  func media(_ vector: [UInt8]) -> CipherStream? {
    let key = SymmetricKey(data: Array(SHA256.hash(data: secret)).prefix(16))
    return CipherStream(.counting, key: key, vector: vector)
  }
}
