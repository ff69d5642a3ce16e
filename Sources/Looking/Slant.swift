import Pixels

/// Sets type upright that leans along its line, as it does on a page seen from the side.
///
/// Upright strokes stand over few columns when the lean is taken out, so that the squares of the columns' ink add
/// up to most: A. Vinciarelli and J. Luettin, A new normalization technique for cursive handwritten words (2001),
/// is the idea.
package enum Slant {
  /// Ink this dark counts, 0 to 255.
  private static let ink: UInt8 = 128
  /// Leans, in columns a row.
  private static let steepest: Float = 0.6
  private static let step: Float = 0.06
  /// How much better a lean must do than none.
  private static let advantage = 1.06

  /// The lean of a strip's strokes, positive when they lean right, in columns a row.
  package static func lean(of strip: Plane) -> Float {
    let (width, height) = (strip.width, strip.height)
    guard width >= 2 * height else { return 0 }
    let steps = Int(steepest / step)
    let reach = Int(steepest * Float(height) / 2) + 1
    func isInk(_ x: Int, _ y: Int) -> Bool { strip.samples[y * width + x] < ink }
    // Type leaves margins; what is dark from top to bottom is the ground beyond the paper.
    let columns = (0..<width).filter { x in
      !(0..<height).allSatisfy { isInk(x, $0) }
    }
    var rows: [[Int32]] = []
    for y in 0..<height { rows.append(columns.filter { isInk($0, y) }.map { Int32($0 + reach) }) }
    var best: (score: Double, lean: Float) = (0, 0)
    var none = 0.0
    for k in -steps...steps {
      let lean = Float(k) * step
      var columns = [Int32](repeating: 0, count: width + 2 * reach)
      for y in 0..<height {
        let shift = Int32((lean * (Float(y) - Float(height) / 2)).rounded())
        for x in rows[y] { columns[Int(x + shift)] += 1 }
      }
      let score = columns.reduce(0.0) { $0 + Double($1) * Double($1) }
      if k == 0 { none = score }
      if score > best.score { best = (score, lean) }
    }
    return best.score > none * advantage ? best.lean : 0
  }

  package static func removed(from strip: Plane) -> Plane {
    let lean = lean(of: strip)
    guard abs(lean) > 0.09 else { return strip }
    let (width, height) = (strip.width, strip.height)
    var upright = Plane(width: width, height: height, filledWith: 255)
    for y in 0..<height {
      let shift = lean * (Float(y) - Float(height) / 2)
      let whole = Int(shift.rounded(.down))
      let part = shift - Float(whole)
      for x in 0..<width {
        let from = x - whole
        let right = from >= 0 && from < width ? Float(strip.samples[y * width + from]) : 255
        let left = from >= 1 && from <= width ? Float(strip.samples[y * width + from - 1]) : 255
        upright.samples[y * width + x] = UInt8(right * (1 - part) + left * part)
      }
    }
    return upright
  }
}
