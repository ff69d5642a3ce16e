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

  /// What arrives by fax: one bit, some lines lost, a line of transmission on top.
  static func fax(_ plane: inout Plane, scale: Double, dice: inout Dice) {
    soften(&plane, reach: max(1, Int(scale * 0.05)))
    let (w, h) = (plane.width, plane.height)
    let threshold = dice.whole(140...190)
    for i in plane.samples.indices {
      plane.samples[i] = Int(plane.samples[i]) + dice.whole(-18...18) < threshold ? 0 : 255
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
