/// Pages of offices, schools, shops and walls that are no finding; some are red, some use the words in passing.
extension Page {
  func notice() {
    let red = dice.chance(0.3)
    let title = Style(
      face(dice.chance(0.5) ? .hei : .song).bold(), dice.number(28...40), ink: red ? officialRed() : ink(),
      spacing: 0.3)
    canvas.line(dice.pick(["通知", "公告", "温馨提示", "停水通知", "招领启事"]), x: centre, y: 34, title, .centre)
    let text = Style(face(.song), dice.number(16...20), ink: ink())
    let y = canvas.paragraphs(
      "各位住户：\n" + chinese.paragraph(160, &dice) + "\n" + chinese.paragraph(90, &dice) + "\n　　特此通知。", x: 28,
      y: 62, width: 154, text,
      pitch: text.em * 1.7, bottom: height - 70)
    canvas.line(dice.pick(chinese.places).dropLast() + "物业服务中心", x: 178, y: y + 12, text, .right)
    canvas.line(chinese.date(&dice), x: 178, y: y + 24, text, .right)
    if dice.chance(0.5) {
      seal(String(dice.pick(chinese.places).dropLast()) + "物业服务中心", x: 150, y: y + 20, radius: 19)
    }
  }

  func plainDocument() {
    let text = Style(face(dice.chance(0.6) ? .song : .hei), dice.number(11...15), ink: ink())
    canvas.line(
      String(chinese.title(&dice).dropFirst(2)), x: centre, y: 30, Style(face(.hei), 20, ink: ink()), .centre)
    canvas.paragraphs(
      chinese.body(1500, &dice), x: 25, y: 48, width: 160, text, pitch: text.em * 1.7,
      bottom: height - dice.number(25...120))
  }

  func englishDocument() {
    let text = Style(face(dice.pick([.serif, .sans, .mono])), dice.number(10...13), ink: ink())
    canvas.line(
      "Notes on " + dice.pick(english.objects), x: 25, y: 28, Style(text.face.bold(), 17, ink: ink()))
    var y = 44.0
    while y < height - 40 {
      y =
        canvas.paragraphs(
          english.paragraph(dice.whole(3...7), &dice), x: 25, y: y, width: 160, text, pitch: text.em * 1.35,
          bottom: height - 30) + 4
    }
  }

  func posterPage() {
    let red = officialRed()
    let ground = dice.chance(0.6) ? red : dice.pick([Colour(0.1, 0.2, 0.45), Colour(0.95, 0.85, 0.3)])
    canvas.fill(x: 0, y: 0, width: width, height: height, ground)
    let front = ground.red > 0.9 && ground.green > 0.5 ? red : dice.pick([Colour(1, 0.9, 0.3), Colour.white])
    let words = dice.pick([
      ["保守国家秘密", "人人有责"], ["保密就是保安全", "保密就是保发展"], ["欢迎各位领导", "莅临指导"], ["绝密飞行", "即将上映"],
      ["喜　报", "热烈祝贺"], ["开业大吉", "全场八折"], ["防范泄密", "从我做起"],
    ])
    let style = Style(
      face(.hei).bold(900), min(300, width * 0.85 / Double(words[0].count) * 72 / 25.4), ink: front)
    canvas.line(words[0], x: centre, y: height * 0.28, style, .centre)
    canvas.line(
      words[1], x: centre, y: height * 0.28 + style.em * 1.4, style.with(points: style.points * 0.8), .centre)
    for number in 0..<dice.whole(0...5) {
      canvas.star(x: width * (0.15 + 0.17 * Double(number)), y: height * 0.15, radius: width * 0.03, front)
    }
    canvas.line(
      chinese.agency(&dice) + "　宣", x: centre, y: height * 0.85, style.with(points: style.points * 0.3),
      .centre)
  }

  func certificatePage() {
    let gold = Colour(0.75, 0.6, 0.2)
    canvas.box(x: 10, y: 10, width: width - 20, height: height - 20, line: 4, gold)
    canvas.box(x: 16, y: 16, width: width - 32, height: height - 32, line: 0.8, gold)
    let red = officialRed()
    canvas.line(
      dice.pick(["荣誉证书", "聘　书", "结业证书", "奖　状"]), x: centre, y: height * 0.17,
      Style(face(.kai).bold(), 52, ink: red), .centre)
    canvas.paragraphs(
      chinese.person(&dice) + " 同志：\n　　在" + dice.pick(["年度工作", "知识竞赛", "业务培训", "演讲比赛"]) + "中表现突出，特发此证，以资鼓励。",
      x: width * 0.15, y: height * 0.42, width: width * 0.7,
      Style(face(.kai), 22, ink: ink()), pitch: 15)
    let issuer = chinese.agency(&dice)
    canvas.line(issuer, x: width * 0.82, y: height * 0.72, Style(face(.kai), 18, ink: ink()), .right)
    canvas.line(
      chinese.date(&dice), x: width * 0.82, y: height * 0.79, Style(face(.kai), 16, ink: ink()), .right)
    seal(issuer, x: width * 0.7, y: height * 0.76, radius: 20)
  }

