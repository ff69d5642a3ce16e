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

@Test func aStarredMarkInItsCornerIsSafe() {
  #expect(isSafe(transcript([Said("机密女20年", .secondLine, star: true)])))
  #expect(isSafe(transcript([Said("绝密友长期", .topRight, star: true)])))
}

@Test func whatMoreReadingMightTurnIsNotSafe() {
  #expect(!isSafe(transcript([Said("机密", .secondLine)])))
  #expect(!isSafe(transcript([Said("SECRET", .topCentre, "eng")])))
  #expect(!isSafe(transcript([Said("绝密女启用前", .topLeft)])))
  let stamped = transcript([Said("机密女20年", .secondLine, star: true)])
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
