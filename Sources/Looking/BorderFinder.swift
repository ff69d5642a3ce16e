import Evidence
import Pixels

/// Finds the broad coloured frame of a cover sheet round a block of type.
enum BorderFinder {
  private static let raysASide = 9
  /// A frame is at least this wide, in parts of the block's width.
  private static let leastWidth: Float = 0.025
  /// Chroma of paper, in any light, lies nearer to grey than this (8 bit); a poster's ground is more colourful, and
  /// whatever it lies on then seems to be of the opposite colour.
  private static let mostOfPaper = 45

  /// Walks from the block outwards on all four sides and asks where it meets a band of strong colour.
  ///
  /// - Parameters:
  ///   - block: in pixels of `image`.
  static func border(round block: Quad, in image: Image) -> Layout.Border? {
    guard let chroma = image.chroma, block.width > 20, block.height > 20 else { return nil }
    let sides = [
      (block.topLeft, block.topRight, block.topLeft - block.bottomLeft),
      (block.topRight, block.bottomRight, block.topRight - block.topLeft),
      (block.bottomRight, block.bottomLeft, block.bottomLeft - block.topLeft),
      (block.bottomLeft, block.topLeft, block.topLeft - block.topRight),
    ]
    var votes: [Layout.Border: Int] = [:]
    for (from, to, outward) in sides {
      var onSide: [Layout.Border: Int] = [:]
      let step = outward * (1 / max(1, outward.length))
      for ray in 0..<raysASide {
        let start = from + (to - from) * ((Float(ray) + 0.5) / Float(raysASide))
        if let colour = band(from: start, step, width: block.width, chroma, image) {
          onSide[colour, default: 0] += 1
        }
      }
      if let (colour, count) = onSide.max(by: { $0.value < $1.value }), count * 2 > raysASide {
        votes[colour, default: 0] += 1
      }
    }
    return votes.first { $0.value >= 3 }?.key
  }

  private static func band(
    from start: Point, _ step: Point, width: Float, _ chroma: Image.Chroma, _ image: Image
  ) -> Layout.Border? {
    var run = 0
    var current: Layout.Border?
    guard let paper = sample(start, chroma, image),
      max(abs(paper.blue - 128), abs(paper.red - 128)) <= mostOfPaper
    else { return nil }
    for n in 0..<Int(0.7 * width) {
      guard let here = sample(start + step * Float(n), chroma, image) else { return nil }
      let colour = name(blue: here.blue - paper.blue, red: here.red - paper.red)
      if let colour, colour == current { run += 1 } else { run = colour == nil ? 0 : 1 }
      current = colour
      if Float(run) > leastWidth * width { return colour }
    }
    return nil
  }

  private static func sample(_ p: Point, _ chroma: Image.Chroma, _ image: Image) -> (blue: Int, red: Int)? {
    let x = Int(p.x * Float(chroma.red.width) / Float(image.width))
    let y = Int(p.y * Float(chroma.red.height) / Float(image.height))
    guard p.x >= 0, p.y >= 0, x < chroma.red.width, y < chroma.red.height else { return nil }
    return (Int(chroma.blue[x, y]), Int(chroma.red[x, y]))
  }

  /// By hue against the paper, so that a lamp's own colour drops out.
  private static func name(blue: Int, red: Int) -> Layout.Border? {
    if blue > 25, red < 15 { return .blue }
    if red > 30 { return blue < -40 ? .orange : .red }
    return nil
  }
}
