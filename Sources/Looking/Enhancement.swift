import Pixels

/// What is done to a picture so that type stands out which cannot be found in it as it is.
package enum Enhancement: Sendable, Equatable {
  case none
  /// Detail is brought out of the ground it lies on: faint type on film, or on a bad copy.
  case raisedContrast
  /// A dark picture is made as bright as others are.
  case brightened
  /// The dots that stand for a grey in a fax are melted into it.
  case descreened
  /// The noise of a dark room is melted into its ground: it passes for type, and breaks up what is type.
  case denoised
  /// All but the darkest ink goes: type on the coloured lines of a map, on a stamp or on texture.
  case darkInk
  /// Only ink of one colour is left: a stamp that lies over type.
  case alone(ColouredInk)

  /// Whether lines are read from the enhanced picture, too; a strip's own contrast is raised in any case.
  package var isForReading: Bool { self == .descreened || self == .darkInk }
}

extension Image {
  /// How many times what differs from its surroundings is made to differ.
  private static let gain = 3
  /// A picture whose brightest fiftieth is no brighter is dark, and where that is brought to.
  private static let dark = 150
  private static let bright = 235
  /// Ink at least this many times as dark as the ground is kept.
  private static let darkerThanGround = 2
  /// Steps of chroma that a camera's noise makes, and how many times what is beyond darkens.
  private static let noise = 8
  private static let inkGain = 5
  /// Measured at 800 pixels: 46 on two faxes of coloured paper, up to 3.3 on 130 other faxes, copies and films.
  private static let grain = 12
  /// The like in a dark room (measured: up to 3 on 99 of 100 ordinary photos, 4.5 and 8.5 on two pages whose type was lost in
  /// it).
  private static let noiseOfDark = 4
  /// Half the side of the square that the dots of a fax are melted in, in its own pixels and where it is reduced.
  private static let dots = (whole: 2, reduced: 1)
  private static let reducedSide = 1200

  /// The same picture, enhanced in its brightness; colours stay as they are.
  package func enhanced(_ enhancement: Enhancement) -> Image {
    switch enhancement {
    case .none: self
    case .raisedContrast:
      // Each pixel's difference from the mean round it, threefold.
      withLuma { value, ground in ground + Self.gain * (value - ground) }
    case .brightened: brightened()
    case .denoised: Image(luma: luma.boxMean(radius: dots), chroma: chroma)
    case .darkInk:
      withLuma { value, ground in min(ground, Self.darkerThanGround * value) }
    case .alone(let ink): withInkAlone(ink)
    case .descreened:
      // What the dots leave of unevenness is never as dark as type.
      Image(luma: luma.boxMean(radius: dots), chroma: chroma).enhanced(.darkInk)
    }
  }

  /// - Parameters:
  ///   - source: the plane that the new brightness is made from; its own where none is named.
  ///   - change: from a sample of that plane and the mean round it.
  private func withLuma(from source: Plane? = nil, _ change: (_ value: Int, _ ground: Int) -> Int) -> Image {
    let source = source ?? luma
    // As wide a window as where lines are looked for.
    let mean = LocalMean(of: source, radius: max(4, max(width, height) / 200))
    var changed = self
    for y in 0..<height {
      let v = min(source.height - 1, y * source.height / height)
      let row = min(mean.rows - 1, v / LocalMean.block) * mean.columns
      for x in 0..<width {
        let u = min(source.width - 1, x * source.width / width)
        let ground = Int(mean.values[row + min(mean.columns - 1, u / LocalMean.block)])
        let value = change(Int(source.samples[v * source.width + u]), ground)
        changed.luma.samples[y * width + x] = UInt8(max(0, min(255, value)))
      }
    }
    return changed
  }

  /// Brighter by one factor throughout.
  private func brightened() -> Image {
    let white = max(1, brightest)
    var changed = self
    changed.luma.samples = luma.samples.map { UInt8(min(255, Int($0) * Self.bright / white)) }
    return changed
  }

  /// As dark as it is more of the ink's colour than the mean round it, beyond what a camera's noise makes.
  private func withInkAlone(_ ink: ColouredInk) -> Image {
    guard let chroma else { return self }
    return withLuma(from: ink.plane(of: chroma)) { value, ground in
      255 - Self.inkGain * (value - ground - Self.noise)
    }
  }

  private var dots: Int { max(width, height) > Self.reducedSide ? Self.dots.whole : Self.dots.reduced }

  /// Not even its lights are bright.
  package var isDark: Bool { brightest < Self.dark }

  /// The brightness that a fiftieth of it reaches.
  private var brightest: Int {
    var histogram = [Int](repeating: 0, count: 256)
    for value in luma.samples { histogram[Int(value)] += 1 }
    var left = luma.samples.count / 50
    return histogram.indices.last { level in
      left -= histogram[level]
      return left < 0
    } ?? 0
  }

  /// Nearly every pixel differs much from those beside it, as in a fax where dots stand for a grey.
  package var isGrainy: Bool { differ(by: Self.grain) }

  /// Most pixels differ from those beside them by more than light and a lens make them.
  package var isNoisy: Bool { differ(by: Self.noiseOfDark) }

  /// Whether half of the pixels differ so much from the mean of those beside them.
  private func differ(by least: Int) -> Bool {
    guard width > 2, height > 2 else { return false }
    var differences = [Int](repeating: 0, count: 256)
    var count = 0
    // A sample tells as much as all.
    for y in stride(from: 1, to: height - 1, by: 7) {
      for x in stride(from: 1, to: width - 1, by: 7) {
        let n = y * width + x
        let beside =
          Int(luma.samples[n - 1]) + Int(luma.samples[n + 1]) + Int(luma.samples[n - width])
          + Int(luma.samples[n + width])
        differences[abs(Int(luma.samples[n]) - beside / 4)] += 1
        count += 1
      }
    }
    return differences.prefix(least).reduce(0, +) * 2 < count
  }

  /// Without colour but for a tint that a lamp or a recorder gives: less than three steps, in the mean.
  package var isGrey: Bool {
    guard let chroma else { return true }
    // Every fifth sample tells as much as all.
    let places = stride(from: 0, to: chroma.red.samples.count, by: 5)
    let count = (chroma.red.samples.count + 4) / 5
    func swing(_ plane: Plane) -> Int {
      let sum = places.reduce(0) { $0 + Int(plane.samples[$1]) }
      let mean = sum / max(1, count)
      return places.reduce(0) { $0 + abs(Int(plane.samples[$1]) - mean) }
    }
    return swing(chroma.blue) + swing(chroma.red) < 3 * count
  }
}

extension Plane {
  /// The mean of the square round each pixel, of what of it lies within the picture.
  ///
  /// - Parameter radius: half the square's side, in pixels.
  func boxMean(radius: Int) -> Plane {
    rowMeans(radius).transposed().rowMeans(radius).transposed()
  }

  private func rowMeans(_ radius: Int) -> Plane {
    var means = self
    for y in 0..<height {
      var sum = 0
      let row = y * width
      var (left, right) = (0, 0)  // columns left ..< right are in the sum
      for x in 0..<width {
        while right < min(width, x + radius + 1) {
          sum += Int(samples[row + right])
          right += 1
        }
        if left < x - radius {
          sum -= Int(samples[row + left])
          left += 1
        }
        means.samples[row + x] = UInt8(sum / (right - left))
      }
    }
    return means
  }

  private func transposed() -> Plane {
    var turned = Plane(width: height, height: width)
    for y in 0..<height {
      for x in 0..<width { turned.samples[x * height + y] = samples[y * width + x] }
    }
    return turned
  }
}