  func receiptPage() {
    let text = Style(face(dice.chance(0.5) ? .hei : .mono), 9, ink: Colour(grey: dice.number(0.15...0.4)))
    canvas.line(
      dice.pick(["好邻居便利店", "青禾超市", "云朵咖啡", "北岸餐厅"]), x: centre, y: 8,
      Style(face(.hei).bold(), 14, ink: text.ink), .centre)
    var y = 18.0
    for row in [
      "单号：\(dice.digits(12))",
      "时间：20\(dice.whole(18...25))-0\(dice.whole(1...9))-\(dice.whole(10...28)) "
        + "\(dice.whole(10...21)):\(dice.whole(10...59))",
    ] {
      canvas.line(row, x: 5, y: y, text)
      y += 5
    }
    y += 2
    while y < height - 38 {
      canvas.line(dice.pick(["矿泉水", "全麦面包", "酸奶", "拿铁咖啡", "苹果", "抽纸", "秘制酱牛肉", "口香糖"]), x: 5, y: y, text)
      canvas.line("\(dice.whole(1...3))", x: width * 0.62, y: y, text, .right)
      canvas.line("\(dice.whole(2...48)).\(dice.digits(2, padded: true))", x: width - 5, y: y, text, .right)
      y += 6
    }
    canvas.line("合计：￥\(dice.digits(3)).00", x: 5, y: height - 30, text.with(points: 12))
    canvas.line("谢谢惠顾", x: centre, y: height - 18, text.with(points: 11), .centre)
  }

  func formPage() {
    canvas.line(
      dice.pick(["入职登记表", "报名申请表", "会议签到表", "保密承诺书", "涉密人员审查表"]), x: centre, y: 22,
      Style(face(.song).bold(), 22, ink: ink()), .centre)
    let text = Style(face(.song), 12, ink: ink())
    let rows = dice.whole(10...15)
    let pitch = 14.0
    for row in 0...rows { canvas.fill(x: 22, y: 40 + Double(row) * pitch, width: 166, height: 0.35, ink()) }
    for column in [0.0, 0.2, 0.5, 0.7, 1] {
      canvas.fill(x: 22 + 166 * column, y: 40, width: 0.35, height: Double(rows) * pitch, ink())
    }
    let fields = ["姓名", "性别", "出生年月", "学历", "单位", "职务", "电话", "住址", "密级", "备注", "证件号", "日期"]
    for row in 0..<rows {
      for (x, share) in [(24.0, 0.0), (107.0, 0.5)] {
        canvas.line(dice.pick(fields), x: x, y: 40 + (Double(row) + 0.3) * pitch, text)
        if dice.chance(0.6) {
          canvas.line(
            dice.pick([chinese.person(&dice), dice.digits(8), "本科", "无"]), x: x + 36 - share,
            y: 40 + (Double(row) + 0.3) * pitch, Style(face(.kai), 12, ink: Colour(0.1, 0.1, 0.4)))
        }
      }
    }
    sampleFoot()
  }

  func newspaperPage() {
    canvas.line(
      dice.pick(chinese.places).dropLast() + "日报", x: 18, y: 12,
      Style(face(.song).bold(900), 46, ink: dice.chance(0.6) ? officialRed() : ink()))
    canvas.line(
      chinese.date(&dice) + "　星期二　第\(dice.digits(4))期", x: width - 18, y: 22, Style(face(.song), 10), .right)
    canvas.fill(x: 18, y: 32, width: width - 36, height: 0.6, ink())
    canvas.line(
      dice.pick(["全市保密工作会议召开", "秘密战线英雄事迹展开幕", "我市开展防汛演练", "揭开古墓的秘密"] + chinese.talkInTitles), x: centre,
      y: 37,
      Style(face(.hei).bold(), 30, ink: ink()), .centre)
    let columns = 4
    let gap = 5.0
    let column = (width - 36 - gap * Double(columns - 1)) / Double(columns)
    let text = Style(face(.song), 9.5, ink: ink())
    for number in 0..<columns {
      let x = 18 + Double(number) * (column + gap)
      var top = 54.0
      if number == 1 {
        canvas.fill(x: x, y: top, width: column * 2 + gap, height: 55, Colour(grey: dice.number(0.45...0.7)))
        canvas.glow(x: x + column, y: top + 25, radius: 24, Colour(grey: 0.9), opacity: 0.8)
      }
      if number == 1 || number == 2 { top += 60 }
      canvas.paragraphs(
        chinese.body(900, &dice), x: x, y: top, width: column, text, pitch: 5, bottom: height - 15)
    }
  }

