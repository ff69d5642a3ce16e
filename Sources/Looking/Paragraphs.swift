import Evidence
import Pixels

// MARK: Running text, which bears no mark

extension Survey {
  /// A paragraph's line is so long, in heights: some ten Chinese signs, or twenty Latin letters.
  private static let shortest: Float = 11
  /// How far apart the rows of a paragraph stand, middle to middle, in heights.
  private static let rows: ClosedRange<Float> = 0.6...3.2
  private static let likeHeights: ClosedRange<Float> = 0.75...1.33
  /// How far the beginnings of two rows may lie apart, as a paragraph's first line is indented, and their ends, as those
  /// of ragged type are; in heights, and of the longer row's length.
  private static let indent: Float = 3
  private static let (ragged, raggedShare): (Float, Float) = (3, 0.2)
  /// Rows that a paragraph has besides.
  private static let fewestOthers = 2

  /// Whether a line is one of three rows of text at least that begin and end alike and follow each other closely.
  package func isOfParagraph(_ id: Int) -> Bool {
    let line = layout.lines[id]
    guard Self.mayBeRow(line) else { return false }
    var others = 0
    for other in layout.lines where other.id != id && Self.mayBeRow(other) && Self.follow(line, other) {
      others += 1
      if others == Self.fewestOthers { return true }
    }
    return false
  }

  private static func mayBeRow(_ line: Line) -> Bool {
    line.lengthInGlyphs >= shortest && line.typeness > 0.5 && !line.isBoxed && !line.isRed
  }

  /// Whether two rows follow each other, with another one between them perhaps.
  private static func follow(_ line: Line, _ other: Line) -> Bool {
    let height = max(1, line.glyphHeight)
    guard likeHeights.contains(other.glyphHeight / height), other.isLightOnDark == line.isLightOnDark else {
      return false
    }
    let along = (line.quad.topRight - line.quad.topLeft) * (1 / max(1, line.quad.width))
    let down = abs(along.cross(other.quad.centre - line.quad.centre)) / height
    guard rows.contains(down) || rows.contains(down / 2) else { return false }
    let start = abs((other.quad.topLeft - line.quad.topLeft).dot(along))
    let end = abs((other.quad.topRight - line.quad.topRight).dot(along))
    let longer = max(line.quad.width, other.quad.width)
    return start < indent * height && end < max(ragged * height, raggedShare * longer)
  }
}
