import Evidence
import Foundation
import Measuring
import Pixels
import Testing

private func read(_ text: String) throws(LabelFailure) -> [Label] {
  try LabelledSet.labels(in: Array(text.utf8), file: "labels.tsv")
}

/// The line and the reason of a failure to read.
private func failure(_ text: String) -> (line: Int?, reason: LabelFailure.Reason)? {
  do throws(LabelFailure) {
    _ = try read(text)
    return nil
  } catch {
    return (error.line, error.reason)
  }
}

struct LabelTests {
  @Test func aWholeLineIsRead() throws {
    let labels = try read(
      """
      file\tverdict\tlevel\tregime\tkind\tcapture\tsize\tmark\tquad\tpart
      a/b.jpg\tsecret\t机密\tcn\tgw2012\tfar+rot90e\t3024x4032\t机密★20年\t1,2;11,2;11,6.5;1,6\ttuning

      """)
    let label = try #require(labels.first)
    #expect(labels.count == 1)
    #expect(label.file == "a/b.jpg" && label.verdict == .marked && label.level == "机密")
    #expect(label.capture == "far" && label.turn == Label.Turn(degrees: 90, isTagged: true))
    #expect(label.turn.name == "90° with a tag")
    #expect(label.size?.width == 3024 && label.size?.height == 4032)
    #expect(label.quad?.bottomRight == Point(11, 6.5))
    #expect(label.part == "tuning" && label.mark == "机密★20年" && label.regime == "cn")
  }

  @Test func columnsMayBeMissingEmptyUnknownOrInAnyOrder() throws {
    let labels = try read("notes\tverdict\tfile\r\n\r\nx\tclear\ta.jpg\r\n\tofficial\tb.jpg\r\n")
    #expect(labels.map(\.file) == ["a.jpg", "b.jpg"])
    #expect(labels.map(\.verdict) == [.clear, .official])
    #expect(labels[0].level == nil && labels[0].quad == nil && labels[0].turn.name == "upright")
    #expect(try read("\u{FEFF}file\tverdict\tlevel\na.jpg\tmarked\n").map(\.verdict) == [.marked])
  }

  @Test func failuresNameTheirLine() throws {
    func check(_ text: String, _ line: Int?, _ reason: LabelFailure.Reason) {
      let found = failure(text)
      #expect(found?.line == line && found?.reason == reason, "\(text)")
    }
    let head = "file\tverdict\tlevel\tcapture\tsize\tquad\n"
    check("", nil, .header)
    check("file\tkind\n", 1, .header)
    check("file\tverdict\tfile\n", 1, .header)
    check(head + "a.jpg\tclear\n\nb.jpg\tmaybe\n", 4, .value)
    check(head + "a.jpg\tclear\nb.jpg\tclear\na.jpg\tclear\n", 4, .duplicate)
    check(head + "a.jpg\tclear\t\t\t\t\t\tmore\n", 2, .row)
    check(head + "\tclear\n", 2, .value)
    check(head + "../a.jpg\tclear\n", 2, .value)
    check(head + "/etc/a.jpg\tclear\n", 2, .value)
    check(head + "a.jpg\tclear\t\thand+rotten\n", 2, .value)
    check(head + "a.jpg\tclear\t\t\t0x100\n", 2, .value)
    check(head + "a.jpg\tclear\t\t\t99999999999999999999x1\n", 2, .value)
    check(head + "a.jpg\tclear\t\t\t\t1,2;3,4;5,6\n", 2, .value)
    check(head + "a.jpg\tclear\t\t\t\t1,2;3,4;5,6;nan,1\n", 2, .value)
    check(head + "a.jpg\tmarked\tde:enormous\n", 2, .value)
    check(head + "a.jpg\tmarked\txx:secret\n", 2, .value)
  }

  @Test func whatIsNotUTF8IsSaidOfItsLine() {
    var bytes = Array("file\tverdict\na.jpg\tclear\n".utf8)
    bytes += [0x62, 0xFF, 0x09]
    #expect(throws: LabelFailure.self) { try LabelledSet.labels(in: bytes, file: "x") }
    do throws(LabelFailure) {
      _ = try LabelledSet.labels(in: bytes, file: "x")
    } catch {
      #expect(error.line == 3 && error.reason == .encoding)
      #expect(error.description == "x:3: encoding: not UTF-8")
    }
  }

