import Pixels

/// What stands where on a photographed page, as far as it can be seen without reading.
package struct Layout: Sendable, Equatable {
  /// What the boxes of lines and rules are measured against, best first.
  package enum Frame: String, Sendable {
    /// The paper's outline was found.
    case paper
    /// The extent of the type, grown by usual margins.
    case type
    /// The whole picture: it shows a page from edge to edge, or only a part of one.
    case picture
  }

  /// A straight printed rule.
  package struct Rule: Sendable, Equatable {
    /// In pixels of the stored photo.
    package var quad: Quad
    package var box: Box
    /// The part of its ink that is red, from 0 to 1.
    package var redness: Float
    /// Two rules close together, thick and thin (GB/T 9704-2012, 10.1).
    package var isDouble: Bool

    package var isRed: Bool { redness > 0.5 }

    package init(quad: Quad, box: Box, redness: Float, isDouble: Bool) {
      self.quad = quad
      self.box = box
      self.redness = redness
      self.isDouble = isDouble
    }
  }

  /// The colour of a broad frame round the page: cover sheets SF 703, 704 and 705 have one.
  package enum Border: String, Sendable {
    case orange, red, blue
  }

  /// Width and height of the stored photo, in pixels.
  package var width: Int
  package var height: Int
  /// The page's corners in the stored photo, clockwise from the upper left of the text's own view.
  package var page: Quad?
  package var frame: Frame
  /// Every line of type that was found, read or not.
  package var lines: [Line]
  package var rules: [Rule]
  package var border: Border?
  /// Telephones' screens are 1.9 to 2.4 times as high as wide, less where a bar was cut off; scanners, paper and
  /// cameras, as they are set when sold, keep below 1.8.
  private static let screenShape: ClosedRange<Float> = 1.85...2.4

  /// By its shape, a picture of a telephone's screen made by the telephone itself.
  package var isScreenshot: Bool { width > 0 && Self.screenShape.contains(Float(height) / Float(width)) }
  /// The height of the body type in pixels of the stored photo; 0 without type.
  package var bodyHeight: Float

  package init(
    width: Int, height: Int, page: Quad? = nil, frame: Frame = .picture, lines: [Line] = [],
    rules: [Rule] = [], border: Border? = nil, bodyHeight: Float = 0
  ) {
    self.width = width
    self.height = height
    self.page = page
    self.frame = frame
    self.lines = lines
    self.rules = rules
    self.border = border
    self.bodyHeight = bodyHeight
  }
}
