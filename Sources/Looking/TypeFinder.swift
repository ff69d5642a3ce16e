import Pixels

/// All type of one polarity in a picture: the frame it lies in, its glyphs, its lines, and printed rules.
struct FoundType {
  var polarity: Polarity
  var frame: TypeFrame
  var glyphs: [Glyph]
  var lines: [TypeLine]
  /// Components too long and thin for type.
  var rules: [Glyph]
  /// Hollow frames that may be the border of a stamp.
  var boxes: [Glyph]
  /// What all of these are parts of.
  let components: Components

  /// Boxes as they lie, each turned by itself.
  ///
  /// - Parameter numbers: of the boxes; those far down the list are left out.
  func borders(of numbers: Set<Int>) -> [Int: Quad] {
    let numbers = numbers.filter { $0 < Self.mostBorders }.sorted()
    let quads = components.rectangles(round: numbers.map { boxes[$0].component }, near: frame.angle)
    return Dictionary(uniqueKeysWithValues: zip(numbers, quads))
  }

  /// Where there are more boxes, they are a table's or texture.
  private static let mostBorders = 24
}

/// Finds lines of type from connected components and how they follow each other.
///
/// Nothing here asks for a page: components on even ground, of letter size, level with their neighbours,
/// make a line. L. O'Gorman, The document spectrum for page layout analysis (1993), is the family.
struct TypeFinder {
  /// Components below this height, in pixels of the picture looked at, are specks.
  static let speck: Int32 = 4
  /// More components than this in one picture is texture; the largest are kept.
  static let mostGlyphs = 12_000

  let image: Image
  private let mean: LocalMean
  private let brightest: Float

  init(_ image: Image) {
    self.image = image
    mean = LocalMean(of: image.luma, radius: 4)
    var histogram = [Int](repeating: 0, count: 256)
    for value in mean.values { histogram[Int(value)] += 1 }
    var left = mean.values.count / 20
    var level = 255
    while level > 0, left > histogram[level] {
      left -= histogram[level]
      level -= 1
    }
    brightest = Float(max(1, level))
  }

  /// - Parameter across: prefers the direction that is less likely.
  func type(_ polarity: Polarity, across: Bool = false) -> FoundType? {
    var components = Components(of: image.luma, against: mean, polarity: polarity, contrast: 0.12)
    // Frames and strokes are dark.
    if polarity == .darkOnLight {
      components.splitCrossings(of: image.luma)
      components.splitFrames(of: image.luma) { shape(of: $0) == .hollow }
      components.splitStrokes(of: image.luma)
    }
    var inks = [Ink?](repeating: nil, count: components.all.count)
    var rules = [Bool](repeating: false, count: components.all.count)
    var boxes = rules
    sort(components, polarity, into: &inks, rules: &rules, boxes: &boxes)
    components.colour(&inks, from: image)

    var isType = inks.indices.map { inks[$0] != nil && !rules[$0] && !boxes[$0] }
    let ruleInks = inks.indices.map { rules[$0] ? inks[$0] : nil }
    let boxInks = inks.indices.map { boxes[$0] ? inks[$0] : nil }
    var directions = directions(of: components, inks, isType, polarity, across: across)
    let hatching = Set(directions.flatMap { $0.hatching(isLight: polarity == .lightOnDark) })
    if !hatching.isEmpty {
      // A hatched border is regular as no type is, and would tell the direction.
      for n in hatching { isType[n] = false }
      directions = self.directions(of: components, inks, isType, polarity, across: across)
    }
    // Where hatching or a keyboard runs the other way, the likelier direction holds no type at all.
    var found: FoundType?
    for direction in directions {
      let type = FoundType(
        polarity: polarity, frame: direction.frame, glyphs: direction.glyphs, lines: direction.lines,
        rules: components.glyphs(ruleInks, in: direction.frame, brightest: brightest),
        boxes: components.glyphs(boxInks, in: direction.frame, brightest: brightest), components: components)
      if Glance.typeLines(of: type) >= Glance.leastLines { return type }
      found = found ?? type
    }
    return found
  }

  /// Glyphs in one frame, and the lines that they make.
  private final class Direction {
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
  }

  /// The direction that type seems to run in and the one across it, the likelier first; none for a single glyph.
  ///
  /// Rows and columns both line up; glyphs follow each other more closely along the lines.
  private func directions(
    of components: Components, _ inks: [Ink?], _ isType: [Bool], _ polarity: Polarity, across: Bool
  ) -> [Direction] {
    var middles: [(x: Float, y: Float, weight: Float)] = []
    var heights: [Int32] = []
    for (n, k) in components.all.enumerated() where isType[n] {
      guard let ink = inks[n], k.longSide < 6 * k.shortSide else { continue }
      let share = min(1, ink.paper / brightest)
      middles.append(
        (
          Float(k.left + k.right) / 2, Float(k.top + k.bottom) / 2,
          polarity == .darkOnLight ? share * share * share : 1
        ))
      heights.append(k.height)
    }
    guard middles.count > 1 else { return [] }
    heights.sort()
    let angle = Skew.angle(of: middles, binHeight: max(2, Float(heights[heights.count / 2]) / 2))
    let typeInks = inks.indices.map { isType[$0] ? inks[$0] : nil }
    let found = [angle, angle + .pi / 2].map { turn in
      let frame = TypeFrame(angle: turn)
      let glyphs = components.glyphs(typeInks, in: frame, brightest: brightest)
      return Direction(frame: frame, glyphs: glyphs)
    }.sorted { $0.linking.score > $1.linking.score }
    let isOther = across != Self.isLikelier(found[1], than: found[0], isLight: polarity == .lightOnDark)
    return isOther ? found.reversed() : found
  }

