/// Pages that speak of secrecy and bear no mark: news, lessons, contracts, stories.
extension Page {
  /// News about leaks and lessons on secrecy: several levels, all within sentences.
  func article() {
    let sentences =
      (part == .tuning
        ? [
          "经查，该单位工作人员违规将机密级文件拍照发送至聊天群，造成泄密。", "国家秘密的密级分为绝密、机密、秘密三级。",
          "绝密级国家秘密是最重要的国家秘密，泄露会使国家安全和利益遭受特别严重的损害。",
          "涉密人员离岗须履行脱密期管理。", "不得在非涉密计算机上处理秘密级以上信息。", "保密行政管理部门对当事人进行了批评教育。",
        ]
        : [
          "案例显示，有人在网盘存储秘密文件，被保密部门查处。", "机密级国家秘密是重要的国家秘密。", "任何组织和个人不得非法复制、记录、存储国家秘密。",
          "某公司员工把标有绝密字样的图纸带回家中，受到处分。",
          "发现泄密隐患应当立即报告。", "秘密级文件的保密期限一般不超过十年。",
        ]) + chinese.talkInPrint
    let title = Style(face(.song).bold(), 22, ink: ink())
    canvas.line(
      dice.pick(
        ["警惕手机拍照泄密", "保守国家秘密人人有责", "微信泄密典型案例", "保密知识问答", "一张照片引发的泄密案", "什么是国家秘密"] + chinese.talkInTitles),
      x: centre, y: 30,
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

  func slidePage() {
    let accent = dice.pick([Colour(0.7, 0.08, 0.1), Colour(0.1, 0.25, 0.55), Colour(0.1, 0.45, 0.4)])
    canvas.fill(x: 0, y: 0, width: width, height: height, .white)
    canvas.fill(x: 0, y: 0, width: width, height: height * 0.17, accent)
    canvas.line(
      dice.pick(["保密教育培训", "密级的划分与标志", "国家秘密载体管理", "工作秘密与商业秘密"] + chinese.talkInTitles), x: width * 0.05,
      y: height * 0.045,
      Style(face(.hei).bold(), 30, ink: .white))
    let points =
      [
        "绝密、机密、秘密三级，标志为“★”", "保密期限：绝密级不超过30年，机密级不超过20年，秘密级不超过10年", "示例：机密★20年", "涉密载体应当由专人保管", "严禁用手机拍摄涉密文件",
        "泄密案例分析与警示",
      ] + chinese.talkInPrint + chinese.talkInMessages
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
    let questions =
      [
        "国家秘密的密级分为（　）。\nA. 绝密、机密、秘密　B. 机密、秘密　C. 绝密、秘密　D. 核心、重要",
        "机密级国家秘密的保密期限一般不超过（　）年。\nA. 10　B. 20　C. 30　D. 50",
        "下列标志正确的是（　）。\nA. 机密★20年　B. 机密20年★　C. ★机密　D. 秘密☆", "秘密级文件的复印件应当（　）。\nA. 视同原件管理　B. 随意处置　C. 自行销毁",
        "涉密计算机（　）连接互联网。\nA. 不得　B. 可以　C. 经批准可以", "发现泄密后应当（　）。\nA. 立即报告　B. 自行处理　C. 等待通知",
      ] + chinese.talkInQuestions
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

  func novelPage() {
    let sentences =
      (part == .tuning
        ? ["她把那封绝密的信藏进了抽屉最深处。", "没有人知道这座花园的秘密。", "夜色像墨一样漫过河岸。", "“这是机密，”他低声说，“别告诉任何人。”", "远处传来火车的汽笛声。"]
        : ["老人笑了笑，说起当年的秘密武器。", "雨下了整整一夜，屋檐滴答作响。", "他打开盒子，里面是一张绝密地图。", "“你还有多少秘密？”她问。", "晨光落在书桌上。"])
      + chinese.talkInStories
    let text = Style(face(.song), 11, ink: ink())
    canvas.line(
      dice.pick(["秘密花园", "第七章　密信", "绝密飞行", "第三章　归途"] + chinese.talkInTitles), x: centre, y: 12,
      text.with(points: 9), .centre)
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
}
