import Evidence
import Judging
import Matching
import Pixels
import Testing

/// What Tesseract made of drawn marks: its model, the text as it came, and the level that was printed.
@Suite struct Marks {
  static let chinese = [
    ("绝密女30年", "绝密"), ("| 绝密女30年", "绝密"), ("绝密支30年", "绝密"), ("绝密:30年", "绝密"), ("机密友20年", "机密"),
    ("机密2220年|", "机密"), ("机密尼-20年", "机密"), ("秘密雪10年", "秘密"), ("秘密丰10年", "秘密"), ("| 秘密坟6个月", "秘密"),
    ("| 秘密:26人月", "秘密"), ("机密改期", "机密"), ("| 绝吃长朋", "绝密"), ("绝密-长期", "绝密"), ("绝密女长其", "绝密"),
    ("桩密女10年", "机密"), ("移密二1年", "秘密"), ("绝密女70年", "绝密"), ("机密广一年", "机密"), ("机密妈6个月", "机密"),
    ("机密-]0年", "机密"), ("机密.10年", "机密"), ("绝密去(30年) |", "绝密"), ("机密廊解密前", "机密"), ("机密忆解密前", "机密"),
    ("机 密", "机密"), ("|秘 密", "秘密"), ("机客", "机密"), ("绝密太 |", "绝密"), ("秘密20人年", "秘密"), ("000123 机密女1年", "机密"),
    ("特急 秘密妇5年", "秘密"), ("机密★2034年5月1日前", "机密"), ("机 密 ★ 2 0 年", "机密"), ("机密☆长期", "机密"),

  ]

  @Test(arguments: chinese) func chineseMarksAreKnownAsTheyAreRead(_ read: String, _ level: String) {
    for spot in [Spot.secondLine, .topRight] {
      let judgement = judged(Said(read, spot))
      #expect(judgement.verdict == .marked)
      #expect(judgement.level == level)
      #expect(judgement.regime == "cn")
      #expect(judgement.severity == .high)
    }
  }

  static let english = [
    ("TOP SECRETI//SIJTK/IORCON/INOFORN", "TOP SECRET", "us"),
    ("TOP SECRETI//JHCS//IORCON/NOFORN", "TOP SECRET", "us"), ("TOP SECRET//SI/INOFORN", "TOP SECRET", "us"),
    ("CONFIDENTIAL//REL TO USA, GBK", "CONFIDENTIAL", "us"), ("SECRETIINOFORN", "SECRET", "us"),
    ("TOP SECRETIISITKIINOFORN", "TOP SECRET", "us"), ("TOP SECRET SETK NOFORN", "TOP SECRET", "us"),
    ("| TOP SECRET", "TOP SECRET", "us"), ("TOP SECRET]", "TOP SECRET", "us"), ("SECRET", "SECRET", "us"),
    ("CONFIDENTIAL", "CONFIDENTIAL", "us"), ("CUI/SP-PRVCY |", "CUI", "us"),
    ("CUL/SP-CTU/NOFORN", "CUI", "us"), ("CONTROLLED", "CUI", "us"), ("CONEIBENTIAL", "CONFIDENTIAL", "us"),
    ("UNCLASSIFIED//FOUO", "FOUO", "us"),
    ("OF FICIAL-SENSITIVE", "OFFICIAL-SENSITIVE", "uk"),
    ("TOP SECRET STRAP1 UK EYES ONLY", "TOP SECRET", "uk"),
    ("SECRET UK EYES ONLY", "SECRET", "uk"), ("| RESTRICTED", "RESTRICTED", "uk"),
    ("| NATO CONFIDENTIAL", "NATO CONFIDENTIAL", "nato"), ("COSMIC TOP SECRET", "COSMIC TOP SECRET", "nato"),
    ("“TRESS SECRET UE/EU TOP SECRET", "TRÈS SECRET UE/EU TOP SECRET", "eu"),
    ("SECRET UE EU SECRET", "SECRET UE/EU SECRET", "eu"),
    ("RESTREINT UE/EU RESTRICTED", "RESTREINT UE/EU RESTRICTED", "eu"),
    ("VS-NUR FUR DEN DIENSTGEBRAUCH", "VS-NUR FÜR DEN DIENSTGEBRAUCH", "de"),
    ("SECRET DEFENSE", "SECRET DÉFENSE", "fr"),
    ("STRICTLY CONFIDENTIAL", "STRICTLY CONFIDENTIAL", "business"),
  ]

  @Test(arguments: english)
  func bannersAreKnownAsTheyAreRead(_ read: String, _ level: String, _ regime: String) {
    let judgement = judged(Said(read, .topCentre, "eng"))
    #expect(judgement.verdict == .marked)
    #expect(judgement.level == level)
    #expect(judgement.regime == regime)
  }

