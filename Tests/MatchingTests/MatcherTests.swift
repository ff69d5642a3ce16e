import Evidence
import Matching
import Pixels
import Testing

/// Lines one under another; the first stands at the top, centred.
func page(_ lines: [(text: String, language: String)]) -> Transcript {
  let read = lines.enumerated().map { index, said in
    let box = Box(x: 0.35, y: 0.04 + 0.022 * Float(index), width: 0.3, height: 0.014)
    let quad = Quad(
      Rectangle(x: 700, y: Int(box.y * 2970), width: 600, height: 40))
    let line = Line(
      id: index, quad: quad, box: box, glyphHeight: 30, lengthInGlyphs: Float(said.text.utf8.count) / 3)
    return ReadLine(
      line: line, readings: [Reading(language: said.language, text: said.text, confidence: 0.8)])
  }
  let layout = Layout(width: 2100, height: 2970, frame: .paper, lines: read.map(\.line), bodyHeight: 30)
  return Transcript(layout: layout, lines: read)
}

let everything: Matcher = {
  do {
    return Matcher(try RuleBook(RuleTexts(folder: rulesFolder, regimes: nil)))
  } catch {
    preconditionFailure("\(error)")
  }
}()

private func marks(_ text: String, _ language: String = "chi_sim") -> [Match] {
  everything.matches(in: page([(text, language)])).filter { $0.kind == .mark }
}

@Test func marksAreGivenInTheirProperSpelling() {
  #expect(marks("| 机 密 女 2 0 年 |").map(\.mark) == ["机密★20年"])
  #expect(marks("秘密·10年").map(\.mark) == ["秘密★10年"])
  #expect(marks("TOP SECRETI/SI//NOFORN", "eng").map(\.mark) == ["TOP SECRET//SI//NOFORN"])
  #expect(marks("VS-NUR FUR DEN DIENSTGEBRAUCH", "deu").map(\.mark) == ["VS-NUR FÜR DEN DIENSTGEBRAUCH"])
}

/// A page whose first line is at its top, centred, and whose second one, if any, at its foot.
private func matches(_ head: String, foot: String?, _ language: String) -> [Match] {
  var page = page([(head, language)] + (foot.map { [($0, language)] } ?? []))
  if foot != nil {
    page.lines[1].line.box.y = 0.95
    page.layout.lines[1].box.y = 0.95
  }
  return everything.matches(in: page)
}

@Test(arguments: [("ДСП", "rus"), ("CUI", "eng")])
func halfAMarkIsToldUntilItsOtherHalfIsRead(_ mark: String, _ language: String) {
  let half = matches(mark, foot: nil, language)
  #expect(half.map(\.kind) == [.half])
  #expect(half.allSatisfy { $0.line == 0 && $0.reread.isEmpty })
  let both = matches(mark, foot: mark, language)
  #expect(both.map(\.kind) == [.mark, .mark])
  #expect(matches("Доклад отдела", foot: nil, language).isEmpty)
}

@Test(arguments: [
  ("if not rows: continue", "eng", "us.source-code"), ("ZUTRITT VERBOTEN", "deu", "de.sign"),
  ("Thriller", "deu", "de.story"),
  ("детектив", "rus", "ru.story"), ("Посторонним вход воспрещен", "rus", "ru.sign"),
  ("Défense d'entrer", "fra", "fr.sign"),
  ("roman policier", "fra", "fr.story"), ("极秘指令 5", "chi_sim", "cn.instruction"),
])
func whatIsNoDocumentSpeaksAgainstAMark(_ text: String, _ language: String, _ rule: String) {
  let found = everything.matches(in: page([(text, language)]))
  #expect(found.filter { $0.kind == .against }.map(\.rule).contains(rule))
  #expect(!found.contains { $0.kind == .header && $0.rank > 0 })
}

