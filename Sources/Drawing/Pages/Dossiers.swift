/// Marked things that are no letters: folders, envelopes, slides, and pages on a telephone's screen.
extension Page {
  /// A folder's front in brown or coloured board, with title, number and a stamped level.
  func dossierPage() {
    let mark = ChineseMark(&dice, bare: 0.5, spaced: 0.5)
    classify("cn", mark.level)
    let board = dice.pick([
      Colour(0.78, 0.65, 0.47), Colour(0.85, 0.74, 0.55), Colour(0.92, 0.9, 0.85), Colour(0.75, 0.82, 0.9),
      Colour(0.7, 0.58, 0.42), Colour(0.95, 0.85, 0.6), Colour(0.88, 0.65, 0.6),
    ])
    canvas.fill(x: 0, y: 0, width: width, height: height, board)
    let dark = dice.chance(0.5) ? ink() : officialRed()
    let title = Style(face(.song).bold(900), dice.number(44...64), ink: dark, spacing: 0.3)
    canvas.line(
      dice.pick(["档案袋", "文件夹", "会议材料", "卷　宗", "机要文件", "传阅夹"]), x: centre, y: height * 0.2, title, .centre)
    let text = Style(face(.song), 18, ink: dark)
    for (row, label) in ["编号", "名称", "单位", "日期", "份数"].prefix(dice.whole(3...5)).enumerated() {
      let y = height * 0.44 + Double(row) * 19
      canvas.line(label + "：", x: 40, y: y, text)
      canvas.fill(x: 66, y: y + 8, width: width - 106, height: 0.4, dark)
      let value = [
        dice.digits(6), String(chinese.title(&dice).dropFirst(2)), chinese.agency(&dice), chinese.date(&dice),
        "\(dice.whole(1...40))",
      ][row]
      if dice.chance(0.75) {
        canvas.line(value, x: 68, y: y, text.with(points: 15, ink: Colour(0.1, 0.12, 0.3)))
      }
    }
    var style = Style(face(.hei).bold(), dice.number(20...34), ink: dice.chance(0.65) ? officialRed() : ink())
    style.opacity = dice.number(0.75...1)
    let atRight = dice.chance(0.65)
    let y = dice.number(16...30)
    if dice.chance(0.5) {
      let x =
        atRight
        ? width - 20 - canvas.width(of: mark.text, style) / 2 : 20 + canvas.width(of: mark.text, style) / 2
      note(
        mark.text,
        stamp(mark.text, x: x, y: y + 4, style, degrees: dice.chance(0.5) ? dice.number(-8...8) : 0))
    } else {
      self.mark(mark.text, x: atRight ? width - 18 : 18, y: y, style, atRight ? .right : .left)
    }
    if dice.chance(0.3) { canvas.ring(x: centre, y: height * 0.93, radius: 5, line: 1, dark) }
    sampleFoot()
  }

  /// A letter that goes by courier: level, number, addressee, seals over the flap.
  func envelopePage() {
    let mark = ChineseMark(&dice, bare: 0.75, spaced: 0.5)
    classify("cn", mark.level)
    let board = dice.pick([Colour(0.8, 0.68, 0.5), Colour(0.95, 0.94, 0.9), Colour(0.87, 0.77, 0.6)])
    canvas.fill(x: 0, y: 0, width: width, height: height, board)
    let style = Style(face(.hei).bold(), dice.number(18...26), ink: dice.chance(0.7) ? officialRed() : ink())
    if dice.chance(0.5) {
      note(mark.text, stamp(mark.text, x: 40, y: 18, style, degrees: dice.number(-6...6)))
    } else {
      self.mark(mark.text, x: 14, y: 14, style)
    }
    let text = Style(face(.kai), 22, ink: ink())
    if dice.chance(0.4) { canvas.line(dice.pick(["特急", "指人译", "亲启"]), x: 14, y: 34, style.with(points: 16)) }
    canvas.line("编号：\(dice.digits(5))", x: width - 14, y: 14, text.with(points: 14), .right)
    canvas.line(chinese.agency(&dice), x: centre, y: height * 0.42, text, .centre)
    canvas.line(chinese.person(&dice) + " 同志 收", x: centre, y: height * 0.56, text.with(points: 26), .centre)
    let issuer = chinese.agency(&dice)
    canvas.line(
      issuer, x: width - 14, y: height - 22, Style(face(.song).bold(), 18, ink: officialRed()), .right)
    if dice.chance(0.4) { seal("机要交换专用章", x: width * 0.2, y: height * 0.75, radius: 15) }
    sampleFoot()
  }

