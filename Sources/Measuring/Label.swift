import Evidence
import Pixels

/// What is known of one photo of a labelled set.
package struct Label: Sendable, Equatable {
  /// How a picture lies in its file: by how much it is turned, and whether an orientation tag says so.
  package struct Turn: Sendable, Equatable, Hashable {
    package var degrees: Int
    package var isTagged: Bool

    package init(degrees: Int = 0, isTagged: Bool = false) {
      self.degrees = degrees
      self.isTagged = isTagged
    }

    /// `upright`, `90°`, `90° with a tag`.
    package var name: String {
      degrees == 0 && !isTagged ? "upright" : "\(degrees)°" + (isTagged ? " with a tag" : "")
    }
  }

  /// The path within the set's folder.
  package var file: String
  package var verdict: Verdict
  /// `nil` on a marked page: any level is right.
  package var level: String?
  package var regime: String?
  /// What was drawn or photographed.
  package var kind: String
  /// How it was photographed, without the turn.
  package var capture: String
  package var turn: Turn
  /// As stored, in pixels.
  package var size: (width: Int, height: Int)?
  package var mark: String?
  /// Where the mark is, in pixels of the photo as stored.
  package var quad: Quad?
  /// What the photo serves for: tuning or measuring.
  package var part: String?

  package init(
    file: String, verdict: Verdict, level: String? = nil, regime: String? = nil, kind: String = "",
    capture: String = "", turn: Turn = Turn(), size: (width: Int, height: Int)? = nil, mark: String? = nil,
    quad: Quad? = nil, part: String? = nil
  ) {
    self.file = file
    self.verdict = verdict
    self.level = level
    self.regime = regime
    self.kind = kind
    self.capture = capture
    self.turn = turn
    self.size = size
    self.mark = mark
    self.quad = quad
    self.part = part
  }

  package static func == (a: Label, b: Label) -> Bool {
    a.file == b.file && a.verdict == b.verdict && a.level == b.level && a.regime == b.regime
      && a.kind == b.kind && a.capture == b.capture && a.turn == b.turn && a.size?.width == b.size?.width
      && a.size?.height == b.size?.height && a.mark == b.mark && a.quad == b.quad && a.part == b.part
  }
}

/// Why the labels of a set could not be used.
package struct LabelFailure: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Reason: String, Sendable {
    case unreadable
    case tooLarge = "too large"
    case encoding, header, row, value, duplicate
  }

  /// The file of labels, as it was asked for.
  package var file: String
  /// From 1, the header's line; `nil` when it is about the file as a whole.
  package var line: Int?
  package var reason: Reason
  package var detail: String

  package init(file: String, line: Int? = nil, reason: Reason, detail: String) {
    self.file = file
    self.line = line
    self.reason = reason
    self.detail = detail
  }

  /// `set/labels.tsv:12: value: verdict "maybe" is none of …`
  package var description: String {
    file + (line.map { ":\($0)" } ?? "") + ": \(reason.rawValue): \(detail)"
  }
}
