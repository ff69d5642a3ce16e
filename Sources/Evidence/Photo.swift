/// A photo to be judged: what it is called in the report, and where its bytes lie.
package struct Photo: Sendable, Equatable, Hashable {
  /// As the report shows it.
  package var path: String
  /// The file to open, as the system knows it: bytes, since a name need not be UTF-8. Without a final NUL.
  /// Of a photo inside a container it is the outermost container's.
  package var file: [UInt8]
  /// What the container says of the photo.
  package var source: Source?

  package init(path: String, file: [UInt8], source: Source? = nil) {
    self.path = path
    self.file = file
    self.source = source
  }

  package init(path: String) {
    self.init(path: path, file: Array(path.utf8))
  }
}
