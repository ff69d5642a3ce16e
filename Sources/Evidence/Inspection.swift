/// The stages that a photo goes through, in order.
package enum Stage: String, Sendable, CaseIterable, Codable {
  case decode, look, read, match, judge
}

/// How a photo went through the stages: for the benchmark and for `explain`, never for the report.
package struct Trace: Sendable, Equatable {
  /// The last stage that the photo reached: `look` when none of it was read.
  package var left: Stage
  /// Processor seconds by stage.
  package var seconds: [Stage: Double]
  package var linesFound: Int
  package var linesRead: Int

  package init(left: Stage = .decode, seconds: [Stage: Double] = [:], linesFound: Int = 0, linesRead: Int = 0)
  {
    self.left = left
    self.seconds = seconds
    self.linesFound = linesFound
    self.linesRead = linesRead
  }
}

/// A finding and how it came about.
package struct Inspection: Sendable, Equatable {
  package var finding: Finding
  package var trace: Trace
  /// A small JPEG file of the photo, where a report with pictures was asked for.
  package var picture: [UInt8]?

  package init(finding: Finding, trace: Trace, picture: [UInt8]? = nil) {
    self.finding = finding
    self.trace = trace
    self.picture = picture
  }
}
