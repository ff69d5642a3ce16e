import Glibc
import Pixels

/// An upright box in a turned frame.
typealias Extent = (minU: Float, maxU: Float, minV: Float, maxV: Float)

extension Quad {
  /// What the quad covers in a turned frame.
  func extent(in frame: TypeFrame) -> Extent {
    let points = corners.map(frame.turned)
    return (
      points.map(\.x).min() ?? 0, points.map(\.x).max() ?? 0, points.map(\.y).min() ?? 0,
      points.map(\.y).max() ?? 0
    )
  }
}

extension SeenLine {
  func extent(in frame: TypeFrame) -> Extent { quad.extent(in: frame) }
}

extension Glyph {
  /// Ink with more of red or of blue than this is no black one's.
  private static let (red, blue): (Float, Float) = (0.3, 0.12)

  var isColoured: Bool { redness > Self.red || blueness > Self.blue }

  /// Whether this hollow frame runs round the line with about its own margin, as a stamp's border does.
  func frames(_ line: TypeLine) -> Bool {
    let v = line.middle(at: (line.minU + line.maxU) / 2)
    // A stamp's signs may stand wide apart, each a line by itself; so may a table's in a field.
    let isSign = line.length < 1.5 * line.height && isColoured
    return minU < line.minU && maxU > line.maxU && minV < v - 0.4 * line.height
      && maxV > v + 0.4 * line.height
      && width < (isSign ? 6 : 3) * line.length + line.height && height < 5 * line.height
  }
}

/// A printed rule in the page's frame.
struct SeenRule {
  let quad: Quad
  let extent: Extent
  let redness: Float

  init(_ glyph: Glyph, in own: TypeFrame, seenFrom frame: TypeFrame) {
    quad = Quad(
      topLeft: own.back(Point(glyph.minU, glyph.minV)), topRight: own.back(Point(glyph.maxU, glyph.minV)),
      bottomRight: own.back(Point(glyph.maxU, glyph.maxV)),
      bottomLeft: own.back(Point(glyph.minU, glyph.maxV)))
    extent = quad.extent(in: frame)
    redness = glyph.redness
  }

  /// Whether another rule runs close beside this one, as in the double rule of a letter form.
  func isTwin(of other: Extent, body: Float) -> Bool {
    let apart = abs((other.minV + other.maxV) / 2 - (extent.minV + extent.maxV) / 2)
    let shared = min(other.maxU, extent.maxU) - max(other.minU, extent.minU)
    return apart > 0.01 && apart < 0.8 * body && shared > 0.8 * (extent.maxU - extent.minU)
  }
}

extension TypeFrame {
  /// The corners of what lies straight in this frame.
  func quad(of extent: Extent) -> Quad {
    Quad(
      topLeft: back(Point(extent.minU, extent.minV)), topRight: back(Point(extent.maxU, extent.minV)),
      bottomRight: back(Point(extent.maxU, extent.maxV)), bottomLeft: back(Point(extent.minU, extent.maxV)))
  }
}
