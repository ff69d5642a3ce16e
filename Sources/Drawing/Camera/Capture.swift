/// One way to make a picture of a page, with all that was thrown for it.
struct Take: Sendable {
  enum Machine: Sendable {
    case camera, scanner, copier, fax, screenshot
  }

  var machine = Machine.camera
  /// The picture's size while upright, in pixels.
  var width = 3024
  var height = 4032
  /// The camera takes it this many times as large; then it is shrunk, as messengers do.
  var shrink = 1
  var pose = Pose()
  var bend = Bend()
  var light = Light()
  var sensor = Sensor()
  /// Deviation in pixels of the camera's picture.
  var defocus = 0.6
  /// Length in pixels, direction in degrees.
  var shake = (length: 0.0, degrees: 0.0)
  var hands: [Hand] = []
  var hasSecondPage = false
  var isScreen = false
  var isBusy = false
  /// JPEG quality of the file.
  var quality = 90
  /// Quality of an earlier save, if there was one.
  var earlierQuality: Int?
  /// Scanners turn pages only a little; in degrees.
  var skew = 0.0
}

/// How a page is photographed, by name: `hand`, `dark` ... The turn and its tag are apart from it.
package struct Capture: Sendable, Equatable {
  package var name: String
  /// Right angles by which the stored picture is turned clockwise, and whether the Exif tag says so.
  package var quarters = 0
  package var isTagged = false

  package init(name: String, quarters: Int = 0, isTagged: Bool = false) {
    self.name = name
    self.quarters = quarters
    self.isTagged = isTagged
  }

  /// As labels have it: `hand`, `hand+rot90`, `hand+rot90e` with the tag.
  package var label: String {
    quarters == 0 ? name : "\(name)+rot\(quarters * 90)\(isTagged ? "e" : "")"
  }

  /// Ways to photograph a page.
  package static let ofPages = [
    "hand", "easy", "tilt", "steep", "curl", "fold", "shadow", "lamp", "dark", "blur", "motion", "glare",
    "cut",
    "far", "two", "fingers", "screen", "sent", "thumb", "scan", "copy", "fax",
  ]
  /// What a screen's own picture may go through, and what is photographed of it.
  static let ofScreens = ["screenshot", "screenshot", "screenshot", "sent", "screen"]
  static let ofWalls = ["hand", "easy", "far", "dark", "sent", "thumb", "tilt", "glare", "cut", "steep"]
  static let ofArchives = [
    "scan", "copy", "copy", "scan", "fax", "hand", "sent", "thumb", "screen", "blur", "dark", "tilt", "curl",
  ]
  static let ofScenes = ["hand", "dark", "sent", "lamp", "blur"]
  /// All of them.
  package static let names = ofPages + ["screenshot"]

  static func suiting(_ medium: Medium) -> [String] {
    switch medium {
    case .paper: ofPages
    case .archive: ofArchives
    case .screen: ofScreens
    case .wall: ofWalls
    case .scene: ofScenes
    }
  }

  /// Throws for one photo of a page with the given shape (width over height). The two parts of a set have
  /// ranges of their own; `tries` counts earlier throws that made the mark too small, so the camera comes
  /// nearer.
  func take(aspect: Double, part: SamplePart, tries: Int, dice: inout Dice) -> Take {
    var take = Take()
    let tuning = part == .tuning
    let size = dice.pick(weighted: [
      ((3024, 4032), 0.5), ((2448, 3264), 0.2), ((3000, 4000), tuning ? 0.2 : 0),
      ((3120, 4160), tuning ? 0 : 0.2),
      ((1920, 2560), 0.1),
    ])
    (take.width, take.height) = size
    if aspect > 1.15 { (take.width, take.height) = (take.height, take.width) }
    take.pose.roll = dice.gauss() * 2.5
    take.pose.pitch = dice.number(-4...(tuning ? 14 : 18))
    take.pose.yaw = dice.gauss() * 4
    take.pose.fill = dice.number(0.72...0.96)
    take.pose.centre = (0.5 + dice.gauss() * 0.02, 0.5 + dice.gauss() * 0.02)
    take.pose.focal = dice.number(0.66...(tuning ? 0.85 : 1.1))
    take.bend.sag = dice.gauss() * 0.7
    take.bend.crumple = dice.chance(0.4) ? dice.number(0...0.25) : 0
    take.bend.phase = dice.number(0...20)
    take.light.direction = dice.number(0...360)
    take.light.falloff = dice.number(0.05...0.35)
    take.light.exposure = dice.number(0.62...1)
    take.light.colour = dice.pick(
      tuning
        ? [.white, Colour(1, 0.97, 0.91), Colour(0.95, 0.98, 1), Colour(1, 0.99, 0.96)]
        : [Colour(1, 1, 0.98), Colour(1, 0.95, 0.88), Colour(0.92, 0.97, 1), Colour(0.97, 1, 0.97)])
    take.light.vignette = dice.number(0.02...0.15)
    take.sensor.noise = dice.number(0.6...2.2)
    take.sensor.colourNoise = dice.number(0.3...1.6)
    take.sensor.contrast = dice.number(0.02...0.22)
    take.defocus = dice.number(0.5...0.9)
    take.quality = dice.whole(tuning ? 86...95 : 82...96)
    adapt(&take, tuning: tuning, dice: &dice)
    // Nearer with each try that failed, up to a page that fills the frame.
    take.pose.fill *= 1 + 0.12 * Double(min(tries, 6))
    return take
  }

  private func adapt(_ take: inout Take, tuning: Bool, dice: inout Dice) {
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
      for _ in 0..<dice.whole(1...2) {
        take.light.glares.append(
          .init(
            x: dice.number(0.1...0.9), y: dice.number(0.35...0.95), radius: dice.number(0.05...0.2),
            shape: dice.number(0.5...2.5), strength: dice.number(60...200)))
      }
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
      take.hasSecondPage = true
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

  private func hand(_ dice: inout Dice) -> Hand {
    let skin = dice.pick([
      Colour(0.93, 0.75, 0.63), Colour(0.85, 0.64, 0.5), Colour(0.7, 0.5, 0.38), Colour(0.95, 0.8, 0.7),
      Colour(0.5, 0.34, 0.25),
    ])
    let side = dice.whole(0...2)
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
