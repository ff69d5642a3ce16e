import Evidence
import Glibc
import Pixels

/// Finds a five-pointed star among the signs of a strip, by its shape.
///
/// The star is reserved for state secrets and Tesseract's Chinese models do not know it, so its shape is a
/// witness of its own. A star is solid, as high as wide, and its outline swells and falls five times in a turn.
package enum StarFinder {
  private static let rays = 60

  /// - Parameter strip: dark type on light ground, from `Straightening`.
  /// - Returns: the best star and the strip without it, so that it does not spoil its neighbours for reading.
  package static func find(in strip: Plane) -> (star: Line.Star, without: Plane)? {
    let components = Components(of: strip, darkerThan: 128)
    var best: (index: Int, strength: Float)?
    for (n, component) in components.all.enumerated() {
      let (w, h) = (Float(component.width), Float(component.height))
      guard h >= 0.25 * Float(strip.height), h <= 0.85 * Float(strip.height), w > 0.8 * h, w < 1.3 * h else {
        continue
      }
      let fill = Float(component.area) / (w * h)
      guard fill > 0.24, fill < 0.62 else { continue }
      let strength = starness(of: Int32(n), component, components.runs)
      if strength > (best?.strength ?? 0.35) { best = (n, strength) }
    }
    guard let best else { return nil }
    var without = strip
    for run in components.runs where run.component == best.index {
      // The soft edge goes too.
      for y in max(0, Int(run.y) - 1)...min(strip.height - 1, Int(run.y) + 1) {
        for x in max(0, Int(run.start) - 2)..<min(strip.width, Int(run.end) + 2) { without[x, y] = 255 }
      }
    }
    let found = components.all[best.index]
    let position = Float(found.left + found.right) / 2 / Float(strip.width)
    return (Line.Star(position: position, strength: best.strength), without)
  }

  /// From 0 to 1: how much of the outline's swing is five to the turn, if the shape is solid.
  private static func starness(of number: Int32, _ component: Component, _ runs: [Run]) -> Float {
    let (width, height) = (Int(component.width), Int(component.height))
    var mask = [Bool](repeating: false, count: width * height)
    var (sx, sy): (Float, Float) = (0, 0)
    for run in runs where run.component == number {
      let y = Int(run.y - component.top)
      for x in Int(run.start - component.left)..<Int(run.end - component.left) {
        mask[y * width + x] = true
        sx += Float(x)
        sy += Float(y)
      }
    }
    let area = Float(component.area)
    let (cx, cy) = (sx / area + 0.5, sy / area + 0.5)
    var radii = [Float](repeating: 0, count: rays)
    var polygon: Float = 0
    for n in 0..<rays {
      let angle = 2 * Float.pi * Float(n) / Float(rays)
      let (dx, dy) = (cosf(angle), sinf(angle))
      var r: Float = 0.5
      while r < Float(max(width, height)) {
        let (x, y) = (Int(cx + dx * r), Int(cy + dy * r))
        guard x >= 0, y >= 0, x < width, y < height else { break }
        if mask[y * width + x] { radii[n] = r }
        r += 0.5
      }
      polygon += radii[n] * radii[n] * .pi / Float(rays)
    }
    // Characters have gaps between the middle and their outline; a star has none.
    guard polygon > 0, area / polygon > 0.8 else { return 0 }
    let mean = radii.reduce(0, +) / Float(rays)
    func swing(_ k: Int) -> Float {
      var (c, s): (Float, Float) = (0, 0)
      for n in 0..<rays {
        let angle = 2 * Float.pi * Float(k * n) / Float(rays)
        c += radii[n] * cosf(angle)
        s += radii[n] * sinf(angle)
      }
      return 2 * (c * c + s * s).squareRoot() / Float(rays) / mean
    }
    let five = swing(5)
    let others = [2, 3, 4, 6, 7].map(swing).max() ?? 0
    guard five > 1.6 * others else { return 0 }
    return max(0, min(1, (five - 0.1) / 0.2))
  }
}
