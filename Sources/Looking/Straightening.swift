import Pixels

/// Cuts a line of type out of a picture and lays it straight.
package enum Straightening {
  /// How high a strip is, in pixels: what reads best (measured).
  package static let height = 48
  /// How much of a strip's height is the line's own; the rest is margin.
  static let typeShare: Float = 0.68
  /// A row of a bar is dark by this part, and so many rows are on either side of the type in it.
  private static let solid: Float = 0.93
  private static let leastDarkRows = 3
  /// Parts of a strip's edge that are ink where type runs on beyond it; a rule fills more.
  private static let runningOn: Float = 0.12
  private static let notARule: Float = 0.7
  /// The margins at both ends, in heights of the type.
  static let sideShare: Float = 0.45

  /// The pixels inside a quad, upright, dark type on light ground.
  ///
  /// Each pixel is the mean of as many samples as it covers, so a large line is not aliased; a small one is
  /// interpolated.
  ///
  /// - Parameters:
  ///   - quad: in pixels of `image`, clockwise from the text's upper left; margins are added here.
  ///   - isLight: the type is lighter than its ground.
  ///   - isRed: contrast is taken from what red ink darkens most.
  ///   - ink: what is not of its colour is no ink.
  ///   - isBoxed: a frame runs close round the type; it is cut away.
  package static func strip(
    of quad: Quad, in image: Image, isLight: Bool, isRed: Bool, alone ink: ColouredInk? = nil,
    isBoxed: Bool = false,
    height: Int = Self.height
  ) -> Plane {
    let typeHeight = max(2, quad.height)
    let pixel = typeHeight / (Float(height) * typeShare)  // source pixels a strip pixel covers
    let whole = Self.withMargins(quad)
    let width = max(8, min(4000, Int(((quad.width + 2 * sideShare * typeHeight) / pixel).rounded())))
    let samples = max(1, min(4, Int(pixel.rounded(.up))))

    let strip = StripSampling.strip(
      of: whole, in: image, ink.map(StripSampling.SeenInk.alone) ?? (isRed ? .red : .any), width: width,
      height: height,
      samples: samples)
    var stretched = Self.stretched(strip, isLight: isLight)
    // A bar with light type on it was taken for the type.
    if !isLight, Self.isBar(stretched) { stretched = Self.stretched(strip, isLight: true) }
    let straight = Slant.removed(from: stretched)
    // A frame hides how what stands in it leans.
    return isBoxed ? Slant.removed(from: Self.withoutFrame(straight)) : straight
  }

  /// What a quad's strip shows: the line with its margins.
  private static func withMargins(_ quad: Quad) -> Quad {
    let typeHeight = max(2, quad.height)
    let margin = typeHeight * (1 / typeShare - 1) / 2
    let side = typeHeight * sideShare
    let along = Self.unit(quad.topRight - quad.topLeft + (quad.bottomRight - quad.bottomLeft))
    let downLeft = Self.unit(quad.bottomLeft - quad.topLeft)
    let downRight = Self.unit(quad.bottomRight - quad.topRight)
    return Quad(
      topLeft: quad.topLeft - along * side - downLeft * margin,
      topRight: quad.topRight + along * side - downRight * margin,
      bottomRight: quad.bottomRight + along * side + downRight * margin,
      bottomLeft: quad.bottomLeft - along * side + downLeft * margin)
  }

  /// Where a part of a quad's strip lies in the picture.
  ///
  /// - Parameters:
  ///   - part: in pixels of the strip.
  ///   - width, height: of the strip.
  static func quad(of part: Rectangle, inStripOf quad: Quad, width: Int, height: Int) -> Quad {
    let whole = withMargins(quad)
    let (left, right) = (Float(part.x) / Float(width), Float(part.x + part.width) / Float(width))
    let (top, bottom) = (Float(part.y) / Float(height), Float(part.y + part.height) / Float(height))
    return Quad(
      topLeft: whole.point(left, top), topRight: whole.point(right, top),
      bottomRight: whole.point(right, bottom), bottomLeft: whole.point(left, bottom))
  }

  /// Whether a strip is dark from end to end above its middle and below it, as no type is, however blurred.
  private static func isBar(_ strip: Plane) -> Bool {
    // Few heavy signs may run together in a bad copy; a bar is long.
    guard strip.width > 3 * strip.height else { return false }
    let columns = strip.height / 2..<strip.width - strip.height / 2
    func darkRows(_ rows: Range<Int>) -> Int {
      rows.count { y in
        Float(columns.count { strip[$0, y] < 128 }) > solid * Float(columns.count)
      }
    }
    let middle = strip.height / 2
    return darkRows(0..<middle) >= leastDarkRows && darkRows(middle..<strip.height) >= leastDarkRows
  }

  /// Whether type goes on beyond a strip's upper or lower edge, along a good part of it.
  static func runsOn(_ strip: Plane) -> Bool {
    func share(_ y: Int) -> Float {
      Float((0..<strip.width).count { strip[$0, y] < 128 }) / Float(max(1, strip.width))
    }
    return (Self.runningOn...Self.notARule).contains(max(share(0), share(strip.height - 1)))
  }

  /// Faint type as dark as other type is: its darkest pixels black, its paper white.
  package static func darkened(_ strip: Plane) -> Plane {
    var histogram = [Int](repeating: 0, count: 256)
    for sample in strip.samples { histogram[Int(sample)] += 1 }
    let (dark, light) = (
      quantile(histogram, darkest, of: strip.samples.count),
      quantile(histogram, paper, of: strip.samples.count)
    )
    guard light > dark else { return strip }
    var stretched = strip
    stretched.samples = strip.samples.map { UInt8(max(0, min(255, (Int($0) - dark) * 255 / (light - dark)))) }
    return stretched
  }

  /// What of a strip's pixels are ink's darkest, and what is darker than its paper.
  private static let (darkest, paper) = (0.03, 0.7)

  /// A blurred strip with its edges brought out: what it differs from its own mean round each pixel, twice more.
  package static func sharpened(_ strip: Plane) -> Plane {
    let (width, height, radius) = (strip.width, strip.height, max(2, strip.height / 12))
    guard width > 2 * radius, height > 2 * radius else { return strip }
    var across = [Float](repeating: 0, count: width * height)
    for y in 0..<height {
      for x in 0..<width {
        var sum: Float = 0
        for dx in -radius...radius { sum += Float(strip[max(0, min(width - 1, x + dx)), y]) }
        across[y * width + x] = sum
      }
    }
    var sharp = strip
    let count = Float((2 * radius + 1) * (2 * radius + 1))
    for y in 0..<height {
      for x in 0..<width {
        var sum: Float = 0
        for dy in -radius...radius { sum += across[max(0, min(height - 1, y + dy)) * width + x] }
        let value = Float(strip[x, y])
        sharp[x, y] = UInt8(max(0, min(255, value + 2 * (value - sum / count))))
      }
    }
    return sharp
  }

  /// A strip made narrower: type seen from a low angle is squat, and engines know upright type.
  ///
  /// - Parameter share: of the width that is left, from 0 to 1. Each column is the mean of those that it stands for.
  package static func narrowed(_ strip: Plane, to share: Float) -> Plane {
    let width = max(1, Int(Float(strip.width) * share))
    guard width < strip.width else { return strip }
    var narrow = Plane(width: width, height: strip.height, filledWith: 255)
    let step = Float(strip.width) / Float(width)
    for x in 0..<width {
      let (from, to) = (Float(x) * step, Float(x + 1) * step)
      let columns = Int(from)..<min(strip.width, Int(to.rounded(.up)))
      for y in 0..<strip.height {
        var sum: Float = 0
        for column in columns {
          let part = min(to, Float(column + 1)) - max(from, Float(column))
          sum += part * Float(strip[column, y])
        }
        narrow[x, y] = UInt8(max(0, min(255, (sum / step).rounded())))
      }
    }
    return narrow
  }

  /// Strips of one height side by side.
  static func joined(_ strips: [Plane]) -> Plane {
    let height = strips.first?.height ?? 1
    var joined = Plane(width: strips.reduce(0) { $0 + $1.width }, height: height, filledWith: 255)
    var left = 0
    for strip in strips {
      for y in 0..<min(height, strip.height) {
        for x in 0..<strip.width { joined[left + x, y] = strip[x, y] }
      }
      left += strip.width
    }
    return joined
  }

  private static func unit(_ p: Point) -> Point {
    let length = p.length
    return length > 0 ? p * (1 / length) : Point(1, 0)
  }

  /// Dark on light, and the ground at white: each column against the paper round it, so that a shadow's edge
  /// goes.
  private static func stretched(_ strip: Plane, isLight: Bool) -> Plane {
    var strip = strip
    if isLight {
      for i in strip.samples.indices { strip.samples[i] = 255 - strip.samples[i] }
    }
    let (width, height) = (strip.width, strip.height)
    var histogram = [Int](repeating: 0, count: 256)
    for value in strip.samples { histogram[Int(value)] += 1 }
    let darkest = quantile(histogram, 0.02, of: strip.samples.count)
    // The paper: bright quantile of a window twice as wide as the strip is high.
    let reach = height
    var papers = [Float](repeating: 255, count: width)
    for x in 0..<width {
      papers[x] = Float(brightQuantile(strip, columns: max(0, x - reach / 4)..<min(width, x + reach / 4 + 1)))
    }
    var smooth = papers
    var sum: Float = 0
    var (left, right) = (0, 0)
    for x in 0..<width {
      while right < min(width, x + reach + 1) {
        sum += papers[right]
        right += 1
      }
      while left < x - reach {
        sum -= papers[left]
        left += 1
      }
      smooth[x] = sum / Float(right - left)
    }
    for x in 0..<width {
      let paper = max(smooth[x], Float(darkest) + 16)
      let scale = 255 / (paper - Float(darkest))
      for y in 0..<height {
        let value = (Float(strip.samples[y * width + x]) - Float(darkest)) * scale
        strip.samples[y * width + x] = UInt8(max(0, min(255, value)))
      }
    }
    return strip
  }

  /// White where a component touches the strip's edge and lies in its margin for the most part: a stamp's border.
  private static func withoutFrame(_ strip: Plane) -> Plane {
    let components = Components(of: strip, darkerThan: 140)
    let marginY = Int32(Float(strip.height) * (1 - typeShare) / 2)
    let inner = (
      top: marginY, bottom: Int32(strip.height) - marginY, left: marginY, right: Int32(strip.width) - marginY
    )
    var within = [Int32](repeating: 0, count: components.all.count)
    for run in components.runs where run.y >= inner.top && run.y < inner.bottom {
      within[Int(run.component)] += max(0, min(run.end, inner.right) - max(run.start, inner.left))
    }
    let touches = touchEdges(components.all, of: strip)
    return erased(components, from: strip) { touches[$0] && within[$0] * 2 < components.all[$0].area }
  }

  /// White where a component runs into the strip's edge: the paper's end, a stamp's border whose corners are open.
  ///
  /// - Parameter strip: dark type on light ground; its own type stands clear of the edges.
  /// - Returns: `nil` where nothing was taken away, or nothing is left.
  package static func withoutRim(_ strip: Plane) -> Plane? {
    let components = Components(of: strip, darkerThan: 140)
    let touches = touchEdges(components.all, of: strip)
    guard touches.contains(true), touches.contains(false) else { return nil }
    return erased(components, from: strip) { touches[$0] }
  }

  /// Worn type whose strokes have holes, melted together a little: engines take their pieces for specks, and find no line.
  package static func mended(_ strip: Plane) -> Plane { strip.boxMean(radius: 1).boxMean(radius: 1) }

  /// Where type is this heavy, by its part of the strip, its signs have run full of ink.
  private static let heavy = 0.32

  /// Heavy type with a pixel taken off all round: what a copy has closed opens again.
  ///
  /// - Parameter strip: dark type on light ground.
  /// - Returns: `nil` where the type is not heavy.
  package static func thinned(_ strip: Plane) -> Plane? {
    let (width, height) = (strip.width, strip.height)
    let dark = strip.samples.count { $0 < 128 }
    guard Double(dark) > heavy * Double(strip.samples.count) else { return nil }
    var thin = strip
    for y in 0..<height {
      for x in 0..<width {
        var brightest: UInt8 = 0
        for v in max(0, y - 1)...min(height - 1, y + 1) {
          for u in max(0, x - 1)...min(width - 1, x + 1) { brightest = max(brightest, strip[u, v]) }
        }
        thin[x, y] = brightest
      }
    }
    return thin
  }

  private static func touchEdges(_ components: [Component], of strip: Plane) -> [Bool] {
    let (right, bottom) = (Int32(strip.width), Int32(strip.height))
    return components.map { $0.left == 0 || $0.top == 0 || $0.right == right || $0.bottom == bottom }
  }

  /// White where some components are, and round them: the soft edge goes, too.
  private static func erased(_ components: Components, from strip: Plane, where isGone: (Int) -> Bool)
    -> Plane
  {
    var clean = strip
    for run in components.runs where isGone(Int(run.component)) {
      for y in max(0, Int(run.y) - 1)...min(strip.height - 1, Int(run.y) + 1) {
        for x in max(0, Int(run.start) - 2)..<min(strip.width, Int(run.end) + 2) { clean[x, y] = 255 }
      }
    }
    return clean
  }

  private static func quantile(_ histogram: [Int], _ q: Double, of count: Int) -> Int {
    var left = Int(q * Double(count))
    for (value, n) in histogram.enumerated() {
      left -= n
      if left < 0 { return value }
    }
    return 255
  }

  private static func brightQuantile(_ strip: Plane, columns: Range<Int>) -> Int {
    var histogram = [Int](repeating: 0, count: 256)
    for y in stride(from: 0, to: strip.height, by: 2) {
      for x in stride(from: columns.lowerBound, to: columns.upperBound, by: 3) {
        histogram[Int(strip[x, y])] += 1
      }
    }
    return quantile(histogram, 0.75, of: histogram.reduce(0, +))
  }
}
