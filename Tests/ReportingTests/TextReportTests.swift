import Evidence
import Reporting
import Testing

@Test func aMarkedPhotoIsToldInClearWords() {
  #expect(
    textEntry(markedFinding) == """
      backup/IMG_0042.JPG
        marked: 机密, regime cn, high severity, 97 % sure
        mark: 机密★20年
        why: cn.state-secret at top-left, 97 %: “机密女20年”


      """)
}

@Test func otherVerdictsAreToldInClearWords() {
  #expect(textEntry(finding(.clear)) == "a.jpg\n  clear\n\n")
  #expect(
    textEntry(finding(.official))
      == "a.jpg\n  official: a red-header document, no mark was read on it, 50 % sure\n\n")
  #expect(
    textEntry(finding(.undecided, undecided: .tooSmall, detail: "type of 5 px"))
      == "a.jpg\n  undecided: too small (type of 5 px)\n\n")
  #expect(
    textEntry(finding(.marked, level: "SECRET", severity: .low, released: true, copyOf: "b.jpg"))
      == "a.jpg\n  marked: SECRET, low severity, released, 50 % sure\n  same file as b.jpg\n\n")
}

@Test func colourIsThereOnlyWhenAskedFor() {
  #expect(!textEntry(markedFinding).contains("\u{1B}"))
  let coloured = textEntry(markedFinding, Palette(isOn: true))
  #expect(coloured.contains("\u{1B}[1;31mmarked"))
  #expect(coloured.hasPrefix("\u{1B}[1mbackup/IMG_0042.JPG\u{1B}[0m\n"))
}

@Test(arguments: hostileNames)
func noNameReachesTheTerminalRaw(name: String) {
  var hostile = finding(path: name, .marked, level: name, copyOf: nil)
  hostile.judgement.mark = name
  hostile.judgement.regime = name
  hostile.judgement.reasons = [Reason(rule: name, place: name, text: name, confidence: 1)]
  let lines = textEntry(hostile).split(separator: "\n", omittingEmptySubsequences: false)
  #expect(lines.count == 6)  // path, verdict, mark, why, and the two after the last breaks
  for scalar in lines.joined().unicodeScalars {
    #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
    #expect(!(0x202A...0x202E).contains(scalar.value))
  }
}

@Test func whatIsEscapedCanStillBeTold() {
  #expect(shownText("a\u{1B}[2J\n\u{202E}é照片") == "a\\x1B[2J\\n\\u{202E}é照片")
  #expect(shownText("plain 照片.jpg") == "plain 照片.jpg")
}

@Test func clearPhotosAreListedOnlyWhenAskedForAndAlwaysForPrograms() {
  #expect(Report(.text).entry(for: finding(.clear)) == "")
  #expect(Report(.text).entry(for: finding(.undecided, undecided: .damaged)) != "")
  #expect(Report(.text, listsClear: true).entry(for: finding(.clear)) == "a.jpg\n  clear\n\n")
  #expect(Report(.jsonl).entry(for: finding(.clear)).hasSuffix("}\n"))
  #expect(Report(.csv).entry(for: finding(.clear)).hasSuffix("\r\n"))
  #expect(Report(.csv).header == csvHeader)
  #expect(Report(.jsonl).header == "")
}

@Test func whereAPhotoCameFromIsSaidInALine() {
  var found = finding(.official)
  found.source = exampleSource
  #expect(
    textEntry(found).contains(
      "\n  from: WhatsApp, chat Family, sent by +49 170 1, folder Media, taken 2024-05-06 07:08:09, "
        + "sent 2024-05-06 07:10:00 UTC, Apple iPhone 12, with its position\n"))
  found.source = Source(chat: "evil\u{1B}[2J")
  #expect(textEntry(found).contains("from: chat evil\\x1B[2J\n"))
}
