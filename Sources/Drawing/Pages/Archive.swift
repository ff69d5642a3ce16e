import Glibc

/// Old English papers as archives hand them out: copied from film, stamped, struck through, with parts taken out.
extension Page {
  func archivePage() {
    let level = dice.pick(["TOP SECRET", "TOP SECRET", "SECRET", "SECRET", "CONFIDENTIAL"])
    classify("us", level)
    wear = dice.number(0.15...0.75)
    let isStruck = dice.chance(0.6)
    releaseLines()
    switch dice.whole(0...5) {
    case 0: hatchedCover(level, isStruck: isStruck)
    case 1: controlSheet(level)
    case 2: cable(level, isStruck: isStruck)
    default: bulletin(level, isStruck: isStruck)
    }
    if dice.chance(0.4) { exemptions() }
    if dice.chance(0.5) { notesByHand() }
    if dice.chance(0.4) { darkRim() }
    if dice.chance(0.35) { punchHoles() }
    sampleFoot(latin: true)
  }

  /// A level as a clerk stamped it, by hand and seldom straight, and as another struck it out years later.
  private func stampedLevel(_ level: String, x: Double, y: Double, isStruck: Bool) {
    var style = Style(
      face(dice.pick([.serif, .sans, .sans, .typewriter])).bold(dice.pick([700, 900])), dice.number(13...24),
      ink: ink(), spacing: dice.number(-0.02...0.12))
    style.opacity = dice.number(0.6...1)
    let degrees = dice.chance(0.5) ? dice.number(-7...7) : 0
    let patch = stamp(
      level, x: x, y: y + style.em / 2, style, degrees: degrees, boxed: dice.chance(0.12))
    // Under the middle of the letters, so that the word can still be read.
    if isStruck { strike(patch, style) }
    note(level, patch)
  }

  private func strike(_ patch: Patch, _ style: Style) {
    let (left, right) = (patch.corners[0].x, patch.corners[1].x)
    let middle = (patch.corners[0].y + patch.corners[2].y) / 2
    let pen = ink()
    switch dice.whole(0...3) {
    case 0:  // an X
      let reach = style.em * dice.number(0.5...1.2)
      let inset = (right - left) * 0.25
      canvas.stroke(
        [Spot(left + inset, middle - reach), Spot(right - inset, middle + reach)], line: 0.5, pen, round: true
      )
      canvas.stroke(
        [Spot(left + inset, middle + reach), Spot(right - inset, middle - reach)], line: 0.5, pen, round: true
      )
    case 1:  // a slash
      canvas.stroke(
        [Spot(left - 4, middle + style.em * 0.8), Spot(right + 3, middle - style.em * 0.9)], line: 0.5, pen,
        round: true)
    default:
      let lift = dice.number(-0.6...0.6)
      canvas.stroke(
        [Spot(left - 3, middle + lift), Spot(right + 4, middle - lift)], line: dice.number(0.35...0.7), pen,
        round: true)
    }
  }

  private func releaseLines() {
    let small = Style(face(.sans), dice.number(7.5...9), ink: ink())
    let day = "20\(dice.whole(10...24))/\(dice.whole(10...12))/\(dice.whole(10...28))"
    let text = dice.pick([
      "Approved for Release: \(day) S\(dice.digits(8))",
      "Approved For Release \(day) : SAMPLE-\(dice.digits(5))",
      "DECLASSIFIED IN PART \(day) SAMPLE \(dice.digits(6))", "\(dice.digits(2))-\(dice.digits(5))",
    ])
    if dice.chance(0.85) { canvas.line(text, x: centre, y: 3, small, .centre) }
    if dice.chance(0.7) { canvas.line(text, x: centre, y: height - 6, small, .centre) }
  }

  private func exemptions() {
    let text = Style(face(.sans), 9, ink: ink())
    for _ in 0..<dice.whole(1...3) {
      canvas.line(
        dice.pick(["3.5(c)", "3.3(h)(2)", "25X1", "(b)(1)"]), x: width - 5, y: dice.number(14...height * 0.8),
        text,
        .right)
    }
  }

  private func notesByHand() {
    for _ in 0..<dice.whole(1...4) {
      let (x, y, wide) = (
        dice.number(width * 0.5...width * 0.8), dice.number(20...height - 40), dice.number(12...36)
      )
      guard isFree(x: x, y: y - 8, width: wide, height: 16) else { continue }
      for row in 0..<dice.whole(1...3) {
        scribble(x: x, y: y + Double(row) * 6, width: wide, ink: ink(), line: dice.number(0.3...0.7))
      }
    }
  }

