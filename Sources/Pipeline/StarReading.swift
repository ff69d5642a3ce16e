import Evidence
import Looking
import Matching
import Pixels
import Reading

// MARK: Lines with a star, which only the mainland's marks have

extension PageReader {
  /// Lines with a star that are read before anything is known of the page.
  private static let mostStarred = 2
  /// A mark that is read so surely tells what the page is in.
  private static let surelyMark: Float = 0.85

  /// A page of Chinese characters in its language, where a line with a star reads as a mark: that tells script and side as
  /// well as any piece of text does, and is read anyhow.
  ///
  /// - Returns: whether it does.
  func isToldByStar(_ view: inout View, in image: Image) -> Bool {
    let likely = Array(view.survey.likely.prefix(View.mostForStars))
    for id in view.starred(among: likely, in: image).prefix(Self.mostStarred) {
      guard let strip = view.strips[id] else { continue }
      let read = firstReading(of: strip, in: view.language)
      view.readForStars[id] = read
      let matches = matcher.matches(in: Transcript(layout: view.survey.layout, lines: [read]))
      let isMark = matches.contains {
        $0.kind == .mark && $0.regime == "cn" && $0.confidence >= Self.surelyMark
          && $0.mark?.contains("★") == true
      }
      guard isMark else { continue }
      view.confidence = max(read.bestConfidence, Self.sureness(of: view.language))
      return true
    }
    return false
  }

  /// A line as it stands, and with its star or the stroke through it where these may be signs.
  func firstReading(of strip: LineStrip, in language: String) -> ReadLine {
    var readings: [Reading] = []
    if let whole = strip.withStroke { readings.append(reading(of: whole, language)) }
    let read = reading(of: strip.type, language)
    readings.append(read)
    if let whole = strip.withStar, read.confidence < PageReading.sure {
      readings.append(reading(of: whole, language))
    }
    if let part = strip.roundStar { readings.append(reading(of: part.type, language)) }
    if let end = strip.smallEnd { readings.append(reading(of: end, language)) }
    return ReadLine(line: strip.line, readings: readings)
  }
}

extension PageReader.View {
  /// The likeliest lines are searched for a star before any is read: so many, of such lengths in heights.
  static let mostForStars = 10
  private static let starred: ClosedRange<Float> = 3...20

  /// Those of the first lines of a queue that surely have a star; all that may have one are cut out.
  mutating func starred(among queue: [Int], in image: Image) -> [Int] {
    let lines = queue.prefix(Self.mostForStars).filter {
      Self.starred.contains(survey.layout.lines[$0].lengthInGlyphs)
    }
    for id in lines where strips[id] == nil { strips[id] = LineStrip(of: id, survey, in: image) }
    return lines.filter { (strips[$0]?.line.star?.strength ?? 0) > PageReading.surelyStar }
  }
}
