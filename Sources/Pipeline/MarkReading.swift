import Evidence
import Judging
import Looking
import Matching
import Pixels
import Reading

// MARK: The project's own model, which knows marks and little else

extension PageReading {
  /// Where brushes and pens write a mark, in parts of the page's height.
  private static let upperPart: Float = 0.4
  /// How wide a line is made for another look that is to confirm a level.
  static let narrowedLook: Float = 0.85
  /// What the model of other countries' marks must be sure of, at first and at second sight (measured: of 2,735 strips of
  /// pages without a mark it saw one in two, the surest with 0.55, and in none of them twice).
  private static let (sureOfForeign, fairOfForeign): (Float, Float) = (0.7, 0.6)
  /// How long another country's mark is, in heights, and what any model makes a word of.
  private static let (longestForeign, shortWord): (Float, Float) = (24, 2.6)
  /// So many lines read with certainty tell a page's script.
  private static let enoughSurely = 2
  /// What the project's own model must be sure of the script of a level that is there.
  private static let sureOfScript: Float = 0.8

  /// Reads what gave nothing so far with the model that was trained on spoiled marks: it knows the star, too. Since it
  /// knows little but marks, it is heard only where it is sure of a whole level.
  mutating func readAsMark(_ strip: LineStrip, _ watch: inout Stopwatch) {
    guard readingsAsMark > 0, !strip.isRating, let part = partAsMark(of: strip) else { return }
    var reading = readingAsMark(of: part, &watch)
    // Ink of a stamp is worn.
    if last.line.isBoxed || last.line.isRed || last.holdsSignOfLevel, readingsAsMark > 0,
      !reading.isSurelyMark(besides: last.bestConfidence)
    {
      reading = readingAsMark(of: Straightening.mended(part), &watch)
    }
    // On a page that reads well in other letters, texture beside it must not look like more than it is.
    let isOther = !view.language.hasPrefix("chi_") && transcript.isReadWell
    let isSure =
      reading.isSurelyMark(besides: last.bestConfidence) && isSeenAgain(reading, in: part, &watch)
      || isConfirmedLevel(reading, in: part, &watch)
    if isSure, !isOther || reading.isSurelyLevel {
      last.readings.append(reading)
    }
  }

  /// Reads what gave nothing so far with the model of other countries' marks. It is heard where it is sure of one, sees nothing
  /// beside it, and says the same of another look.
  mutating func readAsForeignMark(_ strip: LineStrip, _ watch: inout Stopwatch) {
    guard readingsAsForeign > 0, headings.isEmpty, mayBeForeign,
      !matches.contains(where: { $0.line == last.line.id && $0.kind == .mark })
    else { return }
    readingsAsForeign -= 1
    let reading = watch.time(.read) { reader.reading(of: strip.type, Reading.foreign) }
    guard reading.confidence >= Self.sureOfForeign, !reading.text.contains(Reading.other), suitsPage(reading),
      looksAs(reading)
    else { return }
    last.readings.append(reading)
    match(&watch)
    let isMark = matches.contains {
      $0.line == last.line.id && ($0.kind == .mark || $0.kind == .half)
    }
    if isMark, isSaidAgain(reading, of: strip.type, &watch) { return }
    last.readings.removeLast()
    match(&watch)
  }

  /// A mark is in its page's script, or in Latin letters; texture on a page that surely reads in another is neither.
  private func suitsPage(_ reading: Reading) -> Bool {
    let rarer = reading.rarerScript
    return rarer == nil || rarer == view.language
      || surelyReadBefore + transcript.surelyRead < Self.enoughSurely
  }

  /// Elsewhere than on a page in its script a mark looks like that script to the network, too.
  private mutating func looksAs(_ reading: Reading) -> Bool {
    guard let rarer = reading.rarerScript, rarer != view.language,
      let script = LineClassifier.Script(model: rarer)
    else { return true }
    return view.sense.looksLike([script], last.line.id, of: view.survey, in: image)
  }

  /// What was seen in texture before the page's own lines told its script is no mark.
  mutating func withdrawUnsuited(_ watch: inout Stopwatch) {
    let lines = transcript.lines.map { line in
      var line = line
      line.readings.removeAll { $0.language == Reading.foreign && !suitsPage($0) }
      return line
    }
    guard zip(lines, transcript.lines).contains(where: { $0.readings.count < $1.readings.count }) else {
      return
    }
    transcript.lines = lines
    matches = watch.time(.match) { reader.matcher.matches(in: transcript) }
  }

