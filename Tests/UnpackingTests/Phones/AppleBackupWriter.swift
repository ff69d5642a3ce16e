import Crypto
import CryptoExtras
import Foundation
import GRDB

/// Writes iOS backups with the published formulas: plain or encrypted, with the manifest of today or of old.
struct AppleBackupWriter {
  struct File {
    var domain: String
    var path: String
    var bytes: [UInt8]
  }

  var files: [File]
  /// `nil` for a plain one.
  var passphrase: String?
  /// Of the first, slow step; phones take ten million.
  var rounds = 500
  var hasOldManifest = false
  var writesAheadLog = false

  private let classKey = SymmetricKey(data: [UInt8](repeating: 0x41, count: 32))
  private let deviceKey = SymmetricKey(data: [UInt8](repeating: 0x42, count: 32))
  private static let classNumber: UInt8 = 3
  private static let noVector = [UInt8](repeating: 0, count: 16)

  init(_ files: [File], passphrase: String? = nil) {
    self.files = files
    self.passphrase = passphrase
  }

  static func fileName(_ domain: String, _ path: String) -> String {
    Insecure.SHA1.hash(data: Data("\(domain)-\(path)".utf8)).map { String(format: "%02x", $0) }.joined()
  }

  func write(to scratch: Scratch) throws {
    try scratch.write(
      "Info.plist",
      Self.list(
        [
          "Device Name": "Anna's iPhone", "Product Type": "iPhone14,5", "Product Version": "17.1",
          "Last Backup Date": Date(timeIntervalSince1970: 1_700_000_000),
        ], .xml))
    try scratch.write("Status.plist", Self.list(["IsFullBackup": true], .xml))
    var manifest: [String: Any] = ["IsEncrypted": passphrase != nil, "Version": "10.0"]
    if let passphrase {
      manifest["BackupKeyBag"] = Data(try keyBag(passphrase))
      manifest["ManifestKey"] = Data([Self.classNumber, 0, 0, 0] + (try wrap(manifestKey, classKey)))
    }
    try scratch.write("Manifest.plist", Self.list(manifest, .binary))

    for (number, file) in files.enumerated() {
      let name = Self.fileName(file.domain, file.path)
      let key = fileKey(number)
      let stored = passphrase == nil ? file.bytes : try encrypted(file.bytes, key)
      try scratch.write(hasOldManifest ? name : "\(name.prefix(2))/\(name)", stored)
    }
    if hasOldManifest {
      try scratch.write("Manifest.mbdb", try oldManifest())
    } else {
      let database = try newManifest(scratch)
      try scratch.write("Manifest.db", passphrase == nil ? database : try encrypted(database, manifestKey))
    }
  }

  // MARK: Keys

  private let manifestKey = SymmetricKey(data: [UInt8](repeating: 0x43, count: 32))

