import Evidence
import Looking
import Pixels
import Reading

// MARK: Which way up, and in which script

extension PageReader {
  /// A page the right way up with the language that most of it is in.
  struct View {
    var survey: Survey
    var isTurned: Bool
    var language: String
    /// Of the probe that settled it, from 0 to 1; 0 when none did.
    var confidence: Float
    /// Of the surest probe in any language, whether it settled anything or not.
    var surest: Float = 0
    /// What was read to find that out.
    var probes = Probes()
    var sense: TypeSense

    mutating func showsPage(in image: Image) -> Bool { sense.showsPage(survey, in: image) }
  }

  /// So much better from one side than from the other is no chance.
  static let clearly: Float = 0.25
  /// Large type that is read for the page's side at most, how surely it is type, and how long, in heights.
  private static let mostHeadings = 3
  private static let surelyType: Float = 0.6
  private static let longestTitle: Float = 16
  /// Scraps that a few twigs give are not tried in the rarer scripts (measured: 250 pages in these have five lines of
  /// type at least).
  private static let enoughForRareScript = 5
  /// Pieces of type that are read to find out script and side.
  private static let mostProbes = 3
  static let commonest = ["chi_sim", "eng"]
  static let allModels = commonest + ["rus", "jpn", "kor"]
  static let otherChinese: Set<String> = ["chi_tra", "jpn"]

  /// A piece of type as one model reads it from one side.
  fileprivate struct Probe: Hashable {
    var line: Int
    var language: String
    var isTurned: Bool
  }

  /// What was read of the probes so far: finding the script after the side asks for some of them again.
  struct Probes {
    fileprivate var readings: [Probe: Reading] = [:]
    private var strips: [Strip: Plane] = [:]
    /// It was seen that no kana are about.
    var isNotJapanese = false

    private struct Strip: Hashable {
      var line: Int
      var isTurned: Bool
    }

    mutating func strip(_ line: Int, of view: View, in image: Image) -> Plane {
      let key = Strip(line: line, isTurned: view.isTurned)
      if let known = strips[key] { return known }
      let strip = view.survey.probeStrip(line, in: image)
      strips[key] = strip
      return strip
    }

    fileprivate var surest: Float { readings.values.map(\.confidence).max() ?? 0 }

    /// Japanese syllables in more than one piece, or several in one.
    var showKana: Bool {
      let counts = readings.filter { $0.key.language == "jpn" && $0.value.confidence > 0.3 }.values.map {
        $0.text.unicodeScalars.count(where: \.isKana)
      }
      return counts.contains { $0 >= 2 } || counts.count { $0 > 0 } >= 2
    }

    /// Whether two pieces, each hardly read, have the mixture of signs that only Japanese has, turned around or not;
    /// `nil` where they do not.
    fileprivate var japaneseSide: Bool? {
      let mixed = readings.filter {
        $0.key.language == "jpn" && $0.value.confidence >= 0.3 && $0.value.isMixedJapanese
      }
      let turned = mixed.count { $0.key.isTurned }
      guard max(turned, mixed.count - turned) >= 2, 2 * turned != mixed.count else { return nil }
      return 2 * turned > mixed.count
    }
  }

  func read(_ line: Int, _ language: String, _ view: View, _ image: Image, _ probes: inout Probes)
    -> Reading
  {
    let key = Probe(line: line, language: language, isTurned: view.isTurned)
    if let known = probes.readings[key] { return known }
    let reading = reading(
      of: probes.strip(line, of: view, in: image), language, withSigns: language.hasPrefix("chi_"))
    probes.readings[key] = reading
    return reading
  }

  /// How sure a model is of a piece of type, where what it reads is of its own script at all.
  func sureness(of line: Int, _ view: View, in image: Image, _ probes: inout Probes) -> Float {
    let reading = read(line, view.language, view, image, &probes)
    return reading.isPlausible ? reading.confidence * (1 - reading.oddCase / 2) : 0
  }

  /// A page of which nothing is known yet.
  func view(of survey: Survey, isTurned: Bool = false) -> View {
    View(
      survey: survey, isTurned: isTurned, language: primary, confidence: 0, sense: TypeSense(classifier))
  }

