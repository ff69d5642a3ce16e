import Evidence

/// What the manifest of an iOS backup says of one file.
struct BackupRecord: Equatable {
  var domain: String
  var path: String
  /// In hex: SHA-1 of `domain-path`. The file in the backup is called so.
  var identifier: String
  /// As the phone counted them, which need not be right; `nil` when not said.
  var size: Int?
  var modified: Moment?
  var born: Moment?
  /// The class as 4 bytes and the wrapped key; `nil` when the file is not encrypted.
  var wrappedKey: [UInt8]?
  /// The manifest has more on the file that cannot be read, its key perhaps.
  var isDamaged = false
}

extension BackupRecord {
  /// Takes in an `MBFile`, a keyed archive in a binary property list; leaves alone what it does not say.
  ///
  /// False when it is no such archive.
  mutating func takeIn(archive bytes: [UInt8]) -> Bool {
    guard let list = BinaryPropertyList(bytes) else { return false }
    let archive = list.entries(of: list.value(at: list.root))
    guard case .array(let objects)? = archive["$objects"] else { return false }
    func followed(_ value: BinaryPropertyList.Value?) -> BinaryPropertyList.Value? {
      guard case .reference(let number)? = value else { return value }
      return objects.indices.contains(number) ? list.value(at: objects[number]) : nil
    }
    let file = list.entries(of: followed(list.entries(of: archive["$top"])["root"]))
    guard !file.isEmpty else { return false }

    func moment(_ key: String) -> Moment? {
      guard case .integer(let seconds)? = file[key], seconds > 0 else { return nil }
      return Moment(utcSeconds: Int(seconds))
    }
    if case .integer(let size)? = file["Size"], size >= 0 { self.size = Int(size) }
    modified = moment("LastModified") ?? modified
    born = moment("Birth") ?? born
    switch followed(file["EncryptionKey"]) {
    case .data(let key)?: wrappedKey = key
    case let object?:
      // NSMutableData is an object of its own in the archive.
      if case .data(let key)? = list.entries(of: object)["NS.data"] { wrappedKey = key }
    case nil: break
    }
    return true
  }
}
