import Pixels

/// A page, or a lit screen, as it lies in a scene.
package struct Sheet: Sendable {
  package var page: Raster
  /// Pixels of `page` a millimetre.
  package var scale: Double
  package var pose: Pose
  package var bend = Bend()
  /// Made of the red, green and blue stripes of a screen; the page's pixels are then the screen's.
  package var isScreen = false
  /// How dark its shadow on what lies below is, from 0 to 1.
  package var shadow = 0.4

  package init(page: Raster, scale: Double, pose: Pose) {
    self.page = page
    self.scale = scale
    self.pose = pose
  }

  var width: Double { Double(page.width) / scale }
  var height: Double { Double(page.height) / scale }

  /// Where a spot of the page, in millimetres, appears in a photo of the given size.
  func place(_ spot: Spot, width photoWidth: Int, height photoHeight: Int) -> Point {
    let map = pose.homography(page: (width, height), photo: (photoWidth, photoHeight))
    let flat = bend.plane(spot.x, spot.y, width: width, height: height)
    let (x, y) = map(flat.x, flat.y)
    return Point(Float(x), Float(y))
  }

  /// Paints the sheet on a photo.
  func paint(on photo: inout Raster) {
    let back = pose.homography(page: (width, height), photo: (photo.width, photo.height)).inverse
    let cell = 16
    let columns = (photo.width + cell - 1) / cell + 1
    let rows = (photo.height + cell - 1) / cell + 1
    // At each corner of a cell: the place on the page in its pixels, and the light on it in 256ths.
    var nodes = [SIMD4<Float>](repeating: .zero, count: columns * rows)
    for j in 0..<rows {
      for i in 0..<columns {
        let plane = back(Double(i * cell), Double(j * cell))
        let spot = bend.page(plane.x, plane.y, width: width, height: height)
        let light = bend.light(spot.x, spot.y, width: width, height: height)
        nodes[j * columns + i] = SIMD4(Float(spot.x * scale), Float(spot.y * scale), Float(light * 256), 0)
      }
    }
    let photoWidth = photo.width
    unsafe photo.pixels.withUnsafeMutableBufferPointer { out in
      unsafe page.pixels.withUnsafeBufferPointer { page in
        let brush = unsafe Brush(
          page: page, width: self.page.width, height: self.page.height, isScreen: isScreen,
          margin: Float(9 * scale), shadow: Float(shadow))
        for j in 0..<rows - 1 {
          for i in 0..<columns - 1 {
            let corners = (
              nodes[j * columns + i], nodes[j * columns + i + 1], nodes[(j + 1) * columns + i],
              nodes[(j + 1) * columns + i + 1]
            )
            guard brush.touches(corners) else { continue }
            let bottom = min(cell, out.count / photoWidth - j * cell)
            let right = min(cell, photoWidth - i * cell)
            for y in 0..<bottom {
              let share = (Float(y) + 0.5) / Float(cell)
              let left = corners.0 + (corners.2 - corners.0) * share
              let step = (corners.1 + (corners.3 - corners.1) * share - left) / Float(cell)
              let row = (j * cell + y) * photoWidth + i * cell
              unsafe brush.stroke(out.baseAddress! + row, count: right, from: left + step * 0.5, step: step)
            }
          }
        }
      }
    }
  }
}

/// Copies pixels of a page to a run of a photo's pixels.
@safe private struct Brush {
  let page: UnsafeBufferPointer<UInt32>
  let width: Int
  let height: Int
  let isScreen: Bool
  /// How far its shadow reaches, in pixels of the page.
  let margin: Float
  let shadow: Float

