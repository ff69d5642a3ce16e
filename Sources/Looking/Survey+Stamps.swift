import Evidence
import Glibc
import Pixels

// MARK: Lines that are seen in the ink of stamps alone

extension Survey {
  /// How much a stamp may differ in size from what was seen of it in the luma.
  private static let likeStamps: ClosedRange<Float> = 0.5...2
  /// Patches of one ink that may be stamps, at most.
  private static let mostPatches = 5
  /// Where their middles are, in parts of the page's sides; what lies further out is the table's.
  private static let nearPage: ClosedRange<Float> = -0.25...1.25

  /// Lines of text in a page, at least, and what round them is theirs, in heights.
  private static let (fewestOfPage, roundType): (Int, Float) = (4, 0.2)

  /// Adds words in a stamp's ink that lie over other type or on a dark ground, and tells their ids.
  ///
  /// - Parameter image: the picture that was glanced at.
  package mutating func addStampsOverType(in image: Image) -> [Int] {
    guard let page else { return [] }
    let frame = TypeFrame(angle: angle)
    let lines = layout.lines
    func isKnown(_ seen: SeenLine, _ ink: ColouredInk) -> Bool {
      let (centre, height) = (stored(seen.quad).centre, seen.line.height * scale)
      return lines.contains { line in
        seen.isBoxed
          ? line.isBoxed && line.isRed == (ink == .red)
            && (line.quad.centre - centre).length < line.glyphHeight
          : line.quad.holds(centre) && Self.likeStamps.contains(line.glyphHeight / height)
            && line.typeness > 0.5
      }
    }
    var added: [Int] = []
    let stamps = ColouredInk.allCases.flatMap { ink in
      StampFinder.stamps(ink, in: image, along: angle) { isKnown($0, ink) }.map { (ink: ink, seen: $0) }
    }
    for (ink, stamp) in stamps {
      let extent = stamp.extent(in: frame)
      added.append(
        add(
          Line(
            id: layout.lines.count, quad: stored(stamp.quad),
            box: page.box(minU: extent.minU, maxU: extent.maxU, minV: extent.minV, maxV: extent.maxV),
            glyphHeight: stamp.line.height * scale, lengthInGlyphs: stamp.line.length / stamp.line.height,
            relativeSize: stamp.line.height * scale / max(1, layout.bodyHeight), typeness: stamp.typeness,
            redness: stamp.redness, inkShare: stamp.inkShare, isBoxed: stamp.isBoxed), in: ink))
    }
    return added
  }

  /// Adds what may be stamps by the shape of their ink alone, and tells their ids: those that are read across, and
  /// downwards.
  ///
  /// - Parameters:
  ///   - image: the picture that was glanced at.
  ///   - longest: how many times as long as high a stamp is in the page's script, at most.
  package mutating func addPatches(in image: Image, longest: Float) -> [Int] {
    ColouredInk.allCases.flatMap { ink -> [Int] in
      guard image.holds(ink, faintly: true) else { return [] }
      let patches = StampPatches.rectangles(of: ink, in: image, near: angle, longest: longest)
      return add(patches.map { ($0, isFramed: true) }, in: ink)
    }
  }

  /// The like in black, beside the page's type.
  ///
  /// - Parameter read: short lines that read well, which are no stamps either.
  package mutating func addBlackPatches(in image: Image, longest: Float, beside read: [Quad]) -> [Int] {
    let type = layout.lines.filter { Self.isText($0) && !$0.isBoxed }
    guard type.count >= Self.fewestOfPage else { return [] }
    let quads = (type.map(\.quad) + read).map { quad in
      let seen = glanced(quad)
      return seen.inset(across: -Self.roundType * seen.height, down: -Self.roundType * seen.height)
    }
    let coloured = layout.lines.filter { $0.isRed || inkAlone[$0.id] != nil }.map(\.quad)
    let patches = StampPatches.blackRectangles(in: image, beside: quads, near: angle, longest: longest)
      .filter { patch in
        let quad = stored(patch.quad)
        return !coloured.contains { quad.holds($0.centre) || $0.holds(quad.centre) }
      }
    return add(patches, in: nil)
  }

  /// The first of some patches that lie on the page or near it.
  private mutating func add(_ patches: [(quad: Quad, isFramed: Bool)], in ink: ColouredInk?) -> [Int] {
    var added: [[Int]] = []
    for patch in patches where added.count < Self.mostPatches {
      let lines = addPatch(patch.quad, ink, isFramed: patch.isFramed)
      if !lines.isEmpty { added.append(lines) }
    }
    return added.flatMap(\.self)
  }

  private mutating func addPatch(_ patch: Quad, _ ink: ColouredInk?, isFramed: Bool) -> [Int] {
    guard let page else { return [] }
    let turn = Point(cosf(angle), sinf(angle))
    let along = (patch.topRight - patch.topLeft).dot(turn) < 0 ? patch.turnedAround : patch
    let border = isSetDownwards ? along.fromBelow : along
    let extent = border.extent(in: TypeFrame(angle: angle))
    let box = page.box(minU: extent.minU, maxU: extent.maxU, minV: extent.minV, maxV: extent.maxV)
    guard Self.nearPage.contains(box.midX), Self.nearPage.contains(box.midY) else { return [] }
    func line(_ quad: Quad, height: Float, length: Float) -> Line {
      Line(
        id: layout.lines.count, quad: quad, box: box, glyphHeight: height, lengthInGlyphs: length,
        relativeSize: height / max(1, layout.bodyHeight),
        typeness: 0, redness: ink == .red ? 1 : 0, isBoxed: isFramed)
    }
    if border.width > border.height {
      // What seems a word without a frame may yet have a worn one.
      let bare = -Self.roundType * border.height
      let places =
        [border.insideOfBorder] + (isFramed ? [] : [border.inset(across: bare, down: bare)])
      return places.map(stored).map {
        add(line($0, height: $0.height, length: $0.width / max(1, $0.height)), in: ink)
      }
    }
    // Two signs may stand wide apart.
    let signs = border.signsOfBorder
    return [signs, signs.count > 2 ? border.signsOfBorder(2) : []].filter { !$0.isEmpty }.map { signs in
      let signs = signs.map(stored)
      let quad = Quad(
        topLeft: signs[0].topLeft, topRight: signs[0].topRight,
        bottomRight: signs[signs.count - 1].bottomRight,
        bottomLeft: signs[signs.count - 1].bottomLeft)
      let id = add(line(quad, height: signs[0].height, length: Float(signs.count)), in: ink)
      columns[id] = signs
      return id
    }
  }

  /// What was found in its ink is a word without a frame.
  package mutating func takeForWord(_ id: Int) { layout.lines[id].isBoxed = false }

  /// A stamp that was found in its ink is read in all that there is: fine type is lost in a colour, which is coded coarsely.
  package mutating func readInAllInk(_ id: Int) { inkAlone[id] = nil }

  private mutating func add(_ line: Line, in ink: ColouredInk?) -> Int {
    layout.lines.append(line)
    inkAlone[line.id] = ink
    return line.id
  }
}
