extension Components {
  /// In pixels of the picture looked at.
  private static let largestCross: Int32 = 64

  /// What passes for a frame by its ink, and is two thin strokes that cross in its middle: ×, as the standard's own
  /// figures have for the signs of a heading.
  ///
  /// - Parameter isFrame: whether a component passes for one.
  func crosses(where isFrame: (Component) -> Bool) -> Set<Int> {
    let frames = all.indices.filter { n in
      let k = all[n]
      return k.longSide <= Self.largestCross && k.longSide * 2 < k.shortSide * 3 && isFrame(k)
    }
    guard !frames.isEmpty else { return [] }
    return Set(zip(frames, runs(of: frames)).filter { Self.isCross(all[$0], $1) }.map(\.0))
  }

  /// Ink in the middle and at the corners, and little over, under and beside the middle.
  private static func isCross(_ k: Component, _ runs: [Run]) -> Bool {
    /// By thirds of the height, then of the width.
    var ink = [[Int32]](repeating: [0, 0, 0], count: 3)
    for run in runs {
      let row = Int(3 * (run.y - k.top) / k.height)
      for column in 0..<Int32(3) {
        let (left, right) = (k.left + column * k.width / 3, k.left + (column + 1) * k.width / 3)
        ink[row][Int(column)] += max(0, min(run.end, right) - max(run.start, left))
      }
    }
    let corners = [ink[0][0], ink[0][2], ink[2][0], ink[2][2]]
    let all = corners.reduce(0, +)
    let sides = ink[0][1] + ink[1][0] + ink[1][2] + ink[2][1]
    return 2 * sides < all && (corners.min() ?? 0) * 6 > all && 6 * ink[1][1] > all
  }
}
