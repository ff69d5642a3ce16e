import Evidence

/// The record of an encrypted phone backup inside an archive: its files have hashed names and hold what looks like
/// noise there, and would be passed over in silence.
///
/// In a folder on the disk the backup's own format comes first and opens it.
package struct LockedInside: ContainerFormat {
  package let name = "record of a phone backup"

  /// Of a record; a hundred times what is seen.
  private static let largestRecord = 64 << 20

  package init() {}

  package func recognises(_ look: FirstLook) -> Bool {
    isManifest(look) || isHuawei(look)
  }

  private func isManifest(_ look: FirstLook) -> Bool {
    isNamed("Manifest.plist", look) && (look.has("bplist00") || look.has("<?xml"))
  }

  private func isHuawei(_ look: FirstLook) -> Bool {
    isNamed("info.xml", look) && look.has("<")
  }

  private func isNamed(_ name: String, _ look: FirstLook) -> Bool {
    look.path.split(separator: UInt8(ascii: "/")).last?.elementsEqual(name.utf8) ?? false
  }

  package func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    guard container.bytes.count <= Self.largestRecord else { return }
    let bytes = try container.bytes.read(at: 0, count: container.bytes.count)
    let kind: String
    if PropertyList(bytes)?.isTrue("IsEncrypted") == true {
      kind = "iOS backup"
    } else if bytes.firstRange(of: Array("e_perbackupkey".utf8)) != nil {
      kind = "Huawei backup"
    } else {
      return
    }
    throw DecodeFailure(
      reason: .encrypted,
      detail: "\(kind) inside an archive: unpack the archive, then scan the folder with --passphrase-file")
  }
}
