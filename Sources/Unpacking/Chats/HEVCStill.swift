/// The first picture of an HEVC stream, made into a HEIC file without decoding anything.
///
/// The stream's units (ITU-T H.265, Annex B) stay as they are: the parameter sets go into the `hvcC` box
/// (ISO/IEC 14496-15, 8.3.3), the first picture's slices behind it.
struct HEVCStill {
  private var parameterSets: [(type: UInt8, units: [ArraySlice<UInt8>])] = [(32, []), (33, []), (34, [])]
  private var slices: [ArraySlice<UInt8>] = []
  private let sequence: HEVCSequence

  /// `nil` when there is no picture or its size is not to be had.
  init?(_ stream: ArraySlice<UInt8>) {
    scan: for unit in Self.units(of: stream) {
      guard unit.count > 2 else { continue }
      let type = unit[unit.startIndex] >> 1 & 63
      switch type {
      case 0...31:
        let isFirstOfPicture = unit[unit.startIndex + 2] & 0x80 != 0
        if isFirstOfPicture && !slices.isEmpty { break scan }
        slices.append(unit)
      case 32...34 where slices.isEmpty && unit.count < 1 << 16:
        let index = Int(type) - 32
        if parameterSets[index].units.count < 16 { parameterSets[index].units.append(unit) }
      default: break
      }
    }
    guard !slices.isEmpty, let unit = parameterSets[1].units.first, let sequence = HEVCSequence(unit) else {
      return nil
    }
    self.sequence = sequence
  }

  /// What lies between the start codes, without the zeros that may follow a unit.
  private static func units(of stream: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var units: [ArraySlice<UInt8>] = []
    var unitStart: Int?
    var index = stream.startIndex
    func close(at end: Int) {
      guard let unitStart else { return }
      var end = end
      while end > unitStart && stream[end - 1] == 0 { end -= 1 }
      if end > unitStart { units.append(stream[unitStart..<end]) }
    }
    while index + 3 <= stream.endIndex {
      if stream[index + 2] > 1 {
        index += 3
      } else if stream[index] == 0 && stream[index + 1] == 0 && stream[index + 2] == 1 {
        close(at: index)
        index += 3
        unitStart = index
      } else {
        index += 1
      }
    }
    close(at: stream.endIndex)
    return units
  }

  /// ISO/IEC 23008-12, with one item.
  var heic: [UInt8] {
    let data = slices.flatMap { number($0.count, 4) + $0 }
    let type = box("ftyp", Array("heic".utf8) + number(0, 4) + Array("mif1heic".utf8))
    func meta(dataAt offset: Int) -> [UInt8] {
      let handler = box("hdlr", number(0, 8) + Array("pict".utf8) + number(0, 13))
      let primary = box("pitm", number(0, 4) + number(1, 2))
      let location = box(
        "iloc",
        number(0, 4) + [0x44, 0] + number(1, 2) + number(1, 2) + number(0, 2) + number(1, 2)
          + number(offset, 4) + number(data.count, 4))
      let item = box("infe", [2, 0, 0, 0] + number(1, 2) + number(0, 2) + Array("hvc1".utf8) + [0])
      let items = box("iinf", number(0, 4) + number(1, 2) + item)
      let size = box("ispe", number(0, 4) + number(sequence.width, 4) + number(sequence.height, 4))
      let associations = box("ipma", number(0, 4) + number(1, 4) + number(1, 2) + [2, 0x81, 2])
      let properties = box("iprp", box("ipco", box("hvcC", configuration) + size) + associations)
      return box("meta", number(0, 4) + handler + primary + location + items + properties)
    }
    let offset = type.count + meta(dataAt: 0).count + 8
    return type + meta(dataAt: offset) + box("mdat", data)
  }

  private var configuration: [UInt8] {
    var bytes: [UInt8] = [1] + sequence.profile
    bytes += [
      0xF0, 0, 0xFC, 0xFC | sequence.chroma, 0xF8 | sequence.lumaDepth - 8, 0xF8 | sequence.chromaDepth - 8,
    ]
    bytes += [0, 0, 0x0F]  // no frame rate; one layer; lengths of 4 bytes
    let present = parameterSets.filter { !$0.units.isEmpty }
    bytes.append(UInt8(present.count))
    for set in present {
      bytes += [0x80 | set.type] + number(set.units.count, 2)
      for unit in set.units { bytes += number(unit.count, 2) + unit }
    }
    return bytes
  }
}

