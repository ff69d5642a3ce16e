import Glibc

extension Raster {
  /// Out of focus: a Gaussian of the given deviation in pixels, cut at three deviations.
  package mutating func defocus(sigma: Double) {
    guard sigma > 0.25 else { return }
    let reach = max(1, Int((sigma * 2.6).rounded(.up)))
    let raw = (-reach...reach).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let weights = weights(raw)
    average(weights.enumerated().map { ($0.offset - reach, 0, $0.element) })
    average(weights.enumerated().map { (0, $0.offset - reach, $0.element) })
  }

  /// A shake of the hand: the mean along a straight line of `length` pixels.
  package mutating func shake(length: Double, degrees: Double) {
    let count = max(2, min(64, Int(length.rounded())))
    guard length >= 1.5 else { return }
    let (dx, dy) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
    let even = weights(Array(repeating: 1, count: count))
    average(
      (0..<count).map { tap in
        let along = (Double(tap) / Double(count - 1) - 0.5) * length
        return (Int((along * dx).rounded()), Int((along * dy).rounded()), even[tap])
      })
  }

  /// Whole weights that sum to 256.
  private func weights(_ raw: [Double]) -> [UInt32] {
    let sum = raw.reduce(0, +)
    var whole = raw.map { UInt32($0 / sum * 256) }
    whole[whole.count / 2] += 256 - whole.reduce(0, +)
    return whole
  }

  /// The weighted mean of shifted copies; weights sum to 256, edges repeat.
  private mutating func average(_ taps: [(dx: Int, dy: Int, weight: UInt32)]) {
    let even: UInt32 = 0x00FF_00FF
    var result = [UInt32](repeating: 0, count: pixels.count)
    var redBlue = [UInt32](repeating: 0, count: width)
    var green = redBlue
    let (width, height) = (width, height)
    for y in 0..<height {
      for x in 0..<width {
        redBlue[x] = 0x0080_0080
        green[x] = 0x80
      }
      for (dx, dy, weight) in taps where weight > 0 {
        let row = min(max(y + dy, 0), height - 1) * width
        let (from, to) = (min(width, max(0, -dx)), max(0, min(width, width - dx)))
        unsafe pixels.withUnsafeBufferPointer { source in
          unsafe redBlue.withUnsafeMutableBufferPointer { redBlue in
            unsafe green.withUnsafeMutableBufferPointer { green in
              for x in 0..<from {
                let p = unsafe source[row]
                unsafe redBlue[x] &+= (p & even) &* weight
                unsafe green[x] &+= (p >> 8 & 255) &* weight
              }
              if from < to {
                for x in from..<to {
                  let p = unsafe source[row &+ x &+ dx]
                  unsafe redBlue[x] &+= (p & even) &* weight
                  unsafe green[x] &+= (p >> 8 & 255) &* weight
                }
              }
              for x in max(from, to)..<width {
                let p = unsafe source[row + width - 1]
                unsafe redBlue[x] &+= (p & even) &* weight
                unsafe green[x] &+= (p >> 8 & 255) &* weight
              }
            }
          }
        }
      }
      for x in 0..<width {
        result[y * width + x] = redBlue[x] >> 8 & even | min(0xFFFF, green[x]) & 0xFF00
      }
    }
    pixels = result
  }

  /// Made smaller by a whole factor: the mean of each square of pixels.
  package func shrunk(by factor: Int) -> Raster {
    guard factor > 1 else { return self }
    let (w, h) = (width / factor, height / factor)
    let area = UInt32(factor * factor)
    var result = Raster(width: w, height: h)
    for y in 0..<h {
      for x in 0..<w {
        var (r, g, b): (UInt32, UInt32, UInt32) = (area / 2, area / 2, area / 2)
        for j in 0..<factor {
          let row = (y * factor + j) * width + x * factor
          for i in 0..<factor {
            let p = pixels[row + i]
            r &+= p >> 16 & 255
            g &+= p >> 8 & 255
            b &+= p & 255
          }
        }
        result.pixels[y * w + x] = (r / area) << 16 | (g / area) << 8 | b / area
      }
    }
    return result
  }

  /// Stretched to a size, between four neighbours.
  package func stretched(width w: Int, height h: Int) -> Raster {
    var result = Raster(width: w, height: h)
    let (sx, sy) = (Float(width) / Float(w), Float(height) / Float(h))
    let columns = (0..<w).map { x in
      let u = min(max((Float(x) + 0.5) * sx - 0.5, 0), Float(width - 1) - 0.001)
      return (Int(u), UInt32((u - Float(Int(u))) * 255))
    }
    for y in 0..<h {
      let v = min(max((Float(y) + 0.5) * sy - 0.5, 0), Float(height - 1) - 0.001)
      let (row, fy) = (Int(v) * width, UInt32((v - Float(Int(v))) * 255))
      let below = height > 1 ? width : 0
      for x in 0..<w {
        let (column, fx) = columns[x]
        let at = row + column
        let beside = width > 1 ? 1 : 0
        result.pixels[y * w + x] = blended(
          pixels[at], pixels[at + beside], pixels[at + below], pixels[at + below + beside], fx, fy)
      }
    }
    return result
  }
}
