import Pixels

/// A straight piece of ink.
package struct Segment: Equatable {
  /// Its row at column 0, and how many rows it falls a column.
  var start: Float
  var slope: Float
  var columns: Range<Int>

  func y(at x: Int) -> Int { Int((start + slope * Float(x)).rounded()) }
}

/// Looks for the longest straight piece of ink that runs through a strip's middle rows, at every slope in turn.
package struct SegmentSearch {
  /// In heights of the strip; no letter is so wide.
  private static let shortest: Float = 1.3
  /// What the slopes that are tried differ by, in rows a column.
  private static let slopeStep: Float = 0.05
  /// Columns in a row that may hold no ink.
  private static let longestGap = 2
  /// Where its middle lies, in parts of the strip's height.
  private static let middle: ClosedRange<Float> = 0.2...0.8

  private let width: Int
  private let height: Int
  private let steepest: Float
  /// Where there is ink or ink below it, from the row above the strip on.
  private let ink: [Bool]
  private let fewestColumns: Int

  /// - Parameters:
  ///   - limit: what is darker is ink.
  ///   - steepest: how far a segment may rise or fall, in rows a column.
  package init(of strip: Plane, darkerThan limit: UInt8, steepest: Float) {
    (width, height, self.steepest) = (strip.width, strip.height, steepest)
    let (width, height) = (width, height)
    let dark = strip.samples.map { $0 < limit }
    var ink = [Bool](repeating: false, count: width * (height + 1))
    for n in dark.indices where dark[n] {
      ink[n] = true
      ink[n + width] = true
    }
    self.ink = ink
    fewestColumns = Int((Self.shortest * Float(height)).rounded(.up))
  }

  /// Looks where a segment longer than the best so far would have to have ink, and not between.
  package func longest() -> Segment? {
    guard width > 0, height > 0 else { return nil }
    var best: Segment?
    for slope in slopes {
      let rows = rows(ofSlope: slope)
      for start in starts(rows) {
        search(columns(start, rows), start, rows, slope, &best)
      }
    }
    return best
  }

  private func search(
    _ columns: Range<Int>, _ start: Int, _ rows: [Int], _ slope: Float, _ best: inout Segment?
  ) {
    var (first, length) = (columns.lowerBound, lengthToBeat(best))
    while first + length < columns.upperBound {
      // A segment that begins between `first` and here has ink in one of the last columns before it.
      guard var left = lastInk(upTo: first + length, notBefore: first, start, rows) else {
        first += length + 1
        continue
      }
      var right = left
      while let next = lastInk(upTo: left - 1, notBefore: first, start, rows) { left = next }
      while let next = firstInk(from: right + 1, before: columns.upperBound, start, rows) { right = next }
      if right + 1 - left > length, isInMiddle(start, slope, left + right) {
        best = Segment(start: Float(start), slope: slope, columns: left..<right + 1)
        length = right + 1 - left
      }
      first = right + 1
    }
  }

  /// In columns; only what is longer counts.
  private func lengthToBeat(_ best: Segment?) -> Int { max(fewestColumns - 1, best?.columns.count ?? 0) }

  private func lastInk(upTo last: Int, notBefore first: Int, _ start: Int, _ rows: [Int]) -> Int? {
    var x = last
    while x >= first, x >= last - Self.longestGap {
      if isInk(x, start, rows) { return x }
      x -= 1
    }
    return nil
  }

  private func firstInk(from first: Int, before end: Int, _ start: Int, _ rows: [Int]) -> Int? {
    var x = first
    while x < end, x <= first + Self.longestGap {
      if isInk(x, start, rows) { return x }
      x += 1
    }
    return nil
  }

  private func isInk(_ x: Int, _ start: Int, _ rows: [Int]) -> Bool {
    ink[(start + rows[x] + 1) * width + x]
  }

  private func isInMiddle(_ start: Int, _ slope: Float, _ ends: Int) -> Bool {
    Self.middle.contains((Float(start) + slope * Float(ends) / 2) / Float(height))
  }

  private var slopes: StrideThrough<Float> { stride(from: -steepest, through: steepest, by: Self.slopeStep) }

  /// How many rows below its first column a line of that slope lies in each.
  private func rows(ofSlope slope: Float) -> [Int] { (0..<width).map { Int((slope * Float($0)).rounded()) } }

  /// The rows that a line may have at column 0 to lie in the strip anywhere.
  private func starts(_ rows: [Int]) -> Range<Int> {
    let drift = rows[width - 1]
    return -max(0, drift)..<height - min(0, drift)
  }

  /// The columns in which a line lies within the strip, or one row above it.
  private func columns(_ start: Int, _ rows: [Int]) -> Range<Int> {
    let inside = -1 - start..<height - start
    // Rows run one way.
    let falls = rows[width - 1] >= 0
    let first = rows.firstOfRest { falls ? $0 >= inside.lowerBound : $0 < inside.upperBound }
    let end = rows.firstOfRest { falls ? $0 >= inside.upperBound : $0 < inside.lowerBound }
    return first..<max(first, end)
  }

  // MARK: The same, plainly

  /// Column by column.
  package func plainLongest() -> Segment? {
    var best: Segment?
    for slope in slopes {
      let rows = rows(ofSlope: slope)
      for start in starts(rows) {
        var piece: Range<Int>?
        func take() {
          guard let found = piece else { return }
          let ends = found.lowerBound + found.upperBound - 1
          if found.count > lengthToBeat(best), isInMiddle(start, slope, ends) {
            best = Segment(start: Float(start), slope: slope, columns: found)
          }
          piece = nil
        }
        for x in columns(start, rows) where isInk(x, start, rows) {
          if let found = piece, x - found.upperBound > Self.longestGap { take() }
          piece = (piece?.lowerBound ?? x)..<x + 1
        }
        take()
      }
    }
    return best
  }
}

extension [Int] {
  /// Of the first element with what all after it have, too; the end where none has it.
  fileprivate func firstOfRest(where hold: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if hold(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
