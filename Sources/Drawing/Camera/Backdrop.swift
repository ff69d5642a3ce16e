import Glibc
import Pixels

/// What lies round and under a page: drawn tables and rooms, or photos of the user's own.
package struct Backdrops: Sendable {
  /// JPEG files' bytes are read when one is asked for.
  package var photos: [String]

  package init(photos: [String] = []) {
    self.photos = photos
  }

  /// A backdrop at a third of the photo's size, since it is out of focus anyway; stretched when it is used.
  func make(width: Int, height: Int, busy: Bool = false, isWall: Bool = false, dice: inout Dice) -> Raster {
    if !photos.isEmpty, dice.chance(0.8), let photo = try? photograph(&dice) {
      let share = dice.number(0.5...1)
      let (w, h) = (Int(Double(photo.width) * share), Int(Double(photo.height) * share))
      let box = Self.fitted(width: max(2, w), height: max(2, h), aspect: Double(width) / Double(height))
      return photo.cropped(
        to: .init(
          x: dice.whole(0...max(0, photo.width - box.0)), y: dice.whole(0...max(0, photo.height - box.1)),
          width: box.0, height: box.1))
    }
    let (w, h) = (max(64, width / 3), max(64, height / 3))
    var raster =
      switch isWall ? dice.pick([4, 5, 6, 7, 12, 12]) : dice.whole(0...(busy ? 6 : 13)) {
      case 0, 1, 2: wood(w, h, &dice)
      case 3: cloth(w, h, &dice)
      case 4: tiles(w, h, &dice)
      case 5, 6: plain(w, h, &dice)
      case 7: stone(w, h, &dice)
      case 8: lap(w, h, &dice)
      case 9: rough(w, h, &dice)
      case 10: carpet(w, h, &dice)
      case 11: leather(w, h, &dice)
      case 12: room(w, h, &dice)
      default: cloth(w, h, &dice)
      }
    if busy || (!isWall && dice.chance(0.5)) {
      clutter(on: &raster, count: busy ? dice.whole(4...12) : dice.whole(1...4), &dice)
    }
    if dice.chance(0.5) { raster.defocus(sigma: dice.number(0.6...2.5)) }
    return raster
  }

  private func photograph(_ dice: inout Dice) throws -> Raster {
    try decodeJPEG(readFile(dice.pick(photos)), pixels: 3_000_000)
  }

  private static func fitted(width: Int, height: Int, aspect: Double) -> (Int, Int) {
    Double(width) > Double(height) * aspect
      ? (max(2, Int(Double(height) * aspect)), height) : (width, max(2, Int(Double(width) / aspect)))
  }

  func painted(_ w: Int, _ h: Int, _ shade: (Float, Float) -> Colour) -> Raster {
    var raster = Raster(width: w, height: h)
    for y in 0..<h {
      for x in 0..<w { raster.pixels[y * w + x] = shade(Float(x), Float(y)).pixel }
    }
    return raster
  }

  private func wood(_ w: Int, _ h: Int, _ dice: inout Dice) -> Raster {
    let noise = Noise(&dice)
    let base = dice.pick([
      Colour(0.62, 0.45, 0.3), Colour(0.42, 0.27, 0.17), Colour(0.75, 0.6, 0.43), Colour(0.3, 0.2, 0.15),
      Colour(0.55, 0.32, 0.22), Colour(0.8, 0.72, 0.6), Colour(0.86, 0.8, 0.72), Colour(0.5, 0.47, 0.44),
    ]).mixed(with: Colour(dice.unit(), dice.unit(), dice.unit()), 0.08)
    let dark = base.mixed(with: .black, dice.number(0.25...0.5))
    let (upright, plank) = (dice.chance(0.5), Float(dice.number(90...260)))
    let grain = Float(dice.number(0.06...0.2))
    return painted(w, h) { x, y in
      let (along, across) = upright ? (y, x) : (x, y)
      let board = (across / plank).rounded(.down)
      let ring =
        noise(along * 0.004 + board * 17, across * grain * 0.35) * 3 + noise(along * 0.02, across * grain)
        * 0.8
      let line = abs(ring - ring.rounded()) * 2
      let edge: Double = across - board * plank < 1.5 ? 0.6 : 0
      return base.mixed(
        with: dark, Double(min(1, line * 0.7 + (noise(along * 0.09, across * 0.9) + 1) * 0.18))
      )
      .mixed(with: .black, edge)
    }
  }

  private func cloth(_ w: Int, _ h: Int, _ dice: inout Dice) -> Raster {
    let noise = Noise(&dice)
    let base = dice.pick([
      Colour(0.15, 0.2, 0.32), Colour(0.55, 0.1, 0.12), Colour(0.75, 0.73, 0.7), Colour(0.2, 0.35, 0.25),
      Colour(0.35, 0.35, 0.37), Colour(0.7, 0.6, 0.5),
    ])
    let squares = dice.chance(0.3)
    let other = Colour(dice.unit(), dice.unit(), dice.unit())
    let step = Float(dice.number(40...110))
    return painted(w, h) { x, y in
      let weave = Double((sin(x * 1.9) + sin(y * 1.7)) * 0.03 + noise(x * 0.8, y * 0.8) * 0.07)
      let fold = Double(noise(x * 0.006, y * 0.009) * 0.2)
      var colour = base
      if squares, (x / step).rounded(.down).truncatingRemainder(dividingBy: 2) == 0 {
        colour = colour.mixed(with: other, 0.25)
      }
      if squares, (y / step).rounded(.down).truncatingRemainder(dividingBy: 2) == 0 {
        colour = colour.mixed(with: other, 0.25)
      }
      let shade = weave + fold
      return shade > 0 ? colour.mixed(with: .white, shade) : colour.mixed(with: .black, -shade)
    }
  }

  private func tiles(_ w: Int, _ h: Int, _ dice: inout Dice) -> Raster {
    let noise = Noise(&dice)
    let base = Colour(grey: dice.number(0.5...0.85)).mixed(with: Colour(0.7, 0.6, 0.5), dice.unit())
    let step = Float(dice.number(140...320))
    let lean = Float(dice.number(-0.2...0.2))
    return painted(w, h) { x, y in
      let (u, v) = (x + y * lean, y - x * lean)
      let (a, b) = (u - (u / step).rounded(.down) * step, v - (v / step).rounded(.down) * step)
      let shade = Double(noise(x * 0.02, y * 0.02) * 0.08 + noise(x * 0.3, y * 0.3) * 0.05)
      let tile = shade > 0 ? base.mixed(with: .white, shade) : base.mixed(with: .black, -shade)
      return min(a, b) < 3 ? tile.mixed(with: .black, 0.35) : tile
    }
  }

  func plain(_ w: Int, _ h: Int, _ dice: inout Dice) -> Raster {
    let noise = Noise(&dice)
    let a = Colour(grey: dice.number(0.1...0.9)).mixed(
      with: Colour(dice.unit(), dice.unit(), dice.unit()), 0.3)
    let b = a.mixed(with: dice.chance(0.5) ? .black : .white, dice.number(0.1...0.4))
    return painted(w, h) { x, y in
      a.mixed(with: b, Double(y) / Double(h)).mixed(
        with: .black, Double(max(0, noise(x * 0.01, y * 0.01) * 0.1 + noise(x * 0.7, y * 0.7) * 0.04)))
    }
  }

  private func stone(_ w: Int, _ h: Int, _ dice: inout Dice) -> Raster {
    let noise = Noise(&dice)
    let base = Colour(grey: dice.number(0.35...0.85))
    let other = dice.pick([Colour(grey: 0.2), Colour(0.5, 0.42, 0.35), Colour(grey: 0.9)])
    return painted(w, h) { x, y in
      let n = noise(x * 0.013, y * 0.013) + noise(x * 0.05, y * 0.05) * 0.5 + noise(x * 0.6, y * 0.6) * 0.4
      return base.mixed(with: other, Double(min(1, max(0, n * 0.6))))
    }
  }

  /// Keyboards, cups, pens, books and cables, as simple shapes.
  func clutter(on raster: inout Raster, count: Int, _ dice: inout Dice) {
    let (w, h) = (Double(raster.width), Double(raster.height))
    let unit = max(w, h) / 100
    var own = dice
    Canvas.draw(on: &raster, scale: 1) { canvas in
      for _ in 0..<count {
        let (x, y) = (own.number(0...1) * w, own.number(0...1) * h)
        let colour = Colour(own.unit(), own.unit(), own.unit()).mixed(with: Colour(grey: own.unit()), 0.6)
        canvas.turned(degrees: own.number(0...360), about: Spot(x, y)) {
          draw(own.whole(0...5), at: Spot(x, y), unit: unit, colour, on: canvas, &own)
        }
      }
    }
    dice = own
  }

  private func draw(
    _ thing: Int, at spot: Spot, unit: Double, _ colour: Colour, on canvas: Canvas, _ dice: inout Dice
  ) {
    let (x, y) = (spot.x, spot.y)
    canvas.glow(x: x + unit, y: y + unit, radius: unit * 12, .black, opacity: 0.35)
    switch thing {
    case 0:  // a keyboard
      canvas.roundedFill(x: x, y: y, width: unit * 46, height: unit * 17, radius: unit, colour)
      let key = colour.mixed(with: colour.red > 0.5 ? .black : .white, 0.25)
      for row in 0..<5 {
        for column in 0..<14 {
          canvas.roundedFill(
            x: x + unit * (1.2 + Double(column) * 3.15), y: y + unit * (1 + Double(row) * 3.1),
            width: unit * 2.7,
            height: unit * 2.6, radius: unit * 0.4, key)
        }
      }
    case 1:  // a cup from above
      canvas.disc(x: x, y: y, radius: unit * 7, colour.mixed(with: .white, 0.6))
      canvas.disc(x: x, y: y, radius: unit * 6, Colour(0.25, 0.14, 0.08))
      canvas.glow(x: x - unit * 2, y: y - unit * 2, radius: unit * 4, .white, opacity: 0.3)
    case 2:  // a pen
      canvas.stroke([spot, Spot(x + unit * 20, y)], line: unit * 1.3, colour, round: true)
      canvas.stroke(
        [Spot(x + unit * 20, y), Spot(x + unit * 22, y)], line: unit * 0.6, Colour(grey: 0.8), round: true)
    case 3:  // a book or a telephone
      canvas.roundedFill(
        x: x, y: y, width: unit * 15, height: unit * 27, radius: unit * dice.number(0.2...2), colour)
      canvas.box(
        x: x + unit, y: y + unit, width: unit * 13, height: unit * 25, line: unit * 0.3, .white, opacity: 0.3)
    case 4:  // a cable
      var spots = [spot]
      for step in 1...8 {
        spots.append(Spot(x + unit * 6 * Double(step), y + unit * dice.number(-5...5)))
      }
      canvas.stroke(spots, line: unit * 0.8, colour.mixed(with: .black, 0.6), round: true)
    default:  // a leaf of paper with lines
      canvas.fill(x: x, y: y, width: unit * 25, height: unit * 33, Colour(grey: dice.number(0.8...0.95)))
      for row in 0..<14 {
        canvas.stroke(
          [
            Spot(x + unit * 2, y + unit * (3 + Double(row) * 2)),
            Spot(x + unit * dice.number(14...23), y + unit * (3 + Double(row) * 2)),
          ],
          line: unit * 0.5, Colour(grey: 0.6))
      }
    }
  }
}
