/// Why a picture could not be written down in a format.
package struct EncodeFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What a person reads: `HEIC: no encoder`.
  package var detail: String

  package init(_ detail: String) {
    self.detail = detail
  }

  package var description: String { detail }
}
