import Glibc
import Pixels

/// Sets a strip level whose few signs gave it a wrong direction: a stamp of two, put on askew.
///
/// Rows of type and the sides of a frame are dark and light in turn when the slope is taken out, so that the squares of
/// what neighbouring rows differ by add up to most: W. Postl, Detection of linear oblique structures and skew scan in
/// digitized documents (1986), is the idea.
package enum Levelling {
  package struct Level {
    /// As large as the strip; only as long as its type, where that was small in a frame and is enlarged.
    package var strip: Plane
    /// The sides of a frame were seen round the type, and taken away.
    package var isFramed: Bool
  }

  /// Ink this dark counts, 0 to 255.
  private static let ink: UInt8 = 140
  /// Slopes, in rows a column; more than the steepest nobody stamps.
  private static let (least, steepest, step): (Float, Float, Float) = (0.05, 0.56, 0.02)
  /// How much better a slope must do than none.
  private static let advantage: Float = 1.15
  /// A column is a frame's side where this part of the ink's height is dark, and free between it and the type where so
  /// little is; the like for rows.
  private static let (leastOfSide, mostBetween): (Float, Float) = (0.5, 0.2)
  /// In pixels of a strip.
  private static let thickest = 6
  /// Type is small within its frame when it has this part of a strip's height at most, and can be read from so many
  /// pixels on.
  private static let (smallInFrame, leastType): (Float, Int) = (0.5, 10)
  /// What is less ink in a column or a row is specks, in parts of it.
  private static let leastOfTrimmed: (column: Float, row: Float) = (0.04, 0.02)
  /// Of the four sides; the left and the right one are enough, too.
  private static let enoughSides = 3

  /// - Parameter strip: dark type on light ground, from `Straightening`.
  /// - Returns: `nil` for what is level.
  package static func levelled(_ strip: Plane) -> Level? {
    let slope = slope(of: strip)
    guard abs(slope) >= least else { return nil }
    var level = strip
    for x in 0..<strip.width {
      let shift = slope * (Float(x) - Float(strip.width) / 2)
      let whole = Int(shift.rounded(.down))
      let part = shift - Float(whole)
      for y in 0..<strip.height {
        let (upper, lower) = (y + whole, y + whole + 1)
        let above = (0..<strip.height).contains(upper) ? Float(strip[x, upper]) : 255
        let below = (0..<strip.height).contains(lower) ? Float(strip[x, lower]) : 255
        level[x, y] = UInt8(above * (1 - part) + below * part)
      }
    }
    return withoutFrame(level)
  }

  /// How far the type falls to the right, in rows a column; 0 where no slope does clearly better.
  private static func slope(of strip: Plane) -> Float {
    let (width, height) = (strip.width, strip.height)
    let dark = (0..<height).flatMap { y in
      (0..<width).filter { strip[$0, y] < ink }.map { (x: Float($0) - Float(width) / 2, y: y) }
    }
    let reach = Int(steepest * Float(width) / 2) + 1
    func score(_ slope: Float) -> Float {
      var rows = [Float](repeating: 0, count: height + 2 * reach + 1)
      for point in dark { rows[point.y + reach - Int((slope * point.x).rounded())] += 1 }
      return zip(rows, rows.dropFirst()).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let steps = Int((steepest / step).rounded())
    let scores = (-steps...steps).map { (slope: Float($0) * step, score: score(Float($0) * step)) }
    guard let best = scores.max(by: { $0.score < $1.score }), best.score > advantage * score(0) else {
      return 0
    }
    return best.slope
  }

  /// White where a frame's sides lie, and beyond them.
  private static func withoutFrame(_ strip: Plane) -> Level {
    let (width, height) = (strip.width, strip.height)
    let columns = (0..<width).map { x in (0..<height).count { strip[x, $0] < ink } }
    let rows = (0..<height).map { y in (0..<width).count { strip[$0, y] < ink } }
    let (left, right) = sides(of: columns, across: rows.count { $0 > 0 })
    let (top, bottom) = sides(of: rows, across: columns.count { $0 > 0 })
    let found = [left, right, top, bottom].count { $0 != nil }
    guard found >= enoughSides || left != nil && right != nil else {
      return Level(strip: strip, isFramed: false)
    }
    var clean = strip
    for y in 0..<height {
      for x in 0..<width
      where x <= left ?? -1 || x >= right ?? width || y <= top ?? -1 || y >= bottom ?? height {
        clean[x, y] = 255
      }
    }
    return Level(strip: enlarged(clean), isFramed: true)
  }

  /// A strip cut close to its ink, as large as a strip's type is: few signs in a wide frame, or in an oval.
  package static func trimmed(_ strip: Plane) -> Plane? {
    bounds(of: strip, leastOfColumn: Self.leastOfTrimmed.column, leastOfRow: Self.leastOfTrimmed.row)
      .map { cut(strip, to: $0) }
  }

  /// What is small within its frame, as large as a strip's type is.
  private static func enlarged(_ strip: Plane) -> Plane {
    guard let bounds = bounds(of: strip), Float(bounds.height) <= smallInFrame * Float(strip.height) else {
      return strip
    }
    return cut(strip, to: bounds)
  }

  /// - Parameters:
  ///   - leastOfColumn: what of a column must be ink for it to count, and more.
  ///   - leastOfRow: the like.
  /// - Returns: the bounds of a strip's ink; `nil` where that is too little to be read.
  private static func bounds(of strip: Plane, leastOfColumn: Float = 0, leastOfRow: Float = 0) -> Rectangle? {
    let columns = (0..<strip.width).filter { x in
      Float((0..<strip.height).count { strip[x, $0] < ink }) > leastOfColumn * Float(strip.height)
    }
    let rows = (0..<strip.height).filter { y in
      Float((0..<strip.width).count { strip[$0, y] < ink }) > leastOfRow * Float(strip.width)
    }
    guard let left = columns.first, let right = columns.last, let top = rows.first, let bottom = rows.last,
      bottom - top >= leastType, right - left >= leastType
    else { return nil }
    return Rectangle(x: left, y: top, width: right + 1 - left, height: bottom + 1 - top)
  }

  private static func cut(_ strip: Plane, to bounds: Rectangle) -> Plane {
    Straightening.strip(
      of: Quad(bounds), in: Image(luma: strip), isLight: false, isRed: false, height: strip.height)
  }

  /// The inner edges of a frame's two sides.
  ///
  /// - Parameters:
  ///   - ink: pixels of it in each column, or in each row.
  ///   - length: as long a side may be.
  private static func sides(of ink: [Int], across length: Int) -> (first: Int?, last: Int?) {
    let first = side(of: ink, across: length)
    let last = side(of: ink.reversed(), across: length)
    return (first, last.map { ink.count - 1 - $0 })
  }

  /// The inner edge of the side from where the ink begins: dark, thin, and clear of what is within.
  private static func side(of ink: [Int], across length: Int) -> Int? {
    let isDark = ink.map { Float($0) > leastOfSide * Float(length) }
    guard let start = ink.firstIndex(where: { $0 > 0 }),
      let side = isDark.indices.first(where: { isDark[$0] }), side - start <= thickest,
      let end = isDark[side...].firstIndex(of: false), end - side <= thickest
    else { return nil }
    let beyond = ink[end...].prefix(thickest)
    return beyond.firstIndex { Float($0) < mostBetween * Float(length) }
  }
}
