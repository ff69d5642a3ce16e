import Evidence
import Foundation
import Isolating
import Pipeline
import Synchronization
import Testing

/// The worker that fails as its photos say; it lies beside the tests' own program.
func faultyWorker(_ arguments: String...) -> WorkerCommand {
  let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
  let path = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("faulty-worker")
    .path
  let libraries =
    ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"].map { ["LD_LIBRARY_PATH=\($0)"] } ?? []
  return WorkerCommand(program: path, arguments: arguments, environment: libraries + ["OMP_THREAD_LIMIT=1"])
}

private func scanner(
  _ files: Files, jobs: Int = 2, deadline: Double = 20, renewal: Int = 4000,
  command: WorkerCommand = faultyWorker()
) -> IsolatedScanner {
  var inspector = InspectorOptions(modelsFolder: "/nowhere", tessdata: "/nowhere")
  inspector.limits.seconds = deadline
  inspector.limits.memory = 256 << 20
  var scanner = IsolatedScanner(
    ScanOptions(jobs: jobs), inspector: inspector, command: command, readable: [files.folder])
  scanner.renewal = renewal
  return scanner
}

private func scan(
  _ words: [String], jobs: Int = 2, deadline: Double = 20, renewal: Int = 4000
) throws -> (inspections: [Inspection], summary: ScanSummary) {
  let files = try Files(words.map { Array($0.utf8) })
  var inspections: [Inspection] = []
  let summary = try scanner(files, jobs: jobs, deadline: deadline, renewal: renewal).run(feed: files.feed) {
    inspections.append($0)
  }
  #expect(Files.names(inspections) == words.indices.map(String.init))
  return (inspections, summary)
}

private func fine(_ count: Int) -> [String] { (0..<count).map { "fine \($0)" } }

@Suite(.serialized, .timeLimit(.minutes(2)))
struct IsolatedScannerTests {
  @Test func allPhotosAreJudgedInOrderAndCopiesNamed() throws {
    let (inspections, summary) = try scan(fine(50) + ["fine 7"])
    #expect(inspections.allSatisfy { $0.finding.judgement.verdict == .clear })
    #expect(inspections.last?.finding.copyOf == inspections[7].finding.path)
    #expect(summary.copies == 1)
    #expect(summary.deaths == 0)
  }

  @Test(arguments: [
    ("crash", UndecidedReason.crashed, "ended the worker process: signal 6, Aborted"),
    ("trap", .crashed, "ended the worker process: signal "), ("vanish", .crashed, "exit status 0"),
    ("nonsense", .crashed, "it made no sense"), ("lie", .crashed, "made no sense"),
    ("leak", .tooLarge, "takes more than 256 MiB of memory"),
  ])
  func whatBringsAWorkerDownTwiceIsUndecidedAndTheOthersAreNot(
    word: String, reason: UndecidedReason, detail: String
  ) throws {
    let (inspections, summary) = try scan(fine(10) + [word] + (10..<30).map { "fine \($0)" })
    let bad = inspections[10].finding.judgement
    #expect(bad.undecided == reason)
    #expect(bad.detail?.contains(detail) == true, "\(bad.detail ?? "")")
    #expect(inspections.count { $0.finding.judgement.verdict == .clear } == 30)
    #expect(summary.deaths == 2)
  }

  @Test(arguments: ["hang", "stop"])
  func whatOutlastsItsDeadlineAloneTooIsUndecided(word: String) throws {
    let (inspections, _) = try scan(fine(5) + [word] + ["fine 9"], deadline: 0.4)
    #expect(inspections[5].finding.judgement.undecided == .timedOut)
    #expect(inspections.count { $0.finding.judgement.verdict == .clear } == 6)
  }

  @Test func whatIsOnlySlowIsJudgedWhenTriedAlone() throws {
    let (inspections, summary) = try scan(["slow 1", "slow 2", "fine"], deadline: 0.2)
    #expect(inspections.allSatisfy { $0.finding.judgement.verdict == .clear })
    #expect(summary.deaths >= 1)
  }

