import Pixels

/// Single signs that fill a ring or a square of coloured ink, ㊙ or a boxed 密: whatever parts the sign was seen in, it is
/// one line.
enum FramedSigns {
  /// Width by height of a frame, and of what stands in it.
  private static let square: ClosedRange<Float> = 0.75...1.33
  /// The sign's share of its frame's width and height, and how far its middle lies from the frame's, in parts of that.
  private static let share: ClosedRange<Float> = 0.4...0.88
  private static let offset: Float = 0.13
  /// Pixels of a sign that can be read.
  private static let least: Float = 14
  /// Of one page; a page with more has a pattern.
  private static let most = 6

  static func lines(of type: FoundType) -> [SeenLine] {
    let found = type.boxes.filter { $0.isColoured && square.contains($0.width / max(1, $0.height)) }
      .compactMap { line(in: $0, of: type) }
    return found.count > most ? [] : found
  }

  private static func line(in frame: Glyph, of type: FoundType) -> SeenLine? {
    let inside = type.glyphs.indices.filter { n in
      let glyph = type.glyphs[n]
      return glyph.component != frame.component && glyph.minU > frame.minU && glyph.maxU < frame.maxU
        && glyph.minV > frame.minV && glyph.maxV < frame.maxV && glyph.isColoured
    }
    guard let minU = inside.map({ type.glyphs[$0].minU }).min(),
      let maxU = inside.map({ type.glyphs[$0].maxU }).max(),
      let minV = inside.map({ type.glyphs[$0].minV }).min(),
      let maxV = inside.map({ type.glyphs[$0].maxV }).max()
    else { return nil }
    let (width, height) = (maxU - minU, maxV - minV)
    guard min(width, height) >= least, square.contains(width / height),
      share.contains(width / frame.width), share.contains(height / frame.height),
      abs((minU + maxU) / 2 - frame.midU) < offset * frame.width,
      abs((minV + maxV) / 2 - frame.midV) < offset * frame.height
    else { return nil }
    var line = TypeLine(inside, of: type.glyphs)
    (line.slope, line.intercept) = (0, (minV + maxV) / 2)
    (line.above, line.below) = (height / 2, height / 2)
    var seen = SeenLine(line, of: type)
    seen.isBoxed = true
    return seen
  }
}
