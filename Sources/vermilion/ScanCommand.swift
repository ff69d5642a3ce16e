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

      Examples:
        vermilion scan ~/Pictures
        vermilion scan --format jsonl --output report.jsonl /media/phone
        vermilion scan --format html --output report.html ~/Pictures
        find / -newer yesterday -print0 | vermilion scan --files-from -
        vermilion scan --ask-passphrase backup.zip
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
    name: .shortAndLong,
    help: ArgumentHelp("Photos at once; as many as cores if not said.", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "What counts for the exit status: marked, official, undecided, high, medium, low, level:WORD. "
        + "Joined with commas or repeated; marked if not said.",
      valueName: "what"))
  var flag: [String] = []

  @OptionGroup var inspection: InspectionArguments

  @OptionGroup var unpacking: UnpackingArguments

  @Option(
    help: ArgumentHelp(
      "Seconds that a photo may take; one that takes longer is tried again alone, for three times as long.",
      valueName: "s"))
  var deadline = Limits().seconds

  @Option(
    help: ArgumentHelp("MiB of memory for each photo that is judged at once.", valueName: "mib"))
  var memory = Limits().memory >> 20

  @Flag(help: "Judge photos in this process, not in one with fewer rights: a photo may end it.")
  var inProcess = false

  @Flag(help: "In an HTML report, show the photos; without this all but the mark is blurred.")
  var showPictures = false

  @Flag(help: "Stop at the first photo that is flagged.")
  var failFast = false

  @Flag(help: "Report photos as they are done, not in order.")
  var unordered = false

  @Flag(help: "List photos that are clear in the text report, too.")
  var all = false

  @Flag(help: "Look at hidden files and folders, too.")
  var hidden = false

  @Flag(help: "Follow symbolic links inside folders.")
  var followLinks = false

  @Flag(name: .shortAndLong, help: "Neither progress nor summary.")
  var quiet = false

  func validate() throws {
    if paths.isEmpty && filesFrom == nil {
      throw ValidationError("Say which files or folders to scan, for example: vermilion scan ~/Pictures")
    }
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs must be from 1 to 256.")
    }
    guard deadline.isFinite, deadline >= 0.1, deadline <= 86_400 else {
      throw ValidationError("--deadline must be from 0.1 to 86400 seconds.")
    }
    guard (64...1 << 20).contains(memory) else {
      throw ValidationError("--memory must be from 64 to 1048576 MiB.")
    }
    do throws(Flagging.UnknownTerm) {
      _ = try Flagging(flag)
    } catch {
      throw ValidationError("--flag: \(error)")
    }
  }

  func run() throws {
    let stop = StopFlag()
    let interrupts = Interrupts(stop)
    var inspectorOptions = try inspection.options()
    inspectorOptions.limits.seconds = deadline
    inspectorOptions.limits.memory = memory << 20
    let source = try PhotoSource(self)
    var options = ScanOptions(jobs: jobs ?? usableCores())
    options.order = unordered ? .asTheyCome : .asGiven
    options.limits = inspectorOptions.limits
    if format == .html { options.pictures = showPictures ? .whole : .blurred }
    options.keys = try unpacking.keys()
    options.textLayers = TextLayerJudge(inspectorOptions)
    let scanner = scanner(options, inspectorOptions)

    var session = try ScanSession(self, source, stop)
    let scanned = try scanner.run(
      stop: stop, feed: source.feed, onTick: { session.tick() }, onResult: { session.receive($0) })
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

  private func scanner(_ options: ScanOptions, _ inspectorOptions: InspectorOptions) -> any PhotoScanning {
    guard !inProcess else {
      return Scanner(options) { () throws(InspectorFailure) in try Inspector(inspectorOptions) }
    }
    // Which files a list names, or where links lead, is not known beforehand.
    let isKnown = filesFrom == nil && !followLinks
    return IsolatedScanner(
      options, inspector: inspectorOptions, command: workerCommand(), readable: isKnown ? paths : nil)
  }
}

extension ReportFormat: ExpressibleByArgument {}
