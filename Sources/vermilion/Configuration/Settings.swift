import ArgumentParser
import Evidence
import Glibc
import Reporting
import TOMLKit

/// One thing that a configuration file says.
struct Setting: Equatable {
  /// The command that it is about, `["ledger", "list"]`; empty when it holds for every command that knows it.
  var section: [String]
  var key: String
  /// As they would be typed; a flag has none.
  var values: [String]
  /// With a flag only.
  var isOn = true
  var line: Int
}

/// What is wrong in a configuration file, and where.
struct SettingsFailure: Error, Equatable, CustomStringConvertible {
  var path: String
  var line: Int?
  var detail: String

  var description: String { "\(shownText(path)):\(line.map { "\($0):" } ?? "") \(shownText(detail))" }
}

/// A configuration file, read and checked against what the commands know.
struct Settings {
  let path: String
  private(set) var all: [Setting] = []

  private static let byteLimit = 1 << 20

  /// `$VERMILION_CONFIG`, else `vermilion/vermilion.toml` below `$XDG_CONFIG_HOME` or `~/.config`.
  static func usualPath() -> String? {
    if let path = variable("VERMILION_CONFIG") { return path }
    if let folder = variable("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return folder + "/vermilion/vermilion.toml"
    }
    return variable("HOME").map { $0 + "/.config/vermilion/vermilion.toml" }
  }

  init(path: String, outline: CommandOutline) throws(SettingsFailure) {
    try self.init(text: try Self.contents(path), path: path, outline: outline)
  }

  init(text: String, path: String, outline: CommandOutline) throws(SettingsFailure) {
    self.path = path
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw SettingsFailure(path: path, line: error.source.begin.line, detail: error.description)
    } catch {
      throw SettingsFailure(path: path, line: nil, detail: "\(error)")
    }
    let lines = KeyLines(text)
    try read(table, section: [], outline, lines)
    all.sort { $0.line < $1.line }
  }

  private mutating func read(
    _ table: TOMLTable, section: [String], _ outline: CommandOutline, _ lines: KeyLines
  ) throws(SettingsFailure) {
    for key in table.keys {
      let line = lines.line(of: key, in: section)
      func failure(_ detail: String) -> SettingsFailure {
        SettingsFailure(path: path, line: line, detail: detail)
      }
      guard let value = table[key] else { continue }
      if let inner = value.table {
        guard let command = outline.subcommand(key) else {
          let names = outline.subcommands?.map(\.commandName)
          throw failure("no command is called '\(key)'" + Self.hint(key, among: names))
        }
        try read(inner, section: section + [key], command, lines)
        continue
      }
      let known = section.isEmpty ? outline.leaves.flatMap { $0.command.options } : outline.options
      guard let option = known.first(where: { $0.key == key }) else {
        let place = section.isEmpty ? "no command has" : "\(section.joined(separator: " ")) has no"
        throw failure("\(place) '\(key)'" + Self.hint(key, among: known.compactMap(\.key)))
      }
      var setting = Setting(section: section, key: key, values: [], line: line ?? 0)
      if option.isFlag {
        guard let isOn = value.bool else { throw failure("\(key) is true or false") }
        setting.isOn = isOn
      } else if let list = value.array {
        guard option.isRepeating else { throw failure("\(key) is one value, not a list") }
        for element in list {
          guard let word = Self.word(element) else { throw failure("\(key) is a list of texts") }
          setting.values.append(option.isPath ? Self.expanded(word) : word)
        }
      } else {
        guard let word = Self.word(value) else { throw failure("\(key) is a text or a number") }
        setting.values = [option.isPath ? Self.expanded(word) : word]
      }
      try check(setting, section: section, outline)
      all.append(setting)
    }
  }

  /// Says it to the command, to hear what that thinks of the value: once by itself and once with a path, since a
  /// command that misses one says only that.
  private func check(
    _ setting: Setting, section: [String], _ outline: CommandOutline
  ) throws(SettingsFailure) {
    let commands =
      section.isEmpty
      ? outline.leaves.filter { $0.command.option(setting.key) != nil }.map(\.path) : [section]
    for (command, path) in commands.flatMap({ [($0, [String]()), ($0, ["."])] }) {
      let without = trouble(command + path)
      guard let with = trouble(command + setting.arguments + path), with != without else { continue }
      throw SettingsFailure(path: self.path, line: setting.line, detail: "\(setting.key): \(with)")
    }
  }

  private func trouble(_ arguments: [String]) -> String? {
    do {
      _ = try Vermilion.parseAsRoot(arguments)
      return nil
    } catch {
      return Vermilion.message(for: error)
    }
  }

  private static func word(_ value: any TOMLValueConvertible) -> String? {
    if let text = value.string { return text }
    if let number = value.int { return String(number) }
    return value.double.map { String($0) }
  }

  /// No shell reads this file, so its `~` is ours to understand.
  private static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = variable("HOME") else { return path }
    return home + path.dropFirst()
  }

  /// Names that are nearly the same.
  private static func hint(_ word: String, among known: [String]?) -> String {
    let near = Set(known ?? []).filter { Set($0).symmetricDifference(word).count <= 2 }.sorted()
    return near.isEmpty ? "" : "; is it \(near.joined(separator: " or "))?"
  }

  private static func contents(_ path: String) throws(SettingsFailure) -> String {
    func failure(_ detail: String) -> SettingsFailure {
      SettingsFailure(path: path, line: nil, detail: detail)
    }
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard file >= 0 else { throw failure(systemText(errno)) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe Glibc.read(file, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(systemText(errno)) }
      if count == 0 { break }
      bytes += block[..<count]
      guard bytes.count <= byteLimit else { throw failure("larger than 1 MiB") }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw failure("is not UTF-8") }
    return text
  }
}

extension Setting {
  /// As somebody would type it.
  var arguments: [String] {
    if values.isEmpty { return isOn ? ["--" + key] : [] }
    return values.map { "--\(key)=\($0)" }
  }
}
