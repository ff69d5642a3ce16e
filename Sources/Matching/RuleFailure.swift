/// Why a rule file cannot be used; `description` reads `cn.yaml:17: unknown place "top-lft"`.
package struct RuleFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's name without its folder, or the folder when that is what is missing.
  package var file: String
  /// From 1; `nil` when the file as a whole is at fault.
  package var line: Int?
  /// What is wrong and what would be right.
  package var detail: String

  package init(file: String, line: Int? = nil, detail: String) {
    self.file = file
    self.line = line
    self.detail = detail
  }

  package var description: String {
    if let line { "\(file):\(line): \(detail)" } else { "\(file): \(detail)" }
  }
}
