import Drawing
import Evidence
import Pixels

/// A photo, upright as it is read, with what was seen drawn on it.
struct ExplainerDrawing {
  /// Without a caption.
  private(set) var photo: Raster
  private let examination: Examination
  private let view: UprightView
  /// What lines and type are multiplied by: 1 on a picture of 1600 pixels.
  private let unit: Double
  private let isNumbered: Bool

  /// - Parameters:
  ///   - image: the photo as it was looked at: not mirrored, maybe turned.
  ///   - longSide: of the drawing; a smaller photo is made larger, up to four times, since type is drawn on it.
  ///   - readingDirection: of the photo's own tag; the lines that were found know better.
  ///   - isNumbered: lines that were read get the numbers that the caption tells them under.
  init(
    of image: Image, _ examination: Examination, longSide: Int, readingDirection: Point, isNumbered: Bool
  ) {
    self.examination = examination
    self.isNumbered = isNumbered
    let layout = examination.transcript?.layout
    let size = examination.inspection.finding.size ?? (image.width, image.height)
    let direction = Self.direction(of: examination) ?? readingDirection
    let factor = min(4, Double(longSide) / Double(max(image.width, image.height)))
    let width = max(1, Int((Double(image.width) * factor).rounded()))
    let height = max(1, Int((Double(image.height) * factor).rounded()))
    view = UprightView(
      direction: direction, from: (layout?.width ?? size.width, layout?.height ?? size.height),
      to: (width, height))
    unit = max(0.55, Double(max(width, height)) / 1600)
    photo = Raster(image).resized(width: width, height: height).turned(quarters: view.quarters)
    var drawn = photo
    Canvas.draw(on: &drawn, scale: 1) { draw(on: $0) }
    photo = drawn
  }

  /// Which way most of the type reads.
  private static func direction(of examination: Examination) -> Point? {
    guard let transcript = examination.transcript else { return nil }
    let read = transcript.lines.map(\.line)
    let lines = read.isEmpty ? transcript.layout.lines : read
    let sum = lines.reduce(Point(0, 0)) { $0 + ($1.quad.topRight - $1.quad.topLeft) }
    return sum.length > 0 ? sum : nil
  }

  // MARK: The photo

