import Evidence
import Foundation
import Remembering

/// A folder for one test's ledger, gone with it.
final class Shelf: Sendable {
  let folder: String
  var path: String { folder + "/below/ledger.sqlite" }

  init() throws {
    folder = NSTemporaryDirectory() + "ledger-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func open() throws -> Ledger { try Ledger.open(path) }

  func memory(_ version: JudgeVersion = first, replaces: Bool = false) throws -> Memory {
    try Memory(open(), for: version, replaces: replaces)
  }
}

let first = JudgeVersion(sight: "program=1", knowledge: "rules=1")
let otherRules = JudgeVersion(sight: "program=1", knowledge: "rules=2")
let otherProgram = JudgeVersion(sight: "program=2", knowledge: "rules=1")

/// 64 digits that differ for each number.
func hash(_ number: Int) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: 64 - digits.count) + digits
}

func inspection(_ number: Int, _ judgement: Judgement, left: Stage = .judge) -> Inspection {
  Inspection(
    finding: Finding(
      path: "photo \(number)", judgement: judgement, size: (40, 30), sha256: hash(number), seconds: 0.25),
    trace: Trace(left: left))
}

func entry(
  _ number: Int, _ judgement: Judgement, left: Stage = .judge, at path: String? = nil
) -> Memory.Entry {
  Memory.Entry(
    path: Array((path ?? "/photos/\(number)").utf8), footprint: footprint(number),
    inspection: inspection(number, judgement, left: left))
}

func footprint(_ number: Int) -> Footprint {
  Footprint(size: Int64(number), modified: 1_700_000_000_123_456_789, changed: 7, inode: 9)
}

let clear = Judgement(verdict: .clear, confidence: 0.9)
let marked = Judgement(
  verdict: .marked, level: "机密", regime: "cn", severity: .high, mark: "机密★20年", confidence: 0.97,
  released: true,
  reasons: [
    Reason(rule: "cn.state-secret", place: "top-left", text: "机密女20年 关于某事的通知", confidence: 0.5)
  ])
