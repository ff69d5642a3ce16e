import Decoding
import Evidence
import Judging
import Looking
import Pixels

/// One page on its way from the glance to a verdict, decoded anew only where a stage needs more pixels.
struct PageInspection {
  /// The long side of the picture that the glance is given, in pixels, at least.
  static let glanceSide = 800
  /// Type lower than this in the glance's picture is looked at again at twice the size.
  private static let smallType: Float = 10
  /// Type at least this high reads as well as larger type.
  private static let readingHeight: Float = 36

  private var opened: OpenedPhoto
  private let page: Int
  /// Of the stored page.
  private let width: Int
  private let height: Int
  private let isMirrored: Bool
  /// To the right of an upright viewer, in pixels of the picture as it is looked at.
  private let upright: Point
  private let first: DecodedImage
  /// The picture that is glanced at: as first decoded, or twice as large.
  private var small: Image
  private var isEnlarged = false
  /// The picture that lines are read from.
  private var readable: Image
  private let enhancement: Enhancement
  private let glimpse: Sight

  init(_ page: Int, of opened: OpenedPhoto, _ watch: inout Stopwatch) throws(DecodeFailure) {
    var opened = opened
    let first = try watch.time(.decode) { () throws(DecodeFailure) in
      try opened.image(page: page, longSide: Self.glanceSide)
    }
    self.opened = opened
    self.page = page
    self.first = first
    (width, height) = try opened.size(ofPage: page)
    isMirrored = opened.orientation.isMirrored
    let direction = opened.orientation.readingDirection
    upright = isMirrored ? Point(-direction.x, direction.y) : direction
    let small = isMirrored ? first.image.mirrored() : first.image
    self.small = small
    readable = small
    (glimpse, enhancement) = watch.time(.look) { Self.glimpse(of: small) }
  }

  private static func glimpse(of small: Image) -> (Sight, Enhancement) {
    // Dots make lines of anything.
    let first: Enhancement = small.isGrainy ? .descreened : .none
    var best = (sight: Sight(of: small, first), enhancement: first)
    guard !best.sight.isSure else { return best }
    var others: [Enhancement] = []
    // In a coloured picture a raised contrast makes lines of anything.
    if first == .none, small.isGrey { others.append(.raisedContrast) }
    if first == .none, small.isDark { others.append(.brightened) }
    if small.isNoisy { others.append(.denoised) }
    for other in others {
      let sight = Sight(of: small, other)
      if sight.sureness > best.sight.sureness || !best.sight.mayHoldType { best = (sight, other) }
    }
    return best
  }

  var mayHoldType: Bool { glimpse.mayHoldType }

  /// What is said of a page that shows no type.
  func left(_ photo: Photo, _ trace: Trace) -> Examination {
    Examination(
      verdict: Judge().judgement(
        on: [], in: Transcript(layout: Layout(width: width, height: height)), sawEverything: true),
      photo, width, height, left: .look, partial: first, trace)
  }

  func examination(_ photo: Photo, _ result: PageReader.Result, _ trace: Trace) -> Examination {
    var examination = Examination(
      verdict: result.judgement, photo, width, height, left: result.showsPage ? .judge : .look,
      partial: first, trace)
    examination.add(result, mirroredWidth: isMirrored ? width : nil)
    return examination
  }

  /// Reads the page as a whole, and then, where that gives no mark, its sheets one by one.
  ///
  /// Where the whole holds no text, nothing else is looked at (measured: it told its script on each of 30 pages whose
  /// mark was read in another look).
  mutating func result(of reader: PageReader, _ watch: inout Stopwatch) throws(DecodeFailure)
    -> PageReader.Result
  {
    let (sight, whole) = try surveyed(&watch)
    var result = try read(sight, whole, by: reader, &watch)
    guard result.holdsText || reader.isDeep else { return result }
    if whole.areSeveralSheets { try readAskew(reader, &result, &watch) }
    try readParts(of: whole, reader, &result, &watch)
    if result.isMostlyVain { try readDarkInk(reader, &result, &watch) }
    try readCoarsely(reader, &result, &watch)
    return result
  }

