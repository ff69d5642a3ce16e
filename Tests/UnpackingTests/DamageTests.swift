import Dispatch
import Evidence
import Foundation
import Synchronization
import Testing
import Unpacking

private let entries = [("a.jpg", photoBytes("one")), ("b.txt", [66]), ("c.jpg", photoBytes("two"))]

/// One small container of each kind.
private func specimens() throws -> [(String, [UInt8])] {
  [
    ("zip", try archive("zip", entries)), ("7z", try archive("7zip", entries)),
    ("tar", try archive("ustar", entries)), ("tar.gz", try archive("ustar", filter: "gzip", entries)),
    ("tar.xz", try archive("ustar", filter: "xz", entries)),
    ("zip in tar", try archive("ustar", [("in.zip", try archive("zip", entries))])),
    ("pdf", pdf([["one"]])),
    (
      "mail",
      Array(
        ("Message-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
          + "Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a.jpg\n\n"
          + Data(photoBytes("one")).base64EncodedString() + "\n--b--\n").utf8)
    ),
  ]
}

/// Whatever is wrong, it ends, and every photo it gives can be asked for.
private func unpackAll(_ bytes: [UInt8], limits: Limits = Limits()) throws -> [String] {
  guard isContainer(FirstLook(path: [], content: .file(start: Array(bytes.prefix(FirstLook.bytesShown)))))
  else {
    return ["not recognised"]
  }
  return try unpacked(bytes, limits: limits, formats: standardFormats).lines
}

@Test func everyTruncationEndsInLinesAndNoneTraps() throws {
  for (kind, whole) in try specimens() {
    let complete = try unpackAll(whole)
    let lengths =
      whole.count > 1500 ? Array(stride(from: 0, to: whole.count, by: 37)) : Array(0..<whole.count)
    // A tar or a mail may end anywhere between its entries; of the others nothing is lost in silence.
    let mayEndEarly = ["tar", "zip in tar", "mail"].contains(kind)
    for length in lengths {
      let lines = try unpackAll(Array(whole.prefix(length)))
      let isTold = lines.contains { $0.contains(": damaged: ") || $0.contains("not recognised") }
      #expect(isTold || lines == complete || mayEndEarly, "\(kind) cut to \(length) bytes: \(lines)")
    }
  }
}

@Test(arguments: ["zip", "7zip", "ustar"])
func anArchiveThatShrinksWhileItIsReadIsSaidToBeDamaged(format: String) throws {
  let photos = (0..<40).map { ("\($0).jpg", photoBytes("\($0) " + String(repeating: "x", count: 40_000))) }
  let file = try TemporaryFile(try archive(format, photos))
  let unpacker = Unpacker(limits: Limits(), keys: UnpackKeys(), formats: standardFormats) {
    $0.starts(with: "PHOTO".utf8)
  }
  var (whole, told) = (0, false)
  _ = unpacker.unpack(Photo(path: file.path)) { item in
    switch item {
    case .photo(let unpacked):
      if (try? unpacked.read()) != nil { whole += 1 } else { told = true }
      if whole == 1 { truncate(file.path, 3000) }
    case .problem(_, let reason, _): told = told || reason == .damaged || reason == .unreadable
    }
    return true
  }
  #expect(whole == photos.count || told)
  #expect(whole > 0)
}

@Test func aFileThatShrinksWhileItIsReadIsWholeOrUnreadable() throws {
  let whole = [UInt8](repeating: 7, count: 8 << 20)
  let file = try TemporaryFile(whole)
  let path = file.path
  let content = FileContent(Array(path.utf8))
  let end = Mutex(false)
  let shrinking = DispatchGroup()
  DispatchQueue.global().async(group: shrinking) {
    while !end.withLock({ $0 }) {
      truncate(path, 5 << 20)
      truncate(path, off_t(8 << 20))
    }
  }
  for _ in 0..<60 {
    do throws(DecodeFailure) {
      let bytes = try content.all(limit: .max)
      #expect(bytes.count == 5 << 20 || bytes.count == whole.count)
    } catch {
      #expect(error.reason == .unreadable)
    }
  }
  end.withLock { $0 = true }
  shrinking.wait()
}

