import Evidence
import Judging
import Matching
import Pixels
import Testing

/// Pages that speak of secrets and bear no mark: each is `clear`, or `official` where it says so.
@Suite struct LookAlikes {
  static let sentences = [
    "不得传递机密文件", "保守国家秘密是每个公民的义务", "这是一件秘密武器", "不得在互联网上谈论机密事项", "绝密级国家秘密是最重要的国家秘密",
    "任何人不得泄露国家秘密", "机密文件", "秘密花园", "绝密543全集", "绝密飞行", "机密档案馆", "绝密计划", "我的秘密", "成功的秘密", "机密级计算机",
    "会议涉及机密内容", "机密最长20年", "保密培训笔记:机密最20年", "机密级不超过二十年", "案例:某部将机密级文件拍照发送", "标志为机密★20年的文件应当妥善保管",
    "国家秘密的密级分为绝密、机密、秘密三级", "涉密文件应标注密级", "私密相册", "保密委员会办公室", "秘书处", "机要室", "秘密警察",
  ]

  @Test(arguments: sentences, [Spot.secondLine, .topRight, .header, .row(3)])
  func wordsInSentencesAreNoMark(_ text: String, _ spot: Spot) {
    #expect(judged(Said(text, spot)).verdict == .clear)
  }

  static let english = [
    "Victoria's Secret", "Top secret family recipe", "TOP SECRET RECIPE", "The Secret Garden", "SECRET SANTA",
    "Top Secret", "Confidential information does not include what is public", "SECRETARY OF STATE",
    "CONFIDENTIALITY AGREEMENT", "This e-mail is confidential and intended for the recipient only",
    "The file was marked SECRET by mistake", "RESTRICTED AREA", "UNCLASSIFIED", "NATO UNCLASSIFIED",
    "SECRET INGREDIENT", "SECRETS", "THE SECRET", "Open secret", "Confidential", "OFFICIAL RECEIPT",
    "Each party shall keep the other party's secret and confidential",
  ]

  @Test(arguments: english, [Spot.topCentre, .topRight, .title, .row(2)])
  func englishProseIsNoMark(_ text: String, _ spot: Spot) {
    #expect(judged(Said(text, spot, "eng")).verdict == .clear)
  }

  static let foreign = [
    ("deu", "Das ist streng geheim"), ("deu", "Geheimnis"), ("deu", "Ihr vertrauliches Schreiben"),
    ("fra", "Le secret de la potion"), ("fra", "SECRETS DE FAMILLE"), ("rus", "секретно от мамы"),
    ("rus", "Мой секрет"), ("jpn", "秘密の花園"), ("jpn", "神秘の森"), ("kor", "비밀의 정원"), ("chi_tra", "機密檔案"),
    ("chi_tra", "秘密花園"), ("jpn", "取扱説明書"), ("rus", "Секретно"),
  ]

  @Test(arguments: foreign) func foreignProseIsNoMark(_ language: String, _ text: String) {
    #expect(judged(Said(text, .row(4), language)).verdict == .clear)
  }

  @Test func aLoneWordInTheMiddleIsATitle() {
    for (text, language) in [("SECRET", "eng"), ("秘密", "chi_sim"), ("TOP SECRET", "eng"), ("绝密", "chi_sim")] {
      #expect(judged(transcript([Said(text, .middle, language, size: 4)], unread: 2)).verdict == .clear)
    }
  }

  @Test func aBooksCoverIsClear() {
    let cover = transcript(
      [Said("绝密", .header, size: 5), Said("长篇小说", .title, size: 1.5), Said("云岭出版社", .bottomCentre)], unread: 0
    )
    #expect(judged(cover).verdict == .clear)
  }

  @Test func aSlideThatShowsAllLevelsIsClear() {
    let slide = transcript(
      [
        Said("保密教育培训", .topLeft, size: 2), Said("绝密★30年", .row(1), star: true),
        Said("机密★20年", .row(3), star: true), Said("秘密★10年", .row(5), star: true),
      ], unread: 0)
    #expect(judged(slide).verdict == .clear)
  }

