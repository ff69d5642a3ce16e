import Evidence
import Foundation

/// Drawings for the page, as SVG; the page's style sheet gives the classes their colours.
enum Charts {
  /// A share as a dot on a line from 0 to 1, with its interval as a band.
  static func interval(_ share: Proportion, isBad: Bool = false) -> Markup {
    guard let value = share.value else { return "" }
    let width = 120.0
    func x(_ part: Double) -> Double { 4 + part * (width - 8) }
    let (low, high) = (share.interval.lowerBound, share.interval.upperBound)
    let label = "\(percent(share)), 95 % between \(percent(low)) and \(percent(high))"
    let tone: Markup = isBad ? "bad" : "good"
    return """
      <svg class="interval \(tone)" viewBox="0 0 120 14" width="120" height="14" role="img" \
      aria-label="\(label)"><title>\(label)</title><line class="track" x1="4" y1="7" x2="116" y2="7"/>\
      <rect class="band" x="\(x(low))" y="3.5" width="\(max(1, x(high) - x(low)))" height="7" rx="3.5"/>\
      <circle class="dot" cx="\(x(value))" cy="7" r="3.2"/></svg>
      """
  }

  static func curve(_ curve: PrecisionRecallCurve) -> Markup {
    let plot = Plot(x: "recall", y: "precision")
    var drawing = plot.frame
    // Precision holds from one step's recall to the next, as average precision counts it.
    var path = ""
    var recall = 0.0
    for step in curve.steps {
      let y = decimal(plot.y(step.precision), 1)
      path += "\(path.isEmpty ? "M" : "L")\(decimal(plot.x(recall), 1) as String) \(y as String)"
      path += "L\(decimal(plot.x(step.recall), 1) as String) \(y as String)"
      recall = step.recall
    }
    drawing += "<path class=\"line\" d=\"\(path)\"/>"
    if let last = curve.steps.last {
      drawing += """
        <circle class="dot" cx="\(plot.x(last.recall))" cy="\(plot.y(last.precision))" r="4"/>
        """
    }
    let note = "Precision-recall curve, average precision \(decimal(curve.averagePrecision, 3))"
    return plot.svg(drawing, label: note)
  }

  static func calibration(_ calibration: Calibration) -> Markup {
    let plot = Plot(x: "confidence", y: "share that is right")
    var drawing = plot.frame
    drawing += """
      <line class="ideal" x1="\(plot.x(0))" y1="\(plot.y(0))" x2="\(plot.x(1))" y2="\(plot.y(1))"/>
      """
    let most = Double(calibration.bins.map(\.right.of).max() ?? 1)
    for bin in calibration.bins {
      guard let value = bin.right.value else { continue }
      let (x, range) = (plot.x(bin.confidence), bin.right.interval)
      let label =
        "confidence \(decimal(bin.confidence, 2)): \(bin.right.count) of \(bin.right.of) right"
      drawing += """
        <g><title>\(label)</title><line class="whisker" x1="\(x)" y1="\(plot.y(range.lowerBound))" \
        x2="\(x)" y2="\(plot.y(range.upperBound))"/><circle class="dot" cx="\(x)" cy="\(plot.y(value))" \
        r="\(3 + 5 * (Double(bin.right.of) / most).squareRoot())"/></g>
        """
    }
    return plot.svg(drawing, label: "Calibration: confidence against the share that is right")
  }

