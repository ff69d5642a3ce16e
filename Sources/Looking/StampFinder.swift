import Pixels

/// Words in colour that the luma does not show: framed ones that lie over other type, where ink of both hangs together,
/// and red ones on a dark ground. Found in their ink alone.
enum StampFinder {
  /// Lengths of a stamp's word, and of one without a frame, in heights.
  private static let lengths: ClosedRange<Float> = 1.6...12
  private static let bareLengths: ClosedRange<Float> = 3...20
  private static let (fewestGlyphs, fewestBareGlyphs) = (2, 5)
  /// The like of one between bars, or whose frame went: two signs or three.
  private static let shortLengths: ClosedRange<Float> = 1.6...4
  private static let leastOfBare: Float = 0.5
  /// Stamps of one page that are looked for at most, and words without a frame.
  private static let (most, mostBare, mostShort) = (4, 3, 2)

  /// - Parameters:
  ///   - ink: in which they are.
  ///   - image: some 800 to 1600 pixels on its long side.
  ///   - angle: of the page's lines, in radians; a stamp lies nearly along them.
  ///   - isKnown: whether a line is seen without that.
  static func stamps(
    _ ink: ColouredInk, in image: Image, along angle: Float, unless isKnown: (SeenLine) -> Bool
  ) -> [SeenLine] {
    guard image.holds(ink) else { return [] }
    let type = TypeFinder(image.enhanced(.alone(ink))).type(.darkOnLight, along: angle)
    let boxes = type.lines.map { line in type.boxes.firstIndex { $0.frames(line) } }
    let borders = type.borders(of: Set(boxes.compactMap { $0 }))
    var (framed, bare, short): ([SeenLine], [SeenLine], [SeenLine]) = ([], [], [])
    for (line, box) in zip(type.lines, boxes) {
      var stamp = SeenLine(line, of: type)
      let length = line.length / line.height
      stamp.isBoxed = box != nil
      stamp.border = box.flatMap { borders[$0] }
      guard type.isIn(ink, line), !isKnown(stamp) else { continue }
      if stamp.isBoxed, line.glyphs.count >= fewestGlyphs, lengths.contains(length) {
        framed.append(stamp)
      } else if ink == .red, !stamp.isBoxed, line.glyphs.count >= fewestBareGlyphs,
        bareLengths.contains(length),
        stamp.typeness > leastOfBare || stamp.typeness == 0
      {
        bare.append(stamp)
      } else if !stamp.isBoxed, line.glyphs.count >= fewestGlyphs, shortLengths.contains(length) {
        short.append(stamp)
      }
    }
    func highest(_ lines: [SeenLine], most: Int) -> ArraySlice<SeenLine> {
      lines.sorted { $0.line.height > $1.line.height }.prefix(most)
    }
    return Array(
      highest(framed, most: most) + highest(bare, most: mostBare) + highest(short, most: mostShort))
  }
}

extension FoundType {
  /// The middle one of a line's signs is of an ink's colour.
  fileprivate func isIn(_ ink: ColouredInk, _ line: TypeLine) -> Bool {
    switch ink {
    case .red: return SeenLine(line, of: self).isRed
    case .blue: return line.glyphs.filter { glyphs[$0].isColoured }.count * 2 > line.glyphs.count
    }
  }
}