  @Test(arguments: ["机密”", "“机密"]) func aPieceOfASentenceThatQuotesALevelIsClear(_ text: String) {
    #expect(judged(Said(text, .secondLine)).verdict == .clear)
    #expect(judged(Said("机密", .secondLine)).verdict == .marked)
  }

  @Test(arguments: ["“机密★1年”", "如“机密★1年”"]) func theStandardItselfIsClear(_ example: String) {
    let standard = transcript([
      Said("7.2.2 密级和保密期限", .topLeft), Said(example, .secondLine, star: true),
      Said("用3号黑体字，顶格编排在版心左上角第二行", .row(0)),
    ])
    #expect(judged(standard).verdict == .clear)
  }

  @Test func aQuizIsClear() {
    let quiz = transcript([
      Said("保密知识测试试题", .header, size: 1.6), Said("一、判断题", .row(0)), Said("机密", .row(2)), Said("秘密", .row(3)),
      Said("参考答案", .row(5)),
    ])
    #expect(judged(quiz).verdict == .clear)
  }

  @Test func marksToChooseFromAreNone() {
    let quiz = transcript([
      Said("保密知识测试题", .topCentre, size: 1.4), Said("单项选择题", .row(0)), Said("机密友20年", .row(2), star: true),
      Said("B. 机密20年", .row(2), star: true), Said("秘密", .row(2), star: true),
    ])
    #expect(judged(quiz).verdict == .clear)
  }

  @Test func aLineOfNotesIsClear() {
    let notes = transcript(
      [
        Said("周三下午开会", .row(0)), Said("买材料", .row(1)), Said("机富最 ”20年", .row(3), confidence: 0.4),
        Said("密码记在本子上", .row(5)),
      ], unread: 0)
    #expect(judged(notes).verdict == .clear)
  }

  @Test func aLevelAmongShortLinesThatBeginWhereItBeginsIsClear() {
    let (before, after) = (Said("买菜和鸡蛋", .corner(0)), [Said("给妈妈打电话", .corner(2)), Said("下午开会", .corner(3))])
    #expect(judged(transcript([before, Said("秘密", .corner(1))] + after)).verdict == .clear)
    let corner = [Said("000012", .corner(0)), Said("秘密", .corner(1)), Said("特急", .corner(2))]
    #expect(judged(transcript(corner)).verdict == .marked)
  }

  @Test func aBareWordInAScreensOwnPictureIsClear() {
    #expect(judged(transcript([Said("机密", .topLeft)], isScreenshot: true)).verdict == .clear)
    #expect(judged(transcript([Said("机密", .topLeft)])).verdict == .marked)
    let full = transcript([Said("机密★20年", .topLeft, star: true)], isScreenshot: true)
    #expect(judged(full).verdict == .marked)
  }

  @Test func notesThatSpeakOfLevelsBearNone() {
    #expect(judged(Said("绝密", .topLeft)).verdict == .marked)
    #expect(judged(Said("绝密", .topLeft), Said("背一下：绝密30年", .row(3))).verdict == .clear)
    // A stamp's own word is not taken back by what the page says.
    let stamped = Said("绝密", .topLeft, red: true, boxed: true)
    #expect(judged(stamped, Said("背一下：绝密30年", .row(3))).verdict == .marked)
  }

  @Test func whatAChatSaysTwiceIsNoTwin() {
    func chat(_ text: String) -> Transcript {
      transcript([Said(text, .topLeft), Said(text, .bottomLeft)], isScreenshot: true)
    }
    #expect(judged(chat("机密！")).verdict == .clear)
    #expect(judged(chat("机密")).verdict == .marked)
    // A frame's side beside a banner is read as the sign.
    let banners = transcript([
      Said("TOP SECRET!", .topCentre, "eng"), Said("TOP SECRET", .bottomCentre, "eng"),
    ])
    #expect(judged(banners).verdict == .marked)
  }

  @Test func aSmileBehindALevelSpeaksAgainstIt() {
    let level = "CONFIDENTIEL UE/EU CONFIDENTIAL"
    let (mark, smile) = (
      judged(Said(level, .topCentre, "eng")), judged(Said(level + " :)", .topCentre, "eng"))
    )
    #expect(mark.verdict == .marked)
    #expect(smile.verdict == .clear || smile.confidence < mark.confidence - 0.1)
  }