  /// What the copier saw beyond the paper.
  private func darkRim() {
    let shade = Colour(grey: dice.number(0.05...0.6))
    let noise = Noise(&dice)
    let deep = dice.number(2...7)
    let sides = dice.pick([[0], [1], [2], [0, 1, 2, 3], [1, 3]])
    for side in sides {
      let along = side < 2 ? height : width
      var step = 0.0
      while step < along {
        let depth = deep * (1 + 0.5 * Double(noise(Float(step) * 0.1, Float(side))))
        switch side {
        case 0: canvas.fill(x: 0, y: step, width: depth, height: 1.1, shade)
        case 1: canvas.fill(x: width - depth, y: step, width: depth, height: 1.1, shade)
        case 2: canvas.fill(x: step, y: 0, width: 1.1, height: min(depth, 3), shade)
        default: canvas.fill(x: step, y: height - depth * 0.5, width: 1.1, height: depth, shade)
        }
        step += 1
      }
    }
  }

  /// Words taken out: white with a thin line round it, or black.
  private func redaction(x: Double, y: Double, width: Double, height: Double) {
    guard isFree(x: x, y: y, width: width, height: height, room: 1) else { return }
    if dice.chance(0.75) {
      canvas.fill(x: x, y: y, width: width, height: height, .white)
      canvas.box(x: x, y: y, width: width, height: height, line: 0.25, Colour(grey: 0.35))
    } else {
      canvas.fill(x: x, y: y, width: width, height: height, .black)
    }
  }

  private func stamps(_ level: String, isStruck: Bool, top: Double = 8, bottom: Double = 16) {
    for y in [top + dice.number(0...8), height - bottom - dice.number(4...10)] {
      stampedLevel(level, x: centre + dice.number(-30...30), y: y, isStruck: isStruck && dice.chance(0.85))
    }
  }

  private func bulletin(_ level: String, isStruck: Bool) {
    stamps(level, isStruck: isStruck)
    let isTyped = dice.chance(0.6)
    let jitter = dice.number(0.4...1.3)
    let text = Style(
      face(isTyped ? .typewriter : .serif), isTyped ? dice.number(11.5...12.5) : dice.number(12...14),
      ink: ink())
    let left = dice.number(26...38)
    var y = dice.number(32...42)
    let day =
      "\(dice.whole(1...28)) \(dice.pick(["March", "June", "October", "May"])) 19\(dice.whole(48...79))"
    typed(day, x: width - 70, y: y, text, jitter: isTyped ? jitter : 0.1)
    if dice.chance(0.4) {
      typed("Copy No. \(dice.whole(1...90))", x: width - 70, y: y + 7, text, jitter: jitter)
    }
    y += 14
    canvas.line(
      dice.pick(LatinWords.agencies(part)).uppercased(), x: centre, y: y, text.with(points: 13), .centre)
    canvas.line(
      dice.pick(["DAILY BULLETIN", "CONTENTS", "WEEKLY REVIEW", "CURRENT REPORT"]), x: centre, y: y + 9,
      text.with(points: 13), .centre)
    y += 26
    let room = Int((width - left - 30) / (text.em * 0.6))
    var number = 1
    while y < height - 62 {
      let all = "\(number).  " + english.paragraph(dice.whole(1...3), &dice)
      for line in wrapped(all, room) where y < height - 48 {
        if isTyped {
          typed(line, x: left, y: y, text, jitter: jitter)
        } else {
          canvas.line(line, x: left, y: y, text)
        }
        if dice.chance(0.07) {
          redaction(
            x: left + dice.number(0...60), y: y - 0.5, width: dice.number(15...70), height: text.em * 1.2)
        }
        y += text.em * (isTyped ? 1.8 : 1.4)
      }
      if dice.chance(0.12) && y < height - 90 {
        redaction(x: left, y: y, width: width - left - 30, height: dice.number(10...34))
        y += 36
      }
      y += 4
      number += 1
    }
  }