  /// Reads a few pieces of type upright and upside down, in one model after the other, until one is sure.
  ///
  /// - Parameters:
  ///   - page: as its photo's tag says.
  ///   - briefly: one piece in the two commonest models must do, and tell surely.
  func settled(_ page: View, glanced small: Image, in image: Image, briefly: Bool = false) -> View {
    var upright = page
    let survey = page.survey
    func turnedAround() -> View { view(of: survey.turnedAround(small), isTurned: true) }
    var probes = Probes()
    let seen = impression(of: &upright, in: image, atLeast: Self.sureAtSight)
    if let seen, var view = settledAtSight(seen, upright, turnedAround, in: image, &probes) {
      view.probes = probes
      return view
    }
    if let seen, !briefly, seen.script.isOfChineseCharacters {
      // Crosses look Latin, as other type does at times; nothing but Chinese type looks Chinese (measured: 1 of 1,410).
      var view = believed(seen, upright, turnedAround)
      view.surest = probes.surest
      view.language = confirmedModel(of: view, seen: seen, in: image, &probes)
      view.probes = probes
      return view
    }
    let typeLines = upright.sense.typeLines(of: survey, in: image, most: Self.enoughForRareScript)
    guard isDeep || typeLines > 0 else { return upright }
    let mayBeRare = isDeep || typeLines == Self.enoughForRareScript
    let models = (briefly ? Self.commonest : Self.allModels).filter { model in
      Self.commonest.contains(model) || mayBeRare && upright.sense.mayBe(in: model, survey, in: image)
    }
    let around = turnedAround()
    var best = upright
    // How much better the commonest model reads the page turned around.
    var lead: Float = 0
    var left = briefly ? 1 : Self.mostProbes
    var surest: Float = 0
    var tally = SideTally()
    probing: for line in survey.probes.prefix(12)
    where !upright.sense.isSurelyNone(line, of: survey, in: image) {
      // Rows of one sign, ××××, tell neither script nor side.
      guard left > 0 else { break }
      if read(line, primary, upright, image, &probes).isRepetitive { continue }
      left -= 1
      // Even a model of another script tells the sides apart, most often.
      var sides = [upright, around]
      for language in models where languages.contains(language) {
        var confidences: [Float] = []
        for side in sides {
          var side = side
          side.language = language
          let confidence = sureness(of: line, side, in: image, &probes)
          confidences.append(confidence)
          surest = max(surest, confidence)
          if confidence > best.confidence + Self.handicap(language, against: best.language) {
            best = side
            best.language = language
            best.confidence = confidence
          }
          if best.confidence >= Self.certain { break probing }
        }
        tally.add(confidences, from: sides, in: language)
        if best.confidence >= Self.sureness(of: best.language), tally.lead(of: best) > Self.leastLead {
          break probing
        }
        if language == primary, confidences.count == 2 { lead += confidences[1] - confidences[0] }
        if language == primary, confidences.count == 2, best.confidence > 0.6,
          abs(confidences[0] - confidences[1]) > 0.45
        {
          break probing
        }
        if confidences.count == 2, abs(confidences[0] - confidences[1]) > Self.clearly,
          max(confidences[0], confidences[1]) > Self.leastTelling
        {
          sides = [confidences[0] > confidences[1] ? upright : around]
        }
      }
    }
    if best.confidence < Self.certain, tally.lead(of: best) < 0 {
      best = tally.other(of: best, upright, around)
    }
    if briefly, best.confidence < Self.sureness(of: best.language) {
      (best.confidence, best.surest) = (0, surest)
      return best
    }
    if best.language == "rus" { best.language = latinOrCyrillic(best, in: image, &probes) }
    let isUnknown = best.confidence < Self.hardly(best.language, isPrimary: best.language == primary)
    if let seen, best.confidence < Self.sureness(of: best.language) {
      best = believed(seen, upright, { around })
    } else if best.confidence < Self.sureness(of: best.language), let isTurned = probes.japaneseSide {
      best = isTurned ? around : upright
      best.language = "jpn"
      best.confidence = Self.hardly("jpn", isPrimary: false)
    } else if isUnknown, let side = sideOfHeading(upright, around, in: image, &probes) {
      best = side
    } else if isUnknown,
      let likely = impression(of: &upright, in: image, atLeast: Self.likelyAtSight)
    {
      best = believed(likely, upright, { around })
    } else if isUnknown {
      let latin = languages.contains("eng") ? tally.turning(in: "eng") : 0
      if abs(latin) > max(2 * Self.clearly, abs(lead)),
        tally.sum(in: "eng", isTurned: latin > 0) > tally.sum(in: primary, isTurned: latin > 0) + Self.clearly
      {
        // Worn type reads a little better the right way up, piece after piece.
        best = latin > 0 ? around : upright
        best.language = "eng"
      } else {
        let isTurned = best.language == primary ? best.isTurned : lead > 2 * Self.clearly
        best = isTurned ? around : upright
      }
    }
    if mayBeRare { best.language = confirmedModel(of: best, in: image, &probes) }
    best.surest = surest
    best.probes = probes
    return best
  }

