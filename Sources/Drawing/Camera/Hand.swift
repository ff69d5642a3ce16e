import Glibc

/// Fingers that hold a page at its edge.
struct Hand: Sendable {
  /// Where the fingertip lies, in parts of the photo.
  var tip: (x: Double, y: Double)
  /// The direction in which the finger leaves, in degrees.
  var direction: Double
  /// Its breadth in parts of the longer side.
  var breadth: Double
  var skin: Colour

  func draw(on photo: inout Raster) {
    let (w, h) = (Double(photo.width), Double(photo.height))
    let broad = breadth * max(w, h)
    let (x, y) = (tip.x * w, tip.y * h)
    let length = max(w, h) * 1.5
    Canvas.draw(on: &photo, scale: 1) { canvas in
      canvas.turned(degrees: direction, about: Spot(x, y)) {
        // The finger runs to the right from its tip, a shadow below it.
        for (shift, dark) in [(0.22, 0.1), (0.14, 0.14), (0.07, 0.2)] {
          canvas.stroke(
            [Spot(x + broad * 0.1, y + broad * shift), Spot(x + length, y + broad * (shift + 0.5))],
            line: broad * (1 + shift),
            .black, opacity: dark, round: true)
        }
        for step in 0...11 {
          let part = 1 - 0.06 * Double(step)
          let shade = 0.68 + 0.36 * (1 - part * part) / 0.88
          let colour = Colour(skin.red * shade, skin.green * shade, skin.blue * shade)
          // Broader at the joint than at the tip, and bent there.
          canvas.stroke(
            [Spot(x + broad * 0.08, y), Spot(x + broad * 1.3, y + broad * 0.02)], line: broad * 0.9 * part,
            colour,
            round: true)
          canvas.stroke(
            [Spot(x + broad * 1.1, y + broad * 0.02), Spot(x + length, y + length * 0.22)],
            line: broad * 1.06 * part,
            colour, round: true)
        }
        let nail = skin.mixed(with: Colour(1, 0.88, 0.85), 0.45)
        canvas.roundedFill(
          x: x - broad * 0.32, y: y - broad * 0.3, width: broad * 0.62, height: broad * 0.56,
          radius: broad * 0.26, nail)
        canvas.glow(x: x - broad * 0.05, y: y - broad * 0.12, radius: broad * 0.2, .white, opacity: 0.35)
        canvas.stroke(
          [Spot(x + broad * 1.3, y - broad * 0.25), Spot(x + broad * 1.33, y + broad * 0.3)],
          line: broad * 0.04,
          skin.mixed(with: .black, 0.35), opacity: 0.6, round: true)
      }
    }
  }
}
