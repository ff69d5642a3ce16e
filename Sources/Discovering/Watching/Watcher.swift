import Evidence
import Glibc

/// Finds photos in folders, and goes on finding those that appear or change.
///
/// A photo is handed on when it is whole: closed by its writer, and the same for a fifth of a second. At the
/// start everything there is handed on, so what came while nobody watched is found. The same state of a file
/// is handed on once; whoever takes it decides what is known.
///
/// Memory grows by some 200 bytes a folder and 16 bytes a file, not with what happens: photos are handed on one
/// by one, as fast as they are taken, and what cannot be remembered meanwhile is found by walking again.
package final class Watcher {
  private let options: WatchOptions
  private let roots: [[UInt8]]
  private let discoverer: Discoverer
  private let notice: (WatchNotice) -> Void
  private let waker: Waker
  private let inotify: Inotify?
  private var folders: WatchedFolders
  private var settling: Settling
  private var walk = FolderWalk()
  /// The state in which each file was handed on.
  private var told = Told()
  private var containers = ContainerFolders()
  private var lostRoots: Set<[UInt8]> = []
  private var polling: PollClock
  private var saidLimit = false
  private var isCatchingUp = false
  private var wantsAnotherWalk = false

  /// A root that is not there is waited for.
  ///
  /// - Parameter notice: called on the thread of `run`.
  package init(
    _ roots: [[UInt8]], _ options: WatchOptions = WatchOptions(), waker: Waker = Waker(),
    isContainer: @escaping Discoverer.ContainerTest = { _ in false },
    notice: @escaping (WatchNotice) -> Void = { _ in }
  ) throws(WatchFailure) {
    self.roots = roots
    self.options = options
    self.waker = waker
    self.notice = notice
    discoverer = Discoverer(options.discovery, isContainer: isContainer)
    // A lease that is broken in the moment it is held would end the program otherwise.
    _ = signal(SIGIO, SIG_IGN)
    do throws(SystemFailure) {
      inotify = options.polls ? nil : try Inotify()
    } catch {
      throw WatchFailure(detail: "folders cannot be watched: \(error.message); --poll does without")
    }
    folders = WatchedFolders(inotify, most: options.mostWatches)
    settling = Settling(followsLinks: options.discovery.followsLinks)
    polling = PollClock(seconds: options.pollSeconds)
    lookAtAllAgain()
  }

  /// Throws the first root's trouble, in words for a person, when it is no folder that can be read.
  package static func check(_ roots: [[UInt8]]) throws(WatchFailure) {
    for root in roots {
      do throws(SystemFailure) {
        _ = try names(inFolder: root)
      } catch {
        throw WatchFailure(detail: "\(shownName(root)): \(error.message)")
      }
    }
  }

  /// Hands on what is found until `take` returns false or the waker is told to end it. Once.
  package func run(_ take: (Discovered) -> Bool) {
    while !waker.isEnding {
      let wasTold = inotify.map { handle($0.events()) } ?? false
      for file in settling.whole(at: steadyNow()) {
        guard handOn(file.name, in: file.folder, take) else { return }
      }
      guard openContainers(take) else { return }
      if !settling.isFull, let step = walk.next() {
        guard visit(step, take) else { return }
        continue
      }
      guard walk.isEmpty, !wasTold else { continue }
      endOfWalk()
      lookForLostRoots()
      poll()
      if walk.isEmpty { waker.wait(for: inotify?.file, atMost: patience()) }
    }
  }

  // MARK: Being told

  /// True when there was something.
  private func handle(_ events: [Inotify.Event]) -> Bool {
    for event in events { handle(event) }
    return !events.isEmpty
  }

  private func handle(_ event: Inotify.Event) {
    if event.has(Int(IN_Q_OVERFLOW)) {
      notice(.overflow)
      lookAtAllAgain()
      return
    }
    guard let folder = folders.path(of: event.watch) else { return }
    if event.has(Int(IN_DELETE_SELF)) || event.has(Int(IN_UNMOUNT)) || event.has(Int(IN_IGNORED))
      || (event.has(Int(IN_MOVE_SELF)) && roots.contains(folder))
    {
      return lose(folder, event.watch)
    }
    guard !event.name.isEmpty, !discoverer.passesOver(event.name) else { return }
    if containers.contains(folder) { return containers.changed(folder, at: steadyNow()) }
    let path = join(folder, event.name)
    if event.isFolder {
      if event.has(Int(IN_MOVED_FROM)) {
        folders.remove(at: path)
        walk.remove(below: path)
        settling.remove(below: path)
      } else if event.has(Int(IN_CREATE)) || event.has(Int(IN_MOVED_TO)) {
        walk.add(path)
      }
    } else if event.has(Int(IN_DELETE)) || event.has(Int(IN_MOVED_FROM)) {
      settling.remove(path)
      told[path] = nil
    } else if !isTemporary(event.name) {
      wait(for: event.name, in: folder, isClosed: !event.has(Int(IN_CREATE)))
    }
  }

  private func wait(for name: [UInt8], in folder: [UInt8], isClosed: Bool) {
    guard !settling.isFull else {
      wantsAnotherWalk = true
      return
    }
    settling.add(name, in: folder, isClosed: isClosed, at: steadyNow())
  }

  private func lose(_ folder: [UInt8], _ watch: Int32) {
    folders.forget(watch)
    settling.remove(below: folder)
    guard roots.contains(folder), lostRoots.insert(folder).inserted else { return }
    folders.remove(at: folder)
    walk.remove(below: folder)
    notice(.rootGone(path: shownName(folder)))
  }

  // MARK: Walking

  private func lookAtAllAgain() {
    walk.removeAll()
    for root in roots.reversed() where !lostRoots.contains(root) { walk.add(root) }
    isCatchingUp = true
    wantsAnotherWalk = false
  }

  private func endOfWalk() {
    if isCatchingUp {
      isCatchingUp = false
      notice(.caughtUp(folders: folders.count + folders.polled.count))
    }
    if wantsAnotherWalk && settling.isEmpty { lookAtAllAgain() }
    polling.ended(at: steadyNow())
  }

  private func visit(_ step: FolderWalk.Step, _ take: (Discovered) -> Bool) -> Bool {
    switch step {
    case .folder(let path):
      return enter(path, take)
    case .entry(let name, let kind, let folder):
      guard !discoverer.passesOver(name) else { return true }
      let path = join(folder, name)
      var kind = kind
      if kind == .unknown || (kind == .link && options.discovery.followsLinks) {
        let follows = options.discovery.followsLinks
        guard let status = try? fileStatus(path, followingLinks: follows) else { return true }
        kind = status.kind
      }
      switch kind {
      case .folder:
        // One that is polled has its own turn.
        if isCatchingUp || !folders.polled.contains(path) { walk.add(path) }
        return true
      case .regular:
        return meet(name, in: folder, path, take)
      case .link, .special, .unknown:
        return true
      }
    }
  }

  private func enter(_ path: [UInt8], _ take: (Discovered) -> Bool) -> Bool {
    guard !isExcluded(path) else { return true }
    // First told of, then looked through: nothing can appear in between unnoticed.
    switch folders.add(path) {
    case .watched:
      break
    case .polled:
      if !options.polls && !saidLimit {
        saidLimit = true
        notice(.limitReached(watched: folders.count))
      }
    case .seenElsewhere:
      return true
    case .failed(let failure):
      guard failure.code != ENOENT, failure.code != ENOTDIR else { return true }
      notice(.cannotWatch(path: shownName(path), detail: failure.message))
    }
    do throws(SystemFailure) {
      let names = try names(inFolder: path)
      guard !discoverer.isContainer(folder: path, names: names.map(\.name)) else {
        // Known from an earlier walk: what changed in it since is told by the kernel.
        guard !containers.contains(path) || options.polls else { return true }
        containers.opened(path)
        return take(.container(Photo(path: shownName(path), file: path)))
      }
      walk.add(names, in: path)
      return true
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR {
        folders.remove(at: path)
        if roots.contains(path), lostRoots.insert(path).inserted {
          notice(.rootGone(path: shownName(path)))
        }
        return true
      }
      // Said once for as long as it is so.
      guard told[path] != UInt64(error.code) else { return true }
      told[path] = UInt64(error.code)
      let photo = Photo(path: shownName(path), file: path)
      return take(.problem(photo, .unreadable, detail: "folder: \(error.message)"))
    }
  }

  private func openContainers(_ take: (Discovered) -> Bool) -> Bool {
    for path in containers.due(at: steadyNow()) {
      guard take(.container(Photo(path: shownName(path), file: path))) else { return false }
      containers.opened(path)
    }
    return true
  }

  private func isExcluded(_ path: [UInt8]) -> Bool {
    options.excluded.contains { path == $0 || path.starts(with: $0 + [UInt8(ascii: "/")]) }
  }

  /// A file met on a walk: handed on if it is whole and not as it was before, else waited for.
  private func meet(
    _ name: [UInt8], in folder: [UInt8], _ path: [UInt8], _ take: (Discovered) -> Bool
  ) -> Bool {
    guard let state = FileState(of: path, followingLinks: options.discovery.followsLinks) else { return true }
    guard told[path] != state.hash else { return true }
    let age = wallNow() &- state.modified
    // Nobody finishes a file any more that has not been touched for a day, whatever it is called.
    if isTemporary(name) && age < 86_400_000_000_000 { return true }
    if age > 2_000_000_000, isBeingWritten(path) != true { return handOn(name, in: folder, take) }
    wait(for: name, in: folder, isClosed: false)
    return true
  }

  private func handOn(_ name: [UInt8], in folder: [UInt8], _ take: (Discovered) -> Bool) -> Bool {
    let path = join(folder, name)
    guard let state = FileState(of: path, followingLinks: options.discovery.followsLinks),
      told[path] != state.hash
    else { return true }
    if let item = discoverer.item(name, in: folder) {
      guard take(item) else { return false }
    }
    told[path] = state.hash
    return true
  }

  // MARK: Looking again

  private func lookForLostRoots() {
    for root in lostRoots where (try? names(inFolder: root)) != nil {
      lostRoots.remove(root)
      notice(.rootBack(path: shownName(root)))
      walk.add(root)
    }
  }

  private func poll() {
    guard !folders.polled.isEmpty, polling.isDue(at: steadyNow()) else { return }
    polling.began(at: steadyNow())
    // Each folder by itself: those below it are polled as well, or watched.
    for folder in folders.polled { walk.add(folder) }
  }

  /// Seconds to sleep at most; `nil` until something is told.
  private func patience() -> Double? {
    var times: [Int64] = []
    if let due = settling.due { times.append(due - steadyNow()) }
    if let due = containers.due { times.append(due - steadyNow()) }
    if !folders.polled.isEmpty { times.append(polling.due - steadyNow()) }
    if !lostRoots.isEmpty { times.append(Int64(options.pollSeconds * 1e9)) }
    return times.min().map { max(0, Double($0) / 1e9) }
  }
}

@available(*, unavailable)
extension Watcher: Sendable {}

/// Why folders cannot be watched.
package struct WatchFailure: Error, Sendable, Equatable, CustomStringConvertible {
  package var detail: String
  package var description: String { detail }
}
