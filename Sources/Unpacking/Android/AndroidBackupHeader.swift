import Crypto
import CryptoExtras
import Evidence

/// The lines at the start of what `adb backup` writes.
///
/// `ANDROID BACKUP`, the version (1 to 5), whether it is compressed, and `none` or `AES-256`; then, with AES, the
/// passphrase's salt, the checksum's salt, the rounds, the vector and the master key's blob, all but the rounds
/// in hex. Described by android-backup-extractor and Android's BackupManagerService.
struct AndroidBackupHeader: Equatable {
  struct Lock: Equatable {
    var salt: [UInt8]
    var checksumSalt: [UInt8]
    var rounds: Int
    var vector: [UInt8]
    var blob: [UInt8]
  }

  static let magic = Array("ANDROID BACKUP\n".utf8)
  /// As many bytes of a file hold every header.
  static let bytesNeeded = 4096

  var version: Int
  var isCompressed: Bool
  /// `nil` when the backup is not encrypted.
  var lock: Lock?
  /// Bytes before the data.
  var byteCount: Int

  init(_ bytes: [UInt8]) throws(DecodeFailure) {
    guard bytes.starts(with: Self.magic) else { throw Self.damaged("no header") }
    var cursor = ByteCursor(bytes, at: Self.magic.count)
    func line() throws(DecodeFailure) -> String {
      guard let line = cursor.line(limit: 1024) else { throw Self.damaged("the header is cut off") }
      return line.hasSuffix("\r") ? String(line.dropLast()) : line
    }
    func hexLine() throws(DecodeFailure) -> [UInt8] {
      guard let value = Unpacking.bytes(fromHex: try line()), !value.isEmpty else {
        throw Self.damaged("the header is not hexadecimal where it should be")
      }
      return value
    }
    guard let version = Int(try line()) else { throw Self.damaged("no version") }
    guard (1...5).contains(version) else {
      throw DecodeFailure(reason: .unsupported, detail: "Android backup of version \(version)")
    }
    self.version = version
    isCompressed = try line() != "0"
    switch try line() {
    case "none":
      lock = nil
    case "AES-256":
      let salt = try hexLine()
      let checksumSalt = try hexLine()
      guard let rounds = Int(try line()) else { throw Self.damaged("no number of rounds") }
      lock = Lock(
        salt: salt, checksumSalt: checksumSalt, rounds: rounds, vector: try hexLine(), blob: try hexLine())
    case let other:
      throw DecodeFailure(reason: .unsupported, detail: "Android backup encrypted with \(other.prefix(20))")
    }
    byteCount = cursor.offset
  }

  static func damaged(_ what: String) -> DecodeFailure {
    DecodeFailure(reason: .damaged, detail: "Android backup: \(what)")
  }
}

extension AndroidBackupHeader.Lock {
  /// What decrypts the data.
  func opened(with passphrase: [UInt8]) throws(DecodeFailure) -> CipherStream {
    let wrong = DecodeFailure(reason: .encrypted, detail: "Android backup: the passphrase is wrong")
    guard !passphrase.isEmpty else { throw wrong }
    guard let userKey = derivedKey(from: passphrase, salt: salt, rounds: rounds, hash: .sha1),
      var stream = CipherStream(.chained, key: userKey, vector: vector),
      !blob.isEmpty, blob.count.isMultiple(of: blockBytes)
    else { throw AndroidBackupHeader.damaged("the header's values have wrong sizes") }

    var cursor = ByteCursor(Array(withoutPadding(try stream.decrypt(blob))))
    func part() -> [UInt8]? {
      guard let length = cursor.bigEndian(1) else { return nil }
      return cursor.take(Int(length)).map { Array($0) }
    }
    guard let dataVector = part(), let masterKey = part(), let checksum = part(), masterKey.count == 32,
      isChecksum(checksum, of: masterKey),
      let data = CipherStream(.chained, key: SymmetricKey(data: masterKey), vector: dataVector)
    else { throw wrong }
    return data
  }

  /// The checksum is PBKDF2 of the master key taken as characters. Which bytes those are depends on the phone:
  /// the key's own in version 1, and later UTF-8 of characters made from signed bytes, so both are tried.
  private func isChecksum(_ checksum: [UInt8], of masterKey: [UInt8]) -> Bool {
    let characters = masterKey.flatMap { byte in
      byte < 0x80 ? [byte] : [0xEF, 0xBE | byte >> 6 & 1, 0x80 | byte & 0x3F]
    }
    return [masterKey, characters].contains { secret in
      derivedKey(from: secret, salt: checksumSalt, rounds: rounds, hash: .sha1)?.bytes == checksum
    }
  }
}
