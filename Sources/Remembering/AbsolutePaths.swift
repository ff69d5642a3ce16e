import Glibc

/// Turns paths as they were given into those of the ledger: absolute, links in their folders resolved, so that
/// a file has one name whoever asks from wherever. The file itself may be a link, or gone.
///
/// Remembers the last folder: photos come folder by folder.
package struct AbsolutePaths {
  private var folder: [UInt8] = []
  private var resolved: [UInt8] = []

  package init() {}

  package mutating func path(_ given: [UInt8]) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    guard let last = given.lastIndex(of: slash) else { return join(resolve([0x2E]), given) }
    let parent = last == 0 ? [slash] : Array(given[..<last])
    return join(resolve(parent), Array(given[(last + 1)...]))
  }

  private mutating func resolve(_ parent: [UInt8]) -> [UInt8] {
    if parent == folder { return resolved }
    let name = parent.map { CChar(bitPattern: $0) } + [0]
    guard let real = unsafe realpath(name, nil) else { return parent }
    defer { unsafe free(real) }
    folder = parent
    resolved = unsafe [UInt8](UnsafeRawBufferPointer(start: real, count: strlen(real)))
    return resolved
  }

  private func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    return folder.last == slash ? folder + name : folder + [slash] + name
  }
}

extension AbsolutePaths {
  /// A file or folder, or one that is gone: links in the whole path are resolved as far as it exists.
  package mutating func place(_ given: [UInt8]) -> [UInt8] {
    let name = given.map { CChar(bitPattern: $0) } + [0]
    guard let real = unsafe realpath(name, nil) else { return path(given) }
    defer { unsafe free(real) }
    var status = stat()
    // A link to a file is remembered under the link's own name.
    guard unsafe stat(real, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return path(given) }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: real, count: strlen(real)))
  }
}