  static let others = [
    ("deu", "SIRENG GEHEIM", "STRENG GEHEIM", "de"),
    ("deu", "VS - Nur für den Dienstgebrauch", "VS-NUR FÜR DEN DIENSTGEBRAUCH", "de"),
    ("deu", "| vS-NuR FÜR DEN DIENSTGEBRAUCH", "VS-NUR FÜR DEN DIENSTGEBRAUCH", "de"),
    ("deu", "GEHEIM", "GEHEIM", "de"),
    ("deu", "NUR FUR DEN DIENSTGE!", "VS-NUR FÜR DEN DIENSTGEBRAUCH", "de"),
    ("deu", "vs-NfD |", "VS-NUR FÜR DEN DIENSTGEBRAUCH", "de"),
    ("deu", "EINGESCHRÄNKT", "EINGESCHRÄNKT", "at"), ("fra", "TRÈS SLCRET", "TRÈS SECRET", "fr"),
    ("fra", "| DIFFUSION RESTREINTE", "DIFFUSION RESTREINTE", "fr"),
    ("rus", "| ОВЕРШЕННО СЕКРЕТНО", "СОВЕРШЕННО СЕКРЕТНО", "ru"),
    ("rus", "Сов. секретно |", "СОВЕРШЕННО СЕКРЕТНО", "ru"),
    ("rus", "Для служебного пользования |", "ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ", "ru"),
    ("rus", "СЕКРЕТНО", "СЕКРЕТНО", "ru"),
    ("chi_tra", "|極機密", "極機密", "tw"), ("chi_tra", "絕對機密 |", "絕對機密", "tw"), ("chi_tra", "| 機密", "機密", "tw"),
    ("jpn", "機吉性3情報", "機密性3情報", "jp"), ("jpn", "取ご注意", "取扱注意", "jp"), ("jpn", "習定杉密", "特定秘密", "jp"),
    ("kor", "| !급비밀", "Ⅱ급비밀", "kr"), ("kor", "2급 비밀", "Ⅱ급비밀", "kr"), ("kor", "11!급비밀", "Ⅲ급비밀", "kr"),
    ("kor", "| 대외비", "대외비", "kr"), ("kor", "대외비 (팍써채)", "대외비", "kr"),
    ("rus", "Для служебного", "ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ", "ru"),
    ("chi_tra", "密等及解密條件或保密期限:密", "密", "tw"), ("chi_tra", "密等及解密條件或保密期限 : |機密|", "機密", "tw"),
    ("chi_tra", "絕對關密", "絕對機密", "tw"), ("deu", "VS-Vertraulich", "VS-VERTRAULICH", "de"),
  ]

  @Test(arguments: others)
  func otherScriptsAreKnownAsTheyAreRead(
    _ language: String, _ read: String, _ level: String, _ regime: String
  ) {
    let judgement = judged(Said(read, .topRight, language))
    #expect(judgement.verdict == .marked)
    #expect(judgement.level == level)
    #expect(judgement.regime == regime)
  }

  static let low = [
    ("普通商密 人", "普通商密"),
    ("绝密太启用前", "绝密"), ("绝密女局用前", "绝密"), ("绝密一司封前", "绝密"), ("| 绝密女考试结束前", "绝密"), ("| 内部资料 注意保存", "内部资料"),
    ("内部资料 法意保存", "内部资料"), ("内部使用 不得外传|", "内部使用"), ("|工作秘容", "工作秘密"), ("密级: 工作秘密”3年", "工作秘密"),
    ("普通商密全5年", "普通商密"),
    ("此件不公开 |", "此件不公开"),
  ]

  @Test(arguments: low) func theirOwnClassesAreLow(_ read: String, _ level: String) {
    let judgement = judged(Said(read, .secondLine))
    #expect(judgement.verdict == .marked)
    #expect(judgement.level == level)
    #expect(judgement.severity == .low)
  }

  @Test(arguments: ["机密“本次会议召开前", "机密友公告发布后", "机密 ”会议结束前"])
  func aPeriodInWordsNeedsItsStarSeen(_ read: String) {
    #expect(judged(Said(read, .secondLine, star: true)).level == "机密")
    #expect(judged(Said(read, .secondLine)).verdict == .clear)
  }

  @Test func anOfficesNameAndADateMakeACoverOfAPageOfFewWords() {
    func verdict(_ imprint: [String]) -> Verdict {
      let said = [Said("机密", .topCentre), Said("应急通信手册", .middle, size: 3)]
      return judged(transcript(said + imprint.enumerated().map { Said($1, .row($0 + 10)) }, unread: 0))
        .verdict
    }
    #expect(verdict(["金泽区交通运输局", "2021年8月19日"]) == .marked)
    #expect(verdict(["金泽区交通运输", "2021年8月19日"]) == .clear)
  }

  @Test func boxesToTickAreNoMarks() {
    #expect(judged(Said("绝密", .topCentre)).verdict == .marked)
    #expect(judged(Said("( ) 绝密", .topCentre)).verdict == .clear)
  }

  @Test func oneSignOfAFormIsNoOtherCountrysMark() {
    let sign = Said("密", .topRight, "chi_tra", boxed: true)
    #expect(judged(sign).level == "密")
    #expect(judged(sign, Said("密级", .row(1))).verdict == .clear)
  }

  @Test func aLabelStandsBeforeAMarkAndIsNoneOfIt() {
    let judgement = judged(Said("CLASSIFICATION: SECRET//NOFORN", .topCentre, "eng"))
    #expect(judgement.level == "SECRET")
    #expect(judgement.mark == "SECRET//NOFORN")
  }

