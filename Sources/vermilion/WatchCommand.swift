import ArgumentParser
import Discovering
import Evidence
import Logging
import Pipeline
import Remembering
import Reporting
import Responding

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Judge photos in folders as they come, and act on what is found.",
    discussion: """
      First it catches up with what came while nobody watched, then each new or changed photo is judged within \
      two seconds of its last write. Half-written files are waited for, and names of unfinished downloads (.part, \
      .crdownload, .tmp ...) are left alone until they are renamed. Nothing is moved unless you ask for it.

      Findings go to standard output, everything else to standard error. SIGTERM and Ctrl-C end it in good order, \
      SIGHUP reads the rules again.

      Examples:
        vermilion watch ~/Pictures ~/Downloads
        vermilion watch --on-finding notify --quarantine ~/held ~/Pictures
        vermilion watch --exec "logger -t vermilion" --format jsonl /srv/uploads
        vermilion watch --poll /mnt/share
        vermilion watch --print-unit --on-finding notify ~/Pictures > ~/.config/systemd/user/vermilion.service

      Exit status: 0 when it was told to end, 2 when it cannot watch.
      """)

  @Argument(help: "Folders.", completion: .directory)
  var folders: [String] = []

  @Option(name: .shortAndLong, help: "text for people, jsonl (JSON Lines) or csv for programs.")
  var format = ReportFormat.text

  @Option(
    help: ArgumentHelp(
      "What counts as a finding: marked, official, undecided, high, medium, low, level:WORD. "
        + "Joined with commas or repeated; marked if not said.",
      valueName: "what"))
  var flag: [String] = []

  @OptionGroup var judging: JudgingArguments

  @Flag(help: "Report photos that are no findings, too.")
  var all = false

  @OptionGroup var insideFolders: FolderArguments

  @Flag(help: "Look again and again instead of waiting to be told: for network shares.")
  var poll = false

  @Option(help: ArgumentHelp("Seconds between two looks, where it polls.", valueName: "seconds"))
  var pollInterval = 2.0

  @OptionGroup(title: "When something is found") var responses: ResponseArguments

  @Option(
    help: ArgumentHelp(
      "Keep counters in this file, as text for Prometheus. It holds numbers only, and all may read it.",
      valueName: "file"),
    completion: .file())
  var metrics: String?

  @Option(help: "What is logged: debug, info, warning or error.")
  var logLevel = LogLevel.info

  @Flag(help: "Print a systemd unit that does what the other arguments say, and end.")
  var printUnit = false

  func validate() throws {
    if folders.isEmpty {
      throw ValidationError("Say which folders to watch, for example: vermilion watch ~/Pictures")
    }
    if format == .html { throw ValidationError("--format html is for scan.") }
    guard (0.05...86_400).contains(pollInterval) else {
      throw ValidationError("--poll-interval must be from 0.05 to 86400 seconds.")
    }
    try checkFlag(flag)
  }

  func run() throws {
    if printUnit { return print(try unit(), terminator: "") }
    let session = try WatchSession(self)
    try session.run()
  }

  var watchOptions: WatchOptions {
    var options = WatchOptions()
    options.discovery = insideFolders.discovery
    options.polls = poll
    options.pollSeconds = pollInterval
    return options
  }
}

/// What is logged at least.
enum LogLevel: String, CaseIterable, ExpressibleByArgument {
  case debug, info, warning, error

  var level: Logger.Level {
    switch self {
    case .debug: .debug
    case .info: .info
    case .warning: .warning
    case .error: .error
    }
  }
}
