import Evidence
import Pixels

/// Where the page's type lies, and from that where on the page a thing is.
///
/// The paper's own outline is often lost in its surroundings; the block of type is not, and GB/T 9704-2012
/// (7.1) and usual letter margins both put it at 12 to 88 % of the page's width. Heights are measured in
/// widths of an A4 page, so that a photo of a page's upper third is not taken for a whole one.
struct PageFrame {
  /// The block of type takes this part of the page's width.
  private static let blockWidth: Float = 0.75
  private static let blockLeft: Float = 0.125
  private static let blockTop: Float = 0.14
  private static let blockHeight: Float = 0.78
  private static let aspect: Float = 1.414

  /// The frame of the type, turned so that u runs as somebody reads.
  let frame: TypeFrame
  /// The block's extent in that frame.
  private(set) var minU: Float
  private(set) var maxU: Float
  private(set) var minV: Float
  private(set) var maxV: Float
  private let pageWidth: Float
  private let pageHeight: Float

  /// - Parameter block: the extents of the lines and rules of the page, never empty.
  init(_ frame: TypeFrame, block: [(minU: Float, maxU: Float, minV: Float, maxV: Float)]) {
    self.frame = frame
    minU = block.map(\.minU).min() ?? 0
    maxU = block.map(\.maxU).max() ?? 1
    minV = block.map(\.minV).min() ?? 0
    maxV = block.map(\.maxV).max() ?? 1
    pageWidth = max(1, (maxU - minU) / Self.blockWidth)
    pageHeight = max(pageWidth * Self.aspect, (maxV - minV) / Self.blockHeight)
  }

  func box(minU u: Float, maxU u2: Float, minV v: Float, maxV v2: Float) -> Box {
    Box(
      x: Self.blockLeft + (u - minU) / pageWidth,
      y: Self.blockTop + (v - minV) / pageHeight,
      width: (u2 - u) / pageWidth,
      height: (v2 - v) / pageHeight)
  }

  /// The corners of the block of type.
  var block: Quad {
    func at(_ u: Float, _ v: Float) -> Point { frame.back(Point(u, v)) }
    return Quad(
      topLeft: at(minU, minV), topRight: at(maxU, minV), bottomRight: at(maxU, maxV),
      bottomLeft: at(minU, maxV))
  }

  /// The page's corners as far as they can be told from the type.
  var quad: Quad {
    let left = minU - Self.blockLeft * pageWidth
    let top = minV - Self.blockTop * pageHeight
    func at(_ u: Float, _ v: Float) -> Point { frame.back(Point(u, v)) }
    return Quad(
      topLeft: at(left, top), topRight: at(left + pageWidth, top),
      bottomRight: at(left + pageWidth, top + pageHeight), bottomLeft: at(left, top + pageHeight))
  }
}