@Test(arguments: [
  "The delegation said that the import of parts was not decided",
  "If not otherwise instructed the defence of the sector",
  "Die Halle ist gesperrt, der Zutritt verboten, solange der Bericht nicht vorliegt",
  "Der Roman des Jahres wird am Montag um acht vorgestellt",
])
func whatReportsSaySpeaksAgainstNone(_ text: String) {
  #expect(!everything.matches(in: page([(text, "eng")])).contains { $0.kind == .against })
  #expect(!everything.matches(in: page([(text, "deu")])).contains { $0.kind == .against })
}

@Test(arguments: ["等级 | 机密", "级 |机密", "级“机密"])
func aTelegramsCellSaysItsLevel(_ text: String) {
  func marks(_ lines: [String]) -> [Match] {
    everything.matches(in: page(lines.map { ($0, "chi_sim") })).filter { $0.rule == "cn.telegram-level" }
  }
  #expect(marks(["发电单位 市政府", text]).map(\.level) == ["机密"])
  #expect(marks(["今日天气晴", text]).isEmpty)
}

@Test(arguments: ["Несекретно", "НЕ СЕКРЕТНО"]) func whatIsOpenInRussiaSpeaksAgainstAMark(_ text: String) {
  let found = matches(text, foot: nil, "rus")
  #expect(found.filter { $0.kind == .against }.map(\.rule) == ["ru.open"])
  #expect(!found.contains { $0.kind == .mark })
  #expect(matches("Секретно", foot: nil, "rus").map(\.rule) == ["ru.level"])
}

@Test func aConditionNeedsAStarThatIsOne() {
  func rules(strength: Float?) -> [String] {
    var page = page([("机密“任务完成前", "chi_sim")])
    page.lines[0].line.star = strength.map { Line.Star(position: 0.3, strength: $0) }
    return everything.matches(in: page).filter { $0.kind == .mark }.map(\.rule)
  }
  #expect(rules(strength: 0.9) == ["cn.state-secret-condition"])
  #expect(rules(strength: nil).isEmpty)
}

@Test func theForeignModelSaysNothingOfTheMainlandsMarks() {
  #expect(marks("秘密", Reading.foreign).allSatisfy { $0.regime != "cn" })
  #expect(marks("극비", Reading.foreign).isEmpty)
  #expect(marks("Ⅱ급비밀", Reading.foreign).map(\.level) == ["Ⅱ급비밀"])
  #expect(marks("СОВЕРШЕННОСЕКРЕТНО", Reading.foreign).map(\.level) == ["СОВЕРШЕННО СЕКРЕТНО"])
  #expect(marks("VS-NURFÜRDENDIENSTGEBRAUCH", Reading.foreign).map(\.regime) == ["de"])
  #expect(marks("TOPSECRET", Reading.foreign).map(\.level) == ["TOP SECRET"])
}

@Test func aTitleMayStandBeforeItsMark() {
  let map = marks("澜州市水系图 机密女20年")
  #expect(map.map(\.mark) == ["机密★20年"])
  #expect(map.map(\.rule) == ["cn.titled"])
  // Without star and period only a title's own size makes it one.
  #expect(marks("没有人知道这座花园的秘密.").isEmpty)
}

@Test func aPeriodMakesTraditionalTypeTheMainlands() {
  #expect(marks("機密女20年", "chi_tra").map(\.level) == ["机密"])
  #expect(marks("機密女20年", "chi_tra").map(\.mark) == ["机密★20年"])
  #expect(marks("機密", "chi_tra").map(\.level) == ["機密"])
}

@Test func marksInTwoScriptsAreKnown() {
  #expect(marks("限閱文件", "chi_tra").map(\.level) == ["RESTRICTED"])
  #expect(marks("對外秘", "chi_tra").map(\.level) == ["대외비"])
}

@Test func aWordOfHongKongsMayStandInBothLanguages() {
  #expect(marks("RESTRICTED (限閱文件)", "chi_tra").map(\.level) == ["RESTRICTED"])
  #expect(marks("限閱文件 RESTRICTED", "chi_tra").map(\.level) == ["RESTRICTED"])
}

