import Evidence
import Foundation
import Testing
import Unpacking

@Suite struct AppleBackupTests {
  private static let files: [AppleBackupWriter.File] = [
    .init(domain: "CameraRollDomain", path: "Media/DCIM/100APPLE/IMG_0001.JPG", bytes: photo(1)),
    .init(
      domain: "CameraRollDomain", path: "Media/DCIM/100APPLE/IMG_0002.HEIC", bytes: photo(2, count: 4096)),
    .init(
      domain: "CameraRollDomain", path: "Media/DCIM/100APPLE/IMG_0002.MOV", bytes: Array("no photo".utf8)),
    .init(domain: "CameraRollDomain", path: "Media/empty", bytes: []),
    .init(domain: "MediaDomain", path: "Library/SMS/Attachments/ab/11/X/scan.jpg", bytes: photo(3)),
    .init(
      domain: "AppDomainGroup-group.net.whatsapp.WhatsApp.shared",
      path: "Message/Media/8613800000000@s.whatsapp.net/a/b/c.jpg", bytes: photo(4)),
    .init(
      domain: "AppDomain-com.tencent.xin",
      path: "Documents/0123456789abcdef0123456789abcdef/Img/fedcba9876543210fedcba9876543210/12.pic",
      bytes: photo(5, count: 3_000_000)),
  ]
  private static let order = [5, 4, 1, 2, 3]

  private func backup(_ change: (inout AppleBackupWriter) -> Void = { _ in }) throws -> Scratch {
    let scratch = try Scratch()
    var writer = AppleBackupWriter(Self.files)
    change(&writer)
    try writer.write(to: scratch)
    return scratch
  }

