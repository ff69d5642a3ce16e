import Evidence

/// A file of Samsung's Smart Switch, `.ebk`: encrypted with a key that stays with Samsung's program.
///
/// It has no mark, so its name tells it; it comes after all formats that have one. The photos of such a backup
/// mostly lie beside it as they are.
package struct SamsungBackup: ContainerFormat {
  package let name = "Samsung Smart Switch backup"

  package init() {}

  package func recognises(_ look: FirstLook) -> Bool {
    guard case .file = look.content else { return false }
    return look.path.suffix(4).elementsEqual(".ebk".utf8)
  }

  package func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    throw DecodeFailure(
      reason: .encrypted,
      detail: "\(name): only Smart Switch opens it; restore it, or copy the photos from the phone instead")
  }
}
