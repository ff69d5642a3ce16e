import Evidence
import Foundation

/// What a run as a whole took: what cannot be told from its photos one by one.
package struct Run: Sendable, Equatable {
  /// Photos judged at once.
  package var jobs: Int
  /// Of the whole set, one value a repetition; the first belongs to the outcomes.
  package var wallSeconds: [Double]
  /// Of the process or processes that judged, in bytes.
  package var peakMemory: Int?
  /// The same set with other numbers of workers, when that was asked for.
  package var scaling: [Speed.Scaling]

  package init(
    jobs: Int, wallSeconds: [Double], peakMemory: Int? = nil, scaling: [Speed.Scaling] = []
  ) {
    self.jobs = jobs
    self.wallSeconds = wallSeconds
    self.peakMemory = peakMemory
    self.scaling = scaling
  }
}

/// How fast a run was, and where the time went.
///
/// Copies of a photo that was judged before count in the rates, and in nothing that is said of one photo.
package struct Speed: Sendable, Equatable, Codable {
  package struct StageTime: Sendable, Equatable, Codable {
    package var stage: Stage
    /// Processor seconds a photo, of those that came this far.
    package var seconds: Spread
  }

  /// The photos for which a stage was the last.
  package struct Leaving: Sendable, Equatable, Codable {
    package var stage: Stage
    package var photos: Int
    /// How many of them are labelled `marked`.
    package var marked: Int
  }

  package struct Scaling: Sendable, Equatable, Codable {
    package var jobs: Int
    package var wallSeconds: Double

    package init(jobs: Int, wallSeconds: Double) {
      self.jobs = jobs
      self.wallSeconds = wallSeconds
    }
  }

  package var jobs: Int
  package var photos: Int
  package var megapixels: Double
  /// One value a repetition.
  package var runs: [Double]
  /// By the median of the repetitions.
  package var photosPerSecond: Double
  package var megapixelsPerSecond: Double
  /// Seconds a photo; `nil` when there was none.
  package var wall: Spread?
  /// Processor seconds a photo.
  package var cpu: Spread?
  package var stages: [StageTime]
  package var leaving: [Leaving]
  /// Lines a photo.
  package var linesFound: Spread?
  package var linesRead: Spread?
  /// Bytes.
  package var peakMemory: Int?
  package var scaling: [Scaling]

  package init(_ results: [PhotoResult], run: Run) {
    jobs = run.jobs
    photos = results.count
    megapixels = results.reduce(0) { $0 + $1.megapixels }
    runs = run.wallSeconds.filter { $0.isFinite && $0 > 0 }
    let seconds = runs.isEmpty ? 0 : percentile(0.5, ofSorted: runs.sorted())
    photosPerSecond = seconds > 0 ? Double(photos) / seconds : 0
    megapixelsPerSecond = seconds > 0 ? megapixels / seconds : 0
    let judged = results.filter { !$0.isCopy }
    wall = Spread(judged.map(\.wallSeconds))
    cpu = Spread(judged.map(\.cpuSeconds))
    stages = Stage.allCases.compactMap { stage in
      Spread(judged.compactMap { $0.stageSeconds[stage.rawValue] })
        .map { StageTime(stage: stage, seconds: $0) }
    }
    leaving = Stage.allCases.map { stage in
      let left = judged.filter { $0.left == stage }
      return Leaving(stage: stage, photos: left.count, marked: left.count { $0.expected == .marked })
    }
    linesFound = Spread(judged.map { Double($0.linesFound) })
    linesRead = Spread(judged.map { Double($0.linesRead) })
    peakMemory = run.peakMemory
    scaling = run.scaling.filter { $0.wallSeconds.isFinite && $0.wallSeconds > 0 }
      .sorted { $0.jobs < $1.jobs }
  }
}

/// The machine and the program that a run was made with.
package struct Environment: Sendable, Equatable, Codable {
  /// Cores that this process may use.
  package var cores: Int
  package var processor: String
  package var system: String
  /// Of the program.
  package var version: String
  /// Versions or digests of the rules and models used, by name.
  package var models: [String: String]
  /// UTC, as ISO 8601 writes it.
  package var date: String

  /// Of this machine, now.
  package init(version: String, models: [String: String]) {
    cores = ProcessInfo.processInfo.activeProcessorCount
    processor = Self.processorName() ?? "unknown"
    system = ProcessInfo.processInfo.operatingSystemVersionString
    self.version = version
    self.models = models
    date = Date().formatted(.iso8601)
  }

  private static func processorName() -> String? {
    guard let text = kernelFile("/proc/cpuinfo") else { return nil }
    return field("model name", in: text)
  }

  /// Speed is only worth comparing where both ran on such a machine.
  package func isLike(_ other: Environment) -> Bool {
    cores == other.cores && processor == other.processor
  }
}

/// The most memory that a process had at once, in bytes: `VmHWM` of proc(5).
///
/// - Parameter process: its id, or `self`; `nil` is returned when it is gone.
package func peakMemory(ofProcess process: String = "self") -> Int? {
  kernelFile("/proc/\(process)/status").flatMap(peakMemory(inStatus:))
}

/// - Parameter text: what `/proc/…/status` says.
package func peakMemory(inStatus text: String) -> Int? {
  guard let value = field("VmHWM", in: text), value.hasSuffix(" kB"),
    let kilobytes = Int(value.dropLast(3).trimmingCharacters(in: .whitespaces)), kilobytes >= 0
  else { return nil }
  let (bytes, isTooMuch) = kilobytes.multipliedReportingOverflow(by: 1024)
  return isTooMuch ? nil : bytes
}

/// The first `name: value` of a text of such lines.
private func field(_ name: String, in text: String) -> String? {
  for line in text.split(separator: "\n") {
    let parts = line.split(separator: ":", maxSplits: 1)
    if parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == name {
      return parts[1].trimmingCharacters(in: .whitespaces)
    }
  }
  return nil
}

/// Files of the kernel say that they are empty and are not: they are read to their end.
private func kernelFile(_ path: String) -> String? {
  guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
  defer { try? handle.close() }
  guard let bytes = try? handle.read(upToCount: 1 << 20) else { return nil }
  return String(decoding: bytes, as: UTF8.self)
}
