import Decoding
import Evidence
import Judging
import Looking
import Matching
import Pixels
import Reading

/// What an inspector needs to know.
package struct InspectorOptions: Sendable, Equatable {
  /// Holds `rules`.
  package var modelsFolder: String
  /// Holds Tesseract's `.traineddata` files.
  package var tessdata: String
  /// The regimes whose rules are used; `nil` for all whose models are installed.
  package var regimes: [String]?
  /// Files of rules besides those in the models folder.
  package var extraRules: [String]
  /// Reads every line instead of the likely ones.
  package var deep: Bool
  package var limits: Limits

  package init(
    modelsFolder: String, tessdata: String, regimes: [String]? = nil, extraRules: [String] = [],
    deep: Bool = false, limits: Limits = Limits()
  ) {
    self.modelsFolder = modelsFolder
    self.tessdata = tessdata
    self.regimes = regimes
    self.extraRules = extraRules
    self.deep = deep
    self.limits = limits
  }
}

/// Takes one photo through the stages: decode, look, read, match, judge.
package final class Inspector: PhotoInspector {
  /// The long side of the picture that the glance is given, in pixels, at least.
  static let glanceSide = 800
  /// Type lower than this in the glance's picture is looked at again at twice the size.
  static let smallType: Float = 10
  /// Type at least this high reads as well as larger type.
  static let readingHeight: Float = 36

  private let options: InspectorOptions
  private let reader: PageReader

  /// Reads the rules and makes sure that the models which they need are there.
  package init(_ options: InspectorOptions) throws(InspectorFailure) {
    self.options = options
    let book = try Self.rules(options)
    reader = PageReader(
      matcher: Matcher(book), shelf: ReaderShelf(models: options.tessdata),
      languages: try Self.languages(of: book, options), deep: options.deep)
  }

  static func rules(_ options: InspectorOptions) throws(InspectorFailure) -> RuleBook {
    do {
      return try RuleBook.load(
        folder: options.modelsFolder + "/rules", regimes: options.regimes, adding: options.extraRules)
    } catch {
      throw InspectorFailure(reason: .badRules, detail: "\(error)")
    }
  }

  /// The models that the rules ask for. Where the user named the regimes, all must be there; else what is
  /// missing is left out, but for one.
  private static func languages(
    of book: RuleBook, _ options: InspectorOptions
  ) throws(InspectorFailure) -> Set<String> {
    let installed = ReaderShelf.installed(in: options.tessdata)
    let missing = book.languages.subtracting(installed).sorted()
    if let first = missing.first, options.regimes != nil || installed.isDisjoint(with: book.languages) {
      throw InspectorFailure(
        reason: .noModel,
        detail: "no \(first).traineddata in \(options.tessdata): install the package "
          + Reader.package(for: first))
    }
    return book.languages.intersection(installed)
  }

  package func inspect(bytes: [UInt8], of photo: Photo) -> Inspection {
    examine(bytes, of: photo).inspection
  }

  /// An inspection with what was seen on the page that decided it.
  package func examine(_ bytes: [UInt8], of photo: Photo) -> Examination {
    var watch = Stopwatch()
    var opened: OpenedPhoto
    do throws(DecodeFailure) {
      opened = try OpenedPhoto(bytes, limits: options.limits)
    } catch {
      return Examination(failure: error, of: photo, watch.trace)
    }
    var best: Examination?
    for page in 0..<opened.pageCount {
      var examination = examine(page, of: &opened, photo, &watch)
      if opened.pageCount > 1 { examination.inspection.finding.page = page + 1 }
      if best.map({ examination.outranks($0) }) ?? true { best = examination }
    }
    guard var best else {
      return Examination(
        failure: DecodeFailure(reason: .damaged, detail: "no page"), of: photo, watch.trace)
    }
    best.inspection.trace.seconds = watch.trace.seconds
    best.inspection.finding.seconds = watch.trace.seconds.values.reduce(0, +)
    return best
  }

  private func examine(
    _ page: Int, of opened: inout OpenedPhoto, _ photo: Photo, _ watch: inout Stopwatch
  ) -> Examination {
    do throws(DecodeFailure) {
      let isMirrored = opened.orientation.isMirrored
      let first = try watch.time(.decode) { () throws(DecodeFailure) in
        try opened.image(page: page, longSide: Self.glanceSide)
      }
      var small = isMirrored ? first.image.mirrored() : first.image
      let (width, height) = try opened.size(ofPage: page)
      var looked = small
      var glance = watch.time(.look) { Glance(of: small) }
      // In a coloured picture a raised contrast makes lines of anything.
      let isFaint = !glance.mayHoldType && small.isGrey
      if isFaint {
        looked = watch.time(.look, small.withRaisedContrast)
        glance = watch.time(.look) { Glance(of: looked) }
      }
      let direction = opened.orientation.readingDirection
      let upright = isMirrored ? Point(-direction.x, direction.y) : direction
      guard glance.mayHoldType || options.deep else {
        return Examination(
          verdict: Judge().judgement(
            on: [], in: Transcript(layout: Layout(width: width, height: height)), sawEverything: true),
          photo, width, height, left: .look, partial: first, watch.trace)
      }
      var sight = Sight(glance, of: looked, part: nil, whole: small)
      var survey = watch.time(.look) { sight.survey(width, height, upright) }
      func isTooSmall(_ survey: Survey) -> Bool {
        let scale = Float(max(width, height)) / Float(max(small.width, small.height))
        return scale > 1.4 && survey.layout.bodyHeight < Self.smallType * scale
      }
      func decoded(_ longSide: Int, colour: Bool) throws(DecodeFailure) -> Image {
        let larger = try watch.time(.decode) { () throws(DecodeFailure) in
          try opened.image(page: page, longSide: longSide, colour: colour)
        }
        return isMirrored ? larger.image.mirrored() : larger.image
      }
      func look(at part: Rectangle?) {
        sight = watch.time(.look) { Sight(at: part, of: small, isFaint: isFaint) }
        survey = watch.time(.look) { sight.survey(width, height, upright) }
      }
      let glanced = max(small.width, small.height)
      if isTooSmall(survey) {
        small = try decoded(2 * glanced, colour: true)
        look(at: survey.neighbourhood(in: small))
      }
      var image = small
      func read() throws(DecodeFailure) -> PageReader.Result {
        let wanted = survey.longSideForReading(typeHeight: Self.readingHeight)
        if wanted > max(image.width, image.height) {
          image = try decoded(wanted, colour: survey.hasRedType)
        }
        let across = { sight.surveyAcross(width, height, upright) }
        return reader.read(survey, glanced: sight.looked, in: image, across: across, &watch)
      }
      var result = try read()
      let whole = survey
      for number in whole.sheets(in: small).indices {
        // A red-header page says nothing of the sheet beside it.
        let verdict = result.judgement.verdict
        guard verdict == .clear || (verdict == .official && whole.areSeveralSheets) else { break }
        look(at: whole.sheets(in: small)[number])
        guard sight.mayHoldType, whole.isWorthReading(part: survey) else { continue }
        if max(small.width, small.height) == glanced, isTooSmall(survey) {
          small = try decoded(2 * glanced, colour: true)
          look(at: whole.sheets(in: small)[number])
        }
        let sheet = try read()
        if sheet.judgement.verdict == .marked || verdict == .clear && sheet.judgement.verdict == .official {
          result = sheet
        }
      }
      var examination = Examination(
        verdict: result.judgement, photo, width, height, left: .judge, partial: first, watch.trace)
      examination.add(result, mirroredWidth: isMirrored ? width : nil)
      return examination
    } catch {
      return Examination(failure: error, of: photo, watch.trace)
    }
  }
}

@available(*, unavailable)
extension Inspector: Sendable {}
