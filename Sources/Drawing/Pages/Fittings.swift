import Evidence
import Glibc

/// What offices do to paper once it is printed: holes, staples, clips, notes by hand, stamps of receipt. None of
/// it lies on a mark.
extension Page {
  /// A few of them by chance; most pages have none. The dice are not the page's own, so that what is printed on
  /// it stays the same.
  func fit(_ own: inout Dice) {
    swap(&own, &dice)
    defer { swap(&own, &dice) }
    if dice.chance(0.12) { punchHoles() }
    if dice.chance(0.1) { dice.chance(0.6) ? staple() : clip() }
    if dice.chance(0.04) { stain() }
    let isOffice = label.verdict == .official || label.regime == "cn"
    if dice.chance(isOffice ? 0.16 : 0.03) { remark() }
    if dice.chance(isOffice ? 0.1 : 0.01) { receivedStamp() }
  }

  /// Whether a rectangle with some room round it touches no mark.
  func isFree(x: Double, y: Double, width: Double, height: Double, room: Double = 4) -> Bool {
    marks.allSatisfy { mark in
      let (xs, ys) = (mark.patch.corners.map(\.x), mark.patch.corners.map(\.y))
      return xs.max()! < x - room || xs.min()! > x + width + room || ys.max()! < y - room
        || ys.min()! > y + height + room
    }
  }

  /// Two or four holes at the left edge, 80 mm apart; the table shows through, or they are black on a copy.
  func punchHoles() {
    let x = dice.number(10...14)
    let ground = Colour(grey: dice.number(0.05...0.55))
    let spots = dice.chance(0.6) ? [-40.0, 40] : [-120.0, -40, 40, 120]
    for spot in spots where isFree(x: x - 3, y: height / 2 + spot - 3, width: 6, height: 6) {
      canvas.disc(x: x, y: height / 2 + spot, radius: 3, ground)
      canvas.ring(x: x, y: height / 2 + spot, radius: 3, line: 0.25, Colour(grey: 0.75))
    }
  }

  func staple() {
    let (x, y) = (dice.number(7...14), dice.number(6...12))
    guard isFree(x: x - 6, y: y - 6, width: 18, height: 18) else { return }
    canvas.turned(degrees: dice.pick([-45, -40, 0, 90]), about: Spot(x, y)) {
      canvas.stroke([Spot(x - 5, y + 0.7), Spot(x + 6, y + 0.7)], line: 0.7, .black, opacity: 0.3)
      canvas.stroke([Spot(x - 6, y), Spot(x + 6, y)], line: 0.6, Colour(grey: 0.62), round: true)
      canvas.stroke([Spot(x - 6, y - 0.1), Spot(x + 6, y - 0.1)], line: 0.2, Colour(grey: 0.92))
    }
  }

  func clip() {
    let x = dice.number(width * 0.3...width * 0.7)
    guard isFree(x: x - 5, y: 0, width: 10, height: 26) else { return }
    let metal = dice.pick([
      Colour(grey: 0.6), Colour(0.8, 0.3, 0.25), Colour(0.25, 0.4, 0.75), Colour(0.8, 0.7, 0.3),
    ])
    canvas.turned(degrees: dice.number(-8...8), about: Spot(x, 0)) {
      for (inset, deep) in [(0.0, 24.0), (1.6, 18.0)] {
        canvas.box(
          x: x - 4 + inset + 0.5, y: -6.5, width: 8 - 2 * inset, height: deep + 7, line: 0.9, .black,
          opacity: 0.25, radius: 4)
        canvas.box(
          x: x - 4 + inset, y: -7, width: 8 - 2 * inset, height: deep + 7, line: 0.8, metal, radius: 4)
      }
    }
  }

  /// The ring that a cup leaves.
  func stain() {
    let (x, y, r) = (width * dice.unit(), height * dice.unit(), dice.number(28...40))
    let brown = Colour(0.45, 0.3, 0.15)
    canvas.ring(x: x, y: y, radius: r, line: dice.number(1...3), brown, opacity: dice.number(0.08...0.25))
    canvas.disc(x: x, y: y, radius: r, brown, opacity: 0.05)
  }