  private func fileKey(_ number: Int) -> SymmetricKey {
    SymmetricKey(
      data: Array(
        SHA256.hash(data: [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)])))
  }

  private func keyBag(_ passphrase: String) throws -> [UInt8] {
    let salt = [UInt8](repeating: 7, count: 20)
    let firstSalt = [UInt8](repeating: 9, count: 20)
    let first = try KDF.Insecure.PBKDF2.deriveKey(
      from: Array(passphrase.utf8), salt: firstSalt, using: .sha256, outputByteCount: 32,
      unsafeUncheckedRounds: rounds)
    let second = try KDF.Insecure.PBKDF2.deriveKey(
      from: unsafe first.withUnsafeBytes { unsafe Array($0) }, salt: salt, using: .insecureSHA1,
      outputByteCount: 32,
      unsafeUncheckedRounds: 100)
    let identifier = [UInt8](repeating: 1, count: 16)
    var bag = tag("VERS", big(3)) + tag("TYPE", big(1)) + tag("UUID", identifier)
    bag += tag("HMCK", [UInt8](repeating: 0, count: 40)) + tag("WRAP", big(0)) + tag("SALT", salt)
    bag += tag("ITER", big(100)) + tag("DPWT", big(0)) + tag("DPIC", big(rounds)) + tag("DPSL", firstSalt)
    for (number, key, wrapping) in [(UInt8(3), classKey, 2), (4, classKey, 2), (9, deviceKey, 3)] {
      bag += tag("UUID", identifier) + tag("CLAS", big(Int(number))) + tag("WRAP", big(wrapping))
      bag += tag("KTYP", big(0)) + tag("WPKY", try wrap(key, second))
    }
    return bag
  }

  private func tag(_ name: String, _ value: [UInt8]) -> [UInt8] {
    Array(name.utf8) + big(value.count) + value
  }

  private func wrap(_ key: SymmetricKey, _ wrapping: SymmetricKey) throws -> [UInt8] {
    Array(try AES.KeyWrap.wrap(key, using: wrapping))
  }

  private func encrypted(_ bytes: [UInt8], _ key: SymmetricKey) throws -> [UInt8] {
    let vector = try AES._CBC.IV(ivBytes: Self.noVector)
    return Array(try AES._CBC.encrypt(bytes, using: key, iv: vector))
  }

  // MARK: Manifests

  private func newManifest(_ scratch: Scratch) throws -> [UInt8] {
    let path = NSTemporaryDirectory() + "manifest-\(UUID().uuidString).db"
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      let queue = try DatabaseQueue(path: path)
      try queue.write { database in
        try database.execute(
          sql: """
            CREATE TABLE Files (
              fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);
            CREATE INDEX FilesDomainIdx ON Files(domain);
            CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB);
            """)
        for (number, file) in files.enumerated() {
          try database.execute(
            sql: "INSERT INTO Files VALUES (?, ?, ?, 1, ?)",
            arguments: [Self.fileName(file.domain, file.path), file.domain, file.path, try archive(number)])
        }
        try database.execute(
          sql: "INSERT INTO Files VALUES ('00', 'CameraRollDomain', 'Media/DCIM', 2, NULL)")
      }
      if writesAheadLog {
        _ = try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
      }
    }
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// As the phone does it: a keyed archive of an object called MBFile.
  private func archive(_ number: Int) throws -> Data {
    let file = files[number]
    let record = MBFile()
    record.path = file.path
    record.size = file.bytes.count
    if passphrase != nil {
      record.key = Data([Self.classNumber, 0, 0, 0] + (try wrap(fileKey(number), classKey)))
    }
    let archiver = NSKeyedArchiver(requiringSecureCoding: false)
    archiver.outputFormat = .binary
    archiver.setClassName("MBFile", for: MBFile.self)
    archiver.encode(record, forKey: NSKeyedArchiveRootObjectKey)
    archiver.finishEncoding()
    return archiver.encodedData
  }

  private func oldManifest() throws -> [UInt8] {
    func string(_ bytes: [UInt8]?) -> [UInt8] {
      guard let bytes else { return [0xFF, 0xFF] }
      return [UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes
    }
    var manifest: [UInt8] = Array("mbdb".utf8) + [5, 0]
    for (number, file) in files.enumerated() {
      let key = passphrase == nil ? nil : [0, 0, 0, 0] + (try wrap(fileKey(number), classKey))
      manifest += string(Array(file.domain.utf8)) + string(Array(file.path.utf8)) + string(nil)
      manifest += string([1, 2, 3]) + string(key) + [0x81, 0xA4]
      manifest += [UInt8](repeating: 0, count: 16) + big(1_300_000_000) + big(0) + big(1_300_000_001)
      manifest += big(0) + big(file.bytes.count) + [Self.classNumber, 1]
      manifest += string(Array("name".utf8)) + string(Array("value".utf8))
    }
    // A folder, which is no file.
    manifest +=
      string(Array("CameraRollDomain".utf8)) + string(Array("Media".utf8)) + string(nil) + string(nil)
    manifest += string(nil) + [0x41, 0xED] + [UInt8](repeating: 0, count: 38)
    return manifest
  }

  private static func list(_ value: [String: Any], _ format: PropertyListSerialization.PropertyListFormat)
    -> [UInt8]
  {
    guard let data = try? PropertyListSerialization.data(fromPropertyList: value, format: format, options: 0)
    else {
      return []
    }
    return Array(data)
  }
}

func big(_ value: Int) -> [UInt8] { (0..<4).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }

// At the top level and seen by all: the archiver asks for the class by its name.
final class MBFile: NSObject, NSCoding {
  var path = ""
  var size = 0
  var key: Data?

  override init() {}
  required init?(coder: NSCoder) { nil }

  func encode(with coder: NSCoder) {
    coder.encode(size, forKey: "Size")
    coder.encode(0o100644, forKey: "Mode")
    coder.encode(3, forKey: "ProtectionClass")
    coder.encode(1_700_000_000, forKey: "LastModified")
    coder.encode(1_690_000_000, forKey: "Birth")
    coder.encode(path as NSString, forKey: "RelativePath")
    if let key { coder.encode(NSData(data: key), forKey: "EncryptionKey") }
  }
}
