import Pixels

/// Pixels of a photo, and whether they are all of it.
package struct DecodedImage: Sendable, Equatable {
  package var image: Image
  /// The file is damaged: what follows the damage is grey or white.
  package var isPartial: Bool
  /// What the decoder said about it.
  package var note: String?

  package init(image: Image, isPartial: Bool = false, note: String? = nil) {
    self.image = image
    self.isPartial = isPartial
    self.note = note
  }
}
