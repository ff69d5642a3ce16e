import Evidence
import Glibc
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
  /// And more of a page whose red header was read, or a form's label: it is the likeliest to bear a mark, wherever on a
  /// screen that stands.
  private static let moreUnderHeading = 6
  private static let moreInTable = 6
  /// Where so many lines gave nothing, type is told from the rest before more is read.
  private static let manyVain = 3
  /// A line that reads worse gave no text.
  static let leastOfText: Float = 0.3
  /// Second readings, in other languages or at another scale, of one page at most.
  private static let mostRetries = 8
  private static let mostReadingsAsMark = 16
  private static let mostReadingsAsForeign = 24
  private static let mostReadingsSideways = 8
  /// A line that reads better than this was read as it stands.
  static let sure: Float = 0.75
  /// Lines that may be a mark's twin, read for its sake, stamps that may say that it no longer holds, and what may be the
  /// label of its field.
  private static let mostTwins = 2
  private static let mostStamps = 6
  private static let mostFields = 1
  /// What may fill the field of a label for the level, and other levels that a mark may be listed with.
  private static let mostInField = 2
  private static let mostListed = 2
  /// Lines that are read with what stands beside them, and how far that goes, in heights.
  private static let mostWidened = 4
  private static let beside: Float = 4
  private static let besideField: Float = 9
  /// Rules for the labels of forms that have one for the level, below each other or in the cells of a table, and how many
  /// are asked for it.
  private static let forms: Set<String> = ["tw.form"]
  private static let tables: Set<String> = ["cn.form"]
  private static let mostLabels = 4
  /// Rows of paragraphs that are read before anything on the page passes for a mark: they tell its script, and what it is
  /// about once there is one.
  private static let mostOfParagraphs = 3
  /// And after something did.
  private static let mostBesideMark = 4
  /// Lines under a red-header page's text that may be notes.
  private static let mostNotes = 4
  /// A star of this strength is no other sign.
  static let surelyStar: Float = 0.8

  let reader: PageReader
  let image: Image
  /// What was glanced at.
  let small: Image
  var view: PageReader.View
  var transcript: Transcript
  var matches: [Match] = []
  private var found = MatchMemory()
  /// Second readings that are left.
  var retries: Int
  /// Readings with each of the project's own models that are left.
  var readingsAsMark: Int
  var readingsAsForeign: Int
  /// Readings of what may lie on its side that are left.
  var readingsSideways: Int
  /// Readings in Chinese that gave nothing on a page of another script.
  var vainInChinese = 0
  /// Lines to be read, and how many of them were.
  private var queue: [Int]
  private var next = 0
  /// Rows of paragraphs that were put off, and how many were read.
  private var putOff: [Int] = []
  private var ofParagraphs = 0
  private var besideMark = 0
  /// Lines that others told to be worth reading, text or not: those of a form.
  private var asked: Set<Int> = []
  /// Lines that gave text, and those that gave none.
  private var (told, vain) = (0, 0)
  /// What the classifier takes for type comes before the rest.
  private var isTypeFirst = false
  /// Whether the queue is the page's own, not lines that were asked for.
  private let isOfPage: Bool
  /// Pieces of lines that said something as a whole.
  private var explained: Set<Int> = []
  /// Lines that are a mainland red header.
  var headings: Set<Int> = []
  /// Lines whose twins were put first.
  private var twinned: Set<Int> = []
  /// What marks may be listed with, as where levels are taught: no verdict is safe while it waits.
  private var listedWithMarks: Set<Int> = []
  /// Labels of a form whose neighbours were put first, and whether one was of a table.
  private var labels: Set<Int> = []
  private var isTable = false
  /// Whether lines that give scraps in Latin letters were tried in a rarer script.
  var isRarerScriptAsked = false
  /// Lines of the page that were read with certainty in an earlier look.
  var surelyReadBefore = 0
  /// The page's own among the models of Chinese characters, once it was asked for.
  var chinese: String?

  /// - Parameter lines: those to be read, where it is not all that are likely.
  init(
    of view: PageReader.View, in image: Image, glanced small: Image, by reader: PageReader,
    only lines: [Int]? = nil
  ) {
    self.reader = reader
    self.image = image
    self.small = small
    self.view = view
    transcript = Transcript(layout: view.survey.layout)
    retries = reader.isDeep ? 1_000 : Self.mostRetries
    readingsAsMark = reader.isDeep ? 1_000 : Self.mostReadingsAsMark
    readingsAsForeign = reader.isDeep ? 1_000 : Self.mostReadingsAsForeign
    readingsSideways = reader.isDeep ? 1_000 : Self.mostReadingsSideways
    isOfPage = lines == nil
    let likely = view.survey.likely.prefix(Self.mostTries)
    queue = lines ?? (reader.isDeep ? view.survey.candidates : Array(likely))
  }

  mutating func result(_ watch: inout Stopwatch) -> PageReader.Result {
    // Where no probe was sure, there may be no type at all.
    if view.confidence == 0 { watch.time(.read) { queueTypeFirst() } }
    if !reader.isDeep { watch.time(.read) { queueStarred() } }
    var isSafe = false
    while !isSafe || reader.isDeep, let id = nextLine() {
      read(id, &watch)
      isSafe = isSafeNow(&watch)
      if isSafe, readBesideMarks(&watch) { isSafe = isSafeNow(&watch) }
    }
    if !isSafe { readNotes(&watch) }
    if !isSafe { readStampsOverType(&watch) }
    if !isSafe { readBesideLabels(&watch) }
    confirmSuspicions(&watch)
    if !isSafe { readBesideMarks(&watch) }
    withdrawUnsuited(&watch)
    let judgement = watch.time(.judge) {
      reader.judge.judgement(on: matches, in: transcript, sawEverything: !isSafe)
    }
    return PageReader.Result(
      judgement: judgement, transcript: transcript, matches: matches, language: view.language,
      isTurned: view.isTurned, holdsText: view.confidence > 0 || transcript.isReadWell)
  }

  private func isSafeNow(_ watch: inout Stopwatch) -> Bool {
    listedWithMarks.isEmpty && watch.time(.judge) { reader.judge.isSafe(matches, in: transcript) }
  }

  /// Reads marks that nothing else on the page vouches for together with what stands beside them.
  ///
  /// - Returns: whether there were any.
  @discardableResult private mutating func readBesideMarks(_ watch: inout Stopwatch) -> Bool {
    let lines = Set(watch.time(.judge) { reader.judge.unvouched(matches, in: transcript) })
    let open = transcript.lines.indices.filter {
      lines.contains(transcript.lines[$0].line.id) && transcript.lines[$0].widened == nil
    }
    for n in open.prefix(Self.mostWidened) {
      let line = transcript.lines[n].line
      let isInField = matches.contains { $0.line == line.id && $0.kind == .mark && $0.place == .body }
      transcript.lines[n].widened = watch.time(.read) {
        view.survey.strip(of: line.id, widenedBy: isInField ? Self.besideField : Self.beside, in: image).map {
          reader.reading(of: $0, view.language)
        }
      }
    }
    guard !open.isEmpty else { return false }
    match(&watch)
    return true
  }

  /// Reads labels for the level together with what stands behind them: a frame round that may have hidden it.
  private mutating func readBesideLabels(_ watch: inout Stopwatch) {
    let labels = matches.filter { match in
      match.kind == .header && match.confidence >= 0.8
        && (match.isLevelLabel || Self.forms.contains(match.rule) && match.level == "密等")
    }
    let lines = Set(labels.map(\.line))
      .subtracting(matches.filter { $0.kind == .mark }.map(\.line)).sorted()
    guard !lines.isEmpty else { return }
    for n in transcript.lines.indices.filter({ lines.contains(transcript.lines[$0].line.id) })
      .prefix(Self.mostWidened)
    {
      let line = transcript.lines[n].line
      let strip = view.survey.strip(of: line.id, widenedBy: Self.besideField, onlyBehind: true, in: image)
      guard let strip else { continue }
      let reading = watch.time(.read) { reader.reading(of: strip, view.language) }
      transcript.lines[n].readings.append(reading)
    }
    match(&watch)
  }

  /// Reads the notes under a red-header page's text, where no mark was read above: one says that it is not to be published.
  private mutating func readNotes(_ watch: inout Stopwatch) {
    guard isOfPage, !headings.isEmpty, !holdsMark else { return }
    let known = Set(transcript.lines.map(\.line.id))
    for id in view.survey.notes.filter({ !known.contains($0) }).prefix(Self.mostNotes) where !holdsMark {
      read(id, &watch)
    }
  }

  private mutating func nextLine() -> Int? {
    let most =
      Self.mostLines + (headings.isEmpty ? 0 : Self.moreUnderHeading) + (isTable ? Self.moreInTable : 0)
    while next < queue.count, reader.isDeep || told + putOff.count < most {
      next += 1
      let id = queue[next - 1]
      listedWithMarks.remove(id)
      guard !explained.contains(id), !isVain(id) else { continue }
      if !isWorthReadingNow(id) { putOff.append(id) } else { return id }
    }
    guard holdsMark, !putOff.isEmpty, besideMark < Self.mostBesideMark else { return nil }
    besideMark += 1
    return putOff.removeFirst()
  }

  /// A paragraph's rows bear no mark, and cost more than all other lines together: they wait until something is there that
  /// they may speak for or against.
  private mutating func isWorthReadingNow(_ id: Int) -> Bool {
    guard isOfPage, !reader.isDeep, !asked.contains(id), view.survey.isOfParagraph(id) else { return true }
    if holdsMark {
      besideMark += 1
      return besideMark <= Self.mostBesideMark
    }
    ofParagraphs += 1
    return ofParagraphs <= Self.mostOfParagraphs
  }

  private var holdsMark: Bool { matches.contains { $0.kind == .mark || $0.kind == .suspicion } }

  /// No type, on a page of which no line was read well; nor what hardly looks like it, where no probe was sure either.
  private mutating func isVain(_ id: Int) -> Bool {
    guard isTypeFirst, !transcript.isReadWell else { return false }
    return view.confidence == 0
      ? !view.sense.looksLikeType(id, of: view.survey, in: image)
      : view.sense.isSurelyNone(id, of: view.survey, in: image)
  }

  mutating func read(_ id: Int, _ watch: inout Stopwatch) {
    let strip = watch.time(.read) {
      view.strips.removeValue(forKey: id) ?? LineStrip(of: id, view.survey, in: image)
    }
    let known = view.readForStars[id].flatMap { read in
      read.readings.allSatisfy { $0.language == view.language } ? read : nil
    }
    let read = known ?? watch.time(.read) { reader.firstReading(of: strip, in: view.language) }
    takeForLatin(read)
    transcript.lines.append(read)
    readSideways(id, &watch)
    match(&watch)
    takeForOtherChinese(&watch)
    takeForRarerScript(&watch)
    queueLinesRoundHeadings()
    queueLinesOfForm()
    queueRoundMarks()
    readFurther(strip, &watch)
    readScriptOfLevel(strip, &watch)
    lookForBars(&watch)
    // Where the whole line is a mark, its pieces say nothing more. Beside a title a mark is small, and easily lost.
    if let pieces = view.survey.pieces[id],
      matches.contains(where: { $0.line == id && $0.kind == .mark })
    {
      explained.formUnion(pieces)
    }
    if last.bestConfidence >= Self.leastOfText {
      told += 1
    } else {
      vain += 1
      if vain == Self.manyVain { watch.time(.read) { queueTypeFirst() } }
    }
  }

  /// The line that was read last.
  var last: ReadLine {
    get { transcript.lines[transcript.lines.count - 1] }
    set { transcript.lines[transcript.lines.count - 1] = newValue }
  }

  mutating func match(_ watch: inout Stopwatch) {
    matches = watch.time(.match) { reader.matcher.matches(in: transcript, remembering: &found) }
  }

  mutating func readLast(_ strip: Plane, in language: String, _ watch: inout Stopwatch) {
    last.readings.append(watch.time(.read) { reader.reading(of: strip, language) })
  }

  /// Of a line that was read before, which is cut out anew.
  mutating func readAgain(_ n: Int, in language: String, _ watch: inout Stopwatch) {
    let again = watch.time(.read) {
      reader.reading(of: LineStrip(of: transcript.lines[n].line.id, view.survey, in: image).type, language)
    }
    transcript.lines[n].readings.append(again)
  }

  // MARK: What is read next

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

  /// Grain, twigs and wrinkles pass for lines, and there are many of them: what the classifier takes for type is read
  /// first, as many lines as would have been.
  private mutating func queueTypeFirst() {
    guard isOfPage, !reader.isDeep, !isTypeFirst else { return }
    isTypeFirst = true
    let known = Set(queue)
    let rest = queue[next...] + view.survey.likely.prefix(TypeSense.mostToTell).filter { !known.contains($0) }
    let sorted = rest.stablyPartitioned { view.sense.looksLikeType($0, of: view.survey, in: image) }
    queue.replaceSubrange(next..., with: sorted.prefix(queue.count - next))
  }

  /// One of a form's labels says what its letter's level is, in a line as long as a sentence; it stands in one block with
  /// some of the others. What a label for the level is the label of may be as long as the page's text.
  private mutating func queueLinesOfForm() {
    let found = matches.filter {
      ($0.isLevelLabel || Self.forms.contains($0.rule) || Self.tables.contains($0.rule))
        && $0.confidence >= 0.8
    }
    for label in found where labels.count < Self.mostLabels && labels.insert(label.line).inserted {
      if label.isLevelLabel {
        readNext(view.survey.lines(labelledBy: label.line), most: Self.mostInField)
      } else if Self.tables.contains(label.rule) {
        isTable = true
        readNext(view.survey.lines(inTableWith: label.line))
      } else {
        readNext(view.survey.lines(alignedWith: label.line))
      }
    }
  }

  /// A star is the mark's own, and its line tells more than any other.
  private mutating func queueStarred() {
    readNext(view.starred(among: queue, in: image))
  }

  /// A banner stands at the top of a page and at its foot: where one may have been read, what looks like it at the
  /// other end says so; a stamp may say that the mark no longer holds.
  private mutating func queueRoundMarks() {
    for mark in matches
    where (mark.kind == .mark || mark.kind == .half) && twinned.insert(mark.line).inserted {
      readNext(view.survey.lines(opposite: mark.line), most: Self.mostTwins)
      if mark.place == .body { readNext(view.survey.lines(labelling: mark.line), most: Self.mostFields) }
      if mark.mark?.contains("★") != true {
        listedWithMarks.formUnion(readNext(view.survey.lines(listedWith: mark.line), most: Self.mostListed))
      }
      if twinned.count == 1 {
        readNext(view.survey.layout.lines.filter(\.mayBeStamp).map(\.id), most: Self.mostStamps)
      }
    }
  }

  /// - Returns: those that are read next.
  @discardableResult private mutating func readNext(_ lines: [Int], most: Int = .max) -> [Int] {
    let left = lines.filter { !queue.prefix(next).contains($0) || putOff.contains($0) }.prefix(most)
    asked.formUnion(left)
    putOff.removeAll { left.contains($0) }
    next -= queue.prefix(next).count { left.contains($0) }
    queue.removeAll { left.contains($0) }
    queue.insert(contentsOf: left, at: next)
    return Array(left)
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

extension Sequence {
  /// What meets a condition before the rest, each in its order.
  fileprivate func stablyPartitioned(_ comesFirst: (Element) -> Bool) -> [Element] {
    let sorted = map { ($0, comesFirst($0)) }
    return sorted.filter(\.1).map(\.0) + sorted.filter { !$0.1 }.map(\.0)
  }
}
