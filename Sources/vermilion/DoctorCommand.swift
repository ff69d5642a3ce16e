import ArgumentParser

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say whether libraries, models, rules, fonts and cores are as needed.")

  @OptionGroup var inspection: InspectionArguments

  func run() throws {
  }
}
