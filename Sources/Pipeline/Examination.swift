import Decoding
import Evidence
import Pixels

/// An inspection together with what it rests on: what `explain` draws, and what no report keeps.
package struct Examination {
  package var inspection: Inspection
  package var transcript: Transcript?
  package var matches: [Match] = []

  init(failure: DecodeFailure, of photo: Photo, _ trace: Trace) {
    let judgement = Judgement.undecided(failure.reason, failure.detail)
    inspection = Inspection(
      finding: Finding(
        path: photo.path, judgement: judgement, seconds: trace.seconds.values.reduce(0, +)),
      trace: trace)
  }

  init(
    verdict: Judgement, _ photo: Photo, _ width: Int, _ height: Int, left: Stage, partial: DecodedImage,
    _ trace: Trace
  ) {
    var judgement = verdict
    // What is missing may bear the mark.
    if partial.isPartial, judgement.verdict != .marked {
      judgement = .undecided(.damaged, partial.note ?? "only a part of the picture could be decoded")
    }
    var trace = trace
    trace.left = left
    inspection = Inspection(
      finding: Finding(
        path: photo.path, judgement: judgement, size: (width, height),
        seconds: trace.seconds.values.reduce(0, +)),
      trace: trace)
  }

  /// - Parameter mirroredWidth: of the stored photo, when it was mirrored before it was looked at.
  mutating func add(_ result: PageReader.Result, mirroredWidth: Int?) {
    transcript = result.transcript
    matches = result.matches
    inspection.trace.linesFound = result.transcript.layout.lines.count
    inspection.trace.linesRead = result.transcript.lines.count
    guard let id = inspection.finding.judgement.line,
      let line = result.transcript.lines.first(where: { $0.line.id == id })?.line
    else { return }
    inspection.finding.quad =
      mirroredWidth.map { width in
        line.quad.map { Point(Float(width) - $0.x, $0.y) }
      } ?? line.quad
  }

  /// Of a file's pages the gravest speaks for it: a mark, then what could not be judged, then the rest.
  func outranks(_ other: Examination) -> Bool {
    let (a, b) = (inspection.finding.judgement, other.inspection.finding.judgement)
    func weight(_ j: Judgement) -> Int {
      switch j.verdict {
      case .marked: 100 + 10 * (j.severity.map { $0 == .high ? 2 : $0 == .medium ? 1 : 0 } ?? 0)
      case .undecided: 3
      case .official: 2
      case .clear: 1
      }
    }
    return (weight(a), a.confidence) > (weight(b), b.confidence)
  }
}
