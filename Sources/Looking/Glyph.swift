import Pixels

/// A component that may be a letter, a part of one or several that touch, seen in a turned frame.
struct Glyph {
  var minU: Float
  var maxU: Float
  var minV: Float
  var maxV: Float
  var area: Float
  /// How much it counts in finding the page's direction, from 0 to 1.
  var weight: Float
  /// Of its ink: see `Ink.redness`.
  var redness: Float
  /// Of its ink: see `Ink.blueness`.
  var blueness: Float
  /// Brightness of the paper round it.
  var paper: Float
  /// Of its ink: see `Ink.contrast`.
  var contrast: Float
  /// The mean length of its runs of ink: about the width of its upright strokes, in pixels.
  var stroke: Float
  /// Its number among all components.
  var component: Int

  var width: Float { maxU - minU }
  var height: Float { maxV - minV }
  /// Its height as type would have it: a tall thin thing counts as thrice its width.
  var size: Float { min(height, 3 * width + 2) }
  var midU: Float { (minU + maxU) / 2 }
  var midV: Float { (minV + maxV) / 2 }
}

extension Components {
  /// The extents of those components that have ink in a turned frame, measured from their runs.
  ///
  /// - Parameter inks: by component number; `nil` leaves one out.
  func glyphs(_ inks: [Ink?], in frame: TypeFrame, brightest: Float) -> [Glyph] {
    var places = [Int32](repeating: -1, count: all.count)
    var glyphs: [Glyph] = []
    for (n, component) in all.enumerated() {
      guard let ink = inks[n] else { continue }
      places[n] = Int32(glyphs.count)
      let share = min(1, ink.paper / brightest)
      glyphs.append(
        Glyph(
          minU: .infinity, maxU: -.infinity, minV: .infinity, maxV: -.infinity, area: Float(component.area),
          weight: share * share * share, redness: ink.redness, blueness: ink.blueness, paper: ink.paper,
          contrast: ink.contrast, stroke: 0, component: n))
    }
    for run in runs {
      let place = places[Int(run.component)]
      guard place >= 0 else { continue }
      let n = Int(place)
      let y = Float(run.y) + 0.5
      glyphs[n].stroke += 1
      for x in [Float(run.start) + 0.5, Float(run.end) - 0.5] {
        let p = frame.turned(Point(x, y))
        glyphs[n].minU = min(glyphs[n].minU, p.x)
        glyphs[n].maxU = max(glyphs[n].maxU, p.x)
        glyphs[n].minV = min(glyphs[n].minV, p.y)
        glyphs[n].maxV = max(glyphs[n].maxV, p.y)
      }
    }
    // Runs were measured between the middles of their end pixels.
    for n in glyphs.indices {
      glyphs[n].stroke = glyphs[n].area / max(1, glyphs[n].stroke)
      glyphs[n].minU -= 0.5
      glyphs[n].maxU += 0.5
      glyphs[n].minV -= 0.5
      glyphs[n].maxV += 0.5
    }
    return glyphs
  }
}
