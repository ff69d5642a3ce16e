import Discovering
import Evidence
import Isolating
import Pipeline
import Unpacking

extension Target {
  /// Seeds are made here, not files.
  var isOwnFormat: Bool { self == .order || self == .message }

  /// One message of each of some kinds.
  var ownSeeds: [[UInt8]] {
    let photo = Photo(path: "a/b.jpg")
    let finding = Finding(
      path: "a/b.jpg",
      judgement: Judgement(
        verdict: .marked, level: "机密", confidence: 0.9,
        reasons: [Reason(rule: "cn.state-secret", place: "top-left", text: "机密", confidence: 0.9)]),
      sha256: String(repeating: "0", count: 64), source: Source(app: "WeChat"))
    let inspection = Inspection(finding: finding, trace: Trace(left: .judge, seconds: [.read: 1]))
    let setup = WorkerSetup(
      inspector: InspectorOptions(modelsFolder: "m", tessdata: "t", regimes: ["cn"]), jobs: 2, keys: .init(),
      sandbox: Sandbox(readable: ["/a"], memory: 1))
    let ticket = Ticket(item: 3, entry: 1)
    return self == .order
      ? [
        Order.setUp(setup), .answer(ticket, inspection), .retire,
        .assign(Assignment(number: 1, item: .container(photo), entries: .except(below: 1, others: [4]))),
      ].map(\.wired)
      : [
        WorkerMessage.result(ticket, inspection), .begun(ticket, path: "p"), .met(ticket, sha256: "0"),
        .finished(item: 3, entries: 1, others: 0),
        .failed(InspectorFailure(reason: .noModel, detail: "d")),
      ].map(\.wired)
  }
}
