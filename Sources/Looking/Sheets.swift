import Evidence
import Glibc
import Pixels

/// Whether a picture shows more than one sheet, each with its own direction, its own side up, its own script.
struct Sheets {
  enum Scene {
    case single
    /// Lines were seen that do not belong to the sheet with most type on it, or that run elsewhere.
    case strewn
    case openBook
  }

  let scene: Scene
  /// Where to look by itself, in pixels of the picture: the pages of the open book, else the picture's middle.
  let boxes: [Box]

  /// Lines that fit no single page, in number.
  private static let fewestStray = 2
  /// In radians; a curled page's lines differ by less.
  static let askew: Float = 0.06
  /// What is photographed on purpose lies in the middle. Margins, as parts of the picture: the less of other sheets
  /// is seen, the better, but a mark stands at the sheet's edge.
  private static let margins: [Float] = [0.17, 0.09]
  /// Lines on either page of an open book, at least.
  private static let fewestLines = 4

  /// - Parameters:
  ///   - page: the lines of the sheet with most type on it.
  ///   - angle: their direction, in radians.
  init(_ seen: [SeenLine], page: [Int], angle: Float, in image: Image) {
    let pages = Self.openPages(seen, page, angle)
    if pages.isEmpty {
      scene = Self.strayLines(seen, page, angle) >= Self.fewestStray ? .strewn : .single
      boxes = Self.middle(of: image)
    } else {
      scene = .openBook
      boxes = pages
    }
  }

  private static func strayLines(_ seen: [SeenLine], _ page: [Int], _ angle: Float) -> Int {
    let known = Set(page)
    return seen.indices.count { n in
      let one = seen[n]
      guard one.isTypeLike, !one.isLight, one.line.length > 4 * one.line.height else { return false }
      return !known.contains(n) || abs(turn(one.angle, from: angle)) > askew
    }
  }

  private static func middle(of image: Image) -> [Box] {
    let (width, height) = (Float(image.width), Float(image.height))
    return margins.map { margin in
      let part = 1 - 2 * margin
      return Box(x: margin * width, y: margin * height, width: part * width, height: part * height)
    }
  }

  /// How far one direction lies from another, in radians from -π/2 to π/2, whichever way either is read.
  static func turn(_ angle: Float, from other: Float) -> Float { atanf(tanf(angle - other)) }

  /// Two columns of lines with a gutter that hardly any line crosses.
  private static func openPages(_ seen: [SeenLine], _ page: [Int], _ angle: Float) -> [Box] {
    let frame = TypeFrame(angle: angle)
    let long = page.filter { seen[$0].line.length > 5 * seen[$0].line.height }
    let extents = long.map { seen[$0].extent(in: frame) }
    guard long.count >= 2 * fewestLines, let start = extents.map(\.minU).min(),
      let end = extents.map(\.maxU).max()
    else { return [] }
    for step in [10, 9, 11, 8, 12, 7, 13] {
      let gutter = start + (end - start) * Float(step) / 20
      let left = long.indices.filter { extents[$0].maxU <= gutter }
      let right = long.indices.filter { extents[$0].minU >= gutter }
      guard left.count >= fewestLines, right.count >= fewestLines,
        12 * (long.count - left.count - right.count) <= long.count
      else { continue }
      return [left, right].map { side in
        hull(side.map { seen[long[$0]].quad }, frame, upTo: gutter)
      }
    }
    return []
  }

  /// The picture's box round the lines on one side of the gutter, with a page's margins at its other sides.
  private static func hull(_ quads: [Quad], _ frame: TypeFrame, upTo gutter: Float) -> Box {
    let extents = quads.map { $0.extent(in: frame) }
    var (minU, maxU) = (extents.map(\.minU).min() ?? 0, extents.map(\.maxU).max() ?? 0)
    var (minV, maxV) = (extents.map(\.minV).min() ?? 0, extents.map(\.maxV).max() ?? 0)
    let (across, down) = (0.25 * (maxU - minU), 0.35 * (maxV - minV))
    (minU, maxU) = maxU <= gutter ? (minU - across, gutter) : (gutter, maxU + across)
    (minV, maxV) = (minV - down, maxV + down)
    let corners = frame.quad(of: (minU, maxU, minV, maxV)).corners
    let (xs, ys) = (corners.map(\.x), corners.map(\.y))
    let (x, y) = (xs.min() ?? 0, ys.min() ?? 0)
    return Box(x: x, y: y, width: (xs.max() ?? 0) - x, height: (ys.max() ?? 0) - y)
  }
}
