/// What each way to photograph a page is made of.
extension Capture {
  func adapt(_ take: inout Take, tuning: Bool, dice: inout Dice) {
    let sign: Double = dice.chance(0.5) ? 1 : -1
    switch name {
    case "easy":
      take.pose.roll = dice.gauss()
      take.pose.pitch = dice.number(-2...4)
      take.pose.yaw = dice.gauss()
      take.light.falloff = dice.number(0.02...0.12)
      take.bend.crumple = 0
    case "tilt":
      take.pose.roll = sign * dice.number(tuning ? 8...24 : 10...30)
      take.pose.fill = dice.number(0.68...0.8)
    case "steep":
      take.pose.pitch = dice.number(tuning ? 22...38 : 25...42)
      take.pose.yaw = sign * dice.number(0...18)
      take.pose.fill = dice.number(0.8...1)
    case "curl":
      if dice.chance(0.5) {
        take.bend.sag = sign * dice.number(2.5...(tuning ? 7 : 8))
      } else {
        take.bend.gutter = dice.number(3...9)
        take.bend.reach = dice.number(16...32)
      }
      if dice.chance(0.4) { take.bend.corner = sign * dice.number(2...8) }
    case "fold":
      let thirds: [Bend.Crease] = [.across(99), .across(198)]
      let cross: [Bend.Crease] = [.across(148), .along(105)]
      take.bend.creases = dice.pick([thirds, cross, [.across(148)], [.along(105)]])
      take.bend.depth = dice.number(1...3)
      take.bend.crumple = dice.number(0.1...(tuning ? 0.6 : 0.7))
    case "shadow":
      for _ in 0..<dice.whole(1...2) {
        take.light.shadows.append(shadow(&dice))
      }
    case "lamp":
      take.light.colour = dice.pick(
        tuning
          ? [Colour(1, 0.85, 0.62), Colour(1, 0.78, 0.55), Colour(0.82, 0.92, 1), Colour(0.9, 1, 0.88)]
          : [Colour(1, 0.82, 0.58), Colour(1, 0.9, 0.6), Colour(0.78, 0.88, 1), Colour(1, 0.88, 0.92)])
      take.light.falloff = dice.number(0.3...0.8)
    case "dark":
      take.light.exposure = dice.number(tuning ? 0.12...0.3 : 0.1...0.28)
      take.light.falloff = dice.number(0.2...0.7)
      take.light.vignette = dice.number(0.1...0.3)
      take.light.colour = dice.pick([.white, Colour(1, 0.88, 0.7), Colour(0.9, 0.95, 1)])
      take.sensor.noise = dice.number(4...(tuning ? 8 : 9))
      take.sensor.colourNoise = dice.number(2...6)
      take.sensor.lift = dice.number(0...0.05)
      take.defocus = dice.number(0.8...1.5)
    case "blur":
      take.defocus = dice.number(tuning ? 2...3.6 : 2.2...4) * Double(max(take.width, take.height)) / 4032
    case "motion":
      take.shake = (
        dice.number(tuning ? 5...11 : 6...12) * Double(max(take.width, take.height)) / 4032,
        dice.number(0...180)
      )
    case "glare":
      take.light.glares += glares(1...2, radius: 0.05...0.2, shape: 0.5...2.5, strength: 60...200, &dice)
      take.light.exposure = dice.number(0.5...0.8)
    case "cut":
      take.pose.fill = dice.number(1.0...1.3)
      take.pose.centre = (0.5 + dice.number(-0.1...0.1), 0.5 + dice.number(0.04...0.24))
    case "far":
      take.pose.fill = dice.number(tuning ? 0.36...0.5 : 0.35...0.48)
      take.pose.centre = (dice.number(0.35...0.65), dice.number(0.35...0.65))
      take.pose.pitch = dice.number(0...25)
      take.pose.roll = dice.gauss() * 6
      take.isBusy = true
    case "two":
      take.neighbours = 1
      take.pose.fill = dice.number(0.62...0.75)
      take.isBusy = dice.chance(0.3)
    case "fingers":
      take.pose.fill = dice.number(0.7...0.85)
      take.hands = (0..<dice.whole(1...3)).map { _ in hand(&dice) }
      take.bend.sag = dice.gauss() * 2.5
    case "screen":
      take.isScreen = true
      take.pose.fill = dice.number(0.85...1.1)
      take.pose.pitch = dice.number(-8...8)
      take.pose.yaw = dice.gauss() * 6
      take.bend = Bend()
      take.light.falloff = dice.number(0...0.15)
      take.light.colour = dice.pick([Colour(0.93, 0.97, 1), .white, Colour(0.88, 0.95, 1)])
      take.sensor.contrast = dice.number(0.1...0.3)
    case "monitor":
      (take.isScreen, take.isMonitor) = (true, true)
      take.pose.fill = dice.number(0.6...0.9)
      take.pose.pitch = dice.number(-6...6)
      take.pose.yaw = sign * dice.number(0...16)
      take.bend = Bend()
      take.light.falloff = dice.number(0...0.15)
      take.light.colour = dice.pick([Colour(0.93, 0.97, 1), .white, Colour(0.85, 0.93, 1)])
      take.sensor.contrast = dice.number(0.1...0.3)
    case "held":
      take.isHeld = true
      take.pose.fill = dice.number(0.66...0.85)
      take.pose.roll = dice.gauss() * 5
      take.pose.pitch = dice.number(-14...20)
      take.bend.sag = sign * dice.number(1.5...(tuning ? 6 : 7))
      if dice.chance(0.5) { take.bend.corner = sign * dice.number(2...7) }
      take.hands = [hand(&dice, side: 0)] + (dice.chance(0.6) ? [hand(&dice, side: 1)] : [])
    case "desk":
      take.neighbours = dice.whole(2...4)
      take.pose.fill = dice.number(0.5...(tuning ? 0.7 : 0.66))
      take.pose.roll = dice.gauss() * 7
      take.pose.centre = (0.5 + dice.number(-0.12...0.12), 0.5 + dice.number(-0.1...0.1))
      take.pose.pitch = dice.number(0...24)
      take.isBusy = true
    case "sleeve":
      take.isSleeved = true
      take.light.glares = glares(0...2, radius: 0.04...0.12, shape: 0.3...2.5, strength: 50...140, &dice)
      take.light.exposure = dice.number(0.5...0.85)
    case "book":
      take.isSpread = true
      take.bend.gutter = sign * dice.number(3...(tuning ? 8 : 9))
      take.bend.reach = dice.number(18...36)
      take.bend.sag = 0
      take.pose.fill = dice.number(0.86...0.97)
    case "lens":
      take.lens.barrel = (dice.chance(0.8) ? 1 : -0.5) * dice.number(tuning ? 0.04...0.12 : 0.05...0.14)
      take.pose.focal = dice.number(0.45...0.6)
      take.pose.fill = dice.number(0.8...0.93)
      take.light.vignette = dice.number(0.15...0.4)
    case "edge":
      take.lens.softness =
        dice.number(tuning ? 2.5...6 : 3...6.5) * Double(max(take.width, take.height)) / 4032
      take.lens.soft = (dice.number(0...360), dice.number(0.25...0.6))
      take.pose.pitch = dice.number(5...25)
    case "hdr":
      take.evening = dice.number(tuning ? 0.4...0.9 : 0.5...1)
      take.sharpening = dice.number(0.3...1)
      take.light.falloff = dice.number(0.2...0.7)
      take.light.shadows = dice.chance(0.6) ? [shadow(&dice)] : []
      take.sensor.contrast = dice.number(0.1...0.3)
    case "smear":
      take.light.exposure = dice.number(tuning ? 0.15...0.4 : 0.14...0.36)
      take.light.colour = dice.pick([Colour(1, 0.86, 0.66), .white, Colour(0.95, 1, 0.93)])
      take.sensor.noise = dice.number(5...10)
      take.sensor.colourNoise = dice.number(3...7)
      take.smear = dice.whole(tuning ? 14...30 : 16...32)
      take.sharpening = dice.number(0...0.8)
      take.defocus = dice.number(0.7...1.3)
    case "cast":
      take.light.colour = dice.pick(
        tuning
          ? [Colour(1, 0.68, 0.4), Colour(0.7, 0.85, 1), Colour(0.8, 1, 0.76), Colour(1, 0.76, 0.9)]
          : [Colour(1, 0.62, 0.36), Colour(0.62, 0.8, 1), Colour(0.86, 1, 0.66), Colour(0.88, 0.76, 1)])
      take.light.exposure = dice.number(0.45...0.95)
    case "overhead":
      take.light.shadows = telephoneShadow(&dice)
      take.light.exposure = dice.number(0.7...1)
    case "resent":
      // Small twice over: what a group has passed on.
      (take.width, take.height) = take.width > take.height ? (1440, 1080) : (1080, 1440)
      take.shrink = 2
      take.defocus = dice.number(0.6...1.3)
      take.pose.fill = dice.number(0.8...0.98)
      take.sharpening = dice.number(tuning ? 0.5...1.3 : 0.6...1.5)
      take.earlierQuality = dice.whole(55...75)
      take.quality = dice.whole(tuning ? 45...65 : 42...62)
    case "sent", "thumb":
      let small = name == "thumb"
      (take.width, take.height) =
        take.width > take.height ? (small ? (960, 720) : (1440, 1080)) : (small ? (720, 960) : (1080, 1440))
      take.shrink = small ? 3 : 2
      take.defocus = dice.number(0.6...1.4)
      take.quality = dice.whole(tuning ? 66...80 : 60...78)
      take.earlierQuality = dice.whole(70...90)
      take.pose.fill = dice.number(small ? 0.86...1 : 0.75...0.97)
    case "scan":
      take.machine = .scanner
      take.skew = dice.gauss() * 0.6
    case "copy":
      take.machine = .copier
      take.copies = dice.whole(1...2)
      take.skew = dice.gauss()
    case "recopy":
      take.machine = .copier
      take.copies = dice.whole(3...4)
      take.skew = dice.gauss() * 1.5
    case "film":
      take.machine = .film
      take.skew = dice.gauss()
    case "fax":
      take.machine = .fax
      take.skew = dice.gauss() * 0.8
    case "screenshot":
      take.machine = .screenshot
    default:  // "hand": as people do it, a little of everything
      if dice.chance(0.25) { take.light.shadows.append(shadow(&dice)) }
      if dice.chance(0.15) { take.hands = [hand(&dice)] }
    }
  }

