import Evidence

/// The files of a Huawei backup, each with what unlocks it.
struct HuaweiFiles {
  /// `nil` when the folder turned out to be of some other program.
  let record: HuaweiRecord?
  /// `nil` when nothing is encrypted.
  let key: HuaweiKey?
  let limits: Limits

  /// Hands on what is at `path` in the backup; false when `visit` wants no more.
  func give(_ path: String, _ file: [UInt8], _ content: FileContent, _ visit: (Entry) -> Bool) -> Bool {
    var source = knownPlace("/" + path) ?? Source()
    source.device = record?.device
    var entry = Entry(path: path, source: source, content: .lazy(content))
    do throws(DecodeFailure) {
      if let key, let cipher = try cipher(for: path, file, key) {
        entry.path = path.hasSuffix(".enc") ? String(path.dropLast(4)) : path
        if path.hasSuffix(".tar") {
          let bytes = try FileBytes(file)
          let plain = Deciphered(PassingBytes(bytes), cipher, hasPadding: false)
          return try unpackTar(plain, bytes.count, path, source, visit)
        }
        entry.content = .lazy(CipherFile(path: file, cipher: cipher))
      } else if path.hasSuffix(".tar") {
        let bytes = try FileBytes(file)
        return try unpackTar(PassingBytes(bytes), bytes.count, path, source, visit)
      }
    } catch {
      entry.content = .problem(error.reason, detail: error.detail)
    }
    return visit(entry)
  }

  /// A program's data can be many times what one container inside another may take in memory, so it passes by.
  private func unpackTar(
    _ bytes: any PassingContent, _ count: Int, _ path: String, _ source: Source, _ visit: (Entry) -> Bool
  ) throws(DecodeFailure) -> Bool {
    let module = path.split(separator: "/").last.map { $0.dropLast(4) } ?? ""
    var wantsMore = true
    try forEachTarEntry(in: bytes, limits: limits, containerBytes: count) { entry in
      var entry = entry
      var origin = knownPlace("/" + entry.path) ?? Source(app: programName(module))
      origin.device = source.device
      entry.path = "\(path)!/\(entry.path)"
      entry.source = origin
      wantsMore = visit(entry)
      return wantsMore
    }
    return wantsMore
  }

  /// `nil` for a file that is not encrypted.
  private func cipher(
    for path: String, _ file: [UInt8], _ key: HuaweiKey
  ) throws(DecodeFailure) -> CipherStream? {
    guard let record, !path.hasSuffix(".xml"), !path.hasSuffix(".apk") else { return nil }
    if path.hasSuffix(".enc") {
      let name = path.dropLast(4)
      let inFolder = name.split(separator: "/").dropFirst().joined(separator: "/")
      if let vector = record.media[inFolder] ?? record.media[String(name)] { return key.media(vector) }
    }
    if let message = message(for: path, record) {
      guard let candidates = key.package(message) else {
        throw DecodeFailure(reason: .damaged, detail: "Huawei backup: info.xml has a wrong key for it")
      }
      return try Self.fitting(candidates, path, file)
    }
    guard !path.hasSuffix(".enc") else {
      throw DecodeFailure(reason: .encrypted, detail: "Huawei backup: the backup's lists have no key for it")
    }
    return nil
  }

  private func message(for path: String, _ record: HuaweiRecord) -> [UInt8]? {
    let parts = path.split(separator: "/")
    guard let first = parts.first, let last = parts.last else { return nil }
    if parts.count == 1 {
      // com.tencent.mm.tar, and what did not fit into it: com.tencent.mm1.tar
      let stem = last.split(separator: ".", omittingEmptySubsequences: false).dropLast().joined(
        separator: ".")
      let unnumbered = String(stem.reversed().drop { $0.isNumber }.reversed())
      return record.packages[stem] ?? record.packages[unnumbered]
    }
    let folder = parts.dropFirst().dropLast().joined(separator: "/")
    let names = [String(first), Self.kinds[String(first)], Self.module(ofFolder: first)].compactMap { $0 }
    return names.lazy.compactMap { record.packages[$0] }.first ?? record.folders["/" + folder]
  }

  /// Folders of media are called otherwise than the modules that they belong to.
  private static let kinds = ["pictures": "photo", "movies": "video"]

  /// com.tencent.mm_appDataTar
  private static func module(ofFolder name: Substring) -> String? {
    name.hasSuffix("_appDataTar") ? String(name.dropLast("_appDataTar".count)) : nil
  }

  /// Newer phones write the same with another mode; a tar's own mark tells which one it was.
  private static func fitting(
    _ candidates: [CipherStream], _ path: String, _ file: [UInt8]
  ) throws(DecodeFailure) -> CipherStream? {
    guard path.hasSuffix(".tar") else { return candidates.first }
    let start = try FileBytes(file).read(at: 0, count: 512)
    for candidate in candidates {
      var cipher = candidate
      if isTar(try cipher.decrypt(start)) { return candidate }
    }
    if isTar(start) { return nil }
    throw DecodeFailure(reason: .encrypted, detail: "Huawei backup: encrypted in a way that is not known")
  }

  private static func isTar(_ start: [UInt8]) -> Bool {
    start.count >= 512 && (start[257..<262].elementsEqual("ustar".utf8) || start.allSatisfy { $0 == 0 })
  }
}

/// A file on the disk, decrypted when it is read.
private struct CipherFile: LazyContent {
  let path: [UInt8]
  let cipher: CipherStream
  var size: Int? { nil }

  func start(_ count: Int) throws(DecodeFailure) -> [UInt8] {
    var cipher = cipher
    return try cipher.decrypt(try FileBytes(path).read(at: 0, count: count))
  }

  func all(limit: Int) throws(DecodeFailure) -> [UInt8] {
    let file = try FileBytes(path)
    try check(size: file.count, limit: limit)
    var cipher = cipher
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.count)
    while bytes.count < file.count {
      let piece = try cipher.decrypt(try file.read(at: bytes.count, count: 1 << 20))
      guard !piece.isEmpty else {
        throw DecodeFailure(reason: .unreadable, detail: "became shorter while it was read")
      }
      bytes += piece
    }
    return bytes
  }
}
