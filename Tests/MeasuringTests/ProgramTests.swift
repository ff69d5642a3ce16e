import Evidence
import Foundation
import Measuring
import Testing

struct ProgramTests {
  @Test func wordsStatusAndTimeComeBack() throws {
    let result = try Program(["sh", "-c", "echo hello $COLOUR; exit 3"], environment: ["COLOUR": "red"]).run()
    #expect(result.text == "hello red\n")
    #expect(result.end == .exited(3))
    #expect(result.wallSeconds > 0)
  }

  /// What this process has is not the child's, however much it is. A child that is gone at once may never have
  /// been looked at in full; this one stays.
  @Test func memoryIsTheChildsOwn() throws {
    let own = [UInt8](repeating: 1, count: 300_000_000)
    let result = try Program(["sleep", "1"]).run()
    #expect(own[own.count / 2] == 1)
    #expect(result.peakMemory > 100_000 && result.peakMemory < 50_000_000)
  }

  @Test func argumentsAreNoShellsBusiness() throws {
    let result = try Program(["printf", "%s", "$(echo a) ; * \"b\""]).run()
    #expect(result.text == "$(echo a) ; * \"b\"")
  }

  @Test func processorTimeIsTheChildsAndItsChildrens() throws {
    let busy = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"
    let result = try Program(["sh", "-c", "sh -c '\(busy)'; sleep 0.3"]).run()
    #expect(result.cpuSeconds > 0.01)
    #expect(result.wallSeconds > result.cpuSeconds)
  }

  @Test func aProgramPastItsTimeIsEndedWithWhatItStarted() throws {
    let result = try Program(["sh", "-c", "echo first; sleep 60 & sleep 60; wait"], timeLimit: 0.4).run()
    #expect(result.end == .timedOut)
    #expect(result.text == "first\n")
    #expect(result.wallSeconds < 10)
  }

  @Test func aProgramThatClosesItsWordsAndStaysIsEndedToo() throws {
    let result = try Program(["sh", "-c", "exec >&-; sleep 60"], timeLimit: 0.3).run()
    #expect(result.end == .timedOut && result.wallSeconds < 10)
  }

  @Test func aChildLeftBehindDoesNotHoldUpTheEnd() throws {
    let result = try Program(["sh", "-c", "sleep 60 & echo done"], timeLimit: 30).run()
    #expect(result.end == .exited(0) && result.text == "done\n")
    #expect(result.wallSeconds < 10)
  }

  @Test func aChildThatEscapesAndPrintsForEverDoesNotHoldUpTheEnd() throws {
    let result = try Program(["sh", "-c", "setsid yes & sleep 60"], timeLimit: 0.3, outputLimit: 10).run()
    #expect(result.end == .timedOut && result.output.count == 10)
    #expect(result.wallSeconds < 10)
  }

  @Test func manyAtOnceAllComeBack() async {
    let ends = await withTaskGroup(of: String?.self) { group in
      for n in 0..<24 { group.addTask { try? Program(["echo", "\(n)"]).run().text } }
      return await group.reduce(into: Set<String?>()) { $0.insert($1) }
    }
    #expect(ends == Set((0..<24).map { "\($0)\n" }))
  }

  @Test func wordsBeyondTheLimitAreDropped() throws {
    let result = try Program(["sh", "-c", "yes | head -c 3000000"], outputLimit: 1000).run()
    #expect(result.output.count == 1000 && result.end == .exited(0))
  }

  @Test func aSignalIsNamed() throws {
    #expect(try Program(["sh", "-c", "kill -SEGV $$"]).run().end == .killed(signal: 11))
  }

  @Test func aProgramThatIsNotThereIsAFailure() {
    #expect(throws: Program.Failure.self) { try Program(["/no/such/program"]).run() }
    #expect(throws: Program.Failure.self) { try Program([]).run() }
    #expect(throws: Program.Failure.self) { try Program(["echo", "a\0b"]).run() }
  }
}

struct RivalTests {
  @Test func commandsArePartedAsAShellWould() throws {
    let words = try Rival.words(of: "ocr --lang 'zh en' \"a b\" c\\ d ''")
    #expect(words == ["ocr", "--lang", "zh en", "a b", "c d", ""])
    #expect(try Rival("ocr --fast").arguments == ["ocr", "--fast", "{}"])
    #expect(try Rival("sh -c 'cat \"$0\"' {}").arguments == ["sh", "-c", "cat \"$0\"", "{}"])
    #expect(try Rival("tesseract") == .tesseract())
    #expect(throws: Rival.Failure.self) { try Rival("ocr 'open") }
    #expect(throws: Rival.Failure.self) { try Rival("  ") }
  }

  @Test func aRivalIsJudgedByWhatItPrints() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/rival-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in [("a", "SECRET"), ("b", "nothing"), ("-c d", "SECRET"), ("e", "SECRET")] {
      try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    let labels = [
      Label(file: "a", verdict: .marked, level: "SECRET"), Label(file: "b", verdict: .marked),
      Label(file: "-c d", verdict: .marked, level: "TOP SECRET"), Label(file: "e", verdict: .clear),
      Label(file: "gone", verdict: .clear),
    ]
    let set = LabelledSet(folder: folder, labels: labels)
    let report = try Rival("cat", timeLimit: 20).measure(
      on: set, jobs: 2,
      judge: { text, _ in
        text == "SECRET"
          ? Judgement(verdict: .marked, level: "SECRET", regime: "us", confidence: 1)
          : Judgement(verdict: .clear, confidence: 1)
      })
    #expect(report.recall == Proportion(2, of: 3))
    #expect(report.recallWithLevel == Proportion(1, of: 3))
    #expect(report.falseAlarms == Proportion(1, of: 2))
    #expect(report.failures == Proportion(1, of: 5))
    #expect(report.photos.map(\.file) == ["a", "b", "-c d", "e", "gone"])
    #expect(report.photos[4].failure == "exit status 1")
    #expect(report.cpu?.count == 5)
  }

  @Test func aRivalThatCannotStartIsSaidOnce() {
    let set = LabelledSet(folder: "/tmp", labels: [Label(file: "a", verdict: .clear)])
    #expect(throws: Program.Failure.self) {
      try Rival("/no/such/ocr").measure(on: set, judge: { _, _ in Judgement(verdict: .clear, confidence: 1) })
    }
  }
}

struct StageBenchTests {
  private struct Fault: Error {}

  @Test func everyPhotoIsWorkedOnOnceMoreThanItCounts() {
    var calls = [0, 0, 0]
    let bench = StageBench.run(.read, on: [0, 1, 2], repetitions: 4) { n throws in
      calls[n] += 1
      if n == 1 { throw Fault() }
    }
    #expect(calls == [5, 1, 5])
    #expect(bench.photos == 2 && bench.failures == 1 && bench.repetitions == 4)
    #expect(bench.cpu?.count == 2)
  }

  @Test func processorTimeIsMeasured() throws {
    var sum: UInt64 = 0
    let bench = StageBench.run(.match, on: [1], repetitions: 3) { _ in
      let begin = processorSeconds()
      while processorSeconds() - begin < 0.02 { sum &+= 1 }
    }
    #expect(sum > 0)
    #expect(try #require(bench.cpu).p50 >= 0.02)
    #expect(bench.summary.hasPrefix("match alone: CPU p50"))
  }
}
