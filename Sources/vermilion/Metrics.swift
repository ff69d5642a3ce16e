import Evidence
import Foundation
import Glibc
import Reporting
import Synchronization

/// Counters of a watch, kept in a file in Prometheus' text format (0.0.4) for whoever collects such files.
///
/// Numbers only: no path and no level, since others may read it.
final class Metrics: Sendable {
  private struct State {
    var photos: [Verdict: Int] = [:]
    var known = 0
    var findings = 0
    var deeds: [String: (done: Int, failed: Int)] = [:]
    var overflows = 0
    var latencySum = 0.0
    var latencyCount = 0
    var seconds = 0.0
    var isCaughtUp = false
    var written = ContinuousClock.now - .seconds(3600)
  }

  private let path: String?
  private let start = Date.now.timeIntervalSince1970
  private let state = Mutex(State())

  init(path: String?) {
    self.path = path
  }

  func count(_ finding: Finding, isFlagged: Bool, secondsSinceWrite: Double?) {
    state.withLock { state in
      state.photos[finding.judgement.verdict, default: 0] += 1
      state.seconds += finding.seconds
      if isFlagged { state.findings += 1 }
      if let secondsSinceWrite {
        state.latencySum += secondsSinceWrite
        state.latencyCount += 1
      }
    }
  }

  func countKnown() { state.withLock { $0.known += 1 } }
  func countOverflow() { state.withLock { $0.overflows += 1 } }
  var isCaughtUp: Bool { state.withLock { $0.isCaughtUp } }
  func caughtUp() { state.withLock { $0.isCaughtUp = true } }

  func count(deed: String, isDone: Bool) {
    state.withLock { state in
      var counts = state.deeds[deed, default: (0, 0)]
      if isDone { counts.done += 1 } else { counts.failed += 1 }
      state.deeds[deed] = counts
    }
  }

  var text: String {
    state.withLock { state in
      var lines: [String] = []
      func metric(
        _ name: String, _ type: String, _ help: String, _ values: [(labels: String, value: Double)]
      ) {
        lines.append("# HELP vermilion_\(name) \(help)")
        lines.append("# TYPE vermilion_\(name) \(type)")
        for (labels, value) in values {
          let number = value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
          lines.append("vermilion_\(name)\(labels) \(number)")
        }
      }
      metric(
        "photos_total", "counter", "Photos judged, by verdict.",
        Verdict.allCases.map { ("{verdict=\"\($0.rawValue)\"}", Double(state.photos[$0] ?? 0)) })
      metric("known_total", "counter", "Photos met that were known from before.", [("", Double(state.known))])
      metric("findings_total", "counter", "Photos that were flagged.", [("", Double(state.findings))])
      metric(
        "responses_total", "counter", "What was done about findings.",
        state.deeds.sorted { $0.key < $1.key }.flatMap { name, counts in
          [
            ("{kind=\"\(name)\",result=\"done\"}", Double(counts.done)),
            ("{kind=\"\(name)\",result=\"failed\"}", Double(counts.failed)),
          ]
        })
      metric(
        "overflows_total", "counter", "Times that the kernel lost messages.", [("", Double(state.overflows))])
      metric(
        "judging_seconds_total", "counter", "Processor time spent on photos.", [("", state.seconds)])
      metric(
        "latency_seconds_sum", "counter", "From a new photo's last write to its verdict, summed.",
        [("", state.latencySum)])
      metric(
        "latency_seconds_count", "counter", "Photos in that sum.", [("", Double(state.latencyCount))])
      metric(
        "caught_up", "gauge", "1 when everything that was there at the start has been met.",
        [("", state.isCaughtUp ? 1 : 0)])
      metric("start_time_seconds", "gauge", "When the watch began.", [("", start)])
      metric("update_time_seconds", "gauge", "When this was written.", [("", Date.now.timeIntervalSince1970)])
      return lines.joined(separator: "\n") + "\n"
    }
  }

  /// Writes the file, every fifteen seconds at most. What fails is told once a call.
  func write(now isNow: Bool = false) throws(OutputFailure) {
    guard let path else { return }
    let isDue = state.withLock { state in
      guard isNow || state.written < .now - .seconds(15) else { return false }
      state.written = .now
      return true
    }
    guard isDue else { return }
    let output = try ReportOutput.file(path)
    try output.write(text)
    try output.finish()
    _ = unsafe chmod(path, 0o644)
  }
}