  /// A slide or a title page of a talk that is itself secret: the mark in an upper corner, nothing about secrecy.
  func briefingPage() {
    let mark = ChineseMark(&dice, bare: 0.2)
    classify("cn", mark.level)
    let dark = dice.chance(0.35)
    let accent = dice.pick([Colour(0.7, 0.08, 0.1), Colour(0.1, 0.25, 0.55), Colour(0.1, 0.4, 0.4)])
    canvas.fill(x: 0, y: 0, width: width, height: height, dark ? accent.mixed(with: .black, 0.55) : .white)
    let front = dark ? Colour.white : ink()
    let style = Style(
      face(.hei).bold(), dice.number(17...26),
      ink: dark ? Colour(1, 0.9, 0.3) : dice.chance(0.5) ? officialRed() : front)
    let atRight = dice.chance(0.5)
    self.mark(mark.text, x: atRight ? width - 12 : 12, y: 8, style, atRight ? .right : .left)
    if dice.chance(0.4) {
      canvas.line(
        String(chinese.title(&dice).dropFirst(2)), x: centre, y: height * 0.36,
        Style(face(.hei).bold(), 42, ink: front), .centre)
      canvas.line(
        chinese.agency(&dice), x: centre, y: height * 0.62, Style(face(.hei), 24, ink: front), .centre)
      canvas.line(
        chinese.date(&dice), x: centre, y: height * 0.73, Style(face(.hei), 20, ink: front), .centre)
    } else {
      let name = String(chinese.title(&dice).dropFirst(2).dropLast(2))
      canvas.line(name, x: 14, y: height * 0.16, Style(face(.hei).bold(), 30, ink: dark ? front : accent))
      for row in 0..<dice.whole(3...5) {
        let y = height * (0.34 + 0.12 * Double(row))
        canvas.disc(x: 18, y: y + 4, radius: 1.6, accent)
        canvas.line(
          String(chinese.sentence(&dice).prefix(24)), x: 24, y: y, Style(face(.hei), 20, ink: front))
      }
    }
    canvas.line("样张", x: width - 8, y: height - 8, Style(face(.kai), 9, ink: Colour(grey: 0.55)), .right)
  }

  /// A telephone that shows a document: a status bar, a viewer's bars, and the page between them.
  func viewerScreen(marked: Bool) {
    let dark = dice.chance(0.4)
    let bar = dark ? Colour(grey: 0.12) : Colour(grey: 0.97)
    let front = dark ? Colour(grey: 0.95) : Colour(grey: 0.1)
    canvas.fill(x: 0, y: 0, width: width, height: height, dark ? Colour(grey: 0.05) : Colour(grey: 0.88))
    let scale = width * dice.number(0.94...1) / 210
    let top = 20 + dice.number(0...10)
    var inner: (PageLabel, [PageMark]) = (label, [])
    canvas.clipped(x: 0, y: 17, width: width, height: height - 32) {
      canvas.placed(x: (width - 210 * scale) / 2, y: top, scale: scale) {
        canvas.fill(x: 0, y: 0, width: 210, height: 297, .white)
        let page = Page(
          canvas: canvas, label: label, size: (210, 297), faces: faces, part: part,
          dice: Dice(seed: dice.next()))
        switch page.dice.whole(0...3) {
        case 0: page.letterForm(marked: marked)
        case 1: page.document1999(marked: marked)
        default: page.document(marked: marked)
        }
        inner = (page.label, page.marks)
      }
    }
    (label, marks) = inner
    canvas.fill(x: 0, y: 0, width: width, height: 17, bar)
    statusBar(front)
    canvas.line(
      dice.pick(["文件预览", "图片.pdf", "扫描件(2).pdf", "微信文件", "附件1"]), x: centre, y: 9,
      Style(face(.hei), 11, ink: front), .centre)
    canvas.line("‹", x: 5, y: 7.6, Style(face(.sans), 16, ink: front))
    canvas.line("···", x: width - 5, y: 8, Style(face(.sans).bold(), 13, ink: front), .right)
    canvas.fill(x: 0, y: height - 15, width: width, height: 15, bar)
    for (number, word) in ["转发", "收藏", "编辑", "更多"].enumerated() {
      canvas.line(
        word, x: width * (0.125 + 0.25 * Double(number)), y: height - 10, Style(face(.hei), 9, ink: front),
        .centre)
    }
  }
}