  private func shadow(_ dice: inout Dice) -> Light.Shadow {
    Light.Shadow(
      x: dice.number(0.2...0.8), y: dice.number(0.2...0.8), direction: dice.number(0...360),
      blob: dice.chance(0.5) ? (dice.number(0.15...0.5), dice.number(0.1...0.3)) : nil,
      softness: dice.number(0.02...0.2), rest: dice.number(0.3...0.7))
  }

  /// Of a telephone held over the page, and of the arm that holds it.
  private func telephoneShadow(_ dice: inout Dice) -> [Light.Shadow] {
    let (x, y, turn) = (dice.number(0.3...0.7), dice.number(0.35...0.75), dice.number(-25...25))
    let rest = dice.number(0.35...0.65)
    let soft = dice.number(0.01...0.06)
    let body = Light.Shadow(
      x: x, y: y, direction: turn, blob: (dice.number(0.1...0.17), dice.number(0.2...0.3)), isBoxed: true,
      softness: soft, rest: rest)
    let arm = Light.Shadow(
      x: x + dice.number(0.02...0.1), y: y + 0.5, direction: turn + dice.number(-10...10),
      blob: (dice.number(0.05...0.1), 0.35), isBoxed: true, softness: soft, rest: rest)
    return dice.chance(0.7) ? [body, arm] : [body]
  }

