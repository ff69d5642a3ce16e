/// Papers that people photograph every day, some of which say 机密 or CONFIDENTIAL in passing.
extension Page {
  /// Rows of a ruled table from `y` down; gives where it ends.
  @discardableResult
  private func ruled(
    _ heads: [String], shares: [Double], rows: Int, y top: Double, pitch: Double, _ style: Style,
    cell: (Int, Int) -> String
  ) -> Double {
    let (left, right) = (20.0, width - 20)
    for row in 0...rows + 1 {
      canvas.fill(x: left, y: top + Double(row) * pitch, width: right - left, height: 0.25, style.ink)
    }
    for row in 0...rows {
      for (column, share) in shares.enumerated() {
        canvas.line(
          row == 0 ? heads[column] : cell(row, column), x: left + (right - left) * share + 2,
          y: top + (Double(row) + 0.28) * pitch, style)
      }
    }
    return top + Double(rows + 1) * pitch
  }

  func bankStatement() {
    let blue = dice.pick([Colour(0.1, 0.3, 0.6), Colour(0.7, 0.1, 0.15), Colour(0.05, 0.45, 0.35)])
    canvas.line(
      dice.pick(chinese.places).dropLast() + "商业银行", x: 20, y: 16, Style(face(.hei).bold(), 20, ink: blue))
    canvas.line("个人账户交易明细", x: centre, y: 32, Style(face(.hei), 18, ink: ink()), .centre)
    let text = Style(face(.song), 10, ink: ink())
    canvas.line(
      "户名：\(chinese.person(&dice))　账号：\(dice.digits(4)) **** **** \(dice.digits(4))", x: 20, y: 46, text)
    let rows = dice.whole(14...24)
    var balance = dice.whole(2000...80000)
    let end = ruled(
      ["日期", "摘要", "支出", "收入", "余额"], shares: [0, 0.2, 0.45, 0.63, 0.8], rows: rows, y: 56, pitch: 8, text
    ) { row, column in
      switch column {
      case 0: return "2024-0\(row % 9 + 1)-\(dice.whole(10...28))"
      case 1: return dice.pick(["消费", "工资", "转账", "利息", "水电费", "取款", "密码重置费"])
      case 4:
        balance += dice.whole(-900...1500)
        return "\(balance).\(dice.digits(2, padded: true))"
      default: return dice.chance(0.5) ? "\(dice.whole(5...3000)).00" : ""
      }
    }
    canvas.line("客户信息严格保密，请妥善保管本单据及密码。", x: 20, y: end + 6, text.with(ink: Colour(grey: 0.4)))
    if dice.chance(0.6) { seal("业务专用章", x: width - 50, y: end + 14, radius: 17) }
  }

  func invoice() {
    let brown = dice.pick([Colour(0.55, 0.3, 0.2), officialRed(), Colour(0.15, 0.35, 0.55)])
    let heading = Style(face(.kai).bold(), 26, ink: brown)
    canvas.line(dice.pick(chinese.places).prefix(2) + "省增值税普通发票", x: centre, y: 10, heading, .centre)
    canvas.fill(x: centre - 45, y: 22, width: 90, height: 0.3, brown)
    canvas.fill(x: centre - 45, y: 23, width: 90, height: 0.3, brown)
    let text = Style(face(.song), 10, ink: brown)
    canvas.line("发票代码 \(dice.digits(12))", x: width - 20, y: 12, text, .right)
    canvas.line("发票号码 \(dice.digits(8))", x: width - 20, y: 18, text, .right)
    canvas.box(x: 20, y: 28, width: width - 40, height: height - 50, line: 0.5, brown)
    canvas.line("购买方：\(dice.pick(chinese.places).dropLast())科技有限公司", x: 24, y: 32, text)
    canvas.line("密码区", x: width * 0.6, y: 32, text)
    for row in 0..<4 {
      canvas.line(
        (0..<26).map { _ in dice.pick(["<", ">", "*", "/", "+", "3", "7", "0", "9", "-"]) }.joined(),
        x: width * 0.65,
        y: 31 + Double(row) * 5, Style(face(.mono), 8, ink: ink()))
    }
    ruled(
      ["货物或应税劳务名称", "数量", "单价", "金额"], shares: [0, 0.45, 0.6, 0.78], rows: 4, y: 56, pitch: 9, text
    ) { row, column in
      column == 0
        ? dice.pick(["*餐饮服务*餐费", "*办公用品*纸张", "*印刷品*图书", "*信息服务*维护"]) : dice.digits(dice.whole(1...4))
    }
    canvas.line("价税合计（大写）：壹仟贰佰圆整", x: 24, y: height - 40, text)
    seal("发票专用章", x: width - 60, y: height - 38, radius: 14)
  }

