import Evidence
import Judging
import Looking
import Pixels
import Reading

// MARK: What the lines that were read tell of their page's script

extension PageReading {
  /// So many lines tell whether they are in the script that they are read in, of such lengths in heights.
  private static let enoughForScript = 4
  private static let longEnoughForScript: ClosedRange<Float> = 1.8...20
  /// Lines that are tried in another script, and how many must be in it.
  private static let (mostForScript, sureOfScript) = (5, 2)
  private static let leastOfScrap: Float = 0.1

  /// No probe was sure of the script; a line that reads well in Latin letters is.
  mutating func takeForLatin(_ read: ReadLine) {
    guard view.confidence == 0, view.language == reader.primary, reader.languages.contains("eng"),
      read.isSurelyLatin
    else { return }
    view.language = "eng"
    view.confidence = reader.hardly("eng")
  }

  /// Two labels of a form in the other Chinese script, each spelled right by a model that does not know it.
  mutating func takeForOtherChinese(_ watch: inout Stopwatch) {
    guard chinese == nil, view.language == "chi_sim" else { return }
    let own = PageReader.otherChinese.sorted().first { language in
      let labels = matches.filter { $0.kind == .header && $0.reread.contains(language) }
      return reader.languages.contains(language) && Set(labels.map(\.line)).count >= 2
    }
    guard let own else { return }
    (chinese, view.language) = (own, own)
    // Lines that may bear a mark were read by the wrong model.
    for n in transcript.lines.indices {
      let read = transcript.lines[n]
      guard
        read.readings.contains(where: { $0.text.contains("密") }) || isUnsure(read) || read.line.isBoxed
          || read.line.isRed
      else { continue }
      readAgain(n, in: own, &watch)
    }
    match(&watch)
  }

  /// Rows of crosses were taken for Latin letters; two lines in simplified Chinese, or one and a star, tell what the
  /// page is in.
  mutating func takeForMainland(_ watch: inout Stopwatch) {
    var own = transcript.lines.count { read in
      read.readings.contains { $0.language == "chi_sim" && $0.confidence >= PageReader.ownScript }
        && read.readings.first.map { $0.confidence < Self.unsure } == true
    }
    if transcript.lines.contains(where: { ($0.line.star?.strength ?? 0) > Self.surelyStar }) { own += 1 }
    guard view.language == "eng", own >= 2 else { return }
    view.language = "chi_sim"
    for n in transcript.lines.indices {
      let read = transcript.lines[n]
      let isKnown = read.readings.contains { $0.language == "chi_sim" }
      if isUnsure(read), !isKnown { readAgain(n, in: "chi_sim", &watch) }
    }
    match(&watch)
  }

  /// Type of a rarer script was taken for Latin letters or for nothing known, and the lines give scraps of such: worn or
  /// squat Cyrillic, or Hangul in short words. Two lines that read well in it tell what the page is in.
  mutating func takeForRarerScript(_ watch: inout Stopwatch) {
    let isOpen = view.language == "eng" || view.language == "chi_sim" && view.confidence < Self.unsure
    guard !isRarerScriptAsked, isOpen, transcript.lines.count >= Self.enoughForScript else { return }
    var scraps: [Int] = []
    for n in transcript.lines.indices {
      let read = transcript.lines[n]
      guard Self.longEnoughForScript.contains(read.line.lengthInGlyphs),
        (Self.leastOfScrap..<Self.unsure).contains(read.bestConfidence),
        view.language == "eng" || read.isOfLatinScraps || looksRarer(read.line.id)
      else { continue }
      scraps.append(n)
    }
    let fewest = max(Self.enoughForScript, transcript.lines.count / 2)
    guard scraps.count >= fewest else { return }
    isRarerScriptAsked = true
    let longest = scraps.sorted {
      transcript.lines[$0].line.lengthInGlyphs > transcript.lines[$1].line.lengthInGlyphs
    }
    let own = ["rus", "kor"].first { reader.languages.contains($0) && isOwnScript($0, of: longest, &watch) }
    guard let own else { return }
    view.language = own
    for n in transcript.lines.indices {
      let read = transcript.lines[n]
      let isKnown = read.readings.contains { $0.language == own }
      if read.bestConfidence < Self.unsure, !isKnown { readAgain(n, in: own, &watch) }
    }
    match(&watch)
  }

  /// Whether a line looks like a rarer script to the classifier.
  private mutating func looksRarer(_ id: Int) -> Bool {
    view.sense.looksLike([.korean, .cyrillic], id, of: view.survey, in: image)
  }

  /// Whether two of a few lines, which are read in it, are surely in a script.
  private mutating func isOwnScript(_ language: String, of lines: [Int], _ watch: inout Stopwatch) -> Bool {
    var count = 0
    // Texture gives scraps, too, and an engine takes 40 MB.
    let type = lines.filter { n in
      view.sense.looksLikeType(transcript.lines[n].line.id, of: view.survey, in: image)
    }
    for n in type.prefix(Self.mostForScript) where count < Self.sureOfScript {
      readAgain(n, in: language, &watch)
      let isSure =
        transcript.lines[n].readings.last.map { $0.isOfScript(language) && $0.confidence >= Self.sure }
      if isSure == true { count += 1 }
    }
    return count == Self.sureOfScript
  }
}

extension ReadLine {
  /// Latin letters, most of it, as a model of Chinese characters makes of Cyrillic.
  fileprivate var isOfLatinScraps: Bool {
    let letters = readings.first?.text.filter(\.isLetter) ?? ""
    return letters.count >= 4 && 5 * letters.count(where: \.isASCII) >= 4 * letters.count
  }

  /// Several Latin letters, no others, and well read.
  fileprivate var isSurelyLatin: Bool {
    readings.first.map { $0.confidence > 0.8 && $0.isLatin } ?? false
  }
}
