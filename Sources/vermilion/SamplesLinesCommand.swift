import ArgumentParser
import Foundation
import Measuring
import Pipeline
import Reporting

/// What `Models/train-lines.py` learns from.
struct SamplesLinesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines",
    abstract: "Cut the lines out of a set's photos, to train the line classifier with.",
    discussion: """
      Which way up a page is and in which script is found by reading; photos where that is not sure are left out. \
      Models/README.md says how a classifier is trained from what this writes.

      Examples:
        vermilion samples lines my-set lines.data
        vermilion samples lines landscapes none.data --without-type

      Exit status: 0 the lines were written, 2 they were not.
      """)

  @Argument(help: "The folder with labels.tsv.", completion: .directory)
  var set: String

  @Argument(help: "The file to write; it must not be there.", completion: .file())
  var file: String

  @Flag(help: "The photos hold no type: what seems to be lines is cut out as examples of that.")
  var withoutType = false

  @Flag(name: .shortAndLong, help: "Neither progress nor summary.")
  var quiet = false

  @OptionGroup var inspection: InspectionArguments

  func run() throws {
    let labelled = try LabelledSet.read(folder: set)
    let sampler = try LineSampler(inspection.options())
    guard !FileManager.default.fileExists(atPath: file) else {
      throw Refusal("\(shownText(file)) is there already; name another file")
    }
    guard FileManager.default.createFile(atPath: file, contents: nil),
      let output = FileHandle(forWritingAtPath: file)
    else { throw Refusal("\(shownText(file)) cannot be written") }
    let start = ContinuousClock.now
    var display = ProgressDisplay(isQuiet: quiet)
    var count = 0
    for (number, label) in labelled.labels.enumerated() {
      let bytes = FileManager.default.contents(atPath: labelled.path(of: label)) ?? Data()
      // What cannot be decoded teaches nothing.
      let samples = (try? sampler.samples(of: [UInt8](bytes), holdsType: !withoutType)) ?? []
      for sample in samples { try output.write(contentsOf: sample.record(ofPhoto: number)) }
      count += samples.count
      var figures = ProgressFigures()
      (figures.done, figures.total, figures.isTotalFinal) = (number + 1, labelled.labels.count, true)
      figures.seconds = start.duration(to: .now) / .seconds(1)
      display.show(figures)
    }
    display.clear()
    try output.close()
    if !quiet { tell("\(count) lines of \(labelled.labels.count) photos written to \(shownText(file))\n") }
  }
}
