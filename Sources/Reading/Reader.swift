import CTesseract
import Evidence
import Pixels

/// Why a reader could not be made.
package struct ReadFailure: Error, Sendable, Equatable {
  package enum Reason: Sendable {
    case noModel, noEngine
  }

  package var reason: Reason
  /// What a person can do about it.
  package var detail: String

  package init(reason: Reason, detail: String) {
    self.reason = reason
    self.detail = detail
  }
}

/// Reads single lines with one Tesseract engine for one language.
///
/// The engine remembers the last image it was shown, so one worker uses a reader at a time. Engines are made one after
/// the other (`Init` is not safe beside another). `ReaderShelf` sees to both. The process must have been started with `OMP_THREAD_LIMIT=1`: Debian's
/// libtesseract otherwise starts four threads for every layer.
@safe package final class Reader {
  /// The engine's caches grow with every line; a new one is made after so many.
  private static let renewal = 20_000

  package let language: String
  private let models: String
  private let custom: Custom
  private var engine: OpaquePointer
  private var linesRead = 0
  /// A strip with one sign is less wide, in heights.
  private static let oneSign: Float = 2
  /// A sign that is read as it is cut, with less, is a scrap.
  private static let leastOfSign: Float = 0.3

  /// - Parameters:
  ///   - language: Tesseract's name of one model, `chi_sim`, or one of `Reading.own`.
  ///   - models: the folder that holds `chi_sim.traineddata`.
  package init(language: String, models: String) throws(ReadFailure) {
    self.language = language
    self.models = models
    custom = Custom(of: language)
    unsafe engine = try Self.engine(language, models, custom)
  }

  deinit { unsafe TessBaseAPIDelete(engine) }

  private static func engine(
    _ language: String, _ models: String, _ custom: Custom
  ) throws(ReadFailure) -> OpaquePointer {
    guard let engine = unsafe TessBaseAPICreate() else {
      throw ReadFailure(reason: .noEngine, detail: "out of memory")
    }
    guard unsafe TessBaseAPIInit2(engine, models, language, OEM_LSTM_ONLY) == 0 else {
      unsafe TessBaseAPIDelete(engine)
      throw ReadFailure(
        reason: .noModel, detail: "no \(language).traineddata in \(models): \(custom.remedy)")
    }
    unsafe TessBaseAPISetPageSegMode(engine, custom.segmentation)
    // Dark ink on light ground is what strips are made to be: reading doubtful lines a second time inverted
    // would double the price of every line that is no type.
    _ = unsafe TessBaseAPISetVariable(engine, "tessedit_do_invert", "0")
    _ = unsafe TessBaseAPISetVariable(engine, "debug_file", "/dev/null")
    return unsafe engine
  }

  /// The Debian package of a language's model.
  package static func package(for language: String) -> String {
    "tesseract-ocr-" + language.split(separator: "_").joined(separator: "-")
  }

  /// - Parameters:
  ///   - strip: one line of dark type on light ground, some 48 pixels high.
  ///   - withSigns: tells each character's own confidence, too.
  package func read(_ strip: Plane, withSigns: Bool = false) -> Reading {
    // The engine finds letters in blank paper, too.
    guard strip.width > 4, strip.height > 4, strip.samples.contains(where: { $0 < 180 }) else {
      return Reading(language: language, text: "", confidence: 0)
    }
    let strip = custom.rows < 1 ? strip.middleRows(custom.rows) : strip
    linesRead += 1
    if linesRead % Self.renewal == 0, let fresh = try? unsafe Self.engine(language, models, custom) {
      unsafe TessBaseAPIDelete(engine)
      unsafe engine = fresh
    }
    let reading = recognised(strip, withSigns)
    // What finds lines in a picture finds none in a single sign now and then, and then nothing is read.
    guard reading.text.isEmpty, custom.segmentation != PSM_RAW_LINE,
      Float(strip.width) < Self.oneSign * Float(strip.height)
    else { return reading }
    unsafe TessBaseAPISetPageSegMode(engine, PSM_RAW_LINE)
    defer { unsafe TessBaseAPISetPageSegMode(engine, custom.segmentation) }
    let asCut = recognised(strip, withSigns)
    return asCut.confidence >= Self.leastOfSign ? asCut : reading
  }

  private func recognised(_ strip: Plane, _ withSigns: Bool) -> Reading {
    unsafe strip.samples.withUnsafeBufferPointer { pixels in
      unsafe TessBaseAPISetImage(
        engine, pixels.baseAddress, Int32(strip.width), Int32(strip.height), 1, Int32(strip.width))
    }
    unsafe TessBaseAPISetSourceResolution(engine, 300)
    defer { unsafe TessBaseAPIClear(engine) }
    guard unsafe TessBaseAPIRecognize(engine, nil) == 0, let text = unsafe TessBaseAPIGetUTF8Text(engine)
    else {
      return Reading(language: language, text: "", confidence: 0)
    }
    defer { unsafe TessDeleteText(text) }
    return Reading(
      language: language,
      text: custom.text(unsafe String(cString: text)),
      confidence: max(0, min(1, Float(unsafe TessBaseAPIMeanTextConf(engine)) / 100)),
      signs: withSigns ? signs : [])
  }

  /// The characters of the line just recognised.
  private var signs: [Reading.Sign] {
    guard let iterator = unsafe TessBaseAPIGetIterator(engine) else { return [] }
    defer { unsafe TessResultIteratorDelete(iterator) }
    var signs: [Reading.Sign] = []
    repeat {
      guard let text = unsafe TessResultIteratorGetUTF8Text(iterator, RIL_SYMBOL) else { continue }
      defer { unsafe TessDeleteText(text) }
      guard let character = unsafe String(cString: text).first else { continue }
      let confidence = unsafe TessResultIteratorConfidence(iterator, RIL_SYMBOL) / 100
      signs.append(Reading.Sign(character: character, confidence: max(0, min(1, confidence))))
    } while unsafe TessResultIteratorNext(iterator, RIL_SYMBOL) != 0
    return signs
  }
}

/// What a model is used to: how a line is shown to it, and what its text is worth.
private struct Custom {
  var segmentation = PSM_SINGLE_LINE
  /// The part of a strip's rows that it was trained with, from the middle.
  var rows = 1.0
  var hasSpaces = true
  /// What to do where it is not there.
  var remedy: String

  /// - Parameter language: Tesseract's name of one model, or one of `Reading.own`.
  init(of language: String) {
    guard Reading.own.contains(language) else {
      remedy = "install the package \(Reader.package(for: language))"
      return
    }
    // They know strips as they are cut, and need nothing found in them.
    segmentation = PSM_RAW_LINE
    rows = 5.0 / 6
    hasSpaces = false
    remedy = "it belongs there"
  }

  func text(_ told: String) -> String { hasSpaces ? told.trimmed() : told.filter { !$0.isWhitespace } }
}

// A reader is lent to one worker at a time; handing it on is a mistake worth a compiler error.
@available(*, unavailable)
extension Reader: Sendable {}

extension Plane {
  /// - Parameter share: of the rows, from 0 to 1.
  fileprivate func middleRows(_ share: Double) -> Plane {
    let rows = max(1, Int(Double(height) * share))
    return cropped(to: Rectangle(x: 0, y: (height - rows) / 2, width: width, height: rows))
  }
}

extension String {
  /// Without white space and line ends at both sides.
  fileprivate func trimmed() -> String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
