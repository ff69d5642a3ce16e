import Crypto
import Discovering
import Dispatch
import Evidence
import Glibc
import Synchronization

/// How a scan is run.
package struct ScanOptions: Sendable {
  package enum Order: Sendable {
    /// In the order in which the photos were discovered, whoever was quicker.
    case asGiven
    case asTheyCome
  }

  /// Photos at once, from 1.
  package var jobs: Int
  package var order = Order.asGiven
  package var limits = Limits()
  /// Photos on the way at most: discovered and not yet reported. One slow photo holds back no more results
  /// than these, and no folder is so large that its names fill the memory.
  package var window = 512

  package init(jobs: Int) {
    self.jobs = jobs
  }
}

/// What there is to say when a scan is over.
package struct ScanSummary: Sendable, Equatable {
  package var reported = 0
  package var copies = 0
  /// It ended because it was asked to.
  package var wasStopped = false

  package init() {}
}

/// Judges many photos at once.
///
/// Each worker is a serial queue of its own with an inspector made there, and takes one photo after another
/// from the inbox. Results leave through one owner, the thread that called `run`: nothing a caller passes to
/// `run`, apart from the feed, needs to be safe for other threads.
package struct Scanner: Sendable {
  package typealias InspectorFactory = @Sendable () throws(InspectorFailure) -> any PhotoInspector
  /// Hands over what is discovered, until it is told false.
  package typealias Feed = @Sendable (_ take: (Discovered) -> Bool) -> Void

  private let options: ScanOptions
  private let makeInspector: InspectorFactory

  /// Inspectors are made one after the other: Tesseract's engines may not be set up at the same time.
  package init(_ options: ScanOptions, makeInspector: @escaping InspectorFactory) {
    precondition(options.jobs >= 1 && options.window >= 1)
    self.options = options
    self.makeInspector = makeInspector
  }

  /// Runs until the feed is empty and everything is reported, or `stop` is requested.
  ///
  /// `onTick` is called some ten times a second, for showing progress. After a stop the feed is not waited
  /// for: it may be listening to somebody who never speaks.
  package func run(
    stop: StopFlag = StopFlag(), feed: @escaping Feed, onTick: () -> Void = {},
    onResult: (Inspection) -> Void
  ) throws(InspectorFailure) -> ScanSummary {
    let scan = Scan(options)
    stop.onRequest { scan.stop() }
    DispatchQueue(label: "vermilion.discovery").async { scan.discover(with: feed) }

    let working = DispatchGroup()
    for number in 0..<options.jobs {
      DispatchQueue(label: "vermilion.worker.\(number)").async(group: working) { [makeInspector] in
        scan.work(with: makeInspector)
      }
    }
    working.notify(queue: DispatchQueue(label: "vermilion.end")) { scan.results.finish() }

    var summary = scan.report(onTick: onTick, onResult: onResult)
    summary.wasStopped = stop.isRequested
    if let failure = scan.failure.withLock({ $0 }) { throw failure }
    return summary
  }
}

/// What the threads of one run share.
private final class Scan: Sendable {
  struct Job: Sendable {
    var number: Int
    var item: Discovered
  }

  struct Result: Sendable {
    var number: Int
    var inspection: Inspection
    /// Of the bytes, when they could be read.
    var digest: SHA256.Digest?
  }

  let options: ScanOptions
  let inbox = Inbox<Job>()
  let results = Inbox<Result>()
  let failure = Mutex<InspectorFailure?>(nil)
  private let copies = Copies()
  /// One signal a photo that may be on the way besides those that are.
  private let room = DispatchSemaphore(value: 0)
  private let making = DispatchSemaphore(value: 1)

  init(_ options: ScanOptions) {
    self.options = options
    // Signalled up from 0: a semaphore that starts higher may not be given up while it is lower.
    for _ in 0..<options.window { room.signal() }
  }

  func stop() {
    inbox.close()
    room.signal()
  }

  func discover(with feed: Scanner.Feed) {
    var number = 0
    feed { item in
      room.wait()
      defer { number += 1 }
      return inbox.push(Job(number: number, item: item))
    }
    inbox.finish()
  }