  /// Words of a superior, by hand, in a margin or over the head.
  func remark() {
    let pen = dice.pick([
      Colour(0.1, 0.15, 0.45), Colour(grey: 0.12), Colour(0.7, 0.1, 0.12), Colour(grey: 0.35),
    ])
    var style = Style(face(dice.chance(0.6) ? .hand : .kai), dice.number(18...30), ink: pen)
    style.opacity = dice.number(0.7...0.95)
    let texts = [
      "同意", "已阅", "请办公室阅处", "拟同意，请领导阅示", "阅", "请尽快落实", "转各科室传阅", "速办", "存档",
    ]
    let words = dice.pick(texts) + dice.pick(["", "　\(dice.whole(1...12)).\(dice.whole(1...28))"])
    let (x, y) = (
      dice.number(16...width * 0.6),
      dice.pick([dice.number(4...14), dice.number(height * 0.55...height * 0.9)])
    )
    let wide = canvas.width(of: words, style)
    guard isFree(x: x, y: y - 3, width: wide, height: style.em + 6) else { return }
    canvas.turned(degrees: dice.number(-7...7), about: Spot(x, y)) {
      canvas.line(words, x: x, y: y, style)
      scribble(x: x + wide + 4, y: y + style.em * 0.6, width: style.em * 3, ink: pen)
    }
  }

  /// A signature or any other quick stroke of a pen.
  func scribble(x: Double, y: Double, width wide: Double, ink: Colour, line: Double = 0.5) {
    let (a, b, c) = (dice.number(2...5), dice.number(6...11), dice.number(0...6.28))
    let tall = min(4, wide * dice.number(0.06...0.16))
    let spots = (0...60).map { step in
      let t = Double(step) / 60
      return Spot(
        x + wide * (t + 0.06 * sin(b * 2.1 * t + c)),
        y + tall * (sin(a * 6.28 * t + c) * (1 - 0.5 * t) + 0.4 * sin(b * 6.28 * t)))
    }
    canvas.stroke(spots, line: line, ink, opacity: 0.85, round: true)
  }

  /// The box in which an office notes that a paper has come in.
  func receivedStamp() {
    let ink = dice.chance(0.6) ? officialRed() : Colour(0.15, 0.2, 0.6)
    let (wide, tall) = (44.0, 20.0)
    let (x, y) = (
      dice.chance(0.75) ? width - wide - dice.number(6...14) : dice.number(8...30), dice.number(5...12)
    )
    guard isFree(x: x, y: y, width: wide, height: tall) else { return }
    let opacity = dice.number(0.5...0.85)
    var style = Style(face(.song), 9, ink: ink)
    style.opacity = opacity
    canvas.turned(degrees: dice.number(-4...4), about: Spot(x, y)) {
      canvas.box(x: x, y: y, width: wide, height: tall, line: 0.5, ink, opacity: opacity)
      for row in 1...2 {
        canvas.fill(x: x, y: y + tall * Double(row) / 3, width: wide, height: 0.3, ink, opacity: opacity)
      }
      canvas.line(String(chinese.agency(&dice).suffix(9)) + "收文", x: x + wide / 2, y: y + 1.8, style, .centre)
      canvas.line("第\(dice.digits(4))号", x: x + 3, y: y + 8.4, style)
      canvas.line(
        "\(dice.whole(2012...2025))年\(dice.whole(1...12))月\(dice.whole(1...28))日", x: x + 3, y: y + 15, style)
    }
  }
}

/// Print and paper that are not white: many offices copy on what there is.
func tint(_ paper: Colour, _ dice: inout Dice) -> Colour {
  guard dice.chance(0.24) else { return paper }
  let shade = dice.pick([
    Colour(1, 0.87, 0.9), Colour(0.93, 0.88, 1), Colour(0.87, 0.98, 0.9), Colour(1, 0.98, 0.75),
    Colour(1, 0.9, 0.78), Colour(0.85, 0.93, 1), Colour(grey: 0.82), Colour(0.86, 0.83, 0.78),
    Colour(0.9, 0.84, 0.7),
  ])
  return paper.mixed(with: shade, dice.number(0.4...1))
}
