import Dispatch
import Evidence
import Foundation
import GRDB
import Remembering
import Testing

/// The schema as it was released first. Never changed: today's program must open what that one made.
private let version1 = """
  PRAGMA application_id = 0x56524D4C;
  CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
  INSERT INTO grdb_migrations VALUES ('1');
  CREATE TABLE judge (
    id INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE, since INTEGER NOT NULL) STRICT;
  CREATE TABLE judgement (
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32), judge INTEGER NOT NULL REFERENCES judge,
    judgedAt INTEGER NOT NULL, verdict TEXT NOT NULL, reason TEXT, detail TEXT, level TEXT, regime TEXT,
    severity TEXT, mark TEXT, released INTEGER NOT NULL, confidence REAL NOT NULL, grounds TEXT NOT NULL,
    quad TEXT, page INTEGER, width INTEGER, height INTEGER, seconds REAL NOT NULL, stage TEXT NOT NULL,
    PRIMARY KEY (sha256, judge)) STRICT, WITHOUT ROWID;
  CREATE TABLE file (
    path BLOB PRIMARY KEY, sha256 BLOB NOT NULL CHECK (length(sha256) = 32), size INTEGER, modified INTEGER,
    changed INTEGER, inode INTEGER, seenAt INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX fileByContent ON file (sha256);
  CREATE TABLE deed (
    id INTEGER PRIMARY KEY, path BLOB NOT NULL, sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    what TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE INDEX deedByContent ON deed (sha256);
  CREATE TABLE decision (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32), what TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO judge VALUES (1, 'program=1', 5), (2, 'program=1 rules=1', 5);
  INSERT INTO judgement VALUES (
    x'0000000000000000000000000000000000000000000000000000000000000001', 2, 6, 'marked', NULL, NULL, '机密', 'cn', 'high', '机密★20年', 1, 0.97,
    '[{"rule":"cn.state-secret","place":"top-left","confidence":0.5}]',
    '1.0,2.0;3.0,2.0;3.0,4.0;1.0,4.0', NULL, 40, 30, 0.25, 'judge');
  INSERT INTO file VALUES (x'2f70686f746f732f31', x'0000000000000000000000000000000000000000000000000000000000000001', 1, 1700000000123456789, 7, 9, 6);
  """

private func makeDatabase(_ shelf: Shelf, _ sql: String) throws {
  try FileManager.default.createDirectory(atPath: shelf.folder + "/below", withIntermediateDirectories: true)
  try DatabaseQueue(path: shelf.path).write { try $0.execute(sql: sql) }
}

@Test func aLedgerOfTheFirstVersionIsUnderstood() throws {
  let shelf = try Shelf()
  try makeDatabase(shelf, version1)
  let memory = try shelf.memory()
  let inspection = try #require(memory.inspection(ofFile: Array("/photos/1".utf8), footprint(1)))
  var expected = marked
  expected.reasons[0].text = ""
  #expect(inspection.finding.judgement == expected)
  #expect(try shelf.open().check().faults == [])
}

@Test func todaysSchemaIsTheOneThatTheMigrationsGive() throws {
  // Whoever changes a table must write a migration for it, and says here what it comes to.
  let shelf = try Shelf()
  let ledger = try shelf.open()
  let tables = try DatabaseQueue(path: ledger.path).read { database in
    try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
  }
  #expect(tables == ["decision", "deed", "file", "grdb_migrations", "judge", "judgement"])
}

@Test func aLaterVersionsLedgerIsLeftAlone() throws {
  let shelf = try Shelf()
  try makeDatabase(shelf, version1 + "INSERT INTO grdb_migrations VALUES ('999');")
  let failure = #expect(throws: LedgerFailure.self) { try shelf.open() }
  #expect(failure?.reason == .newer)
}

@Test func somebodyElsesDatabaseIsLeftAlone() throws {
  let shelf = try Shelf()
  try makeDatabase(shelf, "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine');")
  let failure = #expect(throws: LedgerFailure.self) { try shelf.open() }
  #expect(failure?.reason == .foreign)
  let tables = try DatabaseQueue(path: shelf.path).read {
    try String.fetchAll($0, sql: "SELECT text FROM notes")
  }
  #expect(tables == ["mine"])
}

@Test func whatIsNoDatabaseIsSaidToBeDamaged() throws {
  let shelf = try Shelf()
  try FileManager.default.createDirectory(atPath: shelf.folder + "/below", withIntermediateDirectories: true)
  let text = Data(String(repeating: "no database at all\n", count: 100).utf8)
  try text.write(to: URL(fileURLWithPath: shelf.path))
  let failure = #expect(throws: LedgerFailure.self) { try shelf.open() }
  #expect(failure?.reason == .damaged)
  #expect(try Data(contentsOf: URL(fileURLWithPath: shelf.path)) == text)
}

@Test func onlyItsOwnerCanReadIt() throws {
  let shelf = try Shelf()
  let memory = try shelf.memory()
  memory.add(entry(1, marked))
  memory.flush()
  for name in try FileManager.default.contentsOfDirectory(atPath: shelf.folder + "/below") {
    let attributes = try FileManager.default.attributesOfItem(atPath: shelf.folder + "/below/" + name)
    #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
  }
  let folder = try FileManager.default.attributesOfItem(atPath: shelf.folder + "/below")
  #expect(folder[.posixPermissions] as? Int == 0o700)
}