  private func expectAll(_ found: Found, _ comment: Comment) {
    #expect(found.problems.isEmpty, comment)
    #expect(
      found.photos.map(\.bytes) == Self.order.map { photo($0, count: [2: 4096, 5: 3_000_000][$0] ?? 3000) },
      comment)
  }

  @Test func plainBackupGivesItsPhotosInTheOrderOfDomainsAndPaths() throws {
    let scratch = try backup()
    let found = unpack(scratch)
    expectAll(found, "plain")
    #expect(
      found.paths.first
        == "!/AppDomain-com.tencent.xin/Documents/0123456789abcdef0123456789abcdef/Img/"
        + "fedcba9876543210fedcba9876543210/12.pic")
    #expect(found.paths.last == "!/MediaDomain/Library/SMS/Attachments/ab/11/X/scan.jpg")
  }

  @Test func sourceSaysProgramChatAndDevice() throws {
    let scratch = try backup()
    let sources = unpack(scratch).photos.compactMap(\.source)
    #expect(sources.map(\.app) == ["WeChat", "WhatsApp", "Photos", "Photos", "Messages"])
    #expect(sources[0].chat == "fedcba9876543210fedcba9876543210")
    #expect(sources[1].chat == "8613800000000@s.whatsapp.net")
    #expect(sources[2].folder == "100APPLE")
    #expect(sources.allSatisfy { $0.device == "Anna's iPhone (iPhone14,5)" })
  }

  @Test func encryptedBackupOpensWithItsPassphrase() throws {
    let scratch = try backup { $0.passphrase = "täglich 7" }
    expectAll(unpack(scratch, keys("täglich 7")), "encrypted")
    expectAll(unpack(scratch, keys("wrong", "täglich 7")), "the second passphrase")
  }

  @Test func databaseWithALogBesideItOpens() throws {
    expectAll(unpack(try backup { $0.writesAheadLog = true }), "plain")
    let encrypted = try backup {
      $0.writesAheadLog = true
      $0.passphrase = "x"
    }
    expectAll(unpack(encrypted, keys("x")), "encrypted")
  }

  @Test func oldManifestGivesTheSame() throws {
    for passphrase in [nil, "1234"] {
      let scratch = try backup {
        $0.hasOldManifest = true
        $0.passphrase = passphrase
      }
      let found = unpack(scratch, UnpackKeys(passphrases: passphrase.map { [$0] } ?? []))
      #expect(found.problems.isEmpty)
      #expect(
        Set(found.photos.map(\.bytes))
          == Set(Self.order.map { photo($0, count: [2: 4096, 5: 3_000_000][$0] ?? 3000) }))
      #expect(found.paths.first == "!/CameraRollDomain/Media/DCIM/100APPLE/IMG_0001.JPG")
    }
  }

  @Test func noOrAWrongPassphraseIsSaidOnce() throws {
    let scratch = try backup { $0.passphrase = "right" }
    for keys in [keys(), keys(""), keys("wrong")] {
      let found = unpack(scratch, keys)
      #expect(found.photos.isEmpty && found.reasons == [.encrypted])
    }
    #expect(
      unpack(scratch, keys("wrong")).problems[0].failure.detail == "iOS backup: the passphrase is wrong")
    #expect(unpack(scratch).problems[0].failure.detail.contains("--passphrase-file"))
  }

  @Test func nothingOfAnEncryptedBackupIsWrittenAnywhere() throws {
    let scratch = try backup { $0.passphrase = "right" }
    let before = try contents(of: scratch.path)
    _ = unpack(scratch, keys("right"))
    #expect(try contents(of: scratch.path) == before)
  }

  private func contents(of folder: String) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      contents[name] = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
    }
    return contents
  }

  @Test func fileThatIsNotThereIsAProblemOfItsOwn() throws {
    let scratch = try backup()
    let name = AppleBackupWriter.fileName("CameraRollDomain", "Media/DCIM/100APPLE/IMG_0001.JPG")
    try FileManager.default.removeItem(atPath: "\(scratch.path)/\(name.prefix(2))/\(name)")
    let found = unpack(scratch)
    #expect(found.photos.count == 4)
    #expect(found.problems.map(\.path) == ["!/CameraRollDomain/Media/DCIM/100APPLE/IMG_0001.JPG"])
    #expect(found.reasons == [.unreadable])
  }

  @Test func encryptedFileCutOffIsDamaged() throws {
    let scratch = try backup { $0.passphrase = "x" }
    let name = AppleBackupWriter.fileName("CameraRollDomain", "Media/DCIM/100APPLE/IMG_0001.JPG")
    let path = "\(name.prefix(2))/\(name)"
    try scratch.write(path, Array(try scratch.bytes(path).dropLast(5)))
    let found = unpack(scratch, keys("x"))
    #expect(found.photos.count == 4 && found.reasons == [.damaged])
  }

  @Test func everyTruncationAndManyFlippedBitsOfTheManifestAreSurvived() throws {
    for passphrase in [nil, "x"] {
      let scratch = try backup { $0.passphrase = passphrase }
      let whole = try scratch.bytes("Manifest.db")
      let given = UnpackKeys(passphrases: passphrase.map { [$0] } ?? [])
      for length in stride(from: 0, to: whole.count, by: 509) {
        try scratch.write("Manifest.db", Array(whole.prefix(length)))
        let found = unpack(scratch, given)
        #expect(found.photos.count <= 5)
        #expect(!found.problems.isEmpty, "\(length) bytes of \(whole.count)")
      }
      for bit in stride(from: 5, to: whole.count * 8, by: 1999) {
        try scratch.write("Manifest.db", flipped(whole, bit: bit))
        #expect(unpack(scratch, given).photos.count <= 5)
      }
    }
  }

  @Test func listsAndKeyBagAreSurvivedHoweverTheyAreDamaged() throws {
    let scratch = try backup { $0.passphrase = "x" }
    let whole = try scratch.bytes("Manifest.plist")
    for length in stride(from: 0, to: whole.count, by: 3) {
      try scratch.write("Manifest.plist", Array(whole.prefix(length)))
      let found = unpack(scratch, keys("x"))
      #expect(found.photos.isEmpty && found.reasons == [.damaged])
    }
    // Not the numbers of rounds: more of them is no damage, and costs what it says up to a limit.
    let rounds = ["DPIC", "ITER"].compactMap { offset(of: Array($0.utf8), in: whole) }.map {
      ($0 + 8)..<($0 + 12)
    }
    for bit in stride(from: 0, to: whole.count * 8, by: 7)
    where !rounds.contains(where: { $0.contains(bit / 8) }) {
      try scratch.write("Manifest.plist", flipped(whole, bit: bit))
      let found = unpack(scratch, keys("x"))
      #expect(found.photos.count == 5 || !found.problems.isEmpty)
    }
  }

  private func offset(of part: [UInt8], in whole: [UInt8]) -> Int? {
    (0..<whole.count - part.count).first { whole[$0..<$0 + part.count].elementsEqual(part) }
  }

  @Test func tooManyRoundsAreRefusedAtOnce() throws {
    let scratch = try backup { $0.passphrase = "x" }
    var list = try scratch.bytes("Manifest.plist")
    let rounds = try #require(offset(of: Array("DPIC".utf8), in: list)) + 8
    list.replaceSubrange(rounds..<rounds + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
    try scratch.write("Manifest.plist", list)
    #expect(unpack(scratch, keys("x")).reasons == [.damaged])
  }

  @Test func manifestThatIsAViewOrATrapIsRefused() throws {
    let scratch = try backup()
    try scratch.write(
      "Manifest.db",
      try AppleBackupWriter.database(
        """
        CREATE VIEW Files AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
        SELECT x AS rowid, x AS fileID, 'a' AS domain, 'b' AS relativePath, 1 AS flags, x AS file FROM n
        """))
    let found = unpack(scratch)
    #expect(found.photos.isEmpty && found.reasons == [.damaged])
  }

  @Test func namesThatLeadOutOfTheBackupAreRefused() throws {
    let scratch = try backup()
    try scratch.write("secret.jpg", photo(9))
    try scratch.write(
      "Manifest.db",
      try AppleBackupWriter.database(
        """
        CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);
        INSERT INTO Files VALUES ('xx/../../\(scratch.path)/secret.jpg', 'a', 'b', 1, NULL)
        """))
    let found = unpack(scratch)
    #expect(found.photos.isEmpty && found.reasons == [.damaged])
  }

  @Test func particularsSayDeviceSystemAndDate() throws {
    let scratch = try backup { $0.passphrase = "x" }
    defer { withExtendedLifetime(scratch) {} }
    let container = Container(path: scratch.path, file: Array(scratch.path.utf8), bytes: MemoryBytes())
    #expect(
      try AppleBackup().particulars(of: container) == [
        Particular("device", "Anna's iPhone (iPhone14,5)"), Particular("system", "iOS 17.1"),
        Particular("date", "2023-11-14T22:13:20Z"), Particular("encrypted", "yes"),
      ])
  }
}

