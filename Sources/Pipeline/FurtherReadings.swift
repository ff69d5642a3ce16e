import Evidence
import Judging
import Looking
import Matching
import Pixels
import Reading

/// Further readings of the line that was read last: in another language, or of what is made of its strip.
extension PageReading {
  /// A short line that reads worse is looked at again.
  static let unsure: Float = 0.65
  /// A line that reads worse gave nothing.
  private static let nothing: Float = 0.2
  /// Heights of a line that may hold a mark and something else.
  private static let ofPieces: ClosedRange<Float> = 5...32
  /// How wide squat type is made for another look.
  private static let uprightShare: Float = 0.7
  /// Models of scripts whose type may be set downwards.
  private static let readDownwards: Set<String> = ["chi_sim", "chi_tra", "jpn"]
  /// Heights of a line that does not show its direction.
  private static let fewSigns: Float = 6
  /// A line of one sign is shorter, in heights; what of 绝　密 may stand beside it, and which signs these are.
  private static let oneSign: Float = 1.8
  private static let restOfWord: Float = 3.5
  static let signsOfLevels: Set<String> = ["绝", "机", "秘", "密", "絕", "機", "極"]
  /// Lines of a page in Latin or Korean type that are tried in Chinese, too, where none of them was.
  private static let mostVain = 3
  /// Lines whose type tells how large a page's type is in one place.
  private static let mostBeside = 5
  /// Parts of marks that are Taiwan's or Japan's alone.
  private static let ofOneCountry = ["絕對", "極機密", "極秘", "取扱注意", "特定秘密", "部外秘"]
  /// A cover has no more lines, and its mark is no smaller in parts of their usual size.
  private static let (mostOnCover, smallestOnCover): (Int, Float) = (15, 0.4)
  /// Rows of one strip that are read.
  private static let mostRows = 2

  /// A suspicion asks for another model; an unsure line for another look, which may arouse suspicion in its turn.
  mutating func readFurther(_ strip: LineStrip, _ watch: inout Stopwatch) {
    if readAsSuspected(strip, &watch) { return }
    let known = last.readings.count
    if isScrap {
      readAsMark(strip, &watch)
    } else {
      let strip = readLevelled(strip, &watch)
      readParts(strip, &watch)
      readInAnotherScript(strip, &watch)
      readCleaned(strip, &watch)
      readPiece(strip, &watch)
      readAsMark(strip, &watch)
      readStampInOtherChinese(strip, &watch)
      readAsForeignMark(strip, &watch)
    }
    guard last.readings.count > known else { return }
    match(&watch)
    readAsSuspected(strip, &watch)
  }

  /// Reads a column that says nothing as a word on its side, as drawings, tables and reports have along their edges. In
  /// Chinese characters such a word is a column.
  mutating func readSideways(_ id: Int, _ watch: inout Stopwatch) {
    guard !Self.readDownwards.contains(view.language), last.bestConfidence < Self.sure else { return }
    for strip in view.survey.sidewaysStrips(of: id, in: image) where readingsSideways > 0 {
      readingsSideways -= 1
      readLast(strip, in: view.language, &watch)
      if last.bestConfidence >= Self.sure {
        last.line.isSideways = true
        return
      }
    }
  }

  /// It gave no text, and looks like none, on a page that reads well: it is a spoiled mark or nothing.
  private var isScrap: Bool {
    mutating get {
      !reader.isDeep && transcript.isReadWell && last.bestConfidence < Self.leastOfText
        && !last.line.isBoxed && !last.line.isRed && last.line.star == nil && !last.holdsSignOfLevel
        && view.sense.isSurelyNone(last.line.id, of: view.survey, in: image)
    }
  }

  /// - Returns: whether a suspicion asked for another model.
  @discardableResult private mutating func readAsSuspected(_ strip: LineStrip, _ watch: inout Stopwatch)
    -> Bool
  {
    let asked = languagesToAsk(strip, &watch)
    for language in asked.sorted() {
      retry(strip.type, in: language, &watch)
      if last.readings.last?.text.isEmpty == true {
        retry(Straightening.mended(strip.type), in: language, &watch)
      }
    }
    if !asked.isEmpty { match(&watch) }
    return !asked.isEmpty
  }

