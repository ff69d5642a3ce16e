import Evidence
import Judging
import Looking
import Matching
import Pixels
import Reading

/// Reads the lines of a page that matter, the likeliest first, and stops when the verdict is safe.
final class PageReader {
  struct Result {
    var judgement: Judgement
    var transcript: Transcript
    var matches: [Match]
  }

  /// Lines read of one page at most, unless everything is to be read; what gave no text counts for little.
  static let mostLines = 16
  static let mostTries = 30
  /// A line that reads better than this was read as it stands.
  private static let sure: Float = 0.75
  /// A short line that reads worse is looked at again.
  private static let unsure: Float = 0.65
  /// How wide squat type is made for another look.
  private static let uprightShare: Float = 0.7
  /// Signs before and behind a star that are its mark's, at most.
  private static let roundStar: Float = 9
  /// A title and a mark behind it; what is longer is a sentence.
  private static let longestTitled: Float = 17
  /// Second readings, in other languages or at another scale, of one page at most.
  static let mostRetries = 8

  private let matcher: Matcher
  private let judge = Judge()
  private let shelf: ReaderShelf
  let languages: Set<String>
  private let deep: Bool

  /// - Parameter languages: those with a model.
  init(matcher: Matcher, shelf: ReaderShelf, languages: Set<String>, deep: Bool) {
    self.matcher = matcher
    self.shelf = shelf
    self.languages = languages
    self.deep = deep
  }

  /// - Parameter across: the same page taken to be read across that direction; asked where no line reads in it.
  func read(
    _ survey: Survey, glanced small: Image, in image: Image, across: () -> Survey?, _ watch: inout Stopwatch
  ) -> Result {
    let view = watch.time(.read) { settled(survey, turned: survey.turnedAround(small), in: image) }
    var isAsked = view.confidence == 0
    if isAsked, let turned = seen(across, surerThan: view, small, image, &watch) {
      return read(turned, in: image, &watch)
    }
    let result = read(view, in: image, &watch)
    // What was sure of the script may have been a scrap.
    isAsked = !isAsked && result.judgement.verdict == .clear && !result.transcript.isReadWell
    if isAsked, let turned = seen(across, surerThan: view, small, image, &watch) {
      let other = read(turned, in: image, &watch)
      if other.transcript.isReadWell { return other }
    }
    return result
  }

  /// The page lying on its side, if it reads so much better that this is no chance.
  private func seen(
    _ across: () -> Survey?, surerThan view: View, _ small: Image, _ image: Image, _ watch: inout Stopwatch
  ) -> View? {
    guard let other = watch.time(.look, across) else { return nil }
    // The two commonest models will do, once each: a rarer one makes words of anything.
    let turned = watch.time(.read) {
      settled(other, turned: other.turnedAround(small), in: image, models: Self.commonest, probes: 1)
    }
    let isSure = turned.confidence >= Self.sureness(of: turned.language)
    return isSure && turned.confidence > view.surest + Self.clearly ? turned : nil
  }

