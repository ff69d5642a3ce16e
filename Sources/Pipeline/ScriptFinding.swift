import Evidence
import Looking
import Pixels
import Reading

/// Which way up a page is, and in which script: what the classifier is sure of at first sight, else what reads best of a
/// few pieces of its type, upright and upside down, in one model after the other, until one is sure.
struct ScriptFinding {
  /// Scraps that a few twigs give are not tried in the rarer scripts (measured: 250 pages in these have five lines of
  /// type at least).
  private static let enoughForRareScript = 5
  /// Pieces of type that are read, and of how many they are taken.
  private static let (mostProbes, mostTried) = (3, 12)
  /// Pieces that are read to confirm what was seen at first sight.
  private static let mostConfirming = 2
  /// What a model of another script reads worse than this says nothing of the side either.
  private static let leastTelling: Float = 0.45
  /// Two sides that one model reads so nearly as well are not told apart yet.
  private static let leastLead: Float = 0.2
  /// The commonest model reads a piece this well, and from one side so much better: its script is found.
  private static let (wellRead, wideLead): (Float, Float) = (0.6, 0.45)

  private typealias View = PageReader.View

  private let reader: PageReader
  private let small: Image
  private let image: Image
  private let isBrief: Bool
  private var upright: PageReader.View
  private lazy var around = reader.view(of: upright.survey.turnedAround(small), isTurned: true)
  /// The surest side and language so far.
  private var best: PageReader.View
  private var surest: Float = 0
  private var tally = SideTally()
  private var probes = PageReader.Probes()

  /// - Parameters:
  ///   - page: as its photo's tag says.
  ///   - small: what was glanced at.
  ///   - isBrief: one piece in the two commonest models must do, and tell surely.
  init(
    of page: PageReader.View, glanced small: Image, in image: Image, by reader: PageReader, isBrief: Bool
  ) {
    self.reader = reader
    self.small = small
    self.image = image
    self.isBrief = isBrief
    upright = page
    best = page
  }

  /// The page from its side, in its language; as it came where nothing tells either.
  mutating func settled() -> PageReader.View {
    let seen = reader.impression(of: &upright, in: image, atLeast: PageReader.sureAtSight)
    if let seen, let view = settledAtSight(seen) { return view }
    let typeLines = upright.sense.typeLines(of: upright.survey, in: image, most: Self.enoughForRareScript)
    guard reader.isDeep || typeLines > 0 else { return upright }
    let mayBeRare = reader.isDeep || typeLines == Self.enoughForRareScript
    best = upright
    probe(in: models(mayBeRare: mayBeRare))
    if best.confidence < PageReader.certain, tally.lead(of: best) < 0 { turnBest() }
    if isBrief, !best.isSure {
      (best.confidence, best.surest) = (0, surest)
      return best
    }
    if best.language == "rus" { best.language = latinOrCyrillic() }
    if !best.isSure { best = likeliest(seen) }
    if mayBeRare { best.language = reader.confirmedModel(of: best, in: image, &probes) }
    return told(best)
  }

  /// With what was read to find it out.
  private func told(_ view: PageReader.View) -> PageReader.View {
    var view = view
    view.surest = surest
    view.probes = probes
    return view
  }

  private func models(mayBeRare: Bool) -> [String] {
    var sense = upright.sense
    return (isBrief ? PageReader.commonest : PageReader.allModels).filter { model in
      reader.languages.contains(model)
        && (PageReader.commonest.contains(model)
          || mayBeRare && sense.mayBe(in: model, upright.survey, in: image))
    }
  }

  // MARK: At first sight

  /// What the classifier is sure of, once a reading confirms it; Chinese characters need none.
  ///
  /// Crosses look Latin, as other type does at times; nothing but Chinese type looks Chinese (measured: 1 of 1,410).
  private mutating func settledAtSight(_ seen: PageReader.Impression) -> PageReader.View? {
    probes.isNotJapanese = seen.isNotJapanese
    var view = seen.isTurned ? around : upright
    view.language = seen.script.model
    if view.language == "chi_sim" {
      let isTold = reader.isToldByStar(&view, in: image)
      if seen.isTurned { around = view } else { upright = view }
      surest = view.confidence
      if isTold { return told(view) }
    }
    for line in view.survey.probes.prefix(Self.mostConfirming) where !view.isSure {
      view.confidence = max(view.confidence, reader.sureness(of: line, view, in: image, &probes))
    }
    if view.isSure {
      surest = view.confidence
    } else if !isBrief, seen.script.isOfChineseCharacters {
      surest = probes.surest
      view = believed(seen)
    } else {
      return nil
    }
    view.language = reader.confirmedModel(of: view, seen: seen, in: image, &probes)
    return told(view)
  }

  /// The page as it looks: spoiled type reads as little from its own side as from the other, and looks like type yet.
  private mutating func believed(_ seen: PageReader.Impression) -> PageReader.View {
    var view = seen.isTurned ? around : upright
    view.language = seen.script.model
    view.confidence = reader.hardly(view.language)
    return view
  }

  // MARK: By reading

