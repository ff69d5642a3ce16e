/// The bars of a hatched border, as covers have them: thick strokes of one size that lean over each other, whatever
/// stands between them.
enum Hatching {
  /// How far one bar leans over the next, in widths: letters stand clear of each other.
  private static let leastLean: Float = 0.15
  /// Bars that follow each other; fewer are letters.
  private static let leastBars = 4
  /// The width of a bar, in heights. Type has strokes of up to 0.3.
  private static let thinnest: Float = 0.35
  private static let wornThin: Float = 0.22

  /// Which glyphs of a chain are bars, or corners between them, as numbers in `glyphs`.
  static func bars(in chain: [Int], of glyphs: [Glyph]) -> [Int] {
    guard chain.count >= leastBars else { return [] }
    let order = chain.sorted { glyphs[$0].minU < glyphs[$1].minU }
    var bars: [Int] = []
    var first = 0
    while first < order.count {
      var last = first
      while last + 1 < order.count, areNeighbours(glyphs[order[last]], glyphs[order[last + 1]]) { last += 1 }
      if last - first + 1 >= leastBars {
        // The outermost ones are worn, or cut at the border's corner.
        while first > 0, isWorn(order[first - 1], beside: order[first], of: glyphs) { first -= 1 }
        while last + 1 < order.count, isWorn(order[last + 1], beside: order[last], of: glyphs) { last += 1 }
        let (left, right) = (glyphs[order[first]].minU, glyphs[order[last]].maxU)
        bars += order.filter { glyphs[$0].minU < right && glyphs[$0].maxU > left }
      }
      first = last + 1
    }
    return bars
  }

  private static func isWorn(_ a: Int, beside b: Int, of glyphs: [Glyph]) -> Bool {
    isThick(glyphs[a], by: wornThin) && glyphs[a].minU < glyphs[b].maxU && glyphs[b].minU < glyphs[a].maxU
  }

  private static func isThick(_ glyph: Glyph, by share: Float = thinnest) -> Bool {
    glyph.stroke > share * glyph.height
  }

  private static func areNeighbours(_ a: Glyph, _ b: Glyph) -> Bool {
    func differs(_ x: Float, _ y: Float, by share: Float) -> Bool { abs(x - y) > share * max(x, y) }
    return isThick(a) && isThick(b) && a.maxU - b.minU > leastLean * min(a.width, b.width)
      && !differs(a.height, b.height, by: 0.15) && !differs(a.area, b.area, by: 0.25)
      && !differs(a.width, b.width, by: 0.2)
  }
}
