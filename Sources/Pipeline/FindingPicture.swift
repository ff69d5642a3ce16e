import Decoding
import Drawing
import Evidence
import Pixels

/// How much of a photo the pictures in a report show.
package enum PictureStyle: UInt8, Sendable {
  /// All but the mark is blurred beyond reading.
  case blurred
  case whole
}

/// A small upright picture of a photo that was flagged, as a JPEG file; `nil` when it cannot be decoded.
///
/// Without a known place of the mark all of it is blurred.
func findingPicture(_ bytes: [UInt8], _ finding: Finding, _ style: PictureStyle, _ limits: Limits) -> [UInt8]?
{
  /// Of the picture, in pixels.
  let longSide = 640
  guard var opened = try? OpenedPhoto(bytes, limits: limits) else { return nil }
  let page = (finding.page ?? 1) - 1
  guard (0..<opened.pageCount).contains(page), let decoded = try? opened.image(page: page, longSide: longSide)
  else { return nil }
  let image = decoded.image
  let scale = Double(longSide) / Double(max(image.width, image.height, longSide))
  let width = max(1, Int(Double(image.width) * scale))
  let height = max(1, Int(Double(image.height) * scale))
  let sharp = Raster(image).resized(width: width, height: height)
  var shown = sharp
  if style == .blurred {
    // What a fortieth of the long side covers becomes one colour: a line of type is lower than that.
    let blocks = 40
    shown = sharp.resized(
      width: max(1, blocks * width / longSide), height: max(1, blocks * height / longSide)
    ).resized(width: width, height: height)
    if let quad = finding.quad, let size = finding.size {
      let box = box(around: quad, size, width, height)
      for y in box.y..<box.maxY {
        for x in box.x..<box.maxX { shown.pixels[y * width + x] = sharp.pixels[y * width + x] }
      }
    }
  }
  // Mirrored photos stay so: nobody has to read in this picture.
  let quarters =
    switch opened.orientation {
    case .up, .upMirrored: 0
    case .right, .rightMirrored: 1
    case .down, .downMirrored: 2
    case .left, .leftMirrored: 3
    }
  return try? encodeJPEG(shown.turned(quarters: quarters), quality: 75)
}

/// The mark's surroundings in the picture, a little larger than it.
private func box(around quad: Quad, _ size: (width: Int, height: Int), _ width: Int, _ height: Int)
  -> Rectangle
{
  let across = Float(width) / Float(max(1, size.width))
  let down = Float(height) / Float(max(1, size.height))
  let spots = quad.corners.map { Point($0.x * across, $0.y * down) }
  let margin = 3 + quad.height * down / 4
  func bounded(_ value: Float, _ limit: Int) -> Int {
    value.isFinite ? max(0, min(limit, Int(max(-1, min(1e6, value))))) : 0
  }
  let left = bounded((spots.map(\.x).min() ?? 0) - margin, width)
  let top = bounded((spots.map(\.y).min() ?? 0) - margin, height)
  let right = bounded((spots.map(\.x).max() ?? 0) + margin, width)
  let bottom = bounded((spots.map(\.y).max() ?? 0) + margin, height)
  return Rectangle(x: left, y: top, width: max(0, right - left), height: max(0, bottom - top))
}