@Test func aSignOfHongKongsWordMayBeLost() {
  var sheet = page([("限辣文件", "chi_tra"), ("FROM: Bureau of Coastal Studies", "eng")])
  func levels() -> [String?] { everything.matches(in: sheet).filter { $0.kind == .mark }.map(\.level) }
  #expect(levels() == ["RESTRICTED"])
  sheet.lines[0].line.isAlone = false
  #expect(levels().isEmpty)
}

@Test func whatAFramesSideCutsOffIsNoWord() {
  #expect(marks("e| 秘密|").map(\.level) == ["秘密"])
  #expect(marks("A. 秘密").isEmpty)
}

/// On a screen, the program's own lines stand above the page.
@Test func whatStandsAboveTheIssuersNameIsAtTheTop() {
  let said = ["8:32", "5G 16%", "附件1", "搜索", "机 密", "鹿原市档案局", "机关各处室:", "保管记录"]
  func place(isRed: Bool) -> Place? {
    var sheet = page(said.map { ($0, "chi_sim") })
    sheet.layout.frame = .type
    for n in sheet.lines.indices {
      var line = sheet.lines[n].line
      line.box.y = 0.1 + 0.06 * Float(n)
      line.box.x = n == 4 ? 0.75 : 0.2
      line.box.width = n == 4 ? 0.1 : 0.6
      line.typeness = 1
      if n == 5 { (line.redness, line.relativeSize, line.lengthInGlyphs) = (isRed ? 0.9 : 0, 2, 6) }
      sheet.lines[n].line = line
      sheet.layout.lines[n] = line
    }
    return everything.matches(in: sheet).first { $0.rule == "cn.bare-level" }?.place
  }
  #expect(place(isRed: true) == .topRight)
  #expect(place(isRed: false) == .body)
}

@Test func bothLanguagesTogetherNeedNoOtherWitness() {
  let both = marks("CONFIDENTIAL 機密", "chi_tra")
  #expect(both.map(\.rule) == ["hk.banner-bilingual"])
  #expect(both.map(\.level) == ["CONFIDENTIAL"])
}

@Test func specksBesideAWordAreNoSentence() {
  func mentions(_ text: String) -> [String] {
    everything.matches(in: page([(text, "eng")])).filter { $0.rule.hasSuffix(".mention") }.compactMap(\.level)
  }
  #expect(mentions("secret fp").isEmpty)
  #expect(mentions("the secret plan").contains("SECRET"))
}

@Test func aControlSheetIsFurniture() {
  let sheet = page([
    ("(Security Classification)", "eng"), ("CONTROL NO. 421337", "eng"), ("Handle Via", "eng"),
  ])
  let found = everything.matches(in: sheet).filter { $0.rule == "us.handling" && $0.kind == .header }
  #expect(Set(found.map(\.line)) == [0, 1, 2])
}

@Test func aWornLetterOfABannerMayBeRead() {
  #expect(marks("SEDRET", "eng").map(\.level) == ["SECRET"])
}

@Test func aPagesEdgeIsNoCaveat() {
  #expect(marks("CONFIDENTIAL|", "eng").map(\.mark) == ["CONFIDENTIAL"])
}

@Test func anExamsMarkIsNoSentence() {
  #expect(marks("绝密女启用前").map(\.rule) == ["cn.exam"])
  #expect(marks("绝密★启用前 试卷类型:A").map(\.rule) == ["cn.exam"])
  #expect(!marks("绝密”启用前 你还记得吗那年夏天").contains { $0.rule == "cn.exam" })
}

@Test func fullWidthBracketsAndAccentsMakeNoDifference() {
  #expect(marks("ＴＯＰ　ＳＥＣＲＥＴ", "eng").first?.level == "TOP SECRET")
  #expect(marks("机密★（２０年）").first?.level == "机密")
  #expect(marks("SECRET DE\u{301}FENSE", "fra").first?.level == "SECRET DÉFENSE")
}

@Test func aWorseReadingIsLessSure() {
  let confidences = ["绝密★长期", "绝密女长期", "绝密女长其", "绝寞女长朋"].map { marks($0).first?.confidence ?? 0 }
  #expect(confidences == confidences.sorted(by: >))
  #expect(confidences[0] > 0.95)
  #expect(confidences[2] < confidences[0])
}

