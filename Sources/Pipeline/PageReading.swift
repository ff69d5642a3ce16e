import Evidence
import Judging
import Looking
import Matching
import Pixels
import Reading

/// One page being read: the lines that matter, the likeliest first, until the verdict is safe.
struct PageReading {
  /// Lines read of one page at most, unless everything is to be read; what gave no text counts for little.
  private static let mostLines = 16
  private static let mostTries = 30
  /// Second readings, in other languages or at another scale, of one page at most.
  private static let mostRetries = 8
  /// A line that reads better than this was read as it stands.
  private static let sure: Float = 0.75
  /// A short line that reads worse is looked at again.
  private static let unsure: Float = 0.65
  /// A line that reads worse gave nothing.
  private static let nothing: Float = 0.2
  /// Heights of a line that may hold a mark and something else.
  private static let ofPieces: ClosedRange<Float> = 5...32
  /// How wide squat type is made for another look.
  private static let uprightShare: Float = 0.7
  /// Signs before and behind a star that are its mark's, at most.
  private static let roundStar: Float = 9
  /// Rows of one strip that are read.
  private static let mostRows = 2
  /// Lines that may be a mark's twin, read for its sake.
  private static let mostTwins = 2
  /// Rules for the labels of forms that have one for the level.
  private static let forms: Set<String> = ["tw.form"]
  /// A star of this strength is no other sign.
  private static let surelyStar: Float = 0.8
  /// A title and a mark behind it; what is longer is a sentence.
  private static let longestTitled: Float = 17

  private let reader: PageReader
  private let image: Image
  private var view: PageReader.View
  private var transcript: Transcript
  private var matches: [Match] = []
  /// Second readings that are left.
  private var retries: Int
  /// Lines to be read, and how many of them were.
  private var queue: [Int]
  private var next = 0
  /// Lines that gave text.
  private var told = 0
  /// Pieces of lines that said something as a whole.
  private var explained: Set<Int> = []
  /// Lines that are a mainland red header.
  private var headings: Set<Int> = []
  /// Lines whose twins were put first.
  private var twinned: Set<Int> = []
  /// The lines of a form with a label for the level were put first.
  private var isFormQueued = false
  /// The page's own among the models of Chinese characters, once it was asked for.
  private var chinese: String?

  init(of view: PageReader.View, in image: Image, by reader: PageReader) {
    self.reader = reader
    self.image = image
    self.view = view
    transcript = Transcript(layout: view.survey.layout)
    retries = reader.isDeep ? 1_000 : Self.mostRetries
    queue = reader.isDeep ? view.survey.candidates : Array(view.survey.likely.prefix(Self.mostTries))
  }

  mutating func result(_ watch: inout Stopwatch) -> PageReader.Result {
    var isSafe = false
    while !isSafe || reader.isDeep, let id = nextLine() {
      read(id, &watch)
      isSafe = watch.time(.judge) { reader.judge.isSafe(matches, in: transcript) }
    }
    confirmSuspicions(&watch)
    let judgement = watch.time(.judge) {
      reader.judge.judgement(on: matches, in: transcript, sawEverything: !isSafe)
    }
    return PageReader.Result(judgement: judgement, transcript: transcript, matches: matches)
  }

  private mutating func nextLine() -> Int? {
    while next < queue.count, reader.isDeep || told < Self.mostLines {
      next += 1
      if !explained.contains(queue[next - 1]) { return queue[next - 1] }
    }
    return nil
  }

  private mutating func read(_ id: Int, _ watch: inout Stopwatch) {
    let strip = watch.time(.read) { LineStrip(of: id, view.survey, in: image) }
    let read = watch.time(.read) { firstReading(of: strip) }
    takeForLatin(read)
    transcript.lines.append(read)
    match(&watch)
    takeForOtherChinese(&watch)
    queueLinesRoundHeadings()
    queueLinesOfForm()
    queueTwins()
    readFurther(strip, &watch)
    // Where the whole line is a mark, its pieces say nothing more. Beside a title a mark is small, and easily lost.
    if let pieces = view.survey.pieces[id],
      matches.contains(where: { $0.line == id && $0.kind == .mark })
    {
      explained.formUnion(pieces)
    }
    if last.bestConfidence >= 0.3 { told += 1 }
  }

