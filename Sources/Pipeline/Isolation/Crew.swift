import Evidence
import Isolating

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
