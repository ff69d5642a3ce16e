import Evidence

/// What a Huawei backup says of itself: `info.xml`, and beside it a list of each kind of media.
///
/// `info.xml` is rows of a table, `<row table="…"><column name="…"><value String="…"/></column></row>`; a list is
/// `<Multimedia>` of `<File><Path>…</Path><Iv>…</Iv></File>`. Described by kobackupdec.
struct HuaweiRecord {
  /// `nil` when the backup is not encrypted.
  private(set) var lock: HuaweiLock?
  /// What a module's file is encrypted with, by the module's name.
  private(set) var packages: [String: [UInt8]] = [:]
  /// What the files of a folder are encrypted with, by the folder's path on the phone.
  private(set) var folders: [String: [UInt8]] = [:]
  /// What a file is encrypted with, by its path in its folder of the backup.
  private(set) var media: [String: [UInt8]] = [:]
  private(set) var device: String?
  private(set) var date: String?

  private static let largestList = 256 << 20

  /// `nil` when `info.xml` is of some other program.
  init?(_ folder: [UInt8], names: [[UInt8]]) throws(DecodeFailure) {
    let bytes = try FileContent(folder + Array("/info.xml".utf8)).all(limit: Self.largestList)
    var rows: [(table: String, values: [String: String])] = []
    var column: String?
    var isHuawei = false
    let isWhole = XMLWalk.go(through: bytes) { event in
      switch event {
      case .start("info.xml", _): isHuawei = true
      case .start("row", let attributes): rows.append((attributes["table"] ?? "", [:]))
      case .start("column", let attributes): column = attributes["name"]
      case .start("value", let attributes):
        let value = attributes["String"] ?? attributes["Integer"] ?? attributes["Long"]
        if let column, let value, !rows.isEmpty { rows[rows.count - 1].values[column] = value }
      default: break
      }
    }
    guard isHuawei || rows.contains(where: { $0.table.hasPrefix("BackupFile") }) else { return nil }
    guard isWhole else { throw DecodeFailure(reason: .damaged, detail: "Huawei backup: info.xml is damaged") }
    for row in rows { try take(row.table, row.values) }
    for name in names where name.suffix(4).elementsEqual(".xml".utf8) && !name.elementsEqual("info.xml".utf8)
    {
      try takeList(folder + [UInt8(ascii: "/")] + name)
    }
  }

  private mutating func take(_ table: String, _ values: [String: String]) throws(DecodeFailure) {
    func hex(_ name: String) -> [UInt8]? {
      values[name].flatMap { bytes(fromHex: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    switch table {
    case "BackupFilesTypeInfo":
      guard let check = hex("checkMsg") else { return }
      guard values["type_attch"] == "3" else {
        throw DecodeFailure(
          reason: .encrypted,
          detail: "Huawei backup: encrypted with no passphrase of yours; make it again with one")
      }
      lock = HuaweiLock(check: check, lockedKey: hex("e_perbackupkey"), keySalt: hex("pwkey_salt"))
    case "BackupFileModuleInfo", "BackupFileModuleInfo_Media", "BackupFileModuleInfo_SystemData":
      guard let name = values["name"], let message = hex("encMsgV3") else { return }
      if packages[name] == nil { packages[name] = message }
      if let path = values["copyFilePath"], path.hasPrefix("/") { folders[path] = message }
    case "BackupFilePhoneInfo":
      let parts = [values["productBrand"], values["productModel"] ?? values["displayId"]].compactMap { $0 }
      if !parts.isEmpty { device = parts.joined(separator: " ") }
    case "HeaderInfo":
      date = values["dateTime"] ?? values["backupTime"]
    default: break
    }
  }

  /// A list that cannot be read would leave its pictures locked, so that is the backup's damage.
  private mutating func takeList(_ path: [UInt8]) throws(DecodeFailure) {
    let list = try FileContent(path).all(limit: Self.largestList)
    var file: (path: String?, vector: [UInt8]?) = (nil, nil)
    var found: [String: [UInt8]] = [:]
    let isWhole = XMLWalk.go(through: list) { event in
      switch event {
      case .start("File", _): file = (nil, nil)
      case .end("Path", let text): file.path = Self.relative(text)
      case .end("Iv", let text): file.vector = bytes(fromHex: text)
      case .end("File", _):
        if let path = file.path, let vector = file.vector, vector.count == blockBytes { found[path] = vector }
      default: break
      }
    }
    media.merge(found) { old, _ in old }
    guard isWhole || found.isEmpty else {
      throw DecodeFailure(reason: .damaged, detail: "Huawei backup: a list of media is damaged")
    }
  }

  private static func relative(_ path: String) -> String {
    String(path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).joined(separator: "/"))
  }
}
