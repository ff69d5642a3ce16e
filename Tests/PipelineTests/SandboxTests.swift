import Foundation
import Isolating
import Pipeline
import Testing

@Test(.timeLimit(.minutes(5)))
func fromInsideNothingCanBeReachedWrittenOrRun() throws {
  let folder = NSTemporaryDirectory()
  let scanner = IsolatedScanner(
    ScanOptions(jobs: 1), inspector: InspectorOptions(modelsFolder: folder, tessdata: folder),
    command: faultyWorker(), readable: [folder])
  let probe = try scanner.probe()
  // A kernel without Landlock says so; the others must hold everywhere.
  let missing = probe.report.walls.filter { !$0.holds }.map(\.name)
  #expect(missing.isEmpty || missing == ["files"])
  #expect(probe.attempts.count == 8)
  let fileAttempts = ["read the list of users", "watch another process"]
  for attempt in probe.attempts where missing.isEmpty || !fileAttempts.contains(attempt.name) {
    #expect(!attempt.succeeded, "\(attempt.name)")
  }
}