  static let worn = [
    ("kor", "Ⅰ급비필", "Ⅰ급비밀", "kr"), ("kor", "Ⅲ극비밀", "Ⅲ급비밀", "kr"), ("kor", "Ⅲ급비", "Ⅲ급비밀", "kr"),
    ("chi_tra", "密件", "密", "tw"), ("jpn", "特定秘密(防衛)", "特定秘密", "jp"), ("jpn", "秘", "秘", "jp"),
    ("rus", "СОВЕРИИНСО СЕКРЕТНО", "СОВЕРШЕННО СЕКРЕТНО", "ru"),
  ]

  @Test(arguments: worn)
  func stampsOfOtherCountriesAreKnownAsTheyAreRead(
    _ language: String, _ read: String, _ level: String, _ regime: String
  ) {
    let judgement = judged(Said(read, .topRight, language, red: true, boxed: true))
    #expect(judgement.level == level)
    #expect(judgement.regime == regime)
  }

  @Test func wornHangulInTheTextIsNoGrade() {
    #expect(judged(Said("Ⅰ급비필", .row(3), "kor")).verdict == .clear)
  }

  @Test(arguments: [
    ("rus", "Гриф секретности", "СЕКРЕТНО"), ("deu", "Einstufung", "GEHEIM"),
    ("jpn", "取扱区分", "極秘"), ("kor", "비밀 등급", "Ⅱ급비밀"), ("chi_tra", "密等", "極機密"),
  ])
  func formsOfOtherCountriesHaveALabelToo(_ language: String, _ label: String, _ level: String) {
    #expect(judged(form(Said(label, .row(2), language), Said(level, .row(2), language))).level == level)
    #expect(judged(Said(level, .row(2), language)).verdict == .clear)
  }

  @Test func aLettersFirstLineInColumnsNamesItsLevel() {
    #expect(judged(Said("密等:絕對機密 速別:普通件", .row(0), "chi_tra")).level == "絕對機密")
    #expect(judged(Said("密等:普通 速別:普通件", .row(0), "chi_tra")).verdict == .clear)
  }

  @Test func aLabelledLevelIsNoListsPoint() {
    let fields = ["全宗名称", "保管期限", "年 度", "件 数"].enumerated().map { Said($1, .corner($0)) }
    #expect(judged(transcript(fields + [Said("密级 | 秘密", .corner(4))])).level == "秘密")
    #expect(judged(transcript(fields + [Said("秘密", .corner(4))])).verdict == .clear)
  }

  @Test func aClausesOwnCommaPartsNothing() {
    #expect(judged(Said("内部资料，注意保存", .topLeft)).level == "内部资料")
  }

  /// As a printed mail has it.
  @Test func aMarkAboveATextAndBelowItIsItsBanner() {
    let mark = "СЕКРЕТНО"
    #expect(judged(Said(mark, .row(0), "rus"), Said(mark, .row(8), "rus")).level == mark)
    #expect(judged(Said(mark, .row(0), "rus"), Said(mark, .row(1), "rus")).verdict == .clear)
    #expect(judged(Said(mark, .row(0), "rus")).verdict == .clear)
  }

  @Test func aFieldWithTheLevelsLabelMarksItsForm() {
    for field in ["密级 | 机密", "密级“| 机密", "密 级: 机密”公布前"] {
      #expect(judged(Said(field, .row(2))).level == "机密")
    }
    #expect(judged(Said("机密", .row(2))).verdict == .clear)
    #expect(judged(Said("密级：绝密 机密 秘密", .row(2))).verdict == .clear)
  }

  /// A table's rules part the fields, and the finder with them.
  @Test(arguments: [(Float(0.02), true), (0.5, false)])
  func theLabelMayStandInTheFieldBeside(_ gap: Float, _ isMarked: Bool) {
    let form = form(Said("密级", .row(2)), Said("秘密", .row(2)), gap: gap)
    #expect(judged(form).verdict == (isMarked ? .marked : .clear))
  }

  @Test(arguments: [(Float(0.018), true), (0.06, false)])
  func theLabelMayStandAboveInItsOwnField(_ rise: Float, _ isMarked: Bool) {
    var form = transcript([Said("12. 비밀등급", .row(2), "kor"), Said("Ⅱ급비밀", .row(2), "kor")])
    let row = form.lines[0].line.quad
    let up = (row.bottomLeft - row.topLeft) * (rise / 0.014)
    form.lines[0].line.quad = Quad(
      topLeft: row.topLeft - up, topRight: row.topRight - up, bottomRight: row.bottomRight - up,
      bottomLeft: row.bottomLeft - up)
    form.layout.lines[0] = form.lines[0].line
    #expect(judged(form).verdict == (isMarked ? .marked : .clear))
  }

