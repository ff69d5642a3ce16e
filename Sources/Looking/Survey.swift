import Evidence
import Glibc
import Pixels

/// A page's layout from a glance, its lines in the order in which they are worth reading.
package struct Survey {
  package internal(set) var layout: Layout
  /// Line ids, the likeliest bearers of a mark, a red header or a document number first.
  package private(set) var candidates: [Int] = []
  /// Those candidates that may bear any of these at all: not the body's long lines.
  package private(set) var likely: [Int] = []
  /// Ids of lines that are surely type and not long: what tells whether the page is upside down.
  package internal(set) var probes: [Int] = []
  /// The type runs across the direction in which the photo claims to be read.
  package let isSideways: Bool

  /// How much of a line is read to tell which way up it is, in heights.
  private static let probeLength: Float = 9
  /// How much higher and lower a line is cut out whose signs run on there, in heights.
  private static let further: Float = 0.3

  /// The signs of lines that are read downwards, by line id.
  var columns: [Int: [Quad]] = [:]
  /// The page is in columns, seen from its side; what stands above and below a column's sign is another one, not bare paper.
  package internal(set) var isSetDownwards = false
  /// Lines that are a part of such a line.
  private var stacked: Set<Int> = []
  /// The pieces of lines that were joined over a gap, by line id.
  package private(set) var pieces: [Int: [Int]] = [:]
  /// The ink of stamps that were found in it alone, by line id; they are read in it.
  var inkAlone: [Int: ColouredInk] = [:]
  /// The page's own frame of reference, in pixels of the picture glanced at.
  private(set) var page: PageFrame?
  /// Where to look again, each place by itself, when the page as a whole gave nothing, in the stored photo's pixels:
  /// the pages of an open book, else the middle of the picture.
  package private(set) var sheets: [Box] = []
  /// More than one sheet lies about, or a book lies open.
  package private(set) var areSeveralSheets = false
  private let glance: Glance
  let scale: Float
  private(set) var angle: Float

  /// - Parameters:
  ///   - image: the picture that was glanced at.
  ///   - width, height: of the stored photo, which may be larger than what was glanced at.
  ///   - readingDirection: to the right of an upright viewer, in stored pixels, as the photo's tag says.
  package init(_ glance: Glance, of image: Image, width: Int, height: Int, readingDirection: Point) {
    let sure = glance.sureLines
    let main = sure.light > sure.dark ? glance.lightType : glance.darkType ?? glance.lightType
    var angle = main?.frame.angle ?? 0
    let along = Point(cosf(angle), sinf(angle))
    let agreement = along.dot(readingDirection)
    if agreement < 0 { angle += .pi }
    self.init(glance, of: image, width: width, height: height, angle: angle, isSideways: abs(agreement) < 0.6)
    if let block = page?.block { layout.border = BorderFinder.border(round: block, in: image) }
  }

  /// The same page as seen by somebody on its other side.
  ///
  /// - Parameter image: the picture that was glanced at.
  package func turnedAround(_ image: Image) -> Survey {
    var turned = Survey(
      glance, of: image, width: layout.width, height: layout.height, angle: angle + .pi,
      isSideways: isSideways)
    turned.layout.border = layout.border
    return turned
  }

  private init(_ glance: Glance, of image: Image, width: Int, height: Int, angle: Float, isSideways: Bool) {
    self.glance = glance
    self.angle = angle
    self.isSideways = isSideways
    scale = Float(max(width, height)) / Float(max(1, max(glance.wholeWidth, glance.wholeHeight)))
    layout = Layout(width: width, height: height)
    let seen = Self.seenLines(glance, image)
    guard !seen.isEmpty else { return }
    fill(seen, image)
    let ranking = Ranking(
      layout.lines, seen, page: probes, angle: self.angle, ofColumns: stacked, pieces: pieces,
      sure: glance.sureLines,
      in: image)
    (candidates, likely) = ranking.candidates
  }

  // MARK: Lines

  private static func seenLines(_ glance: Glance, _ image: Image) -> [SeenLine] {
    var seen: [SeenLine] = []
    for type in [glance.darkType, glance.lightType].compactMap({ $0 }) {
      let boxes = type.lines.map { line in type.boxes.firstIndex { $0.frames(line) } }
      let borders = type.borders(of: Set(boxes.compactMap { $0 }))
      for (line, box) in zip(type.lines, boxes) {
        var one = SeenLine(line, of: type)
        // A line that goes on outside of the part: its beginning may read as a mark.
        if glance.cuts(one, image) { continue }
        one.isBoxed = box != nil
        one.border = box.flatMap { borders[$0] }
        // A single sign may be a mark (密, 秘) when it is red or framed; else it is a speck or a page number.
        let isOneGlyph = line.length < 1.5 * line.height
        if line.glyphs.count < 2, isOneGlyph, one.redness < 0.5, !one.isBoxed { continue }
        seen.append(one)
      }
      seen += FramedSigns.lines(of: type)
    }
    return seen
  }

  private mutating func fill(_ seen: [SeenLine], _ image: Image) {
    let rough = TypeFrame(angle: angle)
    let group = grown(Self.page(seen, seen.map { $0.extent(in: rough) }), seen, image)
    // Specks and grain have their say in the first guess of the direction; the page's own lines know better.
    angle = Self.direction(of: group.map { seen[$0] }, near: angle)
    let frame = TypeFrame(angle: angle)
    let extents = seen.map { $0.extent(in: frame) }
    let body = Self.bodyHeight(group.map { seen[$0] })
    let rules = ruleExtents(in: frame)
    var block = group.map { extents[$0] } + rules.filter { $0.redness > 0.3 }.map(\.extent)
    block += Self.tableRules(rules.map(\.extent), round: block)
    let page = PageFrame(frame, block: block.isEmpty ? extents : block)
    self.page = page
    layout.frame = .type
    layout.page = stored(page.quad)
    layout.bodyHeight = body * scale
    for (n, one) in seen.enumerated() {
      let extent = extents[n]
      let box = page.box(minU: extent.minU, maxU: extent.maxU, minV: extent.minV, maxV: extent.maxV)
      var quad = one.quad
      if (quad.topRight - quad.topLeft).dot(Point(cosf(angle), sinf(angle))) < 0 { quad = quad.turnedAround }
      layout.lines.append(
        Line(
          id: n, quad: stored(quad), box: box, glyphHeight: one.line.height * scale,
          lengthInGlyphs: one.line.length / one.line.height, relativeSize: one.line.height / max(1, body),
          typeness: one.typeness, redness: one.redness, inkShare: one.inkShare,
          isAlone: Self.isAlone(n, seen, extents), isBoxed: one.isBoxed, isLightOnDark: one.isLight))
    }
    let joining = Joining(layout.lines, seen, extents, page, stored: stored)
    layout.lines = joining.lines
    (columns, stacked, pieces) = (joining.columns, joining.stacked, joining.pieces)
    // Lines of the page itself, body type first: display type has fancy faces.
    probes = group.sorted { a, b in
      func oddness(_ n: Int) -> Float {
        abs(logf(max(0.1, seen[n].line.height / max(1, body))))
          + (seen[n].line.length < 5 * seen[n].line.height ? 1 : 0)
          + 2 * (1 - seen[n].typeness) + (seen[n].isOfOneSign ? 3 : 0)
      }
      return (oddness(a), a) < (oddness(b), b)
    }
    let found = Sheets(seen, page: group, angle: angle, in: image)
    areSeveralSheets = found.scene != .single
    sheets = found.boxes.map(stored)
    for rule in rules {
      let e = rule.extent
      layout.rules.append(
        Layout.Rule(
          quad: stored(rule.quad),
          box: page.box(minU: e.minU, maxU: e.maxU, minV: e.minV, maxV: e.maxV),
          redness: max(0, min(1, (rule.redness - 0.1) / 0.25)),
          isDouble: rules.contains { rule.isTwin(of: $0.extent, body: body) }))
    }
  }

  /// The direction that most type runs in: of the long lines, weighted by length, the mean of those that agree best.
  ///
  /// Where two sheets lie askew, a mean of all would be neither's.
  private static func direction(of lines: [SeenLine], near angle: Float) -> Float {
    let long = lines.filter { $0.line.length > 3 * $0.line.height }
      .map { (turn: Sheets.turn($0.angle, from: angle), weight: $0.line.length) }
      .filter { abs($0.turn) < 0.55 }
    func agreeing(_ turn: Float) -> [(turn: Float, weight: Float)] {
      long.filter { abs($0.turn - turn) < Sheets.askew }
    }
    let groups = long.map { agreeing($0.turn) }.map { (lines: $0, weight: $0.reduce(0) { $0 + $1.weight }) }
    guard let best = groups.max(by: { $0.weight < $1.weight }), best.weight > 0 else { return angle }
    return angle + best.lines.reduce(0) { $0 + $1.turn * $1.weight } / best.weight
  }

  /// The rules of a table that holds the block of type: its columns stand too far apart to be taken for one block.
  private static func tableRules(_ rules: [Extent], round block: [Extent]) -> [Extent] {
    guard let minU = block.map(\.minU).min(), let maxU = block.map(\.maxU).max(),
      let minV = block.map(\.minV).min(), let maxV = block.map(\.maxV).max()
    else { return [] }
    let within = rules.filter {
      $0.minV > minV && $0.maxV < maxV && min($0.maxU, maxU) - max($0.minU, minU) > 0.6 * (maxU - minU)
    }
    return within.count >= 3 ? within : []
  }

  /// The height of most of the type.
  private static func bodyHeight(_ seen: [SeenLine]) -> Float {
    let lines = seen.filter(\.isTypeLike).sorted { $0.line.height < $1.line.height }
    let total = lines.reduce(0) { $0 + $1.line.length }
    var sum: Float = 0
    for one in lines {
      sum += one.line.length
      if sum >= total / 2 { return one.line.height }
    }
    return seen.map(\.line.height).sorted()[seen.count / 2]
  }

  /// The lines of the page with most type on it: what lies near each other.
  private static func page(_ seen: [SeenLine], _ extents: [Extent]) -> [Int] {
    let strong = seen.indices.filter { seen[$0].isTypeLike }
    guard strong.count > 1 else { return Array(seen.indices) }
    var parent = Array(seen.indices)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i { i = parent[i] }
      return i
    }
    for (k, i) in strong.enumerated() {
      for j in strong[(k + 1)...] {
        let low = min(seen[i].line.height, seen[j].line.height)
        let (a, b) = (extents[i], extents[j])
        let across = max(0, max(a.minV, b.minV) - min(a.maxV, b.maxV))
        let aside = max(0, max(a.minU, b.minU) - min(a.maxU, b.maxU))
        let brighter = max(seen[i].paper, seen[j].paper)
        if across < 16 * low, aside < 16 * low, min(seen[i].paper, seen[j].paper) > 0.55 * brighter {
          parent[root(j)] = root(i)
        }
      }
    }
    var weights: [Int: Float] = [:]
    for i in strong {
      weights[root(i), default: 0] += min(20, seen[i].line.length / seen[i].line.height) * seen[i].paper
    }
    let best = weights.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    return strong.filter { root($0) == best }
  }

  /// A page's lines and the short ones on the same paper that stand too far aside to belong to the block: a table's
  /// other columns, a mark in the corner.
  private func grown(_ group: [Int], _ seen: [SeenLine], _ image: Image) -> [Int] {
    guard group.count > 2, group.count < 200 else { return group }
    let paper = group.map { seen[$0] }.medianPaper
    let known = Set(group)
    let more = seen.indices.filter { n in
      guard !known.contains(n), seen[n].line.glyphs.count >= 2,
        seen[n].line.length < 14 * seen[n].line.height,
        !seen[n].isLight, seen[n].paper > (seen[n].typeness > 0.5 ? 0.75 : 0.92) * paper,
        seen[n].typeness > 0.5 || (seen[n].typeness == 0 && seen[n].line.raggedness < 0.15)
      else { return false }
      return !seen.isApart(n, from: group, in: image)
    }
    return group + more
  }

  private static func isAlone(_ n: Int, _ seen: [SeenLine], _ extents: [Extent]) -> Bool {
    let a = extents[n]
    for m in seen.indices where m != n && seen[m].isTypeLike {
      let b = extents[m]
      let level = min(a.maxV, b.maxV) - max(a.minV, b.minV)
      let apart = max(a.minU, b.minU) - min(a.maxU, b.maxU)
      if level > 0.5 * min(a.maxV - a.minV, b.maxV - b.minV), apart > -1, apart < 25 * seen[n].line.height {
        return false
      }
    }
    return true
  }

  /// From the picture that was glanced at to the stored photo.
  func stored(_ quad: Quad) -> Quad {
    quad.map { ($0 + glance.origin) * scale }
  }

  /// And back.
  func glanced(_ quad: Quad) -> Quad {
    quad.map { $0 * (1 / scale) - glance.origin }
  }

  private func stored(_ box: Box) -> Box {
    let (x, y) = (box.x + glance.origin.x, box.y + glance.origin.y)
    return Box(x: x * scale, y: y * scale, width: box.width * scale, height: box.height * scale)
  }

  // MARK: Rules

  private func ruleExtents(in frame: TypeFrame) -> [SeenRule] {
    var found: [SeenRule] = []
    for type in [glance.darkType].compactMap({ $0 }) {
      for glyph in type.rules {
        let rule = SeenRule(glyph, in: type.frame, seenFrom: frame)
        // What runs across the lines is the edge of a table or of a thing.
        if rule.extent.maxU - rule.extent.minU > 6 * (rule.extent.maxV - rule.extent.minV) {
          found.append(rule)
        }
      }
    }
    return found
  }

  // MARK: Strips

  package func isReadDownwards(_ id: Int) -> Bool { columns[id] != nil }

  /// A line laid straight for reading.
  ///
  /// - Parameters:
  ///   - image: the photo at any scale.
  ///   - height: of the strip, in pixels.
  package func strip(of id: Int, in image: Image, height: Int = Straightening.height) -> Plane {
    guard let signs = columns[id] else {
      return strip(of: layout.lines[id], layout.lines[id].quad, in: image, height)
    }
    return strip(of: layout.lines[id], signs, in: image, height)
  }

  private func strip(of line: Line, _ signs: [Quad], in image: Image, _ height: Int) -> Plane {
    guard isSetDownwards else {
      return Straightening.joined(signs.map { strip(of: line, $0, in: image, height) })
    }
    let margin = Plane(
      width: Int(Straightening.sideShare * Straightening.typeShare * Float(height)), height: height,
      filledWith: 255)
    return Straightening.joined(
      [margin] + signs.map { strip(of: line, $0, in: image, height).setInRow } + [margin])
  }

  /// A part of a line's strip, cut out anew at its own size; `nil` for what is read downwards.
  ///
  /// - Parameters:
  ///   - part: of the strip, in its pixels.
  ///   - whole: the strip.
  ///   - isFramed: a frame runs round it.
  package func strip(
    of part: Rectangle, of whole: Plane, _ id: Int, in image: Image, isFramed: Bool = false
  ) -> Plane? {
    guard columns[id] == nil else { return nil }
    var line = layout.lines[id]
    if isFramed { line.isBoxed = true }
    let quad = Straightening.quad(of: part, inStripOf: line.quad, width: whole.width, height: whole.height)
    return strip(of: line, quad, in: image, Straightening.height)
  }

  /// A line and what stands at its sides; `nil` for what is read downwards.
  ///
  /// - Parameters:
  ///   - reach: to either side, in heights.
  ///   - onlyBehind: to its right alone.
  package func strip(of id: Int, widenedBy reach: Float, onlyBehind: Bool = false, in image: Image) -> Plane?
  {
    guard columns[id] == nil else { return nil }
    let line = layout.lines[id]
    let share = reach * line.glyphHeight / max(1, line.quad.width)
    return strip(
      of: line, line.quad.lengthened(by: share, onlyBehind: onlyBehind), in: image, Straightening.height)
  }

  /// A line with what stands above and below it, where its own signs run on there: a streak had cut them.
  ///
  /// - Parameter whole: the line's strip.
  /// - Returns: `nil` where they do not, and for what is read downwards.
  package func strip(heightened whole: Plane, of id: Int, in image: Image) -> Plane? {
    guard columns[id] == nil, Straightening.runsOn(whole) else { return nil }
    let line = layout.lines[id]
    let (left, right) = (
      (line.quad.bottomLeft - line.quad.topLeft) * Self.further,
      (line.quad.bottomRight - line.quad.topRight) * Self.further
    )
    var quad = line.quad
    quad.topLeft = quad.topLeft - left
    quad.topRight = quad.topRight - right
    quad.bottomLeft = quad.bottomLeft + left
    quad.bottomRight = quad.bottomRight + right
    return strip(of: line, quad, in: image, Straightening.height)
  }

  /// The beginning of a line: enough to tell script and side, at a part of a long line's price.
  package func probeStrip(_ id: Int, in image: Image) -> Plane {
    let line = layout.lines[id]
    if let signs = columns[id] {
      return strip(of: line, Array(signs.prefix(Int(Self.probeLength))), in: image, Straightening.height)
    }
    var quad = line.quad
    let share = min(1, Self.probeLength / max(1, line.lengthInGlyphs))
    quad.topRight = quad.topLeft + (quad.topRight - quad.topLeft) * share
    quad.bottomRight = quad.bottomLeft + (quad.bottomRight - quad.bottomLeft) * share
    return strip(of: line, quad, in: image, Straightening.height)
  }

  func strip(of line: Line, _ quad: Quad, in image: Image, _ height: Int) -> Plane {
    Straightening.strip(
      of: quad.scaled(by: scaleOf(image)), in: image, isLight: line.isLightOnDark, isRed: line.isRed,
      alone: inkAlone[line.id], isBoxed: line.isBoxed, height: height)
  }

  /// How many of a picture's pixels make one of the stored photo's.
  func scaleOf(_ image: Image) -> Float {
    Float(max(image.width, image.height)) / Float(max(1, max(layout.width, layout.height)))
  }
}