@Test func flippedBitsEndInLinesAndNoneTraps() throws {
  var noise = Noise(7)
  for (_, whole) in try specimens() {
    for _ in 0..<60 {
      var bytes = whole
      for _ in 0...noise.next(below: 3) { bytes[noise.next(below: bytes.count)] ^= 1 << noise.next(below: 8) }
      #expect(try unpackAll(bytes).count < 3000)
    }
  }
}

@Test func noiseAfterARightBeginningIsDamagedAndNoMore() throws {
  var noise = Noise(3)
  for (kind, whole) in try specimens() {
    let bytes = Array(whole.prefix(300)) + noise.bytes(4000)
    #expect(try unpackAll(bytes).count < 3000, "\(kind)")
  }
}

@Test(.timeLimit(.minutes(5)))
func aZipOfZipsOfZipsStopsAtALimitAndSaysSo() throws {
  // As 42.zip is built: each level holds the one below several times.
  var bytes = try archive("zip", [("zeros", [UInt8](repeating: 0, count: 1 << 20))])
  for _ in 0..<7 { bytes = try archive("zip", (0..<4).map { ("\($0).zip", bytes) }) }
  let lines = try unpackAll(bytes)
  #expect(!lines.isEmpty)
  #expect(lines.allSatisfy { $0.contains(": too large: ") })
}

@Test(.timeLimit(.minutes(5)))
func aLittleThatBecomesMuchStopsAtTheRatio() throws {
  var limits = Limits()
  limits.ratioGraceBytes = 1 << 20
  let zeros = [UInt8](repeating: 0, count: 4 << 20)
  for (format, filter) in [("ustar", "gzip"), ("ustar", "xz"), ("7zip", "none")] {
    let bytes = try archive(format, filter: filter, [("zeros", zeros), ("a.jpg", photoBytes("behind"))])
    let lines = try unpackAll(bytes, limits: limits)
    #expect(lines.count == 1, "\(format) \(filter)")
    #expect(lines.first?.hasPrefix(": too large: unpacks to more than 100 times its size") == true)
  }
}

@Test func aTarThatPromisesMoreThanThereIsIsDamaged() throws {
  // A header whose size is eight exbibytes, in base 256 (POSIX leaves it open, GNU tar writes it).
  var bytes = try archive("ustar", [("huge.jpg", photoBytes("x"))])
  bytes.replaceSubrange(124..<136, with: [0x80, 0, 0, 0, 0x7F] + [UInt8](repeating: 0xFF, count: 7))
  var header = bytes.prefix(512)
  header.replaceSubrange(148..<156, with: Array("        ".utf8))
  let sum = header.reduce(0) { $0 + Int($1) }
  let digits = String(sum, radix: 8)
  bytes.replaceSubrange(
    148..<156, with: Array((String(repeating: "0", count: 6 - digits.count) + digits + "\0 ").utf8))
  let lines = try unpackAll(bytes)
  #expect(lines.contains { $0.contains(": too large: ") || $0.contains(": damaged: ") })
  // A name said to be two gibibytes long.
  var long = try archive("gnutar", [(String(repeating: "n", count: 300), photoBytes("x"))])
  long.replaceSubrange(124..<136, with: Array("17777777777\0".utf8))
  var other = long.prefix(512)
  other.replaceSubrange(148..<156, with: Array("        ".utf8))
  let otherDigits = String(other.reduce(0) { $0 + Int($1) }, radix: 8)
  long.replaceSubrange(
    148..<156, with: Array((String(repeating: "0", count: 6 - otherDigits.count) + otherDigits + "\0 ").utf8))
  #expect(try unpackAll(long).contains { $0.contains(": damaged: ") })
}

@Test(.timeLimit(.minutes(5)))
func partsOfAMailInsideOneAnotherWithoutEndAreNoTrap() throws {
  var text = "Message-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n"
  for n in 0..<20_000 { text += "--b\(n)\nContent-Type: multipart/mixed; boundary=b\(n + 1)\n\n" }
  #expect(try unpackAll(Array(text.utf8)).isEmpty)
}