  private func read(_ settled: View, in image: Image, _ watch: inout Stopwatch) -> Result {
    var view = settled
    var transcript = Transcript(layout: view.survey.layout)
    var matches: [Match] = []
    var retries = deep ? 1_000 : Self.mostRetries
    var isSafe = false
    var script: String?
    var told = 0
    var queue = deep ? view.survey.candidates : Array(view.survey.likely.prefix(Self.mostTries))
    var explained: Set<Int> = []
    var headings: Set<Int> = []
    var next = 0
    while next < queue.count, deep || told < Self.mostLines {
      let id = queue[next]
      next += 1
      if explained.contains(id) { continue }
      let strip = watch.time(.read) { self.strip(of: id, view, image) }
      var read = watch.time(.read) { firstReading(of: strip, view) }
      // No probe was sure of the script; a line that reads well in Latin letters is.
      if view.confidence == 0, view.language == primary, languages.contains("eng"), read.isSurelyLatin {
        view.language = "eng"
        view.confidence = Self.hardly("eng", isPrimary: false)
      }
      transcript.lines.append(read)
      matches = watch.time(.match) { matcher.matches(in: transcript) }
      if script == nil, view.language == "chi_sim", let own = scriptOfForm(matches) {
        (script, view.language) = (own, own)
        watch.time(.read) { readAgain(&transcript, in: own, view, image) }
        matches = watch.time(.match) { matcher.matches(in: transcript) }
        read = transcript.lines[transcript.lines.count - 1]
      }
      // A red header tells where its page's mark stands, whatever else lies about.
      for heading in Self.headings(among: matches) where headings.insert(heading).inserted {
        let near = view.survey.lines(round: heading).filter { !queue.prefix(next).contains($0) }
        queue.removeAll { near.contains($0) }
        queue.insert(contentsOf: near, at: next)
      }
      // A suspicion asks for another model; an unsure line for another look.
      var asked = Set(matches.filter { $0.kind == .suspicion && $0.line == id }.flatMap(\.reread))
        .intersection(languages).subtracting(read.readings.map(\.language))
      // Only the mainland writes such a heading: its marks are simplified.
      if !headings.isEmpty, view.language == "chi_sim" { asked.subtract(Self.otherChinese) }
      if view.language == "chi_sim", !asked.isDisjoint(with: Self.otherChinese) {
        // The models of Chinese characters read each other's type, with confidence; the page's own is asked.
        var probes = view.probes
        let own = script ?? watch.time(.read) { chineseModel(view, in: image, &probes) }
        script = own
        asked.subtract(Self.otherChinese)
        if own != view.language {
          view.language = own
          read.readings = [watch.time(.read) { reading(of: strip.type, own) }]
          transcript.lines[transcript.lines.count - 1] = read
          matches = watch.time(.match) { matcher.matches(in: transcript) }
        }
      }
      for language in asked.sorted() where retries > 0 {
        retries -= 1
        read.readings.append(watch.time(.read) { reading(of: strip.type, language) })
      }
      // Hong Kong and Korea write their marks in two scripts.
      if asked.isEmpty, view.language == "eng" || view.language == "kor",
        Self.isUnsure(read, upTo: 24), languages.contains("chi_tra"),
        read.line.box.y < 0.3 || read.line.box.y > 0.8
      {
        let traditional = watch.time(.read) { reading(of: strip.type, "chi_tra") }
        read.readings.append(traditional)
        // What reads well in one of the Chinese scripts may be the other's.
        if traditional.confidence > Self.unsure, languages.contains("chi_sim") {
          read.readings.append(watch.time(.read) { reading(of: strip.type, "chi_sim") })
        }
      }
      // Worn capitals look Russian.
      if asked.isEmpty, view.language == "rus", languages.contains("eng"), Self.isUnsure(read, upTo: 24) {
        read.readings.append(watch.time(.read) { reading(of: strip.type, "eng") })
      }
      func isDoubtful() -> Bool { Self.isUnsure(read) || read.isAlmostMark(matches) }
      if asked.isEmpty, retries > 0, isDoubtful() {
        retries -= 1
        let sharp = Straightening.sharpened(strip.type)
        read.readings.append(watch.time(.read) { reading(of: sharp, view.language) })
        // Chinese signs are square; flatter ones were seen from a low angle.
        if retries > 0, view.language.hasPrefix("chi_"), isDoubtful() {
          retries -= 1
          let upright = Straightening.narrowed(strip.type, to: Self.uprightShare)
          read.readings.append(watch.time(.read) { reading(of: upright, view.language) })
        }
      }
      if read.readings.count > 1 {
        transcript.lines[transcript.lines.count - 1] = read
        matches = watch.time(.match) { matcher.matches(in: transcript) }
      }
      // Where the whole line says something, its pieces say nothing more.
      if let pieces = view.survey.pieces[id],
        matches.contains(where: { $0.line == id && $0.kind != .against })
      {
        explained.formUnion(pieces)
      }
      if (read.readings.map(\.confidence).max() ?? 0) >= 0.3 { told += 1 }
      isSafe = watch.time(.judge) { judge.isSafe(matches, in: transcript) }
      if isSafe, !deep { break }
    }
    if confirm(&transcript, matches, view, image, &watch) {
      matches = watch.time(.match) { matcher.matches(in: transcript) }
    }
    let judgement = watch.time(.judge) {
      judge.judgement(on: matches, in: transcript, sawEverything: !isSafe)
    }
    return Result(judgement: judgement, transcript: transcript, matches: matches)
  }

  /// Lines that are a mainland red header, read with certainty; the program that shows a page has a title, too.
  private static func headings(among matches: [Match]) -> [Int] {
    matches.filter {
      $0.kind == .header && $0.regime == "cn" && $0.rank >= 2 && $0.confidence >= 0.8
        && ($0.place == .heading || $0.place == .topCentre || $0.place == .stamp)
    }.map(\.line)
  }

  /// Two labels of a form in the other Chinese script, each spelled right by a model that does not know it.
  private func scriptOfForm(_ matches: [Match]) -> String? {
    for language in Self.otherChinese.sorted() where languages.contains(language) {
      let labels = matches.filter { $0.kind == .header && $0.reread.contains(language) }
      if Set(labels.map(\.line)).count >= 2 { return language }
    }
    return nil
  }

  /// Lines that may bear a mark and were read by the wrong model.
  private func readAgain(_ transcript: inout Transcript, in language: String, _ view: View, _ image: Image) {
    for n in transcript.lines.indices {
      let read = transcript.lines[n]
      guard read.readings.contains(where: { $0.text.contains("密") }) || Self.isUnsure(read) else { continue }
      transcript.lines[n].readings.append(reading(of: strip(of: read.line.id, view, image).type, language))
    }
  }

