import Discovering
import Dispatch
import Evidence
import Logging
import Pipeline
import Remembering
import Reporting
import Responding
import Synchronization
import Unpacking

/// What a watcher finds, for a scanner: passes over what is known and needs nothing done.
final class WatchFeed: Sendable {
  let waker = Waker()
  private let roots: [[UInt8]]
  private let options: WatchOptions
  private let recall: Recall?
  private let flagging: Flagging
  private let responses: Responses
  private let metrics: Metrics
  private let log: Logger
  private let traffic: Traffic
  private let beginAnew: @Sendable () -> Void
  private let isOver = DispatchSemaphore(value: 0)
  private let trouble = Mutex<WatchFailure?>(nil)

  init(
    roots: [[UInt8]], options: WatchOptions, recall: Recall?, flagging: Flagging, responses: Responses,
    metrics: Metrics, log: Logger, traffic: Traffic, beginAnew: @escaping @Sendable () -> Void
  ) {
    self.roots = roots
    self.options = options
    self.recall = recall
    self.flagging = flagging
    self.responses = responses
    self.metrics = metrics
    self.log = log
    self.traffic = traffic
    self.beginAnew = beginAnew
  }

  var failure: WatchFailure? { trouble.withLock { $0 } }

  /// Returns when the watcher has ended.
  func wait() { isOver.wait() }

  /// Everything that is found, known or not.
  var photos: PhotoFeed {
    { [self] take in
      do throws(WatchFailure) {
        try Watcher(roots, options, waker: waker, isContainer: isContainer, notice: { self.say($0) }).run(
          take)
      } catch {
        trouble.withLock { $0 = error }
      }
    }
  }

  /// `feed` without what is known and needs nothing done.
  func telling(_ feed: @escaping PhotoFeed, _ stop: StopFlag) -> PhotoFeed {
    { [self] take in
      defer { isOver.signal() }
      var paths = AbsolutePaths()
      feed { item in
        switch item {
        case .known(let photo, let inspection):
          metrics.countKnown()
          let path = paths.path(photo.file)
          guard flagging.flags(inspection.finding.judgement), let ledger = recall?.memory.ledger,
            responses.isOpen(inspection.finding.sha256 ?? "", at: path, in: ledger)
          else { return true }
          traffic.enter(photo, absolutePath: path, isKnown: true, isContainer: false)
        case .photo(let photo), .problem(let photo, _, _):
          traffic.enter(photo, absolutePath: paths.path(photo.file), isKnown: false, isContainer: false)
        case .container(let photo):
          traffic.enter(photo, absolutePath: paths.path(photo.file), isKnown: false, isContainer: true)
        }
        return take(item)
      }
      if failure != nil { stop.request() }
    }
  }

  private func say(_ notice: WatchNotice) {
    switch notice {
    case .caughtUp(let folders):
      metrics.caughtUp()
      let text = "watching \(folders) \(folders == 1 ? "folder" : "folders"); caught up with what was there"
      log.notice("\(text)")
      ServiceManager.ready(text)
    case .overflow:
      metrics.countOverflow()
      log.notice("more happened at once than the kernel could tell of; looking at everything again")
    case .limitReached(let watched):
      log.warning(
        """
        the kernel tells of \(watched) folders and no more (fs.inotify.max_user_watches); the others are looked \
        at every \(options.pollSeconds) s, or raise the limit with sysctl and start again
        """)
    case .rootGone(let path):
      log.error("\(shownText(path)) is gone; waiting for it to come back")
    case .rootBack(let path):
      log.notice("\(shownText(path)) is back")
      // The process that opens photos was let into the folder that is gone; into this one it is not.
      beginAnew()
    case .cannotWatch(let path, let detail):
      log.warning("\(shownText(path)) cannot be watched: \(detail)")
    }
  }
}
