/// Changes seeds the way that finds mistakes in readers of files. The same seed gives the same changes.
struct Mutator {
  private static let interesting: [UInt8] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF]
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  /// xorshift64* (Marsaglia, Vigna).
  private mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// From 0 to below `limit`.
  mutating func below(_ limit: Int) -> Int { limit < 1 ? 0 : Int(next() >> 1) % limit }

  /// A seed with one to eight changes.
  mutating func mutated(_ seeds: [[UInt8]]) -> [UInt8] {
    var bytes = seeds[below(seeds.count)]
    for _ in 0...below(8) { change(&bytes, seeds) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], _ seeds: [[UInt8]]) {
    guard !bytes.isEmpty else {
      bytes = [UInt8(below(256))]
      return
    }
    let at = place(in: bytes)
    switch below(10) {
    case 0: bytes[at] ^= 1 << UInt8(below(8))
    case 1: bytes[at] = UInt8(below(256))
    case 2: bytes[at] = Self.interesting[below(Self.interesting.count)]
    case 3: overwriteNumber(&bytes, at)
    case 4: bytes.removeSubrange(at..<min(bytes.count, at + 1 + below(64)))
    case 5: bytes.insert(contentsOf: repeatElement(UInt8(below(256)), count: 1 + below(64)), at: at)
    case 6: bytes.removeLast(below(bytes.count))
    case 7:
      let end = min(bytes.count, at + 1 + below(256))
      bytes.insert(contentsOf: bytes[at..<end], at: place(in: bytes))
    case 8:
      let other = seeds[below(seeds.count)]
      let start = below(other.count)
      bytes.replaceSubrange(at..., with: other[start...].prefix(4096))
    default:
      for offset in at..<min(bytes.count, at + 1 + below(32)) { bytes[offset] = UInt8(below(256)) }
    }
  }

  /// Headers decide more than pixels do: half of the changes go there.
  private mutating func place(in bytes: [UInt8]) -> Int {
    below(2) == 0 ? below(min(512, bytes.count)) : below(bytes.count)
  }

  /// Sizes and offsets at the edges of what 16 and 32 bits hold, in either order.
  private mutating func overwriteNumber(_ bytes: inout [UInt8], _ at: Int) {
    let numbers: [UInt32] = [0, 1, 0x7FFF, 0x8000, 0xFFFF, 0x1_0000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF]
    let number = numbers[below(numbers.count)]
    let size = below(2) == 0 ? 2 : 4
    let isBigEndian = below(2) == 0
    for n in 0..<size where at + n < bytes.count {
      let shift = UInt32(8 * (isBigEndian ? size - 1 - n : n))
      bytes[at + n] = UInt8(truncatingIfNeeded: number >> shift)
    }
  }
}
