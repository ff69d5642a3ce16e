import Foundation
import Testing

@Test func theSameSeedMakesTheSamePhotos() throws {
  let place = try Workplace()
  for folder in ["a", "b"] {
    let outcome = try Program.run(
      "samples", "make", place.path + "/" + folder, "--count", "2", "--seed", "5",
      "--kinds", "notice,receipt", "--captures", "thumb", "--part", "measuring")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("2 photos with labels.tsv in \(place.path)/\(folder), "))
  }
  let names = try FileManager.default.contentsOfDirectory(atPath: place.path + "/a").sorted()
  #expect(names.count == 3)
  for name in names {
    let files = ["a", "b"].map { FileManager.default.contents(atPath: "\(place.path)/\($0)/\(name)") }
    #expect(files[0] != nil)
    #expect(files[0] == files[1])
  }
  let labels = try String(contentsOfFile: place.path + "/a/labels.tsv", encoding: .utf8)
  #expect(labels.split(separator: "\n").dropFirst().allSatisfy { $0.hasSuffix("\tmeasuring") })
}

@Test func aFolderThatHoldsSomethingIsLeftAlone() throws {
  let place = try Workplace()
  let photo = try place.brokenPhoto("mine.jpg")
  let outcome = try Program.run("samples", "make", place.path, "--count", "1")
  #expect(outcome.status == 2)
  #expect(outcome.errors == "vermilion: \(place.path) is not empty; name a new folder, or say --overwrite\n")
  #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["mine.jpg"])
  #expect(FileManager.default.contents(atPath: photo)?.count == 5)
}

@Test func whatIsNoKindOrCaptureIsSaidWithThoseThereAre() throws {
  let kind = try Program.run("samples", "make", "/nowhere", "--count", "1", "--kinds", "letter,leter")
  #expect(kind.status == 2)
  #expect(kind.errors.contains("--kinds: no 'leter'; there are gw2012, "))
  let capture = try Program.run("samples", "make", "/nowhere", "--count", "1", "--captures", "blurred")
  #expect(capture.status == 2)
  #expect(capture.errors.contains("--captures: no 'blurred'; there are hand, "))
  #expect(try Program.run("samples", "make", "/nowhere", "--count", "0").status == 2)
}

@Test func kindsAreListedByTheirVerdicts() throws {
  let outcome = try Program.run("samples", "kinds")
  #expect(outcome.status == 0)
  #expect(outcome.output.contains("--kinds, marked\n  gw2012 "))
  #expect(outcome.output.contains("--kinds, clear\n  notice "))
  #expect(outcome.lines.last?.contains("screenshot") == true)
}

@Test func linesAreCutOutWithTheirKinds() throws {
  let workplace = try Workplace()
  let (set, file) = (workplace.path + "/set", workplace.path + "/lines.data")
  let drawn = try Program.run(
    "samples", "make", set, "--count", "1", "--seed", "3", "--kinds", "letter", "--captures", "scan")
  #expect(drawn.status == 0)
  let outcome = try Program.run("samples", "lines", set, file)
  #expect(outcome.status == 0)
  #expect(outcome.errors.contains(" of 1 photos written to "))
  let bytes = [UInt8](try #require(FileManager.default.contents(atPath: file)))
  // Record after record: photo, kind, width, pixels of 24 rows.
  var place = 0
  var kinds: [UInt8] = []
  while place + 7 <= bytes.count {
    #expect(bytes[place..<place + 4].allSatisfy { $0 == 0 })
    kinds.append(bytes[place + 4])
    place += 7 + 24 * (Int(bytes[place + 5]) + Int(bytes[place + 6]) << 8)
  }
  #expect(place == bytes.count)
  #expect(kinds.count { $0 == 1 } >= 3)
  // A page of simplified Chinese, and what seems to run across it.
  #expect(kinds.allSatisfy { $0 <= 1 })
  // Nothing is written over.
  #expect(try Program.run("samples", "lines", set, file).status == 2)
  #expect(FileManager.default.contents(atPath: file)?.count == bytes.count)
}