  /// The line that was read last.
  private var last: ReadLine {
    get { transcript.lines[transcript.lines.count - 1] }
    set { transcript.lines[transcript.lines.count - 1] = newValue }
  }

  private mutating func match(_ watch: inout Stopwatch) {
    matches = watch.time(.match) { reader.matcher.matches(in: transcript) }
  }

  private mutating func readLast(_ strip: Plane, in language: String, _ watch: inout Stopwatch) {
    last.readings.append(watch.time(.read) { reader.reading(of: strip, language) })
  }

  /// Of a line that was read before, which is cut out anew.
  private mutating func readAgain(_ n: Int, in language: String, _ watch: inout Stopwatch) {
    let again = watch.time(.read) {
      reader.reading(of: LineStrip(of: transcript.lines[n].line.id, view.survey, in: image).type, language)
    }
    transcript.lines[n].readings.append(again)
  }

  private func firstReading(of strip: LineStrip) -> ReadLine {
    var readings: [Reading] = []
    if let whole = strip.withStroke { readings.append(reader.reading(of: whole, view.language)) }
    let read = reader.reading(of: strip.type, view.language)
    readings.append(read)
    if let whole = strip.withStar, read.confidence < Self.sure {
      readings.append(reader.reading(of: whole, view.language))
    }
    if let star = strip.line.star, strip.line.isAlone,
      (Self.roundStar + 2...Self.longestTitled).contains(strip.line.lengthInGlyphs)
    {
      // Behind a title the mark is read with more care by itself.
      let height = Float(strip.type.height)
      let middle = star.position * Float(strip.type.width)
      let (left, right) = (max(0, middle - 3 * height), min(Float(strip.type.width), middle + 6 * height))
      let part = Rectangle(x: Int(left), y: 0, width: Int(right - left), height: strip.type.height)
      readings.append(reader.reading(of: strip.type.cropped(to: part), view.language))
    }
    if let end = strip.smallEnd { readings.append(reader.reading(of: end, view.language)) }
    return ReadLine(line: strip.line, readings: readings)
  }

  // MARK: What a line tells of the page

  /// No probe was sure of the script; a line that reads well in Latin letters is.
  private mutating func takeForLatin(_ read: ReadLine) {
    guard view.confidence == 0, view.language == reader.primary, reader.languages.contains("eng"),
      read.isSurelyLatin
    else { return }
    view.language = "eng"
    view.confidence = PageReader.hardly("eng", isPrimary: false)
  }

