import Testing

@testable import Pipeline

/// Where the strokes before 급 are counted, because the Korean model cannot read them.
@Suite struct KoreanGrades {
  @Test(arguments: ["III급비밀", "비급비밀", "| !급 비밀", "||근 비밀", "보금 피", "보급 비밀", "비급 비밀"])
  func aNumeralThatNoModelReadsIsCounted(_ text: String) {
    #expect(text.placeOfKoreanGrade.map { text[..<$0].contains { "급근금".contains($0) } } == false)
  }

  @Test(arguments: ["급비밀", "이급비밀", "고급 비밀", "비밀", "고등급비밀", "급근 비율", "요금 안내"])
  func aSyllableThatIsReadIsNot(_ text: String) {
    #expect(text.placeOfKoreanGrade == nil)
  }
}
