import Evidence

/// What was found in the lines of one page, so long as they and its layout stay as they are.
package struct MatchMemory: Sendable {
  private struct Known: Sendable {
    var read: ReadLine
    var found: FoundInLine
  }

  private var layout: Layout?
  /// In the order of the transcript's lines.
  private var lines: [Known] = []

  package init() {}

  /// Forgets what was found on a page that has changed: where a line stands is told by the others.
  mutating func keep(for layout: Layout) {
    if self.layout != layout { (self.layout, lines) = (layout, []) }
  }

  mutating func found(of read: ReadLine, number n: Int, matched: () -> FoundInLine) -> FoundInLine {
    if lines.indices.contains(n), lines[n].read == read { return lines[n].found }
    let known = Known(read: read, found: matched())
    if n < lines.count { lines[n] = known } else { lines.append(known) }
    return known.found
  }
}

/// What one line holds: readings of rules, and levels' words that are only mentioned.
struct FoundInLine: Sendable {
  var candidates: [Candidate]
  var mentions: [Match]
}
