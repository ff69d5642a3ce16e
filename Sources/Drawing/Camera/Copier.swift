import Glibc
import Pixels

/// What machines that copy paper make of it.
enum Copier {
  /// Grey values pushed apart round a threshold: ink spreads when the threshold is high.
  private static func harden(_ plane: inout Plane, threshold: Double, steepness: Double) {
    let table = (0..<256).map { value -> UInt8 in
      UInt8(255 / (1 + exp(-(Double(value) - threshold) / steepness)))
    }
    for i in plane.samples.indices { plane.samples[i] = table[Int(plane.samples[i])] }
  }

  /// The mean over squares of `2 × reach + 1`.
  private static func soften(_ plane: inout Plane, reach: Int) {
    let (w, h) = (plane.width, plane.height)
    guard w > 2 * reach, h > 2 * reach, reach > 0 else { return }
    let count = 2 * reach + 1
    for vertical in [false, true] {
      let (lines, length) = vertical ? (w, h) : (h, w)
      let (step, jump) = vertical ? (w, 1) : (1, w)
      var line = [UInt8](repeating: 0, count: length)
      for number in 0..<lines {
        for i in 0..<length { line[i] = plane.samples[number * jump + i * step] }
        var sum = 0
        for i in -reach...reach { sum += Int(line[min(max(i, 0), length - 1)]) }
        for i in 0..<length {
          plane.samples[number * jump + i * step] = UInt8(sum / count)
          sum += Int(line[min(i + reach + 1, length - 1)]) - Int(line[max(i - reach, 0)])
        }
      }
    }
  }

  /// One turn through a photocopier: softer, harder, speckled, dark at an edge.
  static func photocopy(_ plane: inout Plane, scale: Double, dice: inout Dice) {
    soften(&plane, reach: max(1, Int((scale * 0.045).rounded())))
    let noise = Noise(&dice)
    let (w, h) = (plane.width, plane.height)
    let weak = Float(dice.number(8...26))
    for y in 0..<h {
      for x in 0..<w {
        let (u, v) = (Float(x) / Float(scale), Float(y) / Float(scale))
        let toner = noise(u * 3.1, v * 3.1) * weak * 0.6 + noise(u * 0.05, v * 0.05) * weak * 0.6
        plane.samples[y * w + x] = UInt8(min(255, max(0, Float(plane.samples[y * w + x]) + toner)))
      }
    }
    harden(&plane, threshold: dice.number(120...175), steepness: dice.number(9...20))
    for _ in 0..<dice.whole(20...160) {
      let (x, y, size) = (
        dice.whole(0...w - 1), dice.whole(0...h - 1), dice.whole(1...max(1, Int(scale * 0.25)))
      )
      for j in y..<min(h, y + size) {
        for i in x..<min(w, x + size) { plane.samples[j * w + i] = UInt8(dice.whole(0...90)) }
      }
    }
    if dice.chance(0.6) {
      let side = dice.whole(0...3)
      let depth = Int(scale * dice.number(1...5))
      for k in 0..<depth {
        let wave = { (i: Int) in Double(noise(Float(i) * 0.01, 7)) * Double(depth) * 0.4 }
        let length = side < 2 ? h : w
        for i in 0..<length where Double(k) < Double(depth) * 0.6 + wave(i) {
          let (x, y) = side == 0 ? (k, i) : side == 1 ? (w - 1 - k, i) : side == 2 ? (i, k) : (i, h - 1 - k)
          if x < w && y < h { plane.samples[y * w + x] = UInt8(dice.whole(10...60)) }
        }
      }
    }
  }

  /// A page from film: soft, grey in grey, uneven, scratched along the reel, now and then a negative.
  static func film(_ plane: inout Plane, scale: Double, dice: inout Dice) {
    soften(&plane, reach: max(1, Int((scale * dice.number(0.04...0.1)).rounded())))
    let noise = Noise(&dice)
    let (w, h) = (plane.width, plane.height)
    let dark = Float(dice.number(40...110))
    let bright = Float(dice.number(150...225))
    let uneven = Float(dice.number(6...30))
    let grain = Float(dice.number(4...14))
    let isNegative = dice.chance(0.12)
    let corner = Float(dice.number(0...0.35))
    for y in 0..<h {
      let v = Float(y) / Float(scale)
      let dy = Float(y) / Float(h) - 0.5
      for x in 0..<w {
        let u = Float(x) / Float(scale)
        let dx = Float(x) / Float(w) - 0.5
        var value = dark + (bright - dark) * Float(plane.samples[y * w + x]) / 255
        value += noise(u * 0.02, v * 0.02) * uneven + noise(u * 6.3, v * 6.3) * grain
        value *= 1 - corner * 2 * (dx * dx + dy * dy)
        if isNegative { value = dark + bright - value }
        plane.samples[y * w + x] = UInt8(min(255, max(0, value)))
      }
    }
    for _ in 0..<dice.whole(0...7) {
      let tone: UInt8 = dice.chance(0.6) ? 230 : 30
      var x = Double(dice.whole(0...w - 1))
      for y in dice.whole(0...h / 2)..<dice.whole(h / 2...h - 1) {
        x += dice.number(-0.15...0.15)
        if Int(x) >= 0 && Int(x) < w { plane.samples[y * w + Int(x)] = tone }
      }
    }
    // The reel's own black beyond the frame.
    if dice.chance(0.5) {
      let rim = Int(scale * dice.number(1...6))
      for y in 0..<h {
        for x in 0..<w where x < rim || x >= w - rim || y < rim / 2 || y >= h - rim / 2 {
          plane.samples[y * w + x] = 20
        }
      }
    }
  }

  /// What arrives by fax: one bit, some lines lost, a line of transmission on top.
  static func fax(_ plane: inout Plane, scale: Double, dice: inout Dice) {
    soften(&plane, reach: max(1, Int(scale * 0.05)))
    let (w, h) = (plane.width, plane.height)
    let threshold = dice.whole(140...190)
    for i in plane.samples.indices {
      plane.samples[i] = Int(plane.samples[i]) + dice.whole(-18...18) < threshold ? 0 : 255
    }
    // A bad line: runs of rows that did not arrive, or only in part; a dirty glass: streaks down the page.
    if dice.chance(0.4) {
      for _ in 0..<dice.whole(2...10) {
        let (y, count, from) = (
          dice.whole(0...h - 8), dice.whole(1...5), dice.chance(0.5) ? 0 : dice.whole(0...w - 1)
        )
        for row in y..<y + count { for x in from..<w { plane.samples[row * w + x] = 255 } }
      }
    }
    if dice.chance(0.3) {
      for _ in 0..<dice.whole(1...3) {
        let x = dice.whole(0...w - 3)
        for y in 0..<h where dice.chance(0.8) { plane.samples[y * w + x] = 0 }
      }
    }
    for _ in 0..<dice.whole(0...8) {
      let y = dice.whole(0...h - 2)
      for x in 0..<w { plane.samples[y * w + x] = plane.samples[(y + 1) * w + x] }
    }
    for _ in 0..<dice.whole(30...300) {
      plane.samples[dice.whole(0...h - 1) * w + dice.whole(0...w - 1)] = 0
    }
  }
}

extension Raster {
  /// A grey picture as one in colour.
  init(grey plane: Plane) {
    self.init(
      width: plane.width, height: plane.height,
      pixels: plane.samples.map { UInt32($0) << 16 | UInt32($0) << 8 | UInt32($0) })
  }
}
