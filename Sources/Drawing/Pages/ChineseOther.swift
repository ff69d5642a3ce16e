import Glibc

/// Chinese pages that bear a mark outside the standard's head.
extension Page {
  /// Telegrams: a ruled form with field labels.
  func telegram(marked: Bool) {
    let left = 20.0 + dice.number(-3...3)
    let right = width - left
    let red = dice.chance(0.6)
    let rules = red ? officialRed() : ink()
    let labels = Style(face(.song), 13, ink: dice.chance(0.5) ? rules : ink())
    let filled = Style(face(.kai), 15, ink: ink())
    let heading = Style(
      face(.song).bold(900), dice.number(30...44), ink: dice.chance(0.65) ? officialRed() : ink(),
      spacing: 0.1)
    var y = 24 + dice.number(-6...8)
    let name =
      marked
      ? dice.pick(["密码电报", "密码电报", "\(dice.pick(chinese.places).prefix(2))密传发电", "内部传真电报"])
      : dice.pick(["明传电报", "内部明电", "\(dice.pick(chinese.places).prefix(2))明传发电", "传真电报"])
    if marked {
      let mark = ChineseMark(&dice, bare: 0.3)
      classify("cn", mark.level)
      let style = Style(face(.hei), dice.number(15...18), ink: ink())
      if dice.chance(0.5) {
        self.mark(mark.text, x: right - 4, y: y - 2, style, .right)
      } else {
        self.mark(mark.text, x: left + 3, y: y - 2, style)
      }
      y += 10
    }
    canvas.line(name, x: centre, y: y, heading, .centre)
    y += heading.em + 8
    let pitch = dice.number(10...13)
    let top = y
    let unit = chinese.agency(&dice)
    let rows: [[(String, String)]] = [
      [("发电单位", unit), ("签批盖章", chinese.person(&dice))],
      [("等级", dice.pick(["特提", "特急", "加急", "平急"])), ("部门号", dice.digits(3))],
      [
        ("译传号", dice.digits(4)), ("\(dice.pick(chinese.signs).prefix(1))机号", dice.digits(4)),
        ("总号", dice.digits(5)),
      ],
    ]
    let shown = Array(rows.prefix(dice.whole(2...3)))
    for row in shown {
      canvas.fill(x: left, y: y, width: right - left, height: 0.4, rules)
      for (number, field) in row.enumerated() {
        let x = left + (right - left) * Double(number) / Double(row.count) + 3
        let patch = canvas.line(field.0, x: x, y: y + pitch * 0.3, labels)
        canvas.line(field.1, x: patch.corners[1].x + 4, y: y + pitch * 0.28, filled)
        if number > 0 {
          canvas.fill(x: x - 3, y: y, width: 0.35, height: pitch, rules)
        }
      }
      y += pitch
    }
    canvas.fill(x: left, y: y, width: right - left, height: 0.4, rules)
    canvas.line("发往：" + chinese.agency(&dice) + "、" + chinese.agency(&dice), x: left + 3, y: y + 3, filled)
    y += pitch + 2
    canvas.fill(x: left, y: y, width: right - left, height: 0.5, rules)
    let bottom = height - 24
    if dice.chance(0.5) {
      canvas.box(x: left, y: top, width: right - left, height: bottom - top, line: 0.5, rules)
    } else {
      canvas.fill(x: left, y: bottom, width: right - left, height: 0.5, rules)
    }
    y += 8
    canvas.line(chinese.title(&dice), x: centre, y: y, Style(face(.song).bold(), 20, ink: ink()), .centre)
    let text = Style(face(.song), 16, ink: ink())
    y += 16
    canvas.paragraphs(
      chinese.body(700, &dice), x: left + 4, y: y, width: right - left - 8, text, pitch: 10,
      bottom: bottom - dice.number(10...80))
    canvas.line("共 \(dice.whole(1...6)) 页", x: right - 4, y: bottom + 3, labels, .right)
    sampleFoot()
  }

  /// An inner page: running type and a mark in a corner.
  func innerPage() {
    let block = block()
    let mark = ChineseMark(&dice, bare: 0.35)
    classify("cn", mark.level)
    let style = Style(face(.hei), dice.number(12...18), ink: dice.chance(0.15) ? officialRed() : ink())
    let y = min(dice.number(15...26), block.top - style.em - 3)
    switch dice.pick(weighted: [(0, 0.45), (1, 0.35), (2, 0.1), (3, 0.1)]) {
    case 0: self.mark(mark.text, x: block.right, y: y, style, .right)
    case 1: self.mark(mark.text, x: block.left, y: y, style)
    case 2: self.mark(mark.text, x: centre, y: y, style, .centre)
    default:  // units that have it in the running foot, too
      self.mark(mark.text, x: block.right, y: y, style.with(points: 12), .right)
      self.mark(mark.text, x: block.left, y: block.bottom + 7, style.with(points: 12))
    }
    let text = Style(dice.chance(0.5) ? face(.song) : face(.kai), dice.number(14...16), ink: ink())
    canvas.paragraphs(
      chinese.body(1400, &dice), x: block.left, y: block.top, width: block.right - block.left, text,
      pitch: text.em * dice.number(1.5...1.9), bottom: block.bottom)
    // On the side where no mark is.
    pageNumber(2 * dice.whole(1...15) + 1, left: block.left, right: block.right, y: block.bottom + 7)
    sampleFoot()
  }

