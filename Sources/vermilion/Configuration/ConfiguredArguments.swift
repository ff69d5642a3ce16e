import Glibc

/// The words typed, completed by what the configuration says: what is typed comes first, and what is off by
/// `--no-NAME` is left out.
///
/// `--config FILE` names another file and may stand anywhere before `--`; `--config none` does without.
func configuredArguments(_ typed: [String]) throws -> [String] {
  var typed = typed
  let named = try takeConfigOption(from: &typed)
  guard named != "none", let path = named ?? Settings.usualPath(),
    named != nil || isReadable(path)
  else { return typed }
  let outline = CommandOutline.whole()
  let (command, way) = find(outline, typed)
  // Help and completion must work whatever the file says, and so must the command that explains it.
  let asksForHelp = typed.contains("--help") || typed.contains("-h")
  guard !way.isEmpty, way.first != "config", !asksForHelp else { return typed }
  let settings = try Settings(path: path, outline: outline)
  let words = typed.prefix { $0 != "--" }
  var added: [String] = []
  for option in command.options {
    guard let key = option.key, let setting = settings.inForce(key, for: way) else { continue }
    if words.contains(where: option.isSaid) { continue }
    if option.isFlag, words.contains("--no-" + key) {
      typed.removeAll { $0 == "--no-" + key }
      continue
    }
    added += setting.arguments
  }
  return Array(typed.prefix(way.count)) + added + typed.dropFirst(way.count)
}

extension Settings {
  /// What holds for a command: what its own section says, else what is said for all.
  func inForce(_ key: String, for command: [String]) -> Setting? {
    all.last { $0.key == key && $0.section == command } ?? all.last { $0.key == key && $0.section.isEmpty }
  }
}

private func takeConfigOption(from words: inout [String]) throws -> String? {
  var named: String?
  var index = 0
  while index < words.count, words[index] != "--" {
    if words[index] == "--config" {
      guard index + 1 < words.count else { throw Refusal("--config wants the name of a file") }
      named = words[index + 1]
      words.removeSubrange(index...index + 1)
    } else if words[index].hasPrefix("--config=") {
      named = String(words.remove(at: index).dropFirst("--config=".count))
    } else {
      index += 1
    }
  }
  return named
}

/// The command that is meant, and the words that lead to it.
private func find(_ outline: CommandOutline, _ words: [String]) -> (CommandOutline, [String]) {
  var (command, way) = (outline, [String]())
  for word in words {
    guard let next = command.subcommand(word) else { break }
    command = next
    way.append(word)
  }
  return (command, way)
}

func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }
