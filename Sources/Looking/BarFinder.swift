import Evidence
import Pixels

/// Finds the two bars that some stamps have instead of a frame: right above their word and right below it, and hardly
/// longer. A table's rules go on.
enum BarFinder {
  /// How high the looked at is, in heights of the type, and in pixels.
  private static let reach: Float = 2.4
  private static let height = 96
  private static let ink: UInt8 = 128
  /// A bar is dark along this part of the word, though it may lean by some rows.
  private static let leastOfBar: Float = 0.8
  private static let lean = 2
  /// And dark along this part at most of what lies beyond both ends.
  private static let mostBeyond: Float = 0.3

  /// - Parameter quad: of the word, in pixels of `image`.
  static func hasBars(_ quad: Quad, in image: Image, isLight: Bool, isRed: Bool) -> Bool {
    let grow = (quad.bottomLeft - quad.topLeft) * ((reach - 1) / 2)
    let growRight = (quad.bottomRight - quad.topRight) * ((reach - 1) / 2)
    let whole = Quad(
      topLeft: quad.topLeft - grow, topRight: quad.topRight - growRight,
      bottomRight: quad.bottomRight + growRight, bottomLeft: quad.bottomLeft + grow)
    let strip = Straightening.strip(of: whole, in: image, isLight: isLight, isRed: isRed, height: height)
    let type = Straightening.typeShare * Float(height) / reach
    let (middle, side) = (strip.height / 2, Int(Straightening.sideShare * reach * type))
    let (left, right) = (side, strip.width - side)
    guard right > left, type > 8 else { return false }
    let gap = Int(0.56 * type)
    return holdsBar(strip, rows: 0..<middle - gap, left, right)
      && holdsBar(strip, rows: middle + gap..<strip.height, left, right)
  }

  private static func holdsBar(_ strip: Plane, rows: Range<Int>, _ left: Int, _ right: Int) -> Bool {
    let ends = left / 3
    let (word, beyond) = (
      Array(left..<right), Array(0..<ends) + Array(strip.width - ends..<strip.width)
    )
    func share(_ columns: [Int], at y: Int) -> Float {
      let near = max(rows.lowerBound, y - lean)...min(rows.upperBound - 1, y + lean)
      return Float(columns.count { x in near.contains { strip[x, $0] < ink } }) / Float(max(1, columns.count))
    }
    return rows.contains { share(word, at: $0) >= leastOfBar && share(beyond, at: $0) <= mostBeyond }
  }
}

extension Survey {
  /// Whether a line stands between two bars of its own, as a stamp's word does.
  package func isBetweenBars(_ id: Int, in image: Image) -> Bool {
    guard columns[id] == nil else { return false }
    let line = layout.lines[id]
    return BarFinder.hasBars(
      line.quad.scaled(by: scaleOf(image)), in: image, isLight: line.isLightOnDark, isRed: line.isRed)
  }
}
