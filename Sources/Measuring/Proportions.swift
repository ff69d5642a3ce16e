import Foundation

/// The standard normal's quantile that leaves 2.5 % above it: intervals here are of 95 %.
let normalQuantile = 1.959963984540054

/// So many of so many, with the interval that the true share lies in.
///
/// The interval is Wilson's score interval at 95 % (E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), 209–212):
/// with p = count / of and z = 1.96,
/// `(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)`.
/// It holds for few photos and for shares of 0 and 1, where the usual p ± z σ collapses to a point.
package struct Proportion: Sendable, Equatable {
  package let count: Int
  package let of: Int

  /// - Precondition: `0 ≤ count ≤ of`.
  package init(_ count: Int, of total: Int) {
    precondition(count >= 0 && count <= total)
    self.count = count
    self.of = total
  }

  /// From 0 to 1; `nil` of none.
  package var value: Double? { of == 0 ? nil : Double(count) / Double(of) }

  /// From 0 to 1; the whole range when nothing was counted.
  package var interval: ClosedRange<Double> {
    guard let share = value else { return 0...1 }
    let n = Double(of)
    let z2 = normalQuantile * normalQuantile
    let centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    let reach =
      normalQuantile * (share * (1 - share) / n + z2 / (4 * n * n)).squareRoot() / (1 + z2 / n)
    // At the ends the formula gives exactly 0 and 1; rounding must not say otherwise.
    let low = count == 0 ? 0 : max(0, centre - reach)
    let high = count == of ? 1 : min(1, centre + reach)
    return low...high
  }
}

extension Proportion: Codable {
  private enum Key: String, CodingKey { case count, of, value, low, high }

  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(count, forKey: .count)
    try fields.encode(of, forKey: .of)
    try fields.encodeIfPresent(value, forKey: .value)
    try fields.encode(interval.lowerBound, forKey: .low)
    try fields.encode(interval.upperBound, forKey: .high)
  }

  /// Reads the two counts; what follows from them is worked out again.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    let count = try fields.decode(Int.self, forKey: .count)
    let total = try fields.decode(Int.self, forKey: .of)
    guard count >= 0, count <= total else {
      throw DecodingError.dataCorruptedError(
        forKey: .count, in: fields, debugDescription: "\(count) of \(total)")
    }
    self.init(count, of: total)
  }
}

/// By how much a later share differs from an earlier one, each counted on photos of its own.
///
/// The interval is Newcombe's hybrid score interval at 95 %, built from the two Wilson intervals
/// (R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10).
package struct Difference: Sendable, Equatable {
  /// Later minus earlier, from -1 to 1.
  package let value: Double
  package let interval: ClosedRange<Double>

  /// `nil` when either counted nothing.
  package init?(from earlier: Proportion, to later: Proportion) {
    guard let before = earlier.value, let after = later.value else { return nil }
    let (was, now) = (earlier.interval, later.interval)
    value = after - before
    let down = square(after - now.lowerBound) + square(was.upperBound - before)
    let up = square(now.upperBound - after) + square(before - was.lowerBound)
    interval = (value - down.squareRoot())...(value + up.squareRoot())
  }

  /// No difference at all would lie outside the interval.
  package var isBeyondNoise: Bool { interval.lowerBound > 0 || interval.upperBound < 0 }
}

/// What changed between two runs on the same photos: McNemar's test, exact form.
///
/// Only photos judged differently say anything; were the runs equally good, each would be lost or gained
/// with the toss of a coin (Q. McNemar, Psychometrika 12 (1947), 153–157).
package struct PairedChange: Sendable, Equatable {
  /// Right in the earlier run, wrong in the later.
  package let lost: Int
  /// Wrong in the earlier run, right in the later.
  package let gained: Int

  package init(lost: Int, gained: Int) {
    precondition(lost >= 0 && gained >= 0)
    self.lost = lost
    self.gained = gained
  }

  /// The chance of a split at least as uneven, from 0 to 1, two-sided.
  package var chance: Double {
    let n = lost + gained
    guard n > 0 else { return 1 }
    let rows = Double(n)
    var tail = 0.0
    // Binomial(n, ½), in logarithms since n! leaves the range of Double at 171.
    for k in 0...min(lost, gained) {
      let ways = logFactorial(rows) - logFactorial(Double(k)) - logFactorial(rows - Double(k))
      tail += exp(ways - rows * 0.6931471805599453)
    }
    return min(1, 2 * tail)
  }

  package var isBeyondNoise: Bool { chance < 0.05 }
}

private func square(_ x: Double) -> Double { x * x }

private func logFactorial(_ n: Double) -> Double { lgamma(n + 1) }
