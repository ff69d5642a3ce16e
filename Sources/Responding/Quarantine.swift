import Crypto
import Evidence
import Foundation
import Glibc

/// A folder, readable by its owner only, that photos are moved into and can be put back from.
///
/// A photo is never lost and nothing is ever overwritten, whenever the program or the machine stops. First the
/// record is on the disk, then the photo is moved, in one step; between file systems it is copied, the copy is
/// read back from the kernel and on the disk before the original goes. A record without its photo is a move
/// that was not done.
package struct Quarantine: Sendable {
  /// What became of a photo that was to be moved.
  package enum Outcome: Sendable, Equatable {
    case moved(QuarantineRecord)
    /// It is no longer what was judged: whatever lies there now was left there.
    case changed
    case gone
  }

  package let folder: String

  /// - Parameter folder: made if it is not there, with its parents.
  package init(_ folder: String) throws(ResponseFailure) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw ResponseFailure("the quarantine \(folder) cannot be made: \(error.localizedDescription)")
    }
    guard let real = unsafe realpath(folder, nil) else {
      throw ResponseFailure("the quarantine \(folder): \(systemText(errno))")
    }
    self.folder = unsafe String(cString: real)
    unsafe free(real)
    // A folder that was there before is narrowed as well: it says where the secrets are.
    guard unsafe chmod(self.folder, 0o700) == 0 else {
      throw ResponseFailure("the quarantine \(folder): \(systemText(errno))")
    }
  }

  // MARK: In

  /// Moves the file in, if its bytes are still those that were judged.
  package func take(_ alarm: Alarm, now: Int64) throws(ResponseFailure) -> Outcome {
    guard let sha256 = alarm.finding.sha256 else { return .changed }
    let lock = try lock()
    defer { close(lock) }
    guard let file = try OpenFile(alarm.file) else { return .gone }
    guard try file.sha256() == sha256 else { return .changed }
    if let held = try twin(of: file, sha256) {
      try removeOriginal(file)
      return .moved(held)
    }
    let judgement = alarm.finding.judgement
    let record = QuarantineRecord(
      id: newID(now, sha256), path: alarm.finding.path, file: Data(alarm.file), sha256: sha256,
      verdict: judgement.verdict.rawValue, level: judgement.level, mark: judgement.mark, movedAt: now,
      mode: file.mode)
    try write(record)
    do throws(ResponseFailure) {
      switch try move(file, to: Array(photoPath(record.id).utf8), isOurs: true) {
      case .done: return .moved(record)
      case .gone:
        try removeRecord(record.id)
        return .gone
      case .changed:
        try removeRecord(record.id)
        return .changed
      case .occupied: throw ResponseFailure("\(photoPath(record.id)) is there already")
      }
    } catch {
      // The photo is where it was: so is no record of it.
      if !exists(photoPath(record.id)) { try? removeRecord(record.id) }
      throw error
    }
  }

  /// The photo of an earlier move between file systems which ended before the original was gone: the same
  /// bytes from the same place.
  private func twin(of file: OpenFile, _ sha256: String) throws(ResponseFailure) -> QuarantineRecord? {
    var status = stat()
    guard unsafe stat(folder, &status) == 0, status.st_dev != file.device else { return nil }
    for record in try records(beginning: sha256) where record.originalPath == file.path {
      let held = try OpenFile(Array(photoPath(record.id).utf8))
      if record.sha256 == sha256, try held?.sha256() == sha256 { return record }
    }
    return nil
  }

  private func removeOriginal(_ file: OpenFile) throws(ResponseFailure) {
    guard file.isStill(at: file.path), unsafe unlink(cPath(file.path)) == 0 else {
      throw failure(String(decoding: file.path, as: UTF8.self))
    }
    try syncFolder(of: file.path)
  }

  private func newID(_ now: Int64, _ sha256: String) -> String {
    let random = String(UInt32.random(in: .min ... .max), radix: 36)
    return "\(now)-\(sha256.prefix(8))-\(random)"
  }

  private func write(_ record: QuarantineRecord) throws(ResponseFailure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(record) else {
      throw ResponseFailure("the record cannot be written")
    }
    let path = recordPath(record.id)
    let temporary = path + ".part"
    let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(temporary) }
    defer { close(file) }
    do throws(ResponseFailure) {
      try writeAll(Array(json), to: file, temporary)
      guard fsync(file) == 0, unsafe rename(temporary, path) == 0 else { throw failure(path) }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    try syncFolder(of: Array(path.utf8))
  }

  // MARK: What is there

  /// All photos in quarantine, the earliest first.
  package func records() throws(ResponseFailure) -> [QuarantineRecord] {
    try records(beginning: "")
  }

  /// Those whose bytes have a SHA-256 that begins so, by the names of their files.
  private func records(beginning sha256: String) throws(ResponseFailure) -> [QuarantineRecord] {
    let part = "-" + sha256.prefix(8)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw failure(folder)
    }
    var records: [QuarantineRecord] = []
    for name in names.sorted() where name.hasSuffix(".json") && name.contains(part) {
      guard let data = FileManager.default.contents(atPath: folder + "/" + name),
        let record = try? JSONDecoder().decode(QuarantineRecord.self, from: data),
        name == record.id + ".json"
      else { continue }
      if exists(photoPath(record.id)) { records.append(record) }
    }
    return records.sorted { ($0.movedAt, $0.id) < ($1.movedAt, $1.id) }
  }

  /// Removes records of moves that were never done, and halves of copies. For the one who moves photos in.
  package func tidy() {
    guard let lock = try? lock() else { return }
    defer { close(lock) }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    for name in names {
      let path = folder + "/" + name
      if name.hasSuffix(".part") { unsafe unlink(path) }
      guard name.hasSuffix(".json") else { continue }
      if !exists(photoPath(String(name.dropLast(5)))) { unsafe unlink(path) }
    }
  }

  package func photoPath(_ id: String) -> String { "\(folder)/\(id).photo" }
  private func recordPath(_ id: String) -> String { "\(folder)/\(id).json" }

  // MARK: Out

  /// Puts a photo back where it was, or at `target`. Refuses when something is there.
  package func restore(_ record: QuarantineRecord, to target: [UInt8]? = nil) throws(ResponseFailure) {
    let place = target ?? record.originalPath
    let lock = try lock()
    defer { close(lock) }
    guard let file = try OpenFile(Array(photoPath(record.id).utf8)) else {
      throw ResponseFailure("\(record.id) is not in the quarantine")
    }
    let shown = String(decoding: place, as: UTF8.self)
    switch try move(file, to: place, isOurs: false, mode: record.mode & 0o777) {
    case .done: break
    case .gone, .changed: throw ResponseFailure("\(record.id) changed meanwhile")
    case .occupied:
      throw ResponseFailure("\(shown) is there already; say another place with --to")
    }
    try removeRecord(record.id)
  }

  /// Deletes a photo for good.
  package func delete(_ record: QuarantineRecord) throws(ResponseFailure) {
    guard unsafe unlink(photoPath(record.id)) == 0 || errno == ENOENT else {
      throw failure(photoPath(record.id))
    }
    try removeRecord(record.id)
  }

  private func removeRecord(_ id: String) throws(ResponseFailure) {
    guard unsafe unlink(recordPath(id)) == 0 || errno == ENOENT else { throw failure(recordPath(id)) }
    try syncFolder(of: Array(recordPath(id).utf8))
  }

  /// One program at a time moves photos in and out; others wait. Given back by closing.
  private func lock() throws(ResponseFailure) -> Int32 {
    let file = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw failure(folder) }
    // Shares that know no locks go without.
    while flock(file, LOCK_EX) != 0 && errno == EINTR {}
    return file
  }

  private func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  private func failure(_ path: String) -> ResponseFailure { ResponseFailure("\(path): \(systemText(errno))") }
}
