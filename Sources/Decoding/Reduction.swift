import Pixels

extension Image {
  /// Reduced by the largest whole factor that leaves the long side at least `longSide`.
  func reduced(toLongSide longSide: Int) -> Image {
    let factor = max(width, height) / max(1, longSide)
    return factor > 1 ? reduced(by: factor) : self
  }

  /// Each sample the rounded mean of `factor × factor`.
  package func reduced(by factor: Int) -> Image {
    Image(
      luma: luma.reduced(by: factor),
      chroma: chroma.map { Chroma(blue: $0.blue.reduced(by: factor), red: $0.red.reduced(by: factor)) })
  }
}

extension Plane {
  /// Each sample the rounded mean of `factor × factor`; fewer at the right and the lower edge.
  ///
  /// Sums whole rows first, which the compiler turns into vector additions.
  package func reduced(by factor: Int) -> Plane {
    precondition(factor > 0)
    let (columns, rows) = ((width + factor - 1) / factor, (height + factor - 1) / factor)
    var result = [UInt8](repeating: 0, count: columns * rows)
    var sums = [UInt32](repeating: 0, count: width)
    for row in 0..<rows {
      let top = row * factor
      let bottom = min(top + factor, height)
      sum(top..<bottom, into: &sums)
      var left = 0
      for column in 0..<columns {
        let right = min(left + factor, width)
        var total: UInt64 = 0
        for x in left..<right { total &+= UInt64(sums[x]) }
        let count = UInt64((right - left) * (bottom - top))
        result[row * columns + column] = UInt8(truncatingIfNeeded: (total &+ count / 2) / count)
        left = right
      }
    }
    return Plane(width: columns, height: rows, samples: result)
  }

  /// The sums of the columns over some rows.
  private func sum(_ rows: Range<Int>, into sums: inout [UInt32]) {
    let source = samples.span
    var target = sums.mutableSpan
    for x in 0..<width { unsafe target[unchecked: x] = 0 }
    for y in rows {
      let row = source.extracting(y * width..<(y + 1) * width)
      for x in 0..<width {
        unsafe target[unchecked: x] &+= UInt32(row[unchecked: x])
      }
    }
  }

  /// The plain twin of `reduced(by:)`.
  package func reducedPlainly(by factor: Int) -> Plane {
    precondition(factor > 0)
    var result = Plane(width: (width + factor - 1) / factor, height: (height + factor - 1) / factor)
    for row in 0..<result.height {
      for column in 0..<result.width {
        var total = 0
        var count = 0
        for y in row * factor..<min((row + 1) * factor, height) {
          for x in column * factor..<min((column + 1) * factor, width) {
            total += Int(self[x, y])
            count += 1
          }
        }
        result[column, row] = UInt8((total + count / 2) / count)
      }
    }
    return result
  }
}
