import Pixels

/// Samples a quad of a picture into an upright strip of pixels.
enum StripSampling {
  /// What darkens a strip.
  enum SeenInk: Equatable {
    case any
    /// Contrast is taken from what red ink darkens most, the green of the light.
    case red
    /// What is not of its colour is no ink.
    case alone(ColouredInk)
  }

  /// Chroma that shows as white: less than that of paper in any light.
  private static let leastChroma: Float = 100
  /// Green from YCbCr, JFIF 1.02.
  private static let (blueInGreen, redInGreen): (Float, Float) = (0.344, 0.714)

  /// - Parameters:
  ///   - quad: in pixels of `image`, which goes on beyond its edges.
  ///   - samples: each pixel is the mean of so many samples across and as many down.
  static func strip(
    of quad: Quad, in image: Image, _ ink: SeenInk, width: Int, height: Int, samples: Int
  ) -> Plane {
    var strip = Plane(width: width, height: height)
    let part = 1 / Float(samples * samples)
    var sums = [Float](repeating: 0, count: width)
    for y in 0..<height {
      for x in 0..<width { sums[x] = 0 }
      for j in 0..<samples {
        let t = (Float(y) + (Float(j) + 0.5) / Float(samples)) / Float(height)
        // From left to right the way through the picture is straight and even.
        let way = Way(from: quad.point(0, t), to: quad.point(1, t), samples: samples, pixels: width)
        add(image, ink, along: way, to: &sums)
      }
      for x in 0..<width { strip.samples[y * width + x] = UInt8(max(0, min(255, sums[x] * part))) }
    }
    return strip
  }

  /// One row of samples.
  private struct Way {
    var start: Point
    var step: Point
    /// Of one pixel of the strip.
    var samples: Int

    init(from start: Point, to end: Point, samples: Int, pixels: Int) {
      self.samples = samples
      step = (end - start) * (1 / Float(samples * pixels))
      self.start = start + step * 0.5
    }

    /// Of a sample, from the middle of the first pixel.
    @inline(__always)
    func place(_ sample: Int) -> Point {
      Point(start.x + step.x * Float(sample) - 0.5, start.y + step.y * Float(sample) - 0.5)
    }

    /// All of its samples have four pixels of the plane round them: the way is straight, so its ends tell.
    func isInside(_ plane: Plane, pixels: Int) -> Bool {
      [place(0), place(pixels * samples - 1)].allSatisfy {
        $0.x >= 0 && $0.y >= 0 && $0.x < Float(plane.width - 1) && $0.y < Float(plane.height - 1)
      }
    }

    /// In a plane of another size.
    func scaled(_ x: Float, _ y: Float) -> Way {
      var way = self
      way.start = Point(start.x * x, start.y * y)
      way.step = Point(step.x * x, step.y * y)
      return way
    }
  }

  private static func add(_ image: Image, _ ink: SeenInk, along way: Way, to sums: inout [Float]) {
    guard ink != .any, let chroma = image.chroma else {
      return add(image.luma, along: way, to: &sums) { $0 }
    }
    let coarse = way.scaled(
      Float(chroma.red.width) / Float(image.width), Float(chroma.red.height) / Float(image.height))
    if case .alone(let ink) = ink {
      return add(ink.plane(of: chroma), along: coarse, to: &sums) { 255 - 2 * max(0, $0 - leastChroma) }
    }
    add(image.luma, along: way, to: &sums) { $0 }
    add(chroma.blue, along: coarse, to: &sums) { -blueInGreen * ($0 - 128) }
    add(chroma.red, along: coarse, to: &sums) { -redInGreen * ($0 - 128) }
  }

  @inline(__always)
  private static func add(
    _ plane: Plane, along way: Way, to sums: inout [Float], _ value: (Float) -> Float
  ) {
    let isInside = way.isInside(plane, pixels: sums.count)
    for pixel in sums.indices {
      var sum: Float = 0
      for i in 0..<way.samples {
        let place = way.place(pixel * way.samples + i)
        sum += value(isInside ? inside(plane, at: place) : bilinear(plane, place.x, place.y))
      }
      sums[pixel] += sum
    }
  }

  /// The same as `bilinear`, where four pixels lie round the place: nothing is to be held back from the edges.
  @inline(__always)
  private static func inside(_ plane: Plane, at place: Point) -> Float {
    let source = plane.samples.span
    let (column, row) = (Int(place.x), Int(place.y))
    let (fx, fy) = (place.x - Float(column), place.y - Float(row))
    let (upper, lower) = (row * plane.width + column, (row + 1) * plane.width + column)
    let above = unsafe Float(source[unchecked: upper]) * (1 - fx) + Float(source[unchecked: upper + 1]) * fx
    let below = unsafe Float(source[unchecked: lower]) * (1 - fx) + Float(source[unchecked: lower + 1]) * fx
    return above * (1 - fy) + below * fy
  }

  // MARK: The same, plainly

  /// One pixel of a strip, as `strip(of:in:_:width:height:samples:)` gives it.
  static func plainPixel(
    _ x: Int, _ y: Int, of quad: Quad, in image: Image, _ ink: SeenInk, width: Int, height: Int, samples: Int
  ) -> UInt8 {
    var sum: Float = 0
    for j in 0..<samples {
      for i in 0..<samples {
        let s = (Float(x) + (Float(i) + 0.5) / Float(samples)) / Float(width)
        let t = (Float(y) + (Float(j) + 0.5) / Float(samples)) / Float(height)
        sum += brightness(at: quad.point(s, t), in: image, ink)
      }
    }
    return UInt8(max(0, min(255, sum / Float(samples * samples))))
  }

  private static func brightness(at p: Point, in image: Image, _ ink: SeenInk) -> Float {
    let luma = bilinear(image.luma, p.x - 0.5, p.y - 0.5)
    guard ink != .any, let chroma = image.chroma else { return luma }
    let x = p.x * Float(chroma.red.width) / Float(image.width) - 0.5
    let y = p.y * Float(chroma.red.height) / Float(image.height) - 0.5
    if case .alone(let ink) = ink {
      return 255 - 2 * max(0, bilinear(ink.plane(of: chroma), x, y) - leastChroma)
    }
    return luma - blueInGreen * (bilinear(chroma.blue, x, y) - 128)
      - redInGreen * (bilinear(chroma.red, x, y) - 128)
  }

  private static func bilinear(_ plane: Plane, _ x: Float, _ y: Float) -> Float {
    let x = max(0, min(Float(plane.width - 1), x))
    let y = max(0, min(Float(plane.height - 1), y))
    let (left, top) = (Int(x), Int(y))
    let (right, bottom) = (min(left + 1, plane.width - 1), min(top + 1, plane.height - 1))
    let (fx, fy) = (x - Float(left), y - Float(top))
    let upper = Float(plane[left, top]) * (1 - fx) + Float(plane[right, top]) * fx
    let lower = Float(plane[left, bottom]) * (1 - fx) + Float(plane[right, bottom]) * fx
    return upper * (1 - fy) + lower * fy
  }
}
