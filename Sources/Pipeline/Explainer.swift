import Evidence

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
  private let inspector: Inspector
  private let limits: Limits

  package init(_ options: InspectorOptions) throws(InspectorFailure) {
    inspector = try Inspector(options)
    limits = options.limits
  }

  package func explain(_ photo: Photo) throws(DecodeFailure) -> Explanation {
    let bytes = try bytes(of: photo, within: limits)
    return Explanation(inspection: inspector.inspect(bytes: bytes, of: photo), words: [], picture: nil)
  }
}

@available(*, unavailable)
extension Explainer: Sendable {}
