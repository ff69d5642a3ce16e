import Drawing
import Evidence

/// The strip under an explained photo: the verdict and why on the left, what was read on the right.
struct ExplainerCaption {
  private static let margin = 28.0
  private let examination: Examination
  private var judgement: Judgement { examination.inspection.finding.judgement }

  init(_ examination: Examination) {
    self.examination = examination
  }

  /// In pixels.
  func height(width: Int) -> Int {
    var scratch = Raster(width: 1, height: 1)
    var bottom = 0.0
    Canvas.draw(on: &scratch, scale: 1) { bottom = draw(on: $0, top: 0, width: Double(width)) }
    return Int(bottom.rounded(.up))
  }

  /// Gives where it ends.
  @discardableResult
  func draw(on canvas: Canvas, top: Double, width: Double) -> Double {
    canvas.fill(x: 0, y: top, width: width, height: 8, ExplainerInk.verdict(judgement.verdict))
    let start = top + 8 + Self.margin
    let inner = width - 2 * Self.margin
    let lines = examination.transcript?.lines ?? []
    guard !lines.isEmpty else {
      return verdict(on: canvas, x: Self.margin, y: start, width: inner) + Self.margin
    }
    let left = inner * 0.46
    let gap = 36.0
    let bottoms = [
      verdict(on: canvas, x: Self.margin, y: start, width: left),
      readings(lines, on: canvas, x: Self.margin + left + gap, y: start, width: inner - left - gap),
    ]
    return (bottoms.max() ?? start) + Self.margin
  }

  // MARK: Columns

  private func verdict(on canvas: Canvas, x: Double, y: Double, width: Double) -> Double {
    var large = ExplainerInk.type(34, weight: 700, ExplainerInk.verdict(judgement.verdict))
    // A long level is said in smaller type, down to half.
    let share = width / max(1, canvas.width(of: headline, large))
    if share < 1 { large = large.with(points: large.points * max(0.5, share * 0.99)) }
    let plain = ExplainerInk.type(18, ExplainerInk.text)
    let soft = ExplainerInk.type(16, ExplainerInk.soft)
    var y = y
    canvas.line(canvas.fitted(headline, large, width: width), x: x, y: y, large)
    y += 48
    for text in particulars {
      y = canvas.paragraphs(text, x: x, y: y, width: width, plain, pitch: 26, justified: false)
    }
    y += 10
    for reason in judgement.reasons {
      let words = "\(reason.rule), \(reason.place), \(percent(reason.confidence))"
      canvas.line(canvas.fitted(words, soft, width: width), x: x, y: y, soft)
      if !reason.text.isEmpty {
        let quote = canvas.fitted("“\(reason.text)”", plain, width: width - 16)
        canvas.line(quote, x: x + 16, y: y + 23, plain)
        y += 23
      }
      y += 28
    }
    return legend(on: canvas, x: x, y: y + 8, width: width)
  }

  private func readings(
    _ lines: [ReadLine], on canvas: Canvas, x: Double, y: Double, width: Double
  ) -> Double {
    let plain = ExplainerInk.type(17, ExplainerInk.text)
    let soft = ExplainerInk.type(15, ExplainerInk.soft)
    let number = ExplainerInk.type(13, weight: 700, .white)
    var y = y
    let found = examination.inspection.trace.linesFound
    let title = ExplainerInk.type(18, weight: 700, ExplainerInk.text)
    canvas.line("Read \(lines.count) of \(found) lines of type", x: x, y: y, title)
    y += 36
    for (index, line) in lines.enumerated() {
      guard let best = line.readings.max(by: { $0.confidence < $1.confidence }) else { continue }
      let isMark = line.line.id == judgement.line
      canvas.disc(x: x + 11, y: y + 9, radius: 11, isMark ? ExplainerInk.mark : ExplainerInk.read)
      canvas.line("\(index + 1)", x: x + 11, y: y + 9 - number.em * 0.52, number, .centre)
      let note = "\(best.language) \(percent(best.confidence))"
      let noteWidth = canvas.width(of: note, soft)
      let text = best.text.isEmpty ? "–" : best.text
      canvas.line(canvas.fitted(text, plain, width: width - 34 - noteWidth - 14), x: x + 34, y: y, plain)
      canvas.line(note, x: x + width, y: y + 1, soft, .right)
      y += 29
    }
    return y
  }

  // MARK: Words

