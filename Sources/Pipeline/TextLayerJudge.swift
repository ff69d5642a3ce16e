import Evidence
import Pixels
import Synchronization

/// Judges the text that a file tells of a picture besides what can be seen in it; the graver verdict stands.
///
/// Rules are read when the first such text comes: most scans meet none.
package final class TextLayerJudge: Sendable {
  private enum State {
    case unused
    case ready(TextJudge)
    case impossible
  }

  private let options: InspectorOptions
  private let state = Mutex(State.unused)

  package init(_ options: InspectorOptions) {
    self.options = options
  }

  /// Adds to an inspection of the picture what its text says. A text without a mark changes nothing: it may be
  /// less than what can be seen.
  func add(_ text: [PlacedText], to inspection: inout Inspection) {
    guard !text.isEmpty, inspection.finding.judgement.verdict != .marked, let judge = judge() else { return }
    let size = inspection.finding.size ?? (2000, 2000)
    var judgement = judge.judgement(on: text, width: size.width, height: size.height)
    let isGraver =
      judgement.verdict == .marked
      || (judgement.verdict == .official && inspection.finding.judgement.verdict == .clear)
    guard isGraver else { return }
    if let line = judgement.line, text.indices.contains(line) {
      let place = text[line]
      inspection.finding.quad = Quad(
        Rectangle(
          x: Int(place.left * Float(size.width)), y: Int(place.top * Float(size.height)),
          width: max(1, Int(place.width * Float(size.width))),
          height: max(1, Int(place.height * Float(size.height)))))
    }
    judgement.detail = "in the file's own text"
    inspection.finding.judgement = judgement
  }

  private func judge() -> TextJudge? {
    state.withLock { state in
      if case .unused = state {
        state = (try? TextJudge(options)).map { .ready($0) } ?? .impossible
      }
      if case .ready(let judge) = state { return judge }
      return nil
    }
  }
}
