import Evidence
import Looking
import Pixels
import Reading

// MARK: Which of the models of Chinese characters

extension PageReader {
  /// How much better a rarer model of Chinese characters must read than chi_sim: they read each other's type.
  private static let advantage: Float = 0.05
  /// In a blur chi_tra reads simplified type with more confidence, too (measured: a lead of up to 0.11).
  private static let leadInBlur: Float = 0.15
  private static let blurred: Float = 0.6
  /// Every piece is read better by the page's own model, by this at least, and all together by that (measured on 230
  /// pages: none of simplified type is).
  private static let leadOfPiece: Float = 0.05
  private static let leadOfPieces: Float = 0.1
  /// Where the signs tell, too, less will do.
  private static let leastLeadOfPieces: Float = 0.045
  /// Where the first piece is read worse by the other model, a page is not in its script (measured: none of 45
  /// pages in traditional type is).
  private static let leastLeadOfFirst: Float = -0.05
  /// How much surer a traditional page's own model is of each sign that the two read differently, at least.
  private static let leadOfSign: Float = 0.004
  /// A model that is right for the page reads it at least this well; in a blur chi_sim is as good as another.
  static let ownScript: Float = 0.86
  /// Pieces of type that tell the models of Chinese characters apart, of so many tried.
  private static let mostForModels = 3
  private static let mostTriedForModels = 5
  private static let readsAnything: Float = 0.2

  /// A view's language, or another one of Chinese characters that suits its page better.
  func confirmedModel(
    of view: View, seen: Impression? = nil, in image: Image, _ probes: inout Probes
  ) -> String {
    // Nothing else looks so (measured: of 2,300 pages in other scripts none did), and spoiled kana are read as signs.
    if view.language == "jpn", seen?.script == .japanese { return view.language }
    // Tables and titles have no kana; but then nothing says that they are Japanese.
    let isDoubtful = view.language == "jpn" && !probes.showKana
    guard isDoubtful || view.language == "chi_sim" && view.confidence < 0.8 else { return view.language }
    return chineseModel(view, in: image, &probes)
  }

  /// Which of the models of Chinese characters suits the page: simplified, traditional or Japanese.
  ///
  /// The models read each other's type with nearly equal confidence in whole lines. It is the signs which the two
  /// scripts write differently that tell: the wrong model is less sure of those (measured: by 0.01 a sign on
  /// traditional pages, not at all on simplified ones).
  func chineseModel(_ view: View, in image: Image, _ probes: inout Probes) -> String {
    func sureness(_ line: Int, _ language: String) -> Float {
      let reading = read(line, language, view, image, &probes)
      return reading.isPlausible ? reading.confidence : 0
    }
    let first = linesForModels(view, most: 1, in: image, &probes).first
    let mayBeTraditional =
      languages.contains("chi_tra")
      && first.map { sureness($0, "chi_tra") - sureness($0, "chi_sim") > Self.leastLeadOfFirst } ?? false
    let mayBeJapanese =
      languages.contains("jpn") && !probes.isNotJapanese
      && first.map { self.mayBeJapanese($0, view, in: image, &probes) } ?? false
    guard mayBeTraditional || mayBeJapanese else { return "chi_sim" }
    let lines = linesForModels(view, most: Self.mostForModels, in: image, &probes)
    func mean(_ language: String) -> Float {
      lines.reduce(0) { $0 + sureness($1, language) } / Float(max(1, lines.count))
    }
    let simplified = mean("chi_sim")
    var best = (language: "chi_sim", confidence: simplified + Self.advantage)
    if mayBeTraditional {
      let traditional = mean("chi_tra")
      var (difference, count): (Float, Int) = (0, 0)
      for line in lines {
        let (one, other) = (
          read(line, "chi_sim", view, image, &probes).signs, read(line, "chi_tra", view, image, &probes).signs
        )
        guard one.count == other.count else { continue }
        for (a, b) in zip(one, other) where a.character != b.character && a.character.isLetter {
          // One sign misread is worth no more than one that is read with less sureness.
          difference += max(-0.02, min(0.02, b.confidence - a.confidence))
          count += 1
        }
      }
      let lead = difference + (traditional - simplified) / 2
      let isTraditional =
        count >= 4
        ? lead > (traditional >= 0.75 ? 0.05 : Self.leadInBlur) && traditional >= Self.blurred
          && traditional - simplified > Self.leastLeadOfPieces
          && difference > Self.leadOfSign * Float(count)
        : traditional > best.confidence && traditional >= Self.ownScript && difference >= 0
      let isAllBetter =
        lines.count == Self.mostForModels && traditional >= Self.blurred
        && traditional - simplified > Self.leadOfPieces
        && lines.allSatisfy { sureness($0, "chi_tra") - sureness($0, "chi_sim") > Self.leadOfPiece }
      if isTraditional || isAllBetter { best = ("chi_tra", max(traditional, best.confidence)) }
    }
    if mayBeJapanese {
      let japanese = mean("jpn")
      // Numbers lie on their backs in a column, and spoil its pieces.
      let isInColumns = view.survey.isSetDownwards
      let least = Self.ownScript - (isInColumns ? 0.16 : 0.08)
      if probes.showKana, japanese > best.confidence, japanese >= least {
        best = ("jpn", japanese)
      }
    }
    return best.language
  }

