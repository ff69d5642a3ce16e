import Glibc

/// Pictures without any page: stand-ins for the photos that make up most of a telephone.
extension Page {
  func scene() {
    let dusk = dice.number(0...0.6)
    let sky = dice.pick([Colour(0.55, 0.75, 0.95), Colour(0.85, 0.85, 0.88), Colour(0.95, 0.75, 0.55)])
      .mixed(with: .black, dusk)
    switch dice.whole(0...4) {
    case 0: landscape(sky)
    case 1: street(sky)
    case 2: table()
    case 3: people(sky)
    default: shelf()
    }
  }

  private func gradient(_ from: Colour, _ to: Colour, top: Double, bottom: Double) {
    let steps = 60
    for step in 0..<steps {
      let y = top + (bottom - top) * Double(step) / Double(steps)
      canvas.fill(
        x: 0, y: y, width: width, height: (bottom - top) / Double(steps) + 0.5,
        from.mixed(with: to, Double(step) / Double(steps)))
    }
  }

  private func colour() -> Colour { Colour(dice.unit(), dice.unit(), dice.unit()) }

  private func landscape(_ sky: Colour) {
    let horizon = height * dice.number(0.35...0.65)
    gradient(sky, sky.mixed(with: .white, 0.5), top: 0, bottom: horizon + 5)
    canvas.glow(x: width * dice.unit(), y: horizon * dice.unit(), radius: width * 0.25, .white, opacity: 0.8)
    for _ in 0..<dice.whole(0...5) {
      let (x, y) = (width * dice.unit(), horizon * dice.number(0.1...0.7))
      for _ in 0..<9 {
        canvas.glow(
          x: x + dice.number(-30...30), y: y + dice.number(-6...6), radius: dice.number(8...24), .white,
          opacity: 0.5)
      }
    }
    let ground = dice.pick([Colour(0.25, 0.45, 0.2), Colour(0.2, 0.4, 0.55), Colour(0.7, 0.6, 0.4)])
    for layer in 0..<4 {
      let base = horizon + Double(layer) * (height - horizon) * 0.16
      let phase = dice.number(0...10)
      let rough = dice.number(4...24) / Double(layer + 1)
      var spots = [Spot(0, height)]
      for step in 0...80 {
        let x = width * Double(step) / 80
        let hill = sin(x * 0.02 + phase) + 0.5 * sin(x * 0.053 + 2 * phase) + 0.2 * sin(x * 0.21 + phase)
        spots.append(Spot(x, base - rough * hill))
      }
      spots.append(Spot(width, height))
      canvas.polygon(spots, ground.mixed(with: sky, 0.6 - 0.2 * Double(layer)))
    }
    for _ in 0..<dice.whole(0...40) {
      let (x, y) = (width * dice.unit(), dice.number(horizon...height))
      let size = 2 + (y - horizon) / 12
      canvas.stroke([Spot(x, y), Spot(x, y - size)], line: size * 0.15, Colour(0.25, 0.18, 0.1))
      for _ in 0..<6 {
        canvas.disc(
          x: x + dice.number(-0.5...0.5) * size, y: y - size + dice.number(-0.6...0.4) * size,
          radius: size * 0.4,
          ground.mixed(with: .black, dice.number(0.2...0.6)))
      }
    }
  }

  /// Houses with windows, and signs over the shops, some of them red.
  private func street(_ sky: Colour) {
    gradient(sky, sky.mixed(with: .white, 0.4), top: 0, bottom: height)
    canvas.fill(x: 0, y: height * 0.8, width: width, height: height * 0.2, Colour(grey: 0.35))
    var x = -10.0
    while x < width {
      let wide = dice.number(40...100)
      let top = height * dice.number(0.05...0.4)
      let wall = Colour(grey: dice.number(0.3...0.85)).mixed(with: colour(), 0.25)
      canvas.fill(x: x, y: top, width: wide, height: height * 0.82 - top, wall)
      let glass = Colour(0.3, 0.4, 0.5).mixed(with: Colour(1, 0.9, 0.6), dice.unit() * 0.8)
      var y = top + 5
      while y < height * 0.55 {
        var column = x + 5
        while column < x + wide - 9 {
          canvas.fill(x: column, y: y, width: 7, height: 9, glass.mixed(with: .black, dice.number(0...0.4)))
          column += 12
        }
        y += 15
      }
      let board = dice.chance(0.5) ? officialRed() : colour()
      let sign = dice.pick(["秘制卤味", "好邻居超市", "绝味小馆", "五金建材", "烟酒茶", "平价药房", "阳光幼儿园", "老街面馆", "机电维修"])
      canvas.fill(x: x + 2, y: height * 0.57, width: wide - 4, height: 14, board)
      canvas.line(
        sign, x: x + wide / 2, y: height * 0.57 + 2,
        Style(
          face(.hei).bold(), min(26, wide / Double(sign.count) * 2.4),
          ink: board.green > 0.6 ? .black : .white),
        .centre)
      canvas.fill(x: x + 4, y: height * 0.57 + 15, width: wide - 8, height: height * 0.22, Colour(grey: 0.2))
      x += wide + dice.number(0...6)
    }
  }