  /// Seconds a photo by row, from the median to the most, on a logarithmic axis.
  static func times(_ rows: [(name: String, seconds: Spread)]) -> Markup {
    let values = rows.flatMap { [$0.seconds.p50, $0.seconds.p95, $0.seconds.max] }.filter { $0 > 0 }
    guard let least = values.min(), let most = values.max() else { return "" }
    // Less than 10 µs is nothing here.
    let from = log10(max(1e-5, least)).rounded(.down)
    let to = max(from + 1, log10(most).rounded(.up))
    let (left, width, pitch) = (64.0, 560.0, 30.0)
    let bottom = 12 + Double(rows.count) * pitch
    func x(_ seconds: Double) -> Double {
      let part = (log10(max(1e-5, seconds)) - from) / (to - from)
      return left + min(1, max(0, part)) * (width - left - 24)
    }
    var drawing: Markup = ""
    for decade in Int(from)...Int(to) {
      let value = pow(10, Double(decade))
      let name =
        switch decade {
        case 0...: decimal(value, 0) + " s"
        case (-3)...: decimal(value * 1e3, 0) + " ms"
        default: decimal(value * 1e6, 0) + " µs"
        }
      drawing += """
        <line class="grid" x1="\(x(value))" y1="8" x2="\(x(value))" y2="\(bottom)"/>\
        <text class="tick" x="\(x(value))" y="\(bottom + 18)" text-anchor="middle">\(name)</text>
        """
    }
    for (n, row) in rows.enumerated() {
      let y = 12 + (Double(n) + 0.5) * pitch
      let (middle, high, end) = (x(row.seconds.p50), x(row.seconds.p95), x(row.seconds.max))
      let label =
        "\(row.name): p50 \(seconds(row.seconds.p50)), p95 \(seconds(row.seconds.p95)), "
        + "max \(seconds(row.seconds.max)), \(row.seconds.count) photos"
      drawing += """
        <g><title>\(label)</title>\
        <text class="name" x="\(left - 12)" y="\(y + 4)" text-anchor="end">\(row.name)</text>\
        <line class="whisker" x1="\(middle)" y1="\(y)" x2="\(end)" y2="\(y)"/>\
        <rect class="span" x="\(middle)" y="\(y - 6)" width="\(max(2, high - middle))" height="12" rx="3"/>\
        <circle class="dot" cx="\(middle)" cy="\(y)" r="5"/>\
        <line class="whisker" x1="\(end)" y1="\(y - 6)" x2="\(end)" y2="\(y + 6)"/></g>
        """
    }
    return """
      <svg class="chart" viewBox="0 0 560 \(bottom + 28)" role="img" \
      aria-label="Processor seconds a photo by stage">\(drawing)</svg>
      """
  }

  /// Photos a second over workers, beside what as many times one worker would give.
  static func scaling(_ points: [(jobs: Int, rate: Double)]) -> Markup {
    guard let first = points.first, let last = points.last, first.jobs > 0, first.rate > 0,
      last.jobs > first.jobs
    else { return "" }
    let each = first.rate / Double(first.jobs)
    let top = round(upTo: max(each * Double(last.jobs), points.map(\.rate).max() ?? 0))
    let plot = Plot(
      x: "photos at once", y: "photos a second", xRange: 0...Double(last.jobs), yRange: 0...top,
      xTicks: points.map { Double($0.jobs) })
    var drawing = plot.frame
    drawing += """
      <line class="ideal" x1="\(plot.x(0))" y1="\(plot.y(0))" x2="\(plot.x(Double(last.jobs)))" \
      y2="\(plot.y(each * Double(last.jobs)))"/>
      """
    let path = points.enumerated().map { n, point in
      "\(n == 0 ? "M" : "L")\(decimal(plot.x(Double(point.jobs)), 1)) \(decimal(plot.y(point.rate), 1))"
    }
    drawing += "<path class=\"line\" d=\"\(path.joined())\"/>"
    for point in points {
      let label = "\(point.jobs) at once: \(brief(point.rate)) photos a second"
      drawing += """
        <circle class="dot" cx="\(plot.x(Double(point.jobs)))" cy="\(plot.y(point.rate))" r="4">\
        <title>\(label)</title></circle>
        """
    }
    return plot.svg(drawing, label: "Photos a second over workers")
  }

