import Evidence

/// Judges photos one after another, from their bytes to a verdict.
///
/// It holds engines, so it is made on the worker that uses it and stays there. It never fails: what
/// cannot be judged is `undecided`, with a reason.
package protocol PhotoInspector: AnyObject {
  /// `bytes` is the whole file. The inspection's path and hash are filled in by whoever asked.
  func inspect(bytes: [UInt8], of photo: Photo) -> Inspection
}

/// Why no photo can be judged at all.
package struct InspectorFailure: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Reason: Sendable, Equatable {
    /// A trained model is not where it was looked for.
    case noModel
    /// A file of rules is missing, or a line of it is wrong.
    case badRules
    /// An engine would not start.
    case noEngine
  }

  package var reason: Reason
  /// What is wrong, where, and what to do about it.
  package var detail: String

  package init(reason: Reason, detail: String) {
    self.reason = reason
    self.detail = detail
  }

  package var description: String { detail }
}
