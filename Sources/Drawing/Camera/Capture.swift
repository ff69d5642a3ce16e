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
    "cut", "far", "two", "fingers", "screen", "sent", "thumb", "scan", "copy", "fax",
    "film", "recopy", "monitor", "held", "desk", "sleeve", "book", "lens", "edge", "hdr", "smear", "cast",
    "overhead", "resent",
  ]
  /// What a screen's own picture may go through, and what is photographed of it.
  static let ofScreens = ["screenshot", "screenshot", "screenshot", "resent", "screen"]
  static let ofWalls = [
    "hand", "easy", "far", "dark", "sent", "thumb", "tilt", "glare", "cut", "steep", "hdr", "resent", "cast",
  ]
  /// Copies and films above all.
  static let ofArchives = [
    "film", "film", "film", "copy", "recopy", "recopy", "scan", "scan", "scan", "fax", "hand", "sent",
    "thumb",
    "screen", "monitor", "blur", "tilt", "book",
  ]
  static let ofScenes = ["hand", "dark", "sent", "lamp", "blur", "hdr", "smear", "lens", "resent"]
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
      ((1920, 2560), 0.1), ((2268, 4032), tuning ? 0.06 : 0.04), ((2736, 3648), tuning ? 0 : 0.08),
      ((1536, 2048), 0.05),
    ])
    (take.width, take.height) = size
    // Two facing pages are broader than high.
    let aspect = name == "book" ? aspect * 2 : aspect
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
}
