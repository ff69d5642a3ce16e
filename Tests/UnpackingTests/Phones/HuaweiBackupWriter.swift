import Crypto
import CryptoExtras
import Foundation

/// Writes Huawei backups with the published formulas.
struct HuaweiBackupWriter {
  enum Kind {
    case plain
    /// The backup's key is the passphrase.
    case third(String)
    /// It has a key of its own, locked with the passphrase's.
    case fourth(String)
  }

  var kind = Kind.plain
  /// Programs' data encrypted with GCM, in a folder of their own, as later phones do it.
  var hasGalois = false
  var programData: [UInt8] = []
  var pictures: [(path: String, bytes: [UInt8])] = []
  /// A folder of media that shares one key.
  var shared: [(name: String, bytes: [UInt8])] = []

  private let salt = [UInt8](repeating: 0x51, count: 32)
  private let counter = [UInt8](repeating: 0xFF, count: 16)  // overflows at once
  private let vector = (0..<16).map { UInt8($0 + 240) }

  func write(to scratch: Scratch) throws {
    var rows = row("BackupFilePhoneInfo", ["productBrand": "HUAWEI", "productModel": "ELE-L29"])
    rows += row("HeaderInfo", ["dateTime": "1561751791000"])
    let message = hexText(salt + counter)
    if let secret = try secret() {
      rows += try lock(secret)
      rows += row("BackupFileModuleInfo", ["name": "com.tencent.mm", "encMsgV3": message])
      rows += row("BackupFileModuleInfo_Media", ["name": "photo", "encMsgV3": message])
      let key = SymmetricKey(data: try derive(secret, salt))
      if hasGalois {
        let sealed = try AES.GCM.seal(programData, using: key, nonce: AES.GCM.Nonce(data: counter))
        try scratch.write(
          "com.tencent.mm_appDataTar/com.tencent.mm0.tar", Array(sealed.ciphertext + sealed.tag))
      } else {
        let nonce = try AES._CTR.Nonce(nonceBytes: counter)
        try scratch.write(
          "com.tencent.mm.tar", Array(try AES._CTR.encrypt(programData, using: key, nonce: nonce)))
      }
      var list = "<?xml version='1.0' encoding='UTF-8'?><Multimedia>"
      let mediaKey = SymmetricKey(data: Array(SHA256.hash(data: secret)).prefix(16))
      for picture in pictures {
        let nonce = try AES._CTR.Nonce(nonceBytes: vector)
        try scratch.write(
          "storage/\(picture.path).enc",
          Array(try AES._CTR.encrypt(picture.bytes, using: mediaKey, nonce: nonce)))
        list += "<File><Path>/\(picture.path)</Path><Iv>\(hexText(vector))</Iv></File>"
      }
      try scratch.write("pictures.xml", Array((list + "</Multimedia>").utf8))
      for file in shared {
        let nonce = try AES._CTR.Nonce(nonceBytes: counter)
        try scratch.write(
          "pictures/\(file.name)", Array(try AES._CTR.encrypt(file.bytes, using: key, nonce: nonce)))
      }
    } else {
      rows += row("BackupFileModuleInfo", ["name": "com.tencent.mm"])
      try scratch.write("com.tencent.mm.tar", programData)
      for picture in pictures { try scratch.write("storage/\(picture.path)", picture.bytes) }
      for file in shared { try scratch.write("pictures/\(file.name)", file.bytes) }
    }
    try scratch.write(
      "info.xml", Array("<?xml version='1.0' encoding='UTF-8'?><info.xml>\(rows)</info.xml>".utf8))
  }

  /// The backup's own key.
  private func secret() throws -> [UInt8]? {
    switch kind {
    case .plain: nil
    case .third(let passphrase): Array(passphrase.utf8)
    case .fourth: [UInt8](repeating: 0xAB, count: 32)
    }
  }

  private func lock(_ secret: [UInt8]) throws -> String {
    let checkSalt = [UInt8](repeating: 0x61, count: 32)
    var values = ["type_attch": "3", "checkMsg": hexText(try derive(secret, checkSalt) + checkSalt)]
    if case .fourth(let passphrase) = kind {
      let keySalt = [UInt8](repeating: 0x71, count: 16)
      let nonce = [UInt8](repeating: 0x72, count: 16)
      let key = SymmetricKey(data: try derive(Array(passphrase.utf8), keySalt))
      let sealed = try AES.GCM.seal(secret, using: key, nonce: AES.GCM.Nonce(data: nonce))
      values["e_perbackupkey"] = hexText(Array(sealed.ciphertext + sealed.tag))
      values["pwkey_salt"] = hexText(keySalt + nonce)
    }
    return row("BackupFilesTypeInfo", values)
  }

  private func row(_ table: String, _ values: [String: String]) -> String {
    let columns = values.map { name, value in
      let kind = name == "type_attch" ? "Integer" : "String"
      return "<column name=\"\(name)\"><value \(kind)=\"\(value)\"/></column>"
    }
    return "<row table=\"\(table)\">\(columns.joined())</row>"
  }

  private func derive(_ secret: [UInt8], _ salt: [UInt8]) throws -> [UInt8] {
    let key = try KDF.Insecure.PBKDF2.deriveKey(
      from: secret, salt: salt, using: .sha256, outputByteCount: 32, unsafeUncheckedRounds: 5000)
    return unsafe key.withUnsafeBytes { unsafe Array($0) }
  }
}