  /// A cover whose border is of slanted bars.
  private func hatchedCover(_ level: String, isStruck: Bool) {
    let (inset, broad) = (dice.number(6...12), dice.number(7...12))
    canvas.clipped(x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset) {
      let step = dice.number(4...9)
      var x = -height
      while x < width {
        canvas.stroke([Spot(x, height), Spot(x + height, 0)], line: step * 0.5, ink())
        x += step
      }
    }
    canvas.fill(
      x: inset + broad, y: inset + broad, width: width - 2 * (inset + broad),
      height: height - 2 * (inset + broad),
      .white)
    for y in [inset - 1, height - inset - 10] {
      canvas.fill(x: centre - 34, y: y, width: 68, height: 12, .white)
      stampedLevel(level, x: centre, y: y + 2, isStruck: isStruck)
    }
    let text = Style(face(.serif), 14, ink: ink())
    canvas.line("\(dice.whole(1...28)) October 19\(dice.whole(50...69))", x: width - 34, y: 42, text, .right)
    canvas.line("Copy No. \(dice.whole(1...99))", x: width - 34, y: 52, text, .right)
    let words = dice.pick(LatinWords.agencies(part)).uppercased().split(separator: " ")
    let isBlack = dice.chance(0.5)
    for (row, word) in words.enumerated() {
      let y = 84 + Double(row) * 24
      if isBlack { canvas.fill(x: 34, y: y, width: width - 68, height: 19, .black) }
      canvas.line(
        String(word), x: centre, y: y + 2,
        Style(face(.serif), 36, ink: isBlack ? .white : ink(), spacing: 0.08),
        .centre)
    }
    redaction(x: 44, y: height - 84, width: width - 88, height: dice.number(10...30))
  }

  /// A handling sheet: routing boxes at the left, the level at the upper and lower right.
  private func controlSheet(_ level: String) {
    canvas.box(x: 8, y: 8, width: width - 16, height: height - 16, line: 4, ink())
    for number in stride(from: 10.0, to: height - 10, by: 12) {
      for x in [8.0, width - 8] {
        canvas.stroke([Spot(x - 3, number + 4), Spot(x + 3, number)], line: 2.2, .white)
      }
    }
    let text = Style(face(.sans), 9, ink: ink())
    for row in 0..<9 {
      canvas.box(x: 20, y: 22 + Double(row) * 6, width: 72, height: 6, line: 0.3, ink())
      if dice.chance(0.5) { scribble(x: 26, y: 25 + Double(row) * 6, width: 30, ink: ink(), line: 0.3) }
    }
    canvas.line("ROUTING", x: 56, y: 18, text.with(points: 10), .centre)
    let big = Style(face(.sans).bold(900), dice.number(15...20), ink: ink())
    for y in [20.0, height - 30] {
      mark(level, x: width - 20, y: y, big, .right)
      canvas.line("(Security Classification)", x: width - 20, y: y + 7.5, text, .right)
    }
    canvas.line("CONTROL NO. \(dice.digits(6))", x: width - 92, y: 62, text.with(points: 11))
    canvas.line("COPY ____ OF ____", x: width - 92, y: 76, text.with(points: 11))
    canvas.line("Handle Via", x: centre, y: 112, text.with(points: 11), .centre)
    canvas.line(
      dice.pick(["COURIER", "REGISTRY", "LIAISON"]), x: centre, y: 121, text.with(points: 22), .centre)
    canvas.line("Channels", x: centre, y: 133, text.with(points: 11), .centre)
    canvas.line(
      "Access to this document will be restricted to those approved for:", x: centre, y: 152, text, .centre)
    for row in 0..<3 { canvas.fill(x: 40, y: 166 + Double(row) * 10, width: width - 80, height: 0.3, ink()) }
    canvas.polygon([Spot(centre, 206), Spot(centre + 12, 226), Spot(centre - 12, 226)], ink())
  }

  /// A cable: worn capitals, a form over it, the level typed within the text's head and foot.
  private func cable(_ level: String, isStruck: Bool) {
    stamps(level, isStruck: isStruck)
    let text = Style(face(.typewriter), 11.5, ink: ink())
    for row in 0..<5 {
      canvas.box(x: 34, y: 36 + Double(row) * 7, width: width - 68, height: 7, line: 0.3, ink())
      canvas.line(
        dice.pick(["DISTRIBUTION", "ACTION", "INFO", "FROM", "TO", "FILE"]), x: 36, y: 37.5 + Double(row) * 7,
        Style(face(.sans), 8, ink: ink()))
      if dice.chance(0.6) { scribble(x: 70, y: 39 + Double(row) * 7, width: 50, ink: ink(), line: 0.4) }
    }
    var y = 80.0
    let room = Int((width - 64) / (text.em * 0.6))
    while y < height - 60 {
      for line in wrapped(english.paragraph(3, &dice).uppercased(), room) where y < height - 56 {
        typed(line, x: 32, y: y, text, jitter: 1.5)
        y += text.em * 1.7
      }
      y += 5
    }
  }
}
