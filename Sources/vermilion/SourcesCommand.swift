import ArgumentParser
import Discovering
import Evidence
import Pipeline
import Reporting
import Unpacking

struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract:
      "Say what files and folders are: backups, archives, documents, and how many photos are in them.",
    discussion: """
      Nothing is judged. Photos that lie in folders as they are come last, as one source a path.

      Examples:
        vermilion sources ~/Backups
        vermilion sources takeout-001.zip takeout-002.zip
        vermilion sources --passphrase-file secret.txt /media/phone

      Exit status: 0 all could be read, 2 something could not.
      """)

  @Argument(help: "Files and folders.", completion: .file())
  var paths: [String]

  @Flag(help: "Look at hidden files and folders, too.")
  var hidden = false

  @OptionGroup var unpacking: UnpackingArguments

  func run() throws {
    let stop = StopFlag()
    let interrupts = Interrupts(stop)
    var options = DiscoveryOptions()
    options.includesHidden = hidden
    let unpacker = Unpacker(keys: try unpacking.keys()) { PhotoFormat(firstBytes: $0) != nil }
    var raw = RawArguments()
    var hasProblems = false
    for path in paths {
      var folder = SourceSurvey(path: path, kind: "photos as they are")
      var hasContainers = false
      let counts = Discoverer(options, isContainer: isContainer).photos(under: [raw.path(path)]) { item in
        switch item {
        case .photo(let photo), .known(let photo, _): folder.add(photo)
        case .problem(let photo, let reason, let detail):
          folder.add(photo, reason, detail: detail)
        case .container(let photo):
          // Each is told as soon as it is known: a backup takes its time.
          let source = unpacker.survey(photo, while: { !stop.isRequested })
          print(surveyText(source), terminator: "")
          hasContainers = true
          hasProblems = hasProblems || source.problemCount > 0
        }
        return !stop.isRequested
      }
      folder.others = counts.otherFiles
      if folder.photos + folder.problemCount > 0 || !hasContainers {
        print(surveyText(folder), terminator: "")
      }
      hasProblems = hasProblems || folder.problemCount > 0
    }
    if let status = interrupts.exitStatus { throw ExitCode(status) }
    if hasProblems { throw ExitCode(2) }
  }
}