  /// A few pieces of type that tell the models of Chinese characters apart: what the commonest reads nothing in, none
  /// does.
  private func linesForModels(_ view: View, most: Int, in image: Image, _ probes: inout Probes) -> [Int] {
    var lines: [Int] = []
    for line in view.survey.probes.prefix(Self.mostTriedForModels) where lines.count < most {
      let reading = read(line, "chi_sim", view, image, &probes)
      if reading.confidence > Self.readsAnything, !reading.isRepetitive { lines.append(line) }
    }
    return lines
  }

  /// Without a kana in the first piece, and read no better than by the commonest model, a page is not Japanese: the
  /// others are not asked.
  private func mayBeJapanese(_ first: Int, _ view: View, in image: Image, _ probes: inout Probes) -> Bool {
    let japanese = read(first, "jpn", view, image, &probes)
    return japanese.holdsKana
      || japanese.confidence >= read(first, "chi_sim", view, image, &probes).confidence
  }
}

// MARK: After reading

extension PageReading {
  /// Its longest lines, which were read somehow, tell the models of Chinese characters apart: so many of them, of such
  /// lengths in heights, of as many tried, and so many heights together, of each no more than that.
  private static let (mostLong, mostTriedLong) = (4, 6)
  private static let leastLong: Float = 7
  private static let (enoughTogether, mostOfLine): (Float, Float) = (20, 25)
  private static let leastOfLong: Float = 0.5
  /// What chi_sim reads better than this is in simplified type.
  private static let readsOwn: Float = 0.88
  /// How much better another model must read them, and how well (measured on 180 pages in simplified type that were read
  /// to the end: by 0.05 at most, and 0.11 once in a few words; in a blur by 0.2, with 0.54).
  private static let (leadOfTraditional, leastOfTraditional): (Float, Float) = (0.07, 0.6)
  /// A model that reads one line so much worse, or two so little better on the average, is not the page's.
  private static let (leastLeadOfLine, leastLeadOfTwo): (Float, Float) = (-0.1, 0.02)
  /// The like for Japanese, with so many kana (measured: by 0 at most).
  private static let (leadOfJapanese, leastOfJapanese, fewestKana): (Float, Float, Int) = (0.12, 0.75, 2)

  /// A line as the models of Chinese characters read it, and what it weighs.
  private struct LongLine {
    var weight: Float
    var confidences: [String: Float]
    var kana: Int

    func lead(of language: String) -> Float {
      confidences[language, default: 0] - confidences["chi_sim", default: 0]
    }
  }

  /// The model of traditional or of Japanese type, where a page that was read in chi_sim is in that.
  ///
  /// Asked for at the end, when all that matters was read: whole lines tell more than the few pieces that told the
  /// script, and most pages need not be asked.
  func betterChinese(_ watch: inout Stopwatch) -> String? {
    guard view.language == "chi_sim", headings.isEmpty else { return nil }
    let lines = watch.time(.read) { longLines() }
    let together = lines.reduce(0) { $0 + $1.weight }
    guard together >= Self.enoughTogether else { return nil }
    func mean(_ value: (LongLine) -> Float) -> Float {
      lines.reduce(0) { $0 + $1.weight * value($1) } / together
    }
    func reads(_ language: String, atLeast least: Float, lead: Float) -> Bool {
      mean { $0.confidences[language, default: 0] } >= least && mean { $0.lead(of: language) } >= lead
    }
    let kana = lines.reduce(0) { $0 + $1.kana }
    if kana >= Self.fewestKana, reads("jpn", atLeast: Self.leastOfJapanese, lead: Self.leadOfJapanese) {
      return "jpn"
    }
    return reads("chi_tra", atLeast: Self.leastOfTraditional, lead: Self.leadOfTraditional) ? "chi_tra" : nil
  }

  /// The longest lines that any of the models reads; none where the page's own reads them well, or the first of them best.
  private func longLines() -> [LongLine] {
    let long = transcript.lines
      .filter { $0.line.lengthInGlyphs >= Self.leastLong }
      .sorted { $0.line.lengthInGlyphs > $1.line.lengthInGlyphs }
    var others = PageReader.otherChinese.intersection(reader.languages)
    let own = long.prefix(Self.mostLong).map(\.bestConfidence)
    guard !others.isEmpty, own.contains(where: { $0 < Self.readsOwn }) else { return [] }
    var lines: [LongLine] = []
    for read in long.prefix(Self.mostTriedLong) where lines.count < Self.mostLong {
      let strip = LineStrip(of: read.line.id, view.survey, in: image).type
      let simplified = read.readings.filter { $0.language == "chi_sim" }.map(\.confidence).max() ?? 0
      var line = LongLine(
        weight: min(Self.mostOfLine, read.line.lengthInGlyphs), confidences: ["chi_sim": simplified], kana: 0)
      for language in others.sorted() {
        let reading = reader.reading(of: strip, language)
        line.confidences[language] = reading.confidence
        if language == "jpn" { line.kana = reading.text.unicodeScalars.count(where: \.isKana) }
      }
      guard line.confidences.values.contains(where: { $0 >= Self.leastOfLong }) else { continue }
      lines.append(line)
      others = others.filter { language in
        line.lead(of: language) > Self.leastLeadOfLine
          && (lines.count != 2 || lines.reduce(0) { $0 + $1.lead(of: language) } > 2 * Self.leastLeadOfTwo)
      }
      if others.isEmpty { return [] }
    }
    return lines
  }
}
