import Glibc
import Pixels

extension Components {
  /// How far a box may be turned against the page, in radians: nobody stamps more askew.
  private static let farthest: Float = 0.56
  private static let step: Float = 0.035
  /// A rectangle so many times as large as the smallest one is hardly larger.
  private static let hardlyLarger: Float = 1.05

  /// The smallest rectangle round each of some components, turned as a stamp's border is against its page.
  ///
  /// - Parameters:
  ///   - numbers: of the components.
  ///   - angle: of the page's lines, in radians.
  ///   - mayBeOval: where it makes hardly a difference to the rectangle, as round an oval, it lies along the component's axis.
  /// - Returns: a quad for each, its upper side nearest to the lines' direction.
  package func rectangles(round numbers: [Int], near angle: Float, mayBeOval: Bool = false) -> [Quad] {
    if numbers.isEmpty { return [] }
    var places = [Int32](repeating: -1, count: all.count)
    for (place, number) in numbers.enumerated() { places[number] = Int32(place) }
    // The ends of each row are enough.
    var rims = [[Point]](repeating: [], count: numbers.count)
    for run in runs where places[Int(run.component)] >= 0 {
      let place = Int(places[Int(run.component)])
      let (left, right) = (Point(Float(run.start), Float(run.y)), Point(Float(run.end), Float(run.y) + 1))
      if let last = rims[place].last, last.y == right.y {
        rims[place][rims[place].count - 1] = right
      } else {
        rims[place] += [left, right]
      }
    }
    let axes = mayBeOval ? axes(of: places, count: numbers.count) : []
    return rims.enumerated().map { place, rim in
      let steps = Int(Self.farthest / Self.step)
      let turned = (-steps...steps).map { n in
        let turned = TypeFrame(angle: angle + Float(n) * Self.step)
        return (frame: turned, extent: Self.extent(of: rim, in: turned))
      }
      let best = turned.min { Self.area($0.extent) < Self.area($1.extent) } ?? turned[steps]
      guard mayBeOval else { return best.frame.quad(of: best.extent) }
      // Of a component that is longer downwards the axis runs across the lines.
      let turn = remainderf(axes[place] - angle, .pi / 2)
      let frame = TypeFrame(angle: angle + max(-Self.farthest, min(Self.farthest, turn)))
      let extent = Self.extent(of: rim, in: frame)
      let isAsSmall = Self.area(extent) <= Self.hardlyLarger * Self.area(best.extent)
      return isAsSmall ? frame.quad(of: extent) : best.frame.quad(of: best.extent)
    }
  }

  /// The direction in which each of some components is longest, in radians, from the moments of its ink.
  ///
  /// - Parameter places: by component number; -1 leaves one out.
  private func axes(of places: [Int32], count: Int) -> [Float] {
    var moments = [Moments](repeating: Moments(), count: count)
    for run in runs where places[Int(run.component)] >= 0 {
      moments[Int(places[Int(run.component)])].add(run)
    }
    return moments.map(\.axis)
  }

  /// Of ink, about the picture's corner.
  private struct Moments {
    private var (area, x, y, xx, xy, yy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    mutating func add(_ run: Run) {
      let (length, row) = (Double(run.end - run.start), Double(run.y))
      let middle = (Double(run.start) + Double(run.end) - 1) / 2
      area += length
      x += length * middle
      y += length * row
      xx += length * (middle * middle + (length * length - 1) / 12)
      xy += length * middle * row
      yy += length * row * row
    }

    var axis: Float {
      guard area > 0 else { return 0 }
      let (u, v) = (x / area, y / area)
      return Float(atan2(2 * (xy / area - u * v), (xx / area - u * u) - (yy / area - v * v)) / 2)
    }
  }

  private static func extent(of points: [Point], in frame: TypeFrame) -> Extent {
    var extent: Extent = (.infinity, -.infinity, .infinity, -.infinity)
    for point in points {
      let p = frame.turned(point)
      extent = (
        min(extent.minU, p.x), max(extent.maxU, p.x), min(extent.minV, p.y), max(extent.maxV, p.y)
      )
    }
    return extent
  }

  private static func area(_ extent: Extent) -> Float {
    (extent.maxU - extent.minU) * (extent.maxV - extent.minV)
  }
}

extension Quad {
  /// How much of a stamp's height or width, whichever is less, its border takes at each side.
  private static let rim: Float = 0.08
  /// How much less high than its border's inside, in widths, a stamp's sign and its spacing are.
  private static let signOfBorder: Float = 0.62

  /// What stands inside of a stamp's border that is read across.
  var insideOfBorder: Quad { inset(across: Self.rim * height, down: Self.rim * height).typeOfStrip }

  /// The signs inside of a stamp's border that is read downwards, which part its height evenly.
  var signsOfBorder: [Quad] {
    signsOfBorder(1 + max(1, Int(((height / max(1, width) - 1) / Self.signOfBorder).rounded())))
  }

  /// - Parameter count: of the signs.
  func signsOfBorder(_ count: Int) -> [Quad] {
    let inside = inset(across: Self.rim * width, down: Self.rim * width)
    let below = (inside.bottomLeft - inside.topLeft) * (1 / Float(count))
    return (0..<count).map { n in
      let (top, bottom) = (below * Float(n), below * Float(n + 1))
      return Quad(
        topLeft: inside.topLeft + top, topRight: inside.topRight + top, bottomRight: inside.topRight + bottom,
        bottomLeft: inside.topLeft + bottom
      ).typeOfStrip
    }
  }

  /// The type whose strip, with the margins that are added to type, is this.
  private var typeOfStrip: Quad {
    inset(across: 0.45 * Straightening.typeShare * height, down: height * (1 - Straightening.typeShare) / 2)
  }

  /// Smaller by so much on either side.
  func inset(across: Float, down: Float) -> Quad {
    let right = (topRight - topLeft) * (across / max(1, width))
    let below = (bottomLeft - topLeft) * (down / max(1, height))
    return Quad(
      topLeft: topLeft + right + below, topRight: topRight - right + below,
      bottomRight: bottomRight - right - below, bottomLeft: bottomLeft + right - below)
  }
}
