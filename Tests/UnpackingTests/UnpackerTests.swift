import Dispatch
import Evidence
import Foundation
import Testing
import Unpacking

/// A file on the disk, gone with this value's last holder.
final class TemporaryFile {
  let path: String

  init(_ bytes: [UInt8]) throws {
    path = NSTemporaryDirectory() + "vermilion-unpacking-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// What was unpacked, a line each: `path=content`, or `path: reason: detail`; paths below the container's.
func unpacked(
  _ bytes: [UInt8], limits: Limits = Limits(), keys: UnpackKeys = UnpackKeys(),
  formats: [any ContainerFormat] = [BoxFormat()], most: Int = .max
) throws -> (lines: [String], counts: UnpackCounts) {
  let file = try TemporaryFile(bytes)
  let unpacker = Unpacker(limits: limits, keys: keys, formats: formats) { $0.starts(with: "PHOTO".utf8) }
  var lines: [String] = []
  let counts = unpacker.unpack(Photo(path: file.path)) { item in
    switch item {
    case .photo(let unpacked):
      let name = unpacked.photo.path.dropFirst(file.path.count)
      do throws(DecodeFailure) {
        lines.append("\(name)=\(words(try unpacked.read()))")
      } catch {
        lines.append("\(name): \(error.reason.rawValue): \(error.detail)")
      }
    case .problem(let photo, let reason, let detail):
      lines.append("\(photo.path.dropFirst(file.path.count)): \(reason.rawValue): \(detail)")
    }
    return lines.count < most
  }
  return (lines, counts)
}

/// What a photo holds, as far as it can be said in a line. `String(decoding:as:)` would do for a page's pixels
/// too, were it not that it throws inside for each byte that is no text, and a test run notes every throw.
private func words(_ bytes: [UInt8]) -> String {
  guard bytes.count < 200_000 else { return "\(bytes.count) bytes" }
  return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0 < 0x80 ? $0 : 0x3F) }))
}

@Test(arguments: [false, true])
func photosAreKnownByContentAndContainersAreOpenedInOrder(isLazy: Bool) throws {
  let inner = box([("c", photoBytes("three")), ("d", Array("a text".utf8))])
  let outer = box([
    ("a", photoBytes("one")), ("t", []), ("sub/b", inner),
    ("e", photoBytes(String(repeating: "x", count: 50))),
  ])
  let (lines, counts) = try unpacked(outer, formats: [BoxFormat(isLazy: isLazy)])
  #expect(
    lines == [
      "!/a=PHOTO one", "!/sub/b!/c=PHOTO three", "!/e=PHOTO " + String(repeating: "x", count: 50),
    ])
  #expect(counts.otherEntries == 2)
}

@Test func whatWasVisitedBeforeTheDamageStaysReported() throws {
  let whole = box([("a", photoBytes("one")), ("b", photoBytes("two"))])
  let (lines, _) = try unpacked(whole + Array("trailing".utf8))
  #expect(lines == ["!/a=PHOTO one", "!/b=PHOTO two", ": damaged: the box ends early"])
}

@Test func aPhotoLargerThanTheLimitIsALineAndTheOthersGoOn() throws {
  var limits = Limits()
  limits.fileBytes = 64
  let large = photoBytes(String(repeating: "x", count: 100))
  for isLazy in [false, true] {
    let (lines, _) = try unpacked(
      box([("a", large), ("b", photoBytes("two"))]), limits: limits, formats: [BoxFormat(isLazy: isLazy)])
    #expect(lines == ["!/a: too large: 0 MiB; at most 0 MiB are read", "!/b=PHOTO two"])
  }
}

@Test func containersTooDeepInsideOneAnotherAreSaid() throws {
  var bytes = photoBytes("deep")
  for level in 0..<5 { bytes = box([("level\(level)", bytes)]) }
  var limits = Limits()
  limits.containerDepth = 4
  let (lines, _) = try unpacked(bytes, limits: limits)
  #expect(
    lines == [
      "!/level4!/level3!/level2!/level1: too large: containers inside one another, more than 4 deep"
    ])
  limits.containerDepth = 5
  #expect(
    try unpacked(bytes, limits: limits).lines == ["!/level4!/level3!/level2!/level1!/level0=PHOTO deep"])
}

