import Drawing
import Evidence
import Foundation
import Pixels
import Testing

@testable import Looking

/// A red-header page as its photo would show it at a glance, tilted about its middle.
private func page(kind: String = "gw2012", seed: UInt64 = 3, degrees: Float = 0) -> Image {
  let drawn = drawPage(kind: kind, seed: seed, scale: 3.5).raster.image
  let side = Int(Float(max(drawn.width, drawn.height)) * 1.45)
  var luma = Plane(width: side, height: side, filledWith: 70)
  var red = Plane(width: side, height: side, filledWith: 128)
  var blue = red
  let (c, s) = (cosf(degrees * .pi / 180), sinf(degrees * .pi / 180))
  for y in 0..<side {
    for x in 0..<side {
      let (dx, dy) = (Float(x) - Float(side) / 2, Float(y) - Float(side) / 2)
      let u = Int((dx * c + dy * s + Float(drawn.width) / 2).rounded())
      let v = Int((dy * c - dx * s + Float(drawn.height) / 2).rounded())
      guard u >= 0, v >= 0, u < drawn.width, v < drawn.height else { continue }
      luma[x, y] = drawn.luma[u, v]
      guard let chroma = drawn.chroma else { continue }
      let (cu, cv) = (u * chroma.red.width / drawn.width, v * chroma.red.height / drawn.height)
      red[x, y] = chroma.red[cu, cv]
      blue[x, y] = chroma.blue[cu, cv]
    }
  }
  return Image(luma: luma, chroma: .init(blue: blue, red: red))
}

private func survey(_ image: Image) -> Survey {
  Survey(
    Glance(of: image), of: image, width: image.width, height: image.height, readingDirection: Point(1, 0))
}

/// Lines that are surely type, and long.
private func typeLines(_ survey: Survey) -> [Line] {
  survey.layout.lines.filter { $0.typeness > 0.5 && $0.lengthInGlyphs > 6 }
}

/// A line's turn in degrees, clockwise.
private func degrees(_ line: Line) -> Float {
  let along = line.quad.topRight - line.quad.topLeft
  return atan2f(along.y, along.x) * 180 / .pi
}

@Test(arguments: [-40, -25, -10, 0, 5, 15, 30, 44]) func linesAreFoundAtEverySkew(_ skew: Float) {
  let lines = typeLines(survey(page(degrees: skew)))
  #expect(lines.count >= 8)
  let off = lines.map { abs(degrees($0) - skew) }.sorted()
  #expect(off[off.count / 2] < 1.5, "half of the lines lie within \(off[off.count / 2])° of \(skew)°")
}

/// Signs that glow into blocks, as on a screen in a dark room, in so many rows.
@Test(arguments: [(3, true), (1, false)]) func rowsOfGlowingSignsMakeASlide(_ rows: Int, _ isSlide: Bool) {
  var luma = Plane(width: 1000, height: 560, filledWith: 40)
  for row in 0..<rows {
    for sign in 0..<9 {
      for y in 0..<24 {
        for x in 0..<18 { luma[200 + 30 * sign + x, 120 + 110 * row + y] = 210 }
      }
    }
  }
  #expect(!Glance(of: Image(luma: luma)).isSure)
  #expect(Glance(of: Image(luma: luma)).mayHoldType == isSlide)
}

@Test func theHeadingIsRedAndTheBodyIsNot() {
  let lines = survey(page()).layout.lines
  #expect(lines.contains { $0.redness > 0.8 && $0.relativeSize > 1.4 && $0.box.y < 0.45 })
  let body = lines.filter { $0.typeness > 0.5 && $0.box.y > 0.5 && $0.lengthInGlyphs > 10 }
  #expect(!body.isEmpty)
  #expect(body.allSatisfy { $0.redness < 0.3 })
}

@Test func turnedAroundEveryBoxLiesOpposite() {
  let image = page()
  let (one, other) = (survey(image), survey(image).turnedAround(image))
  #expect(one.layout.lines.count == other.layout.lines.count)
  for (a, b) in zip(one.layout.lines, other.layout.lines) where a.lengthInGlyphs > 2 {
    #expect((a.quad.turnedAround.topLeft - b.quad.topLeft).length < 0.5)
  }
}

