import ArgumentParser
import Evidence
import Pipeline

/// In which process photos are opened, and for how long.
struct IsolationArguments: ParsableArguments {
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

  func validate() throws {
    guard deadline.isFinite, deadline >= 0.1, deadline <= 86_400 else {
      throw ValidationError("--deadline must be from 0.1 to 86400 seconds.")
    }
    guard (64...1 << 20).contains(memory) else {
      throw ValidationError("--memory must be from 64 to 1048576 MiB.")
    }
  }

  func limit(_ limits: inout Limits) {
    limits.seconds = deadline
    limits.memory = memory << 20
  }

  /// - Parameter readable: what the process may read besides its models; all when `nil`.
  func scanner(
    _ options: ScanOptions, _ inspectorOptions: InspectorOptions, readable: [String]?
  ) -> any PhotoScanning {
    guard !inProcess else {
      return Scanner(options) { () throws(InspectorFailure) in try Inspector(inspectorOptions) }
    }
    return IsolatedScanner(
      options, inspector: inspectorOptions, command: workerCommand(), readable: readable)
  }
}
