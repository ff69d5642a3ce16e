import Decoding
import Drawing
import Evidence
import Pixels

/// What was seen in one photo, in words and as a picture.
package struct Explanation: Sendable {
  package var inspection: Inspection
  /// One thing seen or concluded a line, in the order of the stages.
  package var words: [String]
  /// A PNG file: the photo with what was seen drawn on it; `nil` when it could not be decoded.
  package var picture: [UInt8]?

  package init(inspection: Inspection, words: [String], picture: [UInt8]?) {
    self.inspection = inspection
    self.words = words
    self.picture = picture
  }
}

/// Judges one photo and shows why.
package final class Explainer {
  /// The long side of the photo in the picture, in pixels, at most.
  private static let longSide = 1600

  private let inspector: Inspector
  private let limits: Limits

  package init(_ options: InspectorOptions) throws(InspectorFailure) {
    inspector = try Inspector(options)
    limits = options.limits
  }

  package func explain(_ photo: Photo) throws(DecodeFailure) -> Explanation {
    let bytes = try bytes(of: photo, within: limits)
    let examination = inspector.examine(bytes, of: photo)
    var words = wordsOnFile(bytes)
    words += ExplainerWords(examination).lines
    let picture = drawing(bytes, examination, longSide: Self.longSide, isNumbered: true).flatMap {
      try? encodePNG($0.captioned)
    }
    return Explanation(inspection: examination.inspection, words: words, picture: picture)
  }

  /// The photo with what was seen drawn on it and no caption, as a JPEG file: for a contact sheet.
  ///
  /// `nil` when it could not be decoded.
  package func thumbnail(of photo: Photo, longSide: Int) -> [UInt8]? {
    guard let bytes = try? bytes(of: photo, within: limits) else { return nil }
    let examination = inspector.examine(bytes, of: photo)
    return drawing(bytes, examination, longSide: longSide, isNumbered: false).flatMap {
      try? encodeJPEG($0.photo, quality: 80)
    }
  }

  private func wordsOnFile(_ bytes: [UInt8]) -> [String] {
    guard let opened = try? OpenedPhoto(bytes, limits: limits) else { return [] }
    var text = "The file: \(opened.format), \(opened.width) × \(opened.height) pixels"
    if opened.pageCount > 1 { text += ", \(opened.pageCount) pages" }
    if opened.orientation != .up { text += ", orientation tag \(opened.orientation.rawValue)" }
    return [text + "."]
  }

  /// Decodes the page that decided once more, for the eye this time.
  private func drawing(
    _ bytes: [UInt8], _ examination: Examination, longSide: Int, isNumbered: Bool
  ) -> ExplainerDrawing? {
    guard var opened = try? OpenedPhoto(bytes, limits: limits) else { return nil }
    let page = (examination.inspection.finding.page ?? 1) - 1
    guard page < opened.pageCount, let decoded = try? opened.image(page: page, longSide: longSide) else {
      return nil
    }
    let isMirrored = opened.orientation.isMirrored
    let tag = opened.orientation.readingDirection
    return ExplainerDrawing(
      of: isMirrored ? decoded.image.mirrored() : decoded.image, examination, longSide: longSide,
      readingDirection: isMirrored ? Point(-tag.x, tag.y) : tag, isNumbered: isNumbered)
  }
}

@available(*, unavailable)
extension Explainer: Sendable {}
