import ArgumentParser
import Glibc
import Reporting

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show what is in force, and where each value comes from.",
    discussion: """
      Whatever a flag can say, the file ~/.config/vermilion/vermilion.toml can: for every command at its top, for \
      one command in a section of its own. What is typed counts more; --no-NAME switches off what the file \
      switches on. --config FILE names another file, --config none does without.

      Examples:
        vermilion config show
        vermilion config show watch
        vermilion --config /etc/vermilion.toml config show scan

      A file:
        regimes = "cn,us"
        [scan]
        format = "jsonl"
        [watch]
        quarantine = "~/held"
        on-finding = ["notify"]
      """,
    subcommands: [ConfigShowCommand.self])
}

struct ConfigShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print every setting with its value and origin, as a file that could be used.",
    discussion: """
      Examples:
        vermilion config show
        vermilion config show ledger list
        vermilion config show > vermilion.toml
      """)

  @Argument(help: "Only this command.")
  var command: [String] = []

  @Option(
    help: ArgumentHelp("The configuration file.", valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var config: String?

  func run() throws {
    let outline = CommandOutline.whole()
    let leaves = outline.leaves.filter { $0.path.starts(with: command) && $0.path.first != "config" }
    guard !leaves.isEmpty else {
      throw Refusal("no command is called '\(command.joined(separator: " "))'")
    }
    let path = config ?? Settings.usualPath()
    var settings: Settings?
    if let path, isReadable(path) || config != nil {
      settings = try Settings(path: path, outline: outline)
      print("# with \(shownText(path))")
    } else {
      print("# there is no file \(shownText(path ?? "vermilion.toml"))")
    }
    for (way, command) in leaves where !command.options.isEmpty {
      print("\n[\(way.joined(separator: "."))]")
      for option in command.options {
        guard let key = option.key else { continue }
        print(line(key, option, settings?.inForce(key, for: way), settings))
      }
    }
  }

  private func line(
    _ key: String, _ option: CommandOutline.Option, _ setting: Setting?, _ settings: Settings?
  ) -> String {
    if let setting, let settings {
      let value =
        option.isFlag
        ? "\(setting.isOn)"
        : option.isRepeating
          ? "[" + setting.values.map(quoted).joined(separator: ", ") + "]"
          : quoted(setting.values.first ?? "")
      return pad("\(key) = \(value)") + "# \(shownText(settings.path)):\(setting.line)"
    }
    if let (name, value) = environment(key) {
      return pad("\(key) = \(quoted(value))") + "# from the variable \(name)"
    }
    if option.isFlag { return pad("# \(key) = false") + "# default" }
    if let value = option.defaultValue { return pad("# \(key) = \(quoted(value))") + "# default" }
    return pad("# \(key) = \(option.isRepeating ? "[]" : "\"\"")") + "# not set"
  }

  /// Variables that say what a flag could.
  private func environment(_ key: String) -> (String, String)? {
    let names = ["models": "VERMILION_MODELS"]
    guard let name = names[key], let value = variable(name) else { return nil }
    return (name, value)
  }

  private func pad(_ text: String) -> String {
    text + String(repeating: " ", count: max(1, 44 - text.count))
  }

  /// A basic string (TOML 1.0).
  private func quoted(_ text: String) -> String {
    var shown = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": shown += "\\\""
      case "\\": shown += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        shown += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown + "\""
  }
}
