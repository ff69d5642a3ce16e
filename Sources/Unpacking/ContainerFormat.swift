import Evidence

/// One kind of thing that holds photos: an archive, a backup, a document, a chat program's folder.
///
/// To add one: write a file with a `struct` that conforms, and name it in `standardFormats`. Everything else is
/// done by `Unpacker`: it tells photos from the rest by content, opens containers inside containers, keeps to the
/// limits, names paths, and turns what was thrown into a line of the report. So a format says only what is there:
///
/// - `recognises` decides by content, on the first bytes of a file or the names in a folder, quickly and without
///   opening anything. It also runs in the process that may not touch untrusted bytes otherwise, so it compares
///   and does not parse. The first format in the list that says yes gets the container.
/// - `unpack` hands each entry to `visit`, in an order that depends on the container's bytes alone (a folder's
///   names sorted by their bytes, a database's rows by a key): after a crash the same walk is made again and what
///   was reported is skipped by number. It holds neither all entries nor a whole file, however many there are, and
///   returns at once when `visit` says false. It writes nothing to the disk and never changes the container.
/// - What is wrong with the whole is thrown: `encrypted` without a passphrase or with a wrong one, `damaged` where
///   the container ends early. Entries visited before that stay reported. What is wrong with one entry is an entry,
///   `.problem`, or is thrown when its content is read.
/// - Passphrases are tried in their order; a message names the option that helps, never the passphrase.
///
/// One value serves all threads; what an `unpack` needs lives in its own local variables.
package protocol ContainerFormat: Sendable {
  /// For a person: `iOS backup`, `zip archive`.
  var name: String { get }

  func recognises(_ look: FirstLook) -> Bool

  func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure)

  /// What `vermilion sources` says besides the photos, for a person: owner's device, date, whether encrypted.
  /// Cheap: the container's own records, not its photos.
  func particulars(of container: Container) throws(DecodeFailure) -> [Particular]
}

extension ContainerFormat {
  package func particulars(of container: Container) throws(DecodeFailure) -> [Particular] { [] }
}

/// A container that is being unpacked.
package struct Container: Sendable {
  /// As the report shows it: `a.zip`, or `a.zip!/b.tar` inside another.
  package var path: String
  /// The file or folder on the disk, as the system knows it; `nil` for one inside another container.
  package var file: [UInt8]?
  /// A file's bytes, wherever they lie; empty for a folder.
  package var bytes: any RandomBytes
  package var limits: Limits
  package var keys: UnpackKeys

  package init(
    path: String, file: [UInt8]?, bytes: any RandomBytes, limits: Limits = Limits(),
    keys: UnpackKeys = UnpackKeys()
  ) {
    self.path = path
    self.file = file
    self.bytes = bytes
    self.limits = limits
    self.keys = keys
  }
}

/// What opens what is locked. It travels as a value, over a pipe if need be, and never as an argument.
package struct UnpackKeys: Sendable, Equatable, Codable {
  /// Tried one after the other on whatever asks for one.
  package var passphrases: [String] = []
  /// The key of a WeChat 4 account, 16 bytes, for the pictures in its cache.
  package var wechat: [UInt8]?

  package init(passphrases: [String] = [], wechat: [UInt8]? = nil) {
    self.passphrases = passphrases
    self.wechat = wechat
  }

  /// How a message ends that asks for a passphrase.
  package static let advice = "give its passphrase with --passphrase-file"
}

/// One file inside a container.
package struct Entry {
  package enum Content {
    /// Can be read at any time, from any thread, as often as is liked: a file of its own on the disk, a part of one,
    /// also where it must be decrypted. It waits for its worker unread.
    case lazy(any LazyContent)
    /// Passes by once, in a stream: whatever is wanted of it is read before `visit` returns.
    case passing(any PassingContent)
    /// Is there and cannot be had; the detail is for a person.
    case problem(UndecidedReason, detail: String)
  }

  /// The way in the container, parts separated by `/`, as the report shows it: `DCIM/100APPLE/IMG_1.JPG`.
  package var path: String
  package var source: Source?
  package var content: Content
  /// A picture whatever its first bytes are, as a page of a document is: it is not read to be recognised.
  package var isKnownPicture = false

  package init(
    path: String, source: Source? = nil, content: Content, isKnownPicture: Bool = false
  ) {
    self.path = path
    self.source = source
    self.content = content
    self.isKnownPicture = isKnownPicture
  }
}

/// The content of an entry that can be had at any time, from any thread.
package protocol LazyContent: Sendable {
  /// Bytes, when the container says so.
  var size: Int? { get }

  /// Its first `count` bytes, or all if it is shorter. Cheap.
  func start(_ count: Int) throws(DecodeFailure) -> [UInt8]

  /// All of it. Throws `tooLarge` before memory is taken for more than `limit` bytes.
  func all(limit: Int) throws(DecodeFailure) -> [UInt8]

  /// What the file itself says is written on the picture, line by line; it is judged besides what can be seen.
  func text() throws(DecodeFailure) -> [PlacedText]
}

extension LazyContent {
  package func text() throws(DecodeFailure) -> [PlacedText] { [] }
}

/// The content of an entry that passes by.
package protocol PassingContent: AnyObject {
  /// Bytes in all, when the container says so; it may be wrong.
  var size: Int? { get }

  /// The next bytes, at least one and at most `count`; empty at the end.
  func read(atMost count: Int) throws(DecodeFailure) -> [UInt8]
}