  /// Two labels of a form in the other Chinese script, each spelled right by a model that does not know it.
  private mutating func takeForOtherChinese(_ watch: inout Stopwatch) {
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
      guard read.readings.contains(where: { $0.text.contains("密") }) || isUnsure(read) else { continue }
      readAgain(n, in: own, &watch)
    }
    match(&watch)
  }

  /// Rows of crosses were taken for Latin letters; two lines in simplified Chinese, or one and a star, tell what the
  /// page is in.
  private mutating func takeForMainland(_ watch: inout Stopwatch) {
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

  /// A red header tells where its page's mark stands, whatever else lies about.
  private mutating func queueLinesRoundHeadings() {
    // Those read with certainty; the program that shows a page has a title, too, but hardly in red.
    let found = matches.filter {
      $0.kind == .header && $0.regime == "cn" && $0.rank >= 2 && $0.confidence >= 0.8
        && ($0.place == .heading || $0.place == .topCentre || $0.place == .stamp
          || view.survey.layout.lines[$0.line].redness > 0.45)
    }
    for heading in found.map(\.line) where headings.insert(heading).inserted {
      readNext(view.survey.lines(round: heading))
    }
  }

  /// One of a form's labels says what its letter's level is, in a line as long as a sentence.
  private mutating func queueLinesOfForm() {
    let labels = matches.filter { $0.kind == .header && Self.forms.contains($0.rule) && $0.confidence >= 0.8 }
    guard !isFormQueued, let label = labels.first else { return }
    isFormQueued = true
    readNext(view.survey.lines(alignedWith: label.line))
  }

  /// A banner stands at the top of a page and at its foot: where one may have been read, what looks like it at the
  /// other end says so.
  private mutating func queueTwins() {
    for mark in matches where mark.kind == .mark && twinned.insert(mark.line).inserted {
      readNext(view.survey.lines(opposite: mark.line), most: Self.mostTwins)
    }
  }

  private mutating func readNext(_ lines: [Int], most: Int = .max) {
    let left = lines.filter { !queue.prefix(next).contains($0) }.prefix(most)
    queue.removeAll { left.contains($0) }
    queue.insert(contentsOf: left, at: next)
  }

  // MARK: Further readings of a line

  /// A suspicion asks for another model; an unsure line for another look.
  private mutating func readFurther(_ strip: LineStrip, _ watch: inout Stopwatch) {
    let asked = languagesToAsk(strip, &watch)
    let known = last.readings.count
    for language in asked.sorted() where retries > 0 {
      retries -= 1
      readLast(strip.type, in: language, &watch)
    }
    if asked.isEmpty {
      readParts(strip, &watch)
      readInAnotherScript(strip, &watch)
      readUncrossed(strip, &watch)
      readCleaned(strip, &watch)
      readPiece(strip, &watch)
    }
    if last.readings.count > known { match(&watch) }
  }

  private mutating func languagesToAsk(_ strip: LineStrip, _ watch: inout Stopwatch) -> Set<String> {
    let suspicions = matches.filter { $0.kind == .suspicion && $0.line == strip.line.id }
    var asked = Set(suspicions.flatMap(\.reread))
      .intersection(reader.languages).subtracting(last.readings.map(\.language))
    guard view.language == "chi_sim", !asked.isDisjoint(with: PageReader.otherChinese) else { return asked }
    // A mark of many signs is its country's own.
    let owned = suspicions.filter(\.isOneCountrysAlone).flatMap(\.reread)
    asked.subtract(PageReader.otherChinese.subtracting(owned))
    // Only the mainland writes such a heading: its marks are simplified.
    guard headings.isEmpty else { return asked }
    // The models of Chinese characters read each other's type, with confidence; the page's own is asked.
    var probes = view.probes
    let own = chinese ?? watch.time(.read) { reader.chineseModel(view, in: image, &probes) }
    chinese = own
    if own != view.language {
      view.language = own
      last.readings = []
      readLast(strip.type, in: own, &watch)
      match(&watch)
    }
    return asked
  }

  private mutating func readInAnotherScript(_ strip: LineStrip, _ watch: inout Stopwatch) {
    guard isUnsure(last, upTo: 24) else { return }
    let line = last.line
    // Hong Kong and Korea write their marks in two scripts.
    if view.language == "eng" || view.language == "kor", reader.languages.contains("chi_tra"),
      line.box.y < 0.3 || line.box.y > 0.8
    {
      readLast(strip.type, in: "chi_tra", &watch)
      // What reads well in one of the Chinese scripts may be the other's.
      if last.readings.last.map({ $0.confidence > Self.unsure }) == true, reader.languages.contains("chi_sim")
      {
        readLast(strip.type, in: "chi_sim", &watch)
        takeForMainland(&watch)
      }
    }
    // Worn capitals look Russian.
    if view.language == "rus", reader.languages.contains("eng") { readLast(strip.type, in: "eng", &watch) }
  }

  /// Reads a line once more without what runs in from outside, sharpened, and narrowed, until one will do.
  private mutating func readCleaned(_ strip: LineStrip, _ watch: inout Stopwatch) {
    if retries > 0, isDoubtful, let clean = Straightening.withoutRim(strip.type) {
      retries -= 1
      readLast(clean, in: view.language, &watch)
    }
    guard retries > 0, isDoubtful else { return }
    retries -= 1
    readLast(Straightening.sharpened(strip.type), in: view.language, &watch)
    // Chinese signs are square; flatter ones were seen from a low angle.
    if retries > 0, view.language.hasPrefix("chi_"), isDoubtful {
      retries -= 1
      readLast(Straightening.narrowed(strip.type, to: Self.uprightShare), in: view.language, &watch)
    }
  }

  /// Reads by themselves what stands in a frame, and rows that were taken for one line, where the whole gave nothing.
  private mutating func readParts(_ strip: LineStrip, _ watch: inout Stopwatch) {
    guard last.bestConfidence < Self.unsure, last.line.lengthInGlyphs < 12 else { return }
    if let framed = PieceFinder.framed(in: strip.type) {
      last.line.isBoxed = true
      readPart(framed, of: strip, isFramed: true, &watch)
    } else if isUnsure(last) {
      for row in PieceFinder.rows(in: strip.type).prefix(Self.mostRows) {
        readPart(row, of: strip, isFramed: false, &watch)
      }
    }
  }

  private mutating func readPart(
    _ part: Rectangle, of strip: LineStrip, isFramed: Bool, _ watch: inout Stopwatch
  ) {
    guard retries > 0,
      let plane = view.survey.strip(of: part, of: strip.type, strip.line.id, in: image, isFramed: isFramed)
    else { return }
    retries -= 1
    readLast(StrokeFinder.find(in: plane)?.without ?? plane, in: view.language, &watch)
  }

  /// Reads a word without the strokes that cross it out.
  private mutating func readUncrossed(_ strip: LineStrip, _ watch: inout Stopwatch) {
    guard retries > 0, isDoubtful, let clean = StrokeFinder.withoutCrossing(strip.type) else { return }
    retries -= 1
    readLast(clean, in: view.language, &watch)
  }

  /// Reads by itself the longest piece of a line that gave nothing as a whole.
  private mutating func readPiece(_ strip: LineStrip, _ watch: inout Stopwatch) {
    guard retries > 0, last.readings.first.map({ $0.confidence < Self.nothing }) == true,
      last.line.typeness > 0,
      Self.ofPieces.contains(last.line.lengthInGlyphs), let piece = PieceFinder.longest(in: strip.type)
    else { return }
    retries -= 1
    readLast(piece, in: view.language, &watch)
  }

  private var isDoubtful: Bool { isUnsure(last) || last.isAlmostMark(matches) }

  /// Short, where a mark may stand, and hardly read.
  private func isUnsure(_ read: ReadLine, upTo length: Float = 12) -> Bool {
    guard read.line.lengthInGlyphs < length, read.line.lengthInGlyphs > 1.2 else { return false }
    return read.bestConfidence < Self.unsure
      && (read.line.star != nil || read.line.isBoxed || read.line.relativeSize > 0.7)
  }

  /// Reads suspected marks in their own script where the rest of the page turned out to be of their regime.
  private mutating func confirmSuspicions(_ watch: inout Stopwatch) {
    let regimes = Set(matches.filter { $0.kind == .header }.map(\.regime))
    var isChanged = false
    for suspicion in matches where suspicion.kind == .suspicion && regimes.contains(suspicion.regime) {
      guard let n = transcript.lines.firstIndex(where: { $0.line.id == suspicion.line }) else { continue }
      let known = transcript.lines[n].readings.map(\.language)
      for language in suspicion.reread where reader.languages.contains(language) && !known.contains(language)
      {
        readAgain(n, in: language, &watch)
        isChanged = true
      }
    }
    if isChanged { match(&watch) }
  }
}

extension ReadLine {
  fileprivate var bestConfidence: Float { readings.map(\.confidence).max() ?? 0 }

  /// Two to four signs, 密 the last or the one before a period, and yet no rule that it meets.
  fileprivate func isAlmostMark(_ matches: [Match]) -> Bool {
    guard line.lengthInGlyphs < 8, !matches.contains(where: { $0.line == line.id && $0.kind == .mark }) else {
      return false
    }
    return readings.contains { reading in
      let signs = reading.text.filter { !$0.isWhitespace }
      return (2...4).contains(signs.count) && signs.dropFirst().contains("密")
    }
  }

  /// Several Latin letters, no others, and well read.
  fileprivate var isSurelyLatin: Bool {
    readings.first.map { $0.confidence > 0.8 && $0.isLatin } ?? false
  }
}