  @Test func aStarBeforeACommaIsASentences() {
    let (piece, mark) = (Said("绝密友，", .row(4), star: true), Said("绝密友", .row(4), star: true))
    #expect(judged(Said("特急", .corner(0)), piece).verdict == .clear)
    #expect(judged(Said("特急", .corner(0)), mark).verdict == .marked)
  }

  @Test func oneSignAmongManyOfItsSizeIsNoMark() {
    func page(_ size: Float) -> Transcript {
      let others = (0..<12).map { Said("一", .row($0)) } + [Said("云岭出版社", .bottomCentre)]
      return transcript([Said("密", .topRight, "chi_tra", size: size, boxed: true)] + others, unread: 4)
    }
    #expect(judged(page(1)).verdict == .clear)
    #expect(judged(page(1.6)).verdict == .marked)
  }

  @Test func aDiaryHasNoStarAndNoPeriod() {
    #expect(judged(Said("秘密月记", .topLeft)).verdict == .clear)
    #expect(judged(Said("秘密3月", .topLeft)).verdict == .marked)
  }

  @Test func theLargestTypeOfAPosterIsItsName() {
    let rest = [
      Said("SPA & GARDEN", .underHeader, "eng", size: 1.2), Said("northvale.example", .bottomCentre, "eng"),
    ]
    func page(_ size: Float) -> Transcript {
      transcript([Said("SECRET", .topCentre, "eng", size: size)] + rest, unread: 0)
    }
    #expect(judged(page(2)).verdict == .clear)
    #expect(judged(page(1.4)).verdict == .marked)
  }

  @Test func levelsOfAnotherRegimeThatCannotAllBeItsNameSpeakAgainst() {
    let (level, same) = (Said("CONFIDENTIAL", .topCentre, "eng"), Said("机密", .topLeft))
    let bilingual = judged(level, same)
    let all = judged(level, same, Said("秘密", .bottomLeft))
    #expect(bilingual.verdict == .marked)
    #expect(all.confidence < bilingual.confidence)
  }

  @Test func aBubbleWithOneWordIsClear() {
    let chat = transcript([Said("机密", .row(2)), Said("好的收到", .row(4))], frame: .picture, isScreenshot: true)
    #expect(judged(chat).verdict == .clear)
  }

  @Test func anAgreementIsClear() {
    let nda = transcript([
      Said("CONFIDENTIAL", .topCentre, "eng"), Said("NON-DISCLOSURE AGREEMENT", .title, "eng", size: 1.5),
      Said("The Receiving Party shall hold the Confidential Information", .row(0), "eng"),
    ])
    #expect(judged(nda).verdict == .clear)
  }

  @Test func redThingsThatAreNoDocumentAreClear() {
    for (text, extra) in [
      ("荣誉证书", "张建国同志"), ("热烈庆祝建厂三十周年", "二〇二四年"), ("喜报", "恭喜"), ("小区停水通知", "业主委员会"),
      ("请柬", "敬备薄酌"), ("欢迎各位领导莅临指导", ""), ("今日菜单", "红烧肉"), ("中国移动通信集团公司", "缴费通知单"),
      ("婚礼邀请函", "送呈"),
    ] {
      let page = transcript(
        [Said(text, .header, size: 2.5, red: true), Said(extra, .row(0))], redRule: 0.74)
      #expect(judged(page).verdict == .clear, "\(text)")
    }
  }
}

@Test func theBeginningOfASentenceIsNoMark() {
  let page = transcript([
    Said("绝密女启用前", .topLeft, star: true), Said("绝密女启用前你还记得吗", .row(0)),
  ])
  #expect(judged(page).verdict == .marked)
  // The rest of it stands right behind: six signs of 30 pixels, and a space.
  var layout = page.layout
  var rest = layout.lines[0]
  rest.id = 500
  rest.quad = rest.quad.map { $0 + Point(200, 0) }
  rest.lengthInGlyphs = 5
  layout.lines.append(rest)
  #expect(judged(Transcript(layout: layout, lines: page.lines)).verdict == .clear)
  // What stands far off is no part of it.
  layout.lines[layout.lines.count - 1].quad = rest.quad.map { $0 + Point(300, 0) }
  #expect(judged(Transcript(layout: layout, lines: page.lines)).verdict == .marked)
}