  private mutating func languagesToAsk(_ strip: LineStrip, _ watch: inout Stopwatch) -> Set<String> {
    let suspicions = matches.filter { $0.kind == .suspicion && $0.line == strip.line.id }
    var asked = Set(suspicions.flatMap(\.reread))
      .intersection(reader.languages).subtracting(last.readings.map(\.language))
    guard view.language == "chi_sim", !asked.isDisjoint(with: PageReader.otherChinese) else { return asked }
    // A mark of many signs is its country's own.
    let owned = suspicions.filter(\.isOneCountrysAlone).flatMap(\.reread)
    asked.subtract(PageReader.otherChinese.subtracting(owned))
    // Only the mainland writes such a heading: its marks are simplified.
    guard headings.isEmpty else { return asked }
    // The models of Chinese characters read each other's type, with confidence; the page's own is asked.
    var probes = view.probes
    let own = chinese ?? watch.time(.read) { reader.chineseModel(view, in: image, &probes) }
    chinese = own
    if own != view.language {
      view.language = own
      last.readings = []
      readLast(strip.type, in: own, &watch)
      match(&watch)
    }
    return asked
  }

  private mutating func readInAnotherScript(_ strip: LineStrip, _ watch: inout Stopwatch) {
    guard isUnsure(last, upTo: 24) || isLevelWithMore else { return }
    let line = last.line
    // Hong Kong and Korea write their marks in two scripts.
    if view.language == "eng" || view.language == "kor", reader.languages.contains("chi_tra"),
      line.box.y < 0.3 || line.box.y > 0.8 || isLevelWithMore, vainInChinese < Self.mostVain
    {
      readLast(strip.type, in: "chi_tra", &watch)
      if last.readings.last.map({ $0.confidence > Self.unsure }) != true {
        vainInChinese += 1
      } else if reader.languages.contains("chi_sim") {
        // What reads well in one of the Chinese scripts may be the other's.
        readLast(strip.type, in: "chi_sim", &watch)
        takeForMainland(&watch)
      }
    }
    // On a drawing's sheet the mark is all that is in the page's own script.
    for script in [LineClassifier.Script.korean, .cyrillic]
    where isUnsure(last) && ["chi_sim", "eng"].contains(view.language)
      && reader.languages.contains(script.model)
      && view.sense.looksLike([script], last.line.id, of: view.survey, in: image)
    {
      readLast(strip.type, in: script.model, &watch)
    }
    // Worn capitals look Russian.
    if view.language == "rus", reader.languages.contains("eng") { readLast(strip.type, in: "eng", &watch) }
  }

  /// A level's word and something beside it, in a short line: it may be the same word in another script.
  private var isLevelWithMore: Bool {
    last.line.lengthInGlyphs < 24
      && matches.contains { $0.line == last.line.id && $0.regime == "hk" && $0.rule.hasSuffix(".mention") }
  }

  /// Reads what is made of a line, if anything is, so long as there are retries left.
  private mutating func retry(_ strip: Plane?, in language: String? = nil, _ watch: inout Stopwatch) {
    guard retries > 0, let strip else { return }
    retries -= 1
    readLast(strip, in: language ?? view.language, &watch)
  }

  /// Reads a line once more until one reading will do: without the strokes that cross it out, mended, with what runs on
  /// above and below, with what stands beside it, without what runs in from outside, thinned, sharpened, and narrowed.
  private mutating func readCleaned(_ strip: LineStrip, _ watch: inout Stopwatch) {
    if isDoubtful { retry(StrokeFinder.withoutCrossing(strip.type), &watch) }
    if isDoubtful, last.bestConfidence < Self.nothing { retry(Straightening.mended(strip.type), &watch) }
    if isDoubtful {
      retry(view.survey.strip(heightened: strip.type, of: last.line.id, in: image), &watch)
    }
    if isPartOfLevel || last.beginsInLevel || last.isEndOfMark && isDoubtful {
      // The level is the word that matters: it is read even when no retries are left.
      if last.beginsInLevel { retries = max(1, retries) }
      retry(view.survey.strip(of: last.line.id, widenedBy: Self.restOfWord, in: image), &watch)
    }
    if isDoubtful { retry(Straightening.withoutRim(strip.type), &watch) }
    if isDoubtful { retry(Straightening.thinned(strip.type), &watch) }
    if isDoubtful { retry(Straightening.sharpened(strip.type), &watch) }
    // Chinese signs are square; flatter ones were seen from a low angle.
    guard isDoubtful, view.language.hasPrefix("chi_") else { return }
    let upright = Straightening.narrowed(strip.type, to: Self.uprightShare)
    let found = last.line.star == nil ? StarFinder.find(in: upright) : nil
    if let found { last.line.star = found.star }
    retry(found?.without ?? upright, &watch)
  }

