import Crypto
import Decoding
import Evidence
import Foundation
import Looking
import Matching
import Pixels
import Reading

/// One stage's work on single photos, with what the earlier stages give made beforehand: for the benchmark.
///
/// - `decode`: from the file's bytes to the small picture that is glanced at.
/// - `look`: from that picture to the page's lines in their order.
/// - `read`: the lines that a scan reads of this photo, laid straight beforehand, each once.
/// - `match`: from what a scan reads of this photo to the rules that are met.
package final class StageWork {
  private let inspector: Inspector
  private let matcher: Matcher
  private let shelf: ReaderShelf
  private let limits: Limits

  package init(_ options: InspectorOptions) throws(InspectorFailure) {
    inspector = try Inspector(options)
    matcher = Matcher(try options.rules())
    shelf = ReaderShelf(models: options.tessdata, marksFolder: options.modelsFolder)
    limits = options.limits
  }

  /// The work to be timed; `nil` where the photo does not come as far as this stage, or cannot be decoded.
  package func prepare(_ stage: Stage, on photo: Photo) -> (() throws -> Void)? {
    guard let bytes = try? bytes(of: photo, within: limits) else { return nil }
    switch stage {
    case .decode: return decoding(bytes)
    case .look: return looking(bytes)
    case .read: return reading(bytes, photo)
    case .match, .judge: return matching(bytes, photo)
    }
  }

  private func decoding(_ bytes: [UInt8]) -> (() throws -> Void)? {
    let limits = limits
    return {
      var opened = try OpenedPhoto(bytes, limits: limits)
      _ = try opened.image(page: 0, longSide: PageInspection.glanceSide)
    }
  }

  private func looking(_ bytes: [UInt8]) -> (() throws -> Void)? {
    guard var opened = try? OpenedPhoto(bytes, limits: limits),
      let small = try? opened.image(page: 0, longSide: PageInspection.glanceSide).image
    else { return nil }
    let (width, height, direction) = (opened.width, opened.height, opened.orientation.readingDirection)
    return {
      let glance = Glance(of: small)
      if glance.mayHoldType {
        _ = Survey(glance, of: small, width: width, height: height, readingDirection: direction)
      }
    }
  }

  private func reading(_ bytes: [UInt8], _ photo: Photo) -> (() throws -> Void)? {
    let examination = inspector.examine(bytes, of: photo)
    guard let read = examination.transcript?.lines, !read.isEmpty,
      var opened = try? OpenedPhoto(bytes, limits: limits), !opened.orientation.isMirrored,
      let size = examination.inspection.finding.size
    else { return nil }
    let page = (examination.inspection.finding.page ?? 1) - 1
    let side = max(size.width, size.height)
    // Strips are made from the picture as it is stored, so all of its pixels are needed once.
    guard let image = try? opened.image(page: page, longSide: side).image else { return nil }
    let factor = Float(max(image.width, image.height)) / Float(max(1, side))
    let strips = read.compactMap { line -> (language: String, strip: Plane)? in
      guard let language = line.readings.first?.language else { return nil }
      let strip = Straightening.strip(
        of: line.line.quad.scaled(by: factor), in: image, isLight: line.line.isLightOnDark,
        isRed: line.line.isRed, isBoxed: line.line.isBoxed, height: Straightening.height)
      return (language, strip)
    }
    let shelf = shelf
    return {
      for (language, strip) in strips { _ = try shelf.read(strip, in: language) }
    }
  }

  private func matching(_ bytes: [UInt8], _ photo: Photo) -> (() throws -> Void)? {
    guard let transcript = inspector.examine(bytes, of: photo).transcript, !transcript.lines.isEmpty else {
      return nil
    }
    let matcher = matcher
    return { _ = matcher.matches(in: transcript) }
  }
}

@available(*, unavailable)
extension StageWork: Sendable {}

extension InspectorOptions {
  /// What the verdicts rest on besides the program: the rules' version, and of the line classifier, the own models and each
  /// installed one the first digits of its SHA-256.
  package func modelVersions() throws(InspectorFailure) -> [String: String] {
    let book = try rules()
    var versions = ["rules": book.version]
    versions["lines"] = Self.version(ofFile: modelsFolder + "/lines.net")
    for own in Reading.own { versions[own] = Self.version(ofFile: "\(modelsFolder)/\(own).traineddata") }
    for language in book.languages.intersection(ReaderShelf.installed(in: tessdata)) {
      versions[language] = Self.version(ofFile: "\(tessdata)/\(language).traineddata")
    }
    return versions
  }

  /// `nil` where it cannot be read.
  private static func version(ofFile path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return hex(SHA256.hash(data: data).prefix(6))
  }
}
