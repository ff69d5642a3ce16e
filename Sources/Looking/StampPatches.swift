import Pixels

/// Stamps as patches of their ink: what of it lies close together makes a patch, whatever in it hangs together, and the
/// smallest rectangle round a patch shows how its stamp lies. So frames that are worn, or round, or lie over type are found.
enum StampPatches {
  /// Half the side of the squares of chroma that are taken together against noise, in pixels of its plane.
  private static let smoothing = 1
  /// Half the side of the square whose mean is a pixel's ground, as a part of the plane's long side: larger than a stamp.
  private static let ground: Float = 0.0625
  /// How far from its ground ink is, in steps of chroma, and in standard deviations of the ground's noise.
  private static let (leastSteps, leastDeviations): (Float, Float) = (5, 3.5)
  /// The like for black ink, in steps of luma.
  private static let leastDark: Float = 32
  /// How deep a frame's side lies at its rectangle's, in parts of the shorter one, how many points of it are asked, and what
  /// part of one side, and of all on average, has ink.
  private static let (rim, alongSide, leastOfSide, leastOfSides): (Float, Int, Float, Float) = (
    0.08, 40, 0.45, 0.6
  )
  /// Standard deviations of normal noise in one median absolute deviation: F. R. Hampel, The influence curve and its role in
  /// robust estimation (1974).
  private static let ofMedian: Float = 1.48
  /// Where more is such ink, it is no ink.
  private static let mostInk = 0.25
  /// Ink so near to other ink is of one patch with it, and a patch's least sides and greatest, as parts of the plane's long
  /// side.
  private static let reach: Float = 0.008
  private static let (leastShort, long): (Float, ClosedRange<Float>) = (0.012, 0.03...0.5)
  /// A patch's rectangle is so many times as long as it is high, at least: what is squarer is a seal.
  private static let leastShape: Float = 1.25
  /// A patch's ground is at least so bright, in parts of the brightest in the picture: the rest is what papers lie on. What
  /// of the samples is brighter than the ground, in either, and how many of them stand side by side.
  private static let leastBright: Float = 0.4
  private static let (ofGround, across) = (0.2, 24)
  /// Where there are more patches, they are a picture's.
  private static let most = 24

  /// - Parameters:
  ///   - ink: in which they are.
  ///   - image: some 800 to 1600 pixels on its long side.
  ///   - angle: of the page's lines, in radians.
  ///   - longest: how many times as long as high a stamp is, at most; what is longer is a heading.
  /// - Returns: a quad round each, in pixels of `image`, its upper side nearest to the lines' direction; the strongest ink first.
  static func rectangles(of ink: ColouredInk, in image: Image, near angle: Float, longest: Float) -> [Quad] {
    guard let plane = image.chroma.map(ink.plane)?.boxMean(radius: smoothing) else { return [] }
    let around = ground(of: plane)
    guard let mask = mask(of: plane, ground: around, leastSteps) else { return [] }
    return rectangles(round: mask, of: plane, over: around, in: image, near: angle, longest: longest)
  }

  /// The like in black, beside a page's type: what of the dark is left without it.
  ///
  /// - Parameter type: round the page's lines of type, in pixels of `image`.
  /// - Returns: the like, and whether a frame is seen on all four sides.
  static func blackRectangles(in image: Image, beside type: [Quad], near angle: Float, longest: Float)
    -> [(quad: Quad, isFramed: Bool)]
  {
    var plane = image.luma
    plane.samples = plane.samples.map { 255 - $0 }
    let around = ground(of: plane)
    guard var mask = mask(of: plane, ground: around, leastDark) else { return [] }
    for quad in type { mask.clear(quad) }
    return rectangles(round: mask, of: plane, over: around, in: image, near: angle, longest: longest)
      .map { ($0, isFramed($0, in: mask)) }
  }

  private static func ground(of plane: Plane) -> Plane {
    plane.boxMean(radius: max(2, Int(ground * Float(max(plane.width, plane.height)))))
  }

  /// - Parameters:
  ///   - mask: where the ink is.
  ///   - plane, around: in which it is high, and its ground.
  private static func rectangles(
    round mask: Plane, of plane: Plane, over around: Plane, in image: Image, near angle: Float, longest: Float
  ) -> [Quad] {
    let side = Float(max(plane.width, plane.height))
    let radius = max(2, Int(reach * side))
    var paper = mask.boxMean(radius: radius)
    paper.samples = paper.samples.map { $0 > 0 ? 0 : 255 }
    let patches = Components(of: paper, darkerThan: 128)
    let numbers = patches.all.indices.filter { n in
      let patch = patches.all[n]
      return long.contains(Float(patch.longSide - 2 * Int32(radius)) / side)
    }
    let largest = numbers.sorted { patches.all[$0].area > patches.all[$1].area }.prefix(most)
    let scale = Float(image.width) / Float(plane.width)
    let whole = Quad(Rectangle(x: 0, y: 0, width: image.width, height: image.height))
    let brightest = brightness(under: whole, in: image.luma)
    return patches.rectangles(round: Array(largest), near: angle, mayBeOval: true)
      .map { $0.inset(across: Float(radius), down: Float(radius)) }
      .filter { quad in
        let (longer, shorter) = (max(quad.width, quad.height), min(quad.width, quad.height))
        return shorter >= leastShort * side && long.contains(longer / side)
          && (leastShape...longest).contains(longer / max(1, shorter))
      }
      .map { (ink: strength(of: $0, in: plane, over: around), quad: $0.scaled(by: scale)) }
      .filter { brightness(under: $0.quad, in: image.luma) >= leastBright * brightest }
      .sorted { $0.ink > $1.ink }
      .map(\.quad)
  }

