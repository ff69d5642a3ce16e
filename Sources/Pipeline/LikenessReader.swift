import Decoding
import Evidence
import Pixels

/// What the first page of a photo looks like, standing upright; `nil` when it cannot be decoded.
///
/// Chat programs turn a photo's pixels and drop the tag that told to, so copies are only alike upright.
func likeness(of bytes: [UInt8], limits: Limits) -> Likeness? {
  guard var photo = try? OpenedPhoto(bytes, limits: limits),
    let decoded = try? photo.image(longSide: 256, colour: false)
  else { return nil }
  let luma = photo.orientation.isMirrored ? decoded.image.luma.mirrored() : decoded.image.luma
  // Where an upright viewer's right and down lie in the stored picture.
  var right = photo.orientation.readingDirection
  if photo.orientation.isMirrored { right = Point(-right.x, right.y) }
  let down = Point(-right.y, right.x)
  let (columns, rows) = (Likeness.columns + 1, Likeness.rows)
  var brightness: [Float] = []
  for row in 0..<rows {
    for column in 0..<columns {
      brightness.append(
        mean(of: luma, column: column, of: columns, row: row, of: rows, right: right, down: down))
    }
  }
  return Likeness(brightness: brightness)
}

/// The mean of a field of the upright picture.
private func mean(
  of plane: Plane, column: Int, of columns: Int, row: Int, of rows: Int, right: Point, down: Point
) -> Float {
  func bounds(_ u: (Int, Int), _ v: (Int, Int), _ direction: (Float, Float), _ length: Int) -> Range<Int> {
    // Along one stored axis the field's share comes from its column or its row, forwards or backwards.
    let (index, count) = direction.0 != 0 ? u : v
    let isForward = direction.0 + direction.1 > 0
    let n = isForward ? index : count - 1 - index
    let start = n * length / count
    return start..<max(start + 1, (n + 1) * length / count)
  }
  let xs = bounds((column, columns), (row, rows), (right.x, down.x), plane.width)
  let ys = bounds((column, columns), (row, rows), (right.y, down.y), plane.height)
  var sum = 0
  for y in ys where y < plane.height {
    for x in xs where x < plane.width { sum += Int(plane[x, y]) }
  }
  return Float(sum) / Float(xs.count * ys.count)
}
