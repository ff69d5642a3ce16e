import Glibc

/// Pages that are no finding, the tempting ones first: they speak of secrecy, or are red.
extension Page {
  /// News about leaks and lessons on secrecy: several levels, all within sentences.
  func article() {
    let sentences =
      part == .tuning
      ? [
        "经查，该单位工作人员违规将机密级文件拍照发送至聊天群，造成泄密。", "国家秘密的密级分为绝密、机密、秘密三级。", "绝密级国家秘密是最重要的国家秘密，泄露会使国家安全和利益遭受特别严重的损害。",
        "涉密人员离岗须履行脱密期管理。", "不得在非涉密计算机上处理秘密级以上信息。", "保密行政管理部门对当事人进行了批评教育。",
      ]
      : [
        "案例显示，有人在网盘存储秘密文件，被保密部门查处。", "机密级国家秘密是重要的国家秘密。", "任何组织和个人不得非法复制、记录、存储国家秘密。",
        "某公司员工把标有绝密字样的图纸带回家中，受到处分。",
        "发现泄密隐患应当立即报告。", "秘密级文件的保密期限一般不超过十年。",
      ]
    let title = Style(face(.song).bold(), 22, ink: ink())
    canvas.line(
      dice.pick(["警惕手机拍照泄密", "保守国家秘密人人有责", "微信泄密典型案例", "保密知识问答", "一张照片引发的泄密案", "什么是国家秘密"]), x: centre, y: 30,
      title, .centre)
    let text = Style(face(.song), dice.number(12...16), ink: ink())
    canvas.line(
      chinese.date(&dice) + "　来源：本报", x: centre, y: 43, text.with(points: 10, ink: Colour(grey: 0.45)),
      .centre)
    var body = ""
    while body.count < 900 {
      body += "　　"
      for _ in 0..<dice.whole(2...5) {
        body += dice.chance(0.75) ? dice.pick(sentences) : chinese.sentence(&dice)
      }
      body += "\n"
    }
    canvas.paragraphs(body, x: 26, y: 56, width: 158, text, pitch: text.em * 1.75, bottom: height - 30)
    sampleFoot()
  }

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

  /// CONFIDENTIAL where business writes it: in a foot, in a sentence, in mixed case.
  func businessLetter() {
    let text = Style(face(dice.pick([.serif, .sans])), dice.number(10...12), ink: ink())
    let blue = Colour(0.1, 0.3, 0.6)
    canvas.line("Northvale Trading Ltd.", x: 25, y: 18, Style(face(.sans).bold(), 18, ink: blue))
    canvas.fill(x: 25, y: 28, width: 160, height: 0.6, blue)
    var y = 40.0
    for head in [
      "From: a.sample@northvale.example", "To: b.sample@quill.example",
      "Subject: Offer and confidential price list",
    ] {
      canvas.line(head, x: 25, y: y, text)
      y += 6
    }
    y += 6
    for _ in 0..<dice.whole(3...5) {
      y =
        canvas.paragraphs(
          english.paragraph(4, &dice), x: 25, y: y, width: 160, text, pitch: text.em * 1.4,
          bottom: height - 60) + 4
    }
    let disclaimer = dice.pick([
      "This e-mail is confidential and may be privileged. If you are not the intended recipient, "
        + "please delete it and do not keep a copy.",
      "CONFIDENTIALITY NOTICE: The contents of this message are intended solely for the addressee "
        + "and may contain confidential information.",
      "The information in this letter is strictly confidential and remains the property of "
        + "Northvale Trading Ltd.",
    ])
    canvas.paragraphs(
      disclaimer, x: 25, y: height - 40, width: 160, text.with(points: 8.5, ink: Colour(grey: 0.4)),
      pitch: 4.4)
    if dice.chance(0.4) {
      canvas.line(
        "Company Confidential", x: centre, y: height - 14, text.with(points: 8, ink: Colour(grey: 0.5)),
        .centre)
    }
  }

  func agreement() {
    let chineseText = dice.chance(0.5)
    if chineseText {
      canvas.line("保密协议", x: centre, y: 28, Style(face(.song).bold(), 24, ink: ink()), .centre)
      let text = Style(face(.song), 13, ink: ink())
      canvas.paragraphs(
        """
        甲方：\(dice.pick(chinese.places).dropLast())科技有限公司
        乙方：\(chinese.person(&dice))
        　　鉴于乙方在工作中可能接触甲方的商业秘密和其他机密信息，双方约定如下：
        　　一、乙方不得向第三方披露甲方的秘密信息，包括技术秘密和经营秘密。
        　　二、保密期限自本协议签订之日起至该信息公开时止。
        　　三、
        """
          + chinese.paragraph(120, &dice, indented: false) + "\n　　四、"
          + chinese.paragraph(140, &dice, indented: false),
        x: 26, y: 46, width: 158, text, pitch: 8.5, bottom: height - 60)
    } else {
      canvas.line(
        "NON-DISCLOSURE AGREEMENT", x: centre, y: 26, Style(face(.serif).bold(), 18, ink: ink()), .centre)
      let text = Style(face(.serif), 11.5, ink: ink())
      canvas.paragraphs(
        """
        This Agreement is made between Northvale Trading Ltd. and J. Sample.
        1. "Confidential Information" means any secret or confidential data that one party hands to the other.
        2. The Receiving Party shall keep the Confidential Information secret and confidential.
        """
          + "\n3. " + english.paragraph(5, &dice) + "\n4. " + english.paragraph(6, &dice) + "\n5. "
          + english.paragraph(5, &dice),
        x: 26, y: 42, width: 158, text, pitch: 6.4, bottom: height - 60)
    }
    canvas.line("________________", x: 30, y: height - 40, Style(face(.serif), 12))
    canvas.line("________________", x: 180, y: height - 40, Style(face(.serif), 12), .right)
  }

