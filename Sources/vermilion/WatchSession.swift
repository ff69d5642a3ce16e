import ArgumentParser
import Discovering
import Dispatch
import Evidence
import Glibc
import Logging
import Pipeline
import Remembering
import Reporting
import Responding
import Unpacking

/// One run of `watch`: a scan that does not end, begun anew whenever the rules are to be read again.
final class WatchSession {
  private let command: WatchCommand
  private let roots: [[UInt8]]
  private let log: Logger
  private let metrics: Metrics
  private let responses: Responses
  private let flagging: Flagging
  private let report: Report
  private let output = ReportOutput.standardOutput()
  private let signals: WatchSignals
  private let start = Footprint.now
  private let keys: UnpackKeys
  /// Read after a SIGHUP, in force from the next round on.
  private var newOptions: InspectorOptions?
  private var hasCaughtUp = false
  private var failure: (any Error)?

  init(_ command: WatchCommand) throws {
    self.command = command
    var raw = RawArguments()
    roots = command.folders.map { raw.path($0) }
    let level = command.logLevel.level
    log = Logger(label: "vermilion") { _ in LineLog(level: level) }
    metrics = Metrics(path: command.metrics)
    flagging = try Flagging(command.flag)
    responses = try Responses(command.responses, log: log, metrics: metrics)
    report = Report(
      command.format, inColour: output.isTerminal && variable("NO_COLOR") == nil, listsClear: command.all)
    keys = try command.judging.unpacking.keys()
    signals = WatchSignals()
  }

  func run() throws {
    // What is wrong with a folder is said before anything is set up.
    try Watcher.check(roots)
    try output.write(report.header)
    var inspectorOptions = try command.judging.inspectorOptions()
    repeat {
      let stop = StopFlag()
      signals.stopsNext(stop)
      newOptions = nil
      do {
        try runOnce(inspectorOptions, until: stop)
      } catch let trouble as InspectorFailure where hasCaughtUp {
        // The rules or models went wrong while it ran: what comes meanwhile is caught up with.
        log.error("nothing can be judged: \(shownText(trouble.detail)); trying again")
        for _ in 0..<50 where !signals.isEnding { usleep(100_000) }
      }
      if let failure { throw failure }
      inspectorOptions = newOptions ?? inspectorOptions
    } while !signals.isEnding
    ServiceManager.stopping()
    responses.finish()
    try metrics.write(now: true)
    log.notice("ended, as it was told to")
  }

  /// Reads the rules again, and begins anew if they can be used: a slip in one must not end the watch.
  private func reload(_ stop: StopFlag) {
    log.notice("reading the rules again")
    do {
      let new = try command.judging.inspectorOptions()
      _ = try new.judgeVersion()
      newOptions = new
      ServiceManager.reloading(at: UInt64(max(0, monotonicMicroseconds())))
      stop.request()
    } catch {
      log.error("the rules stay as they were: \(shownText("\(error)"))")
    }
  }

  private var options: WatchOptions {
    var options = command.watchOptions
    if let quarantine = responses.quarantine {
      var paths = AbsolutePaths()
      let folder = Array(quarantine.folder.utf8)
      options.excluded = [folder]
      // As a walk would name it, which begins with a root as it was given.
      for root in roots {
        let real = paths.place(root)
        if folder.starts(with: real + [0x2F]) { options.excluded.append(root + folder[real.count...]) }
      }
    }
    return options
  }

  // MARK: One generation of rules

