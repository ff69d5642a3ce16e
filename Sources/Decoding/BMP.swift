import Evidence
import Pixels

/// One uncompressed BMP of 1 to 32 bits a pixel; rows that are missing at the end of the file stay white.
struct BMPPhoto: StillDecoder {
  let header: PhotoHeader
  /// Bytes that the header promises.
  private let length: Int
  private let limits: Limits

  init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure) {
    func damaged() -> DecodeFailure { DecodeFailure(reason: .damaged, detail: "BMP: malformed header") }
    func short(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
    func long(_ at: Int) -> Int { short(at) | short(at + 2) << 16 }
    guard bytes.count >= 26 else { throw damaged() }
    self.limits = limits
    let isOld = long(14) == 12  // the header of OS/2 1.x has 16-bit sizes
    guard isOld || bytes.count >= 54 else { throw damaged() }
    let width = isOld ? short(18) : Int(Int32(truncatingIfNeeded: long(18)))
    let height = isOld ? short(20) : Int(Int32(truncatingIfNeeded: long(22)))
    let depth = short(isOld ? 24 : 28)
    // Rows run upwards; a negative height says that they run downwards.
    header = PhotoHeader(width: width, height: abs(height))
    try checkSize(width: header.width, height: header.height, limits, "BMP")
    guard [1, 2, 4, 8, 16, 24, 32].contains(depth) else { throw damaged() }
    length = long(10) + (width * depth + 31) / 32 * 4 * abs(height)
    guard long(10) < bytes.count else { throw DecodeFailure(reason: .damaged, detail: "BMP: no pixels") }
  }

  func decode(_ bytes: [UInt8], page: Int, longSide: Int) throws(DecodeFailure) -> DecodedImage {
    guard bytes.count < length else {
      return DecodedImage(image: try LeptonicaPicture(bmp: bytes).image(limits))
    }
    let whole = bytes + [UInt8](repeating: 255, count: length - bytes.count)
    return DecodedImage(
      image: try LeptonicaPicture(bmp: whole).image(limits), isPartial: true,
      note: "\(bytes.count) of \(length) bytes")
  }
}
