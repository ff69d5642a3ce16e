/// What phones show, as the phone itself pictures it: millimetres stand for a fifteenth of a screen's width.
extension Page {
  func statusBar(_ ink: Colour) {
    canvas.line(
      "\(dice.whole(8...22)):\(dice.whole(10...59))", x: 5, y: 2.2, Style(face(.sans).bold(), 9, ink: ink))
    canvas.line("5G  \(dice.whole(12...99))%", x: width - 5, y: 2.2, Style(face(.sans), 9, ink: ink), .right)
  }

  /// A chat that speaks of secrets.
  func chatScreen() {
    let dark = dice.chance(0.25)
    canvas.fill(x: 0, y: 0, width: width, height: height, dark ? Colour(grey: 0.07) : Colour(grey: 0.93))
    let front = dark ? Colour(grey: 0.9) : Colour(grey: 0.08)
    statusBar(front)
    canvas.line(
      dice.pick([chinese.person(&dice), "家庭群(6)", "同学群(43)", "项目沟通"]), x: centre, y: 9,
      Style(face(.hei), 11, ink: front), .centre)
    canvas.fill(x: 0, y: 16, width: width, height: 0.15, Colour(grey: 0.7))
    let messages =
      [
        "机密文件别发群里", "这是绝密，别告诉别人哈哈", "收到", "晚上吃什么？", "告诉你一个秘密", "那份机密★20年的样子你见过吗", "明天几点开会", "好的好的", "文件放桌上了",
        "领导说要保密", "绝密消息：周末放假", "秘密★长期 是什么意思", "嗯嗯", "不要拍照，注意保密",
      ] + chinese.talkInMessages
    var y = 21.0
    let text = Style(face(.hei), 10.5, ink: front)
    while y < height - 22 {
      let message = dice.pick(messages)
      let mine = dice.chance(0.45)
      let bubble = canvas.width(of: message, text) + 7
      let ground =
        mine ? (dark ? Colour(0.2, 0.5, 0.3) : Colour(0.6, 0.92, 0.45)) : (dark ? Colour(grey: 0.18) : .white)
      let x = mine ? width - 14 - bubble : 14
      canvas.roundedFill(
        x: mine ? width - 12 : 3, y: y, width: 9, height: 9, radius: 1.5,
        Colour(dice.unit(), dice.unit(), dice.unit()))
      canvas.roundedFill(x: x, y: y, width: bubble, height: 9, radius: 1.5, ground)
      canvas.line(message, x: x + 3.5, y: y + 2.6, text)
      y += dice.number(11.5...15)
    }
    canvas.fill(
      x: 0, y: height - 13, width: width, height: 13, dark ? Colour(grey: 0.12) : Colour(grey: 0.97))
    canvas.roundedFill(
      x: 13, y: height - 10.5, width: width - 38, height: 7.5, radius: 1, dark ? Colour(grey: 0.2) : .white)
  }

  /// An app or a web page.
  func appScreen() {
    canvas.fill(x: 0, y: 0, width: width, height: height, .white)
    let accent = dice.pick([Colour(0.85, 0.15, 0.15), Colour(0.1, 0.45, 0.9), Colour(0.1, 0.6, 0.4)])
    canvas.fill(x: 0, y: 0, width: width, height: 17, accent)
    statusBar(.white)
    canvas.line(
      dice.pick(["私密相册", "秘密日记", "新闻", "备忘录", "设置", "保密观"]), x: centre, y: 9,
      Style(face(.hei), 12, ink: .white), .centre)
    var y = 22.0
    let title = Style(face(.hei).bold(), 11, ink: Colour(grey: 0.1))
    while y < height - 14 {
      canvas.line(
        dice.pick(
          [
            "警惕！拍照泄密案例", "绝密★启用前 你还记得吗", "私密空间 已加密", "国家秘密的三个密级", "今日天气 多云转晴", "密码管理", "机密信息如何保护", "周末去哪儿玩",
          ] + chinese.talkInTitles), x: 5, y: y, title)
      canvas.paragraphs(
        chinese.paragraph(34, &dice, indented: false), x: 5, y: y + 6.5, width: width - 32,
        Style(face(.hei), 8.5, ink: Colour(grey: 0.45)), pitch: 4.6, bottom: y + 15)
      canvas.roundedFill(
        x: width - 23, y: y, width: 18, height: 13, radius: 1, Colour(dice.unit(), dice.unit(), dice.unit()))
      y += 19
      canvas.fill(x: 5, y: y - 2, width: width - 10, height: 0.12, Colour(grey: 0.85))
    }
  }
}
