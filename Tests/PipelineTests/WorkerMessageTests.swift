import Discovering
import Evidence
import Isolating
import Matching
import Pixels
import Testing
import Unpacking

@testable import Pipeline

private let full = Inspection(
  finding: Finding(
    path: "a/机密.jpg",
    judgement: Judgement(
      verdict: .marked, level: "机密", regime: "cn", severity: .high, mark: "机密★20年", confidence: 0.97, line: 3,
      released: true,
      reasons: [Reason(rule: "cn.state-secret", place: "top-left", text: "机密女20年", confidence: 0.9)]),
    quad: Quad(Rectangle(x: 1, y: 2, width: 3, height: 4)), size: (4032, 3024),
    sha256: String(repeating: "ab", count: 32), seconds: 0.25, page: 2, copyOf: "b",
    source: Source(app: "WeChat", chat: "x", taken: Moment(utcSeconds: 7), hasPosition: true)),
  trace: Trace(left: .judge, seconds: [.decode: 0.1, .read: 0.2], linesFound: 12, linesRead: 4))

private let bare = Inspection(
  finding: Finding(path: "", judgement: .undecided(.damaged, "JPEG: no pixels")), trace: Trace())

private let photo = Photo(path: "x/\\xFF", file: [0x78, 0x2F, 0xFF])

private let inspectorOptions = {
  var options = InspectorOptions(
    modelsFolder: "m", tessdata: "t", regimes: ["cn"], extraRules: ["own.yaml"], deep: true)
  options.heldRules = RuleTexts(
    common: RuleTexts.File(name: "c", text: "机"), regimes: [RuleTexts.File(name: "cn.yaml", text: "密")])
  return options
}()

private let setup = WorkerSetup(
  inspector: inspectorOptions,
  jobs: 4, keys: UnpackKeys(passphrases: ["a", "机"]), sandbox: Sandbox(readable: ["/photos"], memory: 1 << 32)
)

private let orders: [Order] = [
  .setUp(setup), .assign(Assignment(number: 7, item: .photo(photo))),
  .assign(Assignment(number: 8, item: .photo(photo), entries: .except(below: 3, others: [5, 9]))),
  .assign(Assignment(number: 9, item: .problem(photo, .unreadable, detail: "gone"), entries: .only(4))),
  .assign(Assignment(number: 9, item: .container(photo))),
  .answer(Ticket(item: 1, entry: 2), full), .answer(Ticket(item: 1), nil), .retire, .end, .probe,
]

private let messages: [WorkerMessage] = [
  .ready(SandboxReport()), .begun(Ticket(item: 3), path: "p"), .met(Ticket(item: 3), sha256: "00"),
  .result(Ticket(item: 3), full), .result(Ticket(item: 3, entry: 9), bare),
  .finished(item: 3, entries: 1, others: 2), .unpacking(item: 4),
  .unpacked(item: 4),
  .failed(InspectorFailure(reason: .badRules, detail: "line 3")),
  .probed([Attempt(name: "connect", succeeded: false, detail: "no")]),
]

@Test func ordersAndMessagesArriveAsTheyWereSent() throws {
  for order in orders { #expect(try Order(wired: order.wired) == order) }
  for message in messages { #expect(try WorkerMessage(wired: message.wired) == message) }
  // Equality of findings leaves out what it cost.
  #expect(try Inspection(wired: full.wired).finding.seconds == 0.25)
}

@Test func messagesCutShortThrow() {
  for order in orders {
    let bytes = order.wired
    for length in 0..<bytes.count {
      #expect(throws: WireFailure.self) { try Order(wired: Array(bytes.prefix(length))) }
    }
  }
  for message in messages {
    let bytes = message.wired
    for length in 0..<bytes.count {
      #expect(throws: WireFailure.self) { try WorkerMessage(wired: Array(bytes.prefix(length))) }
    }
  }
}

@Test func messagesWithChangedBytesAreReadOrThrow() {
  for bytes in orders.map(\.wired) + messages.map(\.wired) {
    for at in bytes.indices {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
        var changed = bytes
        changed[at] = value
        // Some changes make another message, which must be one that can be sent as well.
        if let order = try? Order(wired: changed) {
          #expect(throws: Never.self) { try Order(wired: order.wired) }
        }
        if let message = try? WorkerMessage(wired: changed) {
          #expect(throws: Never.self) { try WorkerMessage(wired: message.wired) }
        }
      }
    }
  }
}

@Test func aSetOfEntriesKnowsEachOnce() {
  var set = EntrySet()
  #expect(set.insert(0) && set.insert(2) && set.insert(1) && !set.insert(1) && set.insert(5))
  #expect(set.below == 3)
  #expect(set.others == [5])
  #expect(set.count(below: 6) == 4)
  #expect(set.count(below: 2) == 2)
}
