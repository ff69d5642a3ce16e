import Pixels

/// What there is of ink in one polarity, sorted by what it may be; by component.
struct TypeGround {
  let polarity: Polarity
  let components: Components
  let inks: [Ink?]
  let rules: [Bool]
  let boxes: [Bool]
  var isType: [Bool]
  /// The brightest paper in the picture.
  let brightest: Float
  /// The picture has no colours, as copies have none.
  let isGrey: Bool

  /// Components of at least this size, in pixels of the picture looked at, may be letters.
  private static let letter: Int32 = 16

  func glyphs(where isTaken: [Bool], in frame: TypeFrame) -> [Glyph] {
    components.glyphs(inks.indices.map { isTaken[$0] ? inks[$0] : nil }, in: frame, brightest: brightest)
  }

  /// The direction that type seems to run in and the one across it, the likelier first; none for a single glyph.
  ///
  /// Rows and columns both line up; glyphs follow each other more closely along the lines.
  ///
  /// - Parameter across: prefers the direction that is less likely.
  func directions(across: Bool) -> [TypeDirection] {
    let isLight = polarity == .lightOnDark
    guard let angle = angle(sparesSpecks: false) else { return [] }
    var found = directions(near: angle)
    // The specks of a bad copy are more than its letters.
    if isGrey, let other = self.angle(sparesSpecks: true), abs(Sheets.turn(other, from: angle)) > Sheets.askew
    {
      let others = directions(near: other)
      if others[0].typeGlyphs(isLight: isLight) > found[0].typeGlyphs(isLight: isLight) { found = others }
    }
    let isOther = across != found[1].isLikelier(than: found[0], isLight: isLight)
    return isOther ? found.reversed() : found
  }

  /// - Parameter sparesSpecks: what is smaller than a letter counts for less.
  private func angle(sparesSpecks: Bool) -> Float? {
    var middles: [(x: Float, y: Float, weight: Float)] = []
    var heights: [Int32] = []
    for (n, k) in components.all.enumerated() where isType[n] {
      guard let ink = inks[n], k.longSide < 6 * k.shortSide else { continue }
      let share = min(1, ink.paper / brightest)
      var weight = polarity == .darkOnLight ? share * share * share : 1
      if sparesSpecks {
        let size = Float(min(k.longSide, Self.letter)) / Float(Self.letter)
        weight *= size * size
      }
      middles.append((Float(k.left + k.right) / 2, Float(k.top + k.bottom) / 2, weight))
      heights.append(k.height)
    }
    guard middles.count > 1 else { return nil }
    heights.sort()
    return Skew.angle(of: middles, binHeight: max(2, Float(heights[heights.count / 2]) / 2))
  }

  private func directions(near angle: Float) -> [TypeDirection] {
    [angle, angle + .pi / 2].map { turn in
      let frame = TypeFrame(angle: turn)
      return TypeDirection(frame: frame, glyphs: glyphs(where: isType, in: frame))
    }.sorted { $0.linking.score > $1.linking.score }
  }
}

/// Glyphs in one frame, and the lines that they make.
final class TypeDirection {
  private static let nearlyAsSure: Float = 0.6
  private static let clearlyMore: Float = 3
  private static let fewestGlyphs = 30

  let frame: TypeFrame
  let glyphs: [Glyph]
  let linking: Linking
  /// Made when they are first asked for, and then kept: choosing between directions asks before their type is found.
  private(set) lazy var lines: [TypeLine] = TypeFinder.merged(
    linking.chains.map { TypeLine($0, of: glyphs) }.filter { $0.height >= Float(TypeFinder.speck) },
    of: glyphs)

  init(frame: TypeFrame, glyphs: [Glyph]) {
    self.frame = frame
    self.glyphs = glyphs
    linking = Linking(glyphs)
  }

  /// How many of its glyphs are in lines that are surely type.
  func typeGlyphs(isLight: Bool) -> Int {
    lines.filter { $0.typeness(as: Typeness(of: $0, glyphs, isLight: isLight)) > 0.5 }
      .reduce(0) { $0 + $1.glyphs.count }
  }

  /// Components in hatched borders.
  func hatching(isLight: Bool) -> [Int] {
    linking.chains.flatMap { chain in
      chain.count >= 10
        && Typeness(of: TypeLine(chain, of: glyphs), glyphs, isLight: isLight).isHatchedBorder
        ? chain : Hatching.bars(in: chain, of: glyphs)
    }.map { glyphs[$0].component }
  }

  /// Whether nearly all that is surely type runs in this direction, and the other was surer by a little only: a
  /// hatched border leads astray.
  func isLikelier(than other: TypeDirection, isLight: Bool) -> Bool {
    guard linking.score > Self.nearlyAsSure * other.linking.score else { return false }
    let (own, others) = (typeGlyphs(isLight: isLight), other.typeGlyphs(isLight: isLight))
    return own >= Self.fewestGlyphs && Float(own) > Self.clearlyMore * Float(others)
  }
}
