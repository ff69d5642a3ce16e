import Evidence
import Looking
import Pixels

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
    /// Lines that were cut out or read already, for the stars in them.
    var strips: [Int: LineStrip] = [:]
    var readForStars: [Int: ReadLine] = [:]

    mutating func showsPage(in image: Image) -> Bool { sense.showsPage(survey, in: image) }

    var isSure: Bool { confidence >= PageReader.sureness(of: language) }
  }

  static let commonest = ["chi_sim", "eng"]
  static let allModels = commonest + ["rus", "jpn", "kor"]
  static let otherChinese: Set<String> = ["chi_tra", "jpn"]

  /// The commonest language that there is a model for.
  var primary: String {
    languages.contains("chi_sim")
      ? "chi_sim" : languages.contains("eng") ? "eng" : languages.sorted().first ?? "eng"
  }

  /// How sure a page is of a language that was not told by a reading.
  func hardly(_ language: String) -> Float { Self.hardly(language, isPrimary: language == primary) }

  /// A page of which nothing is known yet.
  func view(of survey: Survey, isTurned: Bool = false) -> View {
    View(
      survey: survey, isTurned: isTurned, language: primary, confidence: 0, sense: TypeSense(classifier))
  }

  // MARK: How sure a probe is

  /// So much better from one side than from the other is no chance.
  static let clearly: Float = 0.25

  /// Upside down, small Latin letters are read as others with up to 0.75; nothing reads so well by chance.
  static let certain: Float = 0.85

  /// A line is this well read when its script and its side are right (measured: 0.8 to 0.96 against 0.05 to 0.4).
  static func sureness(of language: String) -> Float {
    language == "jpn" ? 0.8 : 0.72
  }

  /// Below this nothing is known, and the photo's own tag and the commonest script are believed.
  private static func hardly(_ language: String, isPrimary: Bool) -> Float {
    isPrimary ? 0.55 : language == "eng" ? 0.58 : language == "jpn" ? 0.78 : 0.65
  }
}