  /// Where photos leave: a bar a stage, its marked pages in another colour.
  static func leaving(_ rows: [Speed.Leaving]) -> Markup {
    let most = Double(max(1, rows.map(\.photos).max() ?? 1))
    let (left, width, pitch) = (64.0, 560.0, 30.0)
    func length(_ photos: Int) -> Double { Double(photos) / most * (width - left - 130) }
    var drawing: Markup = ""
    for (n, row) in rows.enumerated() {
      let y = 6 + (Double(n) + 0.5) * pitch
      let marked = length(row.marked)
      let words = row.marked > 0 ? "\(row.photos), \(row.marked) marked" : "\(row.photos)"
      drawing += """
        <text class="name" x="\(left - 12)" y="\(y + 4)" text-anchor="end">\(row.stage.rawValue)</text>\
        <rect class="marked" x="\(left)" y="\(y - 7)" width="\(marked)" height="14"/>\
        <rect class="rest" x="\(left + marked)" y="\(y - 7)" width="\(length(row.photos - row.marked))" \
        height="14"/>\
        <text class="tick" x="\(left + length(row.photos) + 8)" y="\(y + 4)">\(words)</text>
        """
    }
    return """
      <svg class="chart" viewBox="0 0 560 \(12 + Double(rows.count) * pitch)" role="img" \
      aria-label="Where photos leave">\(drawing)</svg>
      """
  }
}

/// The next number whose quarters are short to write.
private func round(upTo value: Double) -> Double {
  let decade = pow(10, log10(max(value, 1e-9)).rounded(.down))
  return ([1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8].first { $0 * decade >= value } ?? 10) * decade
}

/// A square of axes.
private struct Plot {
  var xTitle: String
  var yTitle: String
  var xRange: ClosedRange<Double>
  var yRange: ClosedRange<Double>
  var xTicks: [Double]
  var yTicks: [Double]

  init(
    x: String, y: String, xRange: ClosedRange<Double> = 0...1, yRange: ClosedRange<Double> = 0...1,
    xTicks: [Double] = [0, 0.25, 0.5, 0.75, 1]
  ) {
    (xTitle, yTitle) = (x, y)
    (self.xRange, self.yRange) = (xRange, yRange)
    self.xTicks = xTicks
    yTicks = (0...4).map { yRange.lowerBound + (yRange.upperBound - yRange.lowerBound) * Double($0) / 4 }
  }

  func x(_ value: Double) -> Double {
    56 + (value - xRange.lowerBound) / (xRange.upperBound - xRange.lowerBound) * 340
  }

  func y(_ value: Double) -> Double {
    272 - (value - yRange.lowerBound) / (yRange.upperBound - yRange.lowerBound) * 256
  }

  var frame: Markup {
    var drawing: Markup = ""
    for tick in xTicks {
      drawing += """
        <line class="grid" x1="\(x(tick))" y1="16" x2="\(x(tick))" y2="272"/>\
        <text class="tick" x="\(x(tick))" y="290" text-anchor="middle">\(name(tick))</text>
        """
    }
    for tick in yTicks {
      drawing += """
        <line class="grid" x1="56" y1="\(y(tick))" x2="396" y2="\(y(tick))"/>\
        <text class="tick" x="48" y="\(y(tick) + 4)" text-anchor="end">\(name(tick))</text>
        """
    }
    return drawing + """
      <text class="axis" x="226" y="310" text-anchor="middle">\(xTitle)</text>\
      <text class="axis" x="0" y="0" text-anchor="middle" transform="translate(12 144) rotate(-90)">\
      \(yTitle)</text>
      """
  }

  private func name(_ tick: Double) -> String {
    tick == tick.rounded() ? decimal(tick, 0) : tick >= 10 ? decimal(tick, 0) : decimal(tick, 2)
  }

  func svg(_ drawing: Markup, label: String) -> Markup {
    """
    <svg class="chart plot" viewBox="0 0 408 318" role="img" aria-label="\(label)">\(drawing)</svg>
    """
  }
}