  /// Whether most of each side has ink near it.
  private static func isFramed(_ quad: Quad, in mask: Plane) -> Bool {
    let depth = rim * min(quad.width, quad.height)
    let (across, down) = (depth / max(1, quad.width), depth / max(1, quad.height))
    let steps = (0..<alongSide).map { (Float($0) + 0.5) / Float(alongSide) }
    func share(_ place: (_ step: Float, _ depth: Float) -> (u: Float, v: Float)) -> Float {
      let count = steps.count { step in
        stride(from: Float(-0.5), through: 1, by: 0.25).contains { depth in
          let (u, v) = place(step, depth)
          return pixel(at: quad.point(u, v), in: mask).map { mask[$0.x, $0.y] > 0 } ?? false
        }
      }
      return Float(count) / Float(alongSide)
    }
    let sides = [
      share { ($0, $1 * down) }, share { ($0, 1 - $1 * down) }, share { ($1 * across, $0) },
      share { (1 - $1 * across, $0) },
    ]
    return sides.allSatisfy { $0 >= leastOfSide } && sides.reduce(0, +) >= 4 * leastOfSides
  }

  /// How bright what lies under a quad's ink is.
  private static func brightness(under quad: Quad, in luma: Plane) -> Float {
    let samples = points(of: quad, in: luma).map { luma[$0.x, $0.y] }.sorted(by: >)
    return samples.isEmpty ? 0 : Float(samples[Int(ofGround * Double(samples.count))])
  }

  /// How far a quad's chroma is above its ground, on average: of a stamp more than of noise.
  private static func strength(of quad: Quad, in plane: Plane, over ground: Plane) -> Float {
    let points = points(of: quad, in: plane)
    let sum = points.reduce(0) { $0 + max(0, Int(plane[$1.x, $1.y]) - Int(ground[$1.x, $1.y])) }
    return Float(sum) / Float(max(1, points.count))
  }

  /// Pixels that lie evenly in a quad, those of them that a plane has.
  private static func points(of quad: Quad, in plane: Plane) -> [(x: Int, y: Int)] {
    (0..<across * across).compactMap { n in
      let (u, v) = (Float(n % across) / Float(across - 1), Float(n / across) / Float(across - 1))
      return pixel(at: quad.point(u, v), in: plane)
    }
  }

  /// `nil` where the plane has none.
  private static func pixel(at point: Point, in plane: Plane) -> (x: Int, y: Int)? {
    let (x, y) = (Int(point.x), Int(point.y))
    return (0..<plane.width).contains(x) && (0..<plane.height).contains(y) ? (x, y) : nil
  }

  /// 255 where there is ink, else 0; `nil` where there is too much of it.
  private static func mask(of plane: Plane, ground: Plane, _ leastSteps: Float) -> Plane? {
    let differences = zip(plane.samples, ground.samples)
    var histogram = [Int](repeating: 0, count: 511)
    for (sample, mean) in differences { histogram[Int(sample) - Int(mean) + 255] += 1 }
    let least = max(leastSteps, leastDeviations * ofMedian * Float(medianDeviation(histogram)))
    var mask = plane
    mask.samples = differences.map { Float(Int($0) - Int($1)) > least ? 255 : 0 }
    let count = mask.samples.count { $0 > 0 }
    return Double(count) <= mostInk * Double(mask.samples.count) ? mask : nil
  }

  /// - Parameter histogram: of what goes from -255 to 255.
  private static func medianDeviation(_ histogram: [Int]) -> Int {
    let middle = median(of: histogram)
    var deviations = [Int](repeating: 0, count: 511)
    for (bin, count) in histogram.enumerated() { deviations[abs(bin - middle)] += count }
    return median(of: deviations)
  }

  private static func median(of histogram: [Int]) -> Int {
    var left = histogram.reduce(0, +) / 2
    return histogram.indices.first { bin in
      left -= histogram[bin]
      return left < 0
    } ?? 0
  }
}

extension Plane {
  /// Makes what lies in a quad 0.
  fileprivate mutating func clear(_ quad: Quad) {
    let (xs, ys) = (quad.corners.map(\.x), quad.corners.map(\.y))
    let (left, right) = (max(0, Int(xs.min() ?? 0)), min(width - 1, Int(xs.max() ?? 0) + 1))
    let (top, bottom) = (max(0, Int(ys.min() ?? 0)), min(height - 1, Int(ys.max() ?? 0) + 1))
    guard left <= right, top <= bottom else { return }
    for y in top...bottom {
      for x in left...right where self[x, y] != 0 && quad.holds(Point(Float(x), Float(y))) { self[x, y] = 0 }
    }
  }
}
