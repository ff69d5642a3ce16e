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
      let isInColumns = view.survey.areSignsClose
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
