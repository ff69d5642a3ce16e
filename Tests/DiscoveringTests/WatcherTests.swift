import Discovering
import Dispatch
import Evidence
import Foundation
import Glibc
import Synchronization
import Testing

/// A watcher at work on a thread of its own, and what it has handed on.
private final class Watch: Sendable {
  private struct State {
    var found: [String] = []
    var notices: [WatchNotice] = []
  }

  private let state = Mutex(State())
  private let waker = Waker()
  private let ended = DispatchSemaphore(value: 0)
  private let rootLength: Int

  /// `slowly` is the time that whoever takes a photo needs, in microseconds.
  init(_ tree: Tree, _ options: WatchOptions = WatchOptions(), slowly: UInt32 = 0) {
    rootLength = tree.root.count + 1
    let root = tree.root
    DispatchQueue(label: "watch").async { [self] in
      let watcher = try? Watcher(
        [root], options, waker: waker, notice: { notice in self.state.withLock { $0.notices.append(notice) } }
      )
      watcher?.run { item in
        usleep(slowly)
        self.state.withLock { $0.found.append(self.name(item)) }
        return true
      }
      ended.signal()
    }
  }

  private func name(_ item: Discovered) -> String {
    switch item {
    case .photo(let photo): String(photo.path.dropFirst(rootLength))
    case .problem(let photo, _, let detail): "\(photo.path.dropFirst(rootLength)): \(detail)"
    case .container(let photo): "[\(photo.path.dropFirst(rootLength))]"
    case .known: "known"
    }
  }

  var found: [String] { state.withLock { $0.found } }
  var notices: [WatchNotice] { state.withLock { $0.notices } }

  /// Waits until `isSo`, ten seconds at most; false when it never was.
  @discardableResult
  func until(_ isSo: (Watch) -> Bool) -> Bool {
    for _ in 0..<1000 {
      if isSo(self) { return true }
      usleep(10_000)
    }
    return false
  }

  func untilCaughtUp() {
    #expect(until { $0.notices.contains { if case .caughtUp = $0 { true } else { false } } })
  }

  func end() {
    waker.end()
    #expect(ended.wait(timeout: .now() + 10) == .success)
  }
}

private func rename(_ path: [UInt8], to other: [UInt8]) {
  let result = unsafe Glibc.rename(
    path.map { CChar(bitPattern: $0) } + [0], other.map { CChar(bitPattern: $0) } + [0])
  #expect(result == 0)
}

private let ways: [WatchOptions] = {
  var polling = WatchOptions()
  polling.polls = true
  polling.pollSeconds = 0.1
  return [WatchOptions(), polling]
}()

@Test(arguments: ways)
func whatIsThereAndWhatComesIsFoundOnce(options: WatchOptions) throws {
  let tree = try Tree()
  try tree.folder("old/deep")
  try tree.file("old/deep/1", jpegStart)
  try tree.file("old/text", Array("no photo".utf8))
  let watch = Watch(tree, options)
  watch.untilCaughtUp()
  #expect(watch.until { $0.found == ["old/deep/1"] })
  try tree.file("old/2", jpegStart)
  try tree.folder("new/deep")
  try tree.file("new/deep/3", jpegStart)
  #expect(watch.until { $0.found.count == 3 })
  try tree.file("old/2", jpegStart + [1])
  #expect(watch.until { $0.found.count == 4 })
  usleep(500_000)
  #expect(watch.found.sorted() == ["new/deep/3", "old/2", "old/2", "old/deep/1"])
  watch.end()
}

@Test func aFolderThatIsMovedIsFoundUnderItsNewNameAndWatchedThere() throws {
  let tree = try Tree()
  try tree.folder("a/b")
  try tree.file("a/b/1", jpegStart)
  let watch = Watch(tree)
  #expect(watch.until { $0.found == ["a/b/1"] })
  rename(tree.path("a"), to: tree.path("c"))
  #expect(watch.until { $0.found.contains("c/b/1") })
  try tree.file("c/b/2", jpegStart)
  #expect(watch.until { $0.found.contains("c/b/2") })
  #expect(watch.found == ["a/b/1", "c/b/1", "c/b/2"])
  watch.end()
}

@Test func aHalfWrittenFileIsWaitedFor() throws {
  let tree = try Tree()
  let watch = Watch(tree)
  watch.untilCaughtUp()
  let file = unsafe open(tree.path("slow").map { CChar(bitPattern: $0) } + [0], O_WRONLY | O_CREAT, 0o600)
  _ = unsafe write(file, jpegStart, jpegStart.count)
  for _ in 0..<8 {
    usleep(250_000)
    _ = unsafe write(file, [0], 1)
    #expect(watch.found == [])
  }
  close(file)
  #expect(watch.until { $0.found == ["slow"] })
  watch.end()
}