  /// A map or drawing: the mark after or under the title.
  func mapPage() {
    let mark = ChineseMark(&dice, bare: 0.3)
    classify("cn", mark.level)
    canvas.box(x: 12, y: 12, width: width - 24, height: height - 24, line: 0.8, ink())
    let sea = Colour(dice.number(0.75...0.9), dice.number(0.86...0.95), dice.number(0.9...1))
    canvas.fill(x: 14, y: 34, width: width - 28, height: height - 50, sea)
    canvas.clipped(x: 14, y: 34, width: width - 28, height: height - 50) {
      for level in 0..<dice.whole(3...5) {
        let (x, y) = (dice.number(30...width - 30), dice.number(60...height - 40))
        let phase = dice.number(0...6)
        for ring in 0..<dice.whole(5...9) {
          let radius = Double(ring + 1) * dice.number(6...9)
          let spots = (0...72).map { step in
            let angle = Double(step) * .pi / 36
            let r = radius * (1 + 0.25 * sin(3 * angle + phase) + 0.12 * cos(5 * angle + phase))
            return Spot(x + r * cos(angle), y + r * sin(angle))
          }
          if ring == 0 && level % 2 == 0 { canvas.polygon(spots, Colour(0.85, 0.9, 0.75)) }
          canvas.stroke(spots, line: ring % 4 == 0 ? 0.4 : 0.2, Colour(0.6, 0.4, 0.2))
        }
      }
      for road in 0..<dice.whole(3...6) {
        var spot = Spot(14, dice.number(40...height - 30))
        var spots = [spot]
        while spot.x < width - 14 {
          spot = Spot(spot.x + dice.number(10...30), spot.y + dice.number(-20...20))
          spots.append(spot)
        }
        let colour = dice.pick([Colour(0.8, 0.2, 0.1), Colour(0.2, 0.4, 0.8), Colour(grey: 0.3)])
        canvas.stroke(spots, line: road == 0 ? 1.2 : 0.5, colour)
      }
      let names = Style(face(.hei), 9, ink: .black)
      for _ in 0..<dice.whole(8...18) {
        let (x, y) = (dice.number(20...width - 40), dice.number(40...height - 30))
        canvas.disc(x: x, y: y, radius: 0.9, .black)
        canvas.line(String(dice.pick(chinese.places).dropLast()), x: x + 2, y: y - 1.5, names)
      }
    }
    let place = dice.pick(chinese.places)
    let title = place + dice.pick(["地形图", "管线分布图", "设施平面图", "水系图", "交通规划图"])
    let heading = Style(face(.hei), dice.number(20...26), ink: ink())
    let patch = canvas.line(title, x: centre - 15, y: 17, heading, .centre)
    let style = Style(face(.hei), dice.number(13...17), ink: dice.chance(0.3) ? officialRed() : ink())
    switch dice.whole(0...3) {
    case 0, 1:
      self.mark(mark.text, x: patch.corners[1].x + 6, y: 18.5, style)
    case 2:  // under the title, over the drawing
      self.mark(mark.text, x: centre - 15, y: 35.5, style, .centre)
    default:
      self.mark(mark.text, x: width - 16, y: 16, style, .right)
    }
    canvas.line(
      "1:\(dice.pick(["5000", "10000", "25000", "50000"]))", x: centre, y: height - 22,
      heading.with(points: 11), .centre)
    sampleFoot()
  }

  /// A ruled table with the mark over it.
  func tablePage() {
    let mark = ChineseMark(&dice, bare: 0.3)
    classify("cn", mark.level)
    let (left, right) = (width * 0.09, width * 0.91)
    let style = Style(face(.hei), dice.number(12...16), ink: ink())
    let atRight = dice.chance(0.5)
    self.mark(mark.text, x: atRight ? right : left, y: dice.number(14...22), style, atRight ? .right : .left)
    let heading = Style(face(.song).bold(), 20, ink: ink())
    canvas.line(
      dice.pick(chinese.places) + dice.pick(["物资储备明细表", "人员编制统计表", "设备登记表", "经费预算汇总表"]), x: centre, y: 30,
      heading, .centre)
    let columns = dice.whole(5...8)
    let rows = dice.whole(10...18)
    let pitch = min(13, (height - 75) / Double(rows + 1))
    let text = Style(face(.song), 11, ink: ink())
    let heads = ["序号", "单位", "名称", "数量", "型号", "存放地点", "负责人", "备注"]
    for row in 0...rows + 1 {
      canvas.fill(x: left, y: 46 + Double(row) * pitch, width: right - left, height: 0.3, ink())
    }
    for column in 0...columns {
      let x = left + (right - left) * Double(column) / Double(columns)
      canvas.fill(x: x, y: 46, width: 0.3, height: Double(rows + 1) * pitch, ink())
      guard column < columns else { break }
      let middle = x + (right - left) / Double(columns) / 2
      canvas.line(heads[column], x: middle, y: 46 + pitch * 0.3, text, .centre)
      for row in 1...rows {
        let cell =
          switch column {
          case 0: "\(row)"
          case 1: String(dice.pick(chinese.places))
          case 3: dice.digits(dice.whole(1...4))
          case 6: chinese.person(&dice)
          default: dice.pick(["甲类", "库房\(dice.whole(1...9))", "\(dice.digits(3))型", "—", "在用", "待检"])
          }
        canvas.line(cell, x: middle, y: 46 + (Double(row) + 0.3) * pitch, text, .centre)
      }
    }
    sampleFoot()
  }

