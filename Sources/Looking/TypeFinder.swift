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

  /// Lines that look like type.
  var sureLines: [TypeLine] { lines.filter { $0.typeness(self) > Self.sure } }

  /// A line that looks more like type is type.
  private static let sure: Float = 0.4

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
  private let isGrey: Bool

  init(_ image: Image) {
    self.image = image
    isGrey = image.isGrey
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

  /// - Parameters:
  ///   - across: prefers the direction that is less likely.
  ///   - angle: of its lines where neither direction has any that is surely type, in radians.
  func type(_ polarity: Polarity, across: Bool = false, otherwiseAlong angle: Float? = nil) -> FoundType? {
    var ground = ground(polarity)
    let found = type(on: &ground, across: across)
    guard let angle, found.map(Glance.typeLines) ?? 0 < Glance.leastLines else { return found }
    return type(on: ground, along: angle)
  }

  /// Type in a direction that is known.
  func type(_ polarity: Polarity, along angle: Float) -> FoundType {
    type(on: ground(polarity), along: angle)
  }

  private func type(on ground: TypeGround, along angle: Float) -> FoundType {
    let frame = TypeFrame(angle: angle)
    return type(
      on: ground, in: TypeDirection(frame: frame, glyphs: ground.glyphs(where: ground.isType, in: frame)))
  }

  /// Type in one direction after the other, the one with most type first: each on a sheet of its own.
  ///
  /// - Parameter most: directions that are tried.
  func types(_ polarity: Polarity, most: Int) -> [FoundType] {
    var ground = ground(polarity)
    var found: [FoundType] = []
    for _ in 0..<most {
      guard let type = type(on: &ground) else { break }
      let sure = type.sureLines
      guard sure.count >= Glance.leastLines else { break }
      found.append(type)
      let usual = sure.map(\.slope).sorted()[sure.count / 2]
      // Lines of a sheet that lies a little askew are found in this direction, too.
      for line in sure where abs(line.slope - usual) < Sheets.askew {
        for n in line.glyphs { ground.isType[type.glyphs[n].component] = false }
      }
    }
    return found
  }

  private func ground(_ polarity: Polarity) -> TypeGround {
    var components = Components(of: image.luma, against: mean, polarity: polarity, contrast: 0.12)
    // Frames and strokes are dark, but on film.
    if polarity == .darkOnLight || isGrey {
      components.splitCrossings(of: image.luma)
      components.splitFrames(of: image.luma) { shape(of: $0) == .hollow }
      components.splitStrokes(of: image.luma)
    }
    var inks = [Ink?](repeating: nil, count: components.all.count)
    var rules = [Bool](repeating: false, count: components.all.count)
    var boxes = rules
    sort(components, polarity, into: &inks, rules: &rules, boxes: &boxes)
    components.colour(&inks, from: image)
    return TypeGround(
      polarity: polarity, components: components, inks: inks, rules: rules, boxes: boxes,
      isType: inks.indices.map { inks[$0] != nil && !rules[$0] && !boxes[$0] }, brightest: brightest,
      isGrey: isGrey)
  }

  private func type(on ground: inout TypeGround, across: Bool = false) -> FoundType? {
    var directions = ground.directions(across: across)
    let hatching = Set(directions.flatMap { $0.hatching(isLight: ground.polarity == .lightOnDark) })
    if !hatching.isEmpty {
      // A hatched border is regular as no type is, and would tell the direction.
      for n in hatching { ground.isType[n] = false }
      directions = ground.directions(across: across)
    }
    // Where hatching or a keyboard runs the other way, the likelier direction holds no type at all.
    var found: FoundType?
    for direction in directions {
      let type = type(on: ground, in: direction)
      if Glance.typeLines(of: type) >= Glance.leastLines { return type }
      found = found ?? type
    }
    return found
  }

  private func type(on ground: TypeGround, in direction: TypeDirection) -> FoundType {
    FoundType(
      polarity: ground.polarity, frame: direction.frame, glyphs: direction.glyphs, lines: direction.lines,
      rules: ground.glyphs(where: ground.rules, in: direction.frame),
      boxes: ground.glyphs(where: ground.boxes, in: direction.frame), components: ground.components)
  }

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
    let crosses = components.crosses { shape(of: $0) == .hollow }
    var kept = 0
    for (n, k) in components.all.enumerated() {
      let long = k.longSide
      guard long >= Self.speck, kept < Self.mostGlyphs else { continue }
      switch crosses.contains(n) ? .solid : shape(of: k) {
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

  /// No line begins further from the end of the one that it goes on from, in that one's heights: `goesOn` allows less.
  private static let furthestOn: Float = 4.1

  /// Joins lines that go on in each other: words, and characters set wide apart.
  static func merged(_ lines: [TypeLine], of glyphs: [Glyph]) -> [TypeLine] {
    var lines = lines.sorted { $0.minU < $1.minU }
    // Texture makes thousands of lines, and nearly all are too far off: told from where they begin, which lies together.
    var starts = lines.map(\.minU)
    var n = 0
    while n < lines.count {
      let line = lines[n]
      var next: Int?
      var nearest = Self.furthestOn * line.height
      for m in starts.indices where m != n {
        let gap = starts[m] - line.maxU
        guard gap > -0.5 * line.height, gap < nearest, lines[m].maxU > line.maxU, goesOn(line, lines[m], gap)
        else { continue }
        nearest = gap
        next = m
      }
      if let next {
        lines[n] = TypeLine(line.glyphs + lines[next].glyphs, of: glyphs)
        starts[n] = lines[n].minU
        lines.remove(at: next)
        starts.remove(at: next)
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
    guard min(a.paper, b.paper) >= 0.65 * max(a.paper, b.paper),
      !Linking.areOfTwoInks(a.redness, b.redness)
    else { return false }
    // Where the two would meet; a short line's own slope says little.
    let u = (a.maxU + b.minU) / 2
    let va = a.length > 4 * a.height ? a.middle(at: u) : a.middle(at: a.maxU)
    let vb = b.length > 4 * b.height ? b.middle(at: u) : b.middle(at: b.minU)
    return abs(va - vb) <= 0.32 * tall
  }
}
