import Decoding
import Evidence
import Foundation
import Isolating
import Matching
import Pipeline
import Unpacking

/// What reads bytes that strangers made.
enum Target: String, CaseIterable {
  case photo, rules, container, order, message

  func read(_ bytes: [UInt8]) {
    switch self {
    case .photo: readPhoto(bytes)
    case .rules:
      let file = RuleTexts.File(name: "fuzz.yaml", text: String(decoding: bytes, as: UTF8.self))
      _ = try? RuleBook(RuleTexts(regimes: [file]))
    case .container: unpack(bytes)
    case .order: _ = try? Order(wired: bytes).wired
    case .message: _ = try? WorkerMessage(wired: bytes).wired
    }
  }
}

/// Small, so that what is found is a mistake and not a large picture.
private let narrow: Limits = {
  var limits = Limits()
  limits.pixels = 4_000_000
  limits.decodedPixels = 4_000_000
  limits.pages = 4
  limits.unpackedBytes = 64 << 20
  limits.ratioGraceBytes = 16 << 20
  limits.containerEntries = 1000
  return limits
}()

private func readPhoto(_ bytes: [UInt8]) {
  guard var photo = try? OpenedPhoto(bytes, limits: narrow) else { return }
  for page in 0..<photo.pageCount {
    for side in [400, 1600] { _ = try? photo.image(page: page, longSide: side) }
  }
}

private func unpack(_ bytes: [UInt8]) {
  // The seeds of this target are files; what is inside is read, as a worker would.
  let path = NSTemporaryDirectory() + "fuzz-\(getpid())"
  guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { return }
  defer { try? FileManager.default.removeItem(atPath: path) }
  let unpacker = Unpacker(limits: narrow) { start in PhotoFormat(sniffing: start) != nil }
  _ = unpacker.unpack(Photo(path: path)) { unpacked in
    if case .photo(let photo) = unpacked { _ = try? photo.read() }
    return true
  }
}

#if LIBFUZZER
  private let chosen = Target(rawValue: ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? "") ?? .photo

  @_cdecl("LLVMFuzzerTestOneInput")
  public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosen.read(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
#endif