  func novelPage() {
    let sentences =
      part == .tuning
      ? ["她把那封绝密的信藏进了抽屉最深处。", "没有人知道这座花园的秘密。", "夜色像墨一样漫过河岸。", "“这是机密，”他低声说，“别告诉任何人。”", "远处传来火车的汽笛声。"]
      : ["老人笑了笑，说起当年的秘密武器。", "雨下了整整一夜，屋檐滴答作响。", "他打开盒子，里面是一张绝密地图。", "“你还有多少秘密？”她问。", "晨光落在书桌上。"]
    let text = Style(face(.song), 11, ink: ink())
    canvas.line(
      dice.pick(["秘密花园", "第七章　密信", "绝密飞行", "第三章　归途"]), x: centre, y: 12, text.with(points: 9), .centre)
    var body = ""
    while body.count < 1100 {
      body += "　　"
      for _ in 0..<dice.whole(1...5) { body += dice.pick(sentences) }
      body += "\n"
    }
    canvas.paragraphs(body, x: 16, y: 22, width: width - 32, text, pitch: 6.6, bottom: height - 18)
    canvas.line("\(dice.whole(20...300))", x: centre, y: height - 13, text.with(points: 9), .centre)
    wear = dice.number(0...0.4)
  }

  func slidePage() {
    let accent = dice.pick([Colour(0.7, 0.08, 0.1), Colour(0.1, 0.25, 0.55), Colour(0.1, 0.45, 0.4)])
    canvas.fill(x: 0, y: 0, width: width, height: height, .white)
    canvas.fill(x: 0, y: 0, width: width, height: height * 0.17, accent)
    canvas.line(
      dice.pick(["保密教育培训", "密级的划分与标志", "国家秘密载体管理", "工作秘密与商业秘密"]), x: width * 0.05, y: height * 0.045,
      Style(face(.hei).bold(), 30, ink: .white))
    let points = [
      "绝密、机密、秘密三级，标志为“★”", "保密期限：绝密级不超过30年，机密级不超过20年，秘密级不超过10年", "示例：机密★20年", "涉密载体应当由专人保管", "严禁用手机拍摄涉密文件",
      "泄密案例分析与警示",
    ]
    var y = height * 0.25
    for point in points.shuffled(using: &dice).prefix(dice.whole(4...5)) {
      canvas.disc(x: width * 0.06, y: y + 4, radius: 1.6, accent)
      canvas.line(point, x: width * 0.085, y: y, Style(face(.hei), 19, ink: Colour(grey: 0.15)))
      y += height * 0.135
    }
    canvas.line("\(dice.whole(2...40))", x: width * 0.95, y: height * 0.92, Style(face(.sans), 12), .right)
  }

  func quizPage() {
    canvas.line("保密知识测试题", x: centre, y: 24, Style(face(.hei), 20, ink: ink()), .centre)
    canvas.line(
      "单位：____________　姓名：__________　得分：______", x: centre, y: 38, Style(face(.song), 13, ink: ink()), .centre
    )
    let questions = [
      "国家秘密的密级分为（　）。\nA. 绝密、机密、秘密　B. 机密、秘密　C. 绝密、秘密　D. 核心、重要",
      "机密级国家秘密的保密期限一般不超过（　）年。\nA. 10　B. 20　C. 30　D. 50",
      "下列标志正确的是（　）。\nA. 机密★20年　B. 机密20年★　C. ★机密　D. 秘密☆", "秘密级文件的复印件应当（　）。\nA. 视同原件管理　B. 随意处置　C. 自行销毁",
      "涉密计算机（　）连接互联网。\nA. 不得　B. 可以　C. 经批准可以", "发现泄密后应当（　）。\nA. 立即报告　B. 自行处理　C. 等待通知",
    ]
    var text = "一、单项选择题\n"
    for (number, question) in questions.shuffled(using: &dice).enumerated() {
      text += "\(number + 1). \(question)\n"
    }
    text += "二、判断题\n1. 绝密级文件可以带回家中。（　）\n2. 秘密载体可以通过普通邮政寄送。（　）\n"
    canvas.paragraphs(
      text, x: 25, y: 52, width: 160, Style(face(.song), 14, ink: ink()), pitch: 9, bottom: height - 25,
      justified: false)
    sampleFoot()
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
      dice.pick(["全市保密工作会议召开", "秘密战线英雄事迹展开幕", "我市开展防汛演练", "揭开古墓的秘密"]), x: centre, y: 37,
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
    ] {
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