  /// What needs a twin elsewhere needs none behind a label.
  @Test func aLabelIsAsGoodAsATwin() {
    func judgement(_ label: String, _ field: String, _ language: String, _ spot: Spot) -> Judgement {
      judged(form(Said(label, spot, language), Said(field, spot, language)))
    }
    #expect(judgement("SECURITY CLASSIFICATION", "VERTRAULICH", "eng", .topLeft).level == "VERTRAULICH")
    #expect(judgement("SUBJECT", "VERTRAULICH", "eng", .topLeft).verdict == .clear)
    #expect(judgement("비밀동급", "대외비", "kor", .row(2)).level == "대외비")
    #expect(judgement("담당자", "대외비", "kor", .row(2)).verdict == .clear)
  }

  @Test(arguments: [(1, Verdict.marked), (6, .clear)])
  func theCopysNumberStandsUnderItsMark(_ row: Int, _ verdict: Verdict) {
    let page = [Said("СЕКРЕТНО", .row(0), "rus", confidence: 0.96), Said("Экз. № 6", .row(row), "rus")]
    #expect(judged(transcript(page)).verdict == verdict)
  }

  @Test(arguments: [(true, 12, Verdict.marked), (false, 12, .clear), (true, 3, .clear)])
  func aLargeWordInRedAboveMuchTextIsAStamp(_ isRed: Bool, _ rows: Int, _ verdict: Verdict) {
    let word = Said("SECRET", .topCentre, "eng", size: 2.5, red: isRed, confidence: 0.96)
    #expect(judged(transcript([word], unread: rows)).verdict == verdict)
  }

  @Test func twoReadingsOfOnePlaceAreNoTwoLevels() {
    let readings = ["Ⅱ급비밀", "Ⅲ급비밀"].map { Said($0, .topCentre, "kor", red: true, boxed: true) }
    #expect(judged(transcript(readings)).verdict == .marked)
    let levels = ["Ⅰ급비밀", "Ⅱ급비밀", "Ⅲ급비밀"].enumerated().map { Said($1, .row($0), "kor", boxed: true) }
    #expect(judged(transcript(levels)).verdict == .clear)
  }

  /// A word of notices and of packages.
  @Test func theLowestOldBritishLevelNeedsItsTwin() {
    let head = Said("PROTECT", .topCentre, "eng")
    #expect(judged(head, Said("PROTECT", .bottomCentre, "eng")).level == "PROTECT")
    #expect(judged(head, Said("PROTECT", .bottomCentre, "eng")).severity == .low)
    #expect(judged(head).verdict == .clear)
  }

  @Test func theSidesOfAFrameAreNoCall() {
    #expect(judged(Said("IVS-VERTRAULICH!", .topCentre, "deu")).verdict == .marked)
    #expect(judged(Said("!IVS-VERTRAULICH!", .topCentre, "deu")).verdict == .marked)
  }

  @Test func aSignThatIsLostOfHongKongsWordIsFilledIn() {
    #expect(judged(Said("限閱文媳", .topRight, "chi_tra", red: true, boxed: true)).level == "RESTRICTED")
    #expect(judged(Said("限閱時間", .topRight, "chi_tra", red: true, boxed: true)).verdict == .clear)
    #expect(judged(Said("| eS CONFIDENTIAL", .topLeft, "eng")).regime != "eu")
  }

  static let mails = [
    (["Von: Hagedorn", "An: Sievers", "Betreff: Ersatzteile"], "deu", "GEHEIM"),
    (["От кого: А. И. Корольков", "Кому: В. С. Журавина"], "rus", "СЕКРЕТНО"),
    (["Origine:", "Date:", "Objet:"], "fra", "TRÈS SECRET"),
    (["差出人:", "宛先:", "件名: 訓練の件"], "jpn", "極秘"),
  ]

  /// A printed mail's first row is marked; the same word further down is not, nor what a firm's mail begins with.
  @Test(arguments: mails)
  func aMessageBeginsBelowTheFieldsOfItsMail(_ fields: [String], _ language: String, _ mark: String) {
    func verdict(_ mark: String, _ spot: Spot) -> Verdict {
      let head = fields.enumerated().map { Said($1, .corner($0 + 6), language) }
      return judged(transcript(head + [Said(mark, spot, language)])).verdict
    }
    #expect(verdict(mark, .corner(10)) == .marked)
    #expect(verdict(mark, .row(6)) == .clear)
    #expect(verdict("CONFIDENTIAL", .corner(10)) == .clear)
  }

  @Test func aWordInSmallLettersIsAMarkWhereItsPageIsASecretPaper() {
    let mark = Said("Streng geheim", .topCentre, "deu")
    #expect(judged(mark).verdict == .clear)
    #expect(judged(mark, Said("amtlich geheimgehalten", .secondLine, "deu")).level == "STRENG GEHEIM")
  }

  /// On a screen the page's top is in the midst of the picture.
  @Test func aStarAndItsPeriodAreAMarkInTheMidstOfAPage() {
    #expect(judged(Said("秘密★10年", .row(2))).level == "秘密")
    #expect(judged(Said("秘密", .row(2))).verdict == .clear)
  }

