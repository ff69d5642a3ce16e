import Pixels

/// One line of black type on white, as tests of other stages want it; `height` is the em in pixels.
///
/// The plane is as large as the line's ink with a margin of half an em all round.
package func drawnLine(
  text: String, face: Face = Face("Noto Sans CJK SC", weight: 500), height: Int = 48, spacing: Double = 0
) -> Plane {
  // Points are chosen so that one millimetre is one pixel.
  let style = Style(face, Double(height) * 72 / 25.4, spacing: spacing)
  let margin = Double(height) / 2
  var width = 0.0
  var scratch = Raster(width: 8, height: 8)
  Canvas.draw(on: &scratch, scale: 1) { width = $0.width(of: text, style) }
  var raster = Raster(width: max(2, Int(width + 2 * margin)), height: height * 2)
  Canvas.draw(on: &raster, scale: 1) { $0.line(text, x: margin, y: margin, style) }
  return raster.luma
}
