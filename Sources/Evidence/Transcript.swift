/// What one engine made of one line.
package struct Reading: Sendable, Equatable {
  /// One character and how sure the engine is of it, from 0 to 1.
  package struct Sign: Sendable, Equatable {
    package var character: Character
    package var confidence: Float

    package init(character: Character, confidence: Float) {
      self.character = character
      self.confidence = confidence
    }
  }

  /// The model that read it, by Tesseract's name: `chi_sim`, `eng` ...
  package var language: String
  /// As read, with the engine's own spaces.
  package var text: String
  /// The engine's mean confidence, from 0 to 1.
  package var confidence: Float
  /// Without spaces, from left to right; empty unless they were asked for.
  package var signs: [Sign]

  package init(language: String, text: String, confidence: Float, signs: [Sign] = []) {
    self.language = language
    self.text = text
    self.confidence = confidence
    self.signs = signs
  }
}

extension Reading {
  /// The project's own model: it knows the signs of the mainland's marks and of 機密, and `〓` for any other.
  package static let marks = "marks"
  /// The like for the other countries' marks; its letters are capitals, without spaces.
  package static let foreign = "foreign"
  /// The project's own models; the others are Tesseract's.
  package static let own = [marks, foreign]

  /// Several Latin letters and none of another script.
  package var isLatin: Bool {
    let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
    return letters.count >= 4 && letters.allSatisfy(\.isASCII)
  }

  /// Several letters, most of them of the script that a model is for: Cyrillic or Hangul.
  package func isOfScript(_ language: String) -> Bool {
    let own: ClosedRange<UInt32> = language == "rus" ? 0x0400...0x04FF : 0xAC00...0xD7AF
    let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
    return letters.count >= (language == "rus" ? 4 : 3)
      && letters.count { own.contains($0.value) } * 5 >= letters.count * 4
  }
}

/// A line with all that was read of it: one reading a language or a try, in the order of the tries.
package struct ReadLine: Sendable, Equatable {
  package var line: Line
  package var readings: [Reading]
  /// The line with what stands beside it, left and right, where that was asked for.
  package var widened: Reading?

  package init(line: Line, readings: [Reading], widened: Reading? = nil) {
    self.line = line
    self.readings = readings
    self.widened = widened
  }

  /// Of its surest reading, from 0 to 1.
  package var bestConfidence: Float { readings.map(\.confidence).max() ?? 0 }
}

/// A page's layout and those of its lines that were read so far.
package struct Transcript: Sendable, Equatable {
  package var layout: Layout
  /// In no particular order; `line.box` says where each stands.
  package var lines: [ReadLine]

  package init(layout: Layout, lines: [ReadLine] = []) {
    self.layout = layout
    self.lines = lines
  }
}