@Test(arguments: [(Float(0.9), Verdict.clear), (Float(0.3), .marked)])
func typeBesideABareWordMakesItASentencesUnlessNothingWasReadThere(_ confidence: Float, _ verdict: Verdict) {
  var page = transcript([Said("机密", .topRight), Said("上面写着什么", .row(0), confidence: confidence)])
  // Right behind the word's two signs of 30 pixels.
  page.lines[1].line.quad = page.lines[0].line.quad.map { $0 + Point(90, 0) }
  page.lines[1].line.box = page.lines[0].line.box
  page.lines[0].line.quad.topRight = page.lines[0].line.quad.topLeft + Point(60, 0)
  page.lines[0].line.quad.bottomRight = page.lines[0].line.quad.bottomLeft + Point(60, 0)
  page.layout.lines[0] = page.lines[0].line
  page.layout.lines[1] = page.lines[1].line
  #expect(judged(page).verdict == verdict)
}

@Test(arguments: [(40, Verdict.marked), (120, .clear)])
func aWordOverTheColumnsOfANewspaperIsAHeadline(_ lines: Int, _ verdict: Verdict) {
  let page = transcript([Said("Совершенно секретно", .topLeft, "rus")], unread: lines)
  #expect(judged(page).verdict == verdict)
}

@Test func anItemOfAListInAProgramIsNoMark() {
  #expect(judged(transcript([Said("機密", .topRight, "chi_tra")])).verdict == .marked)
  #expect(judged(transcript([Said("[機密\"", .topRight, "chi_tra")])).verdict == .clear)
}

@Test func aProgramsTextHoldsNoMark() {
  let program = ["value = read(path)[:34]", "client_secret = None", "if level == \"TOP\"", "return result"]
  let page = [Said("SECRET", .topRight, "eng")] + program.enumerated().map { Said($1, .row($0 + 2), "eng") }
  #expect(judged(transcript(page)).verdict == .clear)
  let types = ["return Level.SECRET", "def classify(page):", "let level = Level.SECRET"]
  #expect(
    judged(transcript([page[0]] + types.enumerated().map { Said($1, .row($0 + 2), "eng") })).verdict == .clear
  )
  // One line of it is a slip of the reader.
  #expect(judged(transcript(Array(page.prefix(2)))).verdict == .marked)
}

@Test func aWordInLightTypeWithHardlyAnyTextIsAnAdvertisement() {
  var page = transcript([Said("SECRET", .topCentre, "eng")], unread: 3)
  #expect(judged(page).verdict == .marked)
  page.layout.lines[0].isLightOnDark = true
  page.lines[0].line.isLightOnDark = true
  #expect(judged(page).verdict == .clear)
}

@Test func aWordInLightTypeAboveTheTextOfASlideIsAMark() {
  func verdict(lines: Int) -> Verdict {
    var page = transcript([Said("秘密", .topLeft)], unread: lines)
    page.layout.lines[0].isLightOnDark = true
    page.lines[0].line.isLightOnDark = true
    return judged(page).verdict
  }
  #expect(verdict(lines: 4) == .marked)
  #expect(verdict(lines: 3) == .clear)
}

/// Marks that are spoken of, as they are read when their line came apart.
@Suite struct SpokenOf {
  @Test(arguments: [
    "背一下：绝密30年", "如“机密★1年", "机密，三十年。", "绝密★启用前：你", "二年、机密级按二十年", "机密！", "1. 机密", "机密 x 3",
    "这个秘密我守了三十年",
  ])
  func aSentenceIsNoMark(_ text: String) {
    for spot in [Spot.secondLine, .topRight, .topCentre] {
      #expect(judged(Said(text, spot)).verdict == .clear)
    }
  }

