import Crypto
import Decoding
import Discovering
import Dispatch
import Evidence
import Glibc
import Synchronization
import Unpacking

/// What the threads of one scanner's run share.
final class Scan: Sendable {
  /// What a worker is given: a container has become its photos by then.
  enum Piece: Sendable {
    case file(Photo)
    case unpacked(UnpackedPhoto)
    case problem(Photo, UndecidedReason, detail: String)
    case known(Photo, Inspection)
  }

  struct Job: Sendable {
    var ticket: Ticket
    var piece: Piece
  }

  /// How much of an item is still on the way.
  private struct Tally {
    var open = 0
    /// Known once all entries were found.
    var entries: Int?
    var others = 0
  }

  let events = Inbox<ScanEvent>()
  let failure = Mutex<InspectorFailure?>(nil)
  /// One signal a photo that may be on the way besides those that are.
  let room = DispatchSemaphore(value: 0)
  private let options: ScanOptions
  private let inbox = Inbox<Job>()
  private let copies = Copies()
  private let tallies = Mutex<[Int: Tally]>([:])
  private let unpacker: Unpacker
  private let making = DispatchSemaphore(value: 1)
  private let isStopped = Atomic(false)

  init(_ options: ScanOptions) {
    self.options = options
    unpacker = Unpacker(limits: options.limits, keys: options.keys, formats: options.formats) { start in
      Discovering.PhotoFormat(firstBytes: start) != nil
    }
    // Signalled up from 0: a semaphore that starts higher may not be given up while it is lower.
    for _ in 0..<options.window { room.signal() }
  }

  func stop() {
    isStopped.store(true, ordering: .relaxed)
    inbox.close()
    unpacker.close()
    room.signal()
  }

  // MARK: What comes in

  func discover(with feed: Scanner.AssignmentFeed, _ hooks: ScanHooks) {
    feed { open($0, hooks) }
    inbox.finish()
  }

  /// False when no more is wanted.
  private func open(_ assignment: Assignment, _ hooks: ScanHooks) -> Bool {
    switch assignment.item {
    case .photo(let photo): addOnly(.file(photo), assignment.number)
    case .problem(let photo, let reason, let detail):
      addOnly(.problem(photo, reason, detail: detail), assignment.number)
    case .known(let photo, let inspection): addOnly(.known(photo, inspection), assignment.number)
    case .container(let photo): unpack(photo, assignment, hooks)
    }
  }

  private func addOnly(_ piece: Piece, _ item: Int) -> Bool {
    guard add(piece, Ticket(item: item)) else { return false }
    close(item, entries: 1)
    return true
  }

  /// Entries are numbered as they come, those that are not wanted as well.
  private func unpack(_ container: Photo, _ assignment: Assignment, _ hooks: ScanHooks) -> Bool {
    var ticket = Ticket(item: assignment.number)
    var isAccepted = true
    hooks.onUnpacking?(ticket.item)
    let counts = unpacker.unpack(container) { unpacked in
      defer { ticket.entry += 1 }
      guard assignment.entries.contains(ticket.entry) else { return true }
      isAccepted =
        switch unpacked {
        case .photo(let photo): add(.unpacked(photo), ticket)
        case .problem(let photo, let reason, let detail):
          add(.problem(photo, reason, detail: detail), ticket)
        }
      if ticket.entry < assignment.slowlyBelow { waitUntilDone(ticket.item) }
      return isAccepted && assignment.entries != .only(ticket.entry)
    }
    hooks.onUnpacked?(ticket.item)
    close(assignment.number, entries: ticket.entry, others: counts.otherEntries)
    return isAccepted
  }

  /// Nothing of this item is on the way any more, or it was stopped.
  private func waitUntilDone(_ item: Int) {
    while !isStopped.load(ordering: .relaxed), tallies.withLock({ $0[item]?.open ?? 0 }) > 0 { usleep(500) }
  }

  private func add(_ piece: Piece, _ ticket: Ticket) -> Bool {
    room.wait()
    tallies.withLock { $0[ticket.item, default: Tally()].open += 1 }
    return inbox.push(Job(ticket: ticket, piece: piece))
  }

  /// All entries of an item were found.
  private func close(_ item: Int, entries: Int, others: Int = 0) {
    settle(item) { ($0.entries, $0.others) = (entries, others) }
  }

  private func settle(_ item: Int, _ change: (inout Tally) -> Void) {
    let finished = tallies.withLock { tallies -> ScanEvent? in
      change(&tallies[item, default: Tally()])
      guard let tally = tallies[item], tally.open == 0, let entries = tally.entries else { return nil }
      tallies[item] = nil
      return .finished(item: item, entries: entries, others: tally.others)
    }
    if let finished { events.push(finished) }
  }