  /// Whether a cell with these corners sees anything of the page or its shadow.
  func touches(_ c: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>)) -> Bool {
    let low = pointwiseMin(pointwiseMin(c.0, c.1), pointwiseMin(c.2, c.3))
    let high = pointwiseMax(pointwiseMax(c.0, c.1), pointwiseMax(c.2, c.3))
    return high.x > -margin && high.y > -margin && low.x < Float(width) + margin
      && low.y < Float(height) + margin
      && high.x - low.x < Float(width) && high.y - low.y < Float(height)
  }

  func stroke(_ out: UnsafeMutablePointer<UInt32>, count: Int, from start: SIMD4<Float>, step: SIMD4<Float>) {
    var place = start
    let (w, h) = (Float(width), Float(height))
    for x in 0..<count {
      defer { place += step }
      // Half a pixel, since the page's pixel centres lie at halves.
      let (u, v) = (place.x - 0.5, place.y - 0.5)
      let inside = min(min(place.x, w - place.x), min(place.y, h - place.y))
      if inside < 0.5 {
        let away = -inside / margin
        if away < 1 {
          let dark = 1 - shadow * (1 - away) * (1 - away)
          unsafe out[x] = scaled(out[x], UInt32(dark * 256))
        }
        if inside < -0.5 { continue }
      }
      let (column, row) = (min(max(Int(u), 0), width - 2), min(max(Int(v), 0), height - 2))
      let fx = UInt32(min(max(u - Float(column), 0), 1) * 255)
      let fy = UInt32(min(max(v - Float(row), 0), 1) * 255)
      let base = row * width + column
      var pixel =
        unsafe isScreen
        ? striped(
          page[Int(place.y) >= height ? base : Int(place.y) * width + min(Int(place.x), width - 1)], place)
        : blended(page[base], page[base + 1], page[base + width], page[base + width + 1], fx, fy)
      pixel = scaled(pixel, UInt32(place.z))
      if inside < 0.5 {
        pixel = unsafe blended(out[x], pixel, out[x], pixel, UInt32((inside + 0.5) * 255), 0)
      }
      unsafe out[x] = pixel
    }
  }

  /// What one of a screen's three stripes shows of its pixel.
  private func striped(_ pixel: UInt32, _ place: SIMD4<Float>) -> UInt32 {
    let (fx, fy) = (place.x - place.x.rounded(.down), place.y - place.y.rounded(.down))
    let row: Float = fy > 0.12 && fy < 0.88 ? 1.06 : 0.72
    func stripe(_ middle: Float) -> Float {
      let d = abs(fx - middle)
      return (min(d, 1 - d) < 0.22 ? 1.2 : 0.82) * row
    }
    let r = min(255, Float(pixel >> 16 & 255) * stripe(0.17))
    let g = min(255, Float(pixel >> 8 & 255) * stripe(0.5))
    let b = min(255, Float(pixel & 255) * stripe(0.83))
    return UInt32(r) << 16 | UInt32(g) << 8 | UInt32(b)
  }
}

/// Four pixels weighed by a place between them, in 255ths.
@inline(__always)
package func blended(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, _ fx: UInt32, _ fy: UInt32) -> UInt32
{
  // Red and blue side by side in one word, green in another; the weights sum to 256, so no lane overflows.
  let (wx, wy) = (fx + (fx >> 7), fy + (fy >> 7))
  let wd = (wx &* wy) >> 8
  let (wb, wc) = (wx &- wd, wy &- wd)
  let wa = 256 &- wb &- wc &- wd
  let even: UInt32 = 0x00FF_00FF
  let rb = (a & even) &* wa &+ (b & even) &* wb &+ (c & even) &* wc &+ (d & even) &* wd
  let g =
    (a >> 8 & 255) &* wa &+ (b >> 8 & 255) &* wb &+ (c >> 8 & 255) &* wc &+ (d >> 8 & 255) &* wd
  return rb >> 8 & even | g & 0xFF00
}

/// A pixel times a factor in 256ths, each channel cut at white.
@inline(__always)
package func scaled(_ pixel: UInt32, _ factor: UInt32) -> UInt32 {
  let r = min(255, ((pixel >> 16 & 255) &* factor) >> 8)
  let g = min(255, ((pixel >> 8 & 255) &* factor) >> 8)
  let b = min(255, ((pixel & 255) &* factor) >> 8)
  return r << 16 | g << 8 | b
}
