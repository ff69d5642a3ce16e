import Crypto
import Discovering
import Dispatch
import Evidence
import Foundation
import Pipeline
import Synchronization
import Testing
import Unpacking

private func scan(
  _ files: Files, jobs: Int = 4, order: ScanOptions.Order = .asGiven, window: Int = 64,
  _ answer: @escaping @Sendable ([UInt8]) -> Judgement = { _ in clear }
) throws -> (inspections: [Inspection], summary: ScanSummary) {
  var options = ScanOptions(jobs: jobs)
  options.order = order
  options.window = window
  var inspections: [Inspection] = []
  let summary = try Pipeline.Scanner(options) { StandIn(answer) }.run(feed: files.feed) {
    inspections.append($0)
  }
  return (inspections, summary)
}

/// Different contents, a byte's worth of them.
private func different(_ count: Int) -> [[UInt8]] {
  (0..<count).map { [UInt8($0 & 255), UInt8($0 >> 8)] }
}

@Test func resultsComeInTheOrderGivenWhoeverIsQuicker() throws {
  let files = try Files(different(40))
  let (inspections, summary) = try scan(files) { bytes in
    usleep(bytes[0] % 4 == 0 ? 8_000 : 100)
    return clear
  }
  #expect(Files.names(inspections) == (0..<40).map(String.init))
  #expect(summary.reported == 40)
  #expect(!summary.wasStopped)
}

@Test func unorderedResultsDoNotWaitForASlowPhoto() throws {
  let files = try Files(different(40))
  let (inspections, _) = try scan(files, jobs: 2, order: .asTheyCome) { bytes in
    if bytes[0] == 0 { usleep(200_000) }
    return clear
  }
  let names = Files.names(inspections)
  #expect(names.first != "0")
  #expect(Set(names) == Set((0..<40).map(String.init)))
}

@Test func photosAreJudgedAtOnceAndNeverMoreThanAsked() throws {
  let files = try Files(different(30))
  let counter = Counter()
  _ = try scan(files, jobs: 3) { _ in
    counter.enter()
    usleep(5_000)
    counter.leave()
    return clear
  }
  #expect(counter.most == 3)
  #expect(counter.total == 30)
}

@Test(.timeLimit(.minutes(5)))
func aSlowPhotoHoldsBackNoMoreThanTheWindow() throws {
  let files = try Files(different(200))
  let begun = Mutex(0)
  let mostBegunWhileFirstWaited = Mutex(0)
  let (inspections, _) = try scan(files, jobs: 4, window: 16) { bytes in
    begun.withLock { $0 += 1 }
    if bytes == [0, 0] {
      usleep(300_000)
      let count = begun.withLock { $0 }
      mostBegunWhileFirstWaited.withLock { $0 = count }
    }
    return clear
  }
  #expect(mostBegunWhileFirstWaited.withLock { $0 } == 16)
  #expect(Files.names(inspections) == (0..<200).map(String.init))
}

@Test func theSameBytesAreJudgedOnceEvenWhenAllAreInHandAtOnce() throws {
  let files = try Files(Array(repeating: [7, 7, 7], count: 20))
  let counter = Counter()
  let (inspections, summary) = try scan(files) { _ in
    counter.enter()
    usleep(20_000)
    return Judgement(verdict: .marked, level: "机密", confidence: 0.9)
  }
  #expect(counter.total == 1)
  #expect(summary.copies == 19)
  #expect(Files.names(inspections) == (0..<20).map(String.init))
  let first = try #require(inspections.first)
  #expect(first.finding.copyOf == nil)
  #expect(first.finding.seconds >= 1)
  for copy in inspections.dropFirst() {
    #expect(copy.finding.judgement == first.finding.judgement)
    #expect(copy.finding.copyOf == first.finding.path)
    #expect(copy.finding.seconds == 0)
    #expect(copy.finding.sha256 == first.finding.sha256)
  }
}

@Test func theHashIsThatOfTheBytes() throws {
  let files = try Files([Array("abc".utf8)])
  let (inspections, _) = try scan(files)
  // FIPS 180-4's own example.
  #expect(
    inspections.first?.finding.sha256
      == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
}