  private func draw(on canvas: Canvas) {
    guard let transcript = examination.transcript else { return }
    let layout = transcript.layout
    if let page = layout.page { outline(page, ExplainerInk.page, 3, on: canvas) }
    let numbers = Dictionary(
      transcript.lines.enumerated().map { ($1.line.id, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    for line in layout.lines where numbers[line.id] == nil {
      outline(
        line.quad, line.isRed ? ExplainerInk.red : ExplainerInk.found, line.isRed ? 2 : 1.2, on: canvas,
        opacity: line.isRed ? 0.85 : 0.6)
    }
    for rule in layout.rules {
      outline(
        rule.quad, rule.isRed ? ExplainerInk.red : ExplainerInk.found, rule.isRed ? 3 : 1.5, on: canvas,
        grow: 3)
    }
    let mark = examination.inspection.finding.judgement.line
    for read in transcript.lines where read.line.id != mark {
      outline(read.line.quad, ExplainerInk.read, 2.2, on: canvas)
    }
    for read in transcript.lines where read.line.id == mark { highlight(read.line, on: canvas) }
    for read in transcript.lines { star(of: read.line, on: canvas) }
    for read in transcript.lines where isNumbered {
      if let number = numbers[read.line.id] { badge(number, read.line.quad, on: canvas) }
    }
    tags(transcript, on: canvas)
  }

  private func outline(
    _ quad: Quad, _ ink: Colour, _ width: Double, on canvas: Canvas, opacity: Double = 1, grow: Double = 2
  ) {
    let spots = corners(of: quad, grow: grow)
    // Closed with a stretch of its first side, so that the last corner is as round as the others.
    canvas.stroke(spots + spots.prefix(2), line: width * unit, ink, opacity: opacity, round: true)
  }

  private func highlight(_ line: Line, on canvas: Canvas) {
    canvas.polygon(corners(of: line.quad, grow: 8), ExplainerInk.marker, opacity: 0.32)
    outline(line.quad, ExplainerInk.mark, 4.5, on: canvas, grow: 8)
  }

  /// The corners in the picture, moved outwards by some units.
  private func corners(of quad: Quad, grow: Double) -> [Spot] {
    let spots = quad.corners.map { view.spot($0) }
    let middle = view.spot(quad.centre)
    return spots.map { spot in
      let (x, y) = (spot.x - middle.x, spot.y - middle.y)
      func away(_ value: Double) -> Double { value == 0 ? 0 : value > 0 ? grow * unit : -grow * unit }
      return Spot(spot.x + away(x), spot.y + away(y))
    }
  }

  private func star(of line: Line, on canvas: Canvas) {
    guard let star = line.star else { return }
    let quad = line.quad
    let top = quad.topLeft + (quad.topRight - quad.topLeft) * star.position
    let bottom = quad.bottomLeft + (quad.bottomRight - quad.bottomLeft) * star.position
    let spot = view.spot((top + bottom) * 0.5)
    let radius = max(9 * unit, Double((bottom - top).length) * view.scale * 0.62)
    canvas.ring(x: spot.x, y: spot.y, radius: radius, line: 3 * unit, ExplainerInk.star)
  }

  /// The number under which the caption tells what was read.
  private func badge(_ number: Int, _ quad: Quad, on canvas: Canvas) {
    let left = view.spot((quad.topLeft + quad.bottomLeft) * 0.5)
    let right = view.spot((quad.topRight + quad.bottomRight) * 0.5)
    let radius = 11 * unit
    let away = 16 * unit
    let along = Spot(right.x - left.x, right.y - left.y)
    let length = max(1, (along.x * along.x + along.y * along.y).squareRoot())
    let (x, y) = (left.x - along.x / length * away, left.y - along.y / length * away)
    let spot = Spot(
      min(max(x, radius + 1), Double(photo.width) - radius - 1),
      min(max(y, radius + 1), Double(photo.height) - radius - 1))
    canvas.disc(x: spot.x, y: spot.y, radius: radius + 1.5 * unit, .white)
    canvas.disc(x: spot.x, y: spot.y, radius: radius, ExplainerInk.read)
    let style = ExplainerInk.type(13 * unit, weight: 700, .white)
    canvas.line("\(number)", x: spot.x, y: spot.y - style.em * 0.52, style, .centre)
  }

  /// What the lines say that met a rule, each written beside its line where there is room.
  private func tags(_ transcript: Transcript, on canvas: Canvas) {
    var taken: [Rectangle] = []
    let judgement = examination.inspection.finding.judgement
    // The mark's own line is written first, and so has the best place.
    var told = transcript.lines.compactMap { read -> (line: Line, match: Match)? in
      let matches = examination.matches.filter { $0.line == read.line.id }
      let own = read.line.id == judgement.line
      let kind = own ? matches.filter { $0.kind == .mark } : matches
      return (kind.isEmpty ? matches : kind).max { $0.confidence < $1.confidence }.map { (read.line, $0) }
    }
    told.sort { a, b in a.line.id == judgement.line && b.line.id != judgement.line }
    let lines = transcript.layout.lines.map { box(of: $0.quad, grow: 0) }
    for (line, match) in told {
      let isMark = line.id == judgement.line
      let ink = isMark ? ExplainerInk.mark : ExplainerInk.kind(match.kind)
      let style = ExplainerInk.type((isMark ? 23 : 16) * unit, weight: 700, .white)
      var text = isMark ? judgement.mark ?? match.mark ?? match.text : match.mark ?? match.text
      if isMark { text += "  \(percent(judgement.confidence))" }
      text = canvas.fitted(text, style, width: min(Double(photo.width) * 0.6, 520 * unit))
      let (padding, height) = (style.em * 0.45, style.em * 1.55)
      let size = (width: canvas.width(of: text, style) + 2 * padding, height: height)
      let grow = isMark ? 10.0 : 4
      // A mark is always told; what else would cover other lines is told in the caption alone.
      guard
        let box = place(size, beside: line.quad, grow: grow, avoiding: taken + lines)
          ?? (isMark ? place(size, beside: line.quad, grow: grow, avoiding: []) : nil)
      else { continue }
      taken.append(box)
      let (x, y) = (Double(box.x), Double(box.y))
      canvas.roundedFill(x: x, y: y, width: size.width, height: size.height, radius: style.em * 0.3, ink)
      canvas.line(text, x: x + padding, y: y + style.em * 0.27, style)
    }
  }

  /// The upright box round a line in the picture.
  private func box(of quad: Quad, grow: Double) -> Rectangle {
    let spots = corners(of: quad, grow: grow)
    let (left, right) = (spots.map(\.x).min() ?? 0, spots.map(\.x).max() ?? 0)
    let (top, bottom) = (spots.map(\.y).min() ?? 0, spots.map(\.y).max() ?? 0)
    return Rectangle(x: Int(left), y: Int(top), width: Int(right - left), height: Int(bottom - top))
  }

  /// Above a line, else below it, else at its sides: the first that covers nothing; `nil` when all do.
  private func place(
    _ size: (width: Double, height: Double), beside quad: Quad, grow: Double, avoiding taken: [Rectangle]
  ) -> Rectangle? {
    let spots = corners(of: quad, grow: grow)
    let (left, right) = (spots.map(\.x).min() ?? 0, spots.map(\.x).max() ?? 0)
    let (top, bottom) = (spots.map(\.y).min() ?? 0, spots.map(\.y).max() ?? 0)
    let gap = 3 * unit
    let choices = [
      (left, top - gap - size.height), (left, bottom + gap), (right + gap, top),
      (left - gap - size.width, top), (left, top - 2 * gap - 2 * size.height),
    ].map { x, y in
      Rectangle(
        x: Int(min(max(x, 2), max(2, Double(photo.width) - size.width - 2))),
        y: Int(min(max(y, 2), max(2, Double(photo.height) - size.height - 2))),
        width: Int(size.width) + 1, height: Int(size.height) + 1)
    }
    let own = box(of: quad, grow: grow)
    return choices.first { box in (taken + [own]).allSatisfy { $0.intersection(box).isEmpty } }
  }

  // MARK: The whole

  /// The photo with the verdict, its reasons and what was read in a strip below.
  var captioned: Raster {
    // A tall phone picture is too narrow for words; it stands in the middle then.
    let width = max(photo.width, 1000)
    let caption = ExplainerCaption(examination)
    let height = caption.height(width: width)
    var whole = Raster(
      width: width, height: photo.height + height, filledWith: Colour(grey: 0.93))
    let left = (width - photo.width) / 2
    for y in 0..<photo.height {
      let row = photo.pixels[y * photo.width..<(y + 1) * photo.width]
      whole.pixels.replaceSubrange(y * width + left..<y * width + left + photo.width, with: row)
    }
    let top = Double(photo.height)
    Canvas.draw(on: &whole, scale: 1) { canvas in
      canvas.fill(x: 0, y: top, width: Double(width), height: Double(height), .white)
      caption.draw(on: canvas, top: top, width: Double(width))
    }
    return whole
  }
}

/// Where points of the photo as stored lie in the upright picture.
package struct UprightView {
  /// Right angles clockwise by which the photo is turned.
  package let quarters: Int
  /// Pixels of the picture for one of the photo.
  package let scale: Double
  private let width: Double
  private let height: Double

  /// - Parameters:
  ///   - direction: in which the photo reads.
  ///   - to: the picture's size before it is turned.
  package init(direction: Point, from: (width: Int, height: Int), to: (width: Int, height: Int)) {
    quarters =
      abs(direction.x) >= abs(direction.y) ? (direction.x >= 0 ? 0 : 2) : (direction.y >= 0 ? 3 : 1)
    scale = Double(max(to.width, to.height)) / Double(max(1, from.width, from.height))
    (width, height) = (Double(to.width), Double(to.height))
  }

  package func spot(_ point: Point) -> Spot {
    let (x, y) = (Double(point.x) * scale, Double(point.y) * scale)
    return switch quarters {
    case 1: Spot(height - y, x)
    case 2: Spot(width - x, height - y)
    case 3: Spot(y, width - x)
    default: Spot(x, y)
    }
  }
}
