import Reading
import Testing

@testable import Pipeline

/// The probability of each kind of type, where those that are not named share what is left.
private func odds(_ named: [(LineClassifier.Kind, Float)]) -> [Float] {
  let rest = (1 - named.reduce(0) { $0 + $1.1 }) / Float(LineClassifier.Kind.all.count - named.count)
  var odds = [Float](repeating: rest, count: LineClassifier.Kind.all.count)
  for (kind, probability) in named { odds[kind.number] = probability }
  return odds
}

@Suite struct Impressions {
  @Test func chineseSignsAreTakenTogether() throws {
    let both = odds([
      (.type(.simplifiedChinese, isTurned: true), 0.52), (.type(.traditionalChinese, isTurned: true), 0.47),
    ])
    let impression = try #require(PageReader.Impression(both, atLeast: 0.97))
    #expect(impression.script == .simplifiedChinese)
    #expect(impression.isTurned)
    #expect(impression.isNotJapanese)
  }

  @Test func japaneseIsToldOnlyWhereItIsSure() throws {
    let sure = try #require(
      PageReader.Impression(odds([(.type(.japanese, isTurned: false), 0.99)]), atLeast: 0.97))
    #expect(sure.script == .japanese)
    let mixed = odds([
      (.type(.japanese, isTurned: false), 0.6), (.type(.simplifiedChinese, isTurned: false), 0.39),
    ])
    let unsure = try #require(PageReader.Impression(mixed, atLeast: 0.97))
    #expect(unsure.script == .simplifiedChinese)
    #expect(!unsure.isNotJapanese)
  }

  @Test func whatMayStandEitherWayOrIsNoTypeTellsNothing() {
    let sides = odds([
      (.type(.latin, isTurned: false), 0.6), (.type(.latin, isTurned: true), 0.38),
    ])
    #expect(PageReader.Impression(sides, atLeast: 0.97) == nil)
    #expect(PageReader.Impression(sides, atLeast: 0.55)?.script == .latin)
    #expect(PageReader.Impression(odds([(.none, 0.98)]), atLeast: 0.55) == nil)
  }
}
