import Evidence

/// What `adb backup` writes, `.ab`: a tar, mostly compressed, perhaps encrypted. And what Xiaomi's phones make of
/// it, `.bak`: some lines more in front.
///
/// Described by android-backup-extractor and miui-backup-mount. It is read in one go from its start: nothing is
/// held but what passes by.
package struct AndroidBackup: ContainerFormat {
  package let name = "Android backup"

  private static let xiaomi = Array("MIUI BACKUP\n".utf8)

  package init() {}

  package func recognises(_ look: FirstLook) -> Bool {
    look.has(AndroidBackupHeader.magic) || look.has(Self.xiaomi)
  }

  package func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    let layout = try Layout(container.bytes)
    var content: any PassingContent = PassingBytes(container.bytes, from: layout.dataOffset)
    if let lock = layout.header?.lock {
      let cipher = try withPassphrase(of: container.keys, for: name) { passphrase throws(DecodeFailure) in
        try lock.opened(with: passphrase)
      }
      content = Deciphered(content, cipher, hasPadding: true)
    }
    if layout.header?.isCompressed == true { content = try Inflated(content) }
    try forEachTarEntry(
      in: content, limits: container.limits, containerBytes: container.bytes.count
    ) { entry in
      var entry = entry
      entry.source = Self.place(entry.path) ?? layout.app.map { Source(app: $0) }
      return visit(entry)
    }
  }

  package func particulars(of container: Container) throws(DecodeFailure) -> [Particular] {
    let layout = try Layout(container.bytes)
    var particulars: [Particular] = []
    if let app = layout.app { particulars.append(Particular("app", app)) }
    particulars.append(Particular("encrypted", layout.header?.lock == nil ? "no" : "yes"))
    return particulars
  }

  /// `shared/0/DCIM/…` is the phone's storage, `apps/<package>/…` a program's own.
  private static func place(_ path: String) -> Source? {
    guard path.hasPrefix("shared/") else { return knownPlace("/" + path) }
    return knownPlace("/" + path.split(separator: "/").dropFirst(2).joined(separator: "/"))
  }

  /// Where things are in the file.
  private struct Layout {
    /// `nil` for a tar that stands right behind Xiaomi's lines.
    var header: AndroidBackupHeader?
    var dataOffset: Int
    /// The program that Xiaomi's lines name.
    var app: String?

    init(_ bytes: any RandomBytes) throws(DecodeFailure) {
      let start = try bytes.read(at: 0, count: 2 * AndroidBackupHeader.bytesNeeded)
      var offset = 0
      if start.starts(with: AndroidBackup.xiaomi) {
        // MIUI BACKUP, a version, the package and its name, and one or two numbers.
        var cursor = ByteCursor(start, at: AndroidBackup.xiaomi.count)
        _ = cursor.line(limit: 64)
        let package = cursor.line(limit: 1024)?.split(separator: " ", maxSplits: 1)
        app = package?.last.map(String.init)
        offset = cursor.offset
        while !Self.isData(start, at: offset) {
          guard cursor.line(limit: 1024) != nil, cursor.offset < AndroidBackupHeader.bytesNeeded else {
            throw DecodeFailure(reason: .damaged, detail: "MIUI backup: no backup behind its first lines")
          }
          offset = cursor.offset
        }
      }
      let rest = Array(start[offset...])
      if rest.starts(with: AndroidBackupHeader.magic) {
        let header = try AndroidBackupHeader(rest)
        self.header = header
        dataOffset = offset + header.byteCount
      } else {
        dataOffset = offset
      }
    }

    private static func isData(_ bytes: [UInt8], at offset: Int) -> Bool {
      let rest = bytes[offset...]
      return rest.starts(with: AndroidBackupHeader.magic)
        || rest.count >= 512 && rest[(offset + 257)..<(offset + 262)].elementsEqual("ustar".utf8)
    }
  }
}