  /// Reads what lies small in a wide frame, or is faint.
  mutating func readCutClose(_ watch: inout Stopwatch) {
    guard isDoubtful else { return }
    let strip = view.survey.strip(of: last.line.id, in: image)
    let known = last.readings.count
    let close = Levelling.trimmed(Levelling.levelled(strip)?.strip ?? strip)
    retry(close, &watch)
    if isDoubtful { retry(Straightening.darkened(close ?? strip), &watch) }
    if last.readings.count > known { match(&watch) }
  }

  /// Reads a few signs that were cut out askew: two of them hardly show which way their line runs.
  ///
  /// - Returns: the strip, level.
  private mutating func readLevelled(_ strip: LineStrip, _ watch: inout Stopwatch) -> LineStrip {
    guard last.line.lengthInGlyphs < Self.fewSigns, last.bestConfidence < Self.sure,
      isUnsure(last) || last.holdsSignOfLevel,
      let level = watch.time(.read, { Levelling.levelled(strip.type) })
    else { return strip }
    if last.holdsSignOfLevel { retries = max(1, retries) }
    retry(level.strip, &watch)
    if level.isFramed, last.holdsSignOfLevel { last.line.isBoxed = true }
    var strip = strip
    (strip.type, strip.withStar) = (level.strip, nil)
    return strip
  }

  /// A stamp's script may be told where its page's was not, by the marks that only one country has.
  private mutating func readStampInOtherChinese(_ strip: LineStrip, _ watch: inout Stopwatch) {
    guard retries > 0, view.language == "chi_sim", headings.isEmpty, last.line.isBoxed || last.line.isRed,
      isUnsure(last), !last.holdsLevel
    else { return }
    for language in PageReader.otherChinese.intersection(reader.languages).sorted() {
      let reading = watch.time(.read) { reader.reading(of: strip.type, language) }
      if reading.holds(Self.ofOneCountry) { last.readings.append(reading) }
    }
    retries -= 1
  }

  /// One sign that begins or ends a level's word, where the rest of it was not seen.
  private var isPartOfLevel: Bool {
    retries > 0 && last.line.lengthInGlyphs < Self.oneSign && view.language != "eng"
      && last.readings.contains { $0.text.count == 1 && Self.signsOfLevels.contains($0.text) }
  }

  /// Reads by themselves what stands in a frame, and rows that were taken for one line, where the whole gave nothing.
  private mutating func readParts(_ strip: LineStrip, _ watch: inout Stopwatch) {
    guard last.bestConfidence < Self.unsure || last.showsBars, last.line.lengthInGlyphs < 12 else { return }
    if let framed = PieceFinder.framed(in: strip.type) ?? BrokenFrame.inside(of: strip.type) {
      last.line.isBoxed = true
      readPart(framed, of: strip, isFramed: true, &watch)
    } else if isUnsure(last) {
      for row in PieceFinder.rows(in: strip.type).prefix(Self.mostRows) {
        readPart(row, of: strip, isFramed: false, &watch)
      }
    }
  }

  private mutating func readPart(
    _ part: Rectangle, of strip: LineStrip, isFramed: Bool, _ watch: inout Stopwatch
  ) {
    guard retries > 0,
      let plane = view.survey.strip(of: part, of: strip.type, strip.line.id, in: image, isFramed: isFramed)
    else { return }
    let type = StrokeFinder.find(in: plane)?.without ?? plane
    retry(type, &watch)
    if last.bestConfidence < Self.sure { retry(Straightening.thinned(type), &watch) }
  }

  /// Reads by itself the longest piece of a line that gave nothing as a whole.
  private mutating func readPiece(_ strip: LineStrip, _ watch: inout Stopwatch) {
    guard retries > 0, last.readings.first.map({ $0.confidence < Self.nothing }) == true,
      last.line.typeness > 0,
      Self.ofPieces.contains(last.line.lengthInGlyphs)
    else { return }
    retry(PieceFinder.longest(in: strip.type), &watch)
  }

