import Evidence
import Matching
import Testing

/// How the words of a line hold the mark in it; `nil` where there is none.
///
/// - Parameter besides: how surely `widened` was read.
private func held(_ text: String, widened: String? = nil, besides: Float = 0.8, star: Bool = false) -> Phrase?
{
  var transcript = page([(text, "chi_sim")])
  if star { transcript.lines[0].line.star = Line.Star(position: 0.8, strength: 0.9) }
  transcript.lines[0].widened = widened.map { Reading(language: "chi_sim", text: $0, confidence: besides) }
  return everything.matches(in: transcript).first { $0.kind == .mark }?.phrase
}

@Suite struct Phrasing {
  @Test(arguments: [
    "机密★20年", "| 机 密 女 2 0 年 |", "000123 机密★1年", "机密★20年 特急", "秘密", "(秘密)",
    "绝密★启用前", "绝密★启用前 试卷类型:A", "绝密★30年 .", "|机密!",
  ])
  func whatStandsForItselfIsHeldByNothing(_ text: String) {
    #expect(held(text) == [])
  }

  @Test(arguments: [
    ("背一下：绝密30年", Phrase.introduced), ("如“机密★1年", .introduced), ("怎么写？机密★10年", .introduced),
    ("示例: 机密 20年", .introduced),
    ("机密★20年：样", .continued), ("绝密★启用前,你", .continued), ("他把机密★二年", .joined), ("1. 机密", .listed),
    ("机密！", .exclaimed),
    ("机密，三十年。", .parted), ("机密级20年", .parted), ("机密最 ”20年", .parted),
    ("机密 X 3", .parted), ("这个秘密★三十年", .introduced), ("是机密★二年", .introduced),
  ])
  func whatIsSpokenOfIsHeldByItsSentence(_ text: String, _ expected: Phrase) throws {
    let found = try #require(held(text))
    #expect(found.isSuperset(of: expected))
  }

  @Test(arguments: ["特定秘密の運用点検へ", "特定秘密の運", "極秘に"])
  func aJapaneseParticleMakesItAWordOfItsSentence(_ text: String) throws {
    let found = try #require(
      everything.matches(in: page([(text, "jpn")])).first { $0.kind == .mark })
    #expect(found.phrase.contains(.parted))
  }

  @Test func whoseASpecialSecretIsStandsInBracketsBehindIt() throws {
    let found = try #require(
      everything.matches(in: page([("特定秘密(防衛)", "jpn")])).first { $0.kind == .mark })
    #expect(!found.phrase.contains(.parted))
  }

  @Test(arguments: ["密级：机密★20年", "密级 | 机密", "密 级 :机 密", "文件密级 秘密", "保密等级：绝密"])
  func aLabelOfAFormSaysWhatTheMarkIs(_ text: String) {
    #expect(held(text) == .labelled)
  }

  @Test func aLevelsOwnGradeIsNoLabel() {
    #expect(held("机密级20年")?.contains(.labelled) == false)
  }

  @Test func whatStandsBesideALineTellsToo() {
    #expect(held("绝密30年", widened: "背一下: 绝密30年") == .introduced)
    #expect(held("机密★20年", widened: "机密女20年 考试会考吗")?.contains(.continued) == true)
    #expect(held("机密★20年", widened: "| 机密女20年") == [])
  }

  @Test func patternBesideAPageIsNoWord() {
    #expect(held("机密 1年", widened: "机密*1年国宝", star: true) == [])
    #expect(held("机密 1年", widened: "机密*1年内有效", star: true) == .continued)
    #expect(held("机密30年", widened: "机密30年内有效", besides: 0.62) == [])
    #expect(held("机密30年", widened: "机密30年内有效", besides: 0.8) == .continued)
  }

  @Test func aStarThatWasSeenIsNoWordBehind() {
    #expect(held("秘密", widened: "秘密六 | ”性", star: true) == [])
    #expect(held("秘密", widened: "秘密六 | ”性") == .continued)
    #expect(held("秘密", widened: "秘密女别说出去", star: true) == .continued)
  }

  @Test(arguments: [(Float(0.21), true), (0.12, false)])
  func aReadingTwiceAsSureTellsWhatGoesOn(_ confidence: Float, _ isContinued: Bool) throws {
    var transcript = page([("绝密", "chi_sim")])
    transcript.lines[0].readings = [
      Reading(language: "chi_sim", text: "绝密优心看", confidence: confidence),
      Reading(language: "chi_sim", text: "绝密", confidence: 0.08),
    ]
    let mark = try #require(everything.matches(in: transcript).first { $0.kind == .mark })
    #expect(mark.phrase.contains(.continued) == isContinued)
  }
}
