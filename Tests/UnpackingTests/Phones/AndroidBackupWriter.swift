import CZlib
import Crypto
import CryptoExtras
import Foundation

/// Writes what `adb backup` writes, with the published formulas.
struct AndroidBackupWriter {
  var version = 5
  var isCompressed = true
  /// `nil` for a plain one.
  var passphrase: String?
  /// The checksum's key as UTF-8 of characters made from signed bytes, as phones do from some version on.
  var countsCharacters = false

  private static let rounds = 1000

  func backup(of tar: [UInt8]) throws -> [UInt8] {
    var data = tar
    if isCompressed { data = try zlib(data) }
    var head = "ANDROID BACKUP\n\(version)\n\(isCompressed ? 1 : 0)\n"
    guard let passphrase else { return Array((head + "none\n").utf8) + data }

    let userSalt = [UInt8](repeating: 0x11, count: 64)
    let checksumSalt = [UInt8](repeating: 0x22, count: 64)
    let userVector = [UInt8](repeating: 0x33, count: 16)
    let dataVector = [UInt8](repeating: 0x44, count: 16)
    let masterKey = (0..<32).map { UInt8($0 * 8) }
    let checked =
      countsCharacters
      ? Array(
        String(decoding: masterKey.map { UInt16(bitPattern: Int16(Int8(bitPattern: $0))) }, as: UTF16.self)
          .utf8)
      : masterKey
    let checksum = try derive(checked, checksumSalt)
    let blob = [16] + dataVector + [32] + masterKey + [32] + checksum
    let userKey = SymmetricKey(data: try derive(Array(passphrase.utf8), userSalt))
    let lockedBlob = try AES._CBC.encrypt(blob, using: userKey, iv: AES._CBC.IV(ivBytes: userVector))
    head += "AES-256\n\(hexText(userSalt))\n\(hexText(checksumSalt))\n\(Self.rounds)\n"
    head += "\(hexText(userVector))\n\(hexText(Array(lockedBlob)))\n"
    let locked = try AES._CBC.encrypt(
      data, using: SymmetricKey(data: masterKey), iv: AES._CBC.IV(ivBytes: dataVector))
    return Array(head.utf8) + Array(locked)
  }

  private func derive(_ secret: [UInt8], _ salt: [UInt8]) throws -> [UInt8] {
    let key = try KDF.Insecure.PBKDF2.deriveKey(
      from: secret, salt: salt, using: .insecureSHA1, outputByteCount: 32, unsafeUncheckedRounds: Self.rounds)
    return unsafe key.withUnsafeBytes { unsafe Array($0) }
  }
}

struct ZlibFailure: Error {}

func zlib(_ bytes: [UInt8]) throws -> [UInt8] {
  var count = compressBound(UInt(bytes.count))
  var packed = [UInt8](repeating: 0, count: Int(count))
  guard unsafe compress2(&packed, &count, bytes, UInt(bytes.count), 6) == Z_OK else { throw ZlibFailure() }
  return Array(packed.prefix(Int(count)))
}

/// In upper case, as Android writes it.
func hexText(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02X", $0) }.joined() }