private func paths(_ ledger: Ledger, _ filter: LedgerFilter = LedgerFilter()) throws -> [String] {
  var paths: [String] = []
  try ledger.lines(filter) { line in
    paths.append(String(decoding: line.path, as: UTF8.self))
    return true
  }
  return paths
}

/// `/p/1` clear, `/p/2` marked, `/p-2/3` marked, in a container `/p/box.zip` one marked.
private func filled(_ shelf: Shelf) throws -> Ledger {
  let memory = try shelf.memory()
  memory.add(entry(1, clear, at: "/p/1"))
  memory.add(entry(2, marked, at: "/p/2"))
  memory.add(entry(3, marked, at: "/p-2/3"))
  memory.add(entry(4, marked, at: "/p/box.zip!/DCIM/1.jpg"))
  memory.flush()
  return memory.ledger
}

@Test func linesAreFilteredByVerdictPlaceLevelHashAndTime() throws {
  let ledger = try filled(Shelf())
  #expect(try paths(ledger) == ["/p-2/3", "/p/1", "/p/2", "/p/box.zip!/DCIM/1.jpg"])
  var filter = LedgerFilter()
  filter.verdicts = [.marked]
  filter.places = [Array("/p".utf8)]
  #expect(try paths(ledger, filter) == ["/p/2", "/p/box.zip!/DCIM/1.jpg"])
  filter.places = [Array("/p/box.zip".utf8), Array("/p-2/".utf8)]
  #expect(try paths(ledger, filter) == ["/p-2/3", "/p/box.zip!/DCIM/1.jpg"])
  filter = LedgerFilter()
  filter.levels = ["绝密"]
  #expect(try paths(ledger, filter) == [])
  filter = LedgerFilter()
  filter.hash = String(hash(3).prefix(63)) + "3"
  #expect(try paths(ledger, filter) == ["/p-2/3"])
  filter = LedgerFilter()
  filter.since = Footprint.now / 1_000_000_000 + 60
  #expect(try paths(ledger, filter) == [])
}

@Test func whatIsForgottenIsGoneFromTheDisk() throws {
  let shelf = try Shelf()
  let ledger = try filled(shelf)
  var filter = LedgerFilter()
  filter.places = [Array("/p-2".utf8), Array("/p/2".utf8), Array("/p/box.zip".utf8)]
  #expect(try ledger.forget(filter) == 3)
  #expect(try paths(ledger) == ["/p/1"])
  #expect(try ledger.check().contents == 1)
  for name in ["ledger.sqlite", "ledger.sqlite-wal"] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: shelf.folder + "/below/" + name))
    #expect(bytes.range(of: Data("/p-2/3".utf8)) == nil)
    #expect(bytes.range(of: Data("机密★20年".utf8)) == nil)
  }
}

@Test func aContentIsRememberedWhileAnyFileHasIt() throws {
  let memory = try Shelf().memory()
  memory.add(entry(1, marked, at: "/a"))
  memory.add(entry(1, marked, at: "/b"))
  memory.flush()
  #expect(try memory.ledger.forget(paths: [Array("/a".utf8)]) == 1)
  #expect(memory.inspection(ofContent: hash(1)) != nil)
  #expect(try memory.ledger.forget(paths: [Array("/b".utf8)]) == 1)
  #expect(memory.inspection(ofContent: hash(1)) == nil)
}

@Test func aCheckFindsWhatIsBroken() throws {
  let shelf = try Shelf()
  let ledger = try filled(shelf)
  #expect(try ledger.check().faults == [])
  try DatabaseQueue(path: shelf.path).write { database in
    try database.execute(sql: "UPDATE judgement SET verdict = 'dubious' WHERE verdict = 'clear'")
    try database.execute(sql: "INSERT INTO file VALUES (x'2f78', zeroblob(32), 1, 1, 1, 1, 1)")
  }
  _ = unsafe chmod(shelf.path, 0o644)
  let faults = try ledger.check().faults
  #expect(faults.count == 3)
  #expect(faults.contains { $0.contains("1 files without a verdict") })
  #expect(faults.contains { $0.contains("can be read by others") })
}

@Test func decisionsAndDeedsAreKept() throws {
  let ledger = try filled(Shelf())
  #expect(try ledger.decision(ofContent: hash(2)) == nil)
  try ledger.decide(Ledger.keep, ofContent: hash(2))
  #expect(try ledger.decision(ofContent: hash(2)) == "keep")
  try ledger.decide(nil, ofContent: hash(2))
  #expect(try ledger.decision(ofContent: hash(2)) == nil)
  try ledger.noteDeed("notify", path: Array("/p/2".utf8), sha256: hash(2))
  #expect(try ledger.deeds(path: Array("/p/2".utf8), sha256: hash(2)) == ["notify"])
  #expect(try ledger.deeds(path: Array("/p/1".utf8), sha256: hash(2)) == [])
}

@Test func manyWritersAtOnceLoseNothing() throws {
  let shelf = try Shelf()
  // Each opens the ledger by itself, as processes do; the first makes it.
  DispatchQueue.concurrentPerform(iterations: 8) { writer in
    let memory: Memory
    do {
      memory = try shelf.memory()
    } catch {
      Issue.record("a writer could not open the ledger: \(error)")
      return
    }
    for batch in 0..<10 {
      for number in 0..<10 { memory.add(entry(writer * 1000 + batch * 10 + number, marked)) }
      memory.flush()
    }
    #expect(memory.failure == nil)
  }
  let health = try shelf.open().check()
  #expect(health.files == 800)
  #expect(health.contents == 800)
  #expect(health.faults == [])
}
