/// A clear pocket over a page: a haze, streaks of light, its own holes.
extension DrawnPage {
  package mutating func putInSleeve(_ dice: inout Dice) {
    let (w, h) = (width, height)
    var own = dice
    Canvas.draw(on: &raster, scale: scale) { canvas in
      canvas.fill(x: 0, y: 0, width: w, height: h, .white, opacity: own.number(0.04...0.16))
      for _ in 0..<own.whole(2...6) {
        // A streak leans across the page, broader at one end, never so bright that type is lost in it.
        let (x, lean, broad) = (own.number(-0.2...1) * w, own.number(-0.3...0.5) * w, own.number(2...16))
        let strength = own.number(0.12...0.4)
        for step in 0..<5 {
          let part = Double(step) / 5
          canvas.polygon(
            [
              Spot(x + broad * part, 0), Spot(x + broad * (2 - part), 0),
              Spot(x + lean + broad * (1.2 - part * 0.2), h), Spot(x + lean + broad * part, h),
            ], .white, opacity: strength / 3)
        }
      }
      for _ in 0..<own.whole(1...4) {
        canvas.glow(
          x: own.unit() * w, y: own.number(0.3...1) * h, radius: own.number(10...40), .white,
          opacity: own.number(0.2...0.5))
      }
      canvas.stroke([Spot(9, 0), Spot(9, h)], line: 0.4, Colour(grey: 0.7), opacity: 0.7)
      for spot in [-120.0, -40, 40, 120] {
        canvas.ring(x: 4.5, y: h / 2 + spot, radius: 2.6, line: 0.4, Colour(grey: 0.6))
      }
      canvas.box(x: 0.5, y: 0.5, width: w - 1, height: h - 1, line: 0.5, Colour(grey: 0.8), opacity: 0.8)
    }
    dice = own
  }

  /// Two facing pages of something bound; what the first bears moves along.
  package func bound(beside other: DrawnPage, atRight: Bool) -> DrawnPage {
    var result = self
    let rows = max(raster.height, other.raster.height)
    var joined = Raster(width: raster.width * 2, height: rows, filledWith: Colour(grey: 0.96))
    for (page, left) in [(raster, atRight ? raster.width : 0), (other.raster, atRight ? 0 : raster.width)] {
      for y in 0..<page.height {
        for x in 0..<min(page.width, raster.width) {
          joined.pixels[y * joined.width + left + x] = page.pixels[y * page.width + x]
        }
      }
    }
    result.raster = joined
    if atRight {
      for number in result.marks.indices {
        for corner in result.marks[number].patch.corners.indices {
          result.marks[number].patch.corners[corner].x += width
        }
      }
    }
    return result
  }
}
