import Crypto
import Evidence

/// A backup of an iPhone or iPad as Finder, iTunes and Apple Devices make it: a folder of files under hashed names,
/// and a manifest that says what they are.
///
/// Described by iphone_backup_decrypt and mvt. The files come in the order of their domains and paths. What is
/// kept for the whole is the manifest's database in memory, and 8 bytes a file.
package struct AppleBackup: ContainerFormat {
  package let name = "iOS backup"

  package init() {}

  package func recognises(_ look: FirstLook) -> Bool {
    (look.holds("Manifest.db") || look.holds("Manifest.mbdb"))
      && (look.holds("Manifest.plist") || look.holds("Info.plist"))
  }

  package func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    let folder = try AppleBackupFolder(container)
    let keyBag = try folder.unlockedKeyBag(container.keys)
    let device = folder.device

    func give(_ record: BackupRecord) -> Bool {
      if record.size == 0 { return true }
      let path = "\(record.domain)/\(record.path)"
      var source = applePlace(domain: record.domain, path: record.path)
      source.device = device
      do throws(DecodeFailure) {
        return visit(Entry(path: path, source: source, content: .lazy(try folder.file(record, keyBag))))
      } catch {
        return visit(Entry(path: path, source: source, content: .problem(error.reason, detail: error.detail)))
      }
    }
    if folder.isOld {
      try OldManifest.forEachRecord(in: folder, give)
    } else {
      try Manifest(folder, keyBag).forEachRecord(give)
    }
  }

  package func particulars(of container: Container) throws(DecodeFailure) -> [Particular] {
    let folder = try AppleBackupFolder(container)
    var particulars: [Particular] = []
    if let device = folder.device { particulars.append(Particular("device", device)) }
    if let version = folder.info?.text("Product Version") {
      particulars.append(Particular("system", "iOS \(version)"))
    }
    if let date = folder.info?.moment("Last Backup Date") ?? folder.manifest?.moment("Date") {
      particulars.append(Particular("date", date.text))
    }
    particulars.append(Particular("encrypted", folder.isEncrypted ? "yes" : "no"))
    return particulars
  }
}

/// The files at the top of a backup.
struct AppleBackupFolder {
  let path: [UInt8]
  let info: PropertyList?
  let manifest: PropertyList?
  /// Of before iOS 10: all files in one folder, and a manifest of another kind.
  let isOld: Bool
  /// Of a property list; a hundred times what is seen.
  private static let largestList = 64 << 20

  init(_ container: Container) throws(DecodeFailure) {
    guard let path = container.file else {
      throw DecodeFailure(reason: .unsupported, detail: "iOS backup: not a folder")
    }
    self.path = path
    let names = Set(try namesInFolder(path))
    isOld = !names.contains(Array("Manifest.db".utf8))
    info = Self.list("Info.plist", in: path)
    manifest = Self.list("Manifest.plist", in: path)
    if manifest == nil && names.contains(Array("Manifest.plist".utf8)) {
      throw DecodeFailure(reason: .damaged, detail: "iOS backup: Manifest.plist is damaged")
    }
  }

  private static func list(_ name: String, in folder: [UInt8]) -> PropertyList? {
    guard let bytes = try? FileContent(folder + Array("/\(name)".utf8)).all(limit: largestList) else {
      return nil
    }
    return PropertyList(bytes)
  }

  func file(_ name: String) -> [UInt8] { path + Array("/\(name)".utf8) }

  var isEncrypted: Bool { manifest?.isTrue("IsEncrypted") ?? false }

  /// `Anna's iPhone (iPhone14,5)`.
  var device: String? {
    let name = info?.text("Device Name") ?? info?.text("Display Name")
    let kind = info?.text("Product Name") ?? info?.text("Product Type")
    guard let name else { return kind }
    return kind.map { "\(name) (\($0))" } ?? name
  }

  /// `nil` for a backup that is not encrypted.
  func unlockedKeyBag(_ keys: UnpackKeys) throws(DecodeFailure) -> UnlockedKeyBag? {
    guard isEncrypted else { return nil }
    guard let bytes = manifest?.data("BackupKeyBag") else {
      throw DecodeFailure(reason: .damaged, detail: "iOS backup: Manifest.plist has no key bag")
    }
    let keyBag = try KeyBag(bytes)
    return try withPassphrase(of: keys, for: "iOS backup") { passphrase throws(DecodeFailure) in
      try keyBag.unlocked(with: passphrase)
    }
  }

  /// The file of a record, where its hash says.
  func file(_ record: BackupRecord, _ keyBag: UnlockedKeyBag?) throws(DecodeFailure) -> BackupFile {
    let name = record.identifier
    guard name.utf8.count == 40,
      name.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { throw DecodeFailure(reason: .damaged, detail: "iOS backup: not the name of a file") }
    let path = file(isOld ? name : "\(name.prefix(2))/\(name)")
    guard let keyBag else { return BackupFile(path: path, key: nil, recordedSize: record.size) }
    guard !record.isDamaged else {
      throw DecodeFailure(reason: .damaged, detail: "iOS backup: the manifest's record of it is damaged")
    }
    guard let wrapped = record.wrappedKey else {
      return BackupFile(path: path, key: nil, recordedSize: record.size)
    }
    return BackupFile(path: path, key: try keyBag.key(in: wrapped), recordedSize: record.size)
  }
}

/// Tries the passphrases in their order: gives what the first right one opens, and says what to do when none is.
func withPassphrase<Opened>(
  of keys: UnpackKeys, for what: String, _ open: ([UInt8]) throws(DecodeFailure) -> Opened
) throws(DecodeFailure) -> Opened {
  var failure = DecodeFailure(reason: .encrypted, detail: "\(what): encrypted; \(UnpackKeys.advice)")
  for passphrase in keys.passphrases {
    do throws(DecodeFailure) {
      return try open(Array(passphrase.utf8))
    } catch {
      guard error.reason == .encrypted else { throw error }
      failure = error
    }
  }
  throw failure
}
