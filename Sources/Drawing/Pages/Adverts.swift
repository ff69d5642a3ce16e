/// Printed things that use the words of secrecy to sell, to entertain or to invite. None of them is a finding.
extension Page {
  private func lively() -> Colour {
    dice.pick([
      Colour(0.95, 0.4, 0.55), Colour(0.1, 0.1, 0.12), Colour(0.85, 0.1, 0.15), Colour(0.95, 0.8, 0.2),
      Colour(0.15, 0.35, 0.6), Colour(0.4, 0.2, 0.5), Colour(0.2, 0.5, 0.4), Colour(0.97, 0.92, 0.85),
    ])
  }

  /// A brand or a shop: display type, a price, a picture.
  func advert() {
    let ground = lively()
    canvas.fill(x: 0, y: 0, width: width, height: height, ground)
    let front = ground.green > 0.6 ? Colour.black : .white
    let isChinese = dice.chance(0.5)
    let words =
      isChinese
      ? dice.pick([
        ["绝密配方", "祖传秘制 百年老汤"], ["秘密花园", "花艺 · 下午茶"], ["机密任务", "真人密室逃脱"], ["美丽的秘密", "护肤新品上市"],
        ["绝密优惠", "仅限三天 全场五折"], ["秘密基地", "亲子乐园 盛大开业"], ["私密空间", "高端定制内衣"], ["舌尖上的秘密", "招牌菜八折"],
      ])
      : dice.pick([
        ["Valeria's Secret", "NEW SEASON"], ["TOP SECRET", "RECIPE SAUCE"], ["SECRET", "SPA & GARDEN"],
        ["The Secret", "of good coffee"], ["Confidential", "a perfume for her"],
        ["TOP SECRET SALE", "70% OFF"],
        ["SECRET ESCAPES", "hotels for less"], ["Secret Menu", "ask our staff"],
        ["CLASSIFIED", "jobs · cars · homes"],
      ])
    let big = min(170, width * 0.86 / Double(words[0].count) / (isChinese ? 1 : 0.6) * 72 / 25.4)
    let display = dice.pick([face(isChinese ? .hei : .serif), face(isChinese ? .kai : .sans)])
    var style = Style(display.bold(900), big, ink: front)
    if !isChinese { style.face.italic = dice.chance(0.3) }
    let y = height * dice.number(0.12...0.3)
    let patch = canvas.line(words[0], x: centre, y: y, style, .centre)
    canvas.line(words[1], x: centre, y: patch.corners[2].y + 8, style.with(points: big * 0.42), .centre)
    let middle = height * 0.64
    for _ in 0..<dice.whole(3...9) {
      canvas.disc(
        x: width * dice.number(0.2...0.8), y: middle + height * dice.number(-0.1...0.12),
        radius: width * dice.number(0.05...0.18),
        lively(), opacity: 0.85)
    }
    let price = isChinese ? "￥\(dice.whole(9...999))" : "$\(dice.whole(9...99)).99"
    if dice.chance(0.6) {
      canvas.roundedFill(
        x: width * 0.62, y: height * 0.8, width: width * 0.3, height: height * 0.1, radius: 4, officialRed())
      canvas.line(
        price, x: width * 0.77, y: height * 0.82, Style(face(.sans).bold(), big * 0.5, ink: .white), .centre)
    }
    canvas.line(
      isChinese ? "地址：\(dice.pick(chinese.places))中心路\(dice.whole(1...300))号" : "northvale.example",
      x: width * 0.06,
      y: height * 0.93, Style(face(isChinese ? .hei : .sans), big * 0.18, ink: front))
  }

