import Crypto
import Evidence

/// The keys of an encrypted iOS backup, each wrapped with the passphrase's key: `BackupKeyBag` in Manifest.plist.
///
/// Tag, length and value one after another (4 bytes, 4 bytes with the most significant first, then as many as
/// that). A head comes first, then one group of tags a protection class, each beginning with its UUID.
/// Described by iphone-dataprotection and iphone_backup_decrypt.
struct KeyBag {
  private struct ClassKey {
    var number: UInt64?
    /// 1: the device's own key, 2: the passphrase.
    var wrap: UInt64 = 0
    var wrapped: [UInt8] = []
  }

  private var salt: [UInt8] = []
  private var rounds = 0
  /// Of the slow first step; absent before iOS 10.2.
  private var firstSalt: [UInt8]?
  private var firstRounds: Int?
  private var classKeys: [ClassKey] = []

  init(_ bytes: [UInt8]) throws(DecodeFailure) {
    var cursor = ByteCursor(bytes)
    var isInHead = true
    var hasIdentifier = false
    while !cursor.isAtEnd {
      guard let tag = cursor.take(4), let length = cursor.bigEndian(4), length <= 1 << 16,
        let value = cursor.take(Int(length))
      else { throw Self.damaged }
      let number = value.count <= 8 ? bigEndianNumber(value) : 0
      switch String(decoding: tag, as: UTF8.self) {
      case "UUID":
        isInHead = !hasIdentifier
        hasIdentifier = true
        if !isInHead { classKeys.append(ClassKey()) }
        guard classKeys.count <= 64 else { throw Self.damaged }
      case "CLAS" where !isInHead: classKeys[classKeys.count - 1].number = number
      case "WRAP" where !isInHead: classKeys[classKeys.count - 1].wrap = number
      case "WPKY" where !isInHead: classKeys[classKeys.count - 1].wrapped = Array(value)
      case "SALT": salt = Array(value)
      case "ITER": rounds = Int(clamping: number)
      case "DPSL": firstSalt = Array(value)
      case "DPIC": firstRounds = Int(clamping: number)
      default: break
      }
    }
  }

  /// The classes' keys. Takes some seconds for a bag of today: ten million rounds.
  func unlocked(with passphrase: [UInt8]) throws(DecodeFailure) -> UnlockedKeyBag {
    guard !passphrase.isEmpty else { throw Self.wrongPassphrase }
    var secret = passphrase
    if let firstSalt, let firstRounds {
      guard let key = derivedKey(from: secret, salt: firstSalt, rounds: firstRounds, hash: .sha256) else {
        throw Self.damaged
      }
      secret = key.bytes
    }
    guard let key = derivedKey(from: secret, salt: salt, rounds: rounds, hash: .sha1) else {
      throw Self.damaged
    }

    var keys: [UInt64: SymmetricKey] = [:]
    let candidates = classKeys.filter { $0.wrap & 2 != 0 && !$0.wrapped.isEmpty }
    guard !candidates.isEmpty else { throw Self.damaged }
    var opened = 0
    for classKey in candidates {
      guard let number = classKey.number, let plain = unwrapped(classKey.wrapped, with: key) else { continue }
      opened += 1
      // One that the device's own key wraps as well opens on that device only.
      if classKey.wrap & 1 == 0 { keys[number] = plain }
    }
    guard opened > 0 else { throw Self.wrongPassphrase }
    return UnlockedKeyBag(keys: keys)
  }

  private static let damaged = DecodeFailure(reason: .damaged, detail: "iOS backup: the key bag is damaged")
  private static let wrongPassphrase = DecodeFailure(
    reason: .encrypted, detail: "iOS backup: the passphrase is wrong")
}

/// The classes' keys, and with them every file's.
struct UnlockedKeyBag: Sendable {
  fileprivate let keys: [UInt64: SymmetricKey]

  /// The key in `wrapped`: the class as 4 bytes, the least significant first, then the wrapped key.
  func key(in wrapped: [UInt8]) throws(DecodeFailure) -> SymmetricKey {
    guard wrapped.count > 4 else {
      throw DecodeFailure(reason: .damaged, detail: "iOS backup: a file's key is cut off")
    }
    let number = littleEndianNumber(wrapped.prefix(4))
    guard let classKey = keys[number] else {
      throw DecodeFailure(
        reason: .encrypted, detail: "iOS backup: protected for its own device only (class \(number))")
    }
    guard let key = unwrapped(wrapped.dropFirst(4), with: classKey) else {
      throw DecodeFailure(reason: .damaged, detail: "iOS backup: a file's key does not unwrap")
    }
    return key
  }
}
