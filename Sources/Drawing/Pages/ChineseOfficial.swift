/// Pages by GB/T 9704-2012 and the forms beside it; clause numbers are that standard's.
extension Page {
  /// The text block's corners: 156 × 225 mm, 28 mm from the left and 37 mm from the top (5.2), and what offices
  /// make of it.
  struct Block {
    var left = 28.0
    var right = 184.0
    var top = 37.0
    var bottom = 262.0
    /// One line: 225 mm hold 22 (5.2.3).
    var pitch = 225.0 / 22
  }

  func block() -> Block {
    var block = Block()
    if dice.chance(0.45) {
      block.left += dice.number(-6...4)
      block.right += dice.number(-4...6)
      block.top += dice.number(-10...5)
      block.pitch *= dice.number(0.9...1.06)
    }
    return block
  }

  /// Copy number, mark and urgency at the head, each on its line (7.2.1-7.2.3).
  func head(_ block: Block, marked: Bool, bare: Double = 0.12) {
    let hei = face(.hei)
    let size = dice.chance(0.75) ? 16 : dice.number(14...18)
    let style = Style(hei, size, ink: ink())
    if dice.chance(marked ? 0.7 : 0.08) {
      let digits = Style(dice.chance(0.5) ? face(.serif) : face(.song), size, ink: style.ink)
      // Thrown aside, so that no later throw changes.
      var aside = dice
      let lead = aside.pick(["", "", "", "", "", "No.", "份号：", "第"])
      let number = String(repeating: "0", count: dice.whole(2...4)) + dice.digits(2)
      canvas.line(lead + number + (lead == "第" ? "号" : ""), x: block.left, y: block.top, digits)
    }
    var y = block.top + block.pitch
    if marked {
      let mark = ChineseMark(&dice, bare: bare)
      classify("cn", mark.level)
      self.mark(
        mark.text, x: block.left, y: y, style.with(spacing: dice.chance(0.15) ? dice.number(0.02...0.15) : 0))
      y += block.pitch
    }
    if dice.chance(marked ? 0.3 : 0.2) {
      let urgency = dice.pick(["特急", "加急", "特 急", "加 急"])
      canvas.line(urgency, x: block.left, y: y, style)
    }
  }

  /// The issuer's name in red with the rule under the number; gives where the title may start.
  func redHead(_ block: Block, issuer: String, suffix: String = "文件", top: Double? = nil) -> Double {
    let red = officialRed()
    var style = Style(face(.song).bold(dice.pick([700, 900])), 40, ink: red)
    if dice.chance(0.12) { style.face = face(.kai).bold() }
    let name = issuer + suffix
    // As large as fits the text block, narrowed when the name is long (7.2.4: to taste, below 22 × 15 mm).
    style.points = min(62, 150 / Double(name.count) * 72 / 25.4 * dice.number(0.88...1.02))
    if style.points < 34 {
      style.stretch = max(0.6, style.points / 34)
      style.points = style.points / style.stretch
    }
    let y = top ?? (block.top + 35 + dice.number(-4...4))
    canvas.line(name, x: centre, y: y, style, .centre)
    let below = y + style.em + block.pitch * dice.number(1.2...2.2)
    let number = chinese.number(&dice)
    let text = Style(dice.chance(0.5) ? face(.song) : face(.kai), 16, ink: ink())
    if dice.chance(0.2) {
      canvas.line(number, x: block.left + 5, y: below, text)
      canvas.line("签发人：" + chinese.person(&dice), x: block.right - 5, y: below, text, .right)
    } else {
      canvas.line(number, x: centre, y: below, text, .centre)
    }
    let rule = below + text.em + 4
    let thick = dice.number(0.4...1.2)
    canvas.fill(x: block.left, y: rule, width: block.right - block.left, height: thick, red)
    if dice.chance(0.18) {
      canvas.fill(x: centre - 7, y: rule - 0.5, width: 14, height: thick + 1, .white)
      canvas.star(x: centre, y: rule + thick / 2, radius: 4, red)
    }
    return rule + block.pitch * 1.6
  }

