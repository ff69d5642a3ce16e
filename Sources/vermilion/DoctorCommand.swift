import ArgumentParser
import Pipeline
import Reporting

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say whether libraries, models, rules, fonts, cores and the sandbox are as needed.",
    discussion: """
      Whatever is missing comes with what to do about it.

      Examples:
        vermilion doctor
        vermilion doctor --rules my-company.yaml

      Exit status: 0 all that is needed is there, 2 something is missing.
      """)

  @OptionGroup var inspection: InspectionArguments

  func run() throws {
    let results =
      checkLibraries() + checkModels(in: findTessdata()) + [checkInspector(inspection.options)]
      + checkFonts() + checkMachine() + checkSandbox(inspection.options)
    for result in results {
      print(pad(result.state.rawValue, to: 9) + pad(result.name, to: 22) + firstLineFirst(result.detail))
      if let remedy = result.remedy { print(pad("", to: 31) + "→ " + remedy) }
    }
    let missing = results.count { $0.state == .missing }
    guard missing == 0 else {
      print("\n\(missing) of \(results.count) are missing.")
      throw ExitCode(2)
    }
    print("\nAll that is needed is here.")
  }

  private func pad(_ text: String, to width: Int) -> String {
    text.count < width ? text + String(repeating: " ", count: width - text.count) : text + " "
  }

  /// What has several lines goes on below its beginning.
  private func firstLineFirst(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { shownText(String($0)) }
      .joined(separator: "\n" + pad("", to: 31))
  }
}
