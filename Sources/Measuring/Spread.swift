/// How many values lie: their middle, their high end and their most.
package struct Spread: Sendable, Equatable, Codable {
  package var count: Int
  package var mean: Double
  package var p50: Double
  package var p95: Double
  package var max: Double

  /// `nil` of no values. Values that are not finite are left out.
  package init?(_ values: [Double]) {
    let sorted = values.filter(\.isFinite).sorted()
    guard let last = sorted.last else { return nil }
    count = sorted.count
    mean = sorted.reduce(0, +) / Double(sorted.count)
    p50 = percentile(0.5, ofSorted: sorted)
    p95 = percentile(0.95, ofSorted: sorted)
    max = last
  }
}

/// The value below which the given part of the values lies, between two of them in proportion.
///
/// Hyndman and Fan's definition 7 (The American Statistician 50 (1996), 361–365), which most statistics
/// software takes when not told otherwise: position `part × (n − 1)` counted from 0.
///
/// - Parameters:
///   - part: from 0 to 1.
///   - sorted: rising, not empty.
package func percentile(_ part: Double, ofSorted sorted: [Double]) -> Double {
  precondition(!sorted.isEmpty && part >= 0 && part <= 1)
  let position = part * Double(sorted.count - 1)
  let below = Int(position)
  let above = min(below + 1, sorted.count - 1)
  return sorted[below] + (sorted[above] - sorted[below]) * (position - Double(below))
}

/// How far repetitions of the same work lie apart: (slowest − fastest) / median; 0 of fewer than two.
package func relativeSpread(_ repetitions: [Double]) -> Double {
  let sorted = repetitions.filter { $0.isFinite && $0 > 0 }.sorted()
  guard sorted.count > 1, let first = sorted.first, let last = sorted.last else { return 0 }
  return (last - first) / percentile(0.5, ofSorted: sorted)
}
