import Foundation
import Testing

/// Runs a line of Bash with `vermilion.toml` as the configuration.
private func configured(_ file: String, _ line: String) throws -> Outcome {
  let place = try Workplace()
  try file.write(toFile: place.path + "/vermilion.toml", atomically: true, encoding: .utf8)
  try place.brokenPhoto("a.jpg")
  return try Program.shell("export VERMILION_CONFIG=$PWD/vermilion.toml\n" + line, in: place)
}

@Test func whatTheFileSaysHoldsUnlessSomethingElseIsTyped() throws {
  let file = """
    regimes = "cn"
    [scan]
    format = "jsonl"
    flag = ["undecided", "high"]
    quiet = true
    """
  let said = try configured(file, #""$vermilion" scan a.jpg; echo "status $?""#)
  #expect(said.lines.first?.hasPrefix(#"{"path": "a.jpg""#) == true)
  #expect(said.lines.last == "status 1")
  #expect(said.errors == "")
  let typed = try configured(
    file, #""$vermilion" scan --format csv --flag high --no-quiet a.jpg; echo "status $?""#)
  #expect(typed.lines.first?.hasPrefix("path,verdict") == true)
  #expect(typed.lines.last == "status 2")
  #expect(typed.errors.contains("1 photo "))
  let without = try configured(file, #""$vermilion" scan --config none a.jpg; echo "status $?""#)
  #expect(without.lines.first == "a.jpg")
}

@Test(arguments: [
  ("[scan]\n\nfromat = \"csv\"\n", "vermilion.toml:3: scan has no 'fromat'; is it format?"),
  ("regimes = \"cn\"\n[scna]\n", "vermilion.toml:2: no command is called 'scna'; is it scan?"),
  ("[scan]\nquiet = 1\n", "vermilion.toml:2: quiet is true or false"),
  ("[scan]\nformat = [\"csv\"]\n", "vermilion.toml:2: format is one value, not a list"),
  ("[scan]\n# jobs\njobs = 0\n", "vermilion.toml:3: jobs: --jobs must be from 1 to 256."),
  ("[scan]\nformat = \"pdf\"\n", "vermilion.toml:2: format: The value 'pdf' is invalid for '--format"),
  ("[scan]\nquiet = \n", "vermilion.toml:2: "),
  (
    "[watch]\nwebhook = \"http://example.org\"\n",
    "vermilion.toml:2: webhook: example.org is not this machine"
  ),
  ("[ledger.forget]\nall = true\n", "vermilion.toml:2: ledger forget has no 'all'"),
])
func whatIsWrongInTheFileIsSaidWithItsLine(file: String, message: String) throws {
  let outcome = try configured(file, #""$vermilion" scan a.jpg"#)
  #expect(outcome.status == 2)
  #expect(outcome.errors.contains(message), "\(outcome.errors)")
  // Help is there all the same.
  #expect(try configured(file, #""$vermilion" scan --help"#).status == 0)
}

@Test func everySettingIsShownWithItsOrigin() throws {
  let file = "jobs = 2\n[watch]\nquarantine = \"~/held\"\n"
  let outcome = try configured(file, #"HOME=/home/me VERMILION_MODELS=/m "$vermilion" config show"#)
  #expect(outcome.status == 0)
  let lines = outcome.lines.map {
    $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  }
  #expect(lines.contains { $0.hasPrefix("jobs = \"2\" # ") && $0.hasSuffix("vermilion.toml:1") })
  #expect(
    lines.contains { $0.hasPrefix("quarantine = \"/home/me/held\" # ") && $0.hasSuffix("vermilion.toml:3") })
  #expect(lines.contains("models = \"/m\" # from the variable VERMILION_MODELS"))
  #expect(lines.contains("# format = \"text\" # default"))
  #expect(lines.contains("[ledger.list]"))
  // What is shown is a configuration itself.
  let again = try configured(outcome.output, #"HOME=/home/me "$vermilion" config show watch"#)
  #expect(again.status == 0, "\(again.errors)")
  #expect(again.output.contains("quarantine = \"/home/me/held\""))
}

@Test func aFileThatIsNamedMustBeThere() throws {
  let outcome = try Program.run("scan", "--config", "/nowhere.toml", "x")
  #expect(outcome.status == 2)
  #expect(outcome.errors == "vermilion: /nowhere.toml: No such file or directory\n")
}