  @Test func aFolderWithoutLabelsSaysWhereItLooked() {
    let folder = FileManager.default.temporaryDirectory.path + "/none-\(UUID().uuidString)"
    do throws(LabelFailure) {
      _ = try LabelledSet.read(folder: folder)
      Issue.record("read a folder that is not there")
    } catch {
      #expect(error.file == folder + "/labels.tsv" && error.reason == .unreadable && error.line == nil)
    }
  }

  @Test func aFolderIsReadFromDisk() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/set-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "file\tverdict\na.jpg\tclear\n".write(
      toFile: folder + "/labels.tsv", atomically: true, encoding: .utf8)
    let set = try LabelledSet.read(folder: folder + "/")
    #expect(set.labels.map(\.file) == ["a.jpg"])
    #expect(set.path(of: set.labels[0]) == folder + "/a.jpg")
    #expect(set.keeping { $0.verdict == .marked }.labels.isEmpty)
  }

  @Test func theDigestKnowsTheAnswersAndNotTheOrder() throws {
    func digest(_ rows: String) throws -> String {
      LabelledSet(folder: "x", labels: try read("file\tverdict\n" + rows)).digest
    }
    #expect(try digest("a\tclear\nb\tmarked\n") == digest("b\tmarked\na\tclear\n"))
    #expect(try digest("a\tclear\nb\tmarked\n") != digest("a\tclear\nb\tclear\n"))
    #expect(try digest("").count == 16)
  }
}

struct LevelTests {
  private func isRight(_ level: String?, _ regime: String?, label: String?, _ labelRegime: String?) -> Bool? {
    Levels.isRight(
      level: level, regime: regime,
      for: Label(file: "a", verdict: .marked, level: label, regime: labelRegime))
  }

  @Test func aLevelIsComparedAsWritten() {
    #expect(isRight("机密", "cn", label: "机密", "cn") == true)
    #expect(isRight("秘密", "cn", label: "机密", "cn") == false)
    #expect(isRight("top secret", "us", label: "TOP SECRET", "us") == true)
    #expect(isRight("SECRET", "us", label: "TOP SECRET", "us") == false)
    #expect(isRight(nil, "us", label: "SECRET", "us") == false)
    #expect(isRight("機密", "tw", label: "機密", "east") == true)
    #expect(isRight("EU RESTRICTED", "eu", label: "RESTREINT UE/EU RESTRICTED", "eu") == true)
    #expect(isRight("SECRET UE/EU SECRET", "eu", label: "SECRET", "us") == false)
  }

  @Test func noLevelTakesAny() {
    #expect(isRight("SECRET", "us", label: nil, "us") == nil)
  }

  @Test func aRankIsMatchedByRegimeAndWord() {
    #expect(isRight("VS-NUR FUR DEN DIENSTGEBRAUCH", "de", label: "de:restricted", "other") == true)
    #expect(isRight("VS-NfD", "de", label: "de:restricted", "other") == true)
    #expect(isRight("GEHEIM", "de", label: "de:restricted", "other") == false)
    #expect(isRight("RESTREINT UE/EU RESTRICTED", "eu", label: "eu:restricted", "other") == true)
    #expect(isRight("NATO RESTRICTED", "nato", label: "eu:restricted", "other") == false)
    #expect(isRight("SECRET DÉFENSE", "fr", label: "fr:secret", "other") == true)
    #expect(isRight("SECRET", "us", label: "fr:secret", "other") == false)
    #expect(isRight("EINGESCHRÄNKT", "at", label: "de:restricted", "other") == true)
  }

  @Test func otherAndEastAreEveryRegimeButTwo() {
    func isRight(_ said: String?, _ regime: String?, level: String? = nil) -> Bool? {
      Levels.isRight(regime: said, for: Label(file: "a", verdict: .marked, level: level, regime: regime))
    }
    #expect(isRight("jp", "east") == true && isRight("de", "other") == true)
    #expect(isRight("cn", "east") == false && isRight("us", "other") == false)
    #expect(isRight("uk", "us") == false && isRight("us", "us") == true)
    #expect(isRight("us", nil) == nil && isRight(nil, "us") == false)
    #expect(isRight("fr", "other", level: "de:restricted") == false)
  }
}
