import Glibc

/// How much a line looks like type, from its glyphs alone.
///
/// Leaves, hair, waves and brickwork make lines too; but type lies on even paper, with even contrast, and in
/// rows of like height.
struct Typeness {
  /// What is measured of a line.
  var isLight: Float
  var glyphCount: Float
  var lengthInHeights: Float
  var raggedness: Float
  /// Mean brightness of the paper, from 0 to 1, and its deviation from glyph to glyph as a part of the mean.
  var paper: Float
  var paperDeviation: Float
  var contrast: Float
  var contrastDeviation: Float
  /// Of the heights of the glyphs that are no dots.
  var heightDeviation: Float
  /// Of the widths of strokes.
  var strokeDeviation: Float
  /// Stroke width in heights.
  var stroke: Float
  /// The part of the line's box that is ink.
  var fill: Float
  /// The part of the glyphs that are no dots.
  var tallShare: Float
  /// Deviations of the glyphs' areas, and of their widths, as parts of the mean.
  private var areaDeviation: Float
  private var widthDeviation: Float
  /// The part of the glyphs that begin before the one to their left ends.
  private var overlapShare: Float

  init(of line: TypeLine, _ all: [Glyph], isLight: Bool) {
    self.isLight = isLight ? 1 : 0
    glyphCount = Float(line.glyphs.count)
    lengthInHeights = line.length / max(1, line.height)
    raggedness = line.raggedness
    var (papers, contrasts, heights, strokes) = (Moments(), Moments(), Moments(), Moments())
    var (areas, widths) = (Moments(), Moments())
    for n in line.glyphs {
      let glyph = all[n]
      papers.add(glyph.paper)
      contrasts.add(glyph.contrast)
      strokes.add(glyph.stroke)
      if glyph.height >= 0.5 * line.height { heights.add(glyph.height) }
      areas.add(glyph.area)
      widths.add(glyph.width)
    }
    paper = papers.mean / 255
    paperDeviation = min(0.3, papers.deviation / max(1, papers.mean))
    contrast = contrasts.mean
    contrastDeviation = min(0.4, contrasts.deviation / max(0.01, contrasts.mean))
    heightDeviation = heights.deviation / max(1, heights.mean)
    strokeDeviation = min(0.8, strokes.deviation / max(0.1, strokes.mean))
    stroke = min(0.5, strokes.mean / max(1, line.height))
    fill = areas.sum / max(1, line.length * line.height)
    tallShare = heights.count / max(1, glyphCount)
    areaDeviation = areas.deviation / max(1, areas.mean)
    widthDeviation = widths.deviation / max(1, widths.mean)
    let order = line.glyphs.sorted { all[$0].minU < all[$1].minU }
    let overlaps = zip(order, order.dropFirst()).count { all[$1].minU < all[$0].maxU }
    overlapShare = Float(overlaps) / max(1, glyphCount - 1)
  }

  /// Strokes that are all alike, as in a hatched border: the signs of a script differ by more (measured: areas by
  /// 0.15 at least), and rows of crosses have less ink.
  var isHatching: Bool {
    glyphCount >= 6 && areaDeviation < 0.13 && min(widthDeviation, heightDeviation) < 0.18 && fill > 0.38
  }

  /// Signs all of one size, as in a row of crosses, which tells neither script nor side.
  var isOfOneSign: Bool {
    // A word of capitals has letters of like size, too, but not so many.
    let (area, side): (Float, Float) = glyphCount >= 9 ? (0.25, 0.2) : (0.18, 0.14)
    return glyphCount >= 4 && areaDeviation < area && widthDeviation < side && heightDeviation < side
  }

  /// A long row of strokes that lean over each other, worn or not.
  var isHatchedBorder: Bool {
    glyphCount >= 10 && overlapShare > 0.6 && areaDeviation < 0.35 && widthDeviation < 0.3
      && heightDeviation < 0.15 && fill > 0.42
  }

  /// From 0 to 1.
  ///
  /// Logistic regression on lines of 300 drawn photos (the tuning part, seed 1; 6,500 lines) against lines in 142
  /// landscapes, animals and still lifes (1,300), each side weighted alike. Refit when the features change.
  var probability: Float {
    var z: Float = -15.005
    z += -3.416 * isLight + 1.412 * logf(max(1, glyphCount)) + 0.851 * logf(max(0.1, lengthInHeights))
    z += -5.03 * min(0.15, raggedness) + 8.193 * paper - 29.032 * paperDeviation
    z += 16.433 * contrast - 4.0 * contrastDeviation - 14.966 * paper * contrast
    z += -3.805 * heightDeviation + 2.332 * strokeDeviation - 7.634 * stroke
    z += 12.993 * fill + 3.234 * tallShare
    return 1 / (1 + expf(-z))
  }
}

/// Mean and standard deviation of numbers as they come.
private struct Moments {
  var count: Float = 0
  private(set) var sum: Float = 0
  private var squares: Float = 0

  mutating func add(_ value: Float) {
    count += 1
    sum += value
    squares += value * value
  }

  var mean: Float { count > 0 ? sum / count : 0 }
  var deviation: Float { count > 0 ? max(0, squares / count - mean * mean).squareRoot() : 0 }
}
