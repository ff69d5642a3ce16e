import Evidence
import Foundation
import Synchronization
import Testing
import Unpacking

/// A folder for one test, gone with it.
final class Scratch {
  let path = NSTemporaryDirectory() + "unpacking-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and the folders on the way to it; gives where it is.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    // Not through `Data`, which waits for the disk after each file.
    let stream = try unsafe #require(unsafe fopen(file.path, "w"))
    defer { unsafe fclose(stream) }
    #expect(unsafe fwrite(bytes, 1, bytes.count, stream) == bytes.count)
    return file.path
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }
}

/// What came out of a container.
struct Found {
  var photos: [(path: String, bytes: [UInt8], source: Source?)] = []
  /// Also photos that could not be read when their turn came.
  var problems: [(path: String, failure: DecodeFailure)] = []

  var paths: [String] { photos.map(\.path) }
  var reasons: [UndecidedReason] { problems.map(\.failure.reason) }
}

/// Unpacks a container which is the whole folder.
func unpack(_ scratch: Scratch, _ keys: UnpackKeys = UnpackKeys()) -> Found {
  withExtendedLifetime(scratch) { unpack(scratch.path, keys) }
}

/// Unpacks the container at `path`; paths begin behind its own.
func unpack(_ path: String, _ keys: UnpackKeys = UnpackKeys(), limits: Limits = Limits()) -> Found {
  let unpacker = Unpacker(limits: limits, keys: keys) { start in
    start.starts(with: [0xFF, 0xD8, 0xFF]) || start.dropFirst(4).starts(with: Array("ftyp".utf8))
  }
  var found = Found()
  _ = unpacker.unpack(Photo(path: path)) { unpacked in
    func inside(_ name: String) -> String { String(name.dropFirst(path.count)) }
    switch unpacked {
    case .photo(let photo):
      do throws(DecodeFailure) {
        found.photos.append((inside(photo.photo.path), try photo.read(), photo.photo.source))
      } catch {
        found.problems.append((inside(photo.photo.path), error))
      }
    case .problem(let photo, let reason, let detail):
      found.problems.append((inside(photo.path), DecodeFailure(reason: reason, detail: detail)))
    }
    return true
  }
  return found
}

/// Bytes that begin like a JPEG and end like one, each its own.
func photo(_ number: Int, count: Int = 3000) -> [UInt8] {
  var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1
  let filling = (0..<max(0, count - 13)).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 33)
  }
  return [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10] + Array("JFIF\0".utf8) + filling + [0xFF, 0xD9]
}

func keys(_ passphrases: String...) -> UnpackKeys { UnpackKeys(passphrases: passphrases) }

/// `bytes` with one bit turned round.
func flipped(_ bytes: [UInt8], bit: Int) -> [UInt8] {
  var bytes = bytes
  bytes[bit / 8] ^= 1 << UInt8(bit % 8)
  return bytes
}
