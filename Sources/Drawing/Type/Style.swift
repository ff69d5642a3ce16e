/// One typeface as fontconfig knows it.
package struct Face: Sendable, Equatable, Hashable {
  package var family: String
  /// 100 thin to 900 black, as in CSS.
  package var weight: Int
  package var italic: Bool
  /// What the outlines are grown by, in parts of the em: for families without a bold.
  package var swelling: Double

  package init(_ family: String, weight: Int = 400, italic: Bool = false, swelling: Double = 0) {
    self.family = family
    self.weight = weight
    self.italic = italic
    self.swelling = swelling
  }
}

/// How a piece of type is set.
package struct Style: Sendable, Equatable {
  package var face: Face
  /// The em in points of 1/72 inch.
  package var points: Double
  package var ink: Colour
  /// From 0, not there, to 1.
  package var opacity = 1.0
  /// Added between letters, in parts of the em.
  package var spacing = 0.0
  /// The width of the letters against the font's own.
  package var stretch = 1.0

  package init(_ face: Face, _ points: Double, ink: Colour = .black, spacing: Double = 0, stretch: Double = 1)
  {
    self.face = face
    self.points = points
    self.ink = ink
    self.spacing = spacing
    self.stretch = stretch
  }

  /// The em in millimetres.
  package var em: Double { points * 25.4 / 72 }

  package func with(points: Double? = nil, ink: Colour? = nil, spacing: Double? = nil) -> Style {
    var style = self
    if let points { style.points = points }
    if let ink { style.ink = ink }
    if let spacing { style.spacing = spacing }
    return style
  }
}

package enum Alignment: Sendable {
  case left, centre, right
}

/// A place on a page, in millimetres from its upper left corner.
package struct Spot: Sendable, Equatable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// Four corners on a page, clockwise from what is the upper left to a reader.
package struct Patch: Sendable, Equatable {
  package var corners: [Spot]

  /// The mean length of the left and the right side.
  package var height: Double {
    func distance(_ a: Spot, _ b: Spot) -> Double {
      ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
    }
    return (distance(corners[0], corners[3]) + distance(corners[1], corners[2])) / 2
  }
}
