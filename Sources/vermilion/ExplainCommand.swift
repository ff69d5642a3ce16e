import ArgumentParser
import Evidence
import Glibc
import Pipeline
import Reporting

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what was seen in one photo, and why it was judged so.",
    discussion: """
      Writes a PNG with the page, lines, red ink and mark drawn on the photo, and prints the same in words.

      Examples:
        vermilion explain IMG_0042.JPG
        vermilion explain --output why.png --deep IMG_0042.JPG
      """)

  @Argument(help: "The photo.", completion: .file())
  var photo: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The picture to write; the photo's name with .explained.png here if not said.", valueName: "png"),
    completion: .file(extensions: ["png"]))
  var output: String?

  @OptionGroup var inspection: InspectionArguments

  func run() throws {
    let options = try inspection.options()
    var arguments = RawArguments()
    let photo = Photo(path: self.photo, file: arguments.path(self.photo))
    let explanation = try explanation(of: photo, by: Explainer(options))
    for line in explanation.words { print(shownText(line)) }
    print(textEntry(explanation.inspection.finding), terminator: "")
    guard let picture = explanation.picture else {
      if explanation.inspection.finding.judgement.verdict == .undecided { throw ExitCode(2) }
      return
    }
    let target = output ?? String(self.photo.split(separator: "/").last ?? "photo") + ".explained.png"
    let file = try ReportOutput.file(target)
    try file.write(picture)
    try file.finish()
    print("Drawn in \(shownText(target))")
  }

  private func explanation(of photo: Photo, by explainer: Explainer) throws -> Explanation {
    do throws(DecodeFailure) {
      return try explainer.explain(photo)
    } catch {
      complain("\(shownText(photo.path)): \(error.reason.rawValue): \(error.detail)")
      throw ExitCode(2)
    }
  }
}