/// What a sequence parameter set says of its pictures (ITU-T H.265, 7.3.2.2), as far as a HEIC file repeats it.
struct HEVCSequence: Equatable {
  /// Profile, compatibility, constraints and level: 12 bytes as they are.
  var profile: [UInt8]
  /// 0 grey, 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4.
  var chroma: UInt8
  /// Without what is cut off at the rim.
  var width: Int
  var height: Int
  /// Bits a sample, from 8 to 15.
  var lumaDepth: UInt8
  var chromaDepth: UInt8

  init?(_ unit: ArraySlice<UInt8>) {
    var bits = BitReader(withoutEmulation: unit.dropFirst(2).prefix(4096))
    guard bits.take(4) != nil, let sublayers = bits.take(3), sublayers <= 6, bits.take(1) != nil else {
      return nil
    }
    var profile: [UInt8] = []
    for _ in 0..<12 {
      guard let byte = bits.take(8) else { return nil }
      profile.append(UInt8(byte))
    }
    if sublayers > 0 {
      var skipped = 0
      for layer in 0..<8 {
        guard let present = bits.take(2) else { return nil }
        if layer < sublayers { skipped += Int(present >> 1) * 88 + Int(present & 1) * 8 }
      }
      guard bits.skip(skipped) else { return nil }
    }
    guard bits.exponential() != nil, let chroma = bits.exponential(), chroma <= 3,
      chroma < 3 || bits.take(1) != nil,
      let width = bits.exponential(), let height = bits.exponential(), let hasWindow = bits.take(1),
      (1...1 << 16).contains(width), (1...1 << 16).contains(height)
    else { return nil }
    var window: [UInt32] = [0, 0, 0, 0]  // left, right, top, bottom
    if hasWindow == 1 {
      for side in window.indices {
        guard let cut = bits.exponential(), cut < 1 << 16 else { return nil }
        window[side] = cut
      }
    }
    guard let lumaDepth = bits.exponential(), let chromaDepth = bits.exponential(), lumaDepth <= 7,
      chromaDepth <= 7
    else { return nil }
    self.profile = profile
    self.chroma = UInt8(chroma)
    self.width = Int(width) - Int(window[0] + window[1]) * (chroma == 1 || chroma == 2 ? 2 : 1)
    self.height = Int(height) - Int(window[2] + window[3]) * (chroma == 1 ? 2 : 1)
    self.lumaDepth = UInt8(lumaDepth) + 8
    self.chromaDepth = UInt8(chromaDepth) + 8
    guard self.width > 0, self.height > 0 else { return nil }
  }
}

/// Bits, the most significant first, without the bytes that keep start codes out of the data (H.265, 7.4.2).
private struct BitReader {
  private var bytes: [UInt8] = []
  private var position = 0

  init(withoutEmulation unit: ArraySlice<UInt8>) {
    var zeros = 0
    for byte in unit {
      if zeros >= 2 && byte == 3 {
        zeros = 0
        continue
      }
      zeros = byte == 0 ? zeros + 1 : 0
      bytes.append(byte)
    }
  }

  mutating func take(_ count: Int) -> UInt32? {
    guard count <= 32, position + count <= bytes.count * 8 else { return nil }
    var value: UInt32 = 0
    for _ in 0..<count {
      value = value << 1 | UInt32(bytes[position / 8] >> (7 - UInt8(position % 8)) & 1)
      position += 1
    }
    return value
  }

  mutating func skip(_ count: Int) -> Bool {
    position += count
    return position <= bytes.count * 8
  }

  /// Exponential Golomb code without sign (H.265, 9.2).
  mutating func exponential() -> UInt32? {
    var zeros = 0
    while let bit = take(1) {
      if bit == 1 { return take(zeros).map { (1 << UInt32(zeros)) - 1 + $0 } }
      zeros += 1
      if zeros > 31 { return nil }
    }
    return nil
  }
}

private func number(_ value: Int, _ byteCount: Int) -> [UInt8] {
  (0..<byteCount).reversed().map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
}

private func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
  number(content.count + 8, 4) + Array(type.utf8) + content
}