  /// A letter of a clinic; its head says so in every hospital.
  func medicalLetter() {
    let isChinese = dice.chance(0.5)
    let text = Style(face(isChinese ? .song : .sans), 11.5, ink: ink())
    if isChinese {
      canvas.line(
        dice.pick(chinese.places) + "第二人民医院", x: centre, y: 16, Style(face(.hei), 20, ink: ink()), .centre)
      canvas.line(
        dice.pick(["出院小结", "检验报告单", "诊断证明书", "体检报告"]), x: centre, y: 28, Style(face(.hei), 17, ink: ink()),
        .centre)
      canvas.line("姓名：\(chinese.person(&dice))　性别：女　年龄：\(dice.whole(20...80))　科室：内科", x: 20, y: 42, text)
      ruled(
        ["项目", "结果", "参考值", "单位"], shares: [0, 0.4, 0.6, 0.82], rows: dice.whole(8...16), y: 52, pitch: 8,
        text
      ) { _, column in
        [
          dice.pick(["白细胞", "血红蛋白", "葡萄糖", "尿酸", "总胆固醇", "血小板"]), "\(dice.whole(2...9)).\(dice.whole(0...9))",
          "3.5–9.5", "mmol/L",
        ][column]
      }
      canvas.line("本报告涉及个人隐私，请注意保密。", x: 20, y: height - 30, text.with(points: 9))
      if dice.chance(0.5) { seal("诊断证明专用章", x: width - 50, y: height - 45, radius: 17) }
      return
    }
    canvas.line(
      "Thornwick Valley Clinic", x: 22, y: 16, Style(face(.sans).bold(), 17, ink: Colour(0.1, 0.4, 0.4)))
    canvas.line(
      dice.pick(["Private & Confidential", "Confidential medical information", "In confidence"]), x: 22,
      y: 34,
      text.with(points: 12))
    canvas.paragraphs(
      "Dear Dr Sample,\nRe: patient no. \(dice.digits(6))\n" + english.paragraph(5, &dice) + "\n"
        + english.paragraph(5, &dice)
        + "\nYours sincerely,", x: 22, y: 46, width: width - 44, text, pitch: 6.4, bottom: height - 50,
      justified: false)
    scribble(x: 24, y: height - 44, width: 40, ink: Colour(0.1, 0.1, 0.4))
  }

  /// Tickets, cards and slips of passage.
  func ticket() {
    let tone = dice.pick([Colour(0.85, 0.93, 1), Colour(1, 0.9, 0.88), Colour(0.95, 0.95, 0.85)])
    canvas.fill(x: 0, y: 0, width: width, height: height, tone)
    let text = Style(face(.hei), 12, ink: ink())
    canvas.line("\(dice.pick(chinese.places).dropLast())站", x: 10, y: 10, text.with(points: 20))
    canvas.line("G\(dice.digits(3))", x: centre, y: 10, text.with(points: 20), .centre)
    canvas.line(
      "\(dice.pick(chinese.places).dropLast())站", x: width - 10, y: 10, text.with(points: 20), .right)
    canvas.line(chinese.date(&dice) + " \(dice.whole(6...22)):\(dice.whole(10...59))开", x: 10, y: 24, text)
    canvas.line("￥\(dice.whole(20...900)).5元　二等座", x: 10, y: 33, text)
    canvas.line("\(dice.digits(6))********\(dice.digits(4)) \(chinese.person(&dice))", x: 10, y: 42, text)
    for row in 0..<14 {
      for column in 0..<14 where dice.chance(0.5) {
        canvas.fill(
          x: width - 28 + Double(column) * 1.3, y: height - 26 + Double(row) * 1.3, width: 1.3, height: 1.3,
          ink())
      }
    }
  }