  /// The page as a whole, at twice the size where its type is small.
  private mutating func surveyed(_ watch: inout Stopwatch) throws(DecodeFailure) -> (Sight, Survey) {
    let survey = watch.time(.look) { glimpse.survey(width, height, upright) }
    guard isTooSmall(survey) else { return (glimpse, survey) }
    try enlarge(&watch)
    return look(at: survey.neighbourhood(in: small), &watch)
  }

  /// Reads the sheets that lie askew to the one with most type.
  private mutating func readAskew(
    _ reader: PageReader, _ result: inout PageReader.Result, _ watch: inout Stopwatch
  ) throws(DecodeFailure) {
    guard result.judgement.verdict != .marked else { return }
    func look() -> [(Sight, Survey)] {
      Sight.sheetsAskew(in: small, enhancement).map { ($0, $0.survey(width, height, upright)) }
    }
    var others = watch.time(.look, look)
    if !isEnlarged, others.contains(where: { isTooSmall($0.1) }) {
      try enlarge(&watch)
      others = watch.time(.look, look)
    }
    for (sight, survey) in others where result.judgement.verdict != .marked {
      result.take(try read(sight, survey, by: reader, isAlone: false, &watch))
    }
  }

  /// Reads the pages of an open book, else the middle of the picture.
  private mutating func readParts(
    of whole: Survey, _ reader: PageReader, _ result: inout PageReader.Result, _ watch: inout Stopwatch
  ) throws(DecodeFailure) {
    for sheet in whole.sheets {
      // A red-header page says nothing of the sheet beside it.
      let verdict = result.judgement.verdict
      guard verdict == .clear || (verdict == .official && whole.areSeveralSheets) else { return }
      guard let part = whole.part(sheet, of: small) else { continue }
      var (sight, survey) = look(at: part, &watch)
      guard sight.mayHoldType else { continue }
      // One sheet with nothing askew: its middle is what was read.
      guard whole.isWorthReading(part: survey) else { return }
      if !isEnlarged, isTooSmall(survey) {
        try enlarge(&watch)
        (sight, survey) = look(at: whole.part(sheet, of: small), &watch)
      }
      result.take(try read(sight, survey, by: reader, &watch))
    }
  }

  /// Reads what is darkest, where most of what seemed to be type gave nothing.
  private mutating func readDarkInk(
    _ reader: PageReader, _ result: inout PageReader.Result, _ watch: inout Stopwatch
  ) throws(DecodeFailure) {
    let (sight, survey) = watch.time(.look) {
      let sight = Sight(of: small, .darkInk)
      return (sight, sight.survey(width, height, upright))
    }
    guard sight.mayHoldType else { return }
    let other = try read(sight, survey, by: reader, isAlone: false, enhanced: .darkInk, &watch)
    // Words beside it may have gone with their colour, so a level's bare word is not enough.
    if other.judgement.mark != other.judgement.level { result.take(other) }
  }

  /// Looks at half the size, where grain and blur go and large type hangs together again: a mark, most often. What shows
  /// there and was not read before is read.
  private mutating func readCoarsely(
    _ reader: PageReader, _ result: inout PageReader.Result, _ watch: inout Stopwatch
  ) throws(DecodeFailure) {
    guard result.judgement.verdict != .marked else { return }
    let (sight, survey) = watch.time(.look) {
      let sight = Sight(of: small.reduced(by: 2), enhancement)
      let survey = sight.survey(width, height, upright)
      return (sight, result.isTurned ? survey.turnedAround(sight.looked) : survey)
    }
    guard sight.mayHoldType else { return }
    let unread = survey.shortLines(besides: result.transcript.wellRead)
    guard !unread.isEmpty else { return }
    let page = try readablePage(survey, &watch)
    result = reader.read(unread, of: survey, glanced: sight.looked, in: page, addedTo: result, &watch)
  }

  private func isTooSmall(_ survey: Survey) -> Bool {
    let scale = Float(max(width, height)) / Float(max(small.width, small.height))
    return scale > 1.4 && survey.layout.bodyHeight < Self.smallType * scale
  }