  @Test func theSameMarkByItselfIsOne() {
    #expect(judged(Said("绝密30年", .secondLine)).verdict == .marked)
    #expect(judged(Said("绝密★启用前", .topCentre)).verdict == .marked)
  }

  /// The levels stand in their order; one of them where marks stand.
  @Test(arguments: [
    ("deu", ["VS-NfD", "VS-VERTRAULICH", "GEHEIM", "STRENG GEHEIM"]),
    ("kor", ["대외비", "Ⅲ급비밀", "Ⅱ급비밀", "Ⅰ급비밀"]),
  ])
  func aPosterThatTeachesLevelsBearsNone(_ language: String, _ levels: [String]) {
    let spots = [Spot.topCentre, .topRight, .title, .row(3)]
    let poster = zip(levels, spots).map { Said($0, $1, language, confidence: 0.9) }
    #expect(judged(transcript(poster, unread: 0)).verdict == .clear)
    #expect(judged(transcript(Array(poster.prefix(1)))).verdict == .marked)
  }

  /// A name was cut in two, and its whole was read besides.
  @Test func aPieceOfANameThatWasReadWholeIsNoMark() {
    let piece = Said("SECRET", .row(3), "eng", red: true, boxed: true)
    let name = Said("SECRET MISSION", .row(3), "eng", red: true, confidence: 0.95)
    #expect(judged(transcript([piece])).verdict == .marked)
    #expect(judged(transcript([piece, name])).verdict == .clear)
  }

  @Test func aBareWordInBracketsIsAnItemWhereLevelsAreSpokenOf() {
    let item = Said("(秘密)", .bottomLeft)
    #expect(judged(transcript([item, Said("不得传递机密文件", .row(1))])).verdict == .clear)
    #expect(judged(transcript([item, Said("不得传递有关文件", .row(1))])).verdict == .marked)
  }

  /// An office's abbreviation before a year in brackets is a document number's, whatever it resembles.
  @Test(arguments: ["北科密 【2023] 106号", "长机密〔2012〕89号", "青科密 [2013] 126号"])
  func aDocumentNumberIsNoMark(_ number: String) {
    let heading = Said("宁远市科学技术厅文件", .header, size: 2.5, red: true)
    let page = transcript([heading, Said(number, .underHeader), Said("各县区科技局：", .row(0))], redRule: 0.74)
    #expect(judged(page).verdict == .official)
    let dated = transcript([heading, Said("机密★2030年12月31日", .secondLine, star: true)], redRule: 0.74)
    #expect(judged(dated).level == "机密")
  }

  @Test func aTitleThatCallsOutIsNoMark() {
    #expect(judged(Said("Совершенно секретно", .topCentre, "rus", confidence: 0.95)).verdict == .marked)
    let title = Said("Совершенно секретно!", .topCentre, "rus", size: 1.9, confidence: 0.95)
    #expect(judged(title).verdict == .clear)
  }

  @Test(arguments: [("绝密火锅", Verdict.clear), ("绝密", .marked)])
  func aPieceThatWasCutOutOfANameIsNoStamp(_ name: String, _ verdict: Verdict) {
    let whole = Said(name, .title, confidence: 0.81)
    let piece = Said("绝密", .title, red: true, boxed: true, confidence: 0.9)
    #expect(judged(transcript([whole, piece])).verdict == verdict)
  }

  @Test(arguments: [(true, Verdict.clear), (false, .marked)])
  func aWordInColourOnAScreenIsAPicturesTitle(_ isScreenshot: Bool, _ verdict: Verdict) {
    let stamp = Said("绝密", .title, red: true, boxed: true, confidence: 0.9)
    let page = transcript([stamp, Said("1967年卷宗", .row(1))], isScreenshot: isScreenshot, unread: 0)
    #expect(judged(page).verdict == verdict)
  }

  @Test func aPieceOfAParagraphsLineIsNoMark() {
    // Row 3 of the body's; rows 2 and 4 are as long as the page.
    let rows = transcript([Said("机密★10年", .row(3), star: true)], glyphHeight: 40, unread: 8)
    #expect(judged(rows).verdict == .clear)
  }