  /// Two fields of one row, so far apart, as a part of its length.
  private func form(_ label: Said, _ field: Said, gap: Float = 0.02) -> Transcript {
    var form = transcript([label, field])
    let row = form.lines[0].line.quad
    func part(from start: Float) -> Quad {
      let end = start + 0.06
      return Quad(
        topLeft: row.point(start, 0), topRight: row.point(end, 0), bottomRight: row.point(end, 1),
        bottomLeft: row.point(start, 1))
    }
    form.lines[0].line.quad = part(from: 0)
    form.lines[1].line.quad = part(from: 0.06 + gap)
    form.layout.lines = form.lines.map(\.line)
    return form
  }

  @Test func paragraphsWithTheirPortionMarksVouchForABanner() {
    let banner = Said("SECRET", .row(6), "eng")
    #expect(judged(banner).verdict == .clear)
    let portions = [
      "(S) The bridge remains closed to heavy vehicles", "(S//NF) Further reporting is expected",
    ]
    let page = [banner] + portions.enumerated().map { Said($1, .row($0), "eng") }
    #expect(page.count == 3 && matcher.matches(in: transcript(page)).contains { $0.rule == "us.portion" })
  }

  @Test func wornKoreanIsBelievedWhereBothEndsSayTheSame() {
    let (top, bottom) = (Said("| 근비밍", .topCentre, "kor"), Said("| 근비밍", .bottomCentre, "kor"))
    #expect(judged(transcript([top])).verdict == .clear)
    let both = judged(transcript([top, bottom]))
    #expect(both.verdict == .marked)
    #expect(both.level == "Ⅰ급비밀")
  }

  @Test func threeLettersAreBelievedOverAMemorandum() {
    let banner = Said("CUI", .topCentre, "eng")
    #expect(judged(transcript([banner])).verdict == .clear)
    let memorandum = Said("MEMORANDUM FOR: Director, Office of Supply", .row(1), "eng")
    #expect(judged(transcript([banner, memorandum])).level == "CUI")
  }

  @Test func anExamPaperIsMarkedAmongItsQuestions() {
    let exam = transcript([
      Said("绝密★启用前", .topLeft), Said("2024年普通高等学校招生全国统一考试", .header, size: 1.5), Said("语文试题参考答案", .title),
      Said("一、单项选择题", .row(1)),
    ])
    #expect(judged(exam).verdict == .marked)
    #expect(judged(exam).severity == .low)
  }

  @Test func datesAndPeriodsAreNoMark() {
    for text in ["2024年5月10日前", "保密期限10年", "有效期 20年", "长期", "涉密期 10年", "解密前"] {
      #expect(judged(Said(text, .secondLine)).verdict == .clear, "\(text)")
    }
  }

  @Test func aStarAndItsPeriodOnARedHeaderPageAreAMarkThoughTheWordIsLost() {
    func page(_ mark: Said, _ heading: String = "云岭县司法局文件") -> Transcript {
      transcript([mark, Said(heading, .header, size: 2, red: true)], redRule: 0.74)
    }
    let spoiled = page(Said("梳室妇10年", .topRight, star: true, confidence: 0.36))
    #expect(judged(spoiled).verdict == .marked)
    // Which level it is may still be read elsewhere.
    #expect(!Judge().isSafe(matcher.matches(in: spoiled), in: spoiled))
    let legible = page(Said("秘室妇10年", .topRight, star: true, confidence: 0.36))
    #expect(judged(legible).level == "秘密")
    #expect(judged(page(Said("有效期三10年", .topRight))).verdict == .official)
    #expect(judged(page(Said("有效10年", .topRight))).verdict == .official)
    #expect(judged(transcript([Said("梳室妇10年", .topRight, star: true)])).verdict == .clear)
  }

  @Test(arguments: ["TOR SECREF", "FOP SECRE}", "CONFIUENTAL"]) func aWornBannerNeedsAnotherSignOfItsOrigin(
    _ read: String
  ) {
    let mark = Said(read, .topCentre, "eng", confidence: 0.5)
    let page = transcript([mark, Said("Approved for Release: 2019/10/21", .row(1), "eng")])
    #expect(judged(page).verdict == .marked)
    #expect(judged(mark).verdict == .clear)
  }

  @Test func aCablesStampsSpeakForItsMark() {
    let mark = Said("SECRET", .row(0), "eng")
    let stamps = [Said("RETURN TO CIA", .topCentre, "eng"), Said("Background Use Only", .header, "eng")]
    #expect(judged(transcript([mark] + stamps)).verdict == .marked)
    #expect(judged(transcript([mark])).verdict == .clear)
    #expect(judged(transcript(stamps)).verdict == .clear)
  }

  @Test func aTwinMakesABannerSure() {
    let alone = judged(Said("SECRET", .topCentre, "eng"))
    let both = judged(Said("SECRET", .topCentre, "eng"), Said("SECRET", .bottomCentre, "eng"))
    #expect(both.confidence > 0.95)
    #expect(alone.confidence < 0.9)
  }

  @Test func latinLettersThatAChineseModelReadsAreLatin() {
    let judgement = judged(Said("SEORET", .topCentre, "eng"), Said("SECRET", .topCentre, "chi_tra"))
    #expect(judgement.level == "SECRET")
    #expect(judgement.regime == "us")
  }

