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
  /// What is no type with more than this probability waits (measured: of 2,049 lines that read well 4 in 100, of 677
  /// that gave nothing 83).
  private static let mayBeType: Float = 0.15
  /// What is no type with more than this is not read at all where nothing else gave text.
  private static let surelyNone: Float = 0.5
  /// A page has one line at least that is none with less than this.
  private static let leastType: Float = 0.25

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

  /// Some of the likeliest lines may be type.
  mutating func findsType(in survey: Survey, _ image: Image) -> Bool {
    for id in survey.likely.prefix(Self.mostToTell) where none(id, survey, image).map({ $0 < Self.leastType }) ?? true {
      return true
    }
    return false
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
