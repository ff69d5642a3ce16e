/// More of what telephones and computers show; millimetres stand for a fifteenth of a telephone's width.
extension Page {
  private func shade() -> Colour { Colour(dice.unit(), dice.unit(), dice.unit()) }

  /// A locked telephone: the time, and what came in.
  func lockScreen() {
    let sky = shade()
    for step in 0..<50 {
      canvas.fill(
        x: 0, y: height * Double(step) / 50, width: width, height: height / 50 + 0.3,
        sky.mixed(with: .black, 0.2 + 0.5 * Double(step) / 50))
    }
    for _ in 0..<6 {
      canvas.glow(
        x: width * dice.unit(), y: height * dice.unit(), radius: dice.number(10...40), shade(), opacity: 0.4)
    }
    canvas.line(
      "\(dice.whole(6...23)):\(dice.whole(10...59))", x: centre, y: 22, Style(face(.sans), 58, ink: .white),
      .centre)
    canvas.line(
      "\(dice.whole(1...12))月\(dice.whole(1...28))日 星期三", x: centre, y: 46,
      Style(face(.hei), 13, ink: .white), .centre)
    var y = height * 0.42
    for _ in 0..<dice.whole(2...5) {
      canvas.roundedFill(x: 3, y: y, width: width - 6, height: 15, radius: 3, Colour(grey: 0.93))
      canvas.line(
        dice.pick(["微信", "短信", "邮件", "新闻", "备忘录"]), x: 7, y: y + 2, Style(face(.hei).bold(), 9, ink: .black))
      canvas.line(
        dice.pick(
          [
            "[1条]机密文件不要外传", "验证码 \(dice.digits(6))，请勿告诉他人", "绝密★启用前考题泄露？警方通报", "你有一条私密消息",
            "Secret sale: 50% off", "老板：这事保密",
          ] + chinese.talkInMessages),
        x: 7, y: y + 7.5, Style(face(.hei), 10, ink: .black))
      y += 17
    }
  }

  /// Albums, as a grid of pictures under their names.
  func albumScreen() {
    let dark = dice.chance(0.4)
    canvas.fill(x: 0, y: 0, width: width, height: height, dark ? .black : .white)
    let front = dark ? Colour(grey: 0.95) : Colour.black
    statusBar(front)
    canvas.line(
      dice.pick(["私密相册", "秘密相册", "加密相册", "私密保险箱"]), x: 5, y: 9, Style(face(.hei).bold(), 16, ink: front))
    let columns = dice.whole(3...4)
    let side = (width - 2) / Double(columns)
    var y = 20.0
    while y < height - 14 {
      for column in 0..<columns {
        let x = 1 + Double(column) * side
        let base = shade()
        canvas.fill(x: x, y: y, width: side - 0.6, height: side - 0.6, base)
        canvas.clipped(x: x, y: y, width: side - 0.6, height: side - 0.6) {
          canvas.glow(
            x: x + side * dice.unit(), y: y + side * dice.unit(), radius: side * 0.6, shade(), opacity: 0.8)
          canvas.disc(
            x: x + side * dice.unit(), y: y + side, radius: side * 0.4, base.mixed(with: .black, 0.5))
        }
      }
      y += side
    }
  }

  /// A mail whose foot speaks of confidence, in English or Chinese.
  func mailScreen() {
    canvas.fill(x: 0, y: 0, width: width, height: height, .white)
    statusBar(.black)
    let isChinese = dice.chance(0.4)
    let text = Style(face(isChinese ? .hei : .sans), 10, ink: .black)
    canvas.line(isChinese ? "收件箱" : "Inbox", x: 5, y: 9, text.with(points: 12, ink: Colour(0.1, 0.4, 0.9)))
    canvas.line(
      isChinese
        ? "关于报价单的回复" : dice.pick(["Re: Confidential offer", "Quarterly figures", "Secret Santa list"]), x: 5,
      y: 18,
      Style(text.face.bold(), 14, ink: .black))
    canvas.line(
      isChinese ? "发件人：\(chinese.person(&dice))" : "From: A. Sample", x: 5, y: 27,
      text.with(points: 9, ink: Colour(grey: 0.4)))
    var y = 36.0
    for _ in 0..<dice.whole(2...4) {
      y =
        canvas.paragraphs(
          isChinese ? chinese.paragraph(60, &dice) : english.paragraph(3, &dice), x: 5, y: y,
          width: width - 10, text, pitch: 5.4,
          bottom: height - 50, justified: false) + 3
    }
    let foot =
      isChinese
      ? "本邮件及附件含有机密信息，仅供收件人使用。如误收，请立即删除，不得复制或泄露其内容。"
      : dice.pick([
        "CONFIDENTIAL: This message is intended only for the person to whom it is addressed. If you are not that person, delete it.",
        "CONFIDENTIALITY NOTICE\nThis e-mail may contain privileged and confidential information.",
        "The contents are strictly private and confidential.",
      ])
    canvas.paragraphs(
      foot, x: 5, y: y + 6, width: width - 10, text.with(points: 8, ink: Colour(grey: 0.45)), pitch: 4.2,
      justified: false)
  }