@Test func filesThatCannotBeReadAreUndecidedAndTheOthersGoOn() throws {
  let files = try Files([[1], [], [3], [4, 4, 4], [5]])
  try FileManager.default.removeItem(atPath: files.photos[2].path)
  var options = ScanOptions(jobs: 2)
  options.limits.fileBytes = 2
  var inspections: [Inspection] = []
  _ = try Pipeline.Scanner(options) { StandIn { _ in clear } }.run(feed: files.feed) {
    inspections.append($0)
  }
  #expect(
    inspections.map(\.finding.judgement.verdict) == [.clear, .undecided, .undecided, .undecided, .clear])
  #expect(inspections.map(\.finding.judgement.undecided) == [nil, .damaged, .unreadable, .tooLarge, nil])
  #expect(inspections[2].finding.judgement.detail == "No such file or directory")
}

@Test func foldersAndPipesInAFilesPlaceAreUndecided() throws {
  let files = try Files([])
  let pipe = files.folder + "/pipe"
  #expect(unsafe mkfifo(pipe, 0o600) == 0)
  var inspections: [Inspection] = []
  _ = try Pipeline.Scanner(ScanOptions(jobs: 1)) { StandIn { _ in clear } }.run(
    feed: { [folder = files.folder] take in
      _ = take(.photo(Photo(path: pipe)))
      _ = take(.photo(Photo(path: folder)))
      _ = take(.problem(Photo(path: "gone"), .unreadable, detail: "went away"))
    },
    onResult: { inspections.append($0) })
  #expect(inspections.map(\.finding.judgement.undecided) == [.unsupported, .unsupported, .unreadable])
  #expect(inspections.last?.finding.judgement.detail == "went away")
}

@Test(.timeLimit(.minutes(5)))
func aStopFinishesThePhotosInHandAndBeginsNoOther() throws {
  let files = try Files(different(500))
  let stop = StopFlag()
  let counter = Counter()
  var inspections: [Inspection] = []
  let scanner = Pipeline.Scanner(ScanOptions(jobs: 2)) {
    StandIn { _ in
      counter.enter()
      usleep(2_000)
      return clear
    }
  }
  let summary = try scanner.run(stop: stop, feed: files.feed) { inspection in
    inspections.append(inspection)
    if inspections.count == 10 { stop.request() }
  }
  #expect(summary.wasStopped)
  #expect(inspections.count == counter.total)
  #expect(inspections.count < 30)
  #expect(Files.names(inspections) == (0..<inspections.count).map(String.init))
}

@Test(.timeLimit(.minutes(5)))
func aStopDoesNotWaitForAFeedThatNeverSpeaks() throws {
  let stop = StopFlag()
  DispatchQueue.global().asyncAfter(deadline: .now() + 0.1) { stop.request() }
  let summary = try Pipeline.Scanner(ScanOptions(jobs: 2)) { StandIn { _ in clear } }.run(
    stop: stop, feed: { _ in DispatchSemaphore(value: 0).wait() }, onResult: { _ in })
  #expect(summary.wasStopped)
  #expect(summary.reported == 0)
}

@Test func aStopBeforeTheStartBeginsNothing() throws {
  let files = try Files(different(10))
  let stop = StopFlag()
  stop.request()
  let summary = try Pipeline.Scanner(ScanOptions(jobs: 2)) { StandIn { _ in clear } }.run(
    stop: stop, feed: files.feed, onResult: { _ in })
  #expect(summary.reported == 0)
}

@Test(.timeLimit(.minutes(5)))
func anInspectorThatCannotBeMadeFailsTheRun() throws {
  let files = try Files(different(1000))
  let failure = InspectorFailure(reason: .noModel, detail: "install it")
  let made = Mutex(0)
  let scanner = Pipeline.Scanner(ScanOptions(jobs: 2)) { () throws(InspectorFailure) in
    let count = made.withLock { made in
      made += 1
      return made
    }
    if count == 2 { throw failure }
    return StandIn { _ in clear }
  }
  #expect(throws: failure) { _ = try scanner.run(feed: files.feed) { _ in } }
}

