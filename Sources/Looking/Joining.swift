import Evidence
import Glibc
import Pixels

/// Adds to a page's lines those that are made of several: stamps that are read downwards, rows over a gap, the insides
/// of borders. The pieces stay, to be read where the whole gives nothing.
struct Joining {
  /// Borders whose insides are read as they lie, at most.
  private static let mostStamps = 3

  /// Those of the page, and behind them what was made of them.
  private(set) var lines: [Line]
  /// The signs of lines that are read downwards, by line id.
  private(set) var columns: [Int: [Quad]] = [:]
  /// Lines that are a part of such a line.
  private(set) var stacked: Set<Int> = []
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
  }

  /// Joins framed or red single signs that stand one above the other.
  private mutating func stack() {
    let single = seen.indices
      .filter {
        (seen[$0].isBoxed || seen[$0].isRed) && seen[$0].line.length < 1.7 * seen[$0].line.height
      }
      .sorted { extents[$0].minV < extents[$1].minV }
    for first in single where !stacked.contains(first) {
      var column = [first]
      for next in single where next != first && !stacked.contains(next) {
        let (a, b) = (extents[column[column.count - 1]], extents[next])
        let height = max(a.maxV - a.minV, b.maxV - b.minV)
        let beside = abs((a.minU + a.maxU) - (b.minU + b.maxU)) / 2
        if beside < 0.5 * height, b.minV - a.maxV > -0.4 * height, b.minV - a.maxV < 1.4 * height {
          column.append(next)
        }
      }
      guard column.count > 1 else { continue }
      stacked.formUnion(column)
      var line = lines[first]
      line.id = lines.count
      line.box = box(of: column)
      let (top, bottom) = (lines[column[0]].quad, lines[column[column.count - 1]].quad)
      line.quad = Quad(
        topLeft: top.topLeft, topRight: top.topRight, bottomRight: bottom.bottomRight,
        bottomLeft: bottom.bottomLeft)
      line.lengthInGlyphs = Float(column.count)
      lines.append(line)
      columns[line.id] = column.map { lines[$0].quad }
    }
  }

  private mutating func bridge() {
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
    var rows: [Quad: [Int]] = [:]
    for n in seen.indices where !stacked.contains(n) {
      if let border = seen[n].border, border.width > 1.3 * border.height, border.width < 9 * border.height {
        rows[border, default: []].append(n)
      }
    }
    // The largest stamps first; a form has more boxes than a page has stamps.
    let largest = rows.sorted { ($0.key.height, $1.value[0]) > ($1.key.height, $0.value[0]) }
    let reading = page.frame.back(Point(1, 0)) - page.frame.back(Point(0, 0))
    for (border, row) in largest.prefix(Self.mostStamps) {
      let along = border.topRight - border.topLeft
      let isReadAlready =
        row.count == 1 && abs(Sheets.turn(seen[row[0]].angle, from: atan2f(along.y, along.x))) < 0.04
      if isReadAlready { continue }
      join(row, stored((along.dot(reading) < 0 ? border.turnedAround : border).insideOfBorder))
    }
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
