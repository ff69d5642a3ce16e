import Evidence
import Foundation
import GRDB
import Pixels

/// A reason as the ledger keeps it: without the line's text.
private struct Ground: Codable {
  var rule: String
  var place: String
  var confidence: Float
}

/// The columns of `judgement` that make an inspection.
let inspectionColumns = """
  verdict, reason, detail, level, regime, severity, mark, released, confidence, grounds, quad, page, width, \
  height, seconds, stage
  """

extension Inspection {
  /// From a row with `inspectionColumns`; `nil` when it holds words that this program does not know.
  ///
  /// The path is left empty. Processor time is that of the first time.
  init?(_ row: Row, sha256: String) {
    guard let verdict = Verdict(rawValue: row["verdict"]), let stage = Stage(rawValue: row["stage"]) else {
      return nil
    }
    let reason: String? = row["reason"]
    let undecided = reason.flatMap(UndecidedReason.init)
    guard (verdict == .undecided) == (undecided != nil) else { return nil }
    let grounds: String = row["grounds"]
    guard let reasons = try? JSONDecoder().decode([Ground].self, from: Data(grounds.utf8)) else { return nil }
    let judgement = Judgement(
      verdict: verdict, level: row["level"], regime: row["regime"],
      severity: (row["severity"] as String?).flatMap(Severity.init), mark: row["mark"],
      confidence: Float(row["confidence"] as Double), released: row["released"],
      reasons: reasons.map {
        Reason(rule: $0.rule, place: $0.place, text: "", confidence: $0.confidence)
      }, undecided: undecided, detail: row["detail"])
    var finding = Finding(
      path: "", judgement: judgement, quad: (row["quad"] as String?).flatMap(Quad.init(cells:)),
      sha256: sha256, page: row["page"])
    if let width: Int = row["width"], let height: Int = row["height"] { finding.size = (width, height) }
    self.init(finding: finding, trace: Trace(left: stage))
  }

  /// The values for `inspectionColumns`, in their order.
  var columnValues: [(any DatabaseValueConvertible)?] {
    let judgement = finding.judgement
    let grounds = judgement.reasons.map {
      Ground(rule: $0.rule, place: $0.place, confidence: $0.confidence.isFinite ? $0.confidence : 0)
    }
    let json = (try? JSONEncoder().encode(grounds)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    return [
      judgement.verdict.rawValue, judgement.undecided?.rawValue, judgement.detail, judgement.level,
      judgement.regime, judgement.severity?.rawValue, judgement.mark, judgement.released,
      judgement.confidence.isFinite ? Double(judgement.confidence) : 0, json, finding.quad?.cells,
      finding.page, finding.size?.width, finding.size?.height, finding.seconds, trace.left.rawValue,
    ]
  }

  /// Rules have no say in it: nothing was read.
  var isBeyondRules: Bool { trace.left == .decode || trace.left == .look }

  /// Worth keeping: the same bytes will give the same answer. What depended on the moment (time, memory, a
  /// passphrase that was not there) is tried again instead.
  package var isLasting: Bool {
    switch finding.judgement.undecided {
    case .unreadable, .timedOut, .crashed, .encrypted: false
    case nil, .tooSmall, .tooLarge, .damaged, .unsupported: finding.sha256 != nil
    }
  }
}

extension Quad {
  fileprivate var cells: String {
    corners.map { "\($0.x),\($0.y)" }.joined(separator: ";")
  }

  fileprivate init?(cells: String) {
    let numbers = cells.split(whereSeparator: { $0 == "," || $0 == ";" }).compactMap { Float($0) }
    guard numbers.count == 8 else { return nil }
    let points = (0..<4).map { Point(numbers[2 * $0], numbers[2 * $0 + 1]) }
    self.init(topLeft: points[0], topRight: points[1], bottomRight: points[2], bottomLeft: points[3])
  }
}

/// 32 bytes from 64 digits; `nil` for all else.
func hashBytes(_ hex: String) -> Data? {
  let digits = Array(hex.utf8)
  guard digits.count == 64 else { return nil }
  var bytes = Data(capacity: 32)
  for index in stride(from: 0, to: 64, by: 2) {
    guard let high = digit(digits[index]), let low = digit(digits[index + 1]) else { return nil }
    bytes.append(high << 4 | low)
  }
  return bytes
}

func hashText(_ bytes: Data) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

private func digit(_ character: UInt8) -> UInt8? {
  switch character {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
  default: nil
  }
}
