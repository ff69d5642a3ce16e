import Foundation

/// The files of rules as they were at one moment: what is read later must not depend on what became of them since.
package struct RuleTexts: Sendable, Equatable {
  /// One file of YAML.
  package struct File: Sendable, Equatable {
    /// As errors call it.
    package var name: String
    package var text: String

    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The file of confusions that all regimes share.
  package var common: File?
  /// A file a regime, then the user's own.
  package var regimes: [File]

  package init(common: File? = nil, regimes: [File]) {
    self.common = common
    self.regimes = regimes
  }

  static let commonName = "confusions.yaml"
  static let byteLimit = 1 << 20

  /// Reads `folder` (a file a regime, and `confusions.yaml`) and the files of the user's own.
  ///
  /// - Parameters:
  ///   - regimes: those wanted, by name; `nil` is all. The user's own files are always in force.
  ///   - adding: paths of more rule files. A file with the regime of an earlier one adds to it.
  /// - Throws: the first file that cannot be read.
  package init(folder: String, regimes: [String]?, adding: [String] = []) throws(RuleFailure) {
    let names = try Self.files(in: folder)
    let known = names.filter { $0 != Self.commonName }.map { String($0.dropLast(5)) }
    for regime in regimes ?? [] where !known.contains(regime) {
      throw RuleFailure(
        file: folder, detail: "no rules for \"\(regime)\"; there are \(known.joined(separator: ", "))")
    }
    if names.contains(Self.commonName) {
      common = File(name: Self.commonName, text: try Self.contents(of: "\(folder)/\(Self.commonName)"))
    }
    self.regimes = []
    for regime in known where regimes?.contains(regime) ?? true {
      let name = regime + ".yaml"
      self.regimes.append(File(name: name, text: try Self.contents(of: "\(folder)/\(name)")))
    }
    for path in adding { self.regimes.append(File(name: path, text: try Self.contents(of: path))) }
  }

  private static func files(in folder: String) throws(RuleFailure) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw RuleFailure(file: folder, detail: "cannot be opened; the rules belong there")
    }
    let files = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
    guard !files.isEmpty else { throw RuleFailure(file: folder, detail: "holds no rule files (*.yaml)") }
    return files
  }

  private static func contents(of path: String) throws(RuleFailure) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RuleFailure(file: path, detail: "cannot be read")
    }
    guard data.count <= byteLimit else { throw RuleFailure(file: path, detail: "larger than 1 MiB") }
    guard let text = String(data: data, encoding: .utf8) else {
      throw RuleFailure(file: path, detail: "is not UTF-8")
    }
    return text
  }
}
