/// How precision falls as findings of ever less confidence are taken in.
package struct PrecisionRecallCurve: Sendable, Equatable, Codable {
  package struct Step: Sendable, Equatable, Codable {
    /// Findings at least this sure are taken.
    package var confidence: Double
    package var precision: Double
    package var recall: Double
  }

  /// Falling confidence; findings of equal confidence are one step.
  package var steps: [Step]
  /// The sum over the steps of precision × gain in recall, from 0 to 1.
  ///
  /// No line is drawn between the steps, which would flatter (Manning, Raghavan and Schütze,
  /// Introduction to Information Retrieval, 8.4). A photo that was not `marked` is never taken in,
  /// so the curve ends at the run's recall.
  package var averagePrecision: Double

  /// - Parameters:
  ///   - findings: the confidence of each `marked` finding, and whether it is right.
  ///   - relevant: how many photos are labelled `marked`, found or not.
  package init(findings: [(confidence: Double, isRight: Bool)], relevant: Int) {
    let sorted = findings.filter(\.confidence.isFinite).sorted { $0.confidence > $1.confidence }
    var steps: [Step] = []
    var average = 0.0
    var (right, taken) = (0, 0)
    while taken < sorted.count, relevant > 0 {
      let confidence = sorted[taken].confidence
      let before = right
      while taken < sorted.count, sorted[taken].confidence == confidence {
        if sorted[taken].isRight { right += 1 }
        taken += 1
      }
      let precision = Double(right) / Double(taken)
      steps.append(
        Step(confidence: confidence, precision: precision, recall: Double(right) / Double(relevant)))
      average += precision * Double(right - before) / Double(relevant)
    }
    self.steps = steps
    averagePrecision = average
  }
}

/// Whether findings are as often right as they say.
package struct Calibration: Sendable, Equatable, Codable {
  /// Findings of about the same confidence.
  package struct Bin: Sendable, Equatable, Codable {
    /// The bin holds `low ≤ confidence < high`; the last one 1 too.
    package var low: Double
    package var high: Double
    /// The mean confidence of those in it.
    package var confidence: Double
    package var right: Proportion
  }

  /// Ten of equal width; those that hold nothing are left out.
  package var bins: [Bin]
  /// The mean distance between confidence and the share that is right, weighted by the bins' counts,
  /// from 0 to 1 (C. Guo et al., On Calibration of Modern Neural Networks, ICML 2017, equation 3);
  /// `nil` without findings.
  package var expectedError: Double?

  /// Confidences are taken from 0 to 1 and clamped to it; one that is not finite counts as 0.
  package init(_ findings: [(confidence: Double, isRight: Bool)]) {
    var sums = Array(repeating: (confidence: 0.0, right: 0, count: 0), count: 10)
    for finding in findings {
      let confidence = finding.confidence.isFinite ? min(1, max(0, finding.confidence)) : 0
      let bin = min(9, Int(confidence * 10))
      sums[bin].confidence += confidence
      sums[bin].count += 1
      if finding.isRight { sums[bin].right += 1 }
    }
    var bins: [Bin] = []
    var error = 0.0
    for (n, sum) in sums.enumerated() where sum.count > 0 {
      let confidence = sum.confidence / Double(sum.count)
      bins.append(
        Bin(
          low: Double(n) / 10, high: Double(n + 1) / 10, confidence: confidence,
          right: Proportion(sum.right, of: sum.count)))
      error += abs(Double(sum.right) - sum.confidence)
    }
    self.bins = bins
    expectedError = findings.isEmpty ? nil : error / Double(findings.count)
  }
}