  /// Title, addressee, body, signature, date and seal.
  func letterBody(
    _ block: Block, from start: Double, issuer: String, title: String? = nil, sealed: Bool? = nil
  ) {
    let black = ink()
    let heading = Style(face(.song).bold(), 22, ink: black)
    let text = Style(dice.chance(0.6) ? face(.song) : face(.kai), 16, ink: black)
    var y = start
    let title = title ?? (dice.chance(0.4) ? issuer : "") + chinese.title(&dice)
    let room = Int(156 / heading.em)
    var rest = Substring(title)
    while !rest.isEmpty {
      let line = rest.count > room ? rest.prefix((rest.count + 1) / 2) : rest
      canvas.line(String(line), x: centre, y: y, heading, .centre)
      rest = rest.dropFirst(line.count)
      y += 12.5
    }
    y += block.pitch * 0.7
    canvas.line(dice.pick(["各县（区）人民政府：", "各有关单位：", "机关各处室：", "各成员单位："]), x: block.left, y: y, text)
    y += block.pitch
    let fill = dice.number(0.5...1.2)
    let end = min(block.bottom - 30, y + (block.bottom - y) * fill)
    y = canvas.paragraphs(
      chinese.body(900, &dice), x: block.left, y: y, width: block.right - block.left, text,
      pitch: block.pitch,
      bottom: end)
    if y < block.bottom - 45 {
      y += block.pitch
      canvas.line(issuer, x: block.right - 18, y: y, text, .right)
      canvas.line(chinese.date(&dice), x: block.right - 20, y: y + block.pitch, text, .right)
      if sealed ?? dice.chance(0.6) { seal(issuer, x: block.right - 45, y: y + block.pitch * 0.8) }
      if dice.chance(0.5) {
        imprintRows(left: block.left, right: block.right, bottom: block.bottom, text)
      }
    }
    pageNumber(dice.whole(1...9), left: block.left, right: block.right, y: block.bottom + 7)
  }

  /// 7.2: the whole head of a document, and its first page.
  func document(marked: Bool) {
    let block = block()
    let issuer = chinese.agency(&dice)
    head(block, marked: marked)
    let start = redHead(block, issuer: issuer, suffix: dice.chance(0.8) ? "文件" : "")
    letterBody(block, from: start, issuer: issuer)
    sampleFoot()
  }

  /// 10.1: issuer, double rule of 170 mm, mark under it.
  func letterForm(marked: Bool) {
    let issuer = chinese.agency(&dice)
    let red = officialRed()
    var style = Style(face(.song).bold(), 0, ink: red)
    style.points = min(44, 160 / Double(issuer.count) * 72 / 25.4)
    let y = 30 + dice.number(-3...4)
    canvas.line(issuer, x: centre, y: y, style, .centre)
    let rule = y + style.em + 4
    doubleRule(y: rule, width: 170 + dice.number(-3...3), red, thickAbove: true)
    let block = block()
    let text = Style(face(.hei), 16, ink: ink())
    let first = rule + 5
    if marked {
      let mark = ChineseMark(&dice)
      classify("cn", mark.level)
      self.mark(mark.text, x: block.left, y: first + (dice.chance(0.4) ? block.pitch : 0), text)
    }
    canvas.line(chinese.number(&dice), x: block.right, y: first, Style(face(.song), 16), .right)
    letterBody(block, from: first + block.pitch * 3, issuer: issuer)
    doubleRule(y: height - 20, width: 170, red, thickAbove: false)
    sampleFoot()
  }

  /// 10.2: `××令`, number, body; the mark at the head as elsewhere.
  func orderForm(marked: Bool) {
    let block = block()
    let issuer = chinese.agency(&dice)
    head(block, marked: marked)
    let red = officialRed()
    var style = Style(face(.song).bold(900), 0, ink: red)
    let name = issuer + dice.pick(["令", "命令"])
    style.points = min(52, 150 / Double(name.count) * 72 / 25.4)
    let y = block.top + 34 + dice.number(-4...6)
    canvas.line(name, x: centre, y: y, style, .centre)
    let text = Style(face(.song), 16, ink: ink())
    canvas.line("第\(dice.whole(1...60))号", x: centre, y: y + style.em + block.pitch * 1.5, text, .centre)
    letterBody(block, from: y + style.em + block.pitch * 3.5, issuer: issuer)
    sampleFoot()
  }

  /// 10.3: `××纪要` in red, number and date over the rule.
  func minutesForm(marked: Bool) {
    let block = block()
    let issuer = chinese.agency(&dice)
    head(block, marked: marked)
    let red = officialRed()
    var style = Style(face(.song).bold(), 0, ink: red)
    let name = issuer.suffix(8) + dice.pick(["会议纪要", "专题会议纪要", "办公会议纪要"])
    style.points = min(46, 150 / Double(name.count) * 72 / 25.4)
    let y = block.top + 28 + dice.number(-6...6)
    canvas.line(String(name), x: centre, y: y, style, .centre)
    let text = Style(face(.song), 16, ink: ink())
    let below = y + style.em + 8
    canvas.line("〔\(dice.whole(2012...2025))〕第\(dice.whole(1...40))期", x: centre, y: below, text, .centre)
    canvas.line(issuer, x: block.left + 3, y: below + 9, text.with(points: 14))
    canvas.line(chinese.date(&dice), x: block.right - 3, y: below + 9, text.with(points: 14), .right)
    canvas.fill(x: block.left, y: below + 17, width: block.right - block.left, height: 0.7, red)
    letterBody(
      block, from: below + 27, issuer: issuer, title: chinese.title(&dice).replacingNotice, sealed: false)
    sampleFoot()
  }

