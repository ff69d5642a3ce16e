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
  /// Samples held at once for one decoded picture; a format that scales is scaled to fit.
  package var decodedPixels = 64_000_000

  package init() {}
}
