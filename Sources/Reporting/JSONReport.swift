import Evidence
import Pixels

/// One finding as one line of JSON, without the newline at its end.
///
/// Keys always come in the same order, and what there is not has no key. `quad` is in whole pixels of the
/// stored photo, clockwise from the text's own top left.
package func jsonLine(_ finding: Finding) -> String {
  let judgement = finding.judgement
  var object = JSONObject()
  object.add("path", jsonString(finding.path))
  object.add("verdict", jsonString(judgement.verdict.rawValue))
  object.add("reason", judgement.undecided.map { jsonString($0.rawValue) })
  object.add("detail", judgement.detail.map(jsonString))
  object.add("level", judgement.level.map(jsonString))
  object.add("regime", judgement.regime.map(jsonString))
  object.add("severity", judgement.severity.map { jsonString($0.rawValue) })
  object.add("mark", judgement.mark.map(jsonString))
  object.add("released", judgement.released ? "true" : nil)
  object.add("confidence", confidence(judgement.confidence))
  object.add("quad", finding.quad.map(json))
  object.add("page", finding.page.map(String.init))
  object.add("reasons", "[" + judgement.reasons.map(json).joined(separator: ", ") + "]")
  object.add("size", finding.size.map { "[\($0.width), \($0.height)]" })
  object.add("sha256", finding.sha256.map(jsonString))
  object.add("copyOf", finding.copyOf.map(jsonString))
  object.add("sameAs", finding.sameAs.map(jsonString))
  object.add("related", finding.related.map(jsonString))
  object.add("source", finding.source.flatMap { $0.isEmpty ? nil : json($0) })
  object.add("seconds", decimal(finding.seconds, places: 3))
  return object.text
}

private struct JSONObject {
  private var members: [String] = []

  mutating func add(_ key: StaticString, _ value: String?) {
    if let value { members.append("\"\(key)\": \(value)") }
  }

  var text: String { "{" + members.joined(separator: ", ") + "}" }
}

private func json(_ reason: Reason) -> String {
  var object = JSONObject()
  object.add("rule", jsonString(reason.rule))
  object.add("place", jsonString(reason.place))
  object.add("text", jsonString(reason.text))
  object.add("confidence", confidence(reason.confidence))
  return object.text
}

/// Moments are ISO 8601, without a zone where the camera said none.
private func json(_ source: Source) -> String {
  var object = JSONObject()
  object.add("app", source.app.map(jsonString))
  object.add("chat", source.chat.map(jsonString))
  object.add("sender", source.sender.map(jsonString))
  object.add("folder", source.folder.map(jsonString))
  object.add("taken", source.taken.map { jsonString($0.text) })
  object.add("sent", source.sent.map { jsonString($0.text) })
  object.add("device", source.device.map(jsonString))
  object.add("hasPosition", source.hasPosition.map { $0 ? "true" : "false" })
  return object.text
}

private func json(_ quad: Quad) -> String {
  let corners = quad.corners.map { "[\(wholePixels($0.x)),\(wholePixels($0.y))]" }
  return "[" + corners.joined(separator: ",") + "]"
}

private func confidence(_ value: Float) -> String {
  decimal(Double(value), places: 3)
}

/// A JSON string (RFC 8259, section 7), quotes included.
///
/// Beyond what must be escaped, so is whatever a terminal or an editor might act on; the value is the same.
func jsonString(_ text: String) -> String {
  var json = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": json += "\\\""
    case "\\": json += "\\\\"
    case "\n": json += "\\n"
    case "\r": json += "\\r"
    case "\t": json += "\\t"
    case _ where isTreacherous(scalar):
      for unit in String(scalar).utf16 { json += "\\u" + hex(UInt32(unit), digits: 4).lowercased() }
    default: json.unicodeScalars.append(scalar)
    }
  }
  return json + "\""
}
