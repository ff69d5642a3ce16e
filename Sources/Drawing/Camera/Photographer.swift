import Pixels

/// A photo as it will be stored, but for the file's format.
package struct Shot: Sendable {
  package var raster: Raster
  /// The mark's corners in the stored picture; `nil` without a mark in the frame.
  package var quad: Quad?
  package var mark: PageMark?
  /// The tag that the file bears.
  package var orientation: Orientation?
  /// JPEG quality that suits the way the picture came about.
  package var quality: Int
  /// One bit a pixel, from a fax.
  package var isBilevel = false
  package var isGrey = false
  /// Saved as PNG: what screens and some scanners write.
  package var isLossless = false
}

/// Photographs a page that is already drawn; the same seed gives the same picture.
package func photograph(
  _ page: DrawnPage, capture: Capture, seed: UInt64, part: SamplePart = .tuning,
  backdrops: Backdrops = Backdrops()
) -> Shot {
  let photographer = Photographer(capture: capture, seed: seed, part: part, backdrops: backdrops)
  return photographer.shoot(width: page.width, height: page.height, medium: page.medium) { _, _ in page }
}

/// Takes one photo, again and again until its mark can be read.
package struct Photographer {
  var capture: Capture
  var seed: UInt64
  var part: SamplePart
  var backdrops: Backdrops

  package init(capture: Capture, seed: UInt64, part: SamplePart, backdrops: Backdrops = Backdrops()) {
    self.capture = capture
    self.seed = seed
    self.part = part
    self.backdrops = backdrops
  }

  /// Heights in pixels below which a person would have to strain: of Chinese letters, and of Latin capitals.
  package static let legible = (chinese: 14.0, latin: 9.0)

  /// Throws until the mark can be read; `draw` gives the page (or, for 1, its neighbour) at a scale.
  package func shoot(
    width: Double, height: Double, medium: Medium, draw: (_ scale: Double, _ neighbour: Int) -> DrawnPage
  ) -> Shot {
    for tries in 0... {
      var dice = Dice(seed: seed, for: "take", tries)
      let take = capture.take(aspect: width / height, part: part, tries: tries, dice: &dice)
      switch take.machine {
      case .camera:
        if let shot = photo(take, width, height, medium, last: tries >= 12, draw, &dice) {
          return turned(shot)
        }
      case .screenshot:
        return turned(screenshot(draw(Double(dice.pick([1080, 1170, 1080, 1284, 720])) / width, 0), &dice))
      case .scanner, .copier, .film, .fax:
        return turned(machineMade(take, draw, &dice))
      }
    }
    preconditionFailure("the last try always succeeds")
  }

  // MARK: Camera

  private func photo(
    _ take: Take, _ width: Double, _ height: Double, _ medium: Medium, last: Bool,
    _ draw: (Double, Int) -> DrawnPage, _ dice: inout Dice
  ) -> Shot? {
    let (w, h) = (take.width * take.shrink, take.height * take.shrink)
    let pageWidth = width
    let isSpread = take.isSpread && medium.isSheet
    let width = isSpread ? width * 2 : width
    var pose = take.pose
    // A page fits the frame's other side too, unless part of it is to be cut off.
    let long = Double(max(w, h))
    let acrossShare = width / max(width, height) * pose.fill * long / Double(w)
    let downShare = height / max(width, height) * pose.fill * long / Double(h)
    let limit = capture.name == "cut" ? 1.35 : 0.97
    pose.fill *= min(1, limit / max(acrossShare, downShare))
    var scale = pose.fill * long / max(width, height)
    if take.isScreen { scale = min(scale, dice.number(0.3...0.42) * scale) }
    var page = draw(min(scale, 16), 0)
    if take.isSleeved && medium.isSheet { page.putInSleeve(&dice) }
    if isSpread { page = page.bound(beside: draw(page.scale, 1), atRight: dice.chance(0.5)) }
    var sheet = Sheet(page: page.raster, scale: page.scale, pose: pose)
    sheet.bend = medium.isSheet ? take.bend : Bend()
    if isSpread { sheet.bend.spine = pageWidth }
    sheet.isScreen = take.isScreen
    sheet.shadow = medium.isSheet ? dice.number(0.15...0.6) : 0
    let seen = visible(page.marks, sheet, take.lens, width: w, height: h, shrink: Double(take.shrink))
    if !page.marks.isEmpty && seen == nil && !last { return nil }

    var photo =
      medium == .scene && (backdrops.photos.isEmpty || dice.chance(0.2))
      ? page.raster.stretched(width: w, height: h)
      : backdrops.make(
        width: w, height: h, busy: take.isBusy, isWall: medium == .wall || take.isHeld, dice: &dice
      )
      .stretched(width: w, height: h)
    if take.isScreen && medium != .scene {
      frame(around: sheet, on: &photo, isMonitor: take.isMonitor, dice: &dice)
    }
    for number in 0..<take.neighbours {
      paintNeighbour(of: sheet, number: number, isDesk: take.neighbours > 1, on: &photo, draw, &dice)
    }
    if medium != .scene { sheet.paint(on: &photo) }
    for hand in take.hands where !covers(hand, seen?.quad, w, h) { hand.draw(on: &photo) }
    // Never so blurred that the mark's strokes run into one another.
    let least = seen.map { Double(min($0.quad.height, $0.quad.width)) } ?? .infinity
    var lens = take.lens
    if let centre = seen?.quad.centre {
      let there = lens.softness(atX: Double(centre.x) / Double(w), y: Double(centre.y) / Double(h))
      lens.softness *= min(1, max(0.5, least * 0.065) / max(0.01, there))
    }
    lens.project(&photo)
    take.light.shine(on: &photo)
    photo.defocus(sigma: min(take.defocus, max(0.5, least * 0.065)))
    photo.shake(length: min(take.shake.length, least * 0.2), degrees: take.shake.degrees)
    take.sensor.expose(&photo, dice: &dice)
    if take.smear > 0 { photo.smear(threshold: take.smear) }
    if take.evening > 0 { photo.evenOut(strength: take.evening) }
    if take.shrink == 1 { photo.sharpen(amount: take.sharpening) }
    if let earlier = take.earlierQuality, let file = try? encodeJPEG(photo, quality: earlier),
      let again = try? decodeJPEG(file, pixels: photo.width * photo.height)
    {
      photo = again
    }
    photo = photo.shrunk(by: take.shrink)
    if take.shrink > 1 { photo.sharpen(amount: take.sharpening) }
    return Shot(
      raster: photo, quad: seen?.quad.scaled(by: 1 / Float(take.shrink)), mark: seen?.mark,
      quality: take.quality)
  }

  /// The first mark that lies in the frame and can be read, with its corners in the camera's picture.
  private func visible(
    _ marks: [PageMark], _ sheet: Sheet, _ lens: Lens, width: Int, height: Int, shrink: Double
  ) -> (mark: PageMark, quad: Quad)? {
    for mark in marks {
      let corners = mark.patch.corners.map {
        lens.place(sheet.place($0, width: width, height: height), width: width, height: height)
      }
      let inside = corners.allSatisfy {
        $0.x > 4 && $0.y > 4 && $0.x < Float(width) - 4 && $0.y < Float(height) - 4
      }
      let quad = Quad(
        topLeft: corners[0], topRight: corners[1], bottomRight: corners[2], bottomLeft: corners[3])
      // A vertical stamp is as wide as its letters are high.
      let least = Double(min(quad.height, quad.width)) / shrink
      if inside && least >= (mark.isLatin ? Self.legible.latin : Self.legible.chinese) { return (mark, quad) }
    }
    return nil
  }

  private func covers(_ hand: Hand, _ quad: Quad?, _ w: Int, _ h: Int) -> Bool {
    guard let quad else { return false }
    let tip = Point(Float(hand.tip.x * Double(w)), Float(hand.tip.y * Double(h)))
    let reach = Float(hand.breadth * 1.3 * Double(max(w, h)))
    return quad.corners.contains { ($0 - tip).length < reach } || (quad.centre - tip).length < reach
  }

  /// Another page half under the first, or beside it.
  private func paintNeighbour(
    of sheet: Sheet, number: Int, isDesk: Bool, on photo: inout Raster, _ draw: (Double, Int) -> DrawnPage,
    _ dice: inout Dice
  ) {
    let page = draw(min(sheet.scale, 8), number + 1)
    var pose = sheet.pose
    pose.roll += isDesk ? dice.number(-60...60) : dice.number(-14...14)
    pose.centre.x += (dice.chance(0.5) ? 1 : -1) * dice.number(0.3...0.6)
    pose.fill *= max(page.width, page.height) / max(sheet.width, sheet.height)
    pose.centre.y += isDesk ? dice.number(-0.45...0.45) : dice.number(-0.1...0.1)
    Sheet(page: page.raster, scale: page.scale, pose: pose).paint(on: &photo)
  }

  // MARK: Machines

  private func screenshot(_ page: DrawnPage, _ dice: inout Dice) -> Shot {
    Shot(
      raster: page.raster, quad: page.quad, mark: page.marks.first, quality: dice.whole(80...95),
      isLossless: dice.chance(0.75))
  }

  private func machineMade(_ take: Take, _ draw: (Double, Int) -> DrawnPage, _ dice: inout Dice) -> Shot {
    let dpi = take.machine == .fax ? 204.0 : dice.pick([200, 200, 300, 150])
    let page = draw(dpi / 25.4, 0)
    // A scanner is a camera from straight above; white beyond the page, or the lid's grey.
    var pose = Pose()
    pose.roll = take.skew
    pose.focal = 10
    pose.centre = (0.5 + dice.gauss() * 0.002, 0.5 + dice.gauss() * 0.002)
    pose.fill = 1
    let (w, h) = (page.raster.width, page.raster.height)
    var raster = Raster(width: w, height: h, filledWith: dice.pick([.white, Colour(grey: 0.92), .white]))
    var sheet = Sheet(page: page.raster, scale: page.scale, pose: pose)
    sheet.shadow = 0.1
    sheet.paint(on: &raster)
    let mark = page.marks.first
    let quad = mark.map { mark in
      let corners = mark.patch.corners.map { sheet.place($0, width: w, height: h) }
      return Quad(topLeft: corners[0], topRight: corners[1], bottomRight: corners[2], bottomLeft: corners[3])
    }
    var shot = Shot(raster: raster, quad: quad, mark: mark, quality: dice.whole(70...92))
    switch take.machine {
    case .scanner:
      var light = Light()
      light.exposure = dice.number(0.92...1.05)
      light.vignette = 0
      light.falloff = 0.02
      light.shine(on: &shot.raster)
      var sensor = Sensor()
      (sensor.noise, sensor.colourNoise) = (dice.number(0.3...1.5), 0.3)
      sensor.contrast = dice.number(0.1...0.35)
      shot.raster.defocus(sigma: 0.5)
      sensor.expose(&shot.raster, dice: &dice)
      if dice.chance(0.25) {
        shot.raster = Raster(grey: shot.raster.luma)
        shot.isGrey = true
      }
      shot.isLossless = dice.chance(0.15)
    case .fax:
      var plane = shot.raster.luma
      Copier.fax(&plane, scale: page.scale, dice: &dice)
      shot.raster = Raster(grey: plane)
      (shot.isGrey, shot.isBilevel, shot.isLossless) = (true, true, dice.chance(0.7))
    case .film:
      var plane = shot.raster.luma
      Copier.film(&plane, scale: page.scale, dice: &dice)
      shot.raster = Raster(grey: plane)
      shot.isGrey = true
    default:
      var plane = shot.raster.luma
      for _ in 0..<take.copies { Copier.photocopy(&plane, scale: page.scale, dice: &dice) }
      shot.raster = Raster(grey: plane)
      shot.isGrey = true
    }
    return shot
  }

  // MARK: Turns

  private func turned(_ shot: Shot) -> Shot {
    guard capture.quarters != 0 else { return shot }
    var result = shot
    let (w, h) = (shot.raster.width, shot.raster.height)
    result.raster = shot.raster.turned(quarters: capture.quarters)
    result.quad = shot.quad?.map { $0.turned(quarters: capture.quarters, width: w, height: h) }
    if capture.isTagged {
      // What turns the stored picture upright again.
      result.orientation = [.up, .left, .down, .right][capture.quarters]
    }
    return result
  }
}