@Test func theLongerMarkWinsItsLine() {
  #expect(marks("COSMIC TOP SECRET", "eng").map(\.rule) == ["nato.banner"])
  #expect(marks("SECRET UE/EU SECRET", "eng").map(\.rule) == ["eu.banner"])
}

@Test func aSeenStarMakesAMarkSurer() {
  var starred = page([("机密丰长朋", "chi_sim")])
  let plain = everything.matches(in: starred).first?.confidence ?? 1
  starred.lines[0].line.star = Line.Star(position: 0.45, strength: 0.9)
  #expect(everything.matches(in: starred).first?.confidence ?? 0 > plain)
}

@Test func capitalsAreAskedForWhereTheRuleSaysSo() {
  #expect(!marks("TOP SECRET", "eng").isEmpty)
  #expect(marks("Top Secret", "eng").isEmpty)
}

@Test func aMarkMayShareItsRowWithFurniture() {
  #expect(marks("000123 机密女1年").first?.level == "机密")
  #expect(marks("发电单位 宁远军分区 机密★5年").first?.level == "机密")
  #expect(marks("机密★5年 签批盖章").first?.level == "机密")
}

/// What a page can be made of to hurt: each must come back soon and without a trap.
@Test func hostileTextIsHarmless() {
  let texts = [
    String(repeating: "机密★", count: 4000), String(repeating: "TOP SECRET//", count: 1000),
    String(repeating: "\u{301}", count: 20_000), "e" + String(repeating: "\u{301}", count: 20_000),
    String(repeating: "👩‍👩‍👧‍👦", count: 500), "\u{0}\u{1}\u{FFFD}\u{10FFFF}\u{E000}", "", " ", "\n\n\t",
    String(repeating: "(((", count: 3000), String(repeating: "年", count: 10_000), "\u{202E}密机\u{202C}",
    String(repeating: "\u{FDFA}", count: 3000), String(repeating: "ǅ", count: 500),
    "机\u{200B}密\u{FE0F}★\u{2060}20年",
  ]
  let clock = ContinuousClock()
  let spent = clock.measure {
    for text in texts {
      for language in ["chi_sim", "eng", "", "nonsense"] {
        _ = everything.matches(in: page([(text, language)]))
      }
    }
  }
  #expect(spent < .seconds(2))
  #expect(marks("机\u{200B}密\u{FE0F}★\u{2060}20年").first?.mark == "机密★20年")
}

