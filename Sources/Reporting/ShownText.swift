/// A text that came from outside, made fit for a terminal: what would move the cursor, change colours,
/// turn the direction of writing or break the line is shown as an escape instead.
///
/// Every scalar is kept, visibly. For file names, text read from pages, and messages that quote them.
package func shownText(_ text: String) -> String {
  if text.unicodeScalars.allSatisfy({ !isTreacherous($0) }) { return text }
  var shown = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": shown += "\\n"
    case "\r": shown += "\\r"
    case "\t": shown += "\\t"
    case _ where scalar.value < 0x20: shown += "\\x" + hex(scalar.value, digits: 2)
    case _ where isTreacherous(scalar): shown += "\\u{" + hex(scalar.value, digits: 4) + "}"
    default: shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}

/// Controls (C0, DEL, C1), line and paragraph separators, and what overrides the direction of writing or
/// hides: marks, embeddings, isolates (Unicode Standard Annex 9), the byte order mark, tags.
func isTreacherous(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0: true
  case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
  case 0x200B, 0x2060, 0xFEFF, 0xE0000...0xE007F: true
  default: false
  }
}

/// Upper case, with leading zeros to `digits` places.
func hex(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
