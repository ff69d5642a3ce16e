/// Why a photo's pixels could not be had.
package struct DecodeFailure: Error, Sendable, Equatable {
  /// What the report says.
  package var reason: UndecidedReason
  /// What a person reads: `JPEG: premature end of the header`.
  package var detail: String

  package init(reason: UndecidedReason, detail: String) {
    self.reason = reason
    self.detail = detail
  }
}

/// What a photo may ask for at most. Passing one is a reason in the report, never a crash.
package struct Limits: Sendable, Equatable {
  /// Width × height as the header says it; a larger picture is `too large`.
  package var pixels = 200_000_000
  /// Bytes of one photo file.
  package var fileBytes = 512 << 20
  /// Pages read of one file of several.
  package var pages = 200
  /// Pixels kept of one decoded picture; a larger one is reduced to fit.
  package var decodedPixels = 64_000_000
  /// Pages of one document, each judged as a photo.
  package var documentPages = 2000
  /// Containers inside one another: an archive in a mail in an archive is 3.
  package var containerDepth = 5
  /// Entries of one container, with those of the containers in it.
  package var containerEntries = 4_000_000
  /// Bytes unpacked from one container, with those of the containers in it.
  package var unpackedBytes = 4 << 40
  /// Unpacked bytes for each of the container's own; told from `ratioGraceBytes` on, as white pages shrink well.
  package var unpackedRatio = 100
  package var ratioGraceBytes = 1 << 30
  /// Unpacked bytes waiting for a worker at once. A single larger photo waits until it is alone.
  package var bytesInHand = 256 << 20
  /// Seconds from opening a photo to its verdict, as far as the machine had them to give. Tried again alone,
  /// it gets three times as many.
  package var seconds = 20.0
  /// Bytes of memory for each photo that is judged at once.
  package var memory = 2 << 30
  /// Seconds that a container may be unpacked without giving a photo.
  package var silentSeconds = 600.0

  package init() {}
}