  private func isSaidAgain(_ reading: Reading, of strip: Plane, _ watch: inout Stopwatch) -> Bool {
    let narrow = Straightening.narrowed(strip, to: Self.narrowedLook)
    let other = watch.time(.read) { reader.reading(of: narrow, Reading.foreign) }
    return other.text == reading.text && other.confidence >= Self.fairOfForeign
  }

  /// Hardly read, framed or almost a mark, or so short that any model makes a word of it. Of a page that reads in Chinese only
  /// what is suspected of another country's mark may be: the other model knows theirs (measured: on a notice board it saw 대외비
  /// in a blur, and twice).
  private var mayBeForeign: Bool {
    if matches.contains(where: { $0.line == last.line.id && $0.kind == .suspicion }) { return true }
    let isChinese = view.language == "chi_tra" || view.language == "chi_sim" && transcript.isReadWell
    guard !isChinese else { return false }
    return isUnsure(last, upTo: Self.longestForeign) || last.isAlmostMark(matches)
      || last.line.isBoxed && last.bestConfidence < Self.unsure
      || ["eng", "rus"].contains(view.language) && last.line.lengthInGlyphs < Self.shortWord
        && isUnsure(last, butFor: 1)
  }

  /// What it is not sure of alone another look must show, too: the star in a seal, with the office's name below, is
  /// 机密★长期 to it in a blur.
  private mutating func isSeenAgain(_ reading: Reading, in part: Plane, _ watch: inout Stopwatch) -> Bool {
    guard reading.confidence < Reading.sureOfLevel else { return true }
    let other = readingAsMark(of: Straightening.narrowed(part, to: Self.narrowedLook), &watch)
    return other.isStarred && other.isFair
      && reading.textWithoutSpaces.hasPrefix(other.textWithoutSpaces.prefix(3))
  }

  /// A level and nothing else, which three looks at one line agree on: a brush's or a script's signs are read so.
  private mutating func isConfirmedLevel(_ reading: Reading, in part: Plane, _ watch: inout Stopwatch) -> Bool
  {
    // Texture agrees with itself, too, and lies below the page more often than above.
    let mayStandHere = last.line.isBoxed || last.line.isRed || last.line.box.midY < Self.upperPart
    guard reading.isLevelAlone, mayStandHere,
      view.sense.looksLikeType(last.line.id, of: view.survey, in: image)
    else {
      return false
    }
    return [Straightening.mended(part), Straightening.narrowed(part, to: Self.narrowedLook)].allSatisfy {
      look in
      guard readingsAsMark > 0 else { return false }
      let other = readingAsMark(of: look, &watch)
      return other.isLevelAlone && other.textWithoutSpaces == reading.textWithoutSpaces
    }
  }

  private mutating func readingAsMark(of strip: Plane, _ watch: inout Stopwatch) -> Reading {
    readingsAsMark -= 1
    return watch.time(.read) { reader.reading(of: strip, Reading.marks) }
  }

  /// What of a line may be a mark that was not read: all of a short one, what stands behind a title.
  private func partAsMark(of strip: LineStrip) -> Plane? {
    if last.isStarWithoutLevel
      || last.bestConfidence < Self.sure && (isUnsure(last) || last.isAlmostMark(matches))
    {
      return strip.withStar ?? strip.type
    }
    return last.holdsLevel ? nil : strip.roundStar?.withStar ?? strip.smallEnd
  }

  /// chi_tra reads 機密 of 机密, too, and a simplified page that it was asked for becomes Taiwan's; chi_sim reads 机密 of
  /// 機密. The project's own model tells the two apart.
  mutating func readScriptOfLevel(_ strip: LineStrip, _ watch: inout Stopwatch) {
    let mark = matches.first { $0.line == last.line.id && $0.kind == .mark }
    guard readingsAsMark > 0, let mark else { return }
    let isTraditional = view.language == "chi_tra"
    // A star is the mainland's.
    let isOpen = isTraditional || mark.mark == mark.level && headings.isEmpty
    let doubtful = last.readings.filter { reading in
      isTraditional
        ? reading.language == "chi_tra" && reading.holds(Reading.traditionalLevels)
        : reading.language == "chi_sim" && reading.holds(Reading.simplifiedLevels)
    }
    guard isOpen, !doubtful.isEmpty else { return }
    let reading = readingAsMark(of: strip.withStar ?? strip.type, &watch)
    let other = isTraditional ? Reading.simplifiedLevels : Reading.traditionalLevels
    guard reading.confidence >= Self.sureOfScript, reading.holds(other) else { return }
    last.readings = last.readings.filter { !doubtful.contains($0) } + [reading]
    if !isTraditional, reader.languages.contains("chi_tra") {
      (chinese, view.language) = ("chi_tra", "chi_tra")
    }
    match(&watch)
  }
}

