import Pixels

/// Framed words in red that lie over other type, where ink of both hangs together: found in the red ink alone.
enum StampFinder {
  /// Lengths of a stamp's word, in heights.
  private static let lengths: ClosedRange<Float> = 1.6...12
  private static let fewestGlyphs = 2
  /// Stamps of one page that are looked for at most.
  private static let most = 4

  /// - Parameters:
  ///   - image: some 800 to 1600 pixels on its long side.
  ///   - angle: of the page's lines, in radians; a stamp lies nearly along them.
  static func stamps(in image: Image, along angle: Float) -> [SeenLine] {
    guard image.holdsRedInk else { return [] }
    let type = TypeFinder(image.enhanced(.redInk)).type(.darkOnLight, along: angle)
    let boxes = type.lines.map { line in type.boxes.firstIndex { $0.frames(line) } }
    let borders = type.borders(of: Set(boxes.compactMap { $0 }))
    let stamps = zip(type.lines, boxes).compactMap { line, box -> SeenLine? in
      var stamp = SeenLine(line, of: type)
      guard let box, line.glyphs.count >= fewestGlyphs, lengths.contains(line.length / line.height),
        stamp.isRed
      else { return nil }
      stamp.isBoxed = true
      stamp.border = borders[box]
      return stamp
    }
    return Array(stamps.sorted { $0.line.height > $1.line.height }.prefix(most))
  }
}

extension Image {
  /// What is red is ink on the ground, not the ground: so many parts of the picture, so far from grey.
  private static let redShare: ClosedRange<Float> = 0.0003...0.2
  private static let red = 24

  /// A stamp or a heading may be on it.
  package var holdsRedInk: Bool {
    guard let samples = chroma?.red.samples else { return false }
    let count = samples.count { Int($0) > 128 + Self.red }
    return Self.redShare.contains(Float(count) / Float(max(1, samples.count)))
  }
}
