import Evidence
import Judging
import Looking
import Matching
import Pixels
import Reading

/// Finds out which way up a page is and in which script, and has it read.
final class PageReader {
  struct Result {
    var judgement: Judgement
    var transcript: Transcript
    var matches: [Match]
    /// What most of it was read in, and from which side.
    var language: String
    var isTurned: Bool
    /// Enough of its lines look like type; else none was read.
    var showsPage = true
    /// A reading told its script, or some line read well.
    var holdsText: Bool
  }

  /// The likeliest lines that are read for a mark where nothing else was read.
  static let mostForMarks = 8
  /// Of the likeliest lines; and where the likeliest of all are no type.
  private static let (muchType, muchBesideNone) = (8, 12)
  /// That the likeliest lines are no type, so that one piece must tell, or that it is not worth reading untold.
  private static let (surelyNoType, likelyNoType): (Float, Float) = (0.99, 0.9)

  let matcher: Matcher
  let judge = Judge()
  let languages: Set<String>
  /// Everything is read, not only until the verdict is safe.
  let isDeep: Bool
  /// Without one, script and side are found by reading alone.
  let classifier: LineClassifier?
  private let shelf: ReaderShelf

  /// - Parameter languages: those with a model.
  init(
    matcher: Matcher, classifier: LineClassifier?, shelf: ReaderShelf, languages: Set<String>, deep: Bool
  ) {
    self.matcher = matcher
    self.classifier = classifier
    self.shelf = shelf
    self.languages = languages
    isDeep = deep
  }

  /// - Parameter across: the same page taken to be read across that direction; asked for where no line reads in it.
  func read(
    _ survey: Survey, glanced small: Image, in image: Image, across: () -> Survey?, _ watch: inout Stopwatch
  ) -> Result {
    lazy var lying = across().map { self.view(of: $0) }
    func seenLying(surerThan view: View, _ watch: inout Stopwatch) -> View? {
      guard var page = watch.time(.look, { lying }),
        mayBeType(&page, unless: Self.surelyNoType, in: image, &watch)
      else { return nil }
      return seen(page, surerThan: view, small, image, &watch)
    }
    var page = view(of: survey)
    let showsPage = watch.time(.look) {
      isDeep || page.showsPage(in: image) || lying?.showsPage(in: image) == true
    }
    guard showsPage else { return nothing(of: survey) }
    let isNone = !mayBeType(&page, unless: Self.surelyNoType, in: image, &watch)
    var view = watch.time(.read) { settled(page, glanced: small, in: image, isBrief: isNone) }
    let isSettled = view.confidence > 0
    let turned = isSettled ? nil : seenLying(surerThan: view, &watch)
    let isLying = turned != nil
    if let turned { view = turned }
    let isRead = isSettled || isLying || isWorthReading(unsettled: view, in: image, &watch)
    let result = isRead ? self.result(of: view, small, image, &watch) : nothing(of: survey, showsPage: true)
    // What was sure of the script may have been a scrap.
    if isSettled, result.judgement.verdict == .clear, !result.transcript.isReadWell,
      let turned = seenLying(surerThan: view, &watch)
    {
      let other = self.result(of: turned, small, image, &watch)
      if !other.transcript.isHardlyRead { return other }
    }
    if result.judgement.verdict == .clear, !isLying, !result.transcript.isReadWell,
      let turned = turnedAround(view, small, image, &watch)
    {
      let other = self.result(of: turned, small, image, &watch)
      if other.judgement.verdict != .clear { return other }
    }
    if result.judgement.verdict == .clear, result.transcript.isHardlyRead,
      let other = readDownwards(
        view, small, image,
        across: { watch in
          isLying ? page : isRead || self.showsStamp(survey) ? watch.time(.look) { lying } : nil
        }, &watch)
    {
      return other
    }
    return result
  }

  /// Where nothing tells script or side there is hardly a word to read, but a mark may stand among spoiled type: the page
  /// is read where one shows, where a red stamp may be, or where much looks like type (measured: of 1,430 pages whose
  /// mark or red header was found, three were such, and showed ten lines and more).
  private func isWorthReading(unsettled view: View, in image: Image, _ watch: inout Stopwatch) -> Bool {
    if isDeep || view.survey.layout.lines.contains(where: { $0.isBoxed && $0.isRed && $0.isAsShortAsStamp }) {
      return true
    }
    var page = view
    let holdsMuch =
      mayBeType(&page, unless: Self.likelyNoType, in: image, &watch)
      && page.sense.typeLines(of: view.survey, in: image, most: Self.muchType) == Self.muchType
    return holdsMuch || watch.time(.read) { showsMark(&page, in: image) }
  }

