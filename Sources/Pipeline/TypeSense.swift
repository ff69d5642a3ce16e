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
  /// What is no type with more than this probability waits, and a page has one line at least with less.
  private static let mayBeType: Float = 0.25
  /// What is no type with more than this is not read at all where nothing else gave text (measured, on photos kept
  /// aside: 95 of 100 pieces of what is none, 1.5 of 100 lines of type).
  private static let surelyNone: Float = 0.5

  /// `nil` knows nothing, and takes all for type.
  private let classifier: LineClassifier?
  /// The probabilities that lines are no type; what is too short to tell has none.
  private var none: [Int: Float?] = [:]

  init(_ classifier: LineClassifier?) { self.classifier = classifier }

  mutating func looksLikeType(_ id: Int, of survey: Survey, in image: Image) -> Bool {
    none(id, survey, image).map { $0 < Self.mayBeType } ?? true
  }

  mutating func isSurelyNone(_ id: Int, of survey: Survey, in image: Image) -> Bool {
    none(id, survey, image).map { $0 > Self.surelyNone } ?? false
  }

  /// How many of the likeliest lines may be type; no more than `most` are counted.
  mutating func typeLines(of survey: Survey, in image: Image, most: Int) -> Int {
    var count = 0
    for id in survey.likely.prefix(Self.mostToTell) where count < most {
      count += looksLikeType(id, of: survey, in: image) ? 1 : 0
    }
    return count
  }

  private mutating func none(_ id: Int, _ survey: Survey, _ image: Image) -> Float? {
    guard let classifier else { return nil }
    if let known = none[id] { return known }
    let impression = classifier.impression(of: survey.probeStrip(id, in: image))
    let told = impression.map { expf($0[LineClassifier.Kind.none.number]) }
    none[id] = .some(told)
    return told
  }
}
