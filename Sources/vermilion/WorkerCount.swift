import ArgumentParser
import Foundation

/// How many photos are worked on at once.
struct WorkerCount: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Photos at once; as many as cores if not said.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs must be from 1 to 256.") }
  }

  var number: Int { jobs ?? usableCores() }
}

/// The cores that this process may run on, from 1.
func usableCores() -> Int {
  max(1, ProcessInfo.processInfo.activeProcessorCount)
}
