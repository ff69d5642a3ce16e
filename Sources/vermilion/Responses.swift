import Dispatch
import Evidence
import Foundation
import Logging
import Remembering
import Reporting
import Responding

/// Does what was asked for when something is found, one finding after the other, on a thread of its own.
///
/// What was done is noted in the ledger, so that it is not done twice for the same bytes at the same place.
/// When the program ends in between, it may be.
final class Responses: Sendable {
  /// What can be done, by the names under which it is noted.
  private enum Deed: String {
    case quarantine, notify, exec, webhook
  }

  let quarantine: Quarantine?
  private let command: Responding.Command?
  private let webhook: Webhook?
  private let notifies: Bool
  private let log: Logger
  private let metrics: Metrics
  private let queue = DispatchQueue(label: "vermilion.responses")
  /// Findings that wait; when they are many, the scan waits as well.
  private let room = DispatchSemaphore(value: 64)

  init(_ arguments: ResponseArguments, log: Logger, metrics: Metrics) throws {
    quarantine = try arguments.quarantine.map { try Quarantine($0) }
    command = try arguments.exec.map { try Responding.Command($0) }
    webhook = try arguments.webhook.map { try Webhook($0, anywhere: arguments.webhookAnywhere) }
    notifies = arguments.onFinding.contains(.notify)
    self.log = log
    self.metrics = metrics
    quarantine?.tidy()
  }

  /// The names of what is asked for.
  private var wanted: [Deed] {
    var deeds: [Deed] = []
    if quarantine != nil { deeds.append(.quarantine) }
    if notifies { deeds.append(.notify) }
    if command != nil { deeds.append(.exec) }
    if webhook != nil { deeds.append(.webhook) }
    return deeds
  }

  /// Whether something is still to be done about a finding that is known from before.
  func isOpen(_ sha256: String, at path: [UInt8], in ledger: Ledger) -> Bool {
    guard (try? ledger.decision(ofContent: sha256)) ?? nil != Ledger.keep else { return false }
    let done = (try? ledger.deeds(path: path, sha256: sha256)) ?? []
    return wanted.contains { !done.contains($0.rawValue) }
  }

  /// - Parameter whenDone: called on the thread of the responses.
  func act(
    on alarm: Alarm, absolutePath: [UInt8], ledger: Ledger?, whenDone: @escaping @Sendable () -> Void
  ) {
    room.wait()
    queue.async { [self] in
      let done = (try? ledger?.deeds(path: absolutePath, sha256: alarm.finding.sha256 ?? "")) ?? []
      var alarm = alarm
      for deed in wanted where !done.contains(deed.rawValue) {
        carryOut(deed, &alarm, absolutePath, ledger)
      }
      whenDone()
      room.signal()
    }
  }

  /// Returns when all is done.
  func finish() { queue.sync {} }

  private func carryOut(_ deed: Deed, _ alarm: inout Alarm, _ path: [UInt8], _ ledger: Ledger?) {
    let shown = shownText(alarm.finding.path)
    do {
      switch deed {
      case .quarantine:
        guard try putAside(&alarm, shown) else { return }
      case .notify:
        try Desktop.notify(title: "Vermilion: \(shownText(alarm.headline))", body: shown)
      case .exec: try command?.run(on: alarm)
      case .webhook: try webhook?.send(alarm)
      }
      metrics.count(deed: deed.rawValue, isDone: true)
      try ledger?.noteDeed(deed.rawValue, path: path, sha256: alarm.finding.sha256 ?? "")
    } catch {
      metrics.count(deed: deed.rawValue, isDone: false)
      log.error("\(deed.rawValue): \(shown): \(shownText("\(error)"))")
    }
  }

  private func putAside(_ alarm: inout Alarm, _ shown: String) throws -> Bool {
    guard !alarm.isInContainer else {
      log.warning("\(shown) lies inside of another file, which is left where it is")
      return false
    }
    switch try quarantine?.take(alarm, now: Footprint.now / 1_000_000_000) {
    case .moved(let record):
      log.notice("\(shown) was moved to the quarantine as \(record.id)")
      alarm.movedTo = quarantine?.photoPath(record.id)
      return true
    case .changed:
      log.notice("\(shown) changed meanwhile; it is judged anew")
    case .gone:
      log.notice("\(shown) is gone")
    case nil: break
    }
    return false
  }
}
