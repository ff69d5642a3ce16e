/// The colour types of PNG with the samples that each pixel has.
enum PNGKind: UInt8, CaseIterable {
  case grey = 0
  case rgb = 2
  case palette = 3
  case greyAlpha = 4
  case rgba = 6

  var samples: Int {
    switch self {
    case .grey, .palette: 1
    case .greyAlpha: 2
    case .rgb: 3
    case .rgba: 4
    }
  }
}

/// Writes PNG of any kind, without compressing: its data lies in stored blocks.
struct PNGWriter {
  var kind: PNGKind
  var depth = 8
  var isInterlaced = false
  var palette: [UInt8] = []
  var exif: [UInt8] = []

  /// `sample` gives the value at a column, row and channel, of `depth` bits.
  func encode(width: Int, height: Int, sample: (Int, Int, Int) -> Int) -> [UInt8] {
    var rows: [UInt8] = []
    for pass in isInterlaced ? PNGWriter.passes : [(0, 0, 1, 1)] {
      let columns = Array(stride(from: pass.0, to: width, by: pass.2))
      if columns.isEmpty { continue }
      for y in stride(from: pass.1, to: height, by: pass.3) {
        rows.append(0)  // no filter
        rows += packed(columns.flatMap { x in (0..<kind.samples).map { sample(x, y, $0) } })
      }
    }
    var bytes: [UInt8] = PNGWriter.start(width, height, depth: depth, kind: kind, isInterlaced: isInterlaced)
    if !palette.isEmpty { bytes += PNGWriter.chunk("PLTE", palette) }
    if !exif.isEmpty { bytes += PNGWriter.chunk("eXIf", exif) }
    return bytes + PNGWriter.chunk("IDAT", PNGWriter.stored(rows)) + PNGWriter.chunk("IEND", [])
  }

  /// Signature and header: all that a bomb needs.
  static func start(
    _ width: Int, _ height: Int, depth: Int = 8, kind: PNGKind = .rgb, isInterlaced: Bool = false
  ) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", big(width) + big(height) + [UInt8(depth), kind.rawValue, 0, 0, isInterlaced ? 1 : 0])
  }

  /// First column, first row, step of columns, step of rows (PNG, third edition, 8.1).
  private static let passes = [
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
  ]

  private func packed(_ samples: [Int]) -> [UInt8] {
    if depth == 16 { return samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }
    var row = [UInt8](repeating: 0, count: (samples.count * depth + 7) / 8)
    for (n, sample) in samples.enumerated() {
      let bit = n * depth
      row[bit / 8] |= UInt8(sample << (8 - depth - bit % 8))
    }
    return row
  }

  private static func big(_ value: Int) -> [UInt8] {
    [UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }

  static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in body {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return big(data.count) + body + big(Int(~crc))
  }

  /// A zlib stream of stored blocks (RFC 1950, RFC 1951).
  private static func stored(_ data: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var offset = 0
    while offset < data.count {
      let count = min(65535, data.count - offset)
      let (low, high) = (UInt8(count & 255), UInt8(count >> 8))
      stream += [offset + count == data.count ? 1 : 0, low, high, ~low, ~high]
      stream += data[offset..<offset + count]
      offset += count
    }
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in data {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return stream + big(Int(b << 16 | a))
  }
}

func encodedPNG(_ picture: SamplePicture, isInterlaced: Bool = false, exif: [UInt8] = []) -> [UInt8] {
  PNGWriter(kind: .rgb, isInterlaced: isInterlaced, exif: exif)
    .encode(width: picture.width, height: picture.height) {
      Int(picture.rgb[($1 * picture.width + $0) * 3 + $2])
    }
}
