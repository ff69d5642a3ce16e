import Evidence
import GRDB

/// `Manifest.db`, the list of files in iOS backups since iOS 10, decrypted into memory when it is encrypted.
struct Manifest {
  private let database: ReadOnlyDatabase

  init(_ folder: AppleBackupFolder, _ keyBag: UnlockedKeyBag?) throws(DecodeFailure) {
    let file = try FileBytes(folder.file("Manifest.db"))
    do throws(DecodeFailure) {
      if let keyBag {
        guard let wrapped = folder.manifest?.data("ManifestKey") else {
          throw DecodeFailure(reason: .damaged, detail: "Manifest.plist has no key for it")
        }
        var pieces = try EncryptedPieces(file, try keyBag.key(in: wrapped))
        database = try ReadOnlyDatabase(size: file.count / blockBytes * blockBytes) {
          () throws(DecodeFailure) in
          try pieces.next(atMost: 1 << 20)
        }
      } else {
        let bytes = PassingBytes(file)
        database = try ReadOnlyDatabase(size: file.count) { () throws(DecodeFailure) in
          try bytes.read(atMost: 1 << 20)
        }
      }
      guard try database.hasTable("Files") else {
        throw DecodeFailure(reason: .damaged, detail: "no table of files")
      }
    } catch {
      throw DecodeFailure(reason: error.reason, detail: "iOS backup: Manifest.db: \(error.detail)")
    }
  }

  /// Files, in the order of their domains and paths, until `body` returns false; folders and links are passed over.
  func forEachRecord(_ body: (BackupRecord) -> Bool) throws(DecodeFailure) {
    // The records are fetched some at a time: sorted along, they would be in memory twice.
    let sorted = "SELECT rowid FROM Files WHERE flags = 1 ORDER BY domain, relativePath, rowid"
    let numbers = try rows(sorted).compactMap { $0[0].integer }
    for start in stride(from: 0, to: numbers.count, by: Self.fetchedAtOnce) {
      let some = numbers[start..<min(numbers.count, start + Self.fetchedAtOnce)]
      let sql = "SELECT fileID, domain, relativePath, file FROM Files WHERE rowid = ?"
      for values in try rows(sql, forEach: some.map { [$0] }) {
        var record = BackupRecord(
          domain: values[1].text ?? "", path: values[2].text ?? "", identifier: values[0].text ?? "")
        if let archive = values[3].blob, !record.takeIn(archive: archive) { record.isDamaged = true }
        guard body(record) else { return }
      }
    }
  }

  private static let fetchedAtOnce = 256

  private func rows(_ sql: String, forEach arguments: [[Int64]] = [[]]) throws(DecodeFailure)
    -> [[DatabaseValue]]
  {
    do throws(DecodeFailure) {
      return try database.rows(sql, forEach: arguments)
    } catch {
      throw DecodeFailure(reason: error.reason, detail: "iOS backup: Manifest.db: \(error.detail)")
    }
  }
}
