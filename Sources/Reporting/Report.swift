import Evidence

/// What a report is written in.
package enum ReportFormat: String, Sendable, CaseIterable {
  /// For people.
  case text
  /// JSON Lines: one object a photo.
  case jsonl
  /// RFC 4180, one record a photo.
  case csv
}

/// Turns findings into the lines of a report.
package struct Report: Sendable {
  private let format: ReportFormat
  private let palette: Palette
  private let listsClear: Bool

  /// `listsClear` is about text only: the formats for programs always tell of every photo.
  package init(_ format: ReportFormat, inColour: Bool = false, listsClear: Bool = false) {
    self.format = format
    palette = Palette(isOn: inColour)
    self.listsClear = listsClear
  }

  /// What stands above all findings; may be empty.
  package var header: String {
    format == .csv ? csvHeader : ""
  }

  /// What is written for one photo; empty when it is not listed.
  package func entry(for finding: Finding) -> String {
    switch format {
    case .text: finding.judgement.verdict == .clear && !listsClear ? "" : textEntry(finding, palette)
    case .jsonl: jsonLine(finding) + "\n"
    case .csv: csvRecord(finding)
    }
  }
}