  func work(with makeInspector: Scanner.InspectorFactory) {
    do throws(InspectorFailure) {
      let inspector = try make(makeInspector)
      while let job = inbox.pop() { finish(job, inspector) }
    } catch {
      failure.withLock { $0 = $0 ?? error }
      stop()
    }
  }

  private func make(_ makeInspector: Scanner.InspectorFactory) throws(InspectorFailure) -> any PhotoInspector
  {
    // Not a Mutex: an inspector may not cross into its closure's result.
    making.wait()
    defer { making.signal() }
    return try makeInspector()
  }

  private func finish(_ job: Job, _ inspector: any PhotoInspector) {
    switch job.item {
    case .problem(let photo, let reason, let detail):
      give(undecided(photo, reason, detail), job.number)
    case .photo(let photo):
      do throws(DecodeFailure) {
        try judge(photo, job.number, inspector)
      } catch {
        give(undecided(photo, error.reason, error.detail), job.number)
      }
    }
  }

  private func judge(
    _ photo: Photo, _ number: Int, _ inspector: any PhotoInspector
  ) throws(DecodeFailure) {
    let start = threadSeconds()
    let bytes = try bytes(of: photo, within: options.limits)
    let digest = SHA256.hash(data: bytes)
    switch copies.claim(digest, for: Copies.Waiting(number: number, photo: photo)) {
    case .inHand:
      break
    case .judged(let inspection):
      give(inspection, number, digest, photo)
    case .first:
      let readingSeconds = threadSeconds() - start
      var inspection = inspector.inspect(bytes: bytes, of: photo)
      inspection.finding.sha256 = hex(digest)
      inspection.finding.seconds += readingSeconds
      give(inspection, number, digest, photo)
      for other in copies.settle(digest, inspection) {
        give(inspection, other.number, digest, other.photo)
      }
    }
  }

  private func give(
    _ inspection: Inspection, _ number: Int, _ digest: SHA256.Digest? = nil, _ photo: Photo? = nil
  ) {
    var result = Result(number: number, inspection: inspection, digest: digest)
    if let photo { result.inspection.finding.path = photo.path }
    results.push(result)
  }

  /// The owner of what leaves: puts results in order, and says which are copies of which.
  func report(onTick: () -> Void, onResult: (Inspection) -> Void) -> ScanSummary {
    var summary = ScanSummary()
    var held: [Int: Result] = [:]
    var next = 0
    var tickTime = DispatchTime.now()

    func emit(_ result: Result) {
      var result = result
      if let digest = result.digest {
        let path = result.inspection.finding.path
        if let earlier = copies.earlierPath(of: digest, reporting: path) {
          result.inspection.finding.copyOf = earlier
          result.inspection.finding.seconds = 0
          summary.copies += 1
        }
      }
      summary.reported += 1
      onResult(result.inspection)
      room.signal()
    }

    receiving: while true {
      if tickTime <= .now() {
        onTick()
        tickTime = .now() + .milliseconds(100)
      }
      switch results.pop(before: tickTime) {
      case .nothingYet: continue
      case .end: break receiving
      case .element(let result):
        guard options.order == .asGiven else {
          emit(result)
          continue
        }
        held[result.number] = result
        while let ready = held.removeValue(forKey: next) {
          emit(ready)
          next += 1
        }
      }
    }
    // Nothing is left here unless a worker was lost; what was found is told all the same.
    for number in held.keys.sorted() {
      if let result = held[number] { emit(result) }
    }
    return summary
  }
}

private func undecided(_ photo: Photo, _ reason: UndecidedReason, _ detail: String) -> Inspection {
  Inspection(
    finding: Finding(path: photo.path, judgement: .undecided(reason, detail)), trace: Trace(left: .decode))
}

/// Processor time that the calling thread has used.
private func threadSeconds() -> Double {
  var time = timespec()
  guard unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

private func hex(_ digest: SHA256.Digest) -> String {
  let digits = Array("0123456789abcdef".utf8)
  let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  return String(decoding: text, as: UTF8.self)
}
