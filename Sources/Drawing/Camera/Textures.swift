import Glibc
import Pixels

/// Grounds that are rough, soft or full of colour: knees, lawns, carpets, leather, and a room out of focus.
extension Backdrops {
  /// Trousers over two knees, a gap of shade between them.
  func lap(_ w: Int, _ h: Int, _ dice: inout Dice) -> Raster {
    let noise = Noise(&dice)
    let base = dice.pick([
      Colour(0.2, 0.28, 0.42), Colour(0.14, 0.14, 0.16), Colour(0.5, 0.45, 0.36), Colour(0.3, 0.3, 0.32),
    ])
    let middle = Float(w) * Float(dice.number(0.4...0.6))
    let lean = Float(dice.number(-0.15...0.15))
    let broad = Float(w) * Float(dice.number(0.3...0.45))
    return painted(w, h) { x, y in
      let away = (x - middle - (y - Float(h) / 2) * lean) / broad
      // Round legs: bright on their backs, dark where they meet and fall off.
      let leg = abs(abs(away) - 0.55) / 0.55
      let shade = Double(0.85 - leg * leg * 0.75)
      let weave = Double(noise(x * 0.9 + y * 0.45, y * 0.5) * 0.1 + noise(x * 0.02, y * 0.02) * 0.12)
      let lit = base.mixed(with: .black, min(1, max(0, 0.75 - shade)))
      return weave > 0 ? lit.mixed(with: .white, weave) : lit.mixed(with: .black, -weave)
    }
  }

  /// Grass, gravel or leaves: spots of several sizes and two colours.
  func rough(_ w: Int, _ h: Int, _ dice: inout Dice) -> Raster {
    let (noise, other) = (Noise(&dice), Noise(&dice))
    let (a, b, c) = dice.pick([
      (Colour(0.2, 0.4, 0.12), Colour(0.45, 0.6, 0.2), Colour(0.1, 0.2, 0.08)),
      (Colour(0.55, 0.53, 0.5), Colour(0.78, 0.75, 0.7), Colour(0.25, 0.24, 0.23)),
      (Colour(0.5, 0.35, 0.2), Colour(0.75, 0.55, 0.25), Colour(0.2, 0.14, 0.08)),
      (Colour(0.8, 0.72, 0.55), Colour(0.9, 0.84, 0.7), Colour(0.6, 0.52, 0.38)),
    ])
    let size = Float(dice.number(0.04...0.16))
    return painted(w, h) { x, y in
      let n =
        noise(x * size, y * size) + 0.6 * other(x * size * 2.7, y * size * 2.1) + 0.4
        * noise(x * size * 6, y * size * 6)
      return n > 0 ? a.mixed(with: b, Double(min(1, n))) : a.mixed(with: c, Double(min(1, -n * 1.3)))
    }
  }

  /// A carpet with a pattern.
  func carpet(_ w: Int, _ h: Int, _ dice: inout Dice) -> Raster {
    let noise = Noise(&dice)
    let (a, b) = (
      Colour(dice.unit(), dice.unit(), dice.unit()).mixed(with: Colour(grey: 0.3), 0.4),
      Colour(dice.unit(), dice.unit(), dice.unit()).mixed(with: Colour(grey: 0.6), 0.3)
    )
    let step = Float(dice.number(50...160))
    let kind = dice.whole(0...2)
    return painted(w, h) { x, y in
      let (u, v) = (x / step, y / step)
      let figure: Float =
        switch kind {
        case 0: sin(u * 6.28) * sin(v * 6.28)
        case 1: sin((u + v) * 6.28) + 0.5 * sin((u - v) * 12.6)
        default: cos((u * u + v * v).squareRoot() * 9)
        }
      let pile = Double(noise(x * 0.7, y * 0.7) * 0.18)
      let colour = figure > 0.25 ? b : a
      return pile > 0 ? colour.mixed(with: .white, pile) : colour.mixed(with: .black, -pile)
    }
  }

  /// A dark desk mat or a leather seat: fine wrinkles and one soft light.
  func leather(_ w: Int, _ h: Int, _ dice: inout Dice) -> Raster {
    let noise = Noise(&dice)
    let base = dice.pick([
      Colour(0.1, 0.1, 0.11), Colour(0.22, 0.13, 0.09), Colour(0.35, 0.08, 0.08), Colour(0.1, 0.16, 0.14),
    ])
    let (lx, ly) = (Float(dice.unit()) * Float(w), Float(dice.unit()) * Float(h))
    return painted(w, h) { x, y in
      let wrinkle = abs(noise(x * 0.16, y * 0.16)) + 0.5 * abs(noise(x * 0.4, y * 0.4))
      let away = ((x - lx) * (x - lx) + (y - ly) * (y - ly)) / Float(w * h)
      return base.mixed(with: .white, Double(max(0, 0.24 * exp(-away * 3) - 0.12 * wrinkle + 0.06)))
    }
  }

  /// Anything at all, far out of focus: patches of colour and light.
  func room(_ w: Int, _ h: Int, _ dice: inout Dice) -> Raster {
    var raster = plain(w, h, &dice)
    var own = dice
    let (wide, tall) = (Double(w), Double(h))
    Canvas.draw(on: &raster, scale: 1) { canvas in
      for _ in 0..<own.whole(4...14) {
        let colour = Colour(own.unit(), own.unit(), own.unit()).mixed(with: Colour(grey: own.unit()), 0.4)
        let (x, y) = (own.number(-0.2...1) * wide, own.number(-0.2...1) * tall)
        if own.chance(0.6) {
          canvas.fill(
            x: x, y: y, width: own.number(0.05...0.5) * wide, height: own.number(0.05...0.5) * tall, colour)
        } else {
          canvas.disc(x: x, y: y, radius: own.number(0.03...0.25) * wide, colour)
        }
      }
      for _ in 0..<own.whole(0...4) {
        canvas.glow(
          x: own.unit() * wide, y: own.unit() * tall, radius: own.number(0.05...0.3) * wide, .white,
          opacity: 0.8)
      }
    }
    dice = own
    raster.defocus(sigma: dice.number(5...16))
    return raster
  }
}