  @Test func copiesOfAPhotoThatBringsWorkersDownAreNotTriedAgain() throws {
    let (inspections, summary) = try scan(fine(3) + Array(repeating: "crash", count: 40), jobs: 1)
    #expect(inspections.count { $0.finding.judgement.undecided == .crashed } == 40)
    #expect(summary.deaths <= 4)
    #expect(inspections.dropFirst(4).allSatisfy { $0.finding.copyOf == inspections[3].finding.path })
  }

  @Test func manyBadPhotosAreAllAccountedFor() throws {
    let words = (0..<60).map { $0 % 3 == 0 ? "crash \($0)" : "fine \($0)" }
    let (inspections, _) = try scan(words)
    #expect(inspections.count { $0.finding.judgement.undecided == .crashed } == 20)
    #expect(inspections.count { $0.finding.judgement.verdict == .clear } == 40)
  }

  @Test func renewingAWorkerLosesNothing() throws {
    let (inspections, summary) = try scan(fine(400) + ["fine 3"], renewal: 50)
    #expect(inspections.allSatisfy { $0.finding.judgement.verdict == .clear })
    #expect(inspections.last?.finding.copyOf == inspections[3].finding.path)
    #expect(summary.deaths == 0)
  }

  @Test func aWorkerDoesNotSayWhatAPhotoIsCalled() throws {
    let (inspections, _) = try scan(["rename"])
    #expect(Files.names(inspections) == ["0"])
  }

  @Test func whatIsKnownIsNotJudgedAgain() throws {
    let files = try Files([Array("crash".utf8)])
    var scanner = scanner(files)
    let known = Inspection(
      finding: Finding(path: "earlier", judgement: Judgement(verdict: .official, confidence: 1)),
      trace: Trace(left: .judge))
    scanner.options.recall = { _ in known }
    var inspections: [Inspection] = []
    let summary = try scanner.run(feed: files.feed) { inspections.append($0) }
    #expect(inspections.map(\.finding.judgement.verdict) == [.official])
    #expect(summary.deaths == 0)
  }

  @Test func aFileThatVanishesIsUndecidedAndTheOthersGoOn() throws {
    let files = try Files(fine(3).map { Array($0.utf8) })
    try FileManager.default.removeItem(atPath: files.photos[1].path)
    var inspections: [Inspection] = []
    _ = try scanner(files).run(feed: files.feed) { inspections.append($0) }
    #expect(inspections.map(\.finding.judgement.undecided) == [nil, .unreadable, nil])
  }

  @Test func aWorkerThatCannotJudgeFailsTheRun() throws {
    let files = try Files(fine(3).map { Array($0.utf8) })
    let failure = InspectorFailure(reason: .noModel, detail: "install it")
    #expect(throws: failure) {
      _ = try scanner(files, command: faultyWorker("cannot")).run(feed: files.feed) { _ in }
    }
  }

  @Test func aWorkerThatNeverLivesFailsTheRun() throws {
    let files = try Files(fine(3).map { Array($0.utf8) })
    let missing = WorkerCommand(program: "/nowhere/worker", arguments: [], environment: [])
    for command in [faultyWorker("dies-at-once"), missing] {
      #expect(throws: InspectorFailure.self) {
        _ = try scanner(files, command: command).run(feed: files.feed) { _ in }
      }
    }
  }

  @Test func aStopFinishesWhatIsInHandAndBeginsNoOther() throws {
    let files = try Files(fine(500).map { Array($0.utf8) })
    let stop = StopFlag()
    var inspections: [Inspection] = []
    let summary = try scanner(files).run(stop: stop, feed: files.feed) { inspection in
      inspections.append(inspection)
      if inspections.count == 10 { stop.request() }
    }
    #expect(summary.wasStopped)
    #expect((10..<400).contains(inspections.count))
    #expect(Files.names(inspections) == (0..<inspections.count).map(String.init))
  }

  @Test func aStopDoesNotWaitForAFeedThatNeverSpeaks() throws {
    let stop = StopFlag()
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.1) { stop.request() }
    let summary = try scanner(try Files([])).run(
      stop: stop, feed: { _ in DispatchSemaphore(value: 0).wait() }, onResult: { _ in })
    #expect(summary.wasStopped)
  }
}