  /// Whether its likeliest pieces may be type, or some other line surely is, or much is likely to be.
  ///
  /// Where they are surely none, one piece is read to find out script and side (measured: of 1,700 pages whose mark or
  /// red header was found, six were such, and one piece told each but one with 15 lines of type; of 19 ordinary photos
  /// whose lines passed for a page, eight were). Where they are likely none and no model tells, nothing is.
  ///
  /// - Parameter sure: the probability of no type from which on they are none.
  private func mayBeType(
    _ view: inout View, unless sure: Float, in image: Image, _ watch: inout Stopwatch
  ) -> Bool {
    isDeep
      || watch.time(.look) {
        !isNoType(&view, surerThan: sure, in: image) || view.sense.holdsSureType(view.survey, in: image)
          || view.sense.typeLines(of: view.survey, in: image, most: Self.muchBesideNone)
            == Self.muchBesideNone
      }
  }

  /// What is said of a picture whose lines are no type, or none that any model can read.
  private func nothing(of survey: Survey, showsPage: Bool = false) -> Result {
    let transcript = Transcript(layout: survey.layout)
    return Result(
      judgement: judge.judgement(on: [], in: transcript, sawEverything: true), transcript: transcript,
      matches: [], language: primary, isTurned: false, showsPage: showsPage, holdsText: false)
  }

  /// A page of which nothing could be read, seen from its other side, where a mark shows there. Spoiled type tells its
  /// side to no model, but a mark to the one that was trained on such.
  private func turnedAround(_ view: View, _ small: Image, _ image: Image, _ watch: inout Stopwatch) -> View? {
    let survey = watch.time(.look) { view.survey.turnedAround(small) }
    var turned = self.view(of: survey, isTurned: !view.isTurned)
    return watch.time(.read) { showsMark(&turned, in: image) } ? turned : nil
  }

  /// One of its likeliest lines is surely a mark to the model that was trained on such.
  ///
  /// - Parameter inStamps: only what may be a stamp is read, type or not.
  func showsMark(_ view: inout View, inStamps: Bool = false, in image: Image) -> Bool {
    guard languages.contains(Self.commonest[0]) else { return false }
    let survey = view.survey
    let lines = survey.likely.prefix(Self.mostForMarks).filter { id in
      let line = survey.layout.lines[id]
      return line.mayBeMark && (!inStamps || line.isBoxed || line.isRed)
    }
    return lines.contains { id in
      guard inStamps || !view.sense.isSurelyNone(id, of: survey, in: image) else { return false }
      let reading = self.reading(of: LineStrip(of: id, survey, in: image).type, Reading.marks)
      return inStamps ? reading.isLikelyMark : reading.isSurelyMark(besides: 0)
    }
  }

  /// Reads lines of a page, seen at another size, that a reading of it passed over, and judges both together.
  ///
  /// - Parameter survey: from the side that the page was read from.
  func read(
    _ lines: [Int], of survey: Survey, glanced small: Image, in image: Image, addedTo earlier: Result,
    _ watch: inout Stopwatch
  ) -> Result {
    var view = view(of: survey, isTurned: earlier.isTurned)
    (view.language, view.confidence) = (earlier.language, Self.certain)
    var lines = lines
    if !isDeep, !earlier.transcript.isReadWell {
      lines.removeAll { view.sense.isSurelyNone($0, of: survey, in: image) }
    }
    guard !lines.isEmpty else { return earlier }
    var reading = PageReading(of: view, in: image, glanced: small, by: self, only: lines)
    reading.surelyReadBefore = earlier.transcript.surelyRead
    let added = reading.result(&watch)
    var both = earlier
    both.transcript = earlier.transcript.adding(added.transcript)
    both.matches = watch.time(.match) { matcher.matches(in: both.transcript) }
    both.judgement = watch.time(.judge) {
      judge.judgement(on: both.matches, in: both.transcript, sawEverything: true)
    }
    return both
  }

  /// The page lying on its side, if it reads so much better that this is no chance.
  private func seen(
    _ lying: View, surerThan view: View, _ small: Image, _ image: Image, _ watch: inout Stopwatch
  ) -> View? {
    // The two commonest models will do, once each: a rarer one makes words of anything.
    let turned = watch.time(.read) { settled(lying, glanced: small, in: image, isBrief: true) }
    return turned.confidence > view.surest + Self.clearly ? turned : nil
  }

  /// The page from its side, in its language.
  func settled(_ page: View, glanced small: Image, in image: Image, isBrief: Bool = false) -> View {
    var finding = ScriptFinding(of: page, glanced: small, in: image, by: self, isBrief: isBrief)
    return finding.settled()
  }