  /// A page with a rubber stamp in a corner.
  func stampedPage() {
    let mark = ChineseMark(&dice, bare: 0.8, spaced: 0.25)
    classify("cn", mark.level)
    let block = block()
    letterBody(block, from: dice.number(34...60), issuer: chinese.agency(&dice))
    let red = dice.chance(0.9) ? officialRed() : Colour(0.15, 0.2, 0.55)
    var style = Style(
      dice.chance(0.7) ? face(.hei).bold() : face(.song).bold(), dice.number(20...40), ink: red)
    style.opacity = dice.chance(0.3) ? dice.number(0.45...0.65) : dice.number(0.7...0.95)
    let vertical = dice.chance(0.2) && mark.text.count == 2
    let x = dice.chance(0.75) ? width - dice.number(30...45) : dice.number(30...45)
    let patch = stamp(
      mark.text, x: x, y: dice.number(20...30), style, degrees: dice.chance(0.6) ? dice.number(-14...14) : 0,
      vertical: vertical, boxed: dice.chance(0.88), double: dice.chance(0.2))
    note(mark.text, patch)
    wear = dice.chance(0.4) ? dice.number(0.2...0.6) : 0
    sampleFoot()
  }

  /// An exam paper: 绝密★启用前 at the upper left.
  func examPage() {
    classify("cn", "绝密")
    let text =
      "绝密" + dice.pick(["★", "★", "★", " ★ ", "·"]) + dice.pick(["启用前", "启用前", "启封前", "考试结束前", "启用前 试卷类型：A"])
    let style = Style(dice.chance(0.7) ? face(.hei) : face(.song).bold(), dice.number(11...15), ink: ink())
    let left = 22.0
    self.mark(text, x: left, y: dice.number(16...24), style)
    let heading = Style(face(.song).bold(), 19, ink: ink())
    let subject = dice.pick(["语文", "数学", "物理", "化学", "历史", "地理", "生物"])
    let year = dice.whole(2015...2025)
    let place = dice.pick(chinese.places)
    let exam = dice.pick(["初中学业水平考试", "高三模拟考试", "期末质量检测", "联合考试"])
    canvas.line("\(year)年\(place)\(exam)", x: centre, y: 32, heading, .centre)
    canvas.line(subject + "试题", x: centre, y: 44, heading.with(points: 24), .centre)
    let body = Style(face(.song), 11.5, ink: ink())
    canvas.paragraphs(
      """
      注意事项：
      1．答卷前，考生务必将自己的姓名、准考证号填写在答题卡上。
      2．回答选择题时，选出每小题答案后，用铅笔把答题卡上对应题目的答案标号涂黑。
      3．考试结束后，将本试卷和答题卡一并交回。
      """,
      x: left, y: 58, width: width - 2 * left, Style(face(.kai), 11.5, ink: ink()), pitch: 7)
    var y = 96.0
    for number in 1...dice.whole(6...9) {
      let question = "\(number)．\(chinese.sentence(&dice))下列说法正确的是（　　）"
      let answers = ["A", "B", "C", "D"].map { "\($0)．\(chinese.sentence(&dice).prefix(14))" }
      y =
        canvas.paragraphs(
          question + "\n\(answers[0])　　\(answers[1])\n\(answers[2])　　\(answers[3])",
          x: left, y: y, width: width - 2 * left, body, pitch: 7, bottom: height - 25, justified: false) + 2
    }
    canvas.line("\(subject)试题 第1页（共\(dice.whole(4...8))页）", x: centre, y: height - 17, body, .centre)
    sampleFoot()
  }

  /// Papers with a mark below state secrets, at the upper left or right.
  func businessPage(_ regimeLevels: [(level: String, text: String)]) {
    let choice = dice.pick(regimeLevels)
    classify("business", choice.level)
    let block = block()
    let style = Style(
      dice.chance(0.7) ? face(.hei) : face(.kai).bold(), dice.number(13...18),
      ink: dice.chance(0.2) ? officialRed() : ink())
    let atRight = dice.chance(0.4)
    self.mark(
      choice.text, x: atRight ? block.right : block.left, y: dice.number(18...30), style,
      atRight ? .right : .left)
    let issuer = chinese.agency(&dice)
    if dice.chance(0.3) {
      let start = redHead(block, issuer: issuer, suffix: "")
      letterBody(block, from: start, issuer: issuer)
    } else {
      letterBody(block, from: dice.number(46...70), issuer: issuer)
    }
    sampleFoot()
  }
}
