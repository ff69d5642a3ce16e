/// Which signs a reader takes for which others, and how cheaply.
struct Confusions: Sendable {
  /// For each sign of a mark, what it is read as and the cost from 0 (as good as right) to 1 (another sign).
  private var costs: [UInt32: [UInt32: Float]] = [:]

  init() {}

  mutating func add(_ right: UInt32, readAs wrong: UInt32, cost: Float) {
    guard right != wrong else { return }
    let earlier = costs[right]?[wrong] ?? 1
    costs[right, default: [:]][wrong] = min(earlier, cost)
  }

  /// Adds those of another table; the cheaper cost of the two stays.
  mutating func add(_ others: Confusions) {
    for (right, row) in others.costs {
      for (wrong, cost) in row { add(right, readAs: wrong, cost: cost) }
    }
  }

  func row(of right: UInt32) -> [UInt32: Float] { costs[right] ?? [:] }
}
