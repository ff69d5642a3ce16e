import Evidence
import Pixels

/// One GIF: the first frame.
struct GIFPhoto: StillDecoder {
  let header: PhotoHeader
  /// Where the first frame's blocks lie, its data to the last block included.
  private let frame: Range<Int>
  private let tablesEnd: Int
  private let limits: Limits

  /// Walks the blocks to the first frame (GIF89a, 20): its own size counts, not the screen's.
  init(_ bytes: [UInt8], limits: Limits) throws(DecodeFailure) {
    func damaged(_ what: String) -> DecodeFailure { DecodeFailure(reason: .damaged, detail: "GIF: \(what)") }
    guard bytes.count >= 13 else { throw damaged("malformed header") }
    self.limits = limits
    let flags = bytes[10]
    tablesEnd = 13 + (flags & 0x80 != 0 ? 3 << (Int(flags & 7) + 1) : 0)
    var offset = tablesEnd
    while true {
      guard offset < bytes.count else { throw damaged("no frame") }
      if bytes[offset] == 0x21 {
        offset = endOfBlocks(bytes, from: offset + 2)
      } else if bytes[offset] == 0x2C, offset + 10 < bytes.count {
        break
      } else {
        throw damaged("no frame")
      }
    }
    func short(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
    header = PhotoHeader(width: short(offset + 5), height: short(offset + 7))
    try checkSize(width: header.width, height: header.height, limits, "GIF")
    let frameFlags = bytes[offset + 9]
    let data = offset + 10 + (frameFlags & 0x80 != 0 ? 3 << (Int(frameFlags & 7) + 1) : 0) + 1
    frame = offset..<max(offset, min(bytes.count, endOfBlocks(bytes, from: data)))
  }

  func decode(_ bytes: [UInt8], page: Int, longSide: Int) throws(DecodeFailure) -> DecodedImage {
    // A file of one frame: the others would all be decoded, and kept, before the first could be had.
    let single = Array(bytes.prefix(tablesEnd)) + bytes[frame] + [0x3B]
    return DecodedImage(image: try LeptonicaPicture(gif: single).image(limits))
  }
}

/// Behind a chain of data blocks: each has its length in front, the last is empty.
private func endOfBlocks(_ bytes: [UInt8], from start: Int) -> Int {
  var offset = start
  while offset < bytes.count, bytes[offset] != 0 { offset += Int(bytes[offset]) + 1 }
  return offset + 1
}
