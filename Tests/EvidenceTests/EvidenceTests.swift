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

@Test func cyrillicIsToldFromLatin() {
  func reading(_ text: String) -> Reading { Reading(language: "rus", text: text, confidence: 0.9) }
  #expect(reading("Совершенно секретно").isCyrillic)
  #expect(reading("Экз. № 2 (Иванов)").isCyrillic)
  #expect(!reading("CosepwenHo cexpeTHo").isCyrillic)
  #expect(!reading("Да 12").isCyrillic)
  #expect(!reading("机密").isCyrillic)
}