  func schoolbookPage() {
    canvas.line(
      "第\(dice.whole(1...12))课　" + dice.pick(["秘密花园", "海底的秘密", "小蝌蚪找妈妈", "赵州桥"]), x: centre, y: 18,
      Style(face(.kai).bold(), 24, ink: ink()), .centre)
    canvas.fill(x: width * 0.3, y: 34, width: width * 0.4, height: 36, Colour(0.75, 0.88, 0.95))
    canvas.disc(x: width * 0.55, y: 50, radius: 9, Colour(0.95, 0.7, 0.3))
    let text = Style(face(.kai), 17, ink: ink())
    canvas.paragraphs(
      chinese.paragraph(120, &dice) + "\n" + chinese.paragraph(100, &dice), x: 22, y: 80, width: width - 44,
      text, pitch: 12, bottom: height - 45)
    canvas.line("读一读，写一写。", x: 22, y: height - 34, text.with(points: 13, ink: Colour(0.8, 0.3, 0.1)))
  }

  func whiteboardPage() {
    canvas.fill(x: 0, y: 0, width: width, height: height, Colour(0.93, 0.95, 0.95))
    canvas.box(x: 2, y: 2, width: width - 4, height: height - 4, line: 6, Colour(grey: 0.7))
    let pens = [Colour(0.1, 0.2, 0.7), Colour(0.75, 0.1, 0.1), Colour(0.1, 0.1, 0.12), Colour(0.1, 0.5, 0.2)]
    var y = height * 0.1
    for row in [
      "周例会 \(dice.whole(1...12))/\(dice.whole(1...28))", "1. 保密检查 → 周五前", "2. 机密文件柜钥匙交接",
      "3. \(dice.pick(["预算", "演练", "盘点"]))进度", "4. 负责人：\(chinese.person(&dice))",
    ] + chinese.talkInMessages.shuffled(using: &dice).prefix(3) {
      var style = Style(
        dice.chance(0.5) ? face(.hand) : face(.kai), dice.number(230...330), ink: dice.pick(pens))
      style.face.swelling = 0.05
      canvas.turned(degrees: dice.number(-2...2), about: Spot(width * 0.1, y)) {
        canvas.line(row, x: width * dice.number(0.06...0.12), y: y, style)
      }
      y += height * 0.17
    }
    for _ in 0..<3 {
      let (x, y) = (width * dice.number(0.6...0.9), height * dice.number(0.3...0.85))
      canvas.box(x: x, y: y, width: width * 0.08, height: height * 0.07, line: 4, dice.pick(pens))
    }
  }

  func menuPage() {
    let (ground, front) = dice.pick([
      (Colour(0.55, 0.08, 0.1), Colour(0.95, 0.8, 0.4)), (Colour(0.98, 0.95, 0.86), Colour(0.6, 0.1, 0.1)),
      (Colour(0.15, 0.12, 0.1), Colour(0.95, 0.85, 0.6)),
    ])
    canvas.fill(x: 0, y: 0, width: width, height: height, ground)
    canvas.line(
      dice.pick(["菜　单", "招牌菜", "今日特价"]), x: centre, y: 16, Style(face(.kai).bold(), 44, ink: front), .centre)
    let text = Style(face(.song).bold(), 17, ink: front)
    var y = 44.0
    while y < height - 25 {
      canvas.line(dice.pick(["秘制红烧肉", "清蒸鲈鱼", "宫保鸡丁", "独家秘方烤鸭", "干锅花菜", "酸辣土豆丝", "老火例汤"]), x: 24, y: y, text)
      canvas.line("￥\(dice.whole(12...98))", x: width - 24, y: y, text, .right)
      y += 13
    }
  }

  func bannerCloth() {
    canvas.fill(x: 0, y: 0, width: width, height: height, officialRed())
    let words = dice.pick(["热烈欢迎各位领导莅临指导", "保守秘密 慎之又慎", "严防泄密 确保安全", "学习贯彻会议精神", "庆祝建校五十周年"])
    canvas.line(
      words, x: centre, y: height * 0.22,
      Style(
        face(.hei).bold(), min(height * 0.5 * 72 / 25.4, width * 0.9 / Double(words.count) * 72 / 25.4),
        ink: dice.pick([.white, Colour(1, 0.9, 0.3)])), .centre)
  }
}
