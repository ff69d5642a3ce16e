import Evidence

/// A backup made by HiSuite or KoBackup: a folder with `info.xml`, a tar for each program, databases, and folders of
/// media; encrypted when its owner gave a passphrase.
///
/// Described by kobackupdec. An `info.xml` of some other program makes it a folder of files like any other.
package struct HuaweiBackup: ContainerFormat {
  package let name = "Huawei backup"

  package init() {}

  package func recognises(_ look: FirstLook) -> Bool {
    look.holds("info.xml")
      && look.names.contains { name in
        [".tar", ".db", ".enc"].contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
          || name.suffix(4).elementsEqual(".xml".utf8) && !name.elementsEqual("info.xml".utf8)
      }
  }

  package func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    let (folder, record) = try record(of: container)
    let files = HuaweiFiles(record: record, key: try key(record, container.keys), limits: container.limits)
    try FolderTree(folder).visitFiles { bytes, item in
      let path = String(decoding: bytes, as: UTF8.self)
      // The backup's own record was read.
      if path == "info.xml" { return true }
      switch item {
      case .problem(let failure):
        return visit(Entry(path: path, content: .problem(failure.reason, detail: failure.detail)))
      case .file(let content):
        return files.give(path, folder + [UInt8(ascii: "/")] + bytes, content, visit)
      }
    }
  }

  package func particulars(of container: Container) throws(DecodeFailure) -> [Particular] {
    guard let record = try record(of: container).record else { return [] }
    var particulars: [Particular] = []
    if let device = record.device { particulars.append(Particular("device", device)) }
    if let date = record.date { particulars.append(Particular("date", date)) }
    particulars.append(Particular("encrypted", record.lock == nil ? "no" : "yes"))
    return particulars
  }

  private func record(
    of container: Container
  ) throws(DecodeFailure) -> (folder: [UInt8], record: HuaweiRecord?) {
    guard let folder = container.file else {
      throw DecodeFailure(reason: .unsupported, detail: "Huawei backup: not a folder")
    }
    return (folder, try HuaweiRecord(folder, names: try namesInFolder(folder)))
  }

  private func key(_ record: HuaweiRecord?, _ keys: UnpackKeys) throws(DecodeFailure) -> HuaweiKey? {
    guard let lock = record?.lock else { return nil }
    return try withPassphrase(of: keys, for: name) { passphrase throws(DecodeFailure) in
      try lock.opened(with: passphrase)
    }
  }
}
