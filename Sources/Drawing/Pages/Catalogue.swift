import Evidence

extension PageKind {
  /// Every kind of page, marked ones first.
  package static let all: [PageKind] = marked + official + clear

  package static func named(_ name: String) -> PageKind? { all.first { $0.name == name } }

  // Formats, in millimetres.
  private typealias Format = @Sendable (inout Dice) -> (Double, Double)
  private static let landscape: Format = { _ in (297, 210) }
  private static let eitherWay: Format = { $0.chance(0.5) ? (297, 210) : (210, 297) }
  /// Only the head of a page was photographed.
  private static let headOnly: Format = { (210, $0.number(120...165)) }
  private static let corner: Format = { ($0.number(130...180), $0.number(100...170)) }
  private static let letter: Format = { $0.chance(0.6) ? (215.9, 279.4) : (210, 297) }
  private static let phone: Format = { (70, 70 * $0.number(1.78...2.17)) }
  private static let projected: Format = { $0.chance(0.6) ? (320, 180) : (254, 190) }
  private static let paperback: Format = { ($0.number(130...150), $0.number(190...215)) }
  private static let poster: Format = { $0.chance(0.5) ? (420, 594) : (594, 420) }
  private static let cloth: Format = { (900, $0.number(90...160)) }
  private static let till: Format = { (76, $0.number(120...210)) }
  private static let tabloid: Format = { _ in (270, 390) }
  private static let textbook: Format = { _ in (185, 260) }
  private static let board: Format = { _ in (1500, 1000) }
  private static let upright16: Format = { _ in (70, 124.4) }
  private static let monitor: Format = { _ in (160, 100) }
  private static let envelope: Format = { $0.chance(0.5) ? (220, 110) : (230, 160) }
  private static let slip: Format = { _ in (100, 62) }
  private static let voucher: Format = { _ in (240, 140) }
  private static let leaf: Format = { $0.chance(0.5) ? (148, 210) : (210, 297) }
  private static let view: Format = { $0.chance(0.6) ? (300, 400) : (400, 300) }

  private static let marked: [PageKind] = [
    PageKind("gw2012", .marked, weight: 4) { $0.document(marked: true) },
    PageKind("header", .marked, weight: 2, size: headOnly, whole: (210, 297)) { $0.document(marked: true) },
    PageKind("letter", .marked) { $0.letterForm(marked: true) },
    PageKind("order", .marked) { $0.orderForm(marked: true) },
    PageKind("minutes", .marked) { $0.minutesForm(marked: true) },
    PageKind("joint", .marked) { $0.jointForm(marked: true) },
    PageKind("gw1999", .marked, weight: 2) { $0.document1999(marked: true) },
    PageKind("partial", .marked, size: corner, whole: (210, 297)) {
      $0.document(marked: true)
    },
    PageKind("telegram", .marked, weight: 2) { $0.telegram(marked: true) },
    PageKind("inner", .marked) { $0.innerPage() },
    PageKind("map", .marked, size: landscape) { $0.mapPage() },
    PageKind("table", .marked, size: eitherWay) { $0.tablePage() },
    PageKind("stamp", .marked, weight: 2) { $0.stampedPage() },
    PageKind("exam", .marked) { $0.examPage() },
    PageKind("internal", .marked) {
      $0.businessPage([
        ("内部资料", "内部资料 注意保存"), ("内部资料", "内部资料　注意保存"), ("内部资料", "内部资料 妥善保管"),
        ("内部资料", "内部资料"), ("内部使用", "内部使用 不得外传"),
      ])
    },
    PageKind("worksecret", .marked) {
      $0.businessPage([("工作秘密", "工作秘密"), ("工作秘密", "工作秘密★5年"), ("工作秘密", "工作秘密★长期")])
    },
    PageKind("trade", .marked) {
      $0.businessPage([
        ("核心商密", "核心商密"), ("核心商密", "核心商密★5年"), ("普通商密", "普通商密"), ("普通商密", "普通商密▲3年"), ("核心商密", "核心商密▲长期"),
      ])
    },
    PageKind("us", .marked, weight: 2, size: letter) { $0.usPage() },
    PageKind("cover", .marked, size: letter) { $0.coverSheet() },
    PageKind("cui", .marked, size: letter) { $0.cuiPage() },
    PageKind("uk", .marked) {
      $0.bannerPage(
        "uk", "en",
        [
          ("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"),
          ("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE COMMERCIAL"),
          ("SECRET", "UK SECRET"), ("SECRET", "SECRET UK EYES ONLY"), ("TOP SECRET", "UK TOP SECRET"),
          ("TOP SECRET", "TOP SECRET STRAP UK EYES ONLY"),
        ])
    },
    PageKind("nato", .marked) {
      $0.bannerPage(
        "nato", "en",
        ["COSMIC TOP SECRET", "NATO SECRET", "NATO CONFIDENTIAL", "NATO RESTRICTED"].map { ($0, $0) })
    },
    PageKind("eu", .marked) {
      $0.bannerPage(
        "eu", "en",
        [
          "TRÈS SECRET UE/EU TOP SECRET", "SECRET UE/EU SECRET", "CONFIDENTIEL UE/EU CONFIDENTIAL",
          "RESTREINT UE/EU RESTRICTED",
        ].map { ($0, $0) })
    },
    PageKind("de", .marked) {
      $0.bannerPage(
        "de", "de",
        [
          ("STRENG GEHEIM", "STRENG GEHEIM - amtlich geheimgehalten"), ("STRENG GEHEIM", "STRENG GEHEIM"),
          ("GEHEIM", "GEHEIM - amtlich geheimgehalten"), ("GEHEIM", "GEHEIM"),
          ("VS-VERTRAULICH", "VS-VERTRAULICH - amtlich geheimgehalten"), ("VS-VERTRAULICH", "VS-VERTRAULICH"),
          ("VS-NUR FÜR DEN DIENSTGEBRAUCH", "VS-NUR FÜR DEN DIENSTGEBRAUCH"),
          ("VS-NUR FÜR DEN DIENSTGEBRAUCH", "VS – NUR FÜR DEN DIENSTGEBRAUCH"),
          ("VS-NUR FÜR DEN DIENSTGEBRAUCH", "VS-NfD"),
        ], red: 0.5)
    },
    PageKind("fr", .marked) { $0.frenchPage() },
    PageKind("tw", .marked) { $0.taiwanPage() },
    PageKind("hk", .marked) { $0.hongKongPage() },
    PageKind("jp", .marked) { $0.japanesePage() },
    PageKind("kr", .marked) { $0.koreanPage() },
    PageKind("ru", .marked) { $0.russianPage() },
    PageKind("typewriter", .marked, weight: 2, size: letter) { $0.typewriterPage() },
    PageKind("archive", .marked, medium: .archive, weight: 3, size: letter) { $0.archivePage() },
    PageKind("figure", .marked, weight: 2) { $0.figurePage(marked: true) },
    PageKind("dossier", .marked) { $0.dossierPage() },
    PageKind("envelope", .marked, size: envelope) { $0.envelopePage() },
    PageKind("briefing", .marked, medium: .wall, size: projected) { $0.briefingPage() },
    PageKind("viewer", .marked, medium: .screen, size: upright16) { $0.viewerScreen(marked: true) },
    PageKind("at", .marked) { $0.austrianPage() },
    PageKind("twcolumns", .marked) { $0.taiwanColumns() },
    PageKind("jpcolumns", .marked) { $0.japaneseColumns() },
  ]

