import Glibc
import Pixels

/// A line in its own turned frame, before it has a place on a page.
struct SeenLine {
  var line: TypeLine
  var frame: TypeFrame
  var isLight: Bool
  /// From 0 to 1; 0 also for what is too short to tell.
  var typeness: Float
  /// A row of crosses or dots.
  var isOfOneSign: Bool
  /// Of its ink, from 0 to 1.
  var redness: Float
  /// The part of its box that is ink.
  var inkShare: Float
  /// Brightness of the paper round it.
  var paper: Float
  var isBoxed = false
  /// The border round it, where that is one of the first.
  var border: Quad?

  init(_ line: TypeLine, of type: FoundType) {
    self.line = line
    frame = type.frame
    isLight = type.polarity == .lightOnDark
    let measured = Typeness(of: line, type.glyphs, isLight: isLight)
    typeness = line.typeness(as: measured)
    isOfOneSign = measured.isOfOneSign
    var (area, red, paper): (Float, Float, Float) = (0, 0, 0)
    for n in line.glyphs {
      let glyph = type.glyphs[n]
      area += glyph.area
      red += glyph.redness * glyph.area
      paper += glyph.paper * glyph.area
    }
    self.paper = paper / max(1, area)
    // Black ink lies at 0 ± 0.05, official red at 0.35 to 0.6; halftones and blur lie between.
    redness = max(0, min(1, (red / max(1, area) - 0.1) / 0.25))
    inkShare = area / max(1, line.length * line.height)
  }

  var isTypeLike: Bool { typeness > 0.5 }
  var isRed: Bool { redness > 0.5 }

  /// Its direction in the picture, in radians.
  var angle: Float {
    let quad = quad
    let along = quad.topRight - quad.topLeft + (quad.bottomRight - quad.bottomLeft)
    return atan2f(along.y, along.x)
  }

  /// Clockwise from the upper left of somebody who reads along u.
  var quad: Quad {
    func at(_ u: Float, _ dv: Float) -> Point { frame.back(Point(u, line.middle(at: u) + dv)) }
    return Quad(
      topLeft: at(line.minU, -line.above), topRight: at(line.maxU, -line.above),
      bottomRight: at(line.maxU, line.below), bottomLeft: at(line.minU, line.below))
  }
}

extension [SeenLine] {
  /// The brightness of the paper that most of them lie on.
  var medianPaper: Float {
    let papers = map(\.paper).sorted()
    return papers.isEmpty ? 255 : papers[papers.count / 2]
  }

  /// Whether something else than bare paper lies between a line and the nearest line of the page: the page's
  /// edge, most often.
  func isApart(_ n: Int, from page: [Int], in image: Image) -> Bool {
    guard !page.contains(n) else { return false }
    let here = self[n].quad
    var nearest: (distance: Float, point: Point)?
    for m in page {
      let other = self[m].quad
      // The nearer of its ends or its middle.
      for point in [
        other.centre, (other.topLeft + other.bottomLeft) * 0.5, (other.topRight + other.bottomRight) * 0.5,
      ] {
        let distance = (point - here.centre).length
        if distance < nearest?.distance ?? .infinity { nearest = (distance, point) }
      }
    }
    guard let nearest, nearest.distance > 2 * here.height else { return false }
    let steps = 32
    var values: [Float] = []
    for k in 0...steps {
      let t = Float(k) / Float(steps)
      let p = here.centre + (nearest.point - here.centre) * t
      // The line's own ink and the other's are left out.
      guard t * nearest.distance > 0.8 * here.height, (1 - t) * nearest.distance > here.height else {
        continue
      }
      let x = Swift.max(0, Swift.min(image.width - 1, Int(p.x)))
      let y = Swift.max(0, Swift.min(image.height - 1, Int(p.y)))
      values.append(Float(image.luma[x, y]))
    }
    guard values.count > 6 else { return false }
    values.sort()
    // Other lines may be crossed; a third may be ink.
    let paper = values[values.count * 4 / 5]
    let dark = values.filter { $0 < 0.6 * paper }.count
    return dark * 3 > values.count || self[n].paper < 0.5 * paper
  }
}
