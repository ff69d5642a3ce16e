import Crypto
import Evidence

/// `Manifest.mbdb`, the list of files in iOS backups before iOS 10: records one after another.
///
/// Numbers have their most significant byte first; a string is its length in 2 bytes and so many bytes, and a
/// length of FFFF means none. Described by iphone-dataprotection (`mbdb.py`).
struct OldManifest: Sequence, IteratorProtocol {
  static let magic: [UInt8] = [0x6D, 0x62, 0x64, 0x62, 5, 0]

  private var cursor: ByteCursor
  /// A record was cut off, and what follows it cannot be found.
  private(set) var isDamaged = false

  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Self.magic) else { return nil }
    cursor = ByteCursor(bytes, at: Self.magic.count)
  }

  /// The next file; folders and links are passed over.
  mutating func next() -> BackupRecord? {
    while !cursor.isAtEnd && !isDamaged {
      guard let (record, mode) = record() else {
        isDamaged = true
        return nil
      }
      if mode & 0xF000 == 0x8000 { return record }
    }
    return nil
  }

  private mutating func record() -> (record: BackupRecord, mode: UInt64)? {
    guard let domain = string(), let path = string(), string() != nil, string() != nil, let key = string(),
      let mode = cursor.bigEndian(2),
      cursor.take(8 + 4 + 4) != nil,  // inode, user, group
      let modified = cursor.bigEndian(4), cursor.take(4) != nil, let changed = cursor.bigEndian(4),
      let size = cursor.bigEndian(8), let protection = cursor.bigEndian(1),
      let properties = cursor.bigEndian(1)
    else { return nil }
    for _ in 0..<properties {
      guard string() != nil, string() != nil else { return nil }
    }
    let name = domain + [UInt8(ascii: "-")] + path
    var record = BackupRecord(
      domain: text(domain), path: text(path), identifier: hex(Insecure.SHA1.hash(data: name)),
      size: Int(clamping: size))
    if modified > 0 { record.modified = Moment(utcSeconds: Int(modified)) }
    if changed > 0 { record.born = Moment(utcSeconds: Int(changed)) }
    if key.count > 4 {
      // The class is said twice; the record's own is the one to go by.
      record.wrappedKey = [UInt8(protection), 0, 0, 0] + key.dropFirst(4)
    }
    return (record, mode)
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private mutating func string() -> ArraySlice<UInt8>? {
    guard let length = cursor.bigEndian(2) else { return nil }
    return length == 0xFFFF ? [] : cursor.take(Int(length))
  }
}

extension OldManifest {
  /// Of a manifest a hundred times as large as is seen.
  private static let largest = 256 << 20

  /// Files in the order of the manifest, until `body` returns false.
  static func forEachRecord(
    in folder: AppleBackupFolder, _ body: (BackupRecord) -> Bool
  ) throws(DecodeFailure) {
    let bytes = try FileContent(folder.file("Manifest.mbdb")).all(limit: largest)
    guard var manifest = OldManifest(bytes) else {
      throw DecodeFailure(reason: .damaged, detail: "iOS backup: Manifest.mbdb is none")
    }
    while let record = manifest.next() {
      guard body(record) else { return }
    }
    if manifest.isDamaged {
      throw DecodeFailure(reason: .damaged, detail: "iOS backup: Manifest.mbdb is cut off")
    }
  }
}
