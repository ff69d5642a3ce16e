import Evidence
import Glibc
import Looking
import Pixels
import Reading

/// Script and side at first sight: what the classifier is sure of, one reading confirms.
extension PageReader {
  struct Impression {
    var script: LineClassifier.Script
    var isTurned: Bool
    /// Kana would have been seen.
    var isNotJapanese: Bool
  }

  /// Pieces of type that are looked at, at most and at least.
  private static let mostSeen = 8
  private static let fewestSeen = 2
  /// Lines of one page are alike in what misleads, and count less than as many pages would.
  private static let alike: Float = 0.5
  /// So sure the classifier must be of a script and a side.
  static let sureAtSight: Float = 0.97
  /// So sure it must be where no model is.
  static let likelyAtSight: Float = 0.7

  /// What the classifier takes a page for with this probability, where there is a model for it.
  func impression(of upright: inout View, in image: Image, atLeast sure: Float) -> Impression? {
    guard let odds = odds(of: &upright, in: image), let impression = Impression(odds, atLeast: sure) else {
      return nil
    }
    return languages.contains(impression.script.model) ? impression : nil
  }

  /// The likeliest pieces of a view, taken together, are no type that is read along them, with a greater probability.
  func isNoType(_ view: inout View, surerThan sure: Float, in image: Image) -> Bool {
    odds(of: &view, in: image).map { $0[LineClassifier.Kind.none.number] > sure } ?? false
  }

  /// What the likeliest pieces of a view may be, by the probability of each of `LineClassifier.Kind.all`; `nil` where too few
  /// of them can be told.
  private func odds(of view: inout View, in image: Image) -> [Float]? {
    var sums = [Float](repeating: 0, count: LineClassifier.Kind.all.count)
    var seen = 0
    for line in view.survey.probes.prefix(Self.mostSeen) {
      guard let impression = view.sense.impression(of: line, view.survey, in: image) else { continue }
      seen += 1
      for k in sums.indices { sums[k] += Self.alike * impression[k] }
    }
    guard seen >= Self.fewestSeen else { return nil }
    let most = sums.max() ?? 0
    let odds = sums.map { expf($0 - most) }
    let sum = odds.reduce(0, +)
    return odds.map { $0 / sum }
  }
}

extension PageReader.Impression {
  /// What looks less Japanese than this, by its part of the probability, has no kana.
  private static let leastJapanese: Float = 0.03

  /// Chinese characters are told apart from other type, and kana from them. Simplified and traditional ones are not:
  /// the network goes by their style, and a Gothic face looks simplified to it (measured).
  ///
  /// - Parameters:
  ///   - odds: the probability of each kind.
  ///   - sure: from which probability on it is sure.
  init?(_ odds: [Float], atLeast sure: Float) {
    guard let best = odds.indices.max(by: { odds[$0] < odds[$1] }),
      case .type(let script, let isTurned) = LineClassifier.Kind.all[best]
    else { return nil }
    func sum(_ scripts: [LineClassifier.Script]) -> Float {
      scripts.reduce(0) { $0 + odds[LineClassifier.Kind.type($1, isTurned: isTurned).number] }
    }
    let isChinese = script.isOfChineseCharacters
    let together = sum(isChinese ? LineClassifier.Script.ofChineseCharacters : [script])
    guard together >= sure else { return nil }
    let japanese = sum([.japanese]) / together
    self.script = !isChinese ? script : japanese >= sure ? .japanese : .simplifiedChinese
    self.isTurned = isTurned
    isNotJapanese = japanese < Self.leastJapanese
  }
}

extension LineClassifier.Script {
  fileprivate static let ofChineseCharacters: [Self] = [.simplifiedChinese, .traditionalChinese, .japanese]

  var isOfChineseCharacters: Bool { Self.ofChineseCharacters.contains(self) }

  /// Tesseract's model that reads it, the commonest where several do.
  var model: String {
    switch self {
    case .simplifiedChinese: "chi_sim"
    case .traditionalChinese: "chi_tra"
    case .latin: "eng"
    case .cyrillic: "rus"
    case .japanese: "jpn"
    case .korean: "kor"
    }
  }

  /// What one of Tesseract's models reads.
  init?(model: String) {
    switch model {
    case "chi_sim": self = .simplifiedChinese
    case "chi_tra": self = .traditionalChinese
    case "eng", "deu", "fra": self = .latin
    case "rus": self = .cyrillic
    case "jpn": self = .japanese
    case "kor": self = .korean
    default: return nil
    }
  }
}
