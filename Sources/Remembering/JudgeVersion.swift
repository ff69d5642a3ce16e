/// Who judges: the state of all that a verdict depends on.
package struct JudgeVersion: Sendable, Equatable {
  /// The program and how deep it looks: what decides over a photo that nothing was read of.
  package var sight: String
  /// The rules and the models that read.
  package var knowledge: String

  package init(sight: String, knowledge: String) {
    self.sight = sight
    self.knowledge = knowledge
  }
}

/// A version's numbers in one ledger.
struct JudgeNumbers: Sendable, Equatable {
  /// Under which photos stand that new rules cannot change: they showed no type, or could not be opened.
  var sight: Int64
  var whole: Int64
}