  private var isDoubtful: Bool { retries > 0 && (isUnsure(last) || last.isAlmostMark(matches)) }

  /// Short, where a mark may stand, and hardly read.
  func isUnsure(
    _ read: ReadLine, upTo length: Float = Line.longestMark, butFor sure: Float = PageReading.unsure
  ) -> Bool {
    guard read.line.isOfMarksLength(upTo: length) else { return false }
    return read.bestConfidence < sure
      && (read.line.star != nil || read.line.isBoxed || read.line.isRed
        || read.line.isOfMarksSize || isOfMarksSizeThere(read.line) || isOfMarksSizeOnCover(read.line))
  }

  /// A cover's few lines are titles, and its mark is smaller.
  private func isOfMarksSizeOnCover(_ line: Line) -> Bool {
    line.relativeSize > Self.smallestOnCover
      && view.survey.layout.lines.count { $0.typeness > 0.5 } <= Self.mostOnCover
  }

  /// Seen from a low angle, the page's far end has smaller type: what is as large as the type beside it.
  private func isOfMarksSizeThere(_ line: Line) -> Bool {
    let others = view.survey.layout.lines.filter { $0.id != line.id && $0.typeness > 0.5 }
    let nearest = others.sorted {
      ($0.quad.centre - line.quad.centre).length < ($1.quad.centre - line.quad.centre).length
    }.prefix(Self.mostBeside).map(\.glyphHeight).sorted()
    return !nearest.isEmpty && line.glyphHeight > Line.leastOfMark * nearest[nearest.count / 2]
  }
}

extension Line {
  /// Of a mark's length and size, as far as these go.
  var mayBeMark: Bool { isOfMarksLength() && isOfMarksSize }

  /// In heights; what is longer is a sentence.
  static let longestMark: Float = 12

  fileprivate func isOfMarksLength(upTo longest: Float = longestMark) -> Bool {
    lengthInGlyphs < longest && lengthInGlyphs > 1.2
  }

  /// In parts of the body type's size.
  fileprivate static let leastOfMark: Float = 0.7

  fileprivate var isOfMarksSize: Bool { relativeSize > Self.leastOfMark }
}

extension ReadLine {
  /// The period behind a star read well, what stands before it as no level.
  var isStarWithoutLevel: Bool {
    guard let star = line.star, star.strength > PageReading.surelyStar else { return false }
    return line.lengthInGlyphs < Line.longestMark && !holdsLevel
  }

  /// The like, with the star at its beginning: what stands before it is not of the line.
  fileprivate var isEndOfMark: Bool {
    isStarWithoutLevel && line.star.map { $0.position < Self.beginning } == true
  }

  /// The like, with a level's second sign at its beginning: the first one tells which level it is.
  fileprivate var beginsInLevel: Bool {
    isStarWithoutLevel && readings.contains { $0.text.first == "密" }
  }

  /// In parts of a line's length.
  private static let beginning: Float = 0.3

  var holdsSignOfLevel: Bool { readings.contains(where: \.holdsSignOfLevel) }

  /// The sides of a frame were read as signs.
  fileprivate var showsBars: Bool {
    let bars: Set<Character> = ["|", "[", "]", "{", "}"]
    return readings.contains { reading in
      let signs = reading.textWithoutSpaces
      return signs.count > 1 && [signs.first, signs.last].contains { $0.map(bars.contains) == true }
    }
  }

  /// Some reading has a level's word.
  var holdsLevel: Bool { readings.contains { $0.holds(Reading.levels) } }

  /// A star, or two to four signs, 密 the last or the one before a period, or two, the first a level's, and yet no rule
  /// that it meets.
  func isAlmostMark(_ matches: [Match]) -> Bool {
    guard line.lengthInGlyphs < 8, !matches.contains(where: { $0.line == line.id && $0.kind == .mark }) else {
      return false
    }
    if let star = line.star, star.strength > PageReading.surelyStar { return true }
    return readings.contains { reading in
      let signs = reading.textWithoutSpaces
      let beginsAsLevel =
        signs.count == 2 && signs.first.map { PageReading.signsOfLevels.contains(String($0)) } == true
      return beginsAsLevel || (2...4).contains(signs.count) && signs.dropFirst().contains("密")
    }
  }
}
