import Pixels

/// Words in red that the luma does not show: framed ones that lie over other type, where ink of both hangs together, and
/// those on a dark ground. Found in the red ink alone.
enum StampFinder {
  /// Lengths of a stamp's word, and of one without a frame, in heights.
  private static let lengths: ClosedRange<Float> = 1.6...12
  private static let bareLengths: ClosedRange<Float> = 3...20
  private static let (fewestGlyphs, fewestBareGlyphs) = (2, 5)
  private static let leastOfBare: Float = 0.5
  /// Stamps of one page that are looked for at most, and words without a frame.
  private static let (most, mostBare) = (4, 3)

  /// - Parameters:
  ///   - image: some 800 to 1600 pixels on its long side.
  ///   - angle: of the page's lines, in radians; a stamp lies nearly along them.
  ///   - isKnown: whether a line is seen without that.
  static func stamps(in image: Image, along angle: Float, unless isKnown: (SeenLine) -> Bool) -> [SeenLine] {
    guard image.holdsRedInk else { return [] }
    let type = TypeFinder(image.enhanced(.redInk)).type(.darkOnLight, along: angle)
    let boxes = type.lines.map { line in type.boxes.firstIndex { $0.frames(line) } }
    let borders = type.borders(of: Set(boxes.compactMap { $0 }))
    var (framed, bare): ([SeenLine], [SeenLine]) = ([], [])
    for (line, box) in zip(type.lines, boxes) {
      var stamp = SeenLine(line, of: type)
      let length = line.length / line.height
      stamp.isBoxed = box != nil
      stamp.border = box.flatMap { borders[$0] }
      guard stamp.isRed, !isKnown(stamp) else { continue }
      if stamp.isBoxed, line.glyphs.count >= fewestGlyphs, lengths.contains(length) {
        framed.append(stamp)
      } else if !stamp.isBoxed, line.glyphs.count >= fewestBareGlyphs, bareLengths.contains(length),
        stamp.typeness > leastOfBare || stamp.typeness == 0
      {
        bare.append(stamp)
      }
    }
    func highest(_ lines: [SeenLine], most: Int) -> ArraySlice<SeenLine> {
      lines.sorted { $0.line.height > $1.line.height }.prefix(most)
    }
    return Array(highest(framed, most: most) + highest(bare, most: mostBare))
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
