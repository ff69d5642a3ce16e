import Pixels

/// How well one quad covers another: the area that both cover against the area that either covers.
///
/// From 0 to 1. Both are taken as convex, as the picture of a rectangle is; they may run either way round,
/// since a mirrored photo turns the order of the corners. A quad without area overlaps nothing.
package func overlap(_ a: Quad, _ b: Quad) -> Double {
  let (first, second) = (clockwise(a), clockwise(b))
  let (areaA, areaB) = (area(first), area(second))
  guard areaA > 0, areaB > 0 else { return 0 }
  let shared = area(clip(first, to: second))
  let either = areaA + areaB - shared
  guard either > 0, shared.isFinite, either.isFinite else { return 0 }
  return min(1, max(0, shared / either))
}

/// A corner in double precision: differences of products of pixels need it.
private struct Corner {
  var x: Double
  var y: Double

  init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  init(_ point: Point) { self.init(x: Double(point.x), y: Double(point.y)) }
}

private func clockwise(_ quad: Quad) -> [Corner] {
  let corners = quad.corners.map(Corner.init)
  return area(corners) < 0 ? corners.reversed() : corners
}

/// By the shoelace formula; positive when the corners run clockwise on the screen.
private func area(_ corners: [Corner]) -> Double {
  var sum = 0.0
  for n in corners.indices {
    let (a, b) = (corners[n], corners[(n + 1) % corners.count])
    sum += a.x * b.y - b.x * a.y
  }
  return sum / 2
}

/// Positive when the point lies inwards of a side of a clockwise polygon.
private func side(of point: Corner, from a: Corner, to b: Corner) -> Double {
  (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
}

/// The part of one convex polygon that lies in another, cut side by side (Sutherland and Hodgman, 1974).
private func clip(_ subject: [Corner], to window: [Corner]) -> [Corner] {
  var result = subject
  for n in window.indices {
    let (from, to) = (window[n], window[(n + 1) % window.count])
    var kept: [Corner] = []
    for m in result.indices {
      let (a, b) = (result[m], result[(m + 1) % result.count])
      let (sideA, sideB) = (side(of: a, from: from, to: to), side(of: b, from: from, to: to))
      if sideA >= 0 { kept.append(a) }
      if (sideA >= 0) != (sideB >= 0) {
        let part = sideA / (sideA - sideB)
        kept.append(Corner(x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part))
      }
    }
    result = kept
  }
  return result
}