  // MARK: The work

  func work(with makeInspector: Scanner.InspectorFactory, _ hooks: ScanHooks) {
    do throws(InspectorFailure) {
      let inspector = try make(makeInspector)
      while let job = inbox.pop() { finish(job, inspector, hooks) }
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

  private func finish(_ job: Job, _ inspector: any PhotoInspector, _ hooks: ScanHooks) {
    switch job.piece {
    case .problem(let photo, let reason, let detail):
      give(undecided(photo, reason, detail), job.ticket)
    case .known(let photo, let inspection):
      give(inspection, job.ticket, photo)
    case .file(let photo):
      hooks.onBegin?(job.ticket, photo.path)
      judge(photo, job.ticket, inspector, hooks) { () throws(DecodeFailure) in
        try bytes(of: photo, within: options.limits)
      }
    case .unpacked(let unpacked):
      hooks.onBegin?(job.ticket, unpacked.photo.path)
      judge(unpacked.photo, job.ticket, inspector, hooks, unpacked.read, unpacked.text)
    }
  }

  private func judge(
    _ photo: Photo, _ ticket: Ticket, _ inspector: any PhotoInspector, _ hooks: ScanHooks,
    _ read: () throws(DecodeFailure) -> [UInt8],
    _ text: () throws(DecodeFailure) -> [PlacedText] = { [] }
  ) {
    let start = threadSeconds()
    let bytes: [UInt8]
    do throws(DecodeFailure) {
      bytes = try read()
    } catch {
      give(undecided(photo, error.reason, error.detail), ticket)
      return
    }
    let digest = SHA256.hash(data: bytes)
    switch copies.claim(digest, for: Copies.Waiting(ticket: ticket, photo: photo)) {
    case .inHand:
      break
    case .judged(let inspection):
      give(inspection, ticket, photo)
    case .first:
      let readingSeconds = threadSeconds() - start
      let sha256 = hex(digest)
      var inspection = hooks.known?(ticket, sha256) ?? inspect(bytes, of: photo, inspector, text)
      if [.marked, .official].contains(inspection.finding.judgement.verdict) {
        inspection.finding.likeness = likeness(of: bytes, limits: options.limits)
      }
      inspection.finding.source = exifSource(of: bytes)
      inspection.finding.sha256 = sha256
      if let style = options.pictures, [.marked, .official].contains(inspection.finding.judgement.verdict) {
        inspection.picture = findingPicture(bytes, inspection.finding, style, options.limits)
      }
      inspection.finding.seconds += readingSeconds
      give(inspection, ticket, photo)
      for other in copies.settle(digest, inspection, keeping: options.namesCopies) {
        give(inspection, other.ticket, other.photo)
      }
    }
  }

  private func inspect(
    _ bytes: [UInt8], of photo: Photo, _ inspector: any PhotoInspector,
    _ text: () throws(DecodeFailure) -> [PlacedText]
  ) -> Inspection {
    var inspection = inspector.inspect(bytes: bytes, of: photo)
    // A text layer that cannot be read is none: the picture was judged.
    if let textLayers = options.textLayers, let lines = try? text() {
      textLayers.add(lines, to: &inspection)
    }
    return inspection
  }

  private func give(_ inspection: Inspection, _ ticket: Ticket, _ photo: Photo? = nil) {
    var inspection = inspection
    if let photo {
      inspection.finding.path = photo.path
      // What the file itself says is the same for all its copies; what the container says is not.
      let own = inspection.finding.source
      let told = photo.source ?? knownPlace(photo.path)
      inspection.finding.source = told?.completed(by: own) ?? own
    }
    events.push(.result(ticket, inspection))
    settle(ticket.item) { $0.open -= 1 }
  }

  // MARK: What goes out

  /// Hands events to their owner until there will be no more.
  func receive(onTick: () -> Void, onEvent: (ScanEvent) -> Void) {
    var tickTime = DispatchTime.now()
    while true {
      if tickTime <= .now() {
        onTick()
        tickTime = .now() + .milliseconds(100)
      }
      switch events.pop(before: tickTime) {
      case .nothingYet: continue
      case .end: return
      case .element(let event): onEvent(event)
      }
    }
  }
}

func undecided(_ photo: Photo, _ reason: UndecidedReason, _ detail: String) -> Inspection {
  Inspection(
    finding: Finding(path: photo.path, judgement: .undecided(reason, detail), source: photo.source),
    trace: Trace(left: .decode))
}

/// Processor time that the calling thread has used.
private func threadSeconds() -> Double {
  var time = timespec()
  guard unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
