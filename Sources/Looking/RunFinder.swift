import Pixels

/// Finds the runs of ink of a picture: what is darker, or lighter, than the local mean by a margin.
package struct RunFinder {
  /// Ink is further from the mean than this, in steps of brightness.
  private static let leastMargin: Float = 6
  /// Pixels compared at once.
  private static let lanes = 8

  private let plane: Plane
  private let mean: LocalMean
  private let contrast: Float
  /// For light ink both sides are inverted, so that one comparison serves.
  private let flip: UInt8

  /// - Parameter contrast: how far ink lies from the local mean, as a part of it.
  package init(_ plane: Plane, against mean: LocalMean, polarity: Polarity, contrast: Float) {
    self.plane = plane
    self.mean = mean
    self.contrast = contrast
    flip = polarity == .darkOnLight ? 0 : 255
  }

  /// Row by row, from left to right; none where the picture is smaller than a block.
  package func runs() -> [Run] {
    unsafe runs { pixels, limits, y, runs in
      var start: Int?
      func cross(at x: Int) {
        if let first = start {
          runs.append(Run(y: Int32(y), start: Int32(first), end: Int32(x), component: 0))
          start = nil
        } else {
          start = x
        }
      }
      // The byte of the pixel to the left.
      var before: UInt64 = 0
      let whole = pixels.count / Self.lanes * Self.lanes
      var x = 0
      while x < whole {
        let brightness = unsafe pixels.loadUnaligned(fromByteOffset: x, as: SIMD8<UInt8>.self)
        let limit = unsafe limits.loadUnaligned(fromByteOffset: x, as: SIMD8<UInt8>.self)
        let isInk = (brightness ^ SIMD8(repeating: flip)) .< limit
        // A byte a pixel, 255 for ink; where it differs from the byte before, a run begins or ends.
        let ink = unsafe unsafeBitCast(isInk, to: UInt64.self).littleEndian
        var crossings = ink ^ (ink << 8 | before)
        before = ink >> 56
        while crossings != 0 {
          let lane = crossings.trailingZeroBitCount / 8
          cross(at: x + lane)
          crossings &= ~(0xFF << UInt64(8 * lane))
        }
        x += Self.lanes
      }
      while x < pixels.count {
        let isInk = unsafe (pixels[x] ^ flip) < limits[x]
        if isInk == (start == nil) { cross(at: x) }
        x += 1
      }
      if start != nil { cross(at: pixels.count) }
    }
  }

  /// The same, pixel by pixel.
  package func plainRuns() -> [Run] {
    unsafe runs { pixels, limits, y, runs in
      runs.appendRow(y, of: pixels.count) { unsafe (pixels[$0] ^ flip) < limits[$0] }
    }
  }

  /// Goes through the rows.
  ///
  /// - Parameter row: is given a row's pixels, the brightness below which each is ink, and the row's number.
  private func runs(
    _ row: (UnsafeRawBufferPointer, UnsafeRawBufferPointer, Int, inout [Run]) -> Void
  ) -> [Run] {
    let (block, width) = (LocalMean.block, plane.width)
    guard width >= block, plane.height >= block else { return [] }
    var runs: [Run] = []
    runs.reserveCapacity(width * plane.height / 40)
    var limits = [UInt8](repeating: 0, count: width)
    for y in 0..<plane.height {
      if y % block == 0 { setLimits(&limits, atBlockRow: min(mean.rows - 1, y / block)) }
      unsafe plane.samples.withUnsafeBytes { pixels in
        unsafe limits.withUnsafeBytes { limits in
          unsafe row(UnsafeRawBufferPointer(rebasing: pixels[y * width..<(y + 1) * width]), limits, y, &runs)
        }
      }
    }
    return runs
  }

  private func setLimits(_ limits: inout [UInt8], atBlockRow row: Int) {
    for column in 0..<mean.columns {
      let value = Float(mean.values[row * mean.columns + column] ^ flip)
      let margin = max(Self.leastMargin, contrast * (flip == 0 ? value : 255 - value))
      let limit = UInt8(max(0, value - margin))
      let end = column == mean.columns - 1 ? plane.width : (column + 1) * LocalMean.block
      for x in column * LocalMean.block..<end { limits[x] = limit }
    }
  }
}
