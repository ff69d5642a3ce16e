import ArgumentParser
import Foundation

/// What can be said to the program, as its own argument parser tells it: whatever a flag can say, the
/// configuration can, without a list that somebody must keep.
struct CommandOutline: Decodable {
  struct Option: Decodable {
    private struct Name: Decodable {
      var kind: String
      var name: String
    }

    private enum Completion: String {
      case file, directory
    }

    var kind: String
    var isRepeating: Bool
    var defaultValue: String?
    var allValues: [String]?
    var isPath: Bool
    private var names: [Name]?

    private enum CodingKeys: String, CodingKey {
      case kind, isRepeating, defaultValue, allValues, names, completionKind
    }

    private struct AnyKey: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      kind = try values.decode(String.self, forKey: .kind)
      isRepeating = try values.decode(Bool.self, forKey: .isRepeating)
      defaultValue = try values.decodeIfPresent(String.self, forKey: .defaultValue)
      allValues = try values.decodeIfPresent([String].self, forKey: .allValues)
      names = try values.decodeIfPresent([Name].self, forKey: .names)
      let completion = try? values.nestedContainer(keyedBy: AnyKey.self, forKey: .completionKind)
      isPath = completion?.allKeys.contains { Completion(rawValue: $0.stringValue) != nil } ?? false
    }

    var isFlag: Bool { kind == "flag" }
    /// The long name; `nil` for what has none: files and folders given by name.
    var key: String? { names?.first { $0.kind == "long" }?.name }

    /// Whether an argument says this option: `--format`, `--format=csv`, `-f`, `-fcsv`.
    func isSaid(by argument: String) -> Bool {
      (names ?? []).contains { name in
        name.kind == "short"
          ? argument.hasPrefix("-\(name.name)") && !argument.hasPrefix("--")
          : argument == "--\(name.name)" || argument.hasPrefix("--\(name.name)=")
      }
    }
  }

  var commandName: String
  private var arguments: [Option]?
  var subcommands: [CommandOutline]?

  /// What cannot be undone, and what is asked for in the moment, is said by hand.
  private static let saidByHand: Set = ["help", "version", "print-unit", "yes", "missing"]
  private static let irrevocable: Set = ["forget", "delete", "restore"]

  /// What the configuration may say.
  var options: [Option] {
    (arguments ?? []).filter { option in
      guard let key = option.key, !Self.saidByHand.contains(key) else { return false }
      return !(key == "all" && Self.irrevocable.contains(commandName))
    }
  }

  func option(_ key: String) -> Option? { options.first { $0.key == key } }
  func subcommand(_ name: String) -> CommandOutline? { subcommands?.first { $0.commandName == name } }

  /// The program as a whole.
  static func whole() -> CommandOutline {
    struct Dump: Decodable { var command: CommandOutline }
    guard let dump = try? JSONDecoder().decode(Dump.self, from: Data(Vermilion._dumpHelp().utf8)) else {
      preconditionFailure("the parser's own description cannot be read")
    }
    return dump.command
  }

  /// Every command that does something, with the way to it: `["ledger", "list"]`.
  var leaves: [(path: [String], command: CommandOutline)] {
    (subcommands ?? []).filter { $0.commandName != "help" }.flatMap { command in
      command.subcommands?.isEmpty ?? true
        ? [([command.commandName], command)]
        : command.leaves.map { ([command.commandName] + $0.path, $0.command) }
    }
  }
}