  /// A film, a play or a book: the title fills a third of it, below stand names.
  func titleSheet() {
    let ground = dice.pick([
      Colour(0.08, 0.08, 0.12), Colour(0.12, 0.16, 0.28), Colour(0.35, 0.05, 0.07), Colour(0.9, 0.88, 0.8),
      Colour(0.16, 0.24, 0.2),
    ])
    canvas.fill(x: 0, y: 0, width: width, height: height, ground)
    let front =
      ground.green > 0.6
      ? officialRed() : dice.pick([.white, Colour(0.9, 0.75, 0.4), Colour(0.85, 0.15, 0.12)])
    for _ in 0..<dice.whole(0...14) {
      canvas.glow(
        x: width * dice.unit(), y: height * dice.unit(), radius: width * dice.number(0.1...0.4), lively(),
        opacity: 0.3)
    }
    let isChinese = dice.chance(0.65)
    let title =
      isChinese
      ? dice.pick(["绝密飞行", "国家机密", "秘密战", "机密档案", "最高机密", "绝密七号", "密战", "秘密来客", "绝密追踪", "秘密"])
      : dice.pick([
        "TOP SECRET", "THE SECRET AGENT", "CONFIDENTIAL", "STATE SECRETS", "SECRET HISTORY", "Classified",
      ])
    let points = min(width * 0.8 / Double(title.count) / (isChinese ? 1 : 0.62) * 72 / 25.4, 200)
    let style = Style(
      face(isChinese ? dice.pick([.song, .hei, .kai]) : .serif).bold(900), points, ink: front)
    canvas.line(title, x: centre, y: height * dice.number(0.18...0.5), style, .centre)
    let small = Style(face(isChinese ? .hei : .sans), points * 0.22, ink: front)
    let names = isChinese ? "\(chinese.person(&dice))　\(chinese.person(&dice))　主演" : "A NOVEL BY J. SAMPLE"
    canvas.line(
      dice.chance(0.5) ? names : isChinese ? chinese.person(&dice) + "　著" : names, x: centre, y: height * 0.7,
      small, .centre)
    canvas.line(
      isChinese ? dice.pick(["长篇小说", "即将上映", "典藏版", "全国公映", "谍战力作"]) : "IN CINEMAS SOON", x: centre,
      y: height * 0.78, small,
      .centre)
    canvas.line(
      isChinese ? dice.pick(chinese.places).dropLast() + "文艺出版社" : "NORTHVALE HOUSE", x: centre,
      y: height * 0.91,
      small.with(points: points * 0.16), .centre)
  }

  /// Red and gold, but no document: invitations, good news, letterheads of firms.
  func festivePage() {
    let red = officialRed()
    let isRed = dice.chance(0.55)
    if isRed { canvas.fill(x: 0, y: 0, width: width, height: height, red) }
    let front = isRed ? Colour(0.98, 0.85, 0.45) : red
    canvas.box(x: 9, y: 9, width: width - 18, height: height - 18, line: 1.2, front)
    let title = dice.pick(["邀 请 函", "喜　报", "请　柬", "感谢信", "光荣榜", "倡议书", "捷　报"])
    canvas.line(title, x: centre, y: height * 0.12, Style(face(.song).bold(900), 56, ink: front), .centre)
    if dice.chance(0.4) { canvas.fill(x: 25, y: height * 0.24, width: width - 50, height: 0.8, front) }
    let text = Style(face(.kai), 19, ink: isRed ? front : ink())
    let y = canvas.paragraphs(
      "尊敬的\(chinese.person(&dice))：\n　　兹定于\(chinese.date(&dice))在\(dice.pick(chinese.places))礼堂举行"
        + dice.pick(["庆祝大会", "颁奖典礼", "开业仪式", "联谊活动"]) + "，敬请光临。\n" + chinese.paragraph(60, &dice),
      x: 28, y: height * 0.3, width: width - 56, text, pitch: 13, bottom: height * 0.75)
    let issuer = chinese.agency(&dice)
    canvas.line(issuer, x: width - 28, y: y + 14, text, .right)
    canvas.line(chinese.date(&dice), x: width - 28, y: y + 27, text, .right)
    if dice.chance(0.5) && !isRed { seal(issuer, x: width - 60, y: y + 20) }
  }

  /// Hotels and dishes with their stars, two or more in a row.
  func ratingPage() {
    canvas.line(
      dice.pick(["酒店推荐", "五星好评榜", "口碑餐厅", "Hotels of the valley"]), x: 20, y: 18,
      Style(face(.hei).bold(), 26, ink: ink()))
    var y = 40.0
    let gold = dice.pick([Colour(0.95, 0.65, 0.1), Colour(0.85, 0.15, 0.1), ink()])
    let text = Style(face(.hei), 12, ink: ink())
    while y < height - 34 {
      canvas.fill(x: 20, y: y, width: 42, height: 28, lively().mixed(with: .white, 0.3))
      let name = dice.pick(["秘境酒店", "云栖大饭店", "秘密花园民宿", "松湖宾馆", "绝味海鲜", "老街面馆", "Secret Garden Inn", "北岸餐厅"])
      canvas.line(name, x: 68, y: y, text.with(points: 15))
      let stars = dice.whole(2...5)
      canvas.line(
        String(repeating: "★", count: stars) + String(repeating: "☆", count: 5 - stars), x: 68, y: y + 9,
        text.with(ink: gold))
      canvas.line(
        "\(dice.whole(3...4)).\(dice.whole(0...9)) 分　\(dice.whole(12...9800)) 条评价", x: 108, y: y + 9,
        text.with(points: 10))
      canvas.line(
        "￥\(dice.whole(88...1880)) 起", x: width - 20, y: y + 18, text.with(ink: officialRed()), .right)
      canvas.line(
        String(chinese.sentence(&dice).prefix(16)), x: 68, y: y + 18,
        text.with(points: 10, ink: Colour(grey: 0.4)))
      y += 36
    }
  }
}
