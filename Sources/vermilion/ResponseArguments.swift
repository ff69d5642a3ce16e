import ArgumentParser
import Responding

/// What happens to a finding.
struct ResponseArguments: ParsableArguments {
  enum Way: String, CaseIterable, ExpressibleByArgument {
    case notify
  }

  @Option(help: ArgumentHelp("notify: show it on the desktop.", valueName: "how"))
  var onFinding: [Way] = []

  @Option(
    help: ArgumentHelp(
      "Start this program, with arguments after spaces; the finding is JSON on its standard input, the photo's "
        + "path in VERMILION_PATH. No shell is used.",
      valueName: "cmd"))
  var exec: String?

  @Option(
    help: ArgumentHelp(
      "Move the photo into this folder; vermilion quarantine puts it back. Photos inside of containers stay.",
      valueName: "dir"),
    completion: .directory)
  var quarantine: String?

  @Option(help: ArgumentHelp("Send the finding as JSON to this address on this machine.", valueName: "url"))
  var webhook: String?

  @Flag(help: ArgumentHelp("Let --webhook name another machine.", visibility: .hidden))
  var webhookAnywhere = false

  func validate() throws {
    do {
      _ = try exec.map { try Command($0) }
      _ = try webhook.map { try Webhook($0, anywhere: webhookAnywhere) }
    } catch {
      throw ValidationError("\(error)")
    }
  }
}
