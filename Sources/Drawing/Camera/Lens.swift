import Glibc
import Pixels

/// What a lens adds: straight lines that bow, and a field that is not sharp all over.
package struct Lens: Sendable, Equatable {
  /// How far the frame's corners are drawn in, in parts of the half diagonal: above 0 lines bow outwards.
  package var barrel = 0.0
  /// The deviation in pixels where the field is least sharp.
  package var softness = 0.0
  /// The direction of the soft side in degrees, and how much of the frame it takes, from 0 to 1.
  package var soft = (degrees: 0.0, share: 0.4)

  package init() {}

  package static func == (a: Lens, b: Lens) -> Bool {
    a.barrel == b.barrel && a.softness == b.softness && a.soft == b.soft
  }

  /// Where a point of the ideal picture appears, by fixed-point iteration of `source`'s equation.
  package func place(_ point: Point, width: Int, height: Int) -> Point {
    guard barrel != 0 else { return point }
    let (cx, cy) = (Double(width) / 2, Double(height) / 2)
    let (dx, dy) = (Double(point.x) - cx, Double(point.y) - cy)
    let half = cx * cx + cy * cy
    var stretch = 1.0
    for _ in 0..<20 { stretch = (1 + barrel) / (1 + barrel * (dx * dx + dy * dy) * stretch * stretch / half) }
    return Point(Float(cx + dx * stretch), Float(cy + dy * stretch))
  }

  /// The place in the ideal picture of a pixel: r (1 + k r²) / (1 + k), r being 1 in the corners.
  private func source(_ x: Double, _ y: Double, width: Int, height: Int) -> SIMD2<Float> {
    let (cx, cy) = (Double(width) / 2, Double(height) / 2)
    let (dx, dy) = (x - cx, y - cy)
    let shrink = (1 + barrel * (dx * dx + dy * dy) / (cx * cx + cy * cy)) / (1 + barrel)
    return SIMD2(Float(cx + dx * shrink), Float(cy + dy * shrink))
  }

  func project(_ photo: inout Raster) {
    if barrel != 0 { bow(&photo) }
    if softness > 0.3 { soften(&photo) }
  }

  private func bow(_ photo: inout Raster) {
    let (width, height) = (photo.width, photo.height)
    let cell = 16
    var result = Raster(width: width, height: height)
    unsafe photo.pixels.withUnsafeBufferPointer { pixels in
      unsafe result.pixels.withUnsafeMutableBufferPointer { out in
        for y in 0..<height {
          for left in stride(from: 0, to: width, by: cell) {
            var place = source(Double(left) + 0.5, Double(y) + 0.5, width: width, height: height)
            let end = source(Double(left + cell) + 0.5, Double(y) + 0.5, width: width, height: height)
            let step = (end - place) / Float(cell)
            for x in left..<min(width, left + cell) {
              let (u, v) = (max(0, place.x - 0.5), max(0, place.y - 0.5))
              let (column, row) = (min(Int(u), width - 2), min(Int(v), height - 2))
              let at = row * width + column
              let (fx, fy) = (UInt32(min(u - Float(column), 1) * 255), UInt32(min(v - Float(row), 1) * 255))
              unsafe out[y * width + x] = unsafe blended(
                pixels[at], pixels[at + 1], pixels[at + width], pixels[at + width + 1], fx, fy)
              place += step
            }
          }
        }
      }
    }
    photo = result
  }

  /// How much of the softness there is, `along` being from -0.5 on the sharp side to 0.5.
  private func weight(_ along: Double) -> Double {
    min(1, max(0, (along - 0.5 + soft.share) / max(0.05, soft.share)))
  }

  /// The deviation of the blur at a place in parts of the photo.
  func softness(atX x: Double, y: Double) -> Double {
    softness
      * weight((x - 0.5) * cos(soft.degrees * .pi / 180) + (y - 0.5) * sin(soft.degrees * .pi / 180))
  }

  /// Blurs one side; at half the size, since that much blur leaves nothing finer.
  private func soften(_ photo: inout Raster) {
    let (width, height) = (photo.width, photo.height)
    var small = photo.shrunk(by: 2)
    small.defocus(sigma: softness / 2)
    let blurred = small.stretched(width: width, height: height)
    let (c, s) = (cos(soft.degrees * .pi / 180), sin(soft.degrees * .pi / 180))
    for y in 0..<height {
      for x in 0..<width {
        let weight = weight((Double(x) / Double(width) - 0.5) * c + (Double(y) / Double(height) - 0.5) * s)
        guard weight > 0 else { continue }
        let i = y * width + x
        photo.pixels[i] = blended(
          photo.pixels[i], blurred.pixels[i], photo.pixels[i], blurred.pixels[i], UInt32(weight * 255), 0)
      }
    }
  }
}
