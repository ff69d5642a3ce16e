import Evidence
import Pixels

/// Says where on its page a line stands, as exactly as the layout's frame allows.
struct Placing {
  /// Parts of the page's height: GB/T 9704-2012 puts copy number, mark and urgency at 12–22 %, banners of other
  /// regimes lie above 12 % and below 88 %.
  private static let topEdge: Float = 0.24
  private static let bannerEdge: Float = 0.13
  private static let bottomEdge: Float = 0.86
  private static let headingEdge: Float = 0.45
  /// What stands above the issuer's red name is at its page's top, wherever that lies on a screen: so far above, in
  /// heights of the name (GB/T 9704-2012, 7.2.1 to 7.2.4), and no farther down the picture.
  private static let aboveHeading: Float = 6
  private static let lowestHeading: Float = 0.5
  /// Type that ends so far from the picture's edge, in heights of its last line and in parts of the picture, ends there on
  /// its page as well; and so many lines lie above a foot.
  private static let (heightsBelow, pictureBelow): (Float, Float) = (6, 0.06)
  private static let fewestAboveFoot = 4

  let layout: Layout
  /// Middles of the page's lines, from the top.
  private let middles: [Float]
  /// The usual angle of the page's lines, in radians.
  private let angle: Float
  /// Large red type in the upper half.
  private let headings: [Box]
  /// The page's last line is in the picture: on a slide or a sheet that is wider than high it stands higher than the frame,
  /// which is a letter's, has it.
  private let holdsLastLine: Bool

  init(_ layout: Layout) {
    self.layout = layout
    // Grain and what lies beside the page make lines as well, and have no say in what is first and last.
    let sure = layout.lines.filter { $0.typeness > 0.5 && $0.box.midX > -0.05 && $0.box.midX < 1.05 }
    middles = (sure.count >= 3 ? sure : layout.lines).map(\.box.midY).sorted()
    headings = layout.lines.filter {
      $0.redness > 0.45 && $0.relativeSize > 1.4 && $0.typeness > 0.5 && $0.lengthInGlyphs > 3
        && $0.box.midY < Placing.lowestHeading
    }.map(\.box)
    let long = layout.lines.filter { $0.lengthInGlyphs >= 6 }.map { Placing.angle(of: $0) }.sorted()
    angle = long.isEmpty ? 0 : long[long.count / 2]
    holdsLastLine =
      sure.max { $0.box.midY < $1.box.midY }.map { Placing.isFarFromEdge($0, of: layout) } ?? false
  }

  /// Nothing of the page is cut off below a line.
  private static func isFarFromEdge(_ line: Line, of layout: Layout) -> Bool {
    let down = line.quad.bottomLeft - line.quad.topLeft
    guard down.length > 0 else { return false }
    let (width, height) = (Float(layout.width), Float(layout.height))
    let reach = max(heightsBelow * line.glyphHeight, pictureBelow * max(width, height))
    let below = (line.quad.bottomLeft + line.quad.bottomRight) * 0.5 + down * (reach / down.length)
    return below.x > 0 && below.x < width && below.y > 0 && below.y < height
  }

  private static func angle(of line: Line) -> Float {
    let across = line.quad.topRight - line.quad.topLeft
    guard across.x != 0 || across.y != 0 else { return 0 }
    // A slope serves: only small differences are asked about.
    return abs(across.x) > abs(across.y) ? across.y / across.x : 1
  }

  /// - Parameter part: the stretch of the line that bears the words, from 0 to 1.
  func place(of line: Line, part: ClosedRange<Float> = 0...1) -> Place {
    if isStamp(line) { return .stamp }
    let left = line.box.x + line.box.width * part.lowerBound
    let right = line.box.x + line.box.width * part.upperBound
    let middle = (left + right) / 2
    let isLeft = middle < 0.4 && left < 0.33
    let isRight = middle > 0.6 && right > 0.67
    let y = line.box.midY
    let (above, below) = neighbours(of: line)
    var isTop = y < Placing.topEdge
    var isBottom = y > Placing.bottomEdge
    var isBanner = y < Placing.bannerEdge
    switch layout.frame {
    case .paper: break
    case .type:
      // A page filmed from its middle on has a first line too.
      isTop = isTop || (above <= 1 && y < 0.5) || (above <= 2 && y < 0.3) || isAboveHeading(line.box)
      // What says who released it stands under the mark.
      isBottom =
        isBottom || (below <= 1 && y > 0.6) || (below <= 2 && y > 0.75)
        || (below == 0 && above >= Placing.fewestAboveFoot && holdsLastLine)
      isBanner = isBanner || above == 0 || (above <= 2 && y < 0.3 && line.relativeSize < 1.6)
    case .picture:
      isTop = y < 0.2 || (above <= 3 && y < 0.5)
      isBottom = isBottom || (below <= 1 && y > 0.6)
      isBanner = above <= 1
    }
    if isTop && isBottom { isBottom = y > 0.6 || above >= Placing.fewestAboveFoot }
    if isBottom { return isLeft ? .bottomLeft : isRight ? .bottomRight : .bottomCentre }
    if isTop {
      if isLeft { return .topLeft }
      if isRight { return .topRight }
      return isBanner || line.relativeSize < 1.3 ? .topCentre : .heading
    }
    if y < Placing.headingEdge && !isLeft && !isRight && (line.relativeSize >= 1.2 || above <= 4) {
      return .heading
    }
    return .body
  }

  private func isAboveHeading(_ box: Box) -> Bool {
    headings.contains { heading in
      let gap = heading.y - box.maxY
      return gap > 0 && gap < Placing.aboveHeading * heading.height
    }
  }

  private func isStamp(_ line: Line) -> Bool {
    if line.isSideways { return true }
    guard line.isAsShortAsStamp else { return false }
    // The cells of a ruled form are frames as well, but their type is neither red nor large.
    if line.isBoxed { return line.redness > 0.35 || line.relativeSize >= 1.15 }
    return line.isRed && abs(Placing.angle(of: line) - angle) > 0.09
  }

  /// How many lines lie wholly above and below.
  private func neighbours(of line: Line) -> (above: Int, below: Int) {
    (index(of: line.box.y), middles.count - index(of: line.box.maxY))
  }

  /// How many middles lie above `y`.
  private func index(of y: Float) -> Int {
    var (low, high) = (0, middles.count)
    while low < high {
      let half = (low + high) / 2
      if middles[half] < y { low = half + 1 } else { high = half }
    }
    return low
  }
}