@Test func aHatchedBorderDoesNotTellTheDirection() {
  var image = page(degrees: 90)
  let (width, height) = (image.width, image.height)
  for top in [20, height - 60] {
    for n in 0..<(width - 60) / 24 {
      for y in top..<top + 36 {
        for x in 0..<13 { image.luma[20 + 24 * n + x + (y - top) / 2, y] = 10 }
      }
    }
    for y in top - 8..<top + 44 {
      for x in 0..<width where image.luma[x, y] > 60 { image.luma[x, y] = 220 }
    }
  }
  let lines = typeLines(survey(image))
  #expect(lines.count >= 8)
  let upright = lines.count {
    let along = $0.quad.topRight - $0.quad.topLeft
    return abs(along.y) > 4 * abs(along.x)
  }
  #expect(upright * 10 >= lines.count * 8)
}

@Test func whatLooksLikeAMarkAtTheOtherEndIsFound() throws {
  let found = survey(page())
  let lines = found.layout.lines
  let top = try #require(lines.filter { $0.typeness > 0.5 && $0.box.midY < 0.2 }.max { $0.id < $1.id })
  let twins = found.lines(opposite: top.id).map { lines[$0] }
  #expect(!twins.isEmpty)
  #expect(
    twins.allSatisfy {
      $0.box.midY > 0.5 && $0.lengthInGlyphs <= 2 * top.lengthInGlyphs
        && $0.glyphHeight <= 2 * top.glyphHeight
    })
  #expect(found.lines(opposite: -1).isEmpty && found.lines(opposite: lines.count).isEmpty)
}

@Test func aRedHeadingAloneIsWorthALook() throws {
  var image = page()
  let heading = try #require(
    survey(image).layout.lines.first { $0.redness > 0.8 && $0.relativeSize > 1.4 && $0.lengthInGlyphs > 4 })
  let (top, bottom) = (heading.quad.topLeft.y - 4, heading.quad.bottomRight.y + 4)
  let (left, right) = (heading.quad.topLeft.x - 4, heading.quad.topLeft.x + 5.5 * heading.glyphHeight)
  for y in 0..<image.height {
    for x in 0..<image.width
    where Float(y) < top || Float(y) > bottom || Float(x) < left || Float(x) > right {
      image.luma[x, y] = 235
    }
  }
  let glance = Glance(of: image)
  #expect(glance.typeLines < 2)
  #expect(glance.mayHoldType)
}

@Test func emptyAndNoisyPicturesLeaveAtTheGlance() {
  #expect(!Glance(of: Image(luma: Plane(width: 900, height: 700, filledWith: 200))).mayHoldType)
  var state: UInt64 = 5
  let noise = Plane(
    width: 900, height: 700,
    samples: (0..<900 * 700).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 41)
    })
  #expect(!Glance(of: Image(luma: noise)).mayHoldType)
  // A hatched border.
  var hatched = Plane(width: 900, height: 700, filledWith: 220)
  for top in [60, 600] {
    for n in 0..<28 {
      for y in 0..<24 { for x in 0..<14 { hatched[40 + 28 * n + (24 - y) / 2 + x, top + y] = 40 } }
    }
  }
  #expect(Glance(of: Image(luma: hatched)).typeLines == 0)
}

@Test func aFewBarsBesideAWordAreNoType() throws {
  var cover = Plane(width: 900, height: 300, filledWith: 220)
  for n in 0..<6 {
    for left in [40, 640] {
      for y in 0..<24 { for x in 0..<14 { cover[left + 28 * n + 24 - y + x, 100 + y] = 40 } }
    }
  }
  let word = drawnLine(text: "TOP SECRET")
  let step = Float(word.height) / 44
  for y in 0..<44 {
    for x in 0..<min(360, Int(Float(word.width) / step)) {
      let value = word[min(word.width - 1, Int(Float(x) * step)), min(word.height - 1, Int(Float(y) * step))]
      cover[290 + x, 90 + y] = UInt8(40 + Int(value) * 180 / 255)
    }
  }
  let quads = survey(Image(luma: cover)).layout.lines.map(\.quad)
  #expect(quads.contains { $0.width > 100 })
  #expect(quads.allSatisfy { $0.topLeft.x > 250 && $0.topRight.x < 680 })
}