  /// 7.2.4: several issuers stacked, 文件 at their right.
  func jointForm(marked: Bool) {
    let block = block()
    head(block, marked: marked)
    let red = officialRed()
    let count = dice.whole(2...4)
    var issuers = [chinese.agency(&dice)]
    while issuers.count < count {
      let next = chinese.agency(&dice)
      if !issuers.contains(next) { issuers.append(next) }
    }
    let longest = Double(issuers.map(\.count).max() ?? 8)
    var style = Style(face(.song).bold(), min(34, 112 / longest * 72 / 25.4), ink: red)
    style.stretch = style.points < 26 ? 0.85 : 1
    style.points /= style.stretch
    let top = block.top + 32
    let em = style.em
    for (row, issuer) in issuers.enumerated() {
      // Set out to one width, as the standard has it.
      let own = canvas.width(of: issuer, style)
      let gap = max(
        0, (longest * em * style.stretch - own) / Double(max(1, issuer.count - 1)) / em / style.stretch)
      canvas.line(issuer, x: block.left + 2, y: top + Double(row) * em * 1.25, style.with(spacing: gap))
    }
    let big = style.with(points: style.points * 1.25)
    let height = Double(count) * em * 1.25
    canvas.line("文件", x: block.right - 2, y: top + height / 2 - big.em * 0.6, big, .right)
    let text = Style(face(.song), 16, ink: ink())
    let below = top + height + block.pitch
    canvas.line(chinese.number(&dice), x: centre, y: below, text, .centre)
    canvas.fill(x: block.left, y: below + text.em + 4, width: block.right - block.left, height: 0.7, red)
    letterBody(block, from: below + text.em + 4 + block.pitch * 1.6, issuer: issuers[0])
    sampleFoot()
  }

  /// A mark no longer in force: struck through, or 解密 stamped beside it. It is a mark all the same.
  func release(_ patch: Patch) {
    let middle = (patch.corners[0].y + patch.corners[3].y) / 2
    if dice.chance(0.5) {
      canvas.stroke(
        [
          Spot(patch.corners[0].x - 2, middle + dice.number(-1...1)),
          Spot(patch.corners[1].x + 2, middle + dice.number(-1...1)),
        ],
        line: dice.number(0.4...0.8), dice.chance(0.5) ? officialRed() : ink())
    } else {
      stamp(
        "解密", x: patch.corners[0].x - 22, y: middle, Style(face(.hei).bold(), 20, ink: officialRed()),
        degrees: dice.number(-10...10))
    }
  }

  /// GB/T 9704-1999: mark at the upper right on line 1, urgency under it.
  func document1999(marked: Bool) {
    let block = block()
    let issuer = chinese.agency(&dice)
    let style = Style(face(.hei), 16, ink: ink())
    let urgent = dice.chance(0.35)
    if marked {
      let mark = ChineseMark(&dice, bare: 0.25, spaced: 0.8, old: true)
      classify("cn", mark.level)
      let patch = self.mark(mark.text, x: block.right, y: block.top, style, .right)
      if dice.chance(0.12) { release(patch) }
    }
    if urgent {
      canvas.line(
        dice.pick(["特　急", "急　件", "特急"]), x: block.right, y: block.top + (marked ? block.pitch : 0), style,
        .right)
    }
    if dice.chance(0.4) { canvas.line(dice.digits(6, padded: true), x: block.left, y: block.top, style) }
    let start = redHead(
      block, issuer: issuer, suffix: dice.chance(0.8) ? "文件" : "",
      top: block.top + (dice.chance(0.7) ? 25 : 60) + dice.number(-3...3))
    letterBody(block, from: start, issuer: issuer)
    canvas.line(
      "主题词：工作　安排　通知", x: block.left, y: block.bottom - 30,
      Style(face(.hei), 15, ink: ink()))
    wear = dice.number(0...0.5)
    sampleFoot()
  }
}

extension String {
  /// Minutes are named for their topic, not for the kind of letter.
  fileprivate var replacingNotice: String { String(dropLast(2)) + "会议纪要" }
}
