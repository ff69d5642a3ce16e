import Drawing

extension Raster {
  /// Another size: each pixel is a mean with weights that fall off linearly to the sides, over as many pixels
  /// as it stands for and at least two. For the eye, not for a stage.
  package func resized(width newWidth: Int, height newHeight: Int) -> Raster {
    guard newWidth != width || newHeight != height else { return self }
    let columns = Taps.row(from: width, to: newWidth)
    let rows = Taps.row(from: height, to: newHeight)
    var result = [UInt32](repeating: 0, count: newWidth * newHeight)
    var narrow: [Int: [SIMD4<Float>]] = [:]
    for (y, tap) in rows.enumerated() {
      narrow = narrow.filter { $0.key >= tap.first }
      var sum = [SIMD4<Float>](repeating: .zero, count: newWidth)
      for (step, weight) in tap.weights.enumerated() {
        let source = tap.first + step
        let row = narrow[source] ?? narrowed(row: source, columns)
        narrow[source] = row
        for x in 0..<newWidth { sum[x] += row[x] * weight }
      }
      for x in 0..<newWidth {
        let bytes = (sum[x] + 0.5).clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
        let pixel = SIMD4<UInt32>(bytes)
        result[y * newWidth + x] = pixel.x << 16 | pixel.y << 8 | pixel.z
      }
    }
    return Raster(width: newWidth, height: newHeight, pixels: result)
  }

  private func narrowed(row: Int, _ columns: [Taps]) -> [SIMD4<Float>] {
    columns.map { tap in
      var sum = SIMD4<Float>.zero
      for (step, weight) in tap.weights.enumerated() {
        let p = pixels[row * width + tap.first + step]
        sum += SIMD4(Float(p >> 16 & 255), Float(p >> 8 & 255), Float(p & 255), 0) * weight
      }
      return sum
    }
  }
}

/// The pixels that one new pixel is made of.
private struct Taps {
  var first: Int
  /// From `first` on; their sum is 1.
  var weights: [Float]

  static func row(from count: Int, to newCount: Int) -> [Taps] {
    let ratio = Float(count) / Float(newCount)
    let reach = max(1, ratio)
    return (0..<newCount).map { index in
      let centre = (Float(index) + 0.5) * ratio - 0.5
      let first = max(0, Int((centre - reach).rounded(.up)))
      let last = min(count - 1, Int((centre + reach).rounded(.down)))
      let weights = (first...max(first, last)).map { max(0.001, 1 - abs(Float($0) - centre) / reach) }
      let sum = weights.reduce(0, +)
      return Taps(first: first, weights: weights.map { $0 / sum })
    }
  }
}
