import Evidence
import Glibc
import Pixels

/// Adds to a page's lines those that are made of several: stamps that are read downwards, rows over a gap, the insides
/// of borders. The pieces stay, to be read where the whole gives nothing.
struct Joining {
  /// Borders whose insides are read as they lie, at most, and the like of those that are read downwards.
  private static let (mostStamps, mostUpright) = (3, 2)
  /// How many times as high as wide a border is whose signs stand one above the other, and what may be a part of one sign,
  /// in heights.
  private static let (upright, single): (ClosedRange<Float>, Float) = (1.35...4.4, 1.7)

  /// Signs without a frame are so many times as high as the body's type, at least, of one size, so many in a stack, and
  /// so many stacks on a page.
  private static let (largeSign, alike, mostBareSigns, mostBare): (Float, Float, Int, Int) = (1.3, 1.4, 4, 2)

  /// Those of the page, and behind them what was made of them.
  private(set) var lines: [Line]
  /// The signs of lines that are read downwards, by line id.
  private(set) var columns: [Int: [Quad]] = [:]
  /// The lines that were joined downwards, by the line made of them.
  private var stacks: [Int: [Int]] = [:]
  /// Lines that are a part of such a line.
  var stacked: Set<Int> { Set(stacks.values.joined()) }
  /// The pieces of lines that were joined over a gap, by line id.
  private(set) var pieces: [Int: [Int]] = [:]

  private let seen: [SeenLine]
  private let extents: [Extent]
  private let page: PageFrame
  /// From the picture that was glanced at to the stored photo.
  private let stored: (Quad) -> Quad

  /// - Parameter lines: of the page, one for each of those seen, in their order.
  init(
    _ lines: [Line], _ seen: [SeenLine], _ extents: [Extent], _ page: PageFrame,
    stored: @escaping (Quad) -> Quad
  ) {
    (self.lines, self.seen, self.extents, self.page, self.stored) = (lines, seen, extents, page, stored)
    stack()
    bridge()
    addInsidesOfBorders()
    addSignsOfBorders()
  }

  /// Joins single signs that stand one above the other: framed or red ones, and of the others large ones that have their
  /// rows to themselves, as in a stamp without a frame.
  private mutating func stack() {
    let single = seen.indices.filter { seen[$0].line.length < Self.single * seen[$0].line.height }
      .sorted { extents[$0].minV < extents[$1].minV }
    var taken: Set<Int> = []
    for column in Self.columns(of: single.filter { seen[$0].isBoxed || seen[$0].isRed }, extents) {
      taken.formUnion(column)
      stack(column)
    }
    let lone = single.filter { n in
      !taken.contains(n) && (lines[n].relativeSize > Self.largeSign && lines[n].isAlone || seen[n].isBoxed)
    }
    let bare = Self.columns(of: lone, extents).filter { column in
      let heights = column.map { seen[$0].line.height }
      return column.count <= Self.mostBareSigns
        && (heights.max() ?? 0) < Self.alike * (heights.min() ?? 0)
    }
    for column in bare.sorted(by: { seen[$0[0]].line.height > seen[$1[0]].line.height }).prefix(Self.mostBare)
    {
      stack(column)
    }
  }

  /// - Parameter single: signs, from the top.
  private static func columns(of single: [Int], _ extents: [Extent]) -> [[Int]] {
    var columns: [[Int]] = []
    var taken: Set<Int> = []
    for first in single where !taken.contains(first) {
      var column = [first]
      for next in single where next != first && !taken.contains(next) {
        let (a, b) = (extents[column[column.count - 1]], extents[next])
        let height = max(a.maxV - a.minV, b.maxV - b.minV)
        let beside = abs((a.minU + a.maxU) - (b.minU + b.maxU)) / 2
        if beside < 0.5 * height, b.minV - a.maxV > -0.4 * height, b.minV - a.maxV < 1.4 * height {
          column.append(next)
        }
      }
      guard column.count > 1 else { continue }
      taken.formUnion(column)
      columns.append(column)
    }
    return columns
  }

  private mutating func stack(_ column: [Int]) {
    var line = lines[column[0]]
    line.id = lines.count
    line.box = box(of: column)
    line.quad = Self.column(from: lines[column[0]].quad, to: lines[column[column.count - 1]].quad)
    line.lengthInGlyphs = Float(column.count)
    lines.append(line)
    columns[line.id] = column.map { lines[$0].quad }
    stacks[line.id] = column
  }

