/// A place in a picture, in pixels from its upper left corner; pixel centres lie at halves.
package struct Point: Sendable, Equatable, Hashable {
  package var x: Float
  package var y: Float

  package init(_ x: Float, _ y: Float) {
    self.x = x
    self.y = y
  }

  package static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  package static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  package static func * (a: Point, scale: Float) -> Point { Point(a.x * scale, a.y * scale) }

  /// The distance from the origin.
  package var length: Float { (x * x + y * y).squareRoot() }
  /// The scalar product.
  package func dot(_ other: Point) -> Float { x * other.x + y * other.y }
  /// The third component of the vector product: positive when `other` lies clockwise of this on the screen.
  package func cross(_ other: Point) -> Float { x * other.y - y * other.x }
}

/// Whole pixels: columns `x ..< x + width`, rows `y ..< y + height`.
package struct Rectangle: Sendable, Equatable, Hashable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package var maxX: Int { x + width }
  package var maxY: Int { y + height }
  package var isEmpty: Bool { width <= 0 || height <= 0 }

  package func intersection(_ other: Rectangle) -> Rectangle {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rectangle(
      x: left, y: top, width: max(0, min(maxX, other.maxX) - left),
      height: max(0, min(maxY, other.maxY) - top))
  }

  package func union(_ other: Rectangle) -> Rectangle {
    if isEmpty { return other }
    if other.isEmpty { return self }
    let left = min(x, other.x)
    let top = min(y, other.y)
    return Rectangle(
      x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }
}

/// Four corners, clockwise from what is the upper left to somebody who reads it.
package struct Quad: Sendable, Equatable, Hashable {
  package var topLeft: Point
  package var topRight: Point
  package var bottomRight: Point
  package var bottomLeft: Point

  package init(topLeft: Point, topRight: Point, bottomRight: Point, bottomLeft: Point) {
    self.topLeft = topLeft
    self.topRight = topRight
    self.bottomRight = bottomRight
    self.bottomLeft = bottomLeft
  }

  package init(_ box: Rectangle) {
    let (left, top) = (Float(box.x), Float(box.y))
    let (right, bottom) = (Float(box.maxX), Float(box.maxY))
    self.init(
      topLeft: Point(left, top), topRight: Point(right, top), bottomRight: Point(right, bottom),
      bottomLeft: Point(left, bottom))
  }

  /// Clockwise from the upper left.
  package var corners: [Point] { [topLeft, topRight, bottomRight, bottomLeft] }

  package var centre: Point { (topLeft + topRight + bottomRight + bottomLeft) * 0.25 }

  /// Whether a point lies in a convex quad, its edges included; one without an area holds nothing.
  package func holds(_ point: Point) -> Bool {
    let corners = corners
    let turns = corners.indices.map { n -> Double in
      let (start, end) = (corners[n], corners[(n + 1) % corners.count])
      // Differences of products of pixels need double precision.
      let along = (x: Double(end.x) - Double(start.x), y: Double(end.y) - Double(start.y))
      let way = (x: Double(point.x) - Double(start.x), y: Double(point.y) - Double(start.y))
      return along.x * way.y - along.y * way.x
    }
    return turns.contains { $0 != 0 } && (turns.allSatisfy { $0 >= 0 } || turns.allSatisfy { $0 <= 0 })
  }

  /// The mean length of the upper and the lower side.
  package var width: Float { ((topRight - topLeft).length + (bottomRight - bottomLeft).length) / 2 }
  /// The mean length of the left and the right side.
  package var height: Float { ((bottomLeft - topLeft).length + (bottomRight - topRight).length) / 2 }

  /// The point at `s` of the way from left to right and `t` of the way down, each from 0 to 1.
  package func point(_ s: Float, _ t: Float) -> Point {
    let top = topLeft + (topRight - topLeft) * s
    let bottom = bottomLeft + (bottomRight - bottomLeft) * s
    return top + (bottom - top) * t
  }

  package func map(_ transform: (Point) -> Point) -> Quad {
    Quad(
      topLeft: transform(topLeft), topRight: transform(topRight), bottomRight: transform(bottomRight),
      bottomLeft: transform(bottomLeft))
  }

  package func scaled(by factor: Float) -> Quad { map { $0 * factor } }

  /// The same corners, named as somebody would who reads it upside down.
  package var turnedAround: Quad {
    Quad(topLeft: bottomRight, topRight: bottomLeft, bottomRight: topLeft, bottomLeft: topRight)
  }
}
