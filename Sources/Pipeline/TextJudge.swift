import Evidence
import Judging
import Matching
import Pixels

/// Judges what another program read of a picture, by the same rules as one's own readings.
///
/// A plain text says neither where its lines stand nor what is large, red, framed or starred. So each line is taken
/// to stand alone, as high on an upright page as its place among the lines says, in black, and as large as a heading
/// where it is short; and since rules ask for the left, the middle or the right, the page is judged three times,
/// with all lines there, and what says most is taken. A line is held to have been read with full confidence by the
/// models of its script.
package struct TextJudge: Sendable {
  /// Lines of a text that are looked at, and characters of one line.
  private static let mostLines = 400
  private static let mostCharacters = 300
  /// How large a heading is beside the text, at least, and how long, in signs.
  private static let headingSize: Float = 1.4
  private static let longestHeading: Float = 20

  private let matcher: Matcher
  private let judge = Judge()

  package init(_ options: InspectorOptions) throws(InspectorFailure) {
    matcher = Matcher(try options.rules())
  }

  package func judgement(on text: String, width: Int, height: Int) -> Judgement {
    let lines = text.split(whereSeparator: \.isNewline)
      .map { $0.filter { $0 != "\u{0C}" }.prefix(Self.mostCharacters) }
      .filter { line in line.contains { !$0.isWhitespace } }
      .prefix(Self.mostLines).map(String.init)
    let pages = [Side.left, .middle, .right].map { side in
      let transcript = Self.transcript(lines, at: side, width: width, height: height)
      return judge.judgement(
        on: matcher.matches(in: transcript), in: transcript, sawEverything: true)
    }
    return pages.max { Self.weight($0) < Self.weight($1) } ?? Judgement(verdict: .clear, confidence: 0)
  }

  /// Of lines whose places are known; each `line` of the judgement is an index of `text`.
  func judgement(on text: [PlacedText], width: Int, height: Int) -> Judgement {
    let heights = text.prefix(Self.mostLines).map(\.height).sorted()
    let lines = text.enumerated().prefix(Self.mostLines).compactMap { index, placed -> ReadLine? in
      let words = String(placed.text.prefix(Self.mostCharacters))
      guard words.contains(where: { !$0.isWhitespace }) else { return nil }
      return Self.readLine(
        words, id: index,
        Box(x: placed.left, y: placed.top, width: placed.width, height: placed.height), width: width,
        height: height, glyphHeight: max(1, placed.height * Float(height)),
        isLarge: placed.height >= Self.headingSize * heights[heights.count / 2])
    }
    let layout = Layout(width: width, height: height, frame: .paper, lines: lines.map(\.line))
    let transcript = Transcript(layout: layout, lines: lines)
    return judge.judgement(on: matcher.matches(in: transcript), in: transcript, sawEverything: true)
  }

  /// Nothing read is `clear`: the program says that there is nothing.
  private static func weight(_ judgement: Judgement) -> Float {
    switch judgement.verdict {
    case .marked: 2 + judgement.confidence
    case .official: 1 + judgement.confidence
    case .clear: 0.5
    case .undecided: 0
    }
  }

  private enum Side: Float {
    case left = 0.13
    case middle = 0.5
    case right = 0.87
  }

  private static func transcript(_ texts: [String], at side: Side, width: Int, height: Int) -> Transcript {
    let pitch = 0.9 / Float(max(12, texts.count))
    let lines = texts.enumerated().map { index, text in
      // Some 40 signs fill a line of body type.
      let share = min(0.74, max(0.02, lengthInGlyphs(of: text) * 0.026))
      let left =
        switch side {
        case .left: side.rawValue
        case .middle: side.rawValue - share / 2
        case .right: side.rawValue - share
        }
      let box = Box(x: left, y: 0.05 + Float(index) * pitch, width: share, height: pitch * 0.6)
      return readLine(
        text, id: index, box, width: width, height: height, glyphHeight: Float(max(12, height / 60)),
        isLarge: lengthInGlyphs(of: text) <= longestHeading)
    }
    let layout = Layout(width: width, height: height, frame: .type, lines: lines.map(\.line))
    return Transcript(layout: layout, lines: lines)
  }

  private static func readLine(
    _ text: String, id: Int, _ box: Box, width: Int, height: Int, glyphHeight: Float,
    isLarge: Bool
  ) -> ReadLine {
    let place = Rectangle(
      x: Int(box.x * Float(width)), y: Int(box.y * Float(height)), width: Int(box.width * Float(width)),
      height: max(12, Int(box.height * Float(height))))
    return ReadLine(
      line: Line(
        id: id, quad: Quad(place), box: box, glyphHeight: glyphHeight,
        lengthInGlyphs: lengthInGlyphs(of: text), relativeSize: isLarge ? headingSize : 1),
      readings: languages(of: text).map { Reading(language: $0, text: text, confidence: 1) })
  }

  /// Chinese signs are as wide as high, others half of that.
  private static func lengthInGlyphs(of text: String) -> Float {
    text.unicodeScalars.reduce(Float(0)) { $0 + ($1.value >= 0x1100 ? 1 : 0.5) }
  }

  /// The models for the scripts in a text.
  private static func languages(of text: String) -> [String] {
    var languages: [String] = []
    let signs = text.unicodeScalars
    if signs.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) {
      languages += ["chi_sim", "chi_tra", "jpn"]
    }
    if signs.contains(where: \.isHangul) { languages.append("kor") }
    if signs.contains(where: \.isCyrillic) { languages.append("rus") }
    if languages.isEmpty { languages = ["eng", "deu", "fra"] }
    return languages
  }
}