  /// Reads suspected marks in their own script where the rest of the page turned out to be of their regime.
  private func confirm(
    _ transcript: inout Transcript, _ matches: [Match], _ view: View, _ image: Image, _ watch: inout Stopwatch
  ) -> Bool {
    let regimes = Set(matches.filter { $0.kind == .header }.map(\.regime))
    var isChanged = false
    for suspicion in matches where suspicion.kind == .suspicion && regimes.contains(suspicion.regime) {
      guard let n = transcript.lines.firstIndex(where: { $0.line.id == suspicion.line }) else { continue }
      let known = transcript.lines[n].readings.map(\.language)
      for language in suspicion.reread where languages.contains(language) && !known.contains(language) {
        let again = watch.time(.read) { reading(of: strip(of: suspicion.line, view, image).type, language) }
        transcript.lines[n].readings.append(again)
        isChanged = true
      }
    }
    return isChanged
  }

  /// Short, where a mark may stand, and hardly read.
  private static func isUnsure(_ read: ReadLine, upTo length: Float = 12) -> Bool {
    guard read.line.lengthInGlyphs < length, read.line.lengthInGlyphs > 1.2 else { return false }
    let best = read.readings.map(\.confidence).max() ?? 0
    return best < unsure && (read.line.star != nil || read.line.isBoxed || read.line.relativeSize > 0.7)
  }

  /// A line cut out straight, without what is no type: the star, a stroke through it.
  private struct Strip {
    var line: Line
    /// As it is read.
    var type: Plane
    /// Where a star was found: with it. A blurred sign may have a star's shape, and is missed without it.
    var withStar: Plane?
    /// Where a short line is struck through: with the stroke, which takes the middle of E and A with it.
    var withStroke: Plane?
  }

  private func strip(of id: Int, _ view: View, _ image: Image) -> Strip {
    var strip = Strip(line: view.survey.layout.lines[id], type: view.survey.strip(of: id, in: image))
    if let found = StarFinder.find(in: strip.type) {
      strip.line.star = found.star
      strip.withStar = strip.type
      strip.type = found.without
    }
    if strip.line.lengthInGlyphs < 30, let found = StrokeFinder.find(in: strip.type) {
      strip.line.isStruckThrough = found.stroke.isThroughType
      if found.stroke.isThroughType, strip.line.lengthInGlyphs < 12 { strip.withStroke = strip.type }
      strip.type = found.without
    }
    return strip
  }

  private func firstReading(of strip: Strip, _ view: View) -> ReadLine {
    var readings: [Reading] = []
    if let whole = strip.withStroke { readings.append(reading(of: whole, view.language)) }
    let read = reading(of: strip.type, view.language)
    readings.append(read)
    if let whole = strip.withStar, read.confidence < Self.sure {
      readings.append(reading(of: whole, view.language))
    }
    if let star = strip.line.star, strip.line.isAlone,
      (Self.roundStar + 2...Self.longestTitled).contains(strip.line.lengthInGlyphs)
    {
      // Behind a title the mark is read with more care by itself.
      let height = Float(strip.type.height)
      let middle = star.position * Float(strip.type.width)
      let (left, right) = (max(0, middle - 3 * height), min(Float(strip.type.width), middle + 6 * height))
      let part = Rectangle(x: Int(left), y: 0, width: Int(right - left), height: strip.type.height)
      readings.append(reading(of: strip.type.cropped(to: part), view.language))
    }
    return ReadLine(line: strip.line, readings: readings)
  }

  func reading(of strip: Plane, _ language: String, withSigns: Bool = false) -> Reading {
    // The models were found when the inspector was made; one that vanished since reads nothing.
    guard var reading = try? shelf.read(strip, in: language, withSigns: withSigns) else {
      return Reading(language: language, text: "", confidence: 0)
    }
    if language == "kor", let place = reading.text.firstIndex(of: "급"), place > reading.text.startIndex,
      !reading.text[..<place].unicodeScalars.contains(where: { $0.value >= 0xAC00 && $0.value <= 0xD7AF }),
      let strokes = StrokeCounter.leadingStrokes(in: strip)
    {
      reading.text = ["Ⅰ", "Ⅱ", "Ⅲ"][strokes - 1] + reading.text[place...]
    }
    return reading
  }
}

extension Transcript {
  /// Some line was read with certainty.
  fileprivate var isReadWell: Bool {
    lines.contains { $0.readings.contains { $0.confidence >= 0.65 && $0.text.count >= 3 } }
  }
}

extension ReadLine {
  /// Two to four signs, 密 the last or the one before a period, and yet no rule that it meets.
  fileprivate func isAlmostMark(_ matches: [Match]) -> Bool {
    guard line.lengthInGlyphs < 8, !matches.contains(where: { $0.line == line.id && $0.kind == .mark }) else {
      return false
    }
    return readings.contains { reading in
      let signs = reading.text.filter { !$0.isWhitespace }
      return (2...4).contains(signs.count) && signs.dropFirst().contains("密")
    }
  }

  /// Several Latin letters, no others, and well read.
  fileprivate var isSurelyLatin: Bool {
    readings.first.map { $0.confidence > 0.8 && $0.isLatin } ?? false
  }
}
