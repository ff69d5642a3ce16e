import Glibc
import Pixels

/// What surrounds a component and how its ink differs from that.
struct Ink {
  /// Brightness of the paper round it, 0 to 255.
  var paper: Float
  /// The ink's contrast, as a part of the paper's brightness (of what is left to white, for light ink).
  var contrast: Float
  /// Red difference of the ink against the paper for each step of luma between them: near 0 for black,
  /// about 0.5 for the red of official headers, whatever the lamp.
  var redness: Float
  /// The like for blue.
  var blueness: Float

  /// `nil` where the surroundings are too uneven for paper or too near in brightness for ink.
  init?(of k: Component, in image: Image, polarity: Polarity) {
    let luma = image.luma
    let margin: Int32 = 2
    let xs = (
      k.left - margin, k.left + k.width / 4, k.left + k.width / 2, k.left + 3 * k.width / 4,
      k.right + margin - 1
    )
    let ys = (
      k.top - margin, k.top + k.height / 4, k.top + k.height / 2, k.top + 3 * k.height / 4,
      k.bottom + margin - 1
    )
    // Sixteen places on a ring round it.
    let ring: [(Int32, Int32)] = [
      (xs.0, ys.0), (xs.1, ys.0), (xs.2, ys.0), (xs.3, ys.0), (xs.4, ys.0),
      (xs.4, ys.1), (xs.4, ys.2), (xs.4, ys.3), (xs.4, ys.4),
      (xs.3, ys.4), (xs.2, ys.4), (xs.1, ys.4), (xs.0, ys.4), (xs.0, ys.3), (xs.0, ys.2), (xs.0, ys.1),
    ]
    let flip: UInt8 = polarity == .darkOnLight ? 0 : 255
    var values: InlineArray<16, UInt8> = .init(repeating: 0)
    // The four brightest, from the dimmest on: a quarter of the ring may be brighter than the paper.
    var brightest: InlineArray<4, UInt8> = .init(repeating: 0)
    for i in 0..<16 {
      let x = Int(max(0, min(Int32(luma.width) - 1, ring[i].0)))
      let y = Int(max(0, min(Int32(luma.height) - 1, ring[i].1)))
      let value = luma.samples[y * luma.width + x] ^ flip
      values[i] = value
      guard value > brightest[0] else { continue }
      var place = 0
      while place < 3, value > brightest[place + 1] {
        brightest[place] = brightest[place + 1]
        place += 1
      }
      brightest[place] = value
    }
    let background = Float(brightest[0])
    let tolerance = 0.08 * background + 2
    var near = 0
    for i in 0..<16 where abs(Float(values[i]) - background) <= tolerance { near += 1 }
    guard near >= 8 else { return nil }
    let mean = Float(k.luma) / Float(k.area)
    let ink = polarity == .darkOnLight ? mean : 255 - mean
    contrast = (background - ink) / max(1, background)
    guard contrast > 0.2, background - ink > 12 else { return nil }
    paper = polarity == .darkOnLight ? background : 255 - background
    redness = 0
    blueness = 0
    guard let chroma = image.chroma else { return }
    var (paperRed, paperBlue): (Float, Float) = (0, 0)
    for i in 0..<16 where abs(Float(values[i]) - background) <= tolerance {
      let x = Int(max(0, min(Int32(luma.width) - 1, ring[i].0))) * chroma.red.width / luma.width
      let y = Int(max(0, min(Int32(luma.height) - 1, ring[i].1))) * chroma.red.height / luma.height
      paperRed += Float(chroma.red.samples[y * chroma.red.width + x])
      paperBlue += Float(chroma.blue.samples[y * chroma.red.width + x])
    }
    redness = -paperRed / Float(near) / (background - ink)
    blueness = -paperBlue / Float(near) / (background - ink)
  }
}

extension Components {
  /// Adds to each ink what its own pixels have of red and blue; before, it holds the paper's alone.
  func colour(_ inks: inout [Ink?], from image: Image) {
    guard let chroma = image.chroma else { return }
    var red = [Int32](repeating: 0, count: all.count)
    var blue = red
    let (width, height) = (image.width, image.height)
    let (columns, rows) = (chroma.red.width, chroma.red.height)
    for run in runs {
      let n = Int(run.component)
      guard inks[n] != nil else { continue }
      let base = Int(run.y) * rows / height * columns
      for x in Int(run.start)..<Int(run.end) {
        let place = base + x * columns / width
        red[n] &+= Int32(chroma.red.samples[place])
        blue[n] &+= Int32(chroma.blue.samples[place])
      }
    }
    for n in all.indices {
      guard let ink = inks[n] else { continue }
      let area = Float(all[n].area)
      let step = max(12, abs(ink.paper - Float(all[n].luma) / area))
      inks[n]?.redness += Float(red[n]) / area / step
      inks[n]?.blueness += Float(blue[n]) / area / step
    }
  }
}