@Test func inspectorsAreMadeOneAfterTheOther() throws {
  let files = try Files(different(8))
  let counter = Counter()
  let scanner = Pipeline.Scanner(ScanOptions(jobs: 4)) {
    counter.enter()
    usleep(5_000)
    counter.leave()
    return StandIn { _ in clear }
  }
  _ = try scanner.run(feed: files.feed) { _ in }
  #expect(counter.total == 4)
  #expect(counter.most == 1)
}

@Test func progressIsToldWhileASlowPhotoIsJudged() throws {
  let files = try Files(different(1))
  var ticks = 0
  _ = try Pipeline.Scanner(ScanOptions(jobs: 1)) {
    StandIn { _ in
      usleep(450_000)
      return clear
    }
  }.run(feed: files.feed, onTick: { ticks += 1 }, onResult: { _ in })
  #expect(ticks >= 3)
}

@Test func whatIsDiscoveredOnTheWayNeverExceedsTheWindow() throws {
  let files = try Files([[1]])
  let sent = Mutex(0)
  let reported = Mutex(0)
  let most = Mutex(0)
  var options = ScanOptions(jobs: 2)
  options.window = 32
  let photo = files.photos[0]
  let summary = try Pipeline.Scanner(options) { StandIn { _ in clear } }.run(
    feed: { take in
      for _ in 0..<20_000 {
        guard take(.photo(photo)) else { return }
        let onTheWay =
          sent.withLock { sent in
            sent += 1
            return sent
          } - reported.withLock { $0 }
        most.withLock { $0 = max($0, onTheWay) }
      }
    },
    onResult: { _ in reported.withLock { $0 += 1 } })
  #expect(summary.reported == 20_000)
  #expect(most.withLock { $0 } <= 32)
}

/// A container of one letter's photos: `PILE` and then a byte a photo.
private struct PileFormat: ContainerFormat {
  let name = "pile"
  func recognises(_ look: FirstLook) -> Bool { look.has("PILE") }
  func unpack(_ container: Container, _ visit: (Entry) -> Bool) throws(DecodeFailure) {
    for (n, byte) in try container.bytes.read(at: 4, count: .max).enumerated() {
      let entry =
        byte == 0
        ? Entry(path: "\(n)", content: .problem(.encrypted, detail: "locked"))
        : Entry(
          path: "\(n)", source: Source(app: "Pile"), content: .lazy(Letter(byte: byte)), isKnownPicture: true)
      guard visit(entry) else { return }
    }
    throw DecodeFailure(reason: .damaged, detail: "the pile has no bottom")
  }
}

private struct Letter: LazyContent {
  var byte: UInt8
  var size: Int? { 2 }
  func start(_ count: Int) throws(DecodeFailure) -> [UInt8] { [byte] }
  func all(limit: Int) throws(DecodeFailure) -> [UInt8] { [byte, byte] }
}

@Test func whatIsInContainersIsJudgedInOrderWithWhereItCameFrom() throws {
  let files = try Files([[1, 1], Array("PILE".utf8) + [1, 2, 0, 3, 2], [3, 3]])
  var options = ScanOptions(jobs: 4)
  options.formats = [PileFormat()]
  var inspections: [Inspection] = []
  let summary = try Pipeline.Scanner(options) {
    StandIn { bytes in
      usleep(bytes[0] == 1 ? 20_000 : 100)
      return clear
    }
  }.run(
    feed: { [photos = files.photos] take in
      _ = take(.photo(photos[0])) && take(.container(photos[1])) && take(.photo(photos[2]))
    },
    onResult: { inspections.append($0) })
  #expect(Files.names(inspections) == ["0", "0", "1", "2", "3", "4", "1", "2"])
  let container = files.photos[1].path
  #expect(inspections[1].finding.path == container + "!/0")
  #expect(inspections.map(\.finding.source?.app) == [nil, "Pile", "Pile", nil, "Pile", "Pile", nil, nil])
  #expect(
    inspections.map(\.finding.judgement.undecided) == [nil, nil, nil, .encrypted, nil, nil, .damaged, nil])
  #expect(inspections[1].finding.copyOf == files.photos[0].path)
  #expect(inspections[5].finding.copyOf == container + "!/1")
  #expect(summary.copies == 3)
}

