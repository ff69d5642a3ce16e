import Discovering
import Dispatch
import Evidence
import Measuring
import Pipeline
import Reporting
import Synchronization

/// One run of the benchmark: the set through the same scanner as a scan, then what else was asked for.
final class Bench: Sendable {
  /// Photos that a stage is measured on alone, spread evenly over the set: what they need is held in memory.
  private static let stagePhotos = 60
  /// Pictures on the page of what went wrong.
  private static let mostThumbnails = 60
  private static let thumbnailSide = 640

  private let set: LabelledSet
  private let options: InspectorOptions
  private let jobs: Int
  private let stop: StopFlag
  private let display: Mutex<ProgressDisplay>

  init(_ set: LabelledSet, _ options: InspectorOptions, jobs: Int, stop: StopFlag, isQuiet: Bool) {
    self.set = set
    self.options = options
    self.jobs = jobs
    self.stop = stop
    display = Mutex(ProgressDisplay(isQuiet: isQuiet))
  }

  /// `nil` when it was stopped.
  ///
  /// Whatever is measured has the machine to itself: one after the other.
  func report(
    repetitions: Int, scaling: [Int], rivals: [Rival], stages: [Stage]
  ) throws -> BenchReport? {
    // First what can fail at once.
    let environment = Environment(version: Vermilion.version, models: try options.modelVersions())
    guard let first = try pass(jobs: jobs) else { return nil }
    // Before anything else takes memory.
    let memory = peakMemory()
    var run = Run(jobs: jobs, wallSeconds: [first.wallSeconds], peakMemory: memory)
    for _ in 1..<max(1, repetitions) {
      guard let again = try pass(jobs: jobs) else { return nil }
      run.wallSeconds.append(again.wallSeconds)
    }
    for jobs in scaling {
      guard let other = jobs == self.jobs ? first : try pass(jobs: jobs) else { return nil }
      run.scaling.append(Speed.Scaling(jobs: jobs, wallSeconds: other.wallSeconds))
    }
    let alone = stages.isEmpty ? [] : try measure(stages)
    let others = rivals.isEmpty ? [] : try measure(rivals)
    guard !stop.isRequested else { return nil }
    return BenchReport(
      set: set, outcomes: first.outcomes, run: run, environment: environment, rivals: others, stages: alone)
  }

  // MARK: The set

  private struct Pass {
    var outcomes: [Outcome]
    var wallSeconds: Double
  }

  private func pass(jobs: Int) throws -> Pass? {
    var scanOptions = ScanOptions(jobs: jobs)
    scanOptions.limits = options.limits
    let clock = PhotoClock()
    let scanner = Scanner(scanOptions) { [options] () throws(InspectorFailure) in
      TimedInspector(try Inspector(options), clock)
    }
    let photos = set.labels.map { Photo(path: set.path(of: $0)) }
    var inspections: [String: Inspection] = [:]
    let start = ContinuousClock.now
    let summary = try scanner.run(
      stop: stop,
      feed: { take in
        for photo in photos { guard take(.photo(photo)) else { return } }
      },
      onTick: { self.show(inspections.count, since: start) },
      onResult: { inspections[$0.finding.path] = $0 })
    let seconds = start.duration(to: .now) / .seconds(1)
    display.withLock { $0.clear() }
    if summary.wasStopped { return nil }
    let outcomes = zip(set.labels, photos).map { label, photo in
      Outcome(
        label: label, inspection: inspections[photo.path], wallSeconds: clock.seconds(for: photo.path))
    }
    return Pass(outcomes: outcomes, wallSeconds: seconds)
  }

  private func show(_ done: Int, of total: Int? = nil, since start: ContinuousClock.Instant) {
    var figures = ProgressFigures()
    (figures.done, figures.total, figures.isTotalFinal) = (done, total ?? set.labels.count, true)
    figures.seconds = start.duration(to: .now) / .seconds(1)
    display.withLock { $0.show(figures) }
  }

