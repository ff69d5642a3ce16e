import Evidence
import Foundation
import Testing
import Unpacking

private let contents = [
  ("DCIM/a.jpg", photoBytes("one")), ("notes.txt", Array("a text".utf8)),
  ("照片/机密.jpg", photoBytes(String(repeating: "two", count: 5000))),
]
private let expected = [
  "!/DCIM/a.jpg=PHOTO one", "!/照片/机密.jpg=PHOTO " + String(repeating: "two", count: 5000),
]

@Test(arguments: [
  ("zip", "none"), ("7zip", "none"), ("ustar", "none"), ("pax", "none"), ("gnutar", "gzip"), ("pax", "bzip2"),
  ("pax", "xz"), ("pax", "zstd"), ("pax", "lz4"), ("ustar", "compress"), ("pax", "lzip"),
])
func photosInArchivesAreFoundWhateverTheKind(format: String, filter: String) throws {
  let (lines, counts) = try unpacked(
    try archive(format, filter: filter, contents), formats: standardFormats)
  #expect(lines == expected)
  #expect(counts.otherEntries == 1)
}

@Test func aZip64IsAZip() throws {
  let bytes = try archive("zip", options: "zip:zip64", contents)
  #expect(try unpacked(bytes, formats: standardFormats).lines == expected)
}

@Test func photosInARARAreFound() throws {
  let (lines, counts) = try unpacked(rar(contents), formats: standardFormats)
  // Before version 5 a name's encoding is the writer's own: only Latin ones are sure to come through.
  #expect(lines.first == expected.first)
  #expect(lines.count == 2)
  #expect(counts.otherEntries == 1)
}

@Test func picturesInOfficeDocumentsAreFound() throws {
  let document = try archive(
    "zip",
    [
      ("[Content_Types].xml", Array("<Types/>".utf8)), ("word/document.xml", Array("<w:document/>".utf8)),
      ("word/media/image1.jpeg", photoBytes("scanned")),
      (
        "word/embeddings/sheet.xlsx",
        try archive(
          "zip", [("xl/media/image1.png", photoBytes("inside"))])
      ),
    ])
  let (lines, _) = try unpacked(document, formats: standardFormats)
  #expect(
    lines == [
      "!/word/media/image1.jpeg=PHOTO scanned",
      "!/word/embeddings/sheet.xlsx!/xl/media/image1.png=PHOTO inside",
    ])
}

@Test func archivesInsideOneAnotherAreOpened() throws {
  let tar = try archive("pax", filter: "xz", contents)
  let seven = try archive("7zip", [("in.tar.xz", tar)])
  let zip = try archive("zip", [("in.7z", seven), ("b", photoBytes("last"))])
  let (lines, _) = try unpacked(zip, formats: standardFormats)
  #expect(lines == expected.map { "!/in.7z!/in.tar.xz" + $0 } + ["!/b=PHOTO last"])
}

@Test func aPhotoCompressedByItselfIsFound() throws {
  let bytes = try archive("raw", filter: "gzip", [("photo", photoBytes("alone"))])
  #expect(try unpacked(bytes, formats: standardFormats).lines == ["!/data=PHOTO alone"])
  let text = try archive("raw", filter: "gzip", [("log", Array(repeating: 65, count: 100_000))])
  let (lines, counts) = try unpacked(text, formats: standardFormats)
  #expect(lines.isEmpty)
  #expect(counts.otherEntries == 1)
}

@Test(arguments: ["zip:encryption=traditional", "zip:encryption=aes128", "zip:encryption=aes256"])
func encryptedZipsAskForAPassphraseInOneLine(options: String) throws {
  let bytes = try archive("zip", options: options, passphrase: "open sesame", contents)
  #expect(
    try unpacked(bytes, formats: standardFormats).lines == [
      ": encrypted: 3 entries are encrypted; give its passphrase with --passphrase-file"
    ])
  let wrong = UnpackKeys(passphrases: ["wrong"])
  // In the old encryption one byte tells a wrong passphrase; it passes in one of 256 entries, by chance.
  let tries = options.hasSuffix("traditional") ? 3 : 1
  let isRefused = try (0..<tries).contains { _ in
    let another = try archive("zip", options: options, passphrase: "open sesame", contents)
    return try unpacked(another, keys: wrong, formats: standardFormats).lines == [
      ": encrypted: 3 entries are encrypted; no passphrase given opens them"
    ]
  }
  #expect(isRefused)
  let right = UnpackKeys(passphrases: ["wrong", "open sesame"])
  #expect(try unpacked(bytes, keys: right, formats: standardFormats).lines == expected)
}

