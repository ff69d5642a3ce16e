/// Where a photo came from, as far as its file and the container around it tell.
///
/// It answers who must be told after a leak. Every part may be missing. Of a position only that there is one
/// is kept, never the position.
package struct Source: Sendable, Equatable, Hashable, Codable {
  /// The program that kept the photo: `WhatsApp`, `WeChat`, `Camera`, `Google Photos`.
  package var app: String?
  /// The conversation, as the container calls it: a name, or an identifier where it knows no name.
  package var chat: String?
  package var sender: String?
  /// The album, or the folder inside the container.
  package var folder: String?
  /// When the photo was taken, by its Exif block or the container's own records.
  package var taken: Moment?
  /// When it was sent or received.
  package var sent: Moment?
  /// The camera or phone: `Apple iPhone 12`.
  package var device: String?
  /// The file says where it was taken.
  package var hasPosition: Bool?

  package init(
    app: String? = nil, chat: String? = nil, sender: String? = nil, folder: String? = nil,
    taken: Moment? = nil, sent: Moment? = nil, device: String? = nil, hasPosition: Bool? = nil
  ) {
    self.app = app
    self.chat = chat
    self.sender = sender
    self.folder = folder
    self.taken = taken
    self.sent = sent
    self.device = device
    self.hasPosition = hasPosition
  }

  package var isEmpty: Bool { self == Source() }

  /// What this does not say is taken from `other`.
  package func completed(by other: Source?) -> Source {
    guard let other else { return self }
    return Source(
      app: app ?? other.app, chat: chat ?? other.chat, sender: sender ?? other.sender,
      folder: folder ?? other.folder, taken: taken ?? other.taken, sent: sent ?? other.sent,
      device: device ?? other.device, hasPosition: hasPosition ?? other.hasPosition)
  }
}
