/// How far a scan has come.
package struct ProgressFigures: Sendable, Equatable {
  package var done = 0
  /// Photos in all, as far as they were counted.
  package var total = 0
  /// All folders have been counted.
  package var isTotalFinal = false
  package var flagged = 0
  /// Since the start.
  package var seconds = 0.0

  package init() {}
}

/// One line of progress, at most `width` columns wide: a bar, how many of how many, photos a second, time left.
package func progressLine(_ figures: ProgressFigures, width: Int) -> String {
  var parts: [String] = []
  if figures.total > figures.done || figures.isTotalFinal {
    let of = figures.isTotalFinal ? "of" : "of at least"
    parts.append("\(grouped(figures.done)) \(of) \(counted(figures.total, "photo", "photos"))")
  } else {
    parts.append(counted(figures.done, "photo", "photos"))
  }
  let rate = figures.seconds > 0.2 ? Double(figures.done) / figures.seconds : 0
  if rate > 0 {
    parts.append("\(decimal(rate, places: rate < 100 ? 1 : 0))/s")
    if figures.isTotalFinal, figures.total > figures.done {
      parts.append("\(duration((Double(figures.total - figures.done) / rate).rounded(.up))) left")
    }
  }
  if figures.flagged > 0 { parts.append("\(grouped(figures.flagged)) flagged") }

  let text = parts.joined(separator: ", ")
  guard text.count <= width else { return String(parts[0].prefix(max(0, width))) }
  let barWidth = min(30, width - text.count - 3)
  guard figures.isTotalFinal, figures.total > 0, barWidth >= 8 else { return text }
  let filled = min(barWidth, barWidth * figures.done / figures.total)
  return "[" + String(repeating: "=", count: filled) + String(repeating: " ", count: barWidth - filled) + "] "
    + text
}