  /// What each model read from either side, summed: one piece of type upside down may read well by chance.
  private struct SideTally {
    private var sums: [String: (upright: Float, around: Float)] = [:]

    mutating func add(_ confidences: [Float], from sides: [View], in language: String) {
      for (side, confidence) in zip(sides, confidences) {
        if side.isTurned {
          sums[language, default: (0, 0)].around += confidence
        } else {
          sums[language, default: (0, 0)].upright += confidence
        }
      }
    }

    /// How much better its model read this side than the other.
    func lead(of view: View) -> Float {
      view.isTurned ? turning(in: view.language) : -turning(in: view.language)
    }

    func sum(in language: String, isTurned: Bool) -> Float {
      let (upright, around) = sums[language] ?? (0, 0)
      return isTurned ? around : upright
    }

    /// How much better a model read the page turned around.
    func turning(in language: String) -> Float {
      sum(in: language, isTurned: true) - sum(in: language, isTurned: false)
    }

    /// The page from the other side, in the same language.
    func other(of view: View, _ upright: View, _ around: View) -> View {
      var other = view.isTurned ? upright : around
      other.language = view.language
      other.confidence = view.confidence
      return other
    }
  }

  /// Which way up the large type reads, red before black, where the rest of the page tells nothing: rows of crosses,
  /// a form, the worn type of a teleprinter below a stamp.
  private func sideOfHeading(
    _ upright: View, _ around: View, in image: Image, _ probes: inout Probes
  ) -> View? {
    let others = around.survey.layout.lines
    let headings = upright.survey.layout.lines
      .filter {
        $0.relativeSize > 1.2 && $0.lengthInGlyphs > 2
          && ($0.isRed || ($0.typeness > Self.surelyType && $0.lengthInGlyphs < Self.longestTitle))
      }
      // What is put together of several lines may be put together otherwise from the other side.
      .filter {
        others.indices.contains($0.id)
          && (others[$0.id].quad.topLeft - $0.quad.bottomRight).length < $0.glyphHeight
      }
      .sorted {
        ($0.isRed ? 1 : 0, $0.glyphHeight, $1.id) > ($1.isRed ? 1 : 0, $1.glyphHeight, $0.id)
      }
    for line in headings.prefix(Self.mostHeadings) {
      let models = line.isRed ? [primary] : Self.commonest.filter(languages.contains)
      for language in models {
        let sides = [upright, around].map { side -> (View, Float) in
          let reading = read(line.id, language, side, image, &probes)
          return (side, line.isRed || reading.isPlausible ? reading.confidence : 0)
        }
        if abs(sides[0].1 - sides[1].1) > Self.clearly,
          case (var best, let confidence)? = sides.max(by: { $0.1 < $1.1 }),
          confidence >= Self.hardly(language, isPrimary: language == primary)
        {
          best.language = language
          best.confidence = confidence
          return best
        }
      }
    }
    return nil
  }

  /// Every model finds something in a blur; a rarer one must be surer.
  private static func handicap(_ language: String, against best: String) -> Float {
    switch (language, best) {
    case (best, _): 0
    case ("chi_sim", _): -0.12
    case ("rus", "eng"): 0.02
    default: 0.12
    }
  }

  /// A line is this well read when its script and its side are right (measured: 0.8 to 0.96 against 0.05 to 0.4).
  static func sureness(of language: String) -> Float {
    language == "jpn" ? 0.8 : 0.72
  }

  /// Upside down, small Latin letters are read as others with up to 0.75; nothing reads so well by chance.
  static let certain: Float = 0.85

