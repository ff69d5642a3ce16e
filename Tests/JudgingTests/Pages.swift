import Evidence
import Judging
import Matching
import Pixels

/// Where a test's line stands, as (x, y, width) in parts of an A4 page.
enum Spot {
  case topLeft, secondLine, topRight, topCentre, header, underHeader, title, middle, bottomCentre, bottomLeft
  case row(Int)
  /// Of the upper left corner, from the first one down.
  case corner(Int)

  var box: Box {
    switch self {
    case .topLeft: Box(x: 0.13, y: 0.13, width: 0.12, height: 0.014)
    case .secondLine: Box(x: 0.13, y: 0.165, width: 0.16, height: 0.014)
    case .topRight: Box(x: 0.72, y: 0.09, width: 0.15, height: 0.014)
    case .topCentre: Box(x: 0.35, y: 0.04, width: 0.3, height: 0.014)
    case .header: Box(x: 0.2, y: 0.25, width: 0.6, height: 0.03)
    case .underHeader: Box(x: 0.35, y: 0.33, width: 0.3, height: 0.014)
    case .title: Box(x: 0.25, y: 0.42, width: 0.5, height: 0.02)
    case .middle: Box(x: 0.25, y: 0.5, width: 0.5, height: 0.05)
    case .bottomCentre: Box(x: 0.35, y: 0.95, width: 0.3, height: 0.014)
    case .bottomLeft: Box(x: 0.13, y: 0.93, width: 0.4, height: 0.014)
    case .corner(let n): Box(x: 0.13, y: 0.1 + 0.03 * Float(n), width: 0.1, height: 0.014)
    case .row(let n): Box(x: 0.13, y: 0.46 + 0.03 * Float(n), width: 0.74, height: 0.014)
    }
  }
}

/// A line of a test's page and what the reader made of it.
struct Said {
  var text: String
  var spot: Spot
  var language: String
  var size: Float
  var redness: Float
  var isBoxed: Bool
  var isStruck: Bool
  var star: Bool
  var confidence: Float

  init(
    _ text: String, _ spot: Spot, _ language: String = "chi_sim", size: Float = 1, red: Bool = false,
    boxed: Bool = false, struck: Bool = false, star: Bool = false, confidence: Float = 0.8
  ) {
    self.text = text
    self.spot = spot
    self.language = language
    self.size = size
    redness = red ? 0.9 : 0
    isBoxed = boxed
    isStruck = struck
    self.star = star
    self.confidence = confidence
  }
}

func transcript(
  _ said: [Said], frame: Layout.Frame = .paper, redRule: Float? = nil, border: Layout.Border? = nil,
  isScreenshot: Bool = false, glyphHeight: Float = 30, unread: Int = 12
) -> Transcript {
  var read: [ReadLine] = []
  for (id, one) in said.enumerated() {
    let line = line(id, one.spot.box, glyphHeight: glyphHeight * one.size) { line in
      line.relativeSize = one.size
      line.redness = one.redness
      line.isBoxed = one.isBoxed
      line.isStruckThrough = one.isStruck
      line.lengthInGlyphs = Float(one.text.count)
      line.star = one.star ? Line.Star(position: 0.4, strength: 0.9) : nil
    }
    read.append(
      ReadLine(
        line: line,
        readings: [Reading(language: one.language, text: one.text, confidence: one.confidence)]))
  }
  var lines = read.map(\.line)
  for n in 0..<unread {
    lines.append(line(1000 + n, Spot.row(n).box, glyphHeight: glyphHeight) { $0.lengthInGlyphs = 28 })
  }
  var rules: [Layout.Rule] = []
  if let redRule {
    let box = Box(x: (1 - redRule) / 2, y: 0.36, width: redRule, height: 0.002)
    rules.append(Layout.Rule(quad: quad(box), box: box, redness: 0.9, isDouble: false))
  }
  let layout = Layout(
    width: isScreenshot ? 1400 : 2100, height: 2970, page: nil, frame: frame, lines: lines, rules: rules,
    border: border, bodyHeight: glyphHeight)
  return Transcript(layout: layout, lines: read)
}

func line(_ id: Int, _ box: Box, glyphHeight: Float, _ change: (inout Line) -> Void) -> Line {
  var line = Line(id: id, quad: quad(box), box: box, glyphHeight: glyphHeight, lengthInGlyphs: 10)
  change(&line)
  return line
}

private func quad(_ box: Box) -> Quad {
  Quad(
    Rectangle(
      x: Int(box.x * 2100), y: Int(box.y * 2970), width: Int(box.width * 2100), height: Int(box.height * 2970)
    ))
}

let rulesFolder: String = {
  let parts = #filePath.split(separator: "/").dropLast(3)
  return "/" + parts.joined(separator: "/") + "/Models/rules"
}()

let matcher: Matcher = {
  do {
    return Matcher(try RuleBook(RuleTexts(folder: rulesFolder, regimes: nil)))
  } catch {
    preconditionFailure("\(error)")
  }
}()

func judged(_ page: Transcript, sawEverything: Bool = true) -> Judgement {
  Judge().judgement(on: matcher.matches(in: page), in: page, sawEverything: sawEverything)
}

func judged(_ said: Said...) -> Judgement { judged(transcript(said)) }
