import Glibc

/// What many pages share: inks, rules, seals, stamps, feet.
extension Page {
  var centre: Double { width / 2 }

  /// The red of official pages: 80 % yellow and 80 % magenta by the standard, and what printers make of it.
  func officialRed() -> Colour {
    dice.pick([
      Colour(0.86, 0.13, 0.13), Colour(0.9, 0.1, 0.08), Colour(0.8, 0.11, 0.14), Colour(0.92, 0.2, 0.14),
      Colour(0.74, 0.1, 0.12),
    ])
  }

  func ink() -> Colour {
    let grey = dice.number(0.03...0.2)
    return Colour(grey, grey, grey * dice.number(1...1.15))
  }

  /// A small sign that the page is a sample.
  func sampleFoot(latin: Bool = false) {
    let text =
      latin ? dice.pick(["SAMPLE", "SAMPLE PAGE", "Sample - not a real document"]) : chinese.imprint(&dice)
    let style = Style(face(latin ? .sans : .kai), dice.number(8...10), ink: Colour(grey: 0.55))
    let x = dice.pick([width * 0.13, centre, width * 0.87])
    canvas.line(
      text, x: x, y: height - dice.number(7...10), style, x < centre ? .left : x > centre ? .right : .centre)
  }

  /// A round seal of an agency: ring, star and the name round it.
  func seal(_ name: String, x: Double, y: Double, radius: Double = 20.5) {
    let red = officialRed()
    let opacity = dice.number(0.55...0.9)
    let turn = dice.number(-12...12)
    canvas.turned(degrees: turn, about: Spot(x, y)) {
      canvas.ring(x: x, y: y, radius: radius, line: 1.1, red, opacity: opacity)
      canvas.star(x: x, y: y, radius: radius * 0.3, red, opacity: opacity)
      let letters = Array(name)
      var style = Style(face(.song).bold(), radius * 0.68, ink: red)
      style.opacity = opacity
      style.stretch = 0.75
      let arc = min(290, Double(letters.count) * 26)
      for (number, letter) in letters.enumerated() {
        let angle = -arc / 2 + arc * (Double(number) + 0.5) / Double(letters.count)
        canvas.turned(degrees: angle, about: Spot(x, y)) {
          canvas.line(String(letter), x: x, y: y - radius * 0.92, style, .centre)
        }
      }
    }
  }

  /// A rubber stamp with the text in a box; gives the corners of the text's ink.
  @discardableResult
  func stamp(
    _ text: String, x: Double, y: Double, _ style: Style, degrees: Double, vertical: Bool = false,
    boxed: Bool = true, double: Bool = false
  ) -> Patch {
    let line = style.em * dice.number(0.045...0.09)
    let gap = style.em * dice.number(0.18...0.4)
    var patch = Patch(corners: [Spot(x, y), Spot(x, y), Spot(x, y), Spot(x, y)])
    canvas.turned(degrees: degrees, about: Spot(x, y)) {
      let letters = Array(text)
      let width = vertical ? style.em : canvas.width(of: text, style)
      let pitch = style.em * 1.12
      let height = vertical ? pitch * Double(letters.count) - style.em * 0.12 : style.em
      let (left, top) = (x - width / 2, y - height / 2)
      if vertical {
        for (number, letter) in letters.enumerated() {
          canvas.line(String(letter), x: x, y: top + Double(number) * pitch, style, .centre)
        }
        // Read downwards, it is still named from the column's upper left.
        patch = canvas.patch(x: left, y: top, width: width, height: height)
      } else {
        patch = canvas.line(text, x: x, y: top, style, .centre)
      }
      if boxed {
        canvas.box(
          x: left - gap, y: top - gap, width: width + 2 * gap, height: height + 2 * gap, line: line,
          style.ink,
          opacity: style.opacity, radius: dice.chance(0.3) ? style.em * 0.2 : 0)
        if double {
          canvas.box(
            x: left - gap - 2 * line, y: top - gap - 2 * line, width: width + 2 * gap + 4 * line,
            height: height + 2 * gap + 4 * line, line: line * 0.5, style.ink, opacity: style.opacity)
        }
      }
    }
    return patch
  }

  /// Thick over thin, or thin over thick at the foot.
  func doubleRule(y: Double, width ruleWidth: Double, _ ink: Colour, thickAbove: Bool) {
    let left = (width - ruleWidth) / 2
    canvas.fill(x: left, y: y, width: ruleWidth, height: thickAbove ? 0.9 : 0.35, ink)
    canvas.fill(
      x: left, y: y + (thickAbove ? 1.7 : 1), width: ruleWidth, height: thickAbove ? 0.35 : 0.9, ink)
  }

  /// 抄送 and 印发 between rules at the foot of the text block.
  func imprintRows(left: Double, right: Double, bottom: Double, _ style: Style) {
    let small = style.with(points: 14)
    let top = bottom - 18
    for (row, weight) in [(0.0, 0.35), (9.0, 0.25), (18.0, 0.35)] {
      canvas.fill(x: left, y: top + row, width: right - left, height: weight, style.ink)
    }
    canvas.line("抄送：\(chinese.agency(&dice))，\(chinese.agency(&dice))。", x: left + 5, y: top + 2, small)
    canvas.line(chinese.agency(&dice), x: left + 5, y: top + 11, small)
    canvas.line(chinese.date(&dice) + "印发", x: right - 5, y: top + 11, small, .right)
  }

  /// `— 3 —` in the outer corner, or as offices have it.
  func pageNumber(_ number: Int, left: Double, right: Double, y: Double) {
    let style = Style(face(.song), 14)
    let text = dice.pick(["— \(number) —", "- \(number) -", "\(number)", "—\(number)—"])
    if dice.chance(0.3) {
      canvas.line(text, x: centre, y: y, style, .centre)
    } else {
      canvas.line(text, x: number % 2 == 1 ? right : left, y: y, style, number % 2 == 1 ? .right : .left)
    }
  }

  /// Letter by letter as a worn typewriter strikes: off the line, askew, some faint.
  @discardableResult
  func typed(_ text: String, x: Double, y: Double, _ style: Style, jitter: Double) -> Patch {
    let pitch = style.em * 0.6
    var first: Patch?
    var last = Patch(corners: [Spot(x, y), Spot(x, y), Spot(x, y), Spot(x, y)])
    for (number, letter) in text.enumerated() where letter != " " {
      var struck = style
      struck.opacity = style.opacity * (1 - dice.unit() * 0.45 * jitter)
      let (dx, dy) = (dice.gauss() * 0.02 * jitter * style.em, dice.gauss() * 0.035 * jitter * style.em)
      let spot = Spot(x + Double(number) * pitch + dx, y + dy)
      canvas.turned(degrees: dice.gauss() * 0.9 * jitter, about: spot) {
        last = canvas.line(String(letter), x: spot.x, y: spot.y, struck)
      }
      if first == nil { first = last }
    }
    guard let first else { return last }
    return Patch(corners: [first.corners[0], last.corners[1], last.corners[2], first.corners[3]])
  }
}
