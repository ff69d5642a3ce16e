import Glibc

/// Smooth chance over the plane: throws on a grid of `size` cells, between them a smooth blend; about -1 to 1.
struct Noise: Sendable {
  private let size = 64
  private let throwsMade: [Float]

  init(_ dice: inout Dice) {
    throwsMade = (0..<64 * 64).map { _ in Float(dice.unit() * 2 - 1) }
  }

  func callAsFunction(_ x: Float, _ y: Float) -> Float {
    let (fx, fy) = (x.rounded(.down), y.rounded(.down))
    let (i, j) = (Int(fx) & 63, Int(fy) & 63)
    let (k, l) = ((i + 1) & 63, (j + 1) & 63)
    var (u, v) = (x - fx, y - fy)
    u = u * u * (3 - 2 * u)
    v = v * v * (3 - 2 * v)
    let top = throwsMade[j * size + i] * (1 - u) + throwsMade[j * size + k] * u
    let bottom = throwsMade[l * size + i] * (1 - u) + throwsMade[l * size + k] * u
    return top * (1 - v) + bottom * v
  }
}

extension Raster {
  /// Paper's own grain, and print that has lost ink: `amount` from 0, fresh, to 1, barely whole.
  mutating func wear(_ amount: Double, scale: Double, paper: Colour, dice: inout Dice) {
    let fine = Noise(&dice)
    let coarse = Noise(&dice)
    let perPixel = Float(1 / scale)
    let target = paper.pixel
    // Grain of half a millimetre that is small beside the letters; loss in specks of a tenth to a third.
    let grain: Float = 5
    for y in 0..<height {
      let v = Float(y) * perPixel
      for x in 0..<width {
        let u = Float(x) * perPixel
        let i = y * width + x
        let p = pixels[i]
        if amount > 0, p != target {
          let speck = fine(u * 5.3, v * 5.3) * 0.7 + coarse(u * 0.21, v * 0.21) * 0.55
          let loss = (speck - 1.05 + Float(amount) * 0.95) * 4
          if loss > 0 {
            pixels[i] = blended(p, target, p, target, UInt32(min(0.85, loss) * 255), 0)
          }
        }
        if y & 1 == 0 || amount > 0 {
          let shade = 256 - UInt32(max(0, fine(u * 1.9, v * 1.7) + coarse(u * 0.3, v * 0.3)) * grain)
          pixels[i] = scaled(pixels[i], shade)
        }
      }
    }
  }
}
