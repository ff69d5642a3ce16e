import Evidence
import Testing

@Test func severitiesAreOrdered() {
  #expect(Severity.allCases.sorted() == [.low, .medium, .high])
  #expect([Severity.high, .low, .medium].max() == .high)
}

/// These words are in reports and rules that others wrote; they stay.
@Test func theWordsOfTheContractStay() {
  #expect(Verdict.allCases.map(\.rawValue) == ["marked", "official", "clear", "undecided"])
  #expect(UndecidedReason.tooSmall.rawValue == "too small")
  #expect(UndecidedReason.tooLarge.rawValue == "too large")
  #expect(UndecidedReason.timedOut.rawValue == "timed out")
  #expect(Place.topLeft.rawValue == "top-left")
  #expect(Place.bottomCentre.rawValue == "bottom-centre")
}

@Test func anUndecidedJudgementSaysWhy() {
  let judgement = Judgement.undecided(.damaged, "JPEG: premature end")
  #expect(judgement.verdict == .undecided)
  #expect(judgement.undecided == .damaged)
  #expect(judgement.confidence == 0)
}

@Test func rarerScriptsAreToldFromLatin() {
  func isOfScript(_ text: String, _ language: String) -> Bool {
    Reading(language: language, text: text, confidence: 0.9).isOfScript(language)
  }
  for text in ["Совершенно секретно", "Экз. № 2 (Иванов)"] { #expect(isOfScript(text, "rus")) }
  for text in ["CosepwenHo cexpeTHo", "Да 12", "机密", "발신: 감찰실"] { #expect(!isOfScript(text, "rus")) }
  for text in ["발신: 감찰실", "관리번호 12", "대외비"] { #expect(isOfScript(text, "kor")) }
  for text in ["WAI: AAZHH", "가 1", "Совершенно"] { #expect(!isOfScript(text, "kor")) }
}
