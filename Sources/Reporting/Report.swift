import Evidence

/// What a report is written in.
package enum ReportFormat: String, Sendable, CaseIterable {
  /// For people.
  case text
  /// JSON Lines: one object a photo.
  case jsonl
  /// RFC 4180, one record a photo.
  case csv
  /// One page for a browser, with pictures.
  case html
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
    switch format {
    case .csv: csvHeader
    case .html: htmlHeader
    case .text, .jsonl: ""
    }
  }

  /// What stands below all findings; may be empty. `summary` is in words.
  package func footer(_ summary: String, _ leaks: Leaks) -> String {
    switch format {
    case .html: htmlFooter(summary)
    case .text: leaks.text
    case .jsonl, .csv: ""
    }
  }

  private func isListed(_ finding: Finding) -> Bool {
    finding.judgement.verdict != .clear || finding.related != nil || listsClear
  }

  /// What is written for one photo; empty when it is not listed.
  ///
  /// `picture` is a JPEG file, for the format that shows it.
  package func entry(for finding: Finding, picture: [UInt8]? = nil) -> String {
    switch format {
    case .html: isListed(finding) ? htmlEntry(finding, picture) : ""
    case .text: isListed(finding) ? textEntry(finding, palette) : ""
    case .jsonl: jsonLine(finding) + "\n"
    case .csv: csvRecord(finding)
    }
  }
}
