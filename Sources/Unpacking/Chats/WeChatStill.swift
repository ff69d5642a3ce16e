import Evidence

/// WeChat's own kind of picture, `wxgf`: a head, then HEVC streams, of which the largest is the picture.
///
/// Byte 4 is the head's length. Each stream comes after its length in 4 bytes, the most significant first, and
/// begins with a start code (ITU-T H.265, Annex B). Described by chatlog. It is handed on as HEIC, which holds the
/// same stream.
package struct WeChatStill: ContainerFormat {
  static let magic = Array("wxgf".utf8)

  package let name = "WeChat picture (wxgf)"

  package init() {}

  package func recognises(_ look: FirstLook) -> Bool {
    look.has(Self.magic) && look.start.count > 15 && (5...64).contains(look.start[4])
  }

  package func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    _ = visit(Entry(path: "", content: .lazy(StillContent(file: container.bytes)), isKnownPicture: true))
  }

  /// The largest stream in the file.
  static func stream(in bytes: [UInt8]) -> ArraySlice<UInt8>? {
    guard bytes.starts(with: magic), bytes.count > 4 else { return nil }
    var largest: ArraySlice<UInt8>?
    var offset = Int(bytes[4]) + 4
    while offset + 4 <= bytes.count {
      let length = Int(bigEndianNumber(bytes[offset - 4..<offset]))
      let isStart =
        bytes[offset] == 0 && bytes[offset + 1] == 0
        && (bytes[offset + 2] == 1 || bytes[offset + 2] == 0 && bytes[offset + 3] == 1)
      guard isStart, length >= 4, length <= bytes.count - offset else {
        offset += 1
        continue
      }
      if length > largest?.count ?? 0 { largest = bytes[offset..<offset + length] }
      offset += length
    }
    return largest
  }
}

private struct StillContent: LazyContent {
  let file: any RandomBytes
  var size: Int? { nil }

  func start(_ count: Int) throws(DecodeFailure) -> [UInt8] {
    Array(try all(limit: file.count).prefix(count))
  }

  func all(limit: Int) throws(DecodeFailure) -> [UInt8] {
    try check(size: file.count, limit: limit)
    let bytes = try file.read(at: 0, count: file.count)
    guard let stream = WeChatStill.stream(in: bytes), let still = HEVCStill(stream) else {
      throw DecodeFailure(reason: .damaged, detail: "WeChat picture (wxgf): no picture in it")
    }
    return still.heic
  }
}