@Test func aFileThatWasBeingWrittenBeforeTheStartIsWaitedFor() throws {
  let tree = try Tree()
  let file = unsafe open(tree.path("slow").map { CChar(bitPattern: $0) } + [0], O_WRONLY | O_CREAT, 0o600)
  _ = unsafe write(file, jpegStart, jpegStart.count)
  // Long ago, by its time.
  let times = [timeval(tv_sec: 1_000_000_000, tv_usec: 0), timeval(tv_sec: 1_000_000_000, tv_usec: 0)]
  _ = unsafe futimes(file, times)
  let watch = Watch(tree)
  watch.untilCaughtUp()
  usleep(700_000)
  #expect(watch.found == [])
  close(file)
  #expect(watch.until { $0.found == ["slow"] })
  watch.end()
}

@Test func unfinishedDownloadsAreLeftAloneUntilTheyAreRenamed() throws {
  let tree = try Tree()
  try tree.file("early.part", jpegStart)
  let watch = Watch(tree)
  watch.untilCaughtUp()
  for name in ["a.jpg.crdownload", "b.part", "c.tmp", "d~", "e.jpg"] { try tree.file(name, jpegStart) }
  #expect(watch.until { $0.found == ["e.jpg"] })
  usleep(600_000)
  #expect(watch.found == ["e.jpg"])
  rename(tree.path("b.part"), to: tree.path("b.jpg"))
  #expect(watch.until { $0.found == ["e.jpg", "b.jpg"] })
  watch.end()
}

@Test func aFolderRemovedWhileWatchedIsSaidAndFoundWhenItIsBack() throws {
  let tree = try Tree()
  try tree.file("1", jpegStart)
  var options = WatchOptions()
  options.pollSeconds = 0.1
  let watch = Watch(tree, options)
  #expect(watch.until { $0.found == ["1"] })
  let path = String(decoding: tree.root, as: UTF8.self)
  try FileManager.default.removeItem(atPath: path)
  #expect(watch.until { $0.notices.contains(.rootGone(path: path)) })
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  try tree.file("2", jpegStart)
  #expect(watch.until { $0.found == ["1", "2"] })
  #expect(watch.notices.contains(.rootBack(path: path)))
  try tree.file("3", jpegStart)
  #expect(watch.until { $0.found == ["1", "2", "3"] })
  watch.end()
}

@Test func foldersBeyondTheLimitArePolledAndThatIsSaid() throws {
  let tree = try Tree()
  for number in 0..<6 { try tree.folder("\(number)") }
  var options = WatchOptions()
  options.mostWatches = 3
  options.pollSeconds = 0.1
  let watch = Watch(tree, options)
  watch.untilCaughtUp()
  #expect(watch.notices.contains(.limitReached(watched: 3)))
  for number in 0..<6 { try tree.file("\(number)/photo", jpegStart) }
  #expect(watch.until { $0.found.count == 6 })
  try tree.folder("5/later")
  try tree.file("5/later/photo", jpegStart)
  #expect(watch.until { $0.found.contains("5/later/photo") })
  watch.end()
}

@Test func linksInCirclesEnd() throws {
  let tree = try Tree()
  try tree.folder("a/b")
  try tree.file("a/b/1", jpegStart)
  try tree.link("a/b/up", to: "../../a")
  try tree.link("a/self", to: ".")
  for follows in [false, true] {
    var options = WatchOptions()
    options.discovery.followsLinks = follows
    let watch = Watch(tree, options)
    watch.untilCaughtUp()
    #expect(watch.until { $0.found.count == 1 })
    try tree.file("a/b/\(follows)", jpegStart)
    #expect(watch.until { $0.found.contains { $0.hasSuffix("/\(follows)") } })
    watch.end()
    try FileManager.default.removeItem(atPath: String(decoding: tree.path("a/b/\(follows)"), as: UTF8.self))
  }
}

@Test func namesThatAreNotUTF8AreFound() throws {
  let tree = try Tree()
  let watch = Watch(tree)
  watch.untilCaughtUp()
  try tree.file(named: [0xB0, 0xEB, 0x0A], jpegStart)
  #expect(watch.until { $0.found == ["\\xB0\\xEB\n"] })
  watch.end()
}

@Test(.timeLimit(.minutes(2)))
func aFloodThatTheKernelCannotTellOfIsFoundAllTheSame() throws {
  let tree = try Tree()
  // Nobody takes anything for a while, so that messages are lost: the kernel keeps 16,384 by default.
  let watch = Watch(tree, slowly: 20)
  watch.untilCaughtUp()
  let count = 30_000
  for number in 0..<count { try tree.file("\(number)", jpegStart) }
  for _ in 0..<6 where watch.found.count < count { watch.until { $0.found.count >= count } }
  #expect(watch.found.count == count)
  #expect(Set(watch.found).count == count)
  watch.end()
}

@Test func whatIsNoFolderIsRefusedWithTheReason() throws {
  let tree = try Tree()
  try tree.file("file", jpegStart)
  #expect(throws: WatchFailure.self) { try Watcher.check([tree.path("file")]) }
  #expect(throws: WatchFailure.self) { try Watcher.check([tree.root, tree.path("nowhere")]) }
}