  @Test func aBoxedRedStampNeedsNothingElse() {
    let stamp = judged(Said("机密", .row(3), size: 1.6, red: true, boxed: true))
    #expect(stamp.verdict == .marked)
    #expect(stamp.reasons.first?.place == "stamp")
    #expect(judged(Said("机密", .row(3))).verdict == .clear)
  }

  @Test func aFrameMayTakeALetter() {
    #expect(judged(Said("ECRET", .topCentre, "eng", red: true, boxed: true)).level == "SECRET")
    #expect(judged(Said("ECRET", .topCentre, "eng")).verdict == .clear)
  }

  @Test func aStarMakesUpForAPeriodThatIsCutOff() {
    #expect(judged(Said("秘密 二", .topRight, red: true, boxed: true, star: true)).level == "秘密")
    #expect(judged(Said("秘密 二", .topRight)).verdict == .clear)
  }

  @Test func whatStandsAboveARedHeadingIsItsMark() {
    func confidence(red: Bool) -> Float {
      judged(
        transcript(
          [Said("机密", .topLeft), Said("桐溪区委员会文念", .header, size: 2, red: red)], frame: .picture, unread: 0)
      ).confidence
    }
    #expect(confidence(red: true) > confidence(red: false))
    // The last sign of 文件 is cut off.
    let page = transcript([Said("桐溪区委员会文念", .header, size: 2, red: true)], redRule: 0.74)
    #expect(judged(page).verdict == .official)
  }

  @Test func aRedHeadingNeedNotBeReadWhereTheHeaderIsKnown() {
    func confidence(red: Bool) -> Float {
      judged(
        transcript(
          [
            Said("机密", .topLeft), Said("特急", .secondLine), Said("桐溪区安全生产管", .header, size: 2, red: red),
          ], frame: .picture, unread: 0)
      ).confidence
    }
    #expect(confidence(red: true) > confidence(red: false))
  }

  @Test(arguments: [
    "密等及解密條件或保密期限：機密（本件至民國一百二十年解密）", "密等及解密條件或保密期限：機密（附件抽存後解密）",
    "密等及解密條件或保密期限：機密（本件至民國",
  ])
  func aFormSaysItsLevelAndUntilWhen(_ line: String) {
    #expect(judged(Said(line, .row(2), "chi_tra")).level == "機密")
  }

  @Test func aMarkIsMeasuredByTheTypeNextToIt() {
    // The sheet beside it has smaller type, and more of it.
    func page(near: Float) -> Judgement {
      let rows = (0..<5).map { Said("The survey party requested all entries", .row($0), "eng", size: near) }
      let mark = Said("TOP SECRET", .topCentre, "eng", size: 2.5)
      return judged(transcript([mark] + rows, unread: 0))
    }
    #expect(page(near: 2.2).level == "TOP SECRET")
    #expect(page(near: 1).verdict == .clear)
  }

  @Test func aCoverSheetIsKnownByItsFrame() {
    let cover = transcript([Said("SECRET", .middle, "eng", size: 5)], border: .red, unread: 2)
    #expect(judged(cover).level == "SECRET")
    let words = transcript([
      Said("CONFIDENTIAL", .middle, "eng", size: 5), Said("THIS IS A COVER SHEET", .row(6), "eng"),
      Said("FOR CLASSIFIED INFORMATION", .row(7), "eng"),
    ])
    #expect(judged(words).level == "CONFIDENTIAL")
  }

  @Test func releasedPagesStayMarkedAndAreLow() {
    for page in [
      transcript([Said("机密★20年", .secondLine, struck: true)]),
      transcript([Said("机密女20年", .secondLine), Said("已解密", .topRight, size: 1.5, red: true, boxed: true)]),
      transcript([Said("SECRET", .topCentre, "eng"), Said("DECLASSIFIED", .topRight, "eng")]),
      transcript([
        Said("TOP SECRET", .topCentre, "eng"),
        Said("Approved For Release 2003/08/05 - CIA-RDP79T00975A", .bottomLeft, "eng"),
      ]),
    ] {
      let judgement = judged(page)
      #expect(judgement.verdict == .marked)
      #expect(judgement.released)
      #expect(judgement.severity == .low)
    }
  }

  @Test func aLargeWordInACornerOverRunningTextIsAStampOfAnyColour() {
    let rows = (0..<6).map { Said("参会单位应逐项检查演练方案和预案", .row($0)) }
    #expect(judged(transcript([Said("机密", .topLeft, size: 2.4)] + rows)).level == "机密")
    #expect(judged(transcript([Said("机密", .header, size: 2.4)] + rows)).verdict == .clear)
  }

  @Test func aReleasedPagesHeadingIsItsMark() {
    let page = transcript([
      Said("Approved For Release 2003/08/05", .topCentre, "eng"),
      Said("ICONFIDENTIAL|", .header, "eng", size: 1.8),
    ])
    #expect(judged(page).level == "CONFIDENTIAL")
  }

  @Test func theCountryIsToldByItsFurniture() {
    let british = judged(Said("SECRET", .topCentre, "eng"), Said("MINISTRY OF DEFENCE", .header, "eng"))
    #expect(british.regime == "uk")
    let american = judged(
      Said("SECRET", .topCentre, "eng"), Said("Derived From: Multiple Sources", .bottomLeft, "eng"))
    #expect(american.regime == "us")
    let french = judged(Said("SECRET", .topCentre, "fra"), Said("RÉPUBLIQUE FRANÇAISE", .header, "fra"))
    #expect(french.regime == "fr")
  }