  // MARK: Beside it

  private func measure(_ rivals: [Rival]) throws -> [RivalReport] {
    let judge = try TextJudge(options)
    var reports: [RivalReport] = []
    for rival in rivals where !stop.isRequested {
      let start = ContinuousClock.now
      let report = try rival.measure(
        on: set, jobs: jobs,
        judge: { text, label in
          judge.judgement(on: text, width: label.size?.width ?? 2480, height: label.size?.height ?? 3508)
        },
        progress: { self.show($0, since: start) }, shouldStop: { self.stop.isRequested })
      display.withLock { $0.clear() }
      reports.append(report)
    }
    return reports
  }

  private func measure(_ stages: [Stage]) throws -> [StageBench] {
    let work = try StageWork(options)
    let step = max(1, (set.labels.count + Self.stagePhotos - 1) / Self.stagePhotos)
    let photos = stride(from: 0, to: set.labels.count, by: step)
      .map { Photo(path: set.path(of: set.labels[$0])) }
    return stages.map { stage in
      let start = ContinuousClock.now
      var ready: [() throws -> Void] = []
      for (number, photo) in photos.enumerated() where !stop.isRequested {
        if let prepared = work.prepare(stage, on: photo) { ready.append(prepared) }
        show(number, of: photos.count, since: start)
      }
      display.withLock { $0.clear() }
      return StageBench.run(stage, on: stop.isRequested ? [] : ready) { try $0() }
    }
  }

  // MARK: Pictures

  /// What went wrong, explained: by the label's file name.
  func thumbnails(for report: BenchReport) -> [String: Thumbnail] {
    let shown = BenchPage.shown(of: report).prefix(Self.mostThumbnails).map(\.file)
    guard !shown.isEmpty else { return [:] }
    let paths = Dictionary(uniqueKeysWithValues: set.labels.map { ($0.file, set.path(of: $0)) })
    struct State {
      var next = 0
      var made: [String: Thumbnail] = [:]
    }
    let state = Mutex(State())
    let start = ContinuousClock.now
    DispatchQueue.concurrentPerform(iterations: min(jobs, shown.count)) { _ in
      // Its engines are set up one after the other by the shelf itself.
      guard let explainer = try? Explainer(options) else { return }
      while let file = state.withLock({ state -> String? in
        guard state.next < shown.count, !stop.isRequested else { return nil }
        defer { state.next += 1 }
        return shown[state.next]
      }) {
        let picture = paths[file].flatMap {
          explainer.thumbnail(of: Photo(path: $0), longSide: Self.thumbnailSide)
        }
        state.withLock { state in
          if let picture { state.made[file] = Thumbnail(format: .jpeg, bytes: picture) }
        }
        show(state.withLock { $0.next }, of: shown.count, since: start)
      }
    }
    display.withLock { $0.clear() }
    return state.withLock { $0.made }
  }
}

/// How long each photo took on its worker, by its path.
private final class PhotoClock: Sendable {
  private let times = Mutex<[String: Double]>([:])

  func note(_ path: String, _ seconds: Double) { times.withLock { $0[path] = seconds } }

  /// 0 for a copy of another photo, which nobody had to judge.
  func seconds(for path: String) -> Double { times.withLock { $0[path] ?? 0 } }
}

/// An inspector with a clock beside it.
private final class TimedInspector: PhotoInspector {
  private let inspector: Inspector
  private let clock: PhotoClock

  init(_ inspector: Inspector, _ clock: PhotoClock) {
    self.inspector = inspector
    self.clock = clock
  }

  func inspect(bytes: [UInt8], of photo: Photo) -> Inspection {
    let start = ContinuousClock.now
    defer { clock.note(photo.path, start.duration(to: .now) / .seconds(1)) }
    return inspector.inspect(bytes: bytes, of: photo)
  }
}
