import Glibc
import Pixels

/// A line in its own turned frame, before it has a place on a page.
struct SeenLine {
  var line: TypeLine
  var frame: TypeFrame
  var isLight: Bool
  /// From 0 to 1; 0 also for what is too short to tell.
  var typeness: Float
  /// Of its ink, from 0 to 1.
  var redness: Float
  /// The part of its box that is ink.
  var inkShare: Float
  /// Brightness of the paper round it.
  var paper: Float
  var isBoxed = false

  init(_ line: TypeLine, of type: FoundType) {
    self.line = line
    frame = type.frame
    isLight = type.polarity == .lightOnDark
    typeness = line.typeness(type)
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
