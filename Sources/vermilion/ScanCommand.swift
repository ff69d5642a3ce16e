import ArgumentParser
import Discovering
import Dispatch
import Evidence
import Glibc
import Pipeline
import Reporting
import Synchronization

struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Judge photos in files and folders, and say why.",
    discussion: """
      Inside folders, photos are known by their content, not by their names. Hidden names and what other \
      programs keep for themselves (.git, .thumbnails, @eaDir ...) are passed over, and links are not \
      followed. A file given by name is always judged. Backups, archives, documents and mails are opened, also \
      inside one another.

      What was judged is remembered in a ledger that only you can read, so a scan that was interrupted goes on \
      where it was, and the next one judges only what is new or what new rules could change. The lines of a \
      page are not remembered, only the mark: --again judges and tells all anew.

      Examples:
        vermilion scan ~/Pictures
        vermilion scan --format jsonl --output report.jsonl /media/phone
        vermilion scan --format html --output report.html ~/Pictures
        find / -newer yesterday -print0 | vermilion scan --files-from -
        vermilion scan --ask-passphrase backup.zip
        vermilion scan --no-ledger /media/stick
        vermilion scan --regimes cn --flag official --fail-fast outbox && send outbox

      What a photo or a container may ask for at most; passing one is a reason in the report:
      \(limitsText())

      Exit status: 0 nothing flagged, 1 something flagged, 2 the run failed or photos could not be judged \
      and nothing was flagged, 130 interrupted.
      """)

  @Argument(help: "Files and folders.", completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "More paths, from a file or - for standard input; separated by NUL if there is one, else by newline.",
      valueName: "file"),
    completion: .file())
  var filesFrom: String?

  @Option(
    name: .shortAndLong, help: "text for people, jsonl (JSON Lines) or csv for programs, html for a browser.")
  var format = ReportFormat.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the report here, readable by you only; it appears when complete.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "What counts for the exit status: marked, official, undecided, high, medium, low, level:WORD. "
        + "Joined with commas or repeated; marked if not said.",
      valueName: "what"))
  var flag: [String] = []

  @OptionGroup var judging: JudgingArguments

  @Flag(help: "In an HTML report, show the photos; without this all but the mark is blurred.")
  var showPictures = false

  @Flag(help: "Stop at the first photo that is flagged.")
  var failFast = false

  @Flag(help: "Report photos as they are done, not in order.")
  var unordered = false

  @Flag(help: "List photos that are clear in the text report, too.")
  var all = false

  @OptionGroup var insideFolders: FolderArguments

  @Flag(name: .shortAndLong, help: "Neither progress nor summary.")
  var quiet = false

  func validate() throws {
    if paths.isEmpty && filesFrom == nil {
      throw ValidationError("Say which files or folders to scan, for example: vermilion scan ~/Pictures")
    }
    try checkFlag(flag)
  }

  func run() throws {
    let stop = StopFlag()
    let interrupts = Interrupts(stop)
    let inspectorOptions = try judging.inspectorOptions()
    let source = try PhotoSource(self)
    let keys = try judging.unpacking.keys()
    let recall = try judging.remembering.recall(for: inspectorOptions, anew: format == .html)
    var options = judging.scanOptions(inspectorOptions, keys, recall)
    options.order = unordered ? .asTheyCome : .asGiven
    if format == .html { options.pictures = showPictures ? .whole : .blurred }
    // Which files a list names, or where links lead, is not known beforehand.
    let isKnown = filesFrom == nil && !insideFolders.followLinks
    let scanner = judging.isolation.scanner(options, inspectorOptions, readable: isKnown ? paths : nil)

    var session = try ScanSession(self, source, stop, recall)
    let scanned = try scanner.run(
      stop: stop, feed: recall?.feed(source.feed) ?? source.feed, onTick: { session.tick() },
      onResult: { session.receive($0) })
    try session.finish(scanned)

    if let failure = session.failure {
      // Ctrl-C ends everything in a pipeline, the reader often first.
      guard !failure.isBrokenPipe else { throw ExitCode(interrupts.exitStatus ?? 128 + SIGPIPE) }
      throw failure
    }
    if let status = interrupts.exitStatus { throw ExitCode(status) }
    if let failure = source.listFailure {
      complain("the list of files ended early: \(failure)")
      throw ExitCode(2)
    }
    if session.summary.flagged > 0 { throw ExitCode(1) }
    if session.summary.undecided > 0 { throw ExitCode(2) }
  }
}

extension ReportFormat: ExpressibleByArgument {}
