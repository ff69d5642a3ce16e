import Evidence
import Pixels

/// What of a surveyed page is to be decoded, looked at or read again, and how large.
extension Survey {
  /// In pixels; what is smaller holds no page.
  private static let leastPart = 64
  /// Likely lines among which unknown ones are sought, and how many of these are enough.
  private static let mostOfLikely = 12
  private static let mostUnknown = 4
  /// A word of two signs hardly shows what it is.
  private static let leastTypeness: Float = 0.1
  private static let short: ClosedRange<Float> = 1.2...12

  /// The long side, in pixels, at which the small ones among the likely lines have type of a given height.
  package func longSideForReading(typeHeight: Float) -> Int {
    let heights = candidates.prefix(8).map { layout.lines[$0].glyphHeight }.filter { $0 > 0 }.sorted()
    guard heights.count > 0 else { return 0 }
    let small = heights[heights.count / 4]
    return Int(Float(max(layout.width, layout.height)) * min(1, typeHeight / small))
  }

  /// What holds the page's type with a wide margin, in pixels of the photo at another scale: for a closer look.
  package func neighbourhood(in image: Image) -> Rectangle? {
    guard let page = layout.page else { return nil }
    let margin = 0.25 * max(page.width, page.height)
    // A table's far columns and a mark in the corner are not in the block, but are type.
    let corners = page.corners + layout.lines.filter { $0.typeness > 0.6 }.flatMap(\.quad.corners)
    let xs = corners.map { $0.x }
    let ys = corners.map { $0.y }
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
      return nil
    }
    let (x, y) = (max(0, left - margin), max(0, top - margin))
    return part(
      Box(x: x, y: y, width: right - left + 2 * margin, height: bottom - top + 2 * margin), of: image)
  }

  /// A part of the stored photo in pixels of the photo at another scale; `nil` for what is too small to look at.
  package func part(_ box: Box, of image: Image) -> Rectangle? {
    let factor = scaleOf(image)
    let part = Rectangle(
      x: Int(box.x * factor), y: Int(box.y * factor), width: Int(box.width * factor),
      height: Int(box.height * factor)
    ).intersection(image.luma.bounds)
    return part.width > Self.leastPart && part.height > Self.leastPart ? part : nil
  }

  /// Whether a part of this page, looked at by itself, is worth reading: more lies about, or its lines run elsewhere.
  package func isWorthReading(part: Survey) -> Bool {
    areSeveralSheets || abs(Sheets.turn(part.angle, from: angle)) > Sheets.askew / 2
  }

  /// Whether any likely line is printed in red.
  package var hasRedType: Bool { candidates.prefix(8).contains { layout.lines[$0].isRed } }

  /// Likely lines that may be type, no longer than a mark, and lie clear of what is known; a few.
  ///
  /// - Parameter known: lines, in pixels of the stored photo.
  package func shortLines(besides known: [Quad]) -> [Int] {
    let unknown = likely.prefix(Self.mostOfLikely).filter { id in
      let line = layout.lines[id]
      return (line.typeness > Self.leastTypeness || line.isBoxed) && Self.short.contains(line.lengthInGlyphs)
        && !known.contains { $0.holds(line.quad.centre) }
    }
    return Array(unknown.prefix(Self.mostUnknown))
  }
}