  @Test func whatStandsBesideAMarkSpeaksAgainstIt() {
    var page = transcript([Said("绝密30年", .secondLine)])
    #expect(Judge().unvouched(matcher.matches(in: page), in: page) == [0])
    page.lines[0].widened = Reading(language: "chi_sim", text: "背一下: 绝密30年", confidence: 0.8)
    #expect(judged(page).verdict == .clear)
  }

  /// 秘 in a red frame, on a page lying on gravel and on one of red couplets.
  @Test(arguments: [(Float(0), true), (0.9, false)])
  func aSingleSignIsLostAmongOthersOfItsColour(_ redness: Float, _ isBorne: Bool) {
    var page = transcript([Said("秘", .topRight, "jpn", red: true, boxed: true)])
    for n in 0..<14 {
      let box = Box(x: 0.1 + 0.05 * Float(n), y: 1.1, width: 0.02, height: 0.014)
      page.layout.lines.append(
        line(2000 + n, box, glyphHeight: 30) {
          $0.lengthInGlyphs = 1
          $0.redness = redness
        })
    }
    #expect(judged(page).verdict == (isBorne ? .marked : .clear))
  }

  /// A banner with a pen's number right beside it, which is seen as type, and one with words.
  @Test(arguments: [("SECRET", true), ("SECRET 62-108", true), ("SECRET Santa in the hall", false)])
  func whatStandsBesideABannerMustReadAsWords(_ widened: String, _ isBorne: Bool) {
    var page = transcript([Said("SECRET", .bottomCentre, "eng")])
    let box = Box(x: 0.66, y: 0.95, width: 0.2, height: 0.014)
    page.layout.lines.append(line(2000, box, glyphHeight: 30) { $0.lengthInGlyphs = 12 })
    #expect(Judge().unvouched(matcher.matches(in: page), in: page) == [0])
    page.lines[0].widened = Reading(language: "eng", text: widened, confidence: 0.8)
    #expect(judged(page).verdict == (isBorne ? .marked : .clear))
  }

  @Test func aHeaderVouchesForItsMark() {
    let page = transcript([
      Said("机密★20年", .secondLine), Said("澜州市人民政府文件", .header, size: 2.4, red: true),
    ])
    #expect(Judge().unvouched(matcher.matches(in: page), in: page).isEmpty)
  }

  @Test func aWordOfJapaneseIsNoChineseMark() {
    let rest = [Said("これはわたしたちのはなしです", .row(2), "jpn"), Said("そのはこをあけてはいけません", .row(4), "jpn")]
    #expect(judged(transcript([Said("秘密", .topCentre, "jpn")] + rest)).verdict == .clear)
    #expect(judged(transcript([Said("極秘", .topCentre, "jpn")] + rest)).level == "極秘")
    #expect(judged(Said("秘密", .topCentre)).verdict == .marked)
  }

  @Test(arguments: ["CONFIDENTIALITY", "EU CONFIDENTIALITY", "CONFIDENTIALITE"])
  func theNounIsNoControlMarking(_ text: String) {
    #expect(judged(Said(text, .topCentre, "eng")).verdict == .clear)
    #expect(judged(Said("CONFIDENTIALITK", .topCentre, "eng")).verdict == .marked)
  }

  @Test func aColonLeadsOnWhereLevelsAreSpokenOf() {
    let exam = Said("绝密“启用前:", .bottomLeft, star: true)
    #expect(judged(exam).level == "绝密")
    let talk = [Said("机密与秘密的区别", .row(1)), Said("机密级文件怎么管", .row(3))]
    #expect(judged(transcript([exam] + talk)).verdict == .clear)
  }
}

/// ДСП alone is half a mark, and one of the degrees all the same.
@Test func halfAMarkIsADegreeOfSecrecyToo() {
  let lesson = [
    Said("ДСП", .corner(0), "rus", boxed: true), Said("СЕКРЕТНО", .corner(2), "rus", boxed: true),
    Said("СОВЕРШЕННО СЕКРЕТНО", .corner(4), "rus", boxed: true),
  ]
  #expect(judged(transcript(lesson)).verdict == .clear)
}
