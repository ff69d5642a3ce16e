import Evidence
import Pixels

/// One row of `labels.tsv`.
package struct SampleLabel: Sendable {
  package var file: String
  package var page: PageLabel
  package var capture: String
  package var width: Int
  package var height: Int
  package var mark: String?
  package var quad: Quad?
  package var part: SamplePart

  package static let header = "file\tverdict\tlevel\tregime\tkind\tcapture\tsize\tmark\tquad\tpart"

  /// Tab separated; empty where there is none; corners rounded to whole pixels.
  package var row: String {
    let corners = quad.map { quad in
      quad.corners.map { "\(Int($0.x.rounded())),\(Int($0.y.rounded()))" }.joined(separator: ";")
    }
    return [
      file, page.verdict.rawValue, page.level ?? "", page.regime ?? "", page.kind, capture,
      "\(width)x\(height)",
      mark ?? page.mark ?? "", corners ?? "", part.rawValue,
    ].joined(separator: "\t")
  }
}
