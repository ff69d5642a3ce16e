import ArgumentParser
import Pipeline

/// What every subcommand that judges photos can be told.
struct InspectionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file of your own rules, besides those that come along. Repeatable.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only these regimes, for example cn,us,nato: the names of the files in rules/.", valueName: "list"))
  var regimes: String?

  @Flag(help: "Read every line of a page, not only the likely ones. Slower.")
  var deep = false

  @Option(
    help: ArgumentHelp(
      "The folder with rules/, lines.net, marks.traineddata and foreign.traineddata in it.", valueName: "dir"),
    completion: .directory)
  var models: String?

  func validate() throws {
    if let regimes, splitRegimes(regimes).isEmpty {
      throw ValidationError("--regimes names none; say for example --regimes cn,us")
    }
  }

  func options() throws -> InspectorOptions {
    InspectorOptions(
      modelsFolder: try findModels(given: models), tessdata: findTessdata(),
      regimes: regimes.map(splitRegimes), extraRules: rules, deep: deep)
  }

  private func splitRegimes(_ list: String) -> [String] {
    list.split(whereSeparator: { $0 == "," || $0 == " " }).map { $0.lowercased() }
  }
}
