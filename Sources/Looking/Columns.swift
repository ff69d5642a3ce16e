import Evidence
import Pixels

// MARK: Type that is read downwards, seen from its side

extension Survey {
  /// The same page with some of its lines taken for columns of signs, from the first one down: whoever looks along the
  /// lines sees the signs lie on their backs. Its probes are those among them.
  ///
  /// - Parameter image: the photo at any scale.
  package func inColumns(_ lines: Set<Int>, of image: Image) -> Survey {
    var survey = self
    survey.isSetDownwards = true
    survey.probes = probes.filter(lines.contains)
    for id in lines {
      if let signs = columns[id] {
        // What was taken for signs one below the other stands in a row.
        survey.columns[id] = signs.reversed().map(\.fromBelow)
        continue
      }
      let line = layout.lines[id]
      let cuts = ColumnSigns.cuts(in: strip(of: id, in: image), length: line.lengthInGlyphs)
      survey.columns[id] = line.quad.signsFromItsSide(cuts)
    }
    return survey
  }
}

// MARK: Words that run along the page's edge

extension Survey {
  /// Signs that such a word has at least.
  private static let fewestSideways: Float = 4
  /// How far beyond its ends it is cut out, in parts of its length.
  private static let beyondSideways: Float = 0.3

  /// What is read downwards as a row of type that lies on its side, read from below and from above: letters of a word along
  /// the page's edge stand one above the other, too. Empty for what is none.
  package func sidewaysStrips(of id: Int, in image: Image) -> [Plane] {
    let line = layout.lines[id]
    guard isReadDownwards(id), line.lengthInGlyphs >= Self.fewestSideways else { return [] }
    // Letters at its ends may have been seen as parts of something else.
    let row = line.quad.fromBelow.lengthened(by: Self.beyondSideways)
    return [row, row.turnedAround].map { strip(of: line, $0, in: image, Straightening.height) }
  }
}

/// Where one sign of a column ends and the next begins.
enum ColumnSigns {
  /// A column of fewer is parted into as many signs of one size as leave its cuts barest.
  private static let fewest = 5
  /// How far such a cut may lie from its place, in parts of a sign, how far apart signs stand, in heights of the type, and
  /// what it costs to stand farther, in ink.
  private static let (shift, pitches): (Float, ClosedRange<Float>) = (0.12, 0.8...2.2)
  private static let costOfPitch: Float = 0.1
  /// A sign and the space behind it, in heights of the type, before any was measured, and how far the next cut may lie
  /// from where it is expected, in parts of that.
  private static let (usualPitch, reach): (Float, Float) = (1.08, 0.28)
  /// Where a page leans back its signs are that low, in heights of the column's first.
  private static let leastPitch: Float = 0.5
  /// How much what was measured last changes what is expected.
  private static let adaptation: Float = 0.25
  private static let ink: UInt8 = 128
  /// Beside a sign that is set in a row, in heights.
  static let spacing: Float = 0.08

  /// Places of the cuts from 0 to 1, the column's ends among them: as bare as may be, and about as far apart as those
  /// before, since a page seen aslant has no even pitch.
  ///
  /// - Parameters:
  ///   - strip: of the column, lying, with its margins.
  ///   - length: of the column, in heights of its type.
  static func cuts(in strip: Plane, length: Float) -> [Float] {
    let usual = max(1, Int(length.rounded()))
    let height = Straightening.typeShare * Float(strip.height)
    let margin = Int(Straightening.sideShare * height)
    let width = strip.width - 2 * margin
    guard width > 2 else { return [0, 1] }
    let dark = (0..<width).map { x in
      Float((0..<strip.height).count { strip[margin + x, $0] < ink }) / Float(strip.height)
    }
    // A space is wider than what parts a sign's upper from its lower half.
    let inked = dark.indices.map { x in
      (dark[max(0, x - 1)] + dark[x] + dark[min(width - 1, x + 1)]) / 3
    }
    guard usual >= fewest, width > strip.height else { return fewCuts(inked, height: height) }
    var cuts: [Float] = [0]
    var (last, pitch) = (0, usualPitch * height)
    while Float(width - last) > 1.5 * pitch {
      let expected = Float(last) + pitch
      func cost(_ x: Int) -> Float { inked[x] + 0.3 * abs(Float(x) - expected) / pitch }
      let places =
        max(last + 1, Int(expected - reach * pitch))...min(width - 1, Int(expected + reach * pitch))
      guard let cut = places.min(by: { cost($0) < cost($1) }) else { break }
      // Texture has no pitch, and would take it to nothing.
      pitch = max(leastPitch * height, pitch + adaptation * (Float(cut - last) - pitch))
      last = cut
      cuts.append(Float(cut) / Float(width))
    }
    return cuts + [1]
  }

  /// - Parameters:
  ///   - inked: the share of ink in each column of pixels and those beside it.
  ///   - height: of the type, in pixels.
  private static func fewCuts(_ inked: [Float], height: Float) -> [Float] {
    let width = Float(inked.count)
    var best: (cost: Float, cuts: [Float]) = (.infinity, [0, 1])
    for count in 1...fewest where pitches.contains(width / Float(count) / height) || count == 1 {
      let pitch = width / Float(count)
      let cuts = (1..<count).map { n -> Int in
        let (place, reach) = (Float(n) * pitch, shift * pitch)
        let places = max(1, Int(place - reach))...min(inked.count - 1, Int(place + reach))
        return places.min { (inked[$0], abs(Float($0) - place)) < (inked[$1], abs(Float($1) - place)) }
          ?? Int(place)
      }
      let ink = cuts.reduce(Float(0)) { $0 + inked[$1] } / Float(max(1, cuts.count))
      let cost = ink + costOfPitch * abs(pitch / height - usualPitch)
      if cost < best.cost { best = (cost, [0] + cuts.map { Float($0) / width } + [1]) }
    }
    return best.cuts
  }
}

extension Plane {
  /// A sign of a column as it would stand in a row: white above and below its type, where its neighbours show, and close
  /// to those beside it.
  var setInRow: Plane {
    let type = Straightening.typeShare * Float(height)
    let margin = (height - Int(type)) / 2
    let side = Int((Straightening.sideShare - ColumnSigns.spacing) * type)
    guard width > 3 * side else { return self }
    var sign = Plane(width: width - 2 * side, height: height, filledWith: 255)
    for y in margin..<height - margin {
      for x in 0..<sign.width { sign[x, y] = self[x + side, y] }
    }
    return sign
  }
}

extension Quad {
  /// Longer by a share of its width at its end, and at its beginning.
  func lengthened(by share: Float, onlyBehind: Bool = false) -> Quad {
    let further = (topRight - topLeft) * share
    let before = onlyBehind ? Point(0, 0) : further
    return Quad(
      topLeft: topLeft - before, topRight: topRight + further, bottomRight: bottomRight + further,
      bottomLeft: bottomLeft - before)
  }

  /// What runs up in it, from its own upper left on: a word on its side, a sign that lay on its back.
  var fromBelow: Quad {
    Quad(topLeft: bottomLeft, topRight: topLeft, bottomRight: topRight, bottomLeft: bottomRight)
  }

  /// The signs of a column that lies in the quad, the first at its left, each from its own upper left on.
  ///
  /// - Parameter cuts: between them, from 0 to 1, both ends among them.
  func signsFromItsSide(_ cuts: [Float]) -> [Quad] {
    zip(cuts, cuts.dropFirst()).map { start, end in
      Quad(
        topLeft: point(start, 1), topRight: point(start, 0), bottomRight: point(end, 0),
        bottomLeft: point(end, 1))
    }
  }
}
