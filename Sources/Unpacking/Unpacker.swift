import Evidence

/// What unpacking a container gives, one thing after the other.
package enum Unpacked: Sendable {
  case photo(UnpackedPhoto)
  /// Something that cannot be judged: `detail` says why, in words for a person.
  case problem(Photo, UndecidedReason, detail: String)
}

/// A photo inside a container.
package struct UnpackedPhoto: Sendable {
  /// Its path names the container and the way in it: `backup.zip!/DCIM/IMG_1.JPG`.
  package var photo: Photo
  /// Gives the photo's bytes, on any thread: at once when they passed by in a stream, else by reading and
  /// decrypting them now. They count as in hand for as long as this value lives.
  package var read: @Sendable () throws(DecodeFailure) -> [UInt8]
  /// Gives what the file itself says is written on the picture; none of most.
  package var text: @Sendable () throws(DecodeFailure) -> [PlacedText] = { [] }
}

/// What was met in containers besides photos and problems.
package struct UnpackCounts: Sendable, Equatable {
  /// Entries which are neither photos nor containers by their content.
  package var otherEntries = 0

  package init() {}
}

/// Finds photos in backups, archives and documents, and in those inside them, without writing any of it down.
///
/// The same container gives the same photos and problems in the same order. Memory is bounded by the limits,
/// whatever the container's size: `bytesInHand` of photos, and one container's `fileBytes` for those that lie
/// inside others.
package struct Unpacker: Sendable {
  /// Whether bytes begin like a photo.
  package typealias PhotoTest = @Sendable (_ start: [UInt8]) -> Bool

  let formats: [any ContainerFormat]
  let limits: Limits
  let keys: UnpackKeys
  let isPhoto: PhotoTest
  /// Off to count photos that nobody wants to see: they pass by unread.
  var readsPhotos = true
  private let budget: ByteBudget

  package init(
    limits: Limits = Limits(), keys: UnpackKeys = UnpackKeys(),
    formats: [any ContainerFormat] = standardFormats, isPhoto: @escaping PhotoTest
  ) {
    self.formats = formats
    self.limits = limits
    self.keys = keys
    self.isPhoto = isPhoto
    budget = ByteBudget(limit: limits.bytesInHand)
  }

  /// Hands what is in the container on the disk to `take`, until it returns false.
  package func unpack(_ container: Photo, _ take: (Unpacked) -> Bool) -> UnpackCounts {
    var walk = UnpackingWalk(self, budget, container)
    walk.go(take)
    return walk.counts
  }

  /// Ends a wait for bytes in hand that nobody will give back: after a stop.
  package func close() {
    budget.close()
  }

  func format(for look: FirstLook) -> (any ContainerFormat)? {
    formats.first { $0.recognises(look) }
  }

  /// A container on the disk, opened, with the format that knows it.
  func open(_ container: Photo) throws(DecodeFailure) -> (any ContainerFormat, Container) {
    var opened = Container(
      path: container.path, file: container.file, bytes: MemoryBytes(), limits: limits, keys: keys)
    let look: FirstLook
    if let names = try? namesInFolder(container.file) {
      look = FirstLook(path: container.file, content: .folder(names: names))
    } else {
      opened.bytes = try FileBytes(container.file)
      let start = try opened.bytes.read(at: 0, count: FirstLook.bytesShown)
      look = FirstLook(path: container.file, content: .file(start: start))
    }
    guard let format = format(for: look) else {
      throw DecodeFailure(reason: .unsupported, detail: "no known container")
    }
    return (format, opened)
  }
}

/// Whether one of the standard formats knows it: for discovering.
package func isContainer(_ look: FirstLook) -> Bool {
  standardFormats.contains { $0.recognises(look) }
}
