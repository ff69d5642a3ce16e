import Discovering
import Evidence
import Isolating

/// An item on its way through worker processes.
final class Item {
  let discovered: Discovered
  var reported = EntrySet()
  /// Entries that are to be tried alone.
  var doubted: Set<Int> = []
  /// How many entries there are, once that is known, and how many others are no photos.
  var entries: Int?
  var others = 0
  /// The highest entry that was heard of.
  var highest = -1
  /// Workers that were lost while it was unpacked and no photo was in hand to blame.
  var strikes = 0
  /// Entries below this are to be taken slowly.
  var slowlyBelow = 0

  init(_ discovered: Discovered) {
    self.discovered = discovered
  }

  /// Not a container.
  var isPlain: Bool {
    switch discovered {
    case .photo, .problem, .known: true
    case .container: false
    }
  }

  /// As the report calls it.
  var path: String {
    switch discovered {
    case .photo(let photo), .container(let photo), .problem(let photo, _, _), .known(let photo, _): photo.path
    }
  }

  /// What is left to do of it, but for what is tried alone.
  func assignment(_ number: Int) -> Assignment {
    let isWhole = reported.isEmpty && doubted.isEmpty
    var assignment = Assignment(number: number, item: discovered)
    if !isWhole {
      assignment.entries = .except(below: reported.below, others: reported.others.union(doubted))
    }
    assignment.slowlyBelow = slowlyBelow
    return assignment
  }
}

/// Numbers from 0, most of them without gaps: a mark and a few above it.
struct EntrySet {
  private(set) var below = 0
  private(set) var others: Set<Int> = []

  var isEmpty: Bool { below == 0 && others.isEmpty }

  /// False when it was there, or is no number of an entry.
  mutating func insert(_ entry: Int) -> Bool {
    guard entry >= below, others.insert(entry).inserted else { return false }
    while others.remove(below) != nil { below += 1 }
    return true
  }

  func contains(_ entry: Int) -> Bool { entry < below || others.contains(entry) }

  func count(below limit: Int) -> Int {
    min(below, limit) + others.count { $0 < limit }
  }
}

/// A worker process and what it has to do.
struct CrewMember {
  /// A photo that was begun.
  struct Hand {
    var path: String
    /// By the supervisor's clock.
    var since: Double
    /// The process's own time at that moment.
    var processorSince: Double
    var sha256: String?
  }

  let worker: Worker
  let jobs: Int
  var lastNews: Double
  /// As of the last look.
  var processorSeconds = 0.0
  var begun: [Ticket: Hand] = [:]
  /// Items that were given to it and are not finished.
  var items: Set<Int> = []
  /// The container that it is going through.
  var unpacking: Int?
  var trial: Trial?
  var isForTrials = false
  /// Photos that it judged.
  var photos = 0
  /// It was told to go.
  var isLeaving = false
  var hasSuccessor = false
  /// Whose place it takes as soon as it is ready.
  var successorOf: Int?
  /// Why it is being ended.
  var cause: Cause?

  init(worker: Worker, jobs: Int, lastNews: Double) {
    self.worker = worker
    self.jobs = jobs
    self.lastNews = lastNews
  }

  /// Whether a photo was begun too long ago, at a moment.
  ///
  /// On a busy machine time passes in which nothing could be done: as long as the process has not had the
  /// seconds that a photo may take, the photo has five times as many. What sleeps is found then.
  func isOverdue(at now: Double, allowed: Double) -> Bool {
    begun.values.contains { hand in
      let seconds = now - hand.since
      return seconds > 5 * allowed || (seconds > allowed && processorSeconds - hand.processorSince > allowed)
    }
  }

  var hasWork: Bool { !items.isEmpty || trial != nil || isLeaving }
}

/// A photo that brought a worker down and is tried alone.
struct Trial {
  var ticket: Ticket
  var path: String
  /// Of the first time.
  var cause: Cause
  var attempts = 0
  var sha256: String?

  init(ticket: Ticket, path: String, cause: Cause) {
    self.ticket = ticket
    self.path = path
    self.cause = cause
  }
}

/// What ended a worker.
enum Cause: Equatable {
  case tookTooLong
  case wasSilent
  case tookTooMuchMemory
  case nonsense
  case died(Ending, String)

  var reason: UndecidedReason {
    switch self {
    case .tookTooLong, .wasSilent: .timedOut
    case .tookTooMuchMemory: .tooLarge
    case .nonsense, .died: .crashed
    }
  }

  func text(_ limits: Limits) -> String {
    switch self {
    case .tookTooLong:
      let seconds = Int(limits.seconds.rounded(.up))
      return "took longer than \(seconds) s, and alone longer than \(3 * seconds) s"
    case .wasSilent: return "gave no photo for \(Int(limits.silentSeconds.rounded(.up))) s"
    case .tookTooMuchMemory: return "takes more than \(limits.memory >> 20) MiB of memory"
    case .nonsense: return "ended the worker process: what it said made no sense"
    case .died(let ending, let words):
      return "ended the worker process: \(ending.description)" + (words.isEmpty ? "" : ": \(words)")
    }
  }
}

/// What was found of each content, so that no worker judges it again: some 300 bytes a content.
struct ResultMemory {
  private var kept: [ContentHash: [UInt8]] = [:]

  mutating func keep(_ inspection: Inspection) {
    guard let hash = inspection.finding.sha256.flatMap(ContentHash.init), kept[hash] == nil else { return }
    var inspection = inspection
    inspection.picture = nil  // a report shows it once
    kept[hash] = inspection.wired
  }

  func inspection(of sha256: String) -> Inspection? {
    ContentHash(sha256).flatMap { kept[$0] }.flatMap { try? Inspection(wired: $0) }
  }
}
