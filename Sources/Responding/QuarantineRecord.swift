import Foundation

/// Where a photo in quarantine came from, and why it is there. Lies beside it as JSON.
package struct QuarantineRecord: Codable, Sendable, Equatable {
  /// Its name in the quarantine, without an ending.
  package var id: String
  /// As shown in reports.
  package var path: String
  /// The path's bytes in Base64: a name need not be UTF-8.
  package var file: Data
  package var sha256: String
  package var verdict: String
  package var level: String?
  package var mark: String?
  /// Seconds since 1970.
  package var movedAt: Int64
  /// The file's permissions before, as `chmod` counts them.
  package var mode: UInt32

  package var originalPath: [UInt8] { Array(file) }
}