@Suite struct BinaryPropertyListTests {
  @Test func isReadAndSurvivedHoweverItIsDamaged() throws {
    let value: [String: Any] = [
      "a": 1, "b": [true, 2.5] as [Any], "c": Data([1, 2, 3]), "d": "中文",
      "e": Date(timeIntervalSince1970: 1000),
      "f": ["g": -7], "long": String(repeating: "x", count: 300),
    ]
    let data = Array(try PropertyListSerialization.data(fromPropertyList: value, format: .binary, options: 0))
    let list = try #require(BinaryPropertyList(data))
    let entries = list.entries(of: list.value(at: list.root))
    #expect(entries["a"] == .integer(1) && entries["c"] == .data([1, 2, 3]) && entries["d"] == .string("中文"))
    #expect(list.entries(of: entries["f"])["g"] == .integer(-7))
    #expect(entries["long"] == .string(String(repeating: "x", count: 300)))
    #expect(entries["e"] == .date(1000 - 978_307_200))
    for bit in 0..<data.count * 8 {
      guard let list = BinaryPropertyList(flipped(data, bit: bit)) else { continue }
      _ = list.entries(of: list.value(at: list.root))
    }
    for length in 0..<data.count {
      guard let list = BinaryPropertyList(Array(data.prefix(length))) else { continue }
      _ = list.entries(of: list.value(at: list.root))
    }
  }
}

extension AppleBackupWriter {
  fileprivate static func database(_ sql: String) throws -> [UInt8] {
    let path = NSTemporaryDirectory() + "made-\(UUID().uuidString).db"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try makeDatabase(path, sql)
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