  private mutating func enlarge(_ watch: inout Stopwatch) throws(DecodeFailure) {
    isEnlarged = true
    small = try decoded(2 * max(small.width, small.height), colour: true, &watch)
    if max(small.width, small.height) > max(readable.width, readable.height) { readable = small }
  }

  private func look(at part: Rectangle?, _ watch: inout Stopwatch) -> (Sight, Survey) {
    watch.time(.look) {
      let sight = Sight(at: part, of: small, enhancement)
      return (sight, sight.survey(width, height, upright))
    }
  }

  private mutating func read(
    _ sight: Sight, _ survey: Survey, by reader: PageReader, isAlone: Bool = true,
    enhanced other: Enhancement? = nil, _ watch: inout Stopwatch
  ) throws(DecodeFailure) -> PageReader.Result {
    let page = try readablePage(survey, enhanced: other, &watch)
    return reader.read(
      survey, glanced: sight.looked, in: page,
      across: { isAlone ? sight.surveyAcross(width, height, upright) : nil }, &watch)
  }

  /// Lines of what holds no type that are taken, from each side.
  private static let mostSamples = 60

  /// The page's lines with what a thorough look says that they are, and those that it seems to have across the way it
  /// is read.
  ///
  /// - Parameter reader: `nil` where it is known to hold no type at all.
  mutating func samples(by reader: PageReader?, _ watch: inout Stopwatch) throws(DecodeFailure)
    -> [LineSampler.Sample]
  {
    let (sight, survey) = try surveyed(&watch)
    let page = try readablePage(survey, &watch)
    let across = sight.surveyAcross(width, height, upright)
    if let reader { return reader.samples(of: survey, glanced: sight.looked, in: page, across: across) }
    return survey.samples(Self.mostSamples, in: page) + (across?.samples(Self.mostSamples, in: page) ?? [])
  }

  /// What a survey's lines are read from, decoded anew where they would be too small in what is at hand.
  private mutating func readablePage(
    _ survey: Survey, enhanced other: Enhancement? = nil, _ watch: inout Stopwatch
  ) throws(DecodeFailure) -> Image {
    let isColoured = survey.hasRedType || small.holdsColouredInk
    let wanted = survey.longSideForReading(typeHeight: Self.readingHeight)
    let isGrey = readable.chroma == nil && small.chroma != nil
    if wanted > max(readable.width, readable.height) || isGrey && isColoured {
      readable = try decoded(max(wanted, small.width, small.height), colour: isColoured, &watch)
    }
    let enhancement = other ?? self.enhancement
    return enhancement.isForReading ? watch.time(.look) { readable.enhanced(enhancement) } : readable
  }

  private mutating func decoded(
    _ longSide: Int, colour: Bool, _ watch: inout Stopwatch
  ) throws(DecodeFailure) -> Image {
    let larger = try watch.time(.decode) { () throws(DecodeFailure) in
      try opened.image(page: page, longSide: longSide, colour: colour)
    }
    return isMirrored ? larger.image.mirrored() : larger.image
  }
}

extension PageReader.Result {
  private static let enoughToTell = 6

  /// Something was read, but half of the lines gave nothing, and no mark.
  fileprivate var isMostlyVain: Bool {
    guard judgement.verdict != .marked, transcript.isReadWell else { return false }
    let count = transcript.lines.count
    return count >= Self.enoughToTell
      && 2 * transcript.lines.count(where: { $0.bestConfidence < PageReading.leastOfText }) >= count
  }

  /// What another sheet of the page says, where that is more.
  fileprivate mutating func take(_ other: PageReader.Result) {
    let verdict = other.judgement.verdict
    if verdict == .marked || judgement.verdict == .clear && verdict == .official { self = other }
  }
}

extension Transcript {
  /// The lines that some model read with sureness.
  fileprivate var wellRead: [Quad] {
    lines.filter { $0.bestConfidence >= PageReading.unsure }.map(\.line.quad)
  }
}