  @Test func theFirstWordsOfARussianMarkBesideItsLastAreKnownByTheCopyNumber() {
    func judgedBeside(_ said: Said...) -> Judgement {
      var page = transcript([Said("Для служебного", .topRight, "rus")] + said)
      page.lines[0].line.isAlone = false
      return judged(page)
    }
    #expect(judgedBeside(Said("Экз. №1", .topCentre, "rus")).level == "ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ")
    #expect(judgedBeside(Said("ПРИКАЗ", .topCentre, "rus")).verdict == .clear)
  }
}

@Test(arguments: [
  "密等及解密條件或保密期限: 極機密/公布時解密", "密等及解密條件或保密期限 極機密(民國126年5月20日解密", "密等及解密條件或保密期限:極機密/附件抽存後解密",
])
func aFormNamesItsLevelAndItsCondition(_ line: String) {
  let page = [Said("受文者:電波研究所", .row(0), "chi_tra"), Said(line, .row(2), "chi_tra")]
  #expect(judged(transcript(page)).level == "極機密")
  let open = Said("密等及解密條件或保密期限:普通", .row(2), "chi_tra")
  #expect(judged(transcript([page[0], open])).verdict == .clear)
}

@Test func aTelegramsCellNamesItsLevelBehindItsUrgency() {
  let form = [Said("加密传真电报", .header, size: 2, red: true), Said("签批盖章", .topRight)]
  for cell in ["平急 机密", "等级 | 特提 机密", "等级 机密"] {
    #expect(judged(transcript(form + [Said(cell, .row(0))])).level == "机密")
  }
  #expect(judged(transcript(form + [Said("等级 平急", .row(0))])).verdict == .official)
  #expect(judged(transcript([Said("等级 机密", .row(0))])).verdict == .clear)
}

@Test func theOpenClassIsNoMark() {
  #expect(judged(Said("機密性1情報", .topRight, "jpn")).verdict == .clear)
  #expect(judged(Said("機密性2情報", .topRight, "jpn")).level == "機密性2情報")
}

@Test func aWordBeforeItsSubjectIsATitle() {
  let game = [Said("机密代号", .topCentre, size: 2), Said("开始游戏", .middle)]
  #expect(judged(transcript(game, unread: 0)).verdict == .clear)
  #expect(judged(Said("绝密★启用前", .topLeft, star: true), Said("试卷代号:1234", .topRight)).verdict == .marked)
}

@Test func aWordThatAnotherCountrysMarkExplainsIsLeftOut() {
  let stamp = Said("机密", .topRight, red: true, boxed: true)
  let declared = Said("密等及解密條件或保密期限: 機密(本件於公布時解密)", .row(0), "chi_tra")
  #expect(judged(stamp).level == "机密")
  #expect(judged(stamp, declared).level == "機密")
}

@Test(arguments: [(Float(0.1), Verdict.clear), (0.6, .marked)])
func aMarkOfOneSignIsReadSurely(_ confidence: Float, _ verdict: Verdict) {
  let sign = Said("秘", .topRight, "jpn", red: true, boxed: true, confidence: confidence)
  #expect(judged(sign).verdict == verdict)
}

@Test func aSignIsNoJapaneseMarkWhereItsWordIsChinese() {
  let (sign, word) = (
    Said("秘", .topRight, red: true, boxed: true), Said("秘密", .secondLine, confidence: 0.5)
  )
  #expect(judged(sign, Said("秘", .secondLine, red: true, boxed: true)).level == "秘")
  #expect(judged(sign, word).level == "秘密")
}

@Test func aKoreanLevelTellsAtThePagesEnds() {
  func level(_ spot: Spot) -> String? {
    judged(transcript([Said("Ⅱ급비밀", spot, "kor")], unread: 1)).level
  }
  #expect(level(.topCentre) == "Ⅱ급비밀" && level(.bottomCentre) == "Ⅱ급비밀")
  #expect(level(.middle) == nil)
}

@Test func aLostStrokeOfANumberIsOutvoted() {
  let page = [
    Said("Ⅱ급비밀", .topCentre, "kor"), Said("Ⅱ급비밀", .topRight, "kor"), Said("Ⅰ급비밀", .bottomCentre, "kor"),
  ]
  #expect(judged(transcript(page)).level == "Ⅱ급비밀")
  #expect(judged(transcript(Array(page.dropFirst()))).level == "Ⅰ급비밀")
}

/// Read in another script, and not read again.
@Test func aLevelsNumberIsReadInASuspicion() {
  #expect(judged(Said("机密性3情报", .topRight)).level == "機密性3情報")
  #expect(judged(Said("机密性1情报", .topRight)).verdict == .clear)
}

@Test func aDotBeforeThePeriodIsReadAsAComma() {
  let header = [Said("宁州自治区人民政府命令", .header, size: 2, red: true), Said("第81号", .underHeader)]
  let mark = Said("秘密，10年", .topLeft)
  #expect(judged(transcript(header + [mark])).level == "秘密")
  #expect(judged(mark).verdict == .clear)
}

