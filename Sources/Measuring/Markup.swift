import Foundation

/// HTML or SVG that is safe to put into a page: text from outside gets in through `text` only.
struct Markup: ExpressibleByStringInterpolation, ExpressibleByStringLiteral {
  private(set) var source: String

  init(stringLiteral value: String) { source = value }

  init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }

  /// Escaped for content and for quoted attributes; what cannot be printed is replaced.
  static func text(_ text: String) -> Markup {
    var escaped = ""
    for character in printable(text).unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return Markup(stringLiteral: escaped)
  }

  static func + (a: Markup, b: Markup) -> Markup { Markup(stringLiteral: a.source + b.source) }
  static func += (a: inout Markup, b: Markup) { a.source += b.source }

  /// Strings are escaped where they are put in, numbers and markup are taken as they are.
  struct StringInterpolation: StringInterpolationProtocol {
    var source = ""

    init(literalCapacity: Int, interpolationCount: Int) { source.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { source += literal }
    mutating func appendInterpolation(_ text: String) { source += Markup.text(text).source }
    mutating func appendInterpolation(_ markup: Markup) { source += markup.source }
    mutating func appendInterpolation(_ number: Int) { source += String(number) }
    /// A length or place in a drawing: a tenth of a pixel is enough.
    mutating func appendInterpolation(_ number: Double) { source += decimal(number, 1) }
  }
}

extension Sequence where Element == Markup {
  func joined() -> Markup { Markup(stringLiteral: map(\.source).joined()) }
}

/// A small picture for the contact sheet, encoded.
package struct Thumbnail: Sendable, Equatable {
  package enum Format: String, Sendable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case webp = "image/webp"
  }

  package var format: Format
  package var bytes: [UInt8]

  package init(format: Format, bytes: [UInt8]) {
    self.format = format
    self.bytes = bytes
  }

  /// The picture itself as an address, so that the page needs no other file.
  var address: String { "data:\(format.rawValue);base64,\(Data(bytes).base64EncodedString())" }
}
