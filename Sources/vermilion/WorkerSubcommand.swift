import ArgumentParser
import Evidence
import Isolating
import Pipeline

/// What `scan` starts to look at photos; of no use to a person.
struct WorkerSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Judge photos for the process that started this.", shouldDisplay: false)

  func run() {
    WorkerProcess.run { (options) throws(InspectorFailure) in try Inspector(options) }
  }
}

/// This program once more, as a worker.
func workerCommand() -> WorkerCommand {
  // Where libraries are, and what a sanitizer or a tracer was told; nothing else of the environment is its business.
  let passedOn = ["LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"]
  let environment = passedOn.compactMap { name in variable(name).map { "\(name)=\($0)" } }
  return WorkerCommand(
    program: executablePath() ?? "/proc/self/exe", arguments: ["worker"],
    environment: environment + allocatorLimits.map { "\($0)=\($1)" } + ["OMP_THREAD_LIMIT=1", "LC_ALL=C"])
}
