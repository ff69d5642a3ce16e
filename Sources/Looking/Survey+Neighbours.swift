import Evidence
import Pixels

// MARK: What stands round a line, where one that was read tells what to read next

extension Survey {
  /// A note's length in heights, its size in parts of the body's, where on the page it begins, at the highest, and how far
  /// from the left.
  private static let (lengthOfNote, sizeOfNote): (ClosedRange<Float>, ClosedRange<Float>) = (
    4...11, 0.7...1.4
  )
  private static let (topOfNotes, marginOfNote): (Float, Float) = (0.45, 0.35)
  /// Lines that are worth reading for the sake of another, in number, and the length of the longest beside a heading, in
  /// heights.
  private static let mostBeside = 8
  private static let longestBeside: Float = 14
  /// How far apart the labels of a form stand, and from what fills their fields, in heights.
  private static let formReach: Float = 12
  /// How long a label is with what fills its cell, how far apart its cells stand on a row, in heights; and how much farther than
  /// rows.
  private static let (longestOfCell, tableReach, wideCells): (Float, Float, Float) = (16, 40, 4)
  /// How long the points of a list are, in heights, and how alike in size.
  private static let (longestOfList, likeInList): (Float, ClosedRange<Float>) = (20, 0.75...1.33)
  /// What fills a field, in heights.
  private static let longestOfField: Float = 30
  /// How far aside of each other they begin: a shadow may take the first signs.
  private static let asideInForm: Float = 3
  /// Heights of a line that is text.
  private static let shortestOfText: Float = 5
  /// How far apart a mark's twins stand, as a part of the page's height, and how much they may differ in size.
  private static let twinsApart: Float = 0.3
  private static let likeTwins: ClosedRange<Float> = 0.5...2
  /// The like for twins that stand below each other, and how alike these begin and end, as a part of its width.
  private static let (textBetween, sameStart): (Float, Float) = (0.08, 0.03)

  /// Short lines over a heading and right under it, the nearest first: where a red-header page has its mark, its
  /// urgency and its number (GB/T 9704-2012, 7.2).
  package func lines(round heading: Int) -> [Int] {
    let title = layout.lines[heading].quad
    let (width, height) = (title.width, title.height)
    let along = title.along
    return nearest(to: heading) { line in
      guard line.lengthInGlyphs <= Self.longestBeside, line.glyphHeight < 1.3 * height else { return nil }
      let way = line.quad.centre - title.centre
      let (aside, down) = (abs(way.dot(along)), along.cross(way))
      guard aside < width + 2 * height, down > -6 * height, down < 4 * height else { return nil }
      return aside + abs(down)
    }
  }

  /// The other lines of a line's polarity, the nearest first.
  ///
  /// - Parameter distance: of a line; `nil` leaves it out.
  private func nearest(to id: Int, distance: (Line) -> Float?) -> [Int] {
    let near = layout.lines.compactMap { line -> (id: Int, distance: Float)? in
      guard line.id != id, line.isLightOnDark == layout.lines[id].isLightOnDark else { return nil }
      return distance(line).map { (line.id, $0) }
    }
    return near.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.prefix(Self.mostBeside).map(\.id)
  }

  /// Lines of about a line's length and size in the page's other half, the likeliest first, and then those that begin below
  /// or above it at some distance, as at the end of a printed mail.
  package func lines(opposite id: Int) -> [Int] {
    guard layout.lines.indices.contains(id) else { return [] }
    let one = layout.lines[id]
    let alike = candidates.filter { other in
      let line = layout.lines[other]
      return other != id
        && Self.likeTwins.contains(line.lengthInGlyphs / max(1, one.lengthInGlyphs))
        && Self.likeTwins.contains(line.glyphHeight / max(1, one.glyphHeight))
        && line.isLightOnDark == one.isLightOnDark
    }
    func isOpposite(_ line: Line) -> Bool {
      (line.box.midY < 0.5) != (one.box.midY < 0.5) && abs(line.box.midY - one.box.midY) > Self.twinsApart
    }
    func isBelow(_ line: Line) -> Bool {
      abs(line.box.x - one.box.x) < Self.sameStart && abs(line.box.width - one.box.width) < Self.sameStart
        && abs(line.box.midY - one.box.midY) > Self.textBetween
    }
    let opposite = alike.filter { isOpposite(layout.lines[$0]) }
    return opposite + alike.filter { !isOpposite(layout.lines[$0]) && isBelow(layout.lines[$0]) }
  }

  /// Lines of any length that begin under or over the beginning of one, the nearest first: the labels of a form.
  package func lines(alignedWith id: Int) -> [Int] {
    let label = layout.lines[id]
    return nearest(to: id) { line in
      let (aside, down) = Self.starts(of: line, from: label)
      guard aside < Self.asideInForm * label.glyphHeight, down < Self.formReach * label.glyphHeight else {
        return nil
      }
      return down
    }
  }