@Test func tooManyEntriesEndTheWholeAndAreSaidOnce() throws {
  var limits = Limits()
  limits.containerEntries = 10
  let inner = box((0..<8).map { ("i\($0)", photoBytes("\($0)")) })
  let (lines, _) = try unpacked(box([("a", inner), ("b", inner), ("c", inner)]), limits: limits)
  #expect(lines.count == 9)
  #expect(lines.last == ": too large: more than 10 entries; what comes after was not looked at")
}

@Test func unpackingToManyTimesTheSizeEndsTheWhole() throws {
  var limits = Limits()
  limits.unpackedRatio = 2
  limits.ratioGraceBytes = 150
  // A format that makes much of little.
  struct Bomb: ContainerFormat {
    final class Zeros: PassingContent {
      var size: Int? { nil }
      var left = 100
      var isFirst = true
      func read(atMost count: Int) throws(DecodeFailure) -> [UInt8] {
        if isFirst {
          isFirst = false
          return photoBytes("")
        }
        let piece = min(count, left)
        left -= piece
        return [UInt8](repeating: 0, count: piece)
      }
    }
    let name = "bomb"
    func recognises(_ look: FirstLook) -> Bool { look.has("BOMB") }
    func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
      for n in 0... where !visit(Entry(path: "\(n)", content: .passing(Zeros()))) { return }
    }
  }
  let (lines, _) = try unpacked(Array("BOMB of 20 bytes all".utf8), limits: limits, formats: [Bomb()])
  #expect(lines.count == 2)
  #expect(
    lines.last == ": too large: unpacks to more than 2 times its size; what comes after was not looked at")
}

@Test func whoeverWantsNoMoreGetsNoMore() throws {
  let (lines, _) = try unpacked(box((0..<20).map { ("\($0)", photoBytes("\($0)")) }), most: 3)
  #expect(lines == ["!/0=PHOTO 0", "!/1=PHOTO 1", "!/2=PHOTO 2"])
}

@Test(.timeLimit(.minutes(5)))
func bytesInHandAreBoundedAndComeBackWhenAPhotoIsLetGo() throws {
  let file = try TemporaryFile(box((0..<20).map { ("\($0)", photoBytes("123456789\($0)")) }))
  var limits = Limits()
  limits.bytesInHand = 60
  let unpacker = Unpacker(limits: limits, formats: [BoxFormat()]) { $0.starts(with: "PHOTO".utf8) }
  let (held, arrived) = (Holder(), DispatchSemaphore(value: 0))
  DispatchQueue(label: "unpacking").async { [path = file.path] in
    _ = unpacker.unpack(Photo(path: path)) { item in
      held.add(item)
      arrived.signal()
      return true
    }
    held.finish()
    arrived.signal()
  }
  // Three photos of 16 or 17 bytes fit; the fourth comes when one of them has gone.
  for _ in 0..<3 { arrived.wait() }
  #expect(arrived.wait(timeout: .now() + 0.1) == .timedOut)
  #expect(held.count == 3)
  for _ in 0..<17 {
    held.removeFirst()
    arrived.wait()
  }
  arrived.wait()
  #expect(held.isFinished)
}

@Test(.timeLimit(.minutes(5)))
func closingEndsAWaitForBytesInHand() throws {
  let file = try TemporaryFile(box((0..<20).map { ("\($0)", photoBytes("123456789\($0)")) }))
  var limits = Limits()
  limits.bytesInHand = 20
  let unpacker = Unpacker(limits: limits, formats: [BoxFormat()]) { $0.starts(with: "PHOTO".utf8) }
  let (held, ended) = (Holder(), DispatchSemaphore(value: 0))
  DispatchQueue(label: "unpacking").async { [path = file.path] in
    _ = unpacker.unpack(Photo(path: path)) { item in
      held.add(item)
      return true
    }
    ended.signal()
  }
  #expect(ended.wait(timeout: .now() + 0.1) == .timedOut)
  unpacker.close()
  ended.wait()
  #expect(held.count == 1)
}
