import Evidence
import Glibc
import Looking
import Pixels
import Reading

/// Which lines of one survey the classifier takes for type, each asked for once: twigs, grain and wrinkles pass for
/// lines, too, and a reading costs sixty times as much.
struct TypeSense {
  /// The likeliest lines that are asked about.
  static let mostToTell = 60
  /// What is no type with more than this probability waits, and a page has a few lines at least with less.
  private static let mayBeType: Float = 0.25
  /// What is no type with more than this is not read at all where nothing else gave text (measured, on photos kept
  /// aside: 95 of 100 pieces of what is none, 1.5 of 100 lines of type).
  private static let surelyNone: Float = 0.5
  /// What is no type with less than this is type.
  private static let hardlyNone: Float = 0.04
  /// A page shows so many lines that may be type among so many of the likeliest, the first of them among the first; a
  /// page of few lines shows one (measured: each of 1,470 marked pages does, and 18 of 31 ordinary photos whose glance
  /// showed type).
  private static let (fewest, mostOfPage, mostBeforeFirst, fewLines) = (2, 40, 20, 8)
  /// Of a page's text so many pieces are asked about where its likeliest lines show nothing.
  private static let mostOfText = 4
  /// What looks less like a script in each of so many pieces is not in it (measured, on pages in Japanese, Korean and
  /// Russian: one piece at least looks so by 0.84, but for one page of 150).
  private static let (leastOfScript, mostForScript): (Float, Int) = (0.2, 12)

  /// What looks more like some scripts than this is likely to be in one of them.
  private static let likelyOfScript: Float = 0.6

  /// `nil` knows nothing, and takes all for type.
  private let classifier: LineClassifier?
  /// What lines look like; what is too short to tell looks like nothing.
  private var impressions: [Int: [Float]?] = [:]

  init(_ classifier: LineClassifier?) { self.classifier = classifier }

  mutating func looksLikeType(_ id: Int, of survey: Survey, in image: Image) -> Bool {
    none(id, survey, image).map { $0 < Self.mayBeType } ?? true
  }

  mutating func isSurelyNone(_ id: Int, of survey: Survey, in image: Image) -> Bool {
    none(id, survey, image).map { $0 > Self.surelyNone } ?? false
  }

  /// Whether a line is likely to be upright type in one of some scripts.
  mutating func looksLike(_ scripts: [LineClassifier.Script], _ id: Int, of survey: Survey, in image: Image)
    -> Bool
  {
    guard let impression = impression(of: id, survey, in: image) else { return false }
    let sum = scripts.reduce(Float(0)) {
      $0 + expf(impression[LineClassifier.Kind.type($1, isTurned: false).number])
    }
    return sum > Self.likelyOfScript
  }

  /// How many of the likeliest lines may be type; no more than `most` are counted.
  mutating func typeLines(of survey: Survey, in image: Image, most: Int) -> Int {
    var count = 0
    for id in survey.likely.prefix(Self.mostToTell) where count < most {
      count += looksLikeType(id, of: survey, in: image) ? 1 : 0
    }
    return count
  }

  /// Whether some line can hardly be anything but type.
  mutating func holdsSureType(_ survey: Survey, in image: Image) -> Bool {
    survey.likely.prefix(Self.mostToTell).contains { id in
      none(id, survey, image).map { $0 < Self.hardlyNone } ?? false
    }
  }

  /// Whether there is enough that may be type for a page.
  ///
  /// The pieces of a worn stamp come first on some pages, and none of them looks like type; their text does.
  mutating func showsPage(_ survey: Survey, in image: Image) -> Bool {
    if holdsLikelyType(survey, in: image) { return true }
    let text = survey.probes.prefix(Self.mostOfText)
    return text.count { looksLikeType($0, of: survey, in: image) } >= Self.fewest
  }

  private mutating func holdsLikelyType(_ survey: Survey, in image: Image) -> Bool {
    let lines = survey.likely.prefix(Self.mostOfPage)
    let needed = lines.count > Self.fewLines ? Self.fewest : 1
    var count = 0
    for (n, id) in lines.enumerated() {
      if looksLikeType(id, of: survey, in: image) { count += 1 }
      if count == needed { return true }
      if count == 0, n >= Self.mostBeforeFirst { return false }
    }
    return false
  }

  /// Whether some piece of type may be in a model's script, from either side; `true` where nothing is known.
  mutating func mayBe(in model: String, _ survey: Survey, in image: Image) -> Bool {
    guard classifier != nil, let script = LineClassifier.Script(model: model) else { return true }
    return survey.probes.prefix(Self.mostForScript).contains { line in
      guard let impression = impression(of: line, survey, in: image) else { return true }
      func probability(_ kind: LineClassifier.Kind) -> Float { expf(impression[kind.number]) }
      let type = 1 - probability(.none)
      let own = probability(.type(script, isTurned: false)) + probability(.type(script, isTurned: true))
      return type >= 1 - Self.surelyNone && own > Self.leastOfScript * type
    }
  }

  /// The log probability of each of `LineClassifier.Kind.all`; `nil` for what is too short, and where nothing is known.
  mutating func impression(of id: Int, _ survey: Survey, in image: Image) -> [Float]? {
    guard let classifier else { return nil }
    if let known = impressions[id] { return known }
    let impression = classifier.impression(of: survey.probeStrip(id, in: image))
    impressions[id] = .some(impression)
    return impression
  }

  private mutating func none(_ id: Int, _ survey: Survey, _ image: Image) -> Float? {
    impression(of: id, survey, in: image).map { expf($0[LineClassifier.Kind.none.number]) }
  }
}
