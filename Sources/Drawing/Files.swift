import Foundation

/// The whole of a file.
package func readFile(_ path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}

func writeFile(_ bytes: [UInt8], to path: String) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: path))
}

func makeFolder(_ path: String) throws {
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
}

extension Backdrops {
  /// The JPEG files of some folders, by content and in the order of their paths.
  package init(folders: [String]) throws {
    var found: [String] = []
    for folder in folders {
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
        let path = folder + "/" + name
        guard let file = FileHandle(forReadingAtPath: path) else { continue }
        let start = try? file.read(upToCount: 3)
        try? file.close()
        if start == Data([0xFF, 0xD8, 0xFF]) { found.append(path) }
      }
    }
    self.init(photos: found)
  }
}