  /// Short lines of a label's size round it, the nearest first: what the other cells of its table hold, labels and fields.
  package func lines(inTableWith id: Int) -> [Int] {
    let label = layout.lines[id]
    let height = label.glyphHeight
    return nearest(to: id) { line in
      guard line.lengthInGlyphs <= Self.longestOfCell,
        Self.likeTwins.contains(line.glyphHeight / max(1, height))
      else { return nil }
      let (aside, down) = Self.starts(of: line, from: label)
      guard aside < Self.tableReach * height, down < Self.formReach * height else { return nil }
      // A row's cells stand farther apart than its rows.
      return down + aside / Self.wideCells
    }
  }

  /// How far a line begins from where a label does: along the label's row, and across it.
  private static func starts(of line: Line, from label: Line) -> (aside: Float, down: Float) {
    let (way, along) = (line.quad.topLeft - label.quad.topLeft, label.quad.along)
    return (abs(way.dot(along)), abs(along.cross(way)))
  }

  /// Short lines of the body's size in the page's lower part that have their rows to themselves, the nearest to the left
  /// margin first: notes in brackets stand there (GB/T 9704-2012, 7.3.6), two signs in.
  package var notes: [Int] {
    layout.lines.filter {
      Self.lengthOfNote.contains($0.lengthInGlyphs) && Self.sizeOfNote.contains($0.relativeSize)
        && $0.box.midY > Self.topOfNotes && $0.box.x < Self.marginOfNote
        && $0.typeness > 0.3 && $0.isAlone && !$0.isRed && !$0.isBoxed && !$0.isLightOnDark
    }.sorted { $0.box.x < $1.box.x }.map(\.id)
  }

  /// Whether a line of text runs through a line, or so near that they touch: a stamp was put over it.
  package func liesOverType(_ id: Int) -> Bool {
    let stamp = layout.lines[id].quad
    let places = stamp.corners + [stamp.centre]
    return layout.lines.contains { line in
      line.id != id && Self.isText(line) && places.contains { line.quad.holds($0) }
    }
  }

  static func isText(_ line: Line) -> Bool {
    line.typeness > 0.5 && line.lengthInGlyphs >= shortestOfText
  }

  /// What stands before a line on its row, or right above its beginning, the nearest first: the label of the field that it
  /// fills.
  package func lines(labelling id: Int) -> [Int] {
    let field = layout.lines[id]
    let along = field.quad.along
    let height = field.glyphHeight
    return nearest(to: id) { line in
      let way = field.quad.topLeft - line.quad.topRight
      let gap = way.dot(along)
      if abs(along.cross(way)) < 0.7 * height, gap > -0.5 * height, gap < Self.formReach * height {
        return gap
      }
      let up = field.quad.topLeft - line.quad.bottomLeft
      let rise = along.cross(up)
      let isAbove = rise > -0.3 * height && rise < 1.5 * height && abs(up.dot(along)) < 2 * height
      return isAbove ? max(0, rise) : nil
    }
  }

  /// Short lines of a line's size above and below it that begin where it begins or have their middle where it has its own,
  /// the nearest first: the rows of a table or the points of a list that it belongs to.
  package func lines(listedWith id: Int) -> [Int] {
    let one = layout.lines[id]
    let along = one.quad.along
    let height = one.glyphHeight
    return nearest(to: id) { line in
      guard line.lengthInGlyphs <= Self.longestOfList,
        Self.likeInList.contains(line.glyphHeight / max(1, height))
      else { return nil }
      let (start, middle) = (line.quad.topLeft - one.quad.topLeft, line.quad.centre - one.quad.centre)
      let down = abs(along.cross(middle))
      guard down > 0.8 * height, down < Self.formReach * height,
        min(abs(start.dot(along)), abs(middle.dot(along))) < height
      else { return nil }
      return down
    }
  }

  /// What stands behind a label on its row, or right below its beginning, the nearest first: what fills the field that it
  /// is the label of.
  package func lines(labelledBy id: Int) -> [Int] {
    let label = layout.lines[id]
    let along = label.quad.along
    let height = label.glyphHeight
    return nearest(to: id) { line in
      guard line.lengthInGlyphs <= Self.longestOfField else { return nil }
      let way = line.quad.topLeft - label.quad.topRight
      let gap = way.dot(along)
      if abs(along.cross(way)) < height, gap > -0.5 * height, gap < Self.formReach * height { return gap }
      let down = line.quad.topLeft - label.quad.bottomLeft
      let drop = along.cross(down)
      let isBelow = drop > -0.5 * height && drop < 2 * height && abs(down.dot(along)) < 3 * height
      return isBelow ? max(0, drop) : nil
    }
  }
}

extension Quad {
  /// One pixel along its upper side.
  fileprivate var along: Point { (topRight - topLeft) * (1 / max(1, width)) }
}