extension Transcript {
  var surelyRead: Int { lines.count(where: \.isSurelyRead) }
}

extension ReadLine {
  private static let (surely, fewestLetters): (Float, Int) = (0.85, 5)

  fileprivate var isSurelyRead: Bool {
    readings.contains {
      $0.confidence >= Self.surely && $0.text.count(where: \.isLetter) >= Self.fewestLetters
    }
  }
}

extension Reading {
  /// Levels that the two scripts write differently, and all.
  fileprivate static let (simplifiedLevels, traditionalLevels) = (["绝密", "机密"], ["絕密", "機密"])
  static let levels = simplifiedLevels + traditionalLevels + ["秘密"]
  private static let taiwansLevels = ["極機密", "絕對機密"]
  /// How that model tells a sign that it does not know.
  fileprivate static let other: Character = "〓"
  /// What the project's own model must be sure of a line: of one with a star, and of a level alone, which it sees in
  /// any two heavy signs now and then (measured: with up to 0.86).
  fileprivate static let (sureOfStarred, sureOfLevel, likelyLevel): (Float, Float, Float) = (0.7, 0.9, 0.75)
  /// And of a patch of ink.
  private static let fairPatch: Float = 0.6
  /// And of a level alone that other looks confirm.
  private static let fairLevel: Float = 0.7

  /// The model for the script that one of its signs is of, where that is none of the commonest.
  fileprivate var rarerScript: String? {
    if text.unicodeScalars.contains(where: \.isHangul) { return "kor" }
    return text.unicodeScalars.contains(where: \.isCyrillic) ? "rus" : nil
  }

  /// Tesseract puts spaces between Chinese signs.
  var textWithoutSpaces: String { text.filter { !$0.isWhitespace } }

  func holds(_ levels: [String]) -> Bool { levels.contains(where: textWithoutSpaces.contains) }

  /// One sign of a level's word.
  var holdsSignOfLevel: Bool { text.contains { PageReading.signsOfLevels.contains(String($0)) } }

  /// Of the project's own model: worth reading with another, too.
  var isLikelyMark: Bool { confidence >= Self.likelyLevel && holds(Self.levels) }

  /// Of that model: a level of the mainland's and nothing else, fairly read (measured: in 960 photos two other looks
  /// agreed on no false one; with 0.68 they did once, and in texture on 機密 with 0.8).
  fileprivate var isLevelAlone: Bool {
    confidence >= Self.fairLevel && (Self.simplifiedLevels + ["秘密"]).contains(textWithoutSpaces)
  }

  /// Of that model: a level, with its period or without, and nothing else (measured: in 2,000 patches of coloured ink of
  /// 290 pages without a mark it saw no bare one that is surer than 0.55; rows of stars are 秘密★三个月 to it with 0.61).
  ///
  /// - Parameter language: the page's; 機密 is read of 机密, too, but 絕密 is a level of the mainland's alone.
  func isFairlyLevel(in language: String) -> Bool {
    let signs = textWithoutSpaces
    let levels =
      language == "chi_tra"
      ? Self.levels + Self.taiwansLevels : Self.levels.filter { $0 != Self.traditionalLevels[1] }
    return levels.contains(signs) && confidence >= Self.fairPatch
      || levels.contains { signs.hasPrefix($0 + "★") } && signs.last != "★" && !signs.contains(Self.other)
        && confidence >= Self.sureOfStarred
  }

  /// Of that model: sure of a level, star or not.
  fileprivate var isSurelyLevel: Bool { confidence >= Self.sureOfLevel && holds(Self.levels) }

  /// A star with nothing behind it is any sign.
  fileprivate var isStarred: Bool { text.contains("★") && text.last != "★" }

  fileprivate var isFair: Bool { confidence >= Self.fairPatch }

  /// Of the project's own model: it is sure of a whole level, and of hardly anything beside it, as in a sentence; where
  /// another reads the line fairly, with so much confidence, it must know every sign.
  func isSurelyMark(besides other: Float) -> Bool {
    let others = text.count { $0 == Self.other }
    return confidence >= (isStarred ? Self.sureOfStarred : Self.sureOfLevel)
      && holds(Self.levels) && others <= (other < PageReading.unsure ? 1 : 0)
  }
}
