/// The figures of a standard that show how a document is laid out: a page within a page, its text all crosses.
///
/// They are printed, pinned to walls and photographed like the real thing; a mark on them is a mark to who sees
/// the photo, and the tool cannot know better.
extension Page {
  /// GB/T 9704-2012, figures 2 to 4, 11 and 12, redrawn: the text block framed, its note and caption below.
  func figurePage(marked: Bool) {
    let red = !marked || dice.chance(0.5)
    let colour = red ? officialRed() : ink()
    let frame = dice.chance(0.75)
    let running = Style(face(.hei), 9, ink: ink())
    if dice.chance(0.8) {
      canvas.line("样本 \(dice.digits(4))—\(dice.whole(2012...2020))", x: width - 25, y: 12, running, .right)
      canvas.fill(x: 25, y: 17, width: width - 50, height: 0.2, ink())
    }
    // The model page is drawn at its own size or, as the standard does it, smaller.
    let size = dice.number(0.72...0.98)
    let (left, top) = ((width - 156 * size) / 2, 22 + (1 - size) * 40)
    if frame {
      canvas.box(x: left, y: top, width: 156 * size, height: 225 * size, line: 0.3, ink())
    }
    canvas.placed(x: left, y: top, scale: size) {
      switch dice.whole(0...5) {
      case 0: letterFigure(marked: marked, colour)
      case 1: jointFigure(marked: marked, colour)
      case 2: orderFigure(marked: marked, colour)
      default: documentFigure(marked: marked, colour)
      }
    }
    let y = top + 225 * size + 3
    if frame { canvas.line("注：实线框仅为示意，印制时不印出。", x: left, y: y, running) }
    canvas.line(
      "图\(dice.whole(2...12))　" + dice.pick(["首页版式", "公文首页版式", "格式首页版式", "版式示意"]), x: centre, y: y + 8,
      running.with(points: 11), .centre)
    canvas.line("\(dice.whole(5...24))", x: width - 28, y: height - 14, running, .right)
    sampleFoot()
  }

  private func crosses(_ count: Int) -> String { String(repeating: "×", count: count) }

  /// Copy number, mark and urgency on three lines of the block.
  private func figureHead(marked: Bool) {
    let style = Style(face(.hei), 16, ink: ink())
    var y = 1.0
    if dice.chance(0.8) {
      canvas.line("000001", x: 0.5, y: y, style)
    }
    y += 10.2
    if marked {
      let text = dice.pick(["机密★1年", "机密★1年", "秘密★1年", "机密", "绝密★2年", "机密★10年"])
      classify("cn", String(text.prefix(2)))
      mark(text, x: 0.5, y: y, style)
      y += 10.2
    }
    if dice.chance(0.85) { canvas.line(dice.pick(["特急", "加急"]), x: 0.5, y: y, style) }
  }

  private func figureBody(from start: Double) {
    let text = Style(face(.song), 16, ink: ink())
    let title = Style(face(.song).bold(), 22, ink: text.ink)
    // As many as fill the block; in some faces they are half as wide as a sign.
    let full = min(40, Int(154 / max(2, canvas.width(of: crosses(8), text) / 8)))
    var y = start
    canvas.line("\(crosses(5))关于\(crosses(6))的通知", x: 78, y: y, title, .centre)
    y += 20
    canvas.line(crosses(8) + "：", x: 0.5, y: y, text)
    y += 10.2
    while y < 190 {
      let lines = dice.whole(1...4)
      for row in 0...lines where y < 208 {
        let count = row == 0 ? full - 4 : row == lines ? dice.whole(5...full - 5) : full
        canvas.line((row == 0 ? "　　" : "") + crosses(count) + (row == lines ? "。" : ""), x: 0.5, y: y, text)
        y += 10.2
      }
    }
  }

  private func documentFigure(marked: Bool, _ colour: Colour) {
    figureHead(marked: marked)
    canvas.line(
      crosses(dice.whole(4...6)) + dice.pick(["文件", "文件", ""]), x: 78, y: 37,
      Style(face(.song).bold(900), dice.number(42...58), ink: colour), .centre)
    let small = Style(face(.song), 16, ink: ink())
    canvas.line("×××〔\(dice.whole(2012...2024))〕\(dice.whole(1...20))号", x: 78, y: 76, small, .centre)
    canvas.fill(x: 0, y: 86, width: 156, height: 0.6, colour)
    figureBody(from: 104)
  }

