import Decoding
import Evidence
import Looking
import Matching
import Pixels
import Reading

/// Cuts lines of type out of photos and says what they are, to train the line classifier with.
///
/// It holds engines, so it is made on the worker that uses it and stays there.
package final class LineSampler {
  package struct Sample {
    package var kind: LineClassifier.Kind
    /// As the classifier sees it.
    package var view: Plane

    /// Number of the photo (4 bytes), of its kind (1), width (2), all little endian, and the pixels.
    package func record(ofPhoto number: Int) -> [UInt8] {
      let width = view.width
      let head = [number, number >> 8, number >> 16, number >> 24, kind.number, width, width >> 8]
      return head.map { UInt8(truncatingIfNeeded: $0) } + view.samples
    }
  }

  private let options: InspectorOptions
  private let reader: PageReader

  package init(_ options: InspectorOptions) throws(InspectorFailure) {
    self.options = options
    reader = try Inspector.pageReader(options, classifier: nil)
  }

  /// The lines of a photo's first page; none where it shows no type, or nothing tells for certain how it is read.
  ///
  /// - Parameter holdsType: `false` of what is known to hold none: what seems to be lines is an example of that.
  package func samples(of bytes: [UInt8], holdsType: Bool = true) throws(DecodeFailure) -> [Sample] {
    var watch = Stopwatch()
    var inspection = try PageInspection(0, of: OpenedPhoto(bytes, limits: options.limits), &watch)
    return inspection.mayHoldType ? try inspection.samples(by: holdsType ? reader : nil, &watch) : []
  }
}

@available(*, unavailable)
extension LineSampler: Sendable {}

extension PageReader {
  /// Lines of one page that are taken, and those across it.
  private static let mostOfPage = 40
  private static let mostAcross = 24
  /// What looks less like type is no example of any.
  private static let surelyType: Float = 0.3

  func samples(
    of survey: Survey, glanced small: Image, in image: Image, across other: Survey?
  ) -> [LineSampler.Sample] {
    let view = settled(view(of: survey), glanced: small, in: image)
    guard view.confidence >= Self.sureness(of: view.language),
      let script = LineClassifier.Script(model: view.language)
    else { return [] }
    let lines = view.survey.layout.lines
    let type = view.survey.probes.filter { lines[$0].typeness > Self.surelyType }
    return view.survey.samples(
      type.prefix(Self.mostOfPage), as: .type(script, isTurned: false), in: image)
      + (other?.samples(Self.mostAcross, in: image) ?? [])
  }
}

extension Survey {
  /// In heights; what is shorter is no example of anything.
  private static let longEnough: Float = 2.2

  /// The likeliest lines of what holds no type, or none in their direction.
  func samples(_ most: Int, in image: Image) -> [LineSampler.Sample] {
    samples(likely.prefix(most), as: .none, in: image)
  }

  fileprivate func samples(
    _ lines: some Sequence<Int>, as kind: LineClassifier.Kind, in image: Image
  ) -> [LineSampler.Sample] {
    lines.filter { layout.lines[$0].lengthInGlyphs > Self.longEnough }.compactMap { id in
      LineClassifier.view(of: probeStrip(id, in: image)).map { LineSampler.Sample(kind: kind, view: $0) }
    }
  }
}