  /// Reads a few pieces of type in these models, until one is sure.
  private mutating func probe(in models: [String]) {
    var left = isBrief ? 1 : Self.mostProbes
    for line in upright.survey.probes.prefix(Self.mostTried)
    where !upright.sense.isSurelyNone(line, of: upright.survey, in: image) {
      guard left > 0 else { return }
      // Rows of one sign, ××××, tell neither script nor side.
      if reader.read(line, reader.primary, upright, image, &probes).isRepetitive { continue }
      left -= 1
      // Even a model of another script tells the sides apart, most often.
      var sides = [upright, around]
      for language in models {
        let confidences = read(line, in: language, from: sides)
        if best.confidence >= PageReader.certain { return }
        if best.isSure, tally.lead(of: best) > Self.leastLead { return }
        guard confidences.count == 2 else { continue }
        let (lead, better) = (confidences[1] - confidences[0], max(confidences[0], confidences[1]))
        if language == reader.primary, best.confidence > Self.wellRead, abs(lead) > Self.wideLead { return }
        if abs(lead) > PageReader.clearly, better > Self.leastTelling {
          sides = [lead < 0 ? upright : around]
        }
      }
    }
  }

  /// Reads a piece from each side, until one is certain.
  private mutating func read(_ line: Int, in language: String, from sides: [PageReader.View]) -> [Float] {
    var confidences: [Float] = []
    for var side in sides where best.confidence < PageReader.certain {
      side.language = language
      side.confidence = reader.sureness(of: line, side, in: image, &probes)
      confidences.append(side.confidence)
      tally.add(side.confidence, from: side)
      surest = max(surest, side.confidence)
      if side.confidence > best.confidence + Self.handicap(language, against: best.language) { best = side }
    }
    return confidences
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

  /// The page from the other side, in the same language.
  private mutating func turnBest() {
    var other = best.isTurned ? upright : around
    (other.language, other.confidence) = (best.language, best.confidence)
    best = other
  }

  /// Half of the capitals look the same; a typewriter's are read as Cyrillic with confidence.
  private mutating func latinOrCyrillic() -> String {
    var (latin, cyrillic): (Float, Float) = (0.05, 0)
    for line in best.survey.probes.prefix(Self.mostProbes) {
      let a = reader.read(line, "eng", best, image, &probes)
      let b = reader.read(line, "rus", best, image, &probes)
      latin += a.isPlausible ? a.confidence * (1 - a.oddCase / 2) : 0
      cyrillic += b.isPlausible ? b.confidence : 0
    }
    return latin > cyrillic ? "eng" : "rus"
  }

  // MARK: Where no probe is sure

  /// What tells most of a page that no model is sure of.
  private mutating func likeliest(_ seen: PageReader.Impression?) -> PageReader.View {
    if let seen { return believed(seen) }
    if let isTurned = probes.japaneseSide {
      var view = isTurned ? around : upright
      view.language = "jpn"
      view.confidence = reader.hardly("jpn")
      return view
    }
    guard best.confidence < reader.hardly(best.language) else { return best }
    if let side = sideOfHeading() { return side }
    if let likely = reader.impression(of: &upright, in: image, atLeast: PageReader.likelyAtSight) {
      return believed(likely)
    }
    return sideOfSums()
  }

  /// Which way up the large type reads, red before black, where the rest of the page tells nothing: rows of crosses,
  /// a form, the worn type of a teleprinter below a stamp.
  private mutating func sideOfHeading() -> PageReader.View? {
    for line in upright.survey.layout.headings(alsoIn: around.survey.layout) {
      let models = line.isRed ? [reader.primary] : PageReader.commonest.filter(reader.languages.contains)
      for language in models {
        let sides = [upright, around].map { side -> PageReader.View in
          let reading = reader.read(line.id, language, side, image, &probes)
          var side = side
          side.language = language
          side.confidence = line.isRed || reading.isPlausible ? reading.confidence : 0
          return side
        }
        let better = sides[0].confidence >= sides[1].confidence ? sides[0] : sides[1]
        if abs(sides[0].confidence - sides[1].confidence) > PageReader.clearly,
          better.confidence >= reader.hardly(language)
        {
          return better
        }
      }
    }
    return nil
  }

  /// Worn type reads a little better the right way up, piece after piece.
  private mutating func sideOfSums() -> PageReader.View {
    let primary = reader.primary
    let lead = tally.turning(in: primary)
    let latin = reader.languages.contains("eng") ? tally.turning(in: "eng") : 0
    if abs(latin) > max(2 * PageReader.clearly, abs(lead)),
      tally.sum(in: "eng", isTurned: latin > 0)
        > tally.sum(in: primary, isTurned: latin > 0) + PageReader.clearly
    {
      var view = latin > 0 ? around : upright
      view.language = "eng"
      return view
    }
    let isTurned = best.language == primary ? best.isTurned : lead > 2 * PageReader.clearly
    return isTurned ? around : upright
  }
}

extension Layout {
  /// Lines that are read for a page's side at most, how surely they are type, and how long, in heights.
  private static let mostHeadings = 3
  private static let surelyType: Float = 0.6
  private static let longestTitle: Float = 16

  /// The likeliest headings, red before black, the largest first, of those that were seen in the same place from the
  /// other side: what is put together of several lines may be put together otherwise from there.
  fileprivate func headings(alsoIn other: Layout) -> [Line] {
    let seen = lines.filter { line in
      line.relativeSize > 1.2 && line.lengthInGlyphs > 2
        && (line.isRed || (line.typeness > Self.surelyType && line.lengthInGlyphs < Self.longestTitle))
        && other.lines.indices.contains(line.id)
        && (other.lines[line.id].quad.topLeft - line.quad.bottomRight).length < line.glyphHeight
    }
    let sorted = seen.sorted {
      ($0.isRed ? 1 : 0, $0.glyphHeight, $1.id) > ($1.isRed ? 1 : 0, $1.glyphHeight, $0.id)
    }
    return Array(sorted.prefix(Self.mostHeadings))
  }
}