  private func jointFigure(marked: Bool, _ colour: Colour) {
    figureHead(marked: marked)
    let style = Style(face(.song).bold(900), 34, ink: colour, spacing: 0.3)
    for row in 0..<3 { canvas.line(crosses(6), x: 62, y: 36 + Double(row) * 15, style, .centre) }
    canvas.line("文件", x: 152, y: 51, style.with(points: 40, spacing: 0), .right)
    canvas.line(
      "×××〔\(dice.whole(2012...2024))〕10号", x: 78, y: 88, Style(face(.song), 16, ink: ink()), .centre)
    canvas.fill(x: 0, y: 98, width: 156, height: 0.6, colour)
    figureBody(from: 114)
  }

  private func orderFigure(marked: Bool, _ colour: Colour) {
    figureHead(marked: marked)
    canvas.line(
      crosses(5) + dice.pick(["令", "部令", "命令"]), x: 78, y: 40,
      Style(face(.song).bold(900), 52, ink: colour), .centre)
    canvas.line("第×××号", x: 78, y: 80, Style(face(.song), 16, ink: ink()), .centre)
    figureBody(from: 100)
  }

  private func letterFigure(marked: Bool, _ colour: Colour) {
    canvas.line(
      crosses(8), x: 78, y: 2, Style(face(.song).bold(900), 40, ink: colour, spacing: 0.15), .centre)
    canvas.fill(x: -7, y: 21, width: 170, height: 0.9, colour)
    canvas.fill(x: -7, y: 22.7, width: 170, height: 0.35, colour)
    canvas.placed(x: 0, y: 26, scale: 1) { figureHead(marked: marked) }
    canvas.line(
      "×××函〔\(dice.whole(2012...2024))〕10号", x: 155, y: 27, Style(face(.song), 16, ink: ink()), .right)
    figureBody(from: 66)
    canvas.fill(x: -7, y: 228, width: 170, height: 0.35, colour)
    canvas.fill(x: -7, y: 229.2, width: 170, height: 0.9, colour)
  }

  /// A page of rules on how papers are marked: it names every mark and bears none.
  func standardPage() {
    let heading = Style(face(.hei), 13, ink: ink())
    let text = Style(face(.song), 12, ink: ink())
    canvas.line(
      "样本 \(dice.digits(4))—\(dice.whole(2008...2022))", x: width - 25, y: 12, heading.with(points: 9), .right
    )
    let clauses = [
      ("份号", "公文印制份数的顺序号。涉密公文应当标注份号，一般用6位3号阿拉伯数字，顶格编排在版心左上角第一行。"),
      (
        "密级和保密期限",
        "公文的秘密等级和保密的期限。涉密公文应当根据涉密程度分别标注“绝密”“机密”“秘密”和保密期限，用3号黑体字，顶格编排在版心左上角第二行；"
          + "保密期限中的数字用阿拉伯数字标注，如“机密★1年”。"
      ),
      ("紧急程度", "公文送达和办理的时限要求，分别标注“特急”“加急”，用3号黑体字，顶格编排在版心左上角。"),
      ("发文机关标志", "由发文机关全称或者规范化简称加“文件”二字组成，居中排布，推荐使用小标宋体字，颜色为红色。"),
      ("发文字号", "编排在发文机关标志下空二行位置，居中排布。年份用六角括号“〔〕”括入。"),
      ("签发人", "由“签发人”三字加全角冒号和签发人姓名组成，居右空一字。"),
      ("标题", "一般用2号小标宋体字，编排于红色分隔线下空二行位置，分一行或多行居中排布。"),
      ("印章", "公文中有发文机关署名的，应当加盖发文机关印章，并与署名机关相符。"),
    ]
    var y = 26.0
    for (number, clause) in clauses.dropFirst(dice.whole(0...1)).enumerated() where y < height - 40 {
      canvas.line("7.\(dice.chance(0.5) ? 2 : 3).\(number + 1)　\(clause.0)", x: 25, y: y, heading)
      y =
        canvas.paragraphs(
          "　　" + clause.1 + (dice.chance(0.4) ? chinese.sentence(&dice) : ""), x: 25, y: y + 8, width: 160,
          text,
          pitch: 7, bottom: height - 24) + 4
    }
    canvas.line("\(dice.whole(3...20))", x: width - 28, y: height - 14, heading.with(points: 9), .right)
    sampleFoot()
  }
}