  private func table() {
    let cloth = colour().mixed(with: Colour(0.6, 0.5, 0.4), 0.6)
    gradient(cloth, cloth.mixed(with: .black, 0.3), top: 0, bottom: height)
    for _ in 0..<dice.whole(3...8) {
      let (x, y, r) = (width * dice.unit(), height * dice.unit(), dice.number(25...60))
      canvas.glow(x: x + 4, y: y + 5, radius: r * 1.25, .black, opacity: 0.6)
      canvas.disc(x: x, y: y, radius: r, Colour(grey: dice.number(0.8...1)))
      canvas.ring(x: x, y: y, radius: r * 0.72, line: 0.8, Colour(grey: 0.7))
      let food = dice.pick([
        Colour(0.6, 0.3, 0.12), Colour(0.3, 0.5, 0.15), Colour(0.85, 0.6, 0.25), Colour(0.75, 0.15, 0.1),
      ])
      for _ in 0..<dice.whole(15...70) {
        let (angle, far) = (dice.number(0...6.28), r * 0.6 * dice.unit().squareRoot())
        canvas.disc(
          x: x + far * cos(angle), y: y + far * sin(angle), radius: r * dice.number(0.04...0.16),
          food.mixed(with: dice.chance(0.5) ? .black : .white, dice.number(0...0.35)))
      }
    }
  }

  private func people(_ sky: Colour) {
    gradient(sky, colour().mixed(with: Colour(grey: 0.4), 0.6), top: 0, bottom: height)
    for _ in 0..<25 {
      canvas.glow(
        x: width * dice.unit(), y: height * dice.unit(), radius: dice.number(10...50), colour(), opacity: 0.35
      )
    }
    for _ in 0..<dice.whole(1...4) {
      let (x, r) = (width * dice.number(0.15...0.85), height * dice.number(0.09...0.2))
      let y = height * dice.number(0.35...0.55)
      let skin = dice.pick([Colour(0.92, 0.75, 0.62), Colour(0.8, 0.6, 0.45), Colour(0.55, 0.38, 0.28)])
      let coat = colour().mixed(with: .black, 0.3)
      canvas.roundedFill(x: x - r * 1.9, y: y + r * 1.25, width: r * 3.8, height: height, radius: r, coat)
      canvas.roundedFill(
        x: x - r * 0.4, y: y + r * 0.6, width: r * 0.8, height: r, radius: r * 0.2,
        skin.mixed(with: .black, 0.15))
      canvas.disc(x: x, y: y - r * 0.15, radius: r * 1.08, Colour(0.12, 0.09, 0.07))
      canvas.roundedFill(
        x: x - r * 0.8, y: y - r * 0.75, width: r * 1.6, height: r * 2, radius: r * 0.75, skin)
      for side in [-1.0, 1] {
        canvas.disc(x: x + side * r * 0.34, y: y + r * 0.1, radius: r * 0.1, Colour(grey: 0.1))
        canvas.glow(
          x: x + side * r * 0.45, y: y + r * 0.55, radius: r * 0.3, Colour(0.9, 0.45, 0.4), opacity: 0.35)
      }
      canvas.stroke(
        [Spot(x - r * 0.3, y + r * 0.75), Spot(x, y + r * 0.85), Spot(x + r * 0.3, y + r * 0.75)],
        line: r * 0.08, Colour(0.7, 0.3, 0.3), round: true)
    }
  }

  /// Books and binders with words on their backs.
  private func shelf() {
    canvas.fill(x: 0, y: 0, width: width, height: height, Colour(0.35, 0.24, 0.16))
    var y = 4.0
    while y < height {
      var x = 3.0
      let tall = dice.number(60...85)
      while x < width {
        let (wide, low) = (dice.number(6...20), dice.number(0...14))
        let back = colour().mixed(with: Colour(grey: dice.unit()), 0.4)
        canvas.fill(x: x, y: y + low, width: wide, height: tall - low, back)
        let word = dice.pick(["档案", "秘密花园", "会议记录", "合同", "世界地图", "绝密飞行", "财务", "诗选", "辞典"])
        let style = Style(face(.hei), min(20, wide * 1.9), ink: back.green > 0.5 ? .black : .white)
        for (number, letter) in word.enumerated() where Double(number + 2) * style.em < tall - low {
          canvas.line(
            String(letter), x: x + wide / 2, y: y + low + 5 + Double(number) * style.em * 1.1, style, .centre)
        }
        x += wide + 0.6
      }
      y += tall + 6
    }
  }
}
