import Evidence

/// Colours for a terminal, or none.
package struct Palette: Sendable {
  private let isOn: Bool

  package init(isOn: Bool) {
    self.isOn = isOn
  }

  func bold(_ text: String) -> String { paint(text, "1") }
  func faint(_ text: String) -> String { paint(text, "2") }

  func verdict(_ text: String, _ judgement: Judgement) -> String {
    switch (judgement.verdict, judgement.severity) {
    case (.marked, .low?): paint(text, "35")
    case (.marked, .medium?): paint(text, "31")
    case (.marked, _): paint(text, "1;31")
    case (.official, _): paint(text, "33")
    case (.undecided, _): paint(text, "36")
    case (.clear, _): paint(text, "32")
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// One finding for a person to read: the photo's path, and below it the verdict and why. Ends in an empty line.
package func textEntry(_ finding: Finding, _ palette: Palette = Palette(isOn: false)) -> String {
  let judgement = finding.judgement
  var lines = [palette.bold(shownText(finding.path))]
  lines.append("  " + palette.verdict(headline(judgement), judgement))
  if let mark = judgement.mark {
    lines.append("  mark: \(shownText(mark))" + (finding.page.map { ", on page \($0)" } ?? ""))
  }
  if let source = finding.source.flatMap(sourceLine) { lines.append("  from: " + source) }
  if let marked = finding.related {
    lines.append("  related: photographed with \(shownText(marked))")
  }
  if let original = finding.sameAs {
    lines.append("  " + palette.faint("same picture as \(shownText(original))"))
  }
  if let original = finding.copyOf {
    lines.append("  " + palette.faint("same file as \(shownText(original))"))
  } else {
    for reason in judgement.reasons {
      let quote = reason.text.isEmpty ? "" : ": “\(shownText(reason.text))”"
      let place = reason.place.isEmpty ? "" : " at \(shownText(reason.place))"
      lines.append(
        "  " + palette.faint("why: \(shownText(reason.rule))\(place), \(percent(reason.confidence))\(quote)"))
    }
  }
  return lines.joined(separator: "\n") + "\n\n"
}

/// `WhatsApp, chat Family, sent 2024-05-06 07:08:09`; `nil` when nothing is known.
func sourceLine(_ source: Source) -> String? {
  func time(_ moment: Moment) -> String {
    // As people write it: a blank between day and time, UTC said by name.
    let text = moment.text
    let isUTC = text.hasSuffix("Z")
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8) + (isUTC ? " UTC" : text.dropFirst(19))
  }
  let parts: [String?] = [
    source.app.map(shownText), source.chat.map { "chat \(shownText($0))" },
    source.sender.map { "sent by \(shownText($0))" }, source.folder.map { "folder \(shownText($0))" },
    source.taken.map { "taken \(time($0))" }, source.sent.map { "sent \(time($0))" },
    source.device.map(shownText), source.hasPosition == true ? "with its position" : nil,
  ]
  let said = parts.compactMap { $0 }
  return said.isEmpty ? nil : said.joined(separator: ", ")
}

private func headline(_ judgement: Judgement) -> String {
  let sure = "\(percent(judgement.confidence)) sure"
  switch judgement.verdict {
  case .marked:
    var parts = [judgement.level.map(shownText) ?? "a classification mark"]
    if let regime = judgement.regime { parts.append("regime \(shownText(regime))") }
    if let severity = judgement.severity { parts.append("\(severity.rawValue) severity") }
    if judgement.released { parts.append("released") }
    return "marked: " + parts.joined(separator: ", ") + ", " + sure
  case .official:
    return "official: a red-header document, no mark was read on it, " + sure
  case .clear:
    return "clear"
  case .undecided:
    let reason = judgement.undecided?.rawValue ?? "no reason known"
    return "undecided: \(reason)" + (judgement.detail.map { " (\(shownText($0)))" } ?? "")
  }
}