@Test func whatIsKnownByItsContentIsNotJudgedAgain() throws {
  let files = try Files([Array("abc".utf8), [1], Array("abc".utf8)])
  let counter = Counter()
  var options = ScanOptions(jobs: 1)
  options.recall = { sha256 in
    guard sha256.hasPrefix("ba7816bf") else { return nil }
    let judgement = Judgement(verdict: .marked, level: "机密", confidence: 0.9)
    return Inspection(finding: Finding(path: "", judgement: judgement), trace: Trace(left: .judge))
  }
  var inspections: [Inspection] = []
  _ = try Pipeline.Scanner(options) {
    StandIn { _ in
      counter.enter()
      return clear
    }
  }.run(feed: files.feed) { inspections.append($0) }
  #expect(counter.total == 1)
  #expect(inspections.map(\.finding.judgement.verdict) == [.marked, .clear, .marked])
  #expect(Files.names(inspections) == ["0", "1", "2"])
  #expect(inspections[0].finding.sha256?.hasPrefix("ba7816bf") == true)
  #expect(inspections[2].finding.copyOf == files.photos[0].path)
}

@Test func onlyTheNewestClearPhotosAreRememberedAndEveryFinding() {
  let copies = Copies(mostClear: 2)
  let marked = Inspection(
    finding: Finding(path: "m", judgement: Judgement(verdict: .marked, level: "机密", confidence: 0.9)),
    trace: Trace(left: .judge))
  func file(_ number: UInt8) -> (SHA256.Digest, Copies.Waiting) {
    let waiting = Copies.Waiting(ticket: Ticket(item: Int(number)), photo: Photo(path: "\(number)"))
    return (SHA256.hash(data: [number]), waiting)
  }
  func isKnown(_ number: UInt8) -> Bool {
    let (digest, waiting) = file(number)
    if case .judged = copies.claim(digest, for: waiting) { return true }
    return false
  }
  for number in UInt8(0)..<5 {
    let (digest, waiting) = file(number)
    _ = copies.claim(digest, for: waiting)
    let unmarked = Inspection(
      finding: Finding(path: "\(number)", judgement: clear), trace: Trace(left: .look))
    _ = copies.settle(digest, number == 0 ? marked : unmarked, keeping: true)
  }
  #expect([4, 3, 0].allSatisfy(isKnown))
  #expect(!isKnown(1))
}

@Test func whatIsKnownByItsFileIsReportedInItsTurnAndNamesItsCopies() throws {
  let files = try Files([Array("abc".utf8), [1]])
  let known = Inspection(
    finding: Finding(
      path: "elsewhere", judgement: Judgement(verdict: .official, confidence: 0.9),
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    trace: Trace(left: .judge))
  var inspections: [Inspection] = []
  let summary = try Pipeline.Scanner(ScanOptions(jobs: 2)) { StandIn { _ in clear } }.run(
    feed: { [photos = files.photos] take in
      _ = take(.photo(photos[1]))
      _ = take(.known(Photo(path: "gone/by/now"), known))
      _ = take(.photo(photos[0]))
    },
    onResult: { inspections.append($0) })
  #expect(inspections.map(\.finding.judgement.verdict) == [.clear, .official, .clear])
  #expect(inspections[1].finding.path == "gone/by/now")
  #expect(inspections[2].finding.copyOf == "gone/by/now")
  #expect(summary.copies == 1)
}

@Test func aScanThatGoesOnForMonthsKeepsNoContents() throws {
  let files = try Files([[1], [1], [1]])
  let counter = Counter()
  var options = ScanOptions(jobs: 1)
  options.namesCopies = false
  var inspections: [Inspection] = []
  _ = try Pipeline.Scanner(options) {
    StandIn { _ in
      counter.enter()
      return clear
    }
  }.run(feed: files.feed) { inspections.append($0) }
  #expect(counter.total == 3)
  #expect(inspections.allSatisfy { $0.finding.copyOf == nil })
}