  private static let official: [PageKind] = [
    PageKind("official", .official, weight: 4) { $0.officialPage() },
    PageKind("officialletter", .official) { $0.letterForm(marked: false) },
    PageKind("officialorder", .official) {
      $0.dice.chance(0.6) ? $0.orderForm(marked: false) : $0.minutesForm(marked: false)
    },
    PageKind("plaintelegram", .official) { $0.telegram(marked: false) },
    PageKind("officialfigure", .official) { $0.figurePage(marked: false) },
    PageKind("officialviewer", .official, medium: .screen, size: upright16) {
      $0.viewerScreen(marked: false)
    },
  ]

  private static let clear: [PageKind] = [
    PageKind("notice", .clear) { $0.notice() },
    PageKind("article", .clear, weight: 2) { $0.article() },
    PageKind("slide", .clear, medium: .wall, size: projected) {
      $0.slidePage()
    },
    PageKind("quiz", .clear) { $0.quizPage() },
    PageKind("novel", .clear, size: paperback) { $0.novelPage() },
    PageKind("poster", .clear, medium: .wall, size: poster) {
      $0.posterPage()
    },
    PageKind("banner", .clear, medium: .wall, size: cloth) { $0.bannerCloth() },
    PageKind("certificate", .clear, size: landscape) { $0.certificatePage() },
    PageKind("receipt", .clear, size: till) { $0.receiptPage() },
    PageKind("chat", .clear, medium: .screen, size: phone) { $0.chatScreen() },
    PageKind("screenshot", .clear, medium: .screen, size: phone) { $0.appScreen() },
    PageKind("nda", .clear) { $0.agreement() },
    PageKind("form", .clear) { $0.formPage() },
    PageKind("newspaper", .clear, size: tabloid) { $0.newspaperPage() },
    PageKind("schoolbook", .clear, size: textbook) { $0.schoolbookPage() },
    PageKind("whiteboard", .clear, medium: .wall, size: board) { $0.whiteboardPage() },
    PageKind("menu", .clear) { $0.menuPage() },
    PageKind("plaindoc", .clear) { $0.plainDocument() },
    PageKind("english", .clear, size: letter) { $0.englishDocument() },
    PageKind("business", .clear, size: letter) { $0.businessLetter() },
    PageKind("standard", .clear) { $0.standardPage() },
    PageKind("advert", .clear, medium: .wall, size: poster) { $0.advert() },
    PageKind("title", .clear, size: paperback) { $0.titleSheet() },
    PageKind("festive", .clear) { $0.festivePage() },
    PageKind("rating", .clear) { $0.ratingPage() },
    PageKind("statement", .clear) { $0.bankStatement() },
    PageKind("invoice", .clear, size: voucher) { $0.invoice() },
    PageKind("medical", .clear) { $0.medicalLetter() },
    PageKind("ticket", .clear, size: slip) { $0.ticket() },
    PageKind("notes", .clear, size: leaf) { $0.notesPage() },
    PageKind("townmap", .clear, size: landscape) { $0.townMap() },
    PageKind("test", .clear) { $0.classTest() },
    PageKind("lockscreen", .clear, medium: .screen, size: phone) { $0.lockScreen() },
    PageKind("album", .clear, medium: .screen, size: phone) { $0.albumScreen() },
    PageKind("mail", .clear, medium: .screen, size: phone) { $0.mailScreen() },
    PageKind("code", .clear, medium: .screen, size: monitor) { $0.codeScreen() },
    PageKind("shop", .clear, medium: .screen, size: phone) { $0.shopScreen() },
    PageKind("webarticle", .clear, medium: .screen, size: phone) { $0.webArticle() },
    PageKind("scene", .clear, medium: .scene, weight: 2, size: view) {
      $0.scene()
    },
  ]
}

extension Page {
  /// A red-header page without a mark: most public documents are such.
  fileprivate func officialPage() {
    switch dice.whole(0...4) {
    case 0: document1999(marked: false)
    case 1: jointForm(marked: false)
    default: document(marked: false)
    }
  }
}
