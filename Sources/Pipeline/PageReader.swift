import Evidence
import Judging
import Looking
import Matching
import Pixels
import Reading

/// Reads the lines of a page that matter, the likeliest first, and stops when the verdict is safe.
final class PageReader {
  struct Result {
    var judgement: Judgement
    var transcript: Transcript
    var matches: [Match]
  }

  /// Lines read of one page at most, unless everything is to be read.
  static let mostLines = 16
  /// Second readings, in other languages or at another scale, of one page at most.
  static let mostRetries = 8

  private let matcher: Matcher
  private let judge = Judge()
  private let shelf: ReaderShelf
  private let languages: Set<String>
  private let deep: Bool

  /// - Parameter languages: those with a model.
  init(matcher: Matcher, shelf: ReaderShelf, languages: Set<String>, deep: Bool) {
    self.matcher = matcher
    self.shelf = shelf
    self.languages = languages
    self.deep = deep
  }

  func read(_ survey: Survey, in image: Image, _ watch: inout Stopwatch) -> Result {
    let view = watch.time(.read) { settled(survey, in: image) }
    var transcript = Transcript(layout: view.survey.layout)
    var matches: [Match] = []
    var retries = deep ? 1_000 : Self.mostRetries
    var isSafe = false
    let chosen = deep ? view.survey.candidates : Array(view.survey.likely.prefix(Self.mostLines))
    for id in chosen {
      var (read, strip) = watch.time(.read) { first(id, view, image) }
      transcript.lines.append(read)
      matches = watch.time(.match) { matcher.matches(in: transcript) }
      // A suspicion asks for another model; an unsure line for another look.
      let asked = Set(matches.filter { $0.kind == .suspicion && $0.line == id }.flatMap(\.reread))
        .intersection(languages).subtracting(read.readings.map(\.language))
      for language in asked.sorted() where retries > 0 {
        retries -= 1
        read.readings.append(watch.time(.read) { reading(of: strip, language) })
      }
      if asked.isEmpty, retries > 0, Self.isUnsure(read) {
        retries -= 1
        strip = view.survey.strip(of: id, in: image, height: 40)
        let plain = StarFinder.find(in: strip)?.without ?? strip
        read.readings.append(watch.time(.read) { reading(of: plain, view.language) })
      }
      if read.readings.count > 1 {
        transcript.lines[transcript.lines.count - 1] = read
        matches = watch.time(.match) { matcher.matches(in: transcript) }
      }
      isSafe = watch.time(.judge) { judge.isSafe(matches, in: transcript) }
      if isSafe, !deep { break }
    }
    let judgement = watch.time(.judge) {
      judge.judgement(on: matches, in: transcript, sawEverything: !isSafe)
    }
    return Result(judgement: judgement, transcript: transcript, matches: matches)
  }

  /// Short, where a mark may stand, and hardly read.
  private static func isUnsure(_ read: ReadLine) -> Bool {
    guard read.line.lengthInGlyphs < 12, read.line.lengthInGlyphs > 1.2 else { return false }
    let best = read.readings.map(\.confidence).max() ?? 0
    return best < 0.6 && (read.line.star != nil || read.line.isBoxed || read.line.relativeSize > 0.7)
  }

  private func first(_ id: Int, _ view: View, _ image: Image) -> (ReadLine, Plane) {
    var line = view.survey.layout.lines[id]
    var strip = view.survey.strip(of: id, in: image)
    if let found = StarFinder.find(in: strip) {
      line.star = found.star
      strip = found.without
    }
    return (ReadLine(line: line, readings: [reading(of: strip, view.language)]), strip)
  }

  private func reading(of strip: Plane, _ language: String) -> Reading {
    // The models were found when the inspector was made; one that vanished since reads nothing.
    (try? shelf.reader(for: language))?.read(strip) ?? Reading(language: language, text: "", confidence: 0)
  }
}

// MARK: Which way up, and in which script

extension PageReader {
  /// A page the right way up with the language that most of it is in.
  struct View {
    var survey: Survey
    var language: String
    var confidence: Float
  }

  /// A line is this well read when its script and its side are right (measured: 0.8 to 0.96 against 0.05 to 0.4).
  private static let surely: Float = 0.72

  /// Reads a few pieces of type upright and upside down, in one model after the other, until one is sure.
  private func settled(_ survey: Survey, in image: Image) -> View {
    var best = View(survey: survey, language: primary, confidence: 0)
    guard !survey.probes.isEmpty else { return best }
    let sides = [survey, survey.turnedAround()]
    let order = ["chi_sim", "eng", "chi_tra", "jpn", "kor", "rus"].filter(languages.contains)
    for probe in 0..<min(3, survey.probes.count) {
      for (n, language) in order.enumerated() {
        for side in sides where probe < side.probes.count {
          let strip = side.probeStrip(side.probes[probe], in: image)
          let reading = reading(of: strip, language)
          guard reading.isPlausible else { continue }
          if reading.confidence > best.confidence {
            best = View(survey: side, language: language, confidence: reading.confidence)
          }
          if best.confidence >= Self.surely { break }
        }
        if best.confidence >= Self.surely, n > 0 || best.confidence >= 0.85 { break }
        // Simplified, traditional and Japanese type look alike to each other's models: the next ones are asked too.
      }
      if best.confidence >= Self.surely { break }
    }
    return best
  }

  private var primary: String {
    languages.contains("chi_sim") ? "chi_sim" : languages.contains("eng") ? "eng" : languages.sorted().first ?? "eng"
  }
}

extension Reading {
  /// Some characters, and of the script that the model is for: a model asked for a foreign script answers in
  /// scraps.
  fileprivate var isPlausible: Bool {
    let signs = text.unicodeScalars.filter { !$0.properties.isWhitespace }
    guard signs.count >= 2 else { return false }
    let own = signs.filter { Self.script(language).contains($0.value) }.count
    return 2 * own >= signs.count
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

extension [ClosedRange<UInt32>] {
  fileprivate func contains(_ value: UInt32) -> Bool { contains { $0.contains(value) } }
}
