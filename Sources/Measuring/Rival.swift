import Dispatch
import Evidence
import Synchronization

/// A program to measure beside Vermilion: shown each picture, it prints what it reads.
package struct Rival: Sendable, Equatable {
  package var name: String
  /// `{}` stands for the picture's path.
  package var arguments: [String]
  package var environment: [String: String]
  /// Wall seconds a picture.
  package var timeLimit: Double

  /// Why a command cannot be used.
  package struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    package var description: String
  }

  /// Tesseract's own command over the whole picture, one thread.
  package static func tesseract(timeLimit: Double = 60) -> Rival {
    Rival(
      name: "tesseract", arguments: ["tesseract", "{}", "-", "-l", "chi_sim+eng", "--psm", "3"],
      environment: ["OMP_THREAD_LIMIT": "1"], timeLimit: timeLimit)
  }

  /// `tesseract`, or a command: words parted by spaces, with quotes and backslashes as a shell takes them
  /// and nothing else of a shell. Without a `{}` the path comes last.
  package init(_ command: String, timeLimit: Double = 60) throws(Failure) {
    if command == "tesseract" {
      self = .tesseract(timeLimit: timeLimit)
      return
    }
    var words = try Self.words(of: command)
    guard let program = words.first, !program.isEmpty else {
      throw Failure(description: "--against: no program named")
    }
    if !words.contains(where: { $0.contains("{}") }) { words.append("{}") }
    self.init(name: command, arguments: words, environment: ["OMP_THREAD_LIMIT": "1"], timeLimit: timeLimit)
  }

  package init(name: String, arguments: [String], environment: [String: String], timeLimit: Double) {
    self.name = name
    self.arguments = arguments
    self.environment = environment
    self.timeLimit = timeLimit
  }

  package static func words(of command: String) throws(Failure) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in command {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\" && quote != "'" {
        isEscaped = true
        word = word ?? ""
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let whole = word { words.append(whole) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !isEscaped else {
      throw Failure(description: "--against: a quote or backslash at the end is left open: \(command)")
    }
    if let whole = word { words.append(whole) }
    return words
  }

  /// The program for one picture.
  func program(for path: String) -> Program {
    // A name with a dash in front would pass for an option.
    let path = path.hasPrefix("-") ? "./" + path : path
    return Program(
      arguments.map { word in
        word.split(separator: "{}", omittingEmptySubsequences: false).joined(separator: path)
      },
      environment: environment, timeLimit: timeLimit)
  }

  /// Shows it every photo of a set and judges its words.
  ///
  /// - Parameters:
  ///   - jobs: how many run at once; CPU seconds stay comparable as long as there are that many cores.
  ///   - judge: says what follows from the text, by the same rules; called on several threads.
  ///   - progress: called after each photo with the number done.
  ///   - shouldStop: asked before each photo; the report is of those done until then.
  /// - Throws: when the program cannot be started at all. One that fails on a photo gives `undecided`.
  package func measure(
    on set: LabelledSet, jobs: Int = 1, judge: @Sendable (String, Label) -> Judgement,
    progress: @Sendable (Int) -> Void = { _ in }, shouldStop: @Sendable () -> Bool = { false }
  ) throws(Program.Failure) -> RivalReport {
    struct State {
      var next = 0
      var done = 0
      var results: [RivalResult?]
      var failure: Program.Failure?
    }
    let labels = set.labels
    let state = Mutex(State(results: Array(repeating: nil, count: labels.count)))
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, labels.count))) { _ in
      while let n = state.withLock({ state -> Int? in
        guard state.failure == nil, state.next < labels.count, !shouldStop() else { return nil }
        defer { state.next += 1 }
        return state.next
      }) {
        do throws(Program.Failure) {
          let run = try program(for: set.path(of: labels[n])).run()
          let result = RivalResult(labels[n], run, judge: judge)
          let done = state.withLock { state in
            state.results[n] = result
            state.done += 1
            return state.done
          }
          progress(done)
        } catch {
          state.withLock { $0.failure = error }
        }
      }
    }
    let (failure, results) = state.withLock { ($0.failure, $0.results.compactMap(\.self)) }
    if let failure { throw failure }
    return RivalReport(name: name, arguments: arguments, results: results)
  }
}

/// What a rival made of one photo.
package struct RivalResult: Sendable, Equatable, Codable {
  package var file: String
  package var expected: Verdict
  package var verdict: Verdict
  package var level: String?
  /// `nil` when the label names no level, or nothing was found.
  package var isLevelRight: Bool?
  package var cpuSeconds: Double
  package var wallSeconds: Double
  /// Bytes.
  package var peakMemory: Int
  /// Why there was nothing to judge: `timed out`, `exit status 1`.
  package var failure: String?

  init(_ label: Label, _ run: Program.Result, judge: (String, Label) -> Judgement) {
    file = label.file
    expected = label.verdict
    cpuSeconds = run.cpuSeconds
    wallSeconds = run.wallSeconds
    peakMemory = run.peakMemory
    switch run.end {
    case .exited(0): break
    case .exited(let status): failure = "exit status \(status)"
    case .killed(let signal): failure = "signal \(signal)"
    case .timedOut: failure = "timed out"
    }
    guard failure == nil else {
      verdict = .undecided
      return
    }
    let judgement = judge(run.text, label)
    verdict = judgement.verdict
    level = judgement.level
    if label.verdict == .marked, verdict == .marked {
      isLevelRight = Levels.isRight(level: level, regime: judgement.regime, for: label)
    }
  }
}

/// A rival's figures on a whole set.
package struct RivalReport: Sendable, Equatable, Codable {
  package var name: String
  package var arguments: [String]
  package var recall: Proportion
  package var recallWithLevel: Proportion
  package var falseAlarms: Proportion
  /// Photos on which it failed or ran out of time.
  package var failures: Proportion
  /// Processor seconds a photo; `nil` without photos.
  package var cpu: Spread?
  package var wall: Spread?
  /// Bytes.
  package var peakMemory: Int
  package var photos: [RivalResult]

  package init(name: String, arguments: [String], results: [RivalResult]) {
    self.name = name
    self.arguments = arguments
    let marked = results.filter { $0.expected == .marked }
    let found = marked.filter { $0.verdict == .marked }
    let without = results.filter { $0.expected == .official || $0.expected == .clear }
    recall = Proportion(found.count, of: marked.count)
    recallWithLevel = Proportion(found.count { $0.isLevelRight != false }, of: marked.count)
    falseAlarms = Proportion(without.count { $0.verdict == .marked }, of: without.count)
    failures = Proportion(results.count { $0.failure != nil }, of: results.count)
    cpu = Spread(results.map(\.cpuSeconds))
    wall = Spread(results.map(\.wallSeconds))
    peakMemory = results.map(\.peakMemory).max() ?? 0
    photos = results
  }
}
