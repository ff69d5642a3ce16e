import Evidence
import Foundation
import Responding
import Testing

/// A folder with photos and a quarantine beside it, gone with the test.
private final class Place {
  let folder: String
  let quarantine: Quarantine

  init(quarantine: String? = nil) throws {
    folder = NSTemporaryDirectory() + "held-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    self.quarantine = try Quarantine(quarantine ?? folder + "/held")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
    try? FileManager.default.removeItem(atPath: quarantine.folder)
  }

  /// Holds `abc`, whose hash FIPS 180-4 gives.
  func photo(_ name: [UInt8], _ text: String = "abc") throws -> Alarm {
    let path = Array((folder + "/").utf8) + name
    let file = unsafe fopen(path.map { CChar(bitPattern: $0) } + [0], "w")
    _ = unsafe fputs(text, file)
    _ = unsafe fclose(file)
    let finding = Finding(
      path: String(decoding: path, as: UTF8.self),
      judgement: Judgement(verdict: .marked, level: "机密", mark: "机密★20年", confidence: 0.9),
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    return Alarm(finding: finding, file: path, isInContainer: false, json: "{}")
  }

  func take(_ alarm: Alarm) throws -> QuarantineRecord {
    guard case .moved(let record) = try quarantine.take(alarm, now: 1_764_009_000) else {
      throw ResponseFailure("not moved")
    }
    return record
  }
}

private func exists(_ path: [UInt8]) -> Bool {
  unsafe access(path.map { CChar(bitPattern: $0) } + [0], F_OK) == 0
}

private func exists(_ path: String) -> Bool { exists(Array(path.utf8)) }

/// The usual place, and one on another file system where there is one.
private let places: [String?] = [nil] + (exists("/dev/shm") ? ["/dev/shm/held-\(getpid())"] : [])

@Test(arguments: places)
func whatIsPutAsideComesBackAsItWas(quarantine: String?) throws {
  let place = try Place(quarantine: quarantine.map { $0 + "-\(UUID().uuidString)" })
  let name = Array("a b'\"\n".utf8) + [0xFF, 0xFE]
  let alarm = try place.photo(name)
  _ = unsafe chmod(alarm.file.map { CChar(bitPattern: $0) } + [0], 0o640)
  let record = try place.take(alarm)
  #expect(!exists(alarm.file))
  let held = place.quarantine.photoPath(record.id)
  #expect(try String(contentsOfFile: held, encoding: .utf8) == "abc")
  #expect(try FileManager.default.attributesOfItem(atPath: held)[.posixPermissions] as? Int == 0o600)
  let folder = try FileManager.default.attributesOfItem(atPath: place.quarantine.folder)
  #expect(folder[.posixPermissions] as? Int == 0o700)
  #expect(try place.quarantine.records() == [record])
  #expect(record.originalPath == alarm.file)
  #expect(record.mark == "机密★20年")

  try place.quarantine.restore(record)
  #expect(exists(alarm.file))
  #expect(!exists(held))
  #expect(try place.quarantine.records() == [])
  var status = stat()
  _ = unsafe stat(alarm.file.map { CChar(bitPattern: $0) } + [0], &status)
  #expect(status.st_mode & 0o777 == 0o640)
}

@Test func nothingIsEverOverwritten() throws {
  let place = try Place()
  let record = try place.take(place.photo(Array("a".utf8)))
  _ = try place.photo(Array("a".utf8), "something newer")
  #expect(throws: ResponseFailure.self) { try place.quarantine.restore(record) }
  #expect(try String(contentsOfFile: place.folder + "/a", encoding: .utf8) == "something newer")
  #expect(try place.quarantine.records() == [record])
  try place.quarantine.restore(record, to: Array((place.folder + "/b").utf8))
  #expect(try String(contentsOfFile: place.folder + "/b", encoding: .utf8) == "abc")
}

@Test func whatChangedSinceItWasJudgedIsLeftAlone() throws {
  let place = try Place()
  let alarm = try place.photo(Array("a".utf8), "something else by now")
  #expect(try place.quarantine.take(alarm, now: 1) == .changed)
  #expect(exists(alarm.file))
  _ = unsafe unlink(alarm.file.map { CChar(bitPattern: $0) } + [0])
  #expect(try place.quarantine.take(alarm, now: 1) == .gone)
  #expect(try place.quarantine.records() == [])
  #expect(try FileManager.default.contentsOfDirectory(atPath: place.quarantine.folder) == [])
}

@Test func aLinkIsNotMovedAndNorIsWhatItPointsTo() throws {
  let place = try Place()
  var alarm = try place.photo(Array("a".utf8))
  try FileManager.default.createSymbolicLink(atPath: place.folder + "/link", withDestinationPath: "a")
  alarm.file = Array((place.folder + "/link").utf8)
  #expect(throws: ResponseFailure.self) { try place.quarantine.take(alarm, now: 1) }
  #expect(exists(place.folder + "/a"))
  #expect(exists(place.folder + "/link"))
}

@Test func theSameBytesTwiceAreTwoPhotosInQuarantine() throws {
  let place = try Place()
  let records = try [place.take(place.photo(Array("a".utf8))), place.take(place.photo(Array("b".utf8)))]
  #expect(try Set(place.quarantine.records().map(\.id)) == Set(records.map(\.id)))
  for record in records { try place.quarantine.delete(record) }
  #expect(try FileManager.default.contentsOfDirectory(atPath: place.quarantine.folder) == [])
}

@Test func whatAnInterruptedMoveLeftIsTidiedAndNoPhotoWithIt() throws {
  let place = try Place()
  let record = try place.take(place.photo(Array("a".utf8)))
  let folder = place.quarantine.folder
  // A record that was written before a move that never came, and half of a copy.
  let json = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(record.id).json"))
  try json.write(to: URL(fileURLWithPath: folder + "/never.json"))
  try Data([1]).write(to: URL(fileURLWithPath: folder + "/half.photo.part"))
  #expect(try place.quarantine.records() == [record])
  place.quarantine.tidy()
  let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  #expect(names == ["\(record.id).json", "\(record.id).photo"])
}