@Test func boxesOfNoSenseAreHarmless() {
  var odd = page([("机密★20年", "chi_sim"), ("机密", "chi_sim")])
  for value in [Float.nan, .infinity, -.infinity, 1e30, -1e30] {
    odd.lines[0].line.box = Box(x: value, y: value, width: value, height: value)
    odd.layout.lines[0] = odd.lines[0].line
    odd.lines[0].readings[0].confidence = value
    odd.lines[0].line.star = Line.Star(position: value, strength: value)
    for match in everything.matches(in: odd) { #expect((0...1).contains(match.confidence)) }
  }
}

@Test func manyLinesGiveBoundedMatches() {
  let many = page(Array(repeating: ("机密★20年 SECRET", "chi_sim"), count: 5000))
  #expect(everything.matches(in: many).count <= 1000)
}

@Test func anOrdinaryPageTakesLittleTime() {
  var lines: [(text: String, language: String)] = [("机密女20年", "chi_sim"), ("宁远市人民政府文件", "chi_sim")]
  let body = "为进一步做好防汛抗旱工作切实保障人民群众生命财产安全现就有关事项通知"
  for n in 0..<38 { lines.append(("\(n)、" + body, "chi_sim")) }
  let sheet = page(lines)
  let clock = ContinuousClock()
  let rounds = 50
  let spent = clock.measure { for _ in 0..<rounds { _ = everything.matches(in: sheet) } }
  print("a page of 40 Chinese lines: \(spent / rounds)")
  let memo = "THE DELEGATION ARRIVED ON THE MORNING OF THE THIRD AND MET THE FOREIGN MINISTER AT NOON IN TOWN"
  let english = page(
    [("TOP SECRET//SI//NOFORN", "eng")] + (0..<39).map { (String(memo.dropFirst($0).prefix(60)), "eng") })
  let slow = clock.measure { for _ in 0..<rounds { _ = everything.matches(in: english) } }
  print("a page of 40 English lines in capitals: \(slow / rounds)")
  // Many times what was measured: a busy machine must not fail the test.
  #expect(spent / rounds < .milliseconds(20))
  #expect(slow / rounds < .milliseconds(40))
}

@Test func anOfficialLettersLineIsKnownHoweverItsLabelIsRead() {
  let simplified = "密等及解密人条件或保密期限 : 机密一附件抽存和后解密"
  let almost = everything.matches(in: page([(simplified, "chi_sim")]))
  #expect(almost.contains { $0.kind == .suspicion && $0.level == "機密" && $0.reread == ["chi_tra"] })
  #expect(almost.contains { $0.rule == "tw.form" && $0.reread == ["chi_tra"] })
  #expect(marks("密等及解密綠伴或保密期限:機密(附件抽存後解密", "chi_tra").map(\.rule) == ["tw.declared"])
  #expect(marks("密等及解密條件或保密期限:", "chi_tra").isEmpty)
}

@Test func aNoteSaysThatAPaperIsNotToBePublished() {
  for note in ["（此件不公开）", "(此件不公开发布)", "“此件不公"] {
    #expect(marks(note).map(\.level) == ["此件不公开"], "\(note)")
  }
  for note in ["（此件公开发布）", "（此件公开）", "此件依申请公开"] { #expect(marks(note).isEmpty, "\(note)") }
}

@Test func cellsThatWereReadWithTheirRulesAreMatchedOneByOne() {
  #expect(marks("28 Oct 2025 | SECRET UE/EU SECRET", "eng").map(\.level) == ["SECRET UE/EU SECRET"])
  #expect(marks("28 Oct 2025 SECRET UE/EU SECRET", "eng").isEmpty)
  // A frame's sides stand beside specks.
  #expect(marks("a | NOT SECRET | b", "eng").isEmpty)
}

@Test func aLabelsFieldStandsBehindItsColon() {
  func found(_ text: String, _ language: String) -> [Match] {
    everything.matches(in: page([(text, language)])).filter { $0.kind == .mark }
  }
  let fields = [
    ("Einstufung: GEHEIM", "deu", "GEHEIM"),
    ("Classification: SECRET UE/EU SECRET", "eng", "SECRET UE/EU SECRET"),
    ("Гриф секретности: Секретно", "rus", "СЕКРЕТНО"),
  ]
  for (text, language, level) in fields {
    let matches = found(text, language)
    #expect(matches.map(\.level) == [level], "\(text)")
    #expect(matches.allSatisfy { $0.phrase.contains(.labelled) }, "\(text)")
  }
  #expect(found("Warnung: GEHEIM", "deu").allSatisfy { !$0.phrase.contains(.labelled) })
  #expect(found("Einstufung: offen", "deu").isEmpty)
}

/// A slide is wider than high: its foot stands where a letter has its heading. Where the photo ends below it, more may come.
@Test(arguments: [true, false]) func theLastLineOfASlideIsItsFoot(isWhole: Bool) throws {
  let text = [
    "Das Personal wird bis zum Montag", "im alten Hafen untergebracht", "Das Aggregat lief elf Stunden",
  ]
  var slide = page([("VERTRAULICH", "deu")] + (text + text).map { ($0, "deu") } + [("VERTRAULICH", "deu")])
  slide.layout.frame = .type
  let foot = try #require(slide.lines.last?.line.quad.bottomLeft.y)
  if !isWhole { slide.layout.height = Int(foot) + 40 }
  let kinds = everything.matches(in: slide).map(\.kind)
  #expect(kinds == (isWhole ? [.mark, .mark] : [.half, .half]))
}
