import Evidence
import Pixels

/// The names of the columns, in order.
private let columns = [
  "path", "verdict", "reason", "detail", "level", "regime", "severity", "mark", "released", "confidence",
  "quad", "page", "rule", "place", "text", "width", "height", "sha256", "copyOf", "seconds",
  "app", "chat", "sender", "folder", "taken", "sent", "device", "hasPosition",
  "sameAs", "related",
]

/// The header record, with the line break that ends it.
package let csvHeader = columns.joined(separator: ",") + "\r\n"

/// One finding as one record of CSV (RFC 4180), with the line break that ends it.
///
/// Of the reasons the first, weightiest is told; JSON Lines has them all. `quad` is written as in the labels
/// of a sample set, `x,y;x,y;x,y;x,y`.
package func csvRecord(_ finding: Finding) -> String {
  let judgement = finding.judgement
  let reason = judgement.reasons.first
  let quad = finding.quad.map { quad in
    quad.corners.map { "\(wholePixels($0.x)),\(wholePixels($0.y))" }.joined(separator: ";")
  }
  let all: [String?] =
    [
      finding.path, judgement.verdict.rawValue, judgement.undecided?.rawValue, judgement.detail,
      judgement.level, judgement.regime, judgement.severity?.rawValue, judgement.mark,
      judgement.released ? "true" : nil, decimal(Double(judgement.confidence), places: 3), quad,
      finding.page.map(String.init), reason?.rule, reason?.place, reason?.text,
      finding.size.map { String($0.width) }, finding.size.map { String($0.height) },
      finding.sha256, finding.copyOf, decimal(finding.seconds, places: 3),
    ] + cells(finding.source) + [finding.sameAs, finding.related]
  return all.map { csvCell($0 ?? "") }.joined(separator: ",") + "\r\n"
}

private func cells(_ source: Source?) -> [String?] {
  [
    source?.app, source?.chat, source?.sender, source?.folder, source?.taken?.text, source?.sent?.text,
    source?.device, source?.hasPosition.map { $0 ? "true" : "false" },
  ]
}

/// A cell, quoted when it must be.
///
/// A spreadsheet takes what begins with `= + - @`, a tab or a line break for a formula, and a file may be
/// called so: these get an apostrophe in front. Control characters other than tab and line breaks, and
/// what changes the direction of writing, are shown as escapes.
func csvCell(_ text: String) -> String {
  var cell = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n", "\r", "\t": cell.unicodeScalars.append(scalar)
    default: cell += isTreacherous(scalar) ? shownText(String(scalar)) : String(scalar)
    }
  }
  // Full-width signs count as formulas where East Asian input is set up.
  let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
  if let first = cell.unicodeScalars.first, formulaStarts.contains(first) { cell = "'" + cell }
  let mustBeQuoted = cell.unicodeScalars.contains { ["\"", ",", "\r", "\n"].contains($0) }
  guard mustBeQuoted else { return cell }
  var quoted = "\""
  for scalar in cell.unicodeScalars {
    if scalar == "\"" { quoted += "\"" }
    quoted.unicodeScalars.append(scalar)
  }
  return quoted + "\""
}
