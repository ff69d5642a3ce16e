import Evidence

/// A picture in the cache of WeChat on a computer, `.dat`: see `WeChatPicture`.
package struct WeChatDat: ContainerFormat {
  package let name = "WeChat picture"

  package init() {}

  package func recognises(_ look: FirstLook) -> Bool {
    WeChatPicture(start: Array(look.start.prefix(32))) != nil
  }

  package func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    let start = try container.bytes.read(at: 0, count: 32)
    guard let picture = WeChatPicture(start: start) else {
      throw DecodeFailure(reason: .damaged, detail: "WeChat picture: the head is gone")
    }
    let content = WeChatContent(
      file: container.bytes, path: container.file, picture: picture, key: container.keys.wechat)
    _ = visit(Entry(path: "", content: .lazy(content)))
  }
}

/// The picture under it, uncovered when asked for.
private struct WeChatContent: LazyContent {
  let file: any RandomBytes
  /// On the disk, when it lies there itself.
  let path: [UInt8]?
  let picture: WeChatPicture
  /// Of the account.
  let key: [UInt8]?

  var size: Int? { nil }

  func start(_ count: Int) throws(DecodeFailure) -> [UInt8] {
    switch picture {
    case .masked(let mask):
      return try file.read(at: 0, count: count).map { $0 ^ mask }
    case .layered(let layers):
      let wanted = count + blockBytes
      let body = try file.read(at: WeChatPicture.headBytes, count: wanted)
      let start = try layers.start(of: body, key: try key(for: layers))
      try checkKey(start)
      return Array(start.prefix(count))
    }
  }

  func all(limit: Int) throws(DecodeFailure) -> [UInt8] {
    try check(size: file.count, limit: limit)
    let bytes = try file.read(at: 0, count: file.count)
    switch picture {
    case .masked(let mask):
      return bytes.map { $0 ^ mask }
    case .layered(let layers):
      guard bytes.count >= WeChatPicture.headBytes else {
        throw DecodeFailure(reason: .unreadable, detail: "became shorter while it was read")
      }
      let body = Array(bytes.dropFirst(WeChatPicture.headBytes))
      return try layers.picture(in: body, key: try key(for: layers)) { maskOfNeighbours() }
    }
  }

  /// The account's mask, as a thumbnail beside this file tells it: those are JPEGs, whose end is known.
  private func maskOfNeighbours() -> UInt8 {
    guard let path, let slash = path.lastIndex(of: UInt8(ascii: "/")),
      let names = try? namesInFolder(Array(path[..<slash]))
    else { return WeChatPicture.usualMask }
    let thumbnails = names.filter { $0.suffix(6).elementsEqual("_t.dat".utf8) }.prefix(16)
    for name in thumbnails {
      guard let file = try? FileBytes(path[...slash] + name),
        let start = try? file.read(at: 0, count: 32), case .layered? = WeChatPicture(start: start),
        let tail = try? file.read(at: max(0, file.count - 2), count: 2),
        let mask = WeChatPicture.mask(of: tail, endingWith: WeChatPicture.endOfJPEG)
      else { continue }
      return mask
    }
    return WeChatPicture.usualMask
  }

  private func key(for layers: WeChatPicture.Layers) throws(DecodeFailure) -> [UInt8] {
    if layers.hasFixedKey { return WeChatPicture.fixedKey }
    if let key { return key }
    throw DecodeFailure(
      reason: .encrypted, detail: "WeChat 4 picture: give its account's key with --wechat-key-file")
  }

  /// What a wrong key gives begins like nothing at all; an unknown kind of picture would, too, and is told so as well.
  private func checkKey(_ start: [UInt8]) throws(DecodeFailure) {
    guard case .layered(let layers) = picture, !layers.hasFixedKey, !Self.mayBePicture(start) else { return }
    throw DecodeFailure(reason: .encrypted, detail: "WeChat 4 picture: the account's key is wrong")
  }

  private static func mayBePicture(_ start: [UInt8]) -> Bool {
    let marks: [[UInt8]] = [
      [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47], Array("GIF8".utf8), [0x42, 0x4D], [0x49, 0x49, 0x2A, 0],
      [0x4D, 0x4D, 0, 0x2A], Array("wxgf".utf8), Array("RIFF".utf8),
    ]
    return marks.contains { start.starts(with: $0) } || start.dropFirst(4).starts(with: Array("ftyp".utf8))
  }
}