  func result(of view: View, _ small: Image, _ image: Image, _ watch: inout Stopwatch) -> Result {
    var reading = PageReading(of: view, in: image, glanced: small, by: self)
    let result = reading.result(&watch)
    guard result.judgement.verdict != .marked, let own = reading.betterChinese(&watch) else { return result }
    var view = view
    view.language = own
    var again = PageReading(of: view, in: image, glanced: small, by: self)
    return again.result(&watch)
  }

  func reading(of strip: Plane, _ language: String, withSigns: Bool = false) -> Reading {
    // The models were found when the inspector was made; one that vanished since reads nothing.
    guard var reading = try? shelf.read(strip, in: language, withSigns: withSigns) else {
      return Reading(language: language, text: "", confidence: 0)
    }
    if language == Reading.foreign { reading.text = reading.text.inOwnScript }
    if language == "kor", let place = reading.text.placeOfKoreanGrade,
      let strokes = StrokeCounter.leadingStrokes(in: strip)
    {
      reading.text = ["Ⅰ", "Ⅱ", "Ⅲ"][strokes - 1] + reading.text[place...]
    }
    return reading
  }
}

extension String {
  /// What a Roman two or three and its serifs are read as.
  private static let syllablesOfNumbers: Set<Character> = Set("보표브비프끄크트뜨")
  /// What 급 and 비 are read as where a frame or a stroke through the row spoils them.
  private static let (worn, wornNext): (Set<Character>, Set<Character>) = (Set("근금글클큰굽극"), Set("비피기"))

  /// Of the 급 behind a Roman numeral, which the Korean model has no signs for: what it reads there is no Hangul, or in
  /// the mark's own words any one syllable that is no number. Another sign is a worn 급 where 비 follows. A word of two
  /// syllables, as 등급 is, does not stand wide.
  var placeOfKoreanGrade: Index? {
    guard let place = firstIndex(of: "급") ?? placeOfWornGrade else { return nil }
    // The numeral may be lost altogether.
    guard place > startIndex else { return filter { !$0.isWhitespace } == "급비밀" ? place : nil }
    let isWide = self[index(before: place)].isWhitespace
    let before = self[..<place].filter { !$0.isWhitespace }
    let isNumber = before.last.map { "일이삼".contains($0) } == true
    let isWorn = self[place] != "급"
    let isSyllable = before.last.map(Self.syllablesOfNumbers.contains) == true
    let isLevel = self[place...].filter { !isSyllable && !isWide || !$0.isWhitespace }.hasPrefix("급비밀")
    let isMark = (isWorn || isLevel) && before.count == 1 && !isNumber
    return isMark || !before.unicodeScalars.contains(where: \.isHangul) ? place : nil
  }

  private var placeOfWornGrade: Index? {
    indices.prefix(4).first { place in
      Self.worn.contains(self[place])
        && self[index(after: place)...].first { !$0.isWhitespace }.map(Self.wornNext.contains) == true
    }
  }
}

extension String {
  /// The capitals that look the same in Latin and in Cyrillic type, which the foreign model tells as Latin ones.
  private static let alike: [Character: Character] = [
    "A": "А", "B": "В", "C": "С", "E": "Е", "H": "Н", "K": "К", "M": "М", "O": "О", "P": "Р", "T": "Т",
    "X": "Х",
  ]
  /// The one Russian level without a letter of its own.
  private static let withoutOwn = "CEKPETHO"

  /// All in Cyrillic letters where any of its are.
  var inOwnScript: String {
    let isCyrillic = unicodeScalars.contains(where: \.isCyrillic)
    guard isCyrillic || contains(Self.withoutOwn) else { return self }
    return String(map { Self.alike[$0] ?? $0 })
  }
}

extension Transcript {
  /// With the lines that were read in another look at the same page, which follow this one's in number.
  fileprivate func adding(_ other: Transcript) -> Transcript {
    var both = self
    for read in other.lines {
      var read = read
      read.line.id = both.layout.lines.count
      both.lines.append(read)
      both.layout.lines.append(read.line)
    }
    return both
  }

  /// Next to none of its lines gave a word, whatever was made of scattered signs: so it is where columns are taken for
  /// rows, or for lines on their side.
  var isHardlyRead: Bool {
    func count(_ letters: Int, atLeast sure: Float) -> Int {
      lines.count { read in read.readings.contains { $0.confidence >= sure && $0.holdsWord(of: letters) } }
    }
    // Six signs in a row are no accident; three are now and then.
    return count(6, atLeast: 0.8) == 0 && 5 * count(3, atLeast: 0.65) <= lines.count
  }

  /// Some line was read with certainty.
  var isReadWell: Bool {
    lines.contains { $0.readings.contains { $0.confidence >= 0.65 && $0.text.count >= 3 } }
  }
}

extension Reading {
  /// So many letters next to each other.
  fileprivate func holdsWord(of count: Int) -> Bool {
    text.split { !$0.isLetter }.contains { $0.count >= count }
  }
}