  /// An editor full of a program's text, on a computer's screen.
  func codeScreen() {
    let dark = dice.chance(0.7)
    canvas.fill(x: 0, y: 0, width: width, height: height, dark ? Colour(0.12, 0.12, 0.15) : .white)
    let plain = dark ? Colour(grey: 0.85) : Colour(grey: 0.1)
    let inks = [plain, plain, Colour(0.4, 0.6, 0.9), Colour(0.85, 0.55, 0.4), Colour(0.5, 0.7, 0.45)]
    canvas.fill(x: 0, y: 0, width: width, height: 8, dark ? Colour(grey: 0.2) : Colour(grey: 0.9))
    canvas.line("settings.py — sample", x: centre, y: 2.2, Style(face(.sans), 9, ink: plain), .centre)
    let lines = [
      "SECRET_KEY = os.environ[\"SECRET\"]", "def classify(page):", "    if level == \"TOP SECRET\":",
      "        return Level.SECRET",
      "class Confidential(Exception):", "    \"\"\"CONFIDENTIAL data must not be logged.\"\"\"",
      "LEVELS = [\"机密\", \"秘密\", \"绝密\"]",
      "for line in lines:", "    print(line.strip())", "# TODO: rotate secret",
      "assert token != client_secret", "return None", "",
      "kubectl create secret generic db", "    value = read(path)[:\(dice.whole(2...90))]",
    ]
    var y = 12.0
    var number = dice.whole(1...300)
    while y < height - 6 {
      canvas.line("\(number)", x: 10, y: y, Style(face(.mono), 8.5, ink: Colour(grey: 0.5)), .right)
      canvas.line(dice.pick(lines), x: 14, y: y, Style(face(.mono), 8.5, ink: dice.pick(inks)))
      y += 4.6
      number += 1
    }
  }

  /// A shop's page: goods, prices, stars.
  func shopScreen() {
    canvas.fill(x: 0, y: 0, width: width, height: height, Colour(grey: 0.95))
    canvas.fill(x: 0, y: 0, width: width, height: 18, Colour(0.95, 0.3, 0.15))
    statusBar(.white)
    canvas.roundedFill(x: 5, y: 9, width: width - 10, height: 7, radius: 3.5, .white)
    canvas.line(
      dice.pick(["秘密花园 填色书", "印章 机密 定制", "内衣 秘密", "档案袋 牛皮纸"]), x: 9, y: 10.4,
      Style(face(.hei), 9, ink: Colour(grey: 0.4)))
    var y = 21.0
    while y < height {
      for x in [2.0, width / 2 + 1] {
        canvas.roundedFill(x: x, y: y, width: width / 2 - 3, height: 50, radius: 1.5, .white)
        canvas.fill(x: x, y: y, width: width / 2 - 3, height: 28, shade().mixed(with: .white, 0.4))
        canvas.disc(x: x + 15, y: y + 15, radius: dice.number(5...11), shade())
        canvas.line(
          dice.pick(["秘密花园手绘本", "机密印章 光敏章", "绝密配方辣酱", "Secret 止汗膏", "保密文件柜", "密码箱20寸", "儿童日记本带锁"]), x: x + 2,
          y: y + 30,
          Style(face(.hei), 9, ink: .black))
        canvas.line(
          "￥\(dice.whole(5...399)).\(dice.whole(0...9))", x: x + 2, y: y + 36,
          Style(face(.sans).bold(), 12, ink: Colour(0.9, 0.2, 0.1)))
        canvas.line(
          "★★★★★ \(dice.whole(10...9999))人付款", x: x + 2, y: y + 43,
          Style(face(.hei), 7.5, ink: Colour(grey: 0.5)))
      }
      y += 52
    }
  }

  /// An article on a telephone: secrecy is its topic, in its title too.
  func webArticle() {
    canvas.fill(x: 0, y: 0, width: width, height: height, .white)
    statusBar(.black)
    canvas.line(
      dice.pick(["泄露国家秘密，判了！", "拍照发群，机密外泄", "绝密文件失窃之后", "这些行为可能泄密"] + chinese.talkInTitles), x: 5, y: 14,
      Style(face(.hei).bold(), 16, ink: .black))
    canvas.line(
      dice.pick(["保密观", "法治在线", "案例通报"]) + "　\(chinese.date(&dice))", x: 5, y: 25,
      Style(face(.hei), 9, ink: Colour(grey: 0.5)))
    let text = Style(face(.hei), 11, ink: Colour(grey: 0.15))
    var y = 33.0
    while y < height - 20 {
      if dice.chance(0.25) {
        canvas.fill(x: 5, y: y, width: width - 10, height: 32, shade())
        canvas.glow(x: centre, y: y + 14, radius: 16, shade(), opacity: 0.8)
        y += 36
      }
      y =
        canvas.paragraphs(
          "　　"
            + dice.pick(
              [
                "某局干部王某将一份机密级文件拍照，通过微信发给朋友。", "国家秘密分为绝密、机密、秘密三级，保密期限各不相同。", "经鉴定，其中2份为秘密级国家秘密。",
                "保密部门提醒：标有“机密★10年”等标志的文件一律不得拍照。",
              ] + chinese.talkInPrint) + chinese.sentence(&dice), x: 5, y: y, width: width - 10, text,
          pitch: 6.4, bottom: height - 10
        ) + 3
    }
  }
}
