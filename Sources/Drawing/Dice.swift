/// The one source of chance in a drawing: the same seed gives the same throws on every machine.
///
/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
package struct Dice: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  /// Dice of their own for one purpose, so that a throw more or less elsewhere does not change theirs.
  package init(seed: UInt64, for purpose: String, _ number: Int = 0) {
    // FNV-1a over the purpose, then two rounds of mixing with the seed and the number.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in purpose.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    var mixer = Dice(seed: seed ^ hash)
    state = mixer.next() &+ UInt64(bitPattern: Int64(number)) &* 0xD6E8_FEB8_6659_FD93
    state = next()
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Evenly from 0 up to, not including, 1.
  package mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  package mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  package mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(unit() * Double(range.count))
  }

  package mutating func chance(_ probability: Double) -> Bool {
    unit() < probability
  }

  /// About normal with deviation 1, never beyond 3: the sum of four even throws.
  package mutating func gauss() -> Double {
    (unit() + unit() + unit() + unit() - 2) * 1.732
  }

  package mutating func pick<T>(_ choices: [T]) -> T {
    choices[whole(0...choices.count - 1)]
  }

  /// One of the choices, the heavier the likelier.
  package mutating func pick<T>(weighted choices: [(T, Double)]) -> T {
    var left = unit() * choices.reduce(0) { $0 + $1.1 }
    for (choice, weight) in choices {
      left -= weight
      if left < 0 { return choice }
    }
    return choices[choices.count - 1].0
  }

  /// Decimal digits, as many as asked for, the first not zero unless `padded`.
  package mutating func digits(_ count: Int, padded: Bool = false) -> String {
    var text = ""
    for place in 0..<count {
      text += String(whole((place == 0 && !padded ? 1 : 0)...9))
    }
    return text
  }
}