@Test func aStarIsFoundByItsShapeAndTakenOut() throws {
  for text in ["机密★10年", "绝密★", "秘密★长期"] {
    let strip = straight(drawnLine(text: text))
    let found = try #require(StarFinder.find(in: strip), "\(text)")
    #expect(found.star.strength > 0.5)
    #expect(found.star.position > 0.3)
    #expect(ink(found.without) < ink(strip))
    #expect(StarFinder.find(in: found.without) == nil)
  }
}

@Test(arguments: ["机密女10年", "太平洋大学文件", "友好交流广场", "000126", "TOP SECRET", "火水木金土"])
func charactersAreNoStars(_ text: String) {
  #expect(StarFinder.find(in: straight(drawnLine(text: text))) == nil)
}

@Test func aStrokeThroughAMarkIsSeenAndTakenOut() throws {
  var struck = straight(drawnLine(text: "TOP SECRET"))
  let plain = struck
  for x in 4..<struck.width - 4 { for y in 23...25 { struck[x, y] = 0 } }
  let found = try #require(StrokeFinder.find(in: struck))
  #expect(found.stroke.isThroughType)
  #expect(ink(found.without) < ink(struck))
  #expect(StrokeFinder.find(in: plain) == nil)
}

/// A drawn line as the pipeline would cut it.
private func straight(_ plane: Plane) -> Plane {
  let box = Rectangle(
    x: plane.height / 4, y: plane.height / 4, width: plane.width - plane.height / 2, height: plane.height / 2)
  return Straightening.strip(of: Quad(box), in: Image(luma: plane), isLight: false, isRed: false)
}

private func ink(_ plane: Plane) -> Int { plane.samples.count { $0 < 128 } }

/// Two pictures of the same height side by side.
private func beside(_ a: Image, _ b: Image) -> Image {
  func joined(_ a: Plane, _ b: Plane) -> Plane {
    var plane = Plane(width: a.width + b.width, height: a.height, filledWith: 128)
    for y in 0..<a.height {
      for x in 0..<a.width { plane[x, y] = a[x, y] }
      for x in 0..<b.width where y < b.height { plane[a.width + x, y] = b[x, y] }
    }
    return plane
  }
  return Image(luma: joined(a.luma, b.luma))
}

