/// What a camera adds after its lens: grain, and the curve from light to picture.
package struct Sensor: Sendable, Equatable {
  /// The deviation of brightness at middle grey, of 255.
  package var noise = 1.5
  /// The deviation of colour, in coarser grains.
  package var colourNoise = 1.0
  /// How much steeper the middle of the curve is: 0 none, 0.3 strong.
  package var contrast = 0.1
  /// Added to black: haze, or stray light.
  package var lift = 0.0

  package init() {}

  /// The picture's curve, an S through black and white.
  private var curve: [Int32] {
    (0..<256).map { value in
      let t = Double(value) / 255
      let steep = t * t * (3 - 2 * t)
      let bent = t + (steep - t) * contrast * 2
      return Int32((lift + bent * (1 - lift)) * 255 + 0.5)
    }
  }

  func expose(_ photo: inout Raster, dice: inout Dice) {
    let side = 256
    var grain = [SIMD4<Int8>](repeating: .zero, count: side * side)
    let luma = (0..<side * side).map { _ in dice.gauss() }
    // Colour noise is blotchy, since a phone smooths it: one throw for each square of three pixels.
    let blotches = 86
    let colour = (0..<blotches * blotches).map { _ in (dice.gauss(), dice.gauss()) }
    for y in 0..<side {
      for x in 0..<side {
        // Neighbours mixed a little: a phone's own noise reduction.
        let mixed =
          0.8 * luma[y * side + x] + 0.4 * luma[y * side + (x + 1) % side]
          + 0.4 * luma[(y + 1) % side * side + x]
        let (red, blue) = colour[y / 3 * blotches + x / 3]
        let (l, r, b) = (mixed * noise, red * colourNoise, blue * colourNoise)
        func byte(_ value: Double) -> Int8 { Int8(min(127, max(-127, value.rounded()))) }
        grain[y * side + x] = SIMD4(byte(l + b), byte(l - 0.4 * (r + b)), byte(l + r), 0)
      }
    }
    let curve = curve
    let (width, height) = (photo.width, photo.height)
    let tiles = (width / side + 1) * (height / side + 1)
    let shifts = (0..<tiles).map { _ in (dice.whole(0...side - 1), dice.whole(0...side - 1)) }
    unsafe photo.pixels.withUnsafeMutableBufferPointer { pixels in
      unsafe grain.withUnsafeBufferPointer { grain in
        unsafe curve.withUnsafeBufferPointer { curve in
          for y in 0..<height {
            for left in stride(from: 0, to: width, by: side) {
              let (sx, sy) = shifts[y / side * (width / side + 1) + left / side]
              let row = ((y + sy) & (side - 1)) * side
              for x in left..<min(width, left + side) {
                let p = unsafe pixels[y * width + x]
                let g = unsafe grain[row + ((x + sx) & (side - 1))]
                let blue = unsafe curve[Int(p & 255)] &+ Int32(g.x)
                let green = unsafe curve[Int(p >> 8 & 255)] &+ Int32(g.y)
                let red = unsafe curve[Int(p >> 16 & 255)] &+ Int32(g.z)
                unsafe pixels[y * width + x] =
                  UInt32(min(255, max(0, red))) << 16 | UInt32(min(255, max(0, green))) << 8
                  | UInt32(min(255, max(0, blue)))
              }
            }
          }
        }
      }
    }
  }
}

extension Light {
  /// Lights a photo in place.
  func shine(on photo: inout Raster) {
    let cell = 16
    let columns = (photo.width + cell - 1) / cell + 1
    let rows = (photo.height + cell - 1) / cell + 1
    let (width, height) = (photo.width, photo.height)
    let aspect = Double(width) / Double(height)
    // The factor in blue, green, red, and what is added in the fourth place.
    var nodes = [SIMD4<Float>](repeating: .zero, count: columns * rows)
    for j in 0..<rows {
      for i in 0..<columns {
        var (factor, added) = at(
          Double(i * cell) / Double(width), Double(j * cell) / Double(height), aspect: aspect)
        factor.w = added
        nodes[j * columns + i] = factor
      }
    }
    unsafe photo.pixels.withUnsafeMutableBufferPointer { pixels in
      for y in 0..<height {
        let (j, share) = (y / cell, Float(y % cell) / Float(cell))
        for i in 0..<columns - 1 {
          let left = nodes[j * columns + i] + (nodes[(j + 1) * columns + i] - nodes[j * columns + i]) * share
          let right =
            nodes[j * columns + i + 1]
            + (nodes[(j + 1) * columns + i + 1] - nodes[j * columns + i + 1]) * share
          var light = left
          let step = (right - left) / Float(cell)
          for x in i * cell..<min(width, i * cell + cell) {
            let p = unsafe pixels[y * width + x]
            let lit =
              SIMD4<Float>(Float(p & 255), Float(p >> 8 & 255), Float(p >> 16 & 255), 0) * light
              + SIMD4<Float>(repeating: light.w + 0.5)
            let cut = lit.clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
            unsafe pixels[y * width + x] = UInt32(cut.z) << 16 | UInt32(cut.y) << 8 | UInt32(cut.x)
            light += step
          }
        }
      }
    }
  }
}