  /// What a model of another script reads worse than this says nothing of the side either.
  private static let leastTelling: Float = 0.45

  /// Two sides that one model reads so nearly as well are not told apart yet.
  private static let leastLead: Float = 0.2

  /// Below this nothing is known, and the photo's own tag and the commonest script are believed.
  static func hardly(_ language: String, isPrimary: Bool) -> Float {
    isPrimary ? 0.55 : language == "eng" ? 0.58 : language == "jpn" ? 0.78 : 0.65
  }

  /// Half of the capitals look the same; a typewriter's are read as Cyrillic with confidence.
  private func latinOrCyrillic(_ view: View, in image: Image, _ probes: inout Probes) -> String {
    var (latin, cyrillic): (Float, Float) = (0.05, 0)
    for line in view.survey.probes.prefix(3) {
      let (a, b) = (read(line, "eng", view, image, &probes), read(line, "rus", view, image, &probes))
      latin += a.isPlausible ? a.confidence * (1 - a.oddCase / 2) : 0
      cyrillic += b.isPlausible ? b.confidence : 0
    }
    return latin > cyrillic ? "eng" : "rus"
  }

  var primary: String {
    languages.contains("chi_sim")
      ? "chi_sim" : languages.contains("eng") ? "eng" : languages.sorted().first ?? "eng"
  }
}

extension Reading {
  /// Some characters, and of the script that the model is for: a model asked for a foreign script answers in
  /// scraps.
  var isPlausible: Bool {
    let signs = text.unicodeScalars.filter { !$0.properties.isWhitespace }
    guard !isRepetitive else { return false }
    let letters = signs.filter { Self.script(language).contains($0.value) }
    // One letter over and over is a row of crosses.
    guard Set(letters.map(\.properties.lowercaseMapping)).count >= 2 else { return false }
    let own = letters.count
    // Digits are the same in all scripts; among foreign letters they are foreign letters misread.
    let isPure = signs.allSatisfy { !$0.properties.isAlphabetic || Self.script(language).contains($0.value) }
    return 4 * own >= signs.count && (isPure || 2 * own >= signs.count)
  }

  var holdsKana: Bool { text.unicodeScalars.contains(where: \.isKana) }

  /// Chinese characters with hiragana between them, which a model makes of no other script.
  fileprivate var isMixedJapanese: Bool {
    let scalars = text.unicodeScalars
    return scalars.count { (0x4E00...0x9FFF).contains($0.value) } >= 3
      && scalars.contains { (0x3041...0x3096).contains($0.value) }
  }

  /// One sign over and over: a row of crosses, as in figures that show where things stand, or dots.
  var isRepetitive: Bool {
    let crosses = text.count { "Xx×Хх义久又乂メペ※".contains($0) }
    if crosses >= 3, crosses * 5 >= text.count * 2 { return true }
    let signs = text.uppercased().unicodeScalars.filter { !$0.properties.isWhitespace && !$0.isPunctuation }
    return signs.count >= 4 && Set(signs).count * 3 <= signs.count + 2
  }

  /// The part of its words in which a capital or a digit follows a small letter: Cyrillic read as Latin has many.
  fileprivate var oddCase: Float {
    let words = text.split(whereSeparator: \.isWhitespace)
    let odd = words.count { word in
      zip(word, word.dropFirst()).contains { $0.isLowercase && ($1.isUppercase || $1.isNumber) }
    }
    return words.isEmpty ? 0 : Float(odd) / Float(words.count)
  }

  private static func script(_ language: String) -> [ClosedRange<UInt32>] {
    switch language {
    case "chi_sim", "chi_tra": [0x4E00...0x9FFF]
    case "jpn": [0x3040...0x30FF, 0x4E00...0x9FFF]
    case "kor": [0xAC00...0xD7AF, 0x1100...0x11FF]
    case "rus": [0x0400...0x04FF]
    default: [0x41...0x5A, 0x61...0x7A, 0xC0...0x17F]
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isKana: Bool { (0x3041...0x30FA).contains(value) }

  fileprivate var isPunctuation: Bool {
    switch properties.generalCategory {
    case .otherPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation: true
    default: false
    }
  }
}

extension [ClosedRange<UInt32>] {
  fileprivate func contains(_ value: UInt32) -> Bool { contains { $0.contains(value) } }
}
