/// What is known of a file or folder before it is opened in earnest: enough to tell photos, containers and the
/// rest apart by content.
package struct FirstLook: Sendable, Equatable {
  /// Bytes of a file's start that are shown, where it has so many: the mark of tar lies 257 bytes in, that of PDF
  /// may lie anywhere within the first 1,024.
  package static let bytesShown = 1024

  package enum Content: Sendable, Equatable {
    /// A file, or an entry of a container, with its first bytes.
    case file(start: [UInt8])
    /// A folder with the names in it, sorted by their bytes.
    case folder(names: [[UInt8]])
  }

  /// The path, for formats where only the place tells what a file is; inside a container, the way in it.
  package var path: [UInt8]
  package var content: Content

  package init(path: [UInt8], content: Content) {
    self.path = path
    self.content = content
  }

  /// The first bytes of a file; empty for a folder.
  package var start: [UInt8] {
    if case .file(let start) = content { start } else { [] }
  }

  /// The names in a folder; empty for a file.
  package var names: [[UInt8]] {
    if case .folder(let names) = content { names } else { [] }
  }

  /// Whether the folder holds something of this name.
  package func holds(_ name: String) -> Bool { names.contains { $0.elementsEqual(name.utf8) } }

  /// Whether the file has these bytes at `offset`.
  package func has(_ bytes: some Collection<UInt8>, at offset: Int = 0) -> Bool {
    let start = start
    return start.count >= offset + bytes.count && start[offset..<offset + bytes.count].elementsEqual(bytes)
  }

  package func has(_ text: String, at offset: Int = 0) -> Bool { has(Array(text.utf8), at: offset) }
}
