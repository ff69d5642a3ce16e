import Decoding
import Evidence
import Foundation
import Judging
import Matching
import Reading

/// What an inspector needs to know.
package struct InspectorOptions: Sendable, Equatable {
  /// Holds `rules`, `lines.net`, `marks.traineddata` and `foreign.traineddata`.
  package var modelsFolder: String
  /// Holds Tesseract's `.traineddata` files.
  package var tessdata: String
  /// The regimes whose rules are used; `nil` for all whose models are installed.
  package var regimes: [String]?
  /// Files of rules besides those in the models folder.
  package var extraRules: [String]
  /// The rules as ``holdRules()`` read them; `nil` where each who needs them reads the files.
  package var heldRules: RuleTexts?
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

  /// Reads the files of rules, so that all that come later judge alike whatever becomes of the files.
  package mutating func holdRules() throws(InspectorFailure) { heldRules = try ruleTexts() }

  private func ruleTexts() throws(InspectorFailure) -> RuleTexts {
    if let heldRules { return heldRules }
    do {
      return try RuleTexts(folder: modelsFolder + "/rules", regimes: regimes, adding: extraRules)
    } catch {
      throw InspectorFailure(reason: .badRules, detail: "\(error)")
    }
  }

  func rules() throws(InspectorFailure) -> RuleBook {
    let texts = try ruleTexts()
    do {
      return try RuleBook(texts)
    } catch {
      throw InspectorFailure(reason: .badRules, detail: "\(error)")
    }
  }
}

/// Takes one photo through the stages: decode, look, read, match, judge.
package final class Inspector: PhotoInspector {
  private let options: InspectorOptions
  private let reader: PageReader

  /// Reads the rules and makes sure that the models which they need are there.
  package init(_ options: InspectorOptions) throws(InspectorFailure) {
    self.options = options
    reader = try Self.pageReader(options, classifier: try Self.classifier(options))
  }

  static func pageReader(
    _ options: InspectorOptions, classifier: LineClassifier?
  ) throws(InspectorFailure) -> PageReader {
    let book = try options.rules()
    for path in Reading.own.map({ "\(options.modelsFolder)/\($0).traineddata" })
    where !FileManager.default.fileExists(atPath: path) {
      throw InspectorFailure(reason: .noModel, detail: "\(path) is not there: install the program anew")
    }
    return PageReader(
      matcher: Matcher(book), classifier: classifier,
      shelf: ReaderShelf(models: options.tessdata, marksFolder: options.modelsFolder),
      languages: try languages(of: book, options), deep: options.deep)
  }

  private static func classifier(_ options: InspectorOptions) throws(InspectorFailure) -> LineClassifier {
    let path = options.modelsFolder + "/lines.net"
    do {
      return try LineClassifier([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
    } catch {
      throw InspectorFailure(
        reason: .noModel, detail: "\(path) cannot be used: \((error as? ReadFailure)?.detail ?? "\(error)")")
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
    let opened: OpenedPhoto
    do throws(DecodeFailure) {
      opened = try OpenedPhoto(bytes, limits: options.limits)
    } catch {
      return Examination(failure: error, of: photo, watch.trace)
    }
    var best: Examination?
    for page in 0..<opened.pageCount {
      var examination = examine(page, of: opened, photo, &watch)
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
    _ page: Int, of opened: OpenedPhoto, _ photo: Photo, _ watch: inout Stopwatch
  ) -> Examination {
    do throws(DecodeFailure) {
      var inspection = try PageInspection(page, of: opened, &watch)
      guard inspection.mayHoldType || options.deep else { return inspection.left(photo, watch.trace) }
      let result = try inspection.result(of: reader, &watch)
      return inspection.examination(photo, result, watch.trace)
    } catch {
      return Examination(failure: error, of: photo, watch.trace)
    }
  }
}

@available(*, unavailable)
extension Inspector: Sendable {}