  /// Lamps or windows in what is glossy.
  private func glares(
    _ count: ClosedRange<Int>, radius: ClosedRange<Double>, shape: ClosedRange<Double>,
    strength: ClosedRange<Double>, _ dice: inout Dice
  ) -> [Light.Glare] {
    (0..<dice.whole(count)).map { _ in
      Light.Glare(
        x: dice.number(0.1...0.9), y: dice.number(0.35...0.95), radius: dice.number(radius),
        shape: dice.number(shape), strength: dice.number(strength))
    }
  }

  private func hand(_ dice: inout Dice, side: Int? = nil) -> Hand {
    let skin = dice.pick([
      Colour(0.93, 0.75, 0.63), Colour(0.85, 0.64, 0.5), Colour(0.7, 0.5, 0.38), Colour(0.95, 0.8, 0.7),
      Colour(0.5, 0.34, 0.25),
    ])
    let side = side ?? dice.whole(0...2)
    let tip =
      switch side {
      case 0: (x: dice.number(0.06...0.16), y: dice.number(0.4...0.85))
      case 1: (x: dice.number(0.84...0.94), y: dice.number(0.4...0.85))
      default: (x: dice.number(0.2...0.8), y: dice.number(0.85...0.95))
      }
    let direction = side == 0 ? 180.0 : side == 1 ? 0 : 90
    return Hand(
      tip: tip, direction: direction + dice.number(-30...30), breadth: dice.number(0.05...0.08), skin: skin)
  }
}