/// Those made by others: Debian's zip, 7z and tar.
@Test(arguments: [
  ["zip", "-q", "-r", "out", "in"], ["zip", "-q", "-r", "-P", "pw", "out", "in"],
  ["7z", "a", "-bd", "-tzip", "-mem=AES256", "-ppw", "out", "in"], ["7z", "a", "-bd", "-t7z", "out", "in"],
  ["7z", "a", "-bd", "-t7z", "-ms=on", "-m0=PPMd", "out", "in"], ["tar", "-cf", "out", "in"],
  ["tar", "-czf", "out", "in"], ["tar", "-cJf", "out", "in"],
])
func archivesOfOtherProgramsAreRead(command: [String]) throws {
  let folder = NSTemporaryDirectory() + "vermilion-tools-\(UUID().uuidString)"
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
  try Data(photoBytes("one")).write(to: URL(fileURLWithPath: folder + "/in/机密.jpg"))
  try Data("text".utf8).write(to: URL(fileURLWithPath: folder + "/in/b.txt"))
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = command
  process.currentDirectoryURL = URL(fileURLWithPath: folder)
  process.standardOutput = FileHandle.nullDevice
  process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
  try process.run()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0)
  let made = try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasPrefix("out") }
  let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + (try #require(made)))))
  let keys = UnpackKeys(passphrases: ["pw"])
  #expect(try unpacked(bytes, keys: keys, formats: standardFormats).lines == ["!/in/机密.jpg=PHOTO one"])
}

@Test func takeoutTellsAlbumAndDate() throws {
  let record =
    #"{"title": "IMG_1.jpg", "photoTakenTime": {"timestamp": "1714979289"}, "#
    + #""geoData": {"latitude": 48.1, "longitude": 11.5}}"#
  let second =
    #"{"title": "IMG_1.jpg", "photoTakenTime": {"timestamp": "1714979999"}, "geoData": {"latitude": 0}}"#
  let album = "Takeout/Google Photos/Summer"
  let bytes = try archive(
    "zip",
    [
      ("\(album)/IMG_1.jpg", photoBytes("1")), ("\(album)/IMG_1(1).jpg", photoBytes("2")),
      ("\(album)/IMG_1.jpg.json", Array(record.utf8)),
      ("\(album)/IMG_1.jpg.supplemental-metadata(1).json", Array(second.utf8)),
    ])
  let file = try TemporaryFile(bytes)
  var sources: [Source?] = []
  _ = Unpacker { $0.starts(with: "PHOTO".utf8) }.unpack(Photo(path: file.path)) { item in
    if case .photo(let unpacked) = item { sources.append(unpacked.photo.source) }
    return true
  }
  #expect(
    sources == [
      Source(
        app: "Google Photos", folder: "Summer", taken: Moment("2024-05-06T07:08:09Z"), hasPosition: true),
      Source(
        app: "Google Photos", folder: "Summer", taken: Moment("2024-05-06T07:19:59Z"), hasPosition: false),
    ])
}

@Test func aSurveyCountsWithoutReadingPhotos() throws {
  let bytes = try archive(
    "zip", [("Takeout/Google Photos/A/1.jpg", photoBytes("1")), ("Takeout/archive_browser.html", [60])])
  let file = try TemporaryFile(bytes)
  let survey = Unpacker { $0.starts(with: "PHOTO".utf8) }.survey(Photo(path: file.path))
  #expect(survey.kind == "archive")
  #expect(survey.particulars == [Particular("format", "ZIP"), Particular("made by", "Google Takeout")])
  #expect(survey.photos == 1)
  #expect(survey.apps == ["Google Photos": 1])
  #expect(survey.others == 1)
  #expect(survey.problemCount == 0)
}

@Test func anEncryptedBackupInsideAnArchiveIsNotPassedOver() throws {
  func manifest(_ isEncrypted: Bool) -> [UInt8] {
    Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <plist version="1.0"><dict><key>IsEncrypted</key><\(isEncrypted)/></dict></plist>
      """.utf8)
  }
  let locked = try archive(
    "zip", [("phone/Manifest.plist", manifest(true)), ("phone/ab/abcd", [7, 9, 200])])
  #expect(
    try unpacked(locked, formats: standardFormats).lines == [
      "!/phone/Manifest.plist: encrypted: iOS backup inside an archive: unpack the archive, then scan the folder "
        + "with --passphrase-file"
    ])
  let open = try archive(
    "zip", [("phone/Manifest.plist", manifest(false)), ("phone/ab/abcd", photoBytes("x"))])
  #expect(try unpacked(open, formats: standardFormats).lines == ["!/phone/ab/abcd=PHOTO x"])
  let huawei = try archive(
    "ustar",
    [
      ("b/info.xml", Array("<info.xml><row><column name=\"e_perbackupkey\"/></row></info.xml>".utf8))
    ])
  #expect(
    try unpacked(huawei, formats: standardFormats).lines.first?.contains("Huawei backup inside") == true)
}