  private func runOnce(_ inspectorOptions: InspectorOptions, until stop: StopFlag) throws {
    let recall = try command.judging.remembering.recall(for: inspectorOptions)
    let traffic = Traffic()
    defer { recall?.memory.ledger.close() }
    var scanOptions = command.judging.scanOptions(inspectorOptions, keys, recall)
    scanOptions.order = .asTheyCome
    scanOptions.namesCopies = false
    // Few on the way: what comes new does not wait behind all that is being caught up with.
    scanOptions.window = scanOptions.jobs * 4
    let scanner = command.judging.isolation.scanner(
      scanOptions, inspectorOptions, readable: command.insideFolders.followLinks ? nil : command.folders)

    let feed = WatchFeed(
      roots: roots, options: options, recall: recall, flagging: flagging, responses: responses,
      metrics: metrics, log: log, traffic: traffic, beginAnew: signals.beginAnew)
    stop.onRequest { feed.waker.end() }
    let known = recall?.feed(feed.photos) ?? feed.photos
    _ = try scanner.run(
      stop: stop, feed: feed.telling(known, stop), onTick: { self.tick(recall, stop) },
      onResult: { self.receive($0, from: traffic, recall, stop) })
    feed.wait()
    responses.finish()
    recall?.flush(now: true)
    if let failure = feed.failure { throw failure }
  }

  private var lastAlive = ContinuousClock.now
  private var saidLedgerFailure = false

  private func tick(_ recall: Recall?, _ stop: StopFlag) {
    recall?.flush()
    hasCaughtUp = hasCaughtUp || metrics.isCaughtUp
    if signals.takeReload() { reload(stop) }
    if let patience = ServiceManager.patience, ContinuousClock.now - lastAlive > .seconds(patience / 3) {
      lastAlive = .now
      ServiceManager.alive()
    }
    if let failure = recall?.memory.failure, !saidLedgerFailure {
      saidLedgerFailure = true
      log.error("\(shownText("\(failure)")); what is judged from now on is judged again after a start")
    }
    do {
      try metrics.write()
    } catch {
      log.warning("metrics: \(error)")
    }
  }

  private func receive(
    _ inspection: Inspection, from traffic: Traffic, _ recall: Recall?, _ stop: StopFlag
  ) {
    let finding = inspection.finding
    let arrival = traffic.leave(finding.path)
    let isFlagged = flagging.flags(finding.judgement)
    if isFlagged, let hash = finding.sha256, let ledger = recall?.memory.ledger,
      (try? ledger.decision(ofContent: hash)) ?? nil == Ledger.keep
    {
      log.info("\(shownText(finding.path)) may stay: its owner said so")
      recall?.note(inspection)
      return
    }
    if arrival?.isKnown != true {
      // Of what was there before only the finding counts, not how long it lay there.
      let modified = arrival?.modified.flatMap { $0 >= start ? $0 : nil }
      metrics.count(
        finding, isFlagged: isFlagged, secondsSinceWrite: modified.map { Double(Footprint.now - $0) / 1e9 })
      log.debug("\(shownText(finding.path)): \(finding.judgement.verdict.rawValue)")
      if isFlagged || command.all || finding.judgement.verdict == .undecided { tell(of: finding, stop) }
    }
    guard isFlagged, let arrival else {
      recall?.note(inspection)
      return
    }
    if !arrival.isKnown {
      let what = finding.judgement.level ?? finding.judgement.verdict.rawValue
      log.warning("found \(shownText(finding.path)): \(shownText(what))")
    }
    let alarm = Alarm(
      finding: finding, file: arrival.file, isInContainer: finding.path != arrival.path,
      json: jsonLine(finding))
    // Noted when all was done: a crash in between finds the photo again.
    responses.act(on: alarm, absolutePath: arrival.absolutePath, ledger: recall?.memory.ledger) {
      recall?.note(inspection)
    }
  }

  private func tell(of finding: Finding, _ stop: StopFlag) {
    do throws(OutputFailure) {
      try output.write(report.entry(for: finding))
    } catch {
      if failure == nil { failure = error }
      stop.request()
    }
  }
}

private func monotonicMicroseconds() -> Int64 {
  var time = timespec()
  guard unsafe clock_gettime(CLOCK_MONOTONIC, &time) == 0 else { return 0 }
  return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
}
