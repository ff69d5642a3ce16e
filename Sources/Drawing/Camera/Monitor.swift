/// What is round a page that a screen shows.
extension Photographer {
  /// A dark bezel round a lit screen; for a computer's, the window in which the page is open.
  func frame(around sheet: Sheet, on photo: inout Raster, isMonitor: Bool, dice: inout Dice) {
    let (wide, tall): (Double, Double)
    if isMonitor {
      (wide, tall) = (sheet.width * dice.number(1.3...2.1), sheet.height * 1.16)
    } else {
      (wide, tall) = (sheet.width * 1.06, sheet.height + sheet.width * 0.06)
    }
    // Coarser than the page's own pixels would be slow to draw and no better to see.
    let scale = isMonitor ? min(sheet.scale, 3000 / wide) : 64 / wide
    var plate = Raster(
      width: max(64, Int(wide * scale)), height: max(64, Int(tall * scale)),
      filledWith: Colour(grey: isMonitor ? 0.62 : 0.06))
    if isMonitor { drawWindow(on: &plate, wide: wide, tall: tall, scale: scale, dice: &dice) }
    var pose = sheet.pose
    pose.fill *= max(wide, tall) / max(sheet.width, sheet.height)
    var screen = Sheet(page: plate, scale: scale, pose: pose)
    screen.isScreen = isMonitor
    screen.paint(on: &photo)
  }

  private func drawWindow(on plate: inout Raster, wide: Double, tall: Double, scale: Double, dice: inout Dice)
  {
    var own = dice
    let faces = Faces(part: part)
    Canvas.draw(on: &plate, scale: scale) { canvas in
      let isDark = own.chance(0.3)
      let bar = isDark ? Colour(grey: 0.2) : Colour(grey: 0.94)
      let front = isDark ? Colour(grey: 0.9) : Colour(grey: 0.15)
      let unit = tall / 100
      let style = Style(faces.pick(.hei, &own), unit * 1.4 * 72 / 25.4, ink: front)
      canvas.fill(x: 0, y: 0, width: wide, height: tall, isDark ? Colour(grey: 0.32) : Colour(grey: 0.66))
      canvas.fill(x: 0, y: 0, width: wide, height: unit * 6.2, bar)
      canvas.line(
        own.pick(["文档1 - 阅读器", "扫描件.pdf", "附件.docx - 只读", "sample.pdf"]), x: unit, y: unit * 0.6, style)
      canvas.line("—  □  ×", x: wide - unit, y: unit * 0.6, style, .right)
      for (number, word) in ["文件", "开始", "插入", "页面", "审阅", "视图", "帮助"].enumerated() {
        canvas.line(word, x: unit * (1 + 5 * Double(number)), y: unit * 3.4, style)
      }
      // A taskbar with its clock.
      canvas.fill(x: 0, y: tall - unit * 5, width: wide, height: unit * 5, Colour(0.1, 0.14, 0.22))
      for number in 0..<own.whole(3...8) {
        canvas.roundedFill(
          x: unit * (1 + 4.4 * Double(number)), y: tall - unit * 4.2, width: unit * 3.4, height: unit * 3.4,
          radius: unit * 0.5, Colour(own.unit(), own.unit(), own.unit()))
      }
      canvas.line(
        "\(own.whole(8...22)):\(own.whole(10...59))", x: wide - unit, y: tall - unit * 3.4,
        style.with(ink: .white),
        .right)
      canvas.fill(x: wide - unit * 1.4, y: unit * 6.2, width: unit * 1.4, height: tall - unit * 11, bar)
      canvas.roundedFill(
        x: wide - unit * 1.2, y: unit * own.number(7...40), width: unit, height: unit * 14,
        radius: unit * 0.4,
        Colour(grey: 0.5))
    }
    dice = own
  }
}