  private var headline: String {
    switch judgement.verdict {
    case .marked: "marked: " + (judgement.level ?? "a classification mark")
    case .official, .clear: judgement.verdict.rawValue
    case .undecided: "undecided: " + (judgement.undecided?.rawValue ?? "")
    }
  }

  private var particulars: [String] {
    let sure = "\(percent(judgement.confidence)) sure"
    switch judgement.verdict {
    case .marked:
      var parts: [String] = []
      if let severity = judgement.severity { parts.append("\(severity.rawValue) severity") }
      if let regime = judgement.regime { parts.append("regime \(regime)") }
      if judgement.released { parts.append("released") }
      let mark = judgement.mark.map { ["mark: \($0)"] } ?? []
      return [(parts + [sure]).joined(separator: ", ")] + mark
    case .official: return ["a red-header document, no mark was read on it, \(sure)"]
    case .clear:
      return [
        examination.transcript == nil
          ? "at a glance, there is no page with type" : "no mark was found, \(sure)"
      ]
    case .undecided: return judgement.detail.map { [$0] } ?? []
    }
  }

  private func legend(on canvas: Canvas, x: Double, y: Double, width: Double) -> Double {
    guard let layout = examination.transcript?.layout else { return y }
    var items: [(String, Colour)] = []
    if layout.page != nil { items.append(("page", ExplainerInk.page)) }
    items.append(("line of type", ExplainerInk.found))
    let hasRed =
      layout.rules.contains(where: \.isRed) || layout.lines.contains(where: \.isRed)
    if hasRed {
      items.append(("red ink", ExplainerInk.red))
    }
    if !(examination.transcript?.lines.isEmpty ?? true) { items.append(("line read", ExplainerInk.read)) }
    if examination.transcript?.lines.contains(where: { $0.line.star != nil }) ?? false {
      items.append(("star", ExplainerInk.star))
    }
    if judgement.line != nil { items.append(("mark", ExplainerInk.mark)) }
    let style = ExplainerInk.type(15, ExplainerInk.soft)
    var (left, y) = (x, y)
    for (name, ink) in items {
      let step = 30 + canvas.width(of: name, style) + 20
      if left > x, left + step - 20 > x + width {
        left = x
        y += 25
      }
      canvas.box(x: left + 1, y: y + 2, width: 20, height: 13, line: 2.5, ink)
      canvas.line(name, x: left + 29, y: y, style)
      left += step
    }
    return y + 24
  }
}

/// The inks and the type of explanations; told apart by eyes that do not tell red from green, too.
enum ExplainerInk {
  static let page = Colour(0.08, 0.36, 0.78)
  static let found = Colour(0.22, 0.55, 0.92)
  static let read = Colour(0, 0.47, 0.42)
  static let red = Colour(0.93, 0.18, 0.16)
  static let mark = Colour(0.85, 0.2, 0.1)
  static let marker = Colour(1, 0.84, 0.1)
  static let star = Colour(0.72, 0, 0.55)
  static let text = Colour(grey: 0.13)
  static let soft = Colour(grey: 0.42)

  static func kind(_ kind: Match.Kind) -> Colour {
    switch kind {
    case .mark, .suspicion, .half: mark
    case .header, .hint: Colour(0.62, 0.38, 0)
    case .release: page
    case .against: Colour(0.35, 0.35, 0.42)
    }
  }

  static func verdict(_ verdict: Verdict) -> Colour {
    switch verdict {
    case .marked: mark
    case .official: Colour(0.62, 0.38, 0)
    case .clear: Colour(0.1, 0.48, 0.26)
    case .undecided: Colour(0.2, 0.42, 0.58)
    }
  }

  /// - Parameter pixels: the em.
  static func type(_ pixels: Double, weight: Int = 400, _ ink: Colour) -> Style {
    Style(Face("Noto Sans CJK SC", weight: weight), pixels * 72 / 25.4, ink: ink)
  }
}

extension Canvas {
  /// A text, cut short with an ellipsis where it is wider than some pixels; on one line, without controls.
  func fitted(_ text: String, _ style: Style, width: Double) -> String {
    let isShown: (Unicode.Scalar) -> Bool = { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
      default: true
      }
    }
    var shown = String(String.UnicodeScalarView(text.prefix(400).unicodeScalars.filter(isShown)))
    guard self.width(of: shown, style) > width else { return shown }
    while !shown.isEmpty, self.width(of: shown + "…", style) > width { shown.removeLast() }
    return shown + "…"
  }
}
