import Glibc
import Pixels

/// What a telephone's own software does to a picture after it was taken.
extension Raster {
  /// Edges made harder, with halos, as messengers and cameras do: `amount` 0.5 is plain, 1.5 ugly.
  package mutating func sharpen(amount: Double) {
    guard width > 2, height > 2, amount > 0 else { return }
    let source = pixels
    let strength = Int32(amount * 64)
    let (width, height) = (width, height)
    unsafe source.withUnsafeBufferPointer { source in
      unsafe pixels.withUnsafeMutableBufferPointer { out in
        for y in 1..<height - 1 {
          for x in 1..<width - 1 {
            let i = y * width + x
            let (p, n, s) = unsafe (source[i], source[i - width], source[i + width])
            let (w, e) = unsafe (source[i - 1], source[i + 1])
            var pixel: UInt32 = 0
            for shift: UInt32 in [0, 8, 16] {
              func channel(_ value: UInt32) -> Int32 { Int32(value >> shift & 255) }
              let edge = 4 * channel(p) - channel(n) - channel(s) - channel(w) - channel(e)
              pixel |= UInt32(min(255, max(0, channel(p) + edge * strength / 256))) << shift
            }
            unsafe out[i] = pixel
          }
        }
      }
    }
  }

  /// Noise taken out with all that is as faint: neighbours are averaged where they differ by less than `threshold`
  /// in green, so that weak strokes smear into patches.
  package mutating func smear(threshold: Int) {
    for step in [2, 1] { average(step: step, threshold: threshold) }
  }

  private mutating func average(step: Int, threshold: Int) {
    guard width > 2 * step, height > 2 * step else { return }
    let source = pixels
    let (width, height) = (width, height)
    let offsets = [
      -step * width - step, -step * width, -step * width + step, -step, step, step * width - step,
      step * width,
      step * width + step,
    ]
    let limit = Int32(threshold)
    unsafe source.withUnsafeBufferPointer { source in
      unsafe pixels.withUnsafeMutableBufferPointer { out in
        for y in step..<height - step {
          for x in step..<width - step {
            let i = y * width + x
            let p = unsafe source[i]
            let green = Int32(p >> 8 & 255)
            // Red and blue side by side in one word: nine of 255 fit in sixteen bits.
            var (redBlue, greens, count) = (p & 0x00FF_00FF, p >> 8 & 255, UInt32(1))
            for offset in offsets {
              let q = unsafe source[i + offset]
              let apart = Int32(q >> 8 & 255) - green
              guard apart < limit, apart > -limit else { continue }
              redBlue &+= q & 0x00FF_00FF
              greens &+= q >> 8 & 255
              count &+= 1
            }
            unsafe out[i] =
              ((redBlue >> 16) / count) << 16 | (greens / count) << 8 | (redBlue & 0xFFFF) / count
          }
        }
      }
    }
  }

  /// Dark parts lifted, bright ones held down, colours stronger, as in "HDR" modes; `strength` from 0 to 1.
  package mutating func evenOut(strength: Double) {
    var base = shrunk(by: 16)
    base.defocus(sigma: 5)
    let luma = base.luma
    let gains = (0..<256).map { Float(exp(strength * (0.62 - Double($0) / 255) * 1.6)) }
    let colour = Float(1 + 0.5 * strength)
    let (width, height) = (width, height)
    for y in 0..<height {
      let row = min(y / 16, luma.height - 1) * luma.width
      for x in 0..<width {
        let i = y * width + x
        // Between two columns of the small picture, so that no seams show.
        let (column, share) = (min(x / 16, luma.width - 1), Float(x % 16) / 16)
        let next = min(column + 1, luma.width - 1)
        let gain =
          gains[Int(luma.samples[row + column])] * (1 - share) + gains[Int(luma.samples[row + next])] * share
        let p = pixels[i]
        let (r, g, b) = (Float(p >> 16 & 255), Float(p >> 8 & 255), Float(p & 255))
        let grey = 0.3 * r + 0.59 * g + 0.11 * b
        func byte(_ value: Float) -> UInt32 {
          UInt32(min(255, max(0, (grey + (value - grey) * colour) * gain)))
        }
        pixels[i] = byte(r) << 16 | byte(g) << 8 | byte(b)
      }
    }
  }
}
