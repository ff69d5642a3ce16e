import Testing

@testable import Pipeline

/// Where the strokes before 급 are counted, because the Korean model cannot read them.
@Suite struct KoreanGrades {
  @Test(arguments: [
    "III급비밀", "비급비밀", "| !급 비밀", "||근 비밀", "보금 피", "보급 비밀", "비급 비밀",
    "프급 비밀", "끄 급 비 밀", "급 비밀",
  ])
  func aNumeralThatNoModelReadsIsCounted(_ text: String) {
    #expect(text.placeOfKoreanGrade.map { text[..<$0].contains { "급근금".contains($0) } } == false)
  }

  @Test(arguments: ["급비밀번호", "등급 비밀번호", "이급비밀", "고급 비밀", "비밀", "고등급비밀", "급근 비율", "요금 안내"])
  func aSyllableThatIsReadIsNot(_ text: String) {
    #expect(text.placeOfKoreanGrade == nil)
  }
}

/// What the foreign model tells in Latin letters wherever these look the same.
@Suite struct OneScript {
  @Test(arguments: [
    ("CEKPETHO", "СЕКРЕТНО"), ("ДCП", "ДСП"), ("COBEPШEHHOCEKPETHO", "СОВЕРШЕННОСЕКРЕТНО"),
    ("SECRET", "SECRET"),
    ("TOPSECRET", "TOPSECRET"), ("Ⅱ급비밀", "Ⅱ급비밀"),
  ])
  func aRussianWordIsInCyrillicLettersOnly(_ told: String, _ text: String) {
    #expect(told.inOwnScript == text)
  }
}
