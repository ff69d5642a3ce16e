import Evidence
import Judging
import Matching
import Testing

private func isSafe(_ page: Transcript) -> Bool { Judge().isSafe(matcher.matches(in: page), in: page) }

@Test func anEmptyPageIsClear() {
  let page = Transcript(layout: Layout(width: 100, height: 100))
  #expect(judged(page).verdict == .clear)
  #expect(!isSafe(page))
}

@Test func aStarredMarkInItsCornerIsSafeOnceSomethingSpeaksForIt() {
  let heading = Said("宁远市人民政府文件", .header, size: 2.5, red: true)
  for mark in [
    Said("机密女20年", .secondLine, star: true), Said("绝密友长期", .topRight, star: true),
  ] {
    // What stands beside it may be a lesson on marks.
    #expect(!isSafe(transcript([mark], unread: 0)))
    #expect(isSafe(transcript([mark, heading], unread: 0)))
    #expect(
      isSafe(transcript([mark, Said("各有关单位", .row(0)), Said("总体要求", .row(1))], unread: 0)))
  }
}

@Test func aStarredMarkOverAPageOfTextIsSafeByItself() {
  // The text is seen, and none of it read.
  func page(_ text: String, _ spot: Spot) -> Transcript { transcript([Said(text, spot, star: true)]) }
  let borne = page("机密女20年", .secondLine)
  #expect(isSafe(borne))
  #expect(Judge().unvouched(matcher.matches(in: borne), in: borne).isEmpty)
  #expect(!isSafe(page("机密女20年", .middle)))
  #expect(!isSafe(page("机吉女20", .secondLine)))
}

@Test func anotherCountrysMarkIsNoDoubtOnAFurnishedPage() {
  let heading = Said("宁远市人民政府文件", .header, size: 2.5, red: true)
  let rows = (0..<6).map { Said("应当及时报送设备检修记录", .row($0)) }
  let page = transcript([Said("机密", .secondLine), heading, Said("宁政发〔2020〕12号", .underHeader)] + rows)
  #expect(matcher.matches(in: page).contains { $0.kind == .suspicion && $0.regime == "tw" })
  #expect(isSafe(page))
}

@Test func aStarredMarkInTheMidstIsSafeWhenMuchWasRead() {
  let rows = (0..<10).map { Said("应当及时报送设备检修记录", .row($0)) }
  let heading = Said("宁远市人民政府文件", .header, size: 2.5, red: true)
  let mark = Said("机密女20年", .middle, star: true)
  #expect(!isSafe(transcript([heading, mark])))
  #expect(isSafe(transcript([heading, mark] + rows)))
  // A lesson has no heading of its own.
  #expect(!isSafe(transcript([mark, Said("第一课", .header, size: 2.5)] + rows)))
}

@Test func whatMoreReadingMightTurnIsNotSafe() {
  #expect(!isSafe(transcript([Said("机密", .secondLine)])))
  #expect(!isSafe(transcript([Said("SECRET", .topCentre, "eng")])))
  #expect(!isSafe(transcript([Said("绝密女启用前", .topLeft)])))
  let stamped = transcript([
    Said("机密女20年", .secondLine, star: true), Said("宁远市人民政府文件", .header, size: 2.5, red: true),
  ])
  var layout = stamped.layout
  layout.lines[layout.lines.count - 1].isBoxed = true
  layout.lines[layout.lines.count - 1].lengthInGlyphs = 3
  #expect(!isSafe(Transcript(layout: layout, lines: stamped.lines)))
}

@Test func typeTooSmallToReadIsUndecided() {
  let page = transcript([], glyphHeight: 5)
  #expect(judged(page).undecided == .tooSmall)
  #expect(judged(page, sawEverything: false).verdict == .clear)
}

@Test func aPageReadWithoutAnySurenessIsUndecided() {
  let noise = (0..<8).map { Said("~|.", .row($0), confidence: 0.1) }
  #expect(judged(transcript(noise)).undecided == .unreadable)
}

@Test func anotherModelIsAskedForAnotherScript() {
  for (text, language) in [("极机客", "chi_tra"), ("取拔注意", "jpn"), ("极秘", "jpn"), ("绝对机密", "chi_tra")] {
    let matches = matcher.matches(in: transcript([Said(text, .topRight)]))
    let suspicion = matches.first { $0.kind == .suspicion }
    #expect(suspicion?.reread == [language], "\(text)")
  }
}

@Test func aSuspicionEndsWhenItsModelHasRead() {
  var page = transcript([Said("极机客", .topRight)])
  page.lines[0].readings.append(Reading(language: "chi_tra", text: "極機密", confidence: 0.9))
  let matches = matcher.matches(in: page)
  #expect(!matches.contains { $0.kind == .suspicion })
  #expect(judged(page).level == "極機密")
  page.lines[0].readings[1].text = "桌子"
  #expect(judged(page).verdict == .clear)
}

@Test func confidencesArePartsOfOne() {
  for page in [
    transcript([Said("机密女20年", .secondLine, star: true)]), transcript([Said("机密", .row(4))]), transcript([]),
  ] {
    #expect((0...1).contains(judged(page).confidence))
  }
}