@Test func aSignInAFormsCellIsItsLevel() {
  let form = [Said("受文者:港務處", .row(0), "chi_tra"), Said("檔號:0113", .row(1), "chi_tra")]
  func judged(beside label: String) -> Verdict {
    var page = transcript(form + [Said(label, .row(3), "chi_tra"), Said("密", .row(3), "chi_tra", red: true)])
    for (n, x) in [(2, Float(0.1)), (3, 0.24)] {
      page.lines[n].line.box.x = x
      page.lines[n].line.box.width = 0.12
      let line = page.lines[n].line
      page.lines[n].line.quad = Quad(
        Rectangle(x: Int(line.box.x * 2100), y: Int(line.box.y * 2970), width: 252, height: 41))
    }
    return JudgingTests.judged(page).verdict
  }
  #expect(judged(beside: "機密等級:") == .marked)
  #expect(judged(beside: "承辦人:") == .clear)
}

@Test func aClassifiedPaperIsNoCopyOfAMail() {
  #expect(judged(Said("密件", .topRight, "chi_tra")).level == "密")
  #expect(judged(Said("密件副本", .topRight, "chi_tra")).verdict == .clear)
}

@Test func bothEndsOfASheetSayTheSame() {
  func page(_ word: String, twice: Bool) -> Verdict {
    judged(
      transcript(
        [Said(word, .topCentre, "eng")] + (twice ? [Said(word, .bottomCentre, "eng")] : []), unread: 4)
    ).verdict
  }
  // What a streak left of CONFIDENTIAL, and what bold serifs make of CUI.
  for word in ["CONFIDEN", "CUR"] {
    #expect(page(word, twice: true) == .marked, "\(word)")
    #expect(page(word, twice: false) == .clear, "\(word)")
  }
}

@Test func aPlanIsRestrictedAtBothEnds() {
  func plan(_ spots: [Spot]) -> Judgement {
    judged(transcript(spots.map { Said("RESTRICTED", $0, "eng", red: true) }))
  }
  #expect(plan([.topRight, .bottomLeft]).level == "RESTRICTED")
  #expect(plan([.topRight]).verdict == .clear && plan([.bottomLeft]).verdict == .clear)
}

@Test func aPartialPagesNumberSpeaksForItsMark() {
  let mark = Said("TRES SECRET", .topCentre, "eng", red: true)
  #expect(judged(transcript([mark, Said("I sur 26", .topRight, "eng")], unread: 0)).level == "TRÈS SECRET")
}

@Test func degreesOfSecrecyAreALesson() {
  let table = ["особой важности", "совершенно секретно", "секретно"].enumerated().map {
    Said($1, .corner($0), "rus")
  }
  #expect(
    judged(transcript([Said("Занятие: степени секретности", .topCentre, "rus")] + table)).verdict == .clear)
}

/// Its label stands over it, and rows of text above and below.
@Test func aFieldsLevelAmidRunningTextIsAMark() {
  let label = Said("密等", .row(2), "chi_tra", confidence: 0.9)
  let level = Said("機密", .row(3), "chi_tra", confidence: 0.9)
  #expect(judged(transcript([label, level], glyphHeight: 40, unread: 8)).verdict == .marked)
  #expect(judged(transcript([level], glyphHeight: 40, unread: 8)).verdict == .clear)
}

/// Behind a label other cells may stand before, a star that is one holds whatever must happen first.
@Test(arguments: [
  ("密 级: 机密 工程竣工前", true, "机密★工程竣工前" as String?),
  ("| 内部审计底稿 | 密级: 绝密\"公开前", true, "绝密★公开前"),
  ("密 级: 机密 工程竣工前", false, nil),
])
func aLabelledMarkWithAConditionIsKnownByItsStar(_ read: String, _ star: Bool, _ mark: String?) {
  #expect(judged(Said(read, .topRight, star: star, confidence: 0.9)).mark == mark)
}

/// Above the level in its field, as forms have it; what CUI is short for is not said.
@Test func aFormSaysWhatItsFieldIs() {
  func form(_ label: String) -> Judgement {
    judged(transcript([Said(label, .topRight, "eng"), Said("CUI", .topRight, "eng")]))
  }
  #expect(form("Classification").level == "CUI")
  #expect(form("Invoice").verdict == .clear)
}

@Test func aLevelOfSeveralWordsIsNoTitle() {
  func cover(_ word: String) -> Verdict {
    judged(transcript([Said(word, .topCentre, "eng", size: 3)], unread: 3)).verdict
  }
  #expect(cover("NATO SECRET") == .marked)
  #expect(cover("SECRET") == .clear)
}

/// Points of a list begin with the same numbers, and have the body's size.
@Test func aKoreanLevelInTheMidstOfAPageIsLarge() {
  func level(_ size: Float) -> String? {
    judged(transcript([Said("Ⅱ급비밀", .title, "kor", size: size, confidence: 0.9)], unread: 2)).level
  }
  #expect(level(1.5) == "Ⅱ급비밀")
  #expect(level(1) == nil)
}
