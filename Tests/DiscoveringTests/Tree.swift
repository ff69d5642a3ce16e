import Discovering
import Foundation
import Glibc

/// A folder made for one test, gone with it.
final class Tree {
  let root: [UInt8]

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tree-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    root = Array(folder.path.utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: String(decoding: root, as: UTF8.self)) }

  func path(_ name: String) -> [UInt8] { below(Array(name.utf8)) }

  func below(_ name: [UInt8]) -> [UInt8] { root + [UInt8(ascii: "/")] + name }

  func folder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: text(path(name)), withIntermediateDirectories: true)
  }

  func file(_ name: String, _ bytes: [UInt8]) throws {
    try file(named: Array(name.utf8), bytes)
  }

  /// Through the system itself, since the name may be any bytes.
  func file(named name: [UInt8], _ bytes: [UInt8]) throws {
    let descriptor = unsafe open(cString(below(name)), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(descriptor) }
    guard descriptor >= 0, unsafe write(descriptor, bytes, bytes.count) == bytes.count else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: text(path(name)), withDestinationPath: target)
  }

  func pipe(_ name: String) throws {
    guard unsafe mkfifo(cString(path(name)), 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
  private func cString(_ bytes: [UInt8]) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}

/// Begins as a JPEG does; no more is needed to be discovered.
let jpegStart: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8)