  /// Ruled or squared paper, written by hand.
  func notesPage() {
    let blue = Colour(0.6, 0.72, 0.85)
    var y = 24.0
    let pitch = dice.number(8...11)
    while y < height - 10 {
      canvas.fill(x: 0, y: y, width: width, height: 0.2, blue)
      y += pitch
    }
    if dice.chance(0.5) { canvas.fill(x: 26, y: 0, width: 0.3, height: height, Colour(0.9, 0.5, 0.5)) }
    let style = Style(
      face(dice.chance(0.7) ? .hand : .kai), pitch * 2.1,
      ink: dice.pick([Colour(0.1, 0.15, 0.5), ink(), Colour(0.15, 0.2, 0.3)]))
    y = 24 + pitch - style.em
    let own = [
      "买菜：白菜、豆腐、鸡蛋", "周三下午开会，记得带材料", "保密培训笔记：机密最长20年", "绝密！！不许看（妹妹写的）", "wifi 密码 \(dice.digits(8))",
      "数学作业 P\(dice.whole(10...90)) 第3题",
      "我的秘密日记", "给妈妈打电话", "TOP SECRET diary", "生日礼物：书、围巾", chinese.person(&dice) + " \(dice.digits(8))",
    ]
    let lines = (own + chinese.talkInMessages).shuffled(using: &dice)
    for line in lines where y < height - 20 {
      canvas.turned(degrees: dice.number(-1.2...1.2), about: Spot(30, y)) {
        canvas.line(line, x: 30 + dice.number(0...8), y: y, style)
      }
      y += pitch * Double(dice.whole(1...2))
    }
    if dice.chance(0.5) { scribble(x: width * 0.5, y: height - 30, width: 40, ink: style.ink) }
  }

  /// A folding map of a town, without a mark.
  func townMap() {
    canvas.fill(x: 0, y: 0, width: width, height: height, Colour(0.95, 0.94, 0.88))
    canvas.polygon(
      (0...20).map { Spot(Double($0) / 20 * width, height * 0.6 + dice.number(-12...12)) }
        + (0...20).map { Spot(width - Double($0) / 20 * width, height * 0.68 + dice.number(-12...12)) },
      Colour(0.7, 0.83, 0.95))
    for _ in 0..<dice.whole(4...9) {
      canvas.fill(
        x: width * dice.unit(), y: height * dice.unit(), width: dice.number(12...40),
        height: dice.number(10...30),
        Colour(0.8, 0.9, 0.75))
    }
    for number in 0..<dice.whole(10...22) {
      let line = number < 5 ? 3.0 : 1.2
      let colour = number < 5 ? Colour(0.98, 0.85, 0.5) : Colour.white
      let (x, y) = (width * dice.unit(), height * dice.unit())
      let spots =
        dice.chance(0.5)
        ? [Spot(x, 0), Spot(x + dice.number(-20...20), height)]
        : [Spot(0, y), Spot(width, y + dice.number(-20...20))]
      canvas.stroke(spots, line: line + 0.5, Colour(grey: 0.7))
      canvas.stroke(spots, line: line, colour)
    }
    let text = Style(face(.hei), 9, ink: ink())
    for _ in 0..<dice.whole(18...34) {
      let (x, y) = (width * dice.unit(), height * dice.unit())
      canvas.disc(x: x, y: y, radius: 0.8, officialRed())
      canvas.line(
        dice.pick(["人民公园", "第一中学", "市政府", "汽车站", "医院", "图书馆", "保密局家属院", "体育馆", "火车站", "邮局"]), x: x + 1.5,
        y: y - 1.5, text)
    }
    canvas.fill(x: 8, y: 8, width: 84, height: 15, .white)
    canvas.line(dice.pick(chinese.places) + "城区交通旅游图", x: 11, y: 11, text.with(points: 15))
  }

  /// A school's own exam, which nobody keeps secret.
  func classTest() {
    let text = Style(face(.song), 12, ink: ink())
    canvas.line(
      "20\(dice.whole(18...25))年\(dice.pick(["三", "五", "七", "八"]))年级上册\(dice.pick(["语文", "数学", "英语"]))期末检测卷",
      x: centre, y: 18,
      Style(face(.hei), 18, ink: ink()), .centre)
    canvas.line("班级________　姓名________　学号________　得分________", x: centre, y: 31, text, .centre)
    if dice.chance(0.5) {
      canvas.turned(degrees: -90, about: Spot(12, height * 0.6)) {
        canvas.line("密　　封　　线　　内　　不　　准　　答　　题", x: 12, y: height * 0.6, text)
      }
      canvas.stroke([Spot(19, 20), Spot(19, height - 20)], line: 0.3, ink())
    }
    var body = ""
    for number in 1...12 {
      body += "\(number)．\(chinese.sentence(&dice))（　　）\n"
      if dice.chance(0.5) { body += "　A．甲　　B．乙　　C．丙　　D．丁\n" }
    }
    canvas.paragraphs(
      body, x: 26, y: 46, width: width - 48, text, pitch: 9, bottom: height - 20, justified: false)
    if dice.chance(0.5) {
      for _ in 0..<dice.whole(3...10) {
        scribble(
          x: dice.number(60...150), y: dice.number(50...height - 30), width: dice.number(5...16),
          ink: officialRed(), line: 0.6)
      }
      canvas.line("\(dice.whole(60...100))", x: width - 40, y: 14, Style(face(.hand), 40, ink: officialRed()))
    }
  }
}
