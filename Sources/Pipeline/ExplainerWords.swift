import Evidence
import Judging

/// An examination in words, a line for each thing seen, in the order of the stages; the verdict is not said.
struct ExplainerWords {
  private let examination: Examination

  init(_ examination: Examination) {
    self.examination = examination
  }

  var lines: [String] {
    guard let transcript = examination.transcript else { return untouched + times }
    return page(transcript.layout) + seen(transcript.layout) + read(transcript) + met + weighed(transcript)
      + times
  }

  private var untouched: [String] {
    switch examination.inspection.trace.left {
    case .decode: []
    default: ["At a glance: no page with type on it, so no line was looked for."]
    }
  }

  private func page(_ layout: Layout) -> [String] {
    var text =
      switch layout.frame {
      case .paper: "The page: its paper was found."
      case .type: "The page: no edge of paper was found; places are measured by where the type stands."
      case .picture: "The page: no edge of paper was found; places are measured by the whole picture."
      }
    if layout.isScreenshot { text += " It is a picture made by a screen." }
    if let border = layout.border { text += " A broad \(border.rawValue) border runs round it." }
    return [text]
  }

  private func seen(_ layout: Layout) -> [String] {
    let lines = layout.lines
    guard !lines.isEmpty else { return ["Seen: no line of type."] }
    var parts = [counted(lines.count, "line of type", "lines of type")]
    if layout.bodyHeight > 0 { parts.append("mostly \(Int(layout.bodyHeight.rounded())) pixels high") }
    let red = lines.count { $0.isRed }
    if red > 0 { parts.append("\(red) of them red") }
    let boxed = lines.count(where: \.isBoxed)
    if boxed > 0 { parts.append("\(boxed) in a frame") }
    var result = ["Seen: " + parts.joined(separator: ", ") + "."]
    for rule in layout.rules {
      let kind = (rule.isRed ? "red " : "") + (rule.isDouble ? "double rule" : "rule")
      result.append(
        "  a \(kind), \(percent(rule.box.width)) of the page's width, \(percent(rule.box.midY)) down")
    }
    return result
  }

  private func read(_ transcript: Transcript) -> [String] {
    guard !transcript.lines.isEmpty else { return ["Read: nothing."] }
    var tries: [String: Int] = [:]
    for reading in transcript.lines.flatMap(\.readings) { tries[reading.language, default: 0] += 1 }
    let languages = tries.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
    let lines = counted(transcript.lines.count, "line", "lines")
    var result = ["Read: \(lines), the likeliest first, in \(languages.joined(separator: ", "))."]
    for (number, line) in transcript.lines.enumerated() {
      let told = line.readings.map { "“\($0.text)” \($0.language) \(percent($0.confidence))" }
      result.append("  \(number + 1). " + told.joined(separator: ", then ") + notes(line.line))
    }
    return result
  }

  private func notes(_ line: Line) -> String {
    var notes: [String] = []
    if let star = line.star { notes.append("a star by its shape, \(percent(star.strength))") }
    if line.isBoxed { notes.append("in a frame") }
    if line.isStruckThrough { notes.append("struck through") }
    if line.isLightOnDark { notes.append("light on dark") }
    if line.isRed { notes.append("red") }
    return notes.isEmpty ? "" : " (" + notes.joined(separator: ", ") + ")"
  }

  private var met: [String] {
    guard !examination.matches.isEmpty else { return ["Rules: none was met."] }
    return ["Rules met:"]
      + examination.matches.sorted { $0.confidence > $1.confidence }.map { match in
        let what = [match.level ?? "", match.kind.words].filter { !$0.isEmpty }.joined(separator: ", ")
        let place = "\(match.place.rawValue), \(percent(match.confidence))"
        return "  \(match.rule) (\(what)) at \(place): “\(match.text)”"
      }
  }

  private func weighed(_ transcript: Transcript) -> [String] {
    let weighed = Judge().balances(of: examination.matches, in: transcript)
    guard !weighed.isEmpty else { return [] }
    return ["Weighed, in log odds; from 50 % it is a mark:"]
      + weighed.sorted { $0.balance.probability > $1.balance.probability }.map { match, balance in
        let terms = balance.terms.map { "\($0.evidence) \(signed($0.odds))" }
        return "  \(match.rule) “\(match.text)” \(percent(balance.probability)): "
          + terms.joined(separator: ", ")
      }
  }

  private var times: [String] {
    let seconds = examination.inspection.trace.seconds
    let stages = Stage.allCases.compactMap { stage in
      seconds[stage].map { "\(stage.rawValue) \(Int(($0 * 1000).rounded()))" }
    }
    return stages.isEmpty ? [] : ["Processor milliseconds: " + stages.joined(separator: ", ") + "."]
  }
}

extension Match.Kind {
  /// What a rule of this kind says about a page.
  var words: String {
    switch self {
    case .mark: "a mark"
    case .header: "official"
    case .hint: "completes a red header"
    case .release: "released"
    case .against: "speaks against a mark"
    case .suspicion: "almost a mark"
    case .half: "a mark if it stood at the page's other end, too"
    }
  }
}

/// From 0 to 1 as `97 %`.
func percent(_ part: Float) -> String {
  part.isFinite ? "\(Int((max(-9.99, min(9.99, part)) * 100).rounded())) %" : "0 %"
}

/// With its sign and one digit behind the point.
private func signed(_ odds: Float) -> String {
  let tenths = Int((odds * 10).rounded())
  return "\(tenths < 0 ? "−" : "+")\(abs(tenths) / 10).\(abs(tenths) % 10)"
}

private func counted(_ count: Int, _ one: String, _ many: String) -> String {
  "\(count) \(count == 1 ? one : many)"
}
