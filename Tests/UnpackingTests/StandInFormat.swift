import Evidence
import Unpacking

/// A container made of lines: `BOX`, then `name size` and the bytes, one entry after the other. Entries pass by,
/// or lie still and are read lazily.
struct BoxFormat: ContainerFormat {
  let name = "box"
  var isLazy = false

  func recognises(_ look: FirstLook) -> Bool { look.has("BOX\n") }

  func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    var offset = 4
    while offset < container.bytes.count {
      let head = try container.bytes.read(at: offset, count: 256)
      guard let end = head.firstIndex(of: 10) else {
        throw DecodeFailure(reason: .damaged, detail: "the box ends early")
      }
      let parts = String(decoding: head[..<end], as: UTF8.self).split(separator: " ")
      guard parts.count == 2, let size = Int(parts[1]) else {
        throw DecodeFailure(reason: .damaged, detail: "no box")
      }
      let part = Part(bytes: container.bytes, offset: offset + end + 1, length: size)
      let content: Entry.Content = isLazy ? .lazy(part) : .passing(PassingPart(part))
      guard visit(Entry(path: String(parts[0]), content: content)) else { return }
      offset += end + 1 + size
    }
  }
}

private struct Part: LazyContent {
  let bytes: any RandomBytes
  let offset: Int
  let length: Int
  var size: Int? { length }

  func start(_ count: Int) throws(DecodeFailure) -> [UInt8] {
    try bytes.read(at: offset, count: min(count, length))
  }

  func all(limit: Int) throws(DecodeFailure) -> [UInt8] {
    try check(size: length, limit: limit)
    return try bytes.read(at: offset, count: length)
  }
}

private final class PassingPart: PassingContent {
  let part: Part
  var position = 0
  var size: Int? { part.length }

  init(_ part: Part) { self.part = part }

  func read(atMost count: Int) throws(DecodeFailure) -> [UInt8] {
    // In small pieces, as streams come.
    let piece = try part.bytes.read(
      at: part.offset + position, count: min(count, 7, part.length - position))
    position += piece.count
    return piece
  }
}

func box(_ entries: [(String, [UInt8])]) -> [UInt8] {
  Array("BOX\n".utf8) + entries.flatMap { Array("\($0.0) \($0.1.count)\n".utf8) + $0.1 }
}

/// Begins as a photo does for these tests.
func photoBytes(_ text: String) -> [UInt8] { Array("PHOTO \(text)".utf8) }