  private mutating func bridge() {
    let stacked = stacked
    let rows = Bridging.rows(seen, extents).filter { stacked.isDisjoint(with: $0) }
    for row in rows {
      let (first, last) = (lines[row[0]].quad, lines[row[row.count - 1]].quad)
      join(
        row,
        Quad(
          topLeft: first.topLeft, topRight: last.topRight, bottomRight: last.bottomRight,
          bottomLeft: first.bottomLeft))
    }
    let known = Set(rows.map { $0.sorted() })
    for stamp in Bridging.stamps(seen, extents)
    where !known.contains(stamp.sorted()) && stacked.isDisjoint(with: stamp) {
      join(stamp, stored(page.frame.quad(of: Self.hull(stamp.map { extents[$0] }))))
    }
  }

  /// Of borders that are turned against what stands in them, or hold more than one line.
  private mutating func addInsidesOfBorders() {
    let stacked = stacked
    let loose = seen.indices.filter { !stacked.contains($0) }
    let rows = rowsOfBorders(round: loose) { $0.width > 1.3 * $0.height && $0.width < 9 * $0.height }
    for (border, row) in rows.prefix(Self.mostStamps) {
      let along = border.topRight - border.topLeft
      let isReadAlready =
        row.count == 1 && abs(Sheets.turn(seen[row[0]].angle, from: atan2f(along.y, along.x))) < 0.04
      if isReadAlready { continue }
      join(row, stored(asRead(border).insideOfBorder))
    }
  }

  /// Of stamps that are read downwards: their signs are cut out as the border lies, whole where the finder saw parts.
  private mutating func addSignsOfBorders() {
    let singles = seen.indices.filter { seen[$0].line.length < Self.single * seen[$0].line.height }
    let rows = rowsOfBorders(round: singles) { Self.upright.contains($0.height / max(1, $0.width)) }
      .filter { _, row in row.contains { seen[$0].isRed || lines[$0].relativeSize > Self.largeSign } }
    for (border, row) in rows.prefix(Self.mostUpright) {
      let signs = asRead(border).signsOfBorder.map(stored)
      guard let first = signs.first, let last = signs.last else { continue }
      let parts = stacks.filter { !Set(row).isDisjoint(with: $0.value) }.map(\.key).sorted()
      join(row, Self.column(from: first, to: last))
      let id = lines.count - 1
      pieces[id] = row + parts
      lines[id].glyphHeight = first.height
      lines[id].lengthInGlyphs = Float(signs.count)
      columns[id] = signs
    }
  }

  /// What stands in borders of one shape, the largest borders first: a form has more boxes than a page has stamps.
  private func rowsOfBorders(round pieces: [Int], where isOfShape: (Quad) -> Bool) -> [(
    border: Quad, row: [Int]
  )] {
    var rows: [Quad: [Int]] = [:]
    for n in pieces {
      if let border = seen[n].border, isOfShape(border) { rows[border, default: []].append(n) }
    }
    return rows.sorted { ($0.key.height, $1.value[0]) > ($1.key.height, $0.value[0]) }
      .map { (border: $0.key, row: $0.value) }
  }

  /// A border's quad from the side that the page is read from.
  private func asRead(_ border: Quad) -> Quad {
    let reading = page.frame.back(Point(1, 0)) - page.frame.back(Point(0, 0))
    return (border.topRight - border.topLeft).dot(reading) < 0 ? border.turnedAround : border
  }

  private mutating func join(_ row: [Int], _ quad: Quad) {
    let parts = row.map { lines[$0] }
    var line = parts.max { $0.glyphHeight < $1.glyphHeight } ?? parts[0]
    line.id = lines.count
    line.quad = quad
    line.box = box(of: row)
    line.glyphHeight = max(line.glyphHeight, quad.height)
    line.lengthInGlyphs = quad.width / max(1, quad.height)
    line.typeness = parts.map(\.typeness).max() ?? 0
    line.redness = parts.map(\.redness).max() ?? 0
    line.isBoxed = parts.contains(where: \.isBoxed)
    line.isAlone = true
    lines.append(line)
    pieces[line.id] = row
  }

  private static func column(from top: Quad, to bottom: Quad) -> Quad {
    Quad(
      topLeft: top.topLeft, topRight: top.topRight, bottomRight: bottom.bottomRight,
      bottomLeft: bottom.bottomLeft)
  }

  private func box(of row: [Int]) -> Box {
    let whole = Self.hull(row.map { extents[$0] })
    return page.box(minU: whole.minU, maxU: whole.maxU, minV: whole.minV, maxV: whole.maxV)
  }

  private static func hull(_ extents: [Extent]) -> Extent {
    (
      extents.map(\.minU).min() ?? 0, extents.map(\.maxU).max() ?? 0, extents.map(\.minV).min() ?? 0,
      extents.map(\.maxV).max() ?? 0
    )
  }
}
