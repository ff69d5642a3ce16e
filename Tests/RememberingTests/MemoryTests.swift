import Evidence
import Foundation
import Pixels
import Remembering
import Testing

@Test func whatWasSaidIsKnownByContentAndByFileInAnotherProcess() throws {
  let shelf = try Shelf()
  let memory = try shelf.memory()
  var said = entry(1, marked)
  let quad = Quad(
    topLeft: Point(1, 2), topRight: Point(30.5, 2), bottomRight: Point(30, 9), bottomLeft: Point(1, 9))
  said.inspection.finding.quad = quad
  said.inspection.finding.page = 3
  memory.add(said)
  memory.flush()
  #expect(memory.failure == nil)

  let later = try shelf.memory()
  let byContent = try #require(later.inspection(ofContent: hash(1)))
  var expected = marked
  expected.reasons[0].text = ""
  #expect(byContent.finding.judgement == expected)
  #expect(byContent.finding.quad == quad)
  #expect(byContent.finding.page == 3)
  #expect(byContent.finding.size?.width == 40)
  #expect(byContent.finding.sha256 == hash(1))
  #expect(byContent.finding.seconds == 0)
  #expect(byContent.trace.left == .judge)
  #expect(later.inspection(ofFile: Array("/photos/1".utf8), footprint(1)) == byContent)
  #expect(later.inspection(ofContent: hash(2)) == nil)
}

@Test func aFileThatChangedInAnyWayIsUnknown() throws {
  let shelf = try Shelf()
  let memory = try shelf.memory()
  memory.add(entry(1, clear))
  memory.flush()
  let path = Array("/photos/1".utf8)
  #expect(memory.inspection(ofFile: path, footprint(1)) != nil)
  let changes: [(inout Footprint) -> Void] = [
    { $0.size += 1 }, { $0.modified += 1 }, { $0.changed += 1 }, { $0.inode += 1 },
  ]
  for change in changes {
    var other = footprint(1)
    change(&other)
    #expect(memory.inspection(ofFile: path, other) == nil)
  }
  #expect(memory.inspection(ofFile: Array("/photos/2".utf8), footprint(1)) == nil)
}

@Test func noTextOfThePageIsStoredButTheMark() throws {
  let shelf = try Shelf()
  let memory = try shelf.memory()
  memory.add(entry(1, marked))
  memory.flush()
  // Whatever lies on the disk, log included.
  var bytes = Data()
  let folder = shelf.folder + "/below"
  for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
    bytes += try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
  }
  #expect(bytes.range(of: Data("机密★20年".utf8)) != nil)
  for secret in ["关于", "女20年", "通知"] { #expect(bytes.range(of: Data(secret.utf8)) == nil) }
}

@Test func newRulesJudgeAgainOnlyWhatTheyCouldChange() throws {
  let shelf = try Shelf()
  let memory = try shelf.memory()
  memory.add(entry(1, clear, left: .look))
  memory.add(entry(2, clear, left: .judge))
  memory.add(entry(3, .undecided(.damaged, "JPEG: premature end"), left: .decode))
  memory.add(entry(4, marked))
  memory.flush()
  let known = { (memory: Memory) in (1...4).map { memory.inspection(ofContent: hash($0)) != nil } }
  #expect(known(memory) == [true, true, true, true])
  #expect(try known(shelf.memory(otherRules)) == [true, false, true, false])
  #expect(try known(shelf.memory(otherProgram)) == [false, false, false, false])
  // Going back to rules that were there before, all is known still.
  #expect(try known(shelf.memory(first)) == [true, true, true, true])
}

@Test func whatDependedOnTheMomentIsTriedAgain() throws {
  let shelf = try Shelf()
  let memory = try shelf.memory()
  let reasons: [UndecidedReason] = [
    .unreadable, .timedOut, .crashed, .encrypted, .tooSmall, .tooLarge, .damaged, .unsupported,
  ]
  for (number, reason) in reasons.enumerated() { memory.add(entry(number, .undecided(reason, ""))) }
  memory.flush()
  let known = reasons.indices.map { memory.inspection(ofContent: hash($0)) != nil }
  #expect(known == [false, false, false, false, true, true, true, true])
}

@Test func anotherVerdictReplacesTheFirstOnlyWhenAskedTo() throws {
  let shelf = try Shelf()
  for (judgement, replaces, expected) in [
    (clear, false, Verdict.clear), (marked, false, .clear), (marked, true, .marked),
  ] {
    let memory = try shelf.memory(replaces: replaces)
    memory.add(entry(1, judgement))
    memory.flush()
    #expect(memory.inspection(ofContent: hash(1))?.finding.judgement.verdict == expected)
  }
}

@Test func aFreshFileIsNotKnownByItsLooks() {
  let fine = Footprint(size: 1, modified: 1_000_000_000_123, changed: 1_000_000_000_123, inode: 1)
  #expect(!fine.isSettled(at: 1_000_000_000_123))
  #expect(!fine.isSettled(at: 1_000_020_000_123))
  #expect(fine.isSettled(at: 1_000_060_000_123))
  // Whole seconds: a clock that may stand still for two.
  let coarse = Footprint(size: 1, modified: 10_000_000_000, changed: 10_000_000_000, inode: 1)
  #expect(!coarse.isSettled(at: 12_000_000_000))
  #expect(coarse.isSettled(at: 13_000_000_000))
}

@Test func pathsAreTheSameFromWhereverTheyAreGiven() throws {
  let shelf = try Shelf()
  try FileManager.default.createSymbolicLink(
    atPath: shelf.folder + "/link", withDestinationPath: shelf.folder)
  var paths = AbsolutePaths()
  let real = paths.path(Array((shelf.folder + "/a.jpg").utf8))
  #expect(paths.path(Array((shelf.folder + "/link/a.jpg").utf8)) == real)
  #expect(paths.path(Array((shelf.folder + "/link/../link/./a.jpg").utf8)).suffix(6) == Array("/a.jpg".utf8))
  #expect(paths.path([0x61, 0xFF]).first == UInt8(ascii: "/"))
  #expect(paths.path([0x61, 0xFF]).suffix(3) == [0x2F, 0x61, 0xFF])
}
