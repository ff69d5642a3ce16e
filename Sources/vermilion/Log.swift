import Foundation
import Glibc
import Logging

/// Lines on standard error: for the journal with the level it understands in front, else with the time.
struct LineLog: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  private let isForJournal: Bool

  init(level: Logger.Level) {
    logLevel = level
    isForJournal = variable("JOURNAL_STREAM") != nil
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let text = "\(event.message)".split(whereSeparator: \.isNewline).joined(separator: " ")
    if isForJournal {
      // sd-daemon(3): the priorities of syslog.
      tell("<\(priority(event.level))>\(text)\n")
    } else {
      let time = Date.now.formatted(.iso8601.time(includingFractionalSeconds: false).year().month().day())
      tell("\(time) \(event.level.rawValue): \(text)\n")
    }
  }

  private func priority(_ level: Logger.Level) -> Int {
    switch level {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