@Test func sheetsThatLieAskewAreSeveral() {
  #expect(survey(beside(page(), page(seed: 5, degrees: 14))).areSeveralSheets)
  for degrees: Float in [0, 15] { #expect(!survey(page(degrees: degrees)).areSeveralSheets) }
}

@Test func aSheetThatLiesAskewIsReadInItsOwnDirection() throws {
  let desk = beside(page(), page(seed: 5, degrees: 14))
  let others = Glance.sheetsAskew(in: desk).map {
    Survey($0, of: desk, width: desk.width, height: desk.height, readingDirection: Point(1, 0))
  }
  let (own, other) = (typeLines(survey(desk)), typeLines(try #require(others.first)))
  #expect(min(own.count, other.count) >= 6)
  let (one, two) = (own.map(degrees).sorted()[own.count / 2], other.map(degrees).sorted()[other.count / 2])
  #expect(abs(abs(one - two) - 14) < 1.5)
  let alone = page(degrees: 9)
  #expect(Glance.sheetsAskew(in: alone).isEmpty)
}

@Test func theSpecksOfACopyDoNotTellTheDirection() {
  let drawn = page(degrees: 6)
  var copy = drawn.luma
  var state: UInt64 = 9
  func random(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(truncatingIfNeeded: state >> 33) % limit
  }
  // Blots of dirt along a diagonal.
  let side = Float(copy.width)
  for blot in 0..<20 {
    let part = (Float(blot) + 0.5) / 20
    let middle = Point(side * (0.27 + 0.46 * part), side * (0.2 + 0.6 * part))
    for _ in 0..<120 {
      func aside() -> Float { Float(random(below: 60) + random(below: 60)) - 60 }
      let (x, y) = (Int(middle.x + aside()), Int(middle.y + aside()))
      guard copy[x, y] > 150 else { continue }
      for v in y..<y + 4 { for u in x..<x + 4 { copy[u, v] = 20 } }
    }
  }
  let lines = typeLines(survey(Image(luma: copy)))
  let along = lines.count { abs(degrees($0) - 6) < 3 }
  #expect(along >= 6 && along * 10 >= lines.count * 6, "\(along) of \(lines.count)")
}

/// Grain in the dark makes more lines than a slide has.
@Test func onASlideOfLightTypeWhatIsDarkComesLate() {
  let drawn = drawPage(kind: "gw2012", seed: 3, scale: 3.5).raster.luma
  var slide = drawn
  for n in slide.samples.indices { slide.samples[n] = 220 - UInt8(Int(drawn.samples[n]) * 140 / 255) }
  var dice = Dice(seed: 5)
  // In the upper part, where marks stand, too far apart to make a row.
  for cell in 0..<48 {
    let width = slide.width / 8
    let (x, y) = (cell % 8 * width + dice.whole(0...width - 31), 20 + cell / 8 * 40 + dice.whole(0...19))
    for piece in 0..<2 {
      for v in y..<y + 9 { for u in x + 12 * piece..<x + 12 * piece + 8 { slide[u, v] = 5 } }
    }
  }
  let seen = survey(Image(luma: slide))
  let order = seen.candidates.map { seen.layout.lines[$0] }
  func meanPlace(_ belongs: (Line) -> Bool) -> Float {
    let places = order.indices.filter { belongs(order[$0]) }
    return places.count < 5 ? .nan : Float(places.reduce(0, +)) / Float(places.count)
  }
  let dark = meanPlace { !$0.isLightOnDark && $0.typeness == 0 }
  let light = meanPlace(\.isLightOnDark)
  #expect(light + 5 < dark, "\(light) and \(dark)")
}

@Test func crossesInAHeadingAreType() throws {
  var sheet = Plane(width: 900, height: 500, filledWith: 235)
  for n in 0..<5 {
    for step in 0..<28 {
      for thick in 0..<2 {
        sheet[200 + 44 * n + step + thick, 100 + step] = 40
        sheet[200 + 44 * n + 27 - step + thick, 100 + step] = 40
      }
    }
  }
  // A frame of their size is none.
  for n in 0..<28 {
    for (x, y) in [(n, 0), (n, 1), (n, 26), (n, 27), (0, n), (1, n), (26, n), (27, n)] {
      sheet[200 + x, 300 + y] = 40
    }
  }
  let lines = survey(Image(luma: sheet)).layout.lines
  #expect(lines.contains { $0.quad.width > 190 && abs($0.quad.centre.y - 114) < 5 })
  #expect(!lines.contains { abs($0.quad.centre.y - 314) < 5 })
}

@Test func whatStandsBesideALineIsCutOutWithIt() throws {
  let image = page()
  let found = survey(image)
  let mark = try #require(found.layout.lines.first { $0.typeness > 0.5 && $0.lengthInGlyphs < 8 })
  let (plain, wide) = (found.strip(of: mark.id, in: image), found.strip(of: mark.id, widenedBy: 3, in: image))
  let more = Float(try #require(wide).width - plain.width) / Float(plain.height)
  // Three heights of type at either end, and type fills about two thirds of a strip.
  #expect(more > 3 && more < 6)
}

@Test func anOpenBookHasTwoPages() {
  let book = beside(page(), page(seed: 5))
  let found = survey(book)
  #expect(found.areSeveralSheets)
  let pages = found.sheets.compactMap { found.part($0, of: book) }
  #expect(pages.count == 2)
  #expect(pages.allSatisfy { $0.width < book.width * 2 / 3 && $0.height > book.height / 3 })
  #expect(pages.map { $0.x + $0.width / 2 < book.width / 2 } == [true, false])
}

@Test func aLineThatThePartCutsIsNotSeen() {
  let whole = page()
  let part = Rectangle(x: whole.width / 2, y: 0, width: whole.width / 2, height: whole.height)
  let cut = whole.cropped(to: part)
  let found = Survey(
    Glance(of: cut, part: part, wholeWidth: whole.width, wholeHeight: whole.height), of: cut,
    width: whole.width, height: whole.height, readingDirection: Point(1, 0))
  let all = Survey(
    Glance(of: cut), of: cut, width: cut.width, height: cut.height, readingDirection: Point(1, 0))
  #expect(all.layout.lines.count > found.layout.lines.count)
  let left = found.layout.lines.flatMap(\.quad.corners).map(\.x).min() ?? 0
  #expect(left > Float(part.x))
}

/// A stamp of two signs over the lines of a page.
private func stamped(_ page: Image, in stampInk: ColouredInk = .red) -> Image {
  var image = page
  let (left, top, width, height) = (page.width / 2 - 80, page.height / 2, 120, 60)
  let colour: (red: UInt8, blue: UInt8) = stampInk == .red ? (200, 110) : (100, 190)
  func ink(_ x: Int, _ y: Int) { image.paint(x, y, colour) }
  for x in left..<left + width {
    for y in top..<top + height
    where x < left + 4 || x >= left + width - 4 || y < top + 4 || y >= top + height - 4 { ink(x, y) }
  }
  for sign in [left + 20, left + 66] {
    for x in sign..<sign + 36 { for y in [14, 28, 42] { for k in 0..<4 { ink(x, top + y + k) } } }
    for y in top + 12..<top + 50 { for k in 0..<4 { ink(sign + 16 + k, y) } }
  }
  return image
}

extension Image {
  /// Ink of a colour at a place.
  fileprivate mutating func paint(_ x: Int, _ y: Int, _ colour: (red: UInt8, blue: UInt8)) {
    luma[x, y] = min(luma[x, y], 110)
    guard let whole = chroma?.red else { return }
    let (u, v) = (x * whole.width / width, y * whole.height / height)
    chroma?.red[u, v] = colour.red
    chroma?.blue[u, v] = colour.blue
  }
}

/// A sign in a ring, in the page's upper right.
@Test func aSignInARingIsOneLine() throws {
  var image = page(kind: "plaindoc")
  let (left, top, side) = (image.width * 5 / 8, image.height * 37 / 200 - 18, 36)
  let red: (red: UInt8, blue: UInt8) = (200, 110)
  for y in -40...40 {
    for x in -40...40 where (34 * 34...38 * 38).contains(x * x + y * y) {
      image.paint(left + side / 2 + x, top + side / 2 + y, red)
    }
  }
  // Two parts beside each other, as of 秘.
  for y in 0..<side {
    for x in 0..<4 {
      image.paint(left + 4 + x, top + y, red)
      image.paint(left + side - 8 + x, top + y, red)
    }
  }
  for y in [4, 16, 28] {
    for x in 0..<14 {
      for k in 0..<4 {
        image.paint(left + x, top + y + k, red)
        image.paint(left + 20 + x, top + y + k, red)
      }
    }
  }
  let signs = survey(image).layout.lines.filter { line in
    line.isBoxed && line.isRed && (0.8...1.25).contains(line.lengthInGlyphs)
      && abs(line.quad.width - Float(side)) < 6
  }
  let sign = try #require(signs.first)
  #expect(abs(sign.quad.centre.x - Float(left + side / 2)) < 4)
}

/// The front of a folder: its level, and what it is.
@Test(arguments: [true, false]) func twoRedWordsMakeAFolder(_ isRed: Bool) {
  var image = Image(
    luma: Plane(width: 900, height: 700, filledWith: 190),
    chroma: .init(
      blue: Plane(width: 900, height: 700, filledWith: 128),
      red: Plane(width: 900, height: 700, filledWith: 128)))
  for (left, top, signs) in [(120, 150, 2), (300, 420, 3)] {
    for sign in 0..<signs {
      for y in 0..<44 {
        for x in 0..<40 where x < 6 || y % 18 < 6 {
          image.paint(left + 56 * sign + x, top + y, isRed ? (205, 110) : (128, 128))
        }
      }
    }
  }
  #expect(Glance(of: image).mayHoldType == isRed)
}

@Test func aParagraphsRowsAreToldFromWhatStandsAlone() {
  let document = survey(page(kind: "plaindoc"))
  let lines = document.layout.lines
  let rows = lines.filter { document.isOfParagraph($0.id) }
  #expect(rows.count >= 6)
  // The text is as wide as the page's type; nothing short or large is of it.
  let width = rows.map(\.box.width).sorted()[rows.count / 2]
  #expect(rows.allSatisfy { $0.lengthInGlyphs > 10 && (0.7...1.4).contains($0.relativeSize) })
  #expect(lines.filter { $0.typeness > 0.5 && $0.box.width > 0.9 * width }.count <= rows.count + 3)
  let header = survey(page(kind: "header"))
  #expect(!header.layout.lines.contains { header.isOfParagraph($0.id) })
}

@Test func notesAreShortLinesUnderTheText() {
  let letter = survey(page(kind: "official"))
  let notes = letter.notes.map { letter.layout.lines[$0] }
  #expect(!notes.isEmpty)
  #expect(notes.allSatisfy { $0.box.midY > 0.45 && $0.lengthInGlyphs <= 11 && !$0.isRed })
  #expect(notes.map(\.box.x) == notes.map(\.box.x).sorted())
}

@Test func aFieldsLabelStandsBeforeItOrAbove() {
  let form = survey(page(kind: "telegram"))
  let lines = form.layout.lines
  let pairs = lines.indices.compactMap { id in form.lines(labelling: id).first.map { (lines[id], lines[$0]) }
  }
  func isBefore(_ label: Line, _ field: Line) -> Bool {
    label.quad.centre.x < field.quad.centre.x
      && abs(label.quad.centre.y - field.quad.centre.y) < 2 * field.glyphHeight
  }
  func isAbove(_ label: Line, _ field: Line) -> Bool {
    label.quad.centre.y < field.quad.centre.y
      && abs(label.quad.topLeft.x - field.quad.topLeft.x) < 3 * field.glyphHeight
  }
  #expect(pairs.contains { isBefore($1, $0) })
  #expect(pairs.allSatisfy { isBefore($1, $0) || isAbove($1, $0) })
}

@Test(arguments: ColouredInk.allCases) func aStampOverTypeIsFoundInItsInk(_ colour: ColouredInk) throws {
  let image = stamped(page(kind: "plaindoc"), in: colour)
  #expect(image.holds(colour))
  var seen = survey(image)
  let before = seen.layout.lines.count
  let id = try #require(seen.addStampsOverType(in: image).first)
  #expect(seen.layout.lines.count > before)
  let stamp = seen.layout.lines[id]
  #expect(stamp.mayBeStamp && stamp.isRed == (colour == .red))
  #expect(abs(stamp.quad.centre.x - Float(image.width) / 2 + 20) < 12)
  // The type below it is no ink there.
  #expect(ink(seen.strip(of: id, in: image)) > 100)
  var bare = survey(page(kind: "plaindoc"))
  #expect(bare.addStampsOverType(in: page(kind: "plaindoc")).isEmpty)
}

/// Bars like those of signs, in their ink's brightness and red difference.
private func draw(
  _ image: inout Image, signAt left: Int, _ top: Int, side: Int = 36, luma: UInt8 = 30, red: UInt8 = 128,
  blue: UInt8 = 128
) {
  func ink(_ x: Int, _ y: Int) {
    image.luma[x, y] = luma
    image.chroma?.red[x / 2, y / 2] = red
    image.chroma?.blue[x / 2, y / 2] = blue
  }
  for x in left..<left + side {
    for part in [0, 2, 4] { for k in 0..<4 { ink(x, top + part * (side - 4) / 4 + k) } }
  }
  for y in top..<top + side { for k in 0..<4 { ink(left + side / 2 + k, y) } }
}

private func blank(luma: UInt8, red: UInt8 = 128, blue: UInt8 = 128) -> Image {
  Image(
    luma: Plane(width: 800, height: 600, filledWith: luma),
    chroma: .init(
      blue: Plane(width: 400, height: 300, filledWith: blue),
      red: Plane(width: 400, height: 300, filledWith: red)))
}

@Test func redTypeOnADarkGroundIsFoundInItsInk() throws {
  // As bright as its ground.
  var image = blank(luma: 60, red: 110, blue: 150)
  for row in 0..<5 {
    for sign in 0..<12 { draw(&image, signAt: 100 + 46 * sign, 160 + 70 * row, luma: 220) }
  }
  let seenBefore = survey(image).layout.lines.count
  for sign in 0..<7 { draw(&image, signAt: 240 + 46 * sign, 60, luma: 62, red: 200, blue: 110) }
  var seen = survey(image)
  #expect(seen.layout.lines.count == seenBefore)
  let id = try #require(seen.addStampsOverType(in: image).first)
  let line = seen.layout.lines[id]
  #expect(line.isRed && !line.isBoxed)
  #expect(abs(line.quad.centre.y - 78) < 8)
  #expect(ink(seen.strip(of: id, in: image)) > 100)
}

/// Large signs one above the other in the upper margin, as many as a stamp has, or a title that runs down the page.
@Test(arguments: [(2, true), (3, true), (8, false)])
func aFewLargeSignsOneAboveTheOtherAreReadDownwards(_ count: Int, _ isStack: Bool) {
  var image = page(kind: "plaindoc")
  let (left, top) = (image.width / 2 - 340, image.height / 2 - 500)
  for sign in 0..<count {
    let y = top + 31 * sign
    // Of two parts: what hangs together is a speck.
    for row in y..<y + 26 { for x in left..<left + 5 { image.luma[x, row] = 30 } }
    draw(&image, signAt: left + 8, y + 2, side: 22)
  }
  let stacks = survey(image).layout.lines.filter {
    $0.lengthInGlyphs == Float(count) && abs($0.quad.centre.x - Float(left) - 15) < 12
  }
  #expect(stacks.isEmpty != isStack)
}

/// Signs of a column from its side, as far apart as a page that leans back has them.
@Test func aColumnIsPartedBetweenItsSignsHoweverTheirPitchChanges() throws {
  var strip = Plane(width: 700, height: Straightening.height, filledWith: 255)
  var (left, pitch, starts): (Float, Float, [Int]) = (15, 36, [])
  while left + pitch < 685 {
    starts.append(Int(left))
    for x in Int(left)..<Int(left + 0.86 * pitch) {
      for y in 10..<38 where (x + y) % 4 < 3 { strip[x, y] = 0 }
    }
    left += pitch
    pitch *= 1.02
  }
  let type = Float(Straightening.height) * Straightening.typeShare
  let cuts = ColumnSigns.cuts(in: strip, length: 670 / type).map { 15 + Int($0 * 670) }
  try #require(cuts.count >= starts.count)
  for (cut, start) in zip(cuts, starts) {
    #expect((start - 7...start + 4).contains(cut), "a cut at \(cut) where a sign begins at \(start)")
  }
}

/// Signs of a short column from its side, each of two parts, with a space between them of so much of a sign.
@Test(arguments: [2, 3], [0.1, 0.3, 0.6] as [Float])
func aShortColumnIsPartedBetweenItsSigns(_ count: Int, _ space: Float) throws {
  let type = Float(Straightening.height) * Straightening.typeShare
  let margin = Int(Straightening.sideShare * type)
  let length = Float(count) + Float(count - 1) * space
  var strip = Plane(width: 2 * margin + Int(length * type), height: Straightening.height, filledWith: 255)
  let starts = (0..<count).map { Float($0) * (1 + space) * type }
  for start in starts {
    for x in Int(start)..<min(Int(length * type), Int(start + type)) where !(12..<14).contains(x - Int(start))
    {
      for y in 10..<38 where (x + y) % 4 < 3 { strip[margin + x, y] = 0 }
    }
  }
  let cuts = ColumnSigns.cuts(in: strip, length: length)
  try #require(cuts.count == count + 1)
  for (cut, start) in zip(cuts.dropFirst().dropLast(), starts.dropFirst()) {
    let place = cut * length * type
    #expect(place > start - max(2, space * type) - 1 && place < start + 2)
  }
}

@Test func theSignsOfAColumnLieOnTheirBacks() throws {
  let column = Quad(Rectangle(x: 0, y: 0, width: 90, height: 30))
  let signs = column.signsFromItsSide([0, 1 / 3, 2 / 3, 1])
  #expect(signs.count == 3)
  // The first one's upper left is the column's lower left.
  #expect((signs[0].topLeft - column.bottomLeft).length < 0.1)
  #expect((signs[0].topRight - column.topLeft).length < 0.1)
  #expect((signs[2].bottomRight - column.topRight).length < 0.1)
}

@Test func textureIsPartedToo() {
  // Bare at every second place: each cut lies as near as it may.
  var strip = Plane(width: 4000, height: Straightening.height, filledWith: 255)
  for x in 0..<4000 where x % 2 == 0 { for y in 0..<strip.height { strip[x, y] = 0 } }
  for dark in [strip, Plane(width: 4000, height: Straightening.height, filledWith: 0)] {
    let cuts = ColumnSigns.cuts(in: dark, length: 120)
    #expect(cuts.count > 60 && cuts.count < 400)
    #expect(zip(cuts, cuts.dropFirst()).allSatisfy { $0 < $1 })
  }
}

/// A body row's piece, light, in the middle of a dark band at the page's head.
@Test func aBandsWordsAreReadBeforeTheText() throws {
  var image = page(kind: "plaindoc")
  let body = survey(image).layout.lines.filter { $0.lengthInGlyphs > 20 && $0.typeness > 0.5 }
  let row = try #require(body.max { $0.lengthInGlyphs < $1.lengthInGlyphs })
  let (left, top, height) = (Int(row.quad.topLeft.x), Int(row.quad.topLeft.y) - 2, Int(row.glyphHeight) + 4)
  let (width, head) = (Int(row.quad.width), Int(body.map(\.quad.topLeft.y).min() ?? 0) - 6 * height)
  for y in -height..<2 * height {
    for x in 0..<width {
      let isType = (0..<height).contains(y) && (width / 3..<width * 2 / 3).contains(x)
      let paper = isType ? image.luma[left + x, top + y] : 255
      image.luma[left + x, head + y] = UInt8(60 + (255 - Int(paper)) * 180 / 255)
    }
  }
  let seen = survey(image)
  let band = try #require(
    seen.layout.lines.first {
      $0.isLightOnDark && $0.lengthInGlyphs > 5 && abs($0.quad.centre.y - Float(head + height / 2)) < 6
    })
  #expect(try #require(seen.candidates.firstIndex(of: band.id)) < 4)
}

/// A row longer than a mark is the body's, but for one that has its part of the page to itself.
@Test func aLongBannerStandsFree() throws {
  var image = page(kind: "plaindoc")
  func rows(_ seen: Survey) -> [Line] {
    seen.layout.lines.filter { $0.lengthInGlyphs > 26 && $0.lengthInGlyphs < 40 && $0.typeness > 0.5 }
  }
  let body = rows(survey(image))
  let row = try #require(body.max { $0.lengthInGlyphs < $1.lengthInGlyphs })
  let (top, height) = (Int(row.quad.topLeft.y) - 3, Int(row.glyphHeight) + 6)
  let foot = Int(body.map(\.quad.bottomLeft.y).max() ?? 0) + 7 * height
  for y in 0..<height { for x in 0..<image.width { image.luma[x, foot + y] = image.luma[x, top + y] } }
  let seen = survey(image)
  let free = try #require(rows(seen).max { $0.quad.centre.y < $1.quad.centre.y })
  #expect(free.quad.centre.y > Float(foot))
  #expect(seen.likely.contains(free.id))
  let others = rows(seen).filter { $0.id != free.id }
  #expect(others.count >= 4 && others.count(where: { seen.likely.contains($0.id) }) < others.count / 2)
}
