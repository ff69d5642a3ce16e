import Pixels

/// The mean brightness round each block of a picture: what paper looks like there, whatever the light.
///
/// Kept on a grid of blocks of `4 × 4` pixels, which is a sixteenth of the work of a mean at every pixel
/// and differs from it by less than the threshold's own margin.
package struct LocalMean {
  /// Pixels a block is wide and high.
  package static let block = 4

  package let columns: Int
  package let rows: Int
  /// `rows × columns` means, 0 to 255.
  package let values: [UInt8]

  /// - Parameter radius: half the window's side, in blocks.
  package init(of plane: Plane, radius: Int) {
    let size = Self.block
    columns = max(1, plane.width / size)
    rows = max(1, plane.height / size)
    guard plane.width >= size, plane.height >= size else {
      let sum = plane.samples.reduce(0) { $0 + Int($1) }
      values = [UInt8(sum / max(1, plane.samples.count))]
      return
    }
    values = Self.boxMean(Self.blockMeans(of: plane), columns: columns, rows: rows, radius: radius)
  }

  private static func blockMeans(of plane: Plane) -> [UInt8] {
    let (columns, rows, width) = (plane.width / block, plane.height / block, plane.width)
    return unsafe [UInt8](unsafeUninitializedCapacity: columns * rows) { means, count in
      unsafe plane.samples.withUnsafeBufferPointer { pixels in
        for row in 0..<rows {
          for column in 0..<columns {
            var sum: UInt32 = 0
            for y in 0..<block {
              let start = (row * block + y) * width + column * block
              unsafe sum &+=
                UInt32(pixels[start]) &+ UInt32(pixels[start + 1]) &+ UInt32(pixels[start + 2])
                &+ UInt32(pixels[start + 3])
            }
            unsafe means[row * columns + column] = UInt8(truncatingIfNeeded: sum >> 4)
          }
        }
      }
      count = columns * rows
    }
  }

  private static func boxMean(_ source: [UInt8], columns: Int, rows: Int, radius: Int) -> [UInt8] {
    var columnSums = [Int32](repeating: 0, count: columns)
    var result = [UInt8](repeating: 0, count: columns * rows)
    var (top, bottom) = (0, 0)  // rows top ..< bottom are in the sums
    for row in 0..<rows {
      while bottom < min(rows, row + radius + 1) {
        for x in 0..<columns { columnSums[x] &+= Int32(source[bottom * columns + x]) }
        bottom += 1
      }
      while top < row - radius {
        for x in 0..<columns { columnSums[x] &-= Int32(source[top * columns + x]) }
        top += 1
      }
      var sum: Int32 = 0
      var (left, right) = (0, 0)
      for x in 0..<columns {
        while right < min(columns, x + radius + 1) {
          sum &+= columnSums[right]
          right += 1
        }
        while left < x - radius {
          sum &-= columnSums[left]
          left += 1
        }
        result[row * columns + x] = UInt8(sum / Int32((right - left) * (bottom - top)))
      }
    }
    return result
  }
}