  /// Whether nearly all that is surely type runs in the second direction, and the first was surer by a little only: a
  /// hatched border leads astray.
  private static func isLikelier(_ second: Direction, than first: Direction, isLight: Bool) -> Bool {
    guard second.linking.score > nearlyAsSure * first.linking.score else { return false }
    let (glyphs, other) = (second.typeGlyphs(isLight: isLight), first.typeGlyphs(isLight: isLight))
    return glyphs >= fewestGlyphs && Float(glyphs) > clearlyMore * Float(other)
  }

  private static let nearlyAsSure: Float = 0.6
  private static let clearlyMore: Float = 3
  private static let fewestGlyphs = 30

  private enum Shape {
    /// Long and thin: a rule.
    case thin
    /// A frame, a grid.
    case hollow
    /// A letter, if it has the size of one.
    case solid
  }

  private func shape(of k: Component) -> Shape {
    let long = k.longSide
    // The thickness of a long thin thing, straight or aslant.
    let thickness = Float(k.area) / Float(long)
    // A word that is struck through hangs together, too, but with many strokes a row.
    // A large frame of thin rules has two sides a row.
    let isFrame = k.shortSide >= 40 && k.runCount * 10 > 17 * k.height
    if long >= 40, Float(long) > 22 * thickness, k.runCount < 3 * k.height + 8, !isFrame { return .thin }
    // A frame has two sides a row; a word that a slanting stroke runs through, many.
    let short = Int32(min(image.width, image.height))
    if k.width > 2 * k.height, k.height * 12 < short, k.runCount * 10 > 32 * k.height { return .solid }
    let isHollow = long >= 16 && k.shortSide >= 10 && k.area * 4 < k.width * k.height
    return isHollow ? .hollow : .solid
  }

  /// Tells letters from rules, frames, specks and texture.
  private func sort(
    _ components: Components, _ polarity: Polarity, into inks: inout [Ink?], rules: inout [Bool],
    boxes: inout [Bool]
  ) {
    let short = Int32(min(image.width, image.height))
    var kept = 0
    for (n, k) in components.all.enumerated() {
      let long = k.longSide
      guard long >= Self.speck, kept < Self.mostGlyphs else { continue }
      switch shape(of: k) {
      case .thin:
        guard long * 7 >= short else { continue }
        rules[n] = true
      case .hollow:
        // A larger hollow thing is the page's own rim or a frame on it.
        guard long * 2 <= short else { continue }
        boxes[n] = true
      case .solid:
        guard k.shortSide >= 2, k.shortSide * 4 <= short else { continue }
      }
      inks[n] = Ink(of: k, in: image, polarity: polarity)
      if inks[n] == nil, rules[n] || boxes[n] {
        rules[n] = false
        boxes[n] = false
      } else if inks[n] != nil {
        kept += 1
      }
    }
  }

  /// Joins lines that go on in each other: words, and characters set wide apart.
  static func merged(_ lines: [TypeLine], of glyphs: [Glyph]) -> [TypeLine] {
    var lines = lines.sorted { $0.minU < $1.minU }
    var n = 0
    while n < lines.count {
      var next: Int?
      var nearest: Float = .infinity
      for m in lines.indices where m != n {
        let (a, b) = (lines[n], lines[m])
        let gap = b.minU - a.maxU
        guard gap > -0.5 * a.height, b.maxU > a.maxU, gap < nearest, goesOn(a, b, gap) else { continue }
        nearest = gap
        next = m
      }
      if let next {
        let joined = TypeLine(lines[n].glyphs + lines[next].glyphs, of: glyphs)
        lines[n] = joined
        lines.remove(at: next)
        if next < n { n -= 1 }
      } else {
        n += 1
      }
    }
    return lines
  }

  private static func goesOn(_ a: TypeLine, _ b: TypeLine, _ gap: Float) -> Bool {
    let (tall, low) = (max(a.height, b.height), min(a.height, b.height))
    let isShort = a.length < 3 * tall && b.length < 3 * tall
    guard gap <= (isShort ? 2.2 : 1.6) * tall, low >= 0.55 * tall || (low >= 0.25 * tall && gap < 0.8 * tall)
    else { return false }
    // Smaller words some way off are a line of their own: a mark beside a title.
    if low < 0.75 * tall, gap > 0.7 * tall, min(a.glyphs.count, b.glyphs.count) >= 2 { return false }
    guard min(a.paper, b.paper) >= 0.65 * max(a.paper, b.paper) else { return false }
    // Where the two would meet; a short line's own slope says little.
    let u = (a.maxU + b.minU) / 2
    let va = a.length > 4 * a.height ? a.middle(at: u) : a.middle(at: a.maxU)
    let vb = b.length > 4 * b.height ? b.middle(at: u) : b.middle(at: b.minU)
    return abs(va - vb) <= 0.32 * tall
  }
}
