import Pixels

/// A rectangle on the upright page, in parts of it: x and width of its width, y and height of its height.
///
/// (0, 0) is the page's upper left corner, (1, 1) its lower right; type outside the paper goes beyond.
package struct Box: Sendable, Equatable {
  package var x: Float
  package var y: Float
  package var width: Float
  package var height: Float

  package init(x: Float, y: Float, width: Float, height: Float) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package var maxX: Float { x + width }
  package var maxY: Float { y + height }
  package var midX: Float { x + width / 2 }
  package var midY: Float { y + height / 2 }
}

/// One line of type as `Looking` found it, before anybody read it.
package struct Line: Sendable, Equatable {
  /// A five-pointed star seen by its shape.
  package struct Star: Sendable, Equatable {
    /// Its middle, in parts of the line's width from the left.
    package var position: Float
    /// How much of a star it is, from 0 to 1.
    package var strength: Float

    package init(position: Float, strength: Float) {
      self.position = position
      self.strength = strength
    }
  }

  /// Its number within the photo; lines keep it through all stages.
  package var id: Int
  /// In pixels of the stored photo, clockwise from the text's own top left.
  package var quad: Quad
  /// On the page.
  package var box: Box
  /// The height of its tall glyphs, in pixels of the stored photo.
  package var glyphHeight: Float
  /// The line's length in glyph heights: about the number of Chinese characters, twice that of Latin letters.
  package var lengthInGlyphs: Float
  /// The height of its glyphs against that of the page's body type: 1 is body size.
  package var relativeSize: Float
  /// How much it looks like type at all, from 0 to 1; 0 also for what is too short to tell.
  package var typeness: Float
  /// The part of its ink that is red, from 0 to 1.
  package var redness: Float
  /// The part of its box that is ink, from 0 to 1: bold type lies higher.
  package var inkShare: Float
  /// Nothing else stands left or right of it on its row.
  package var isAlone: Bool
  /// A drawn frame runs round it, as round a rubber stamp.
  package var isBoxed: Bool
  package var isLightOnDark: Bool
  /// A stroke runs through it from end to end, or across it.
  package var isStruckThrough: Bool
  /// It reads across the page's own direction, as a word along its edge does.
  package var isSideways = false
  package var star: Star?

  /// What was seen is more likely a star than a sign of its shape.
  package var isStarSeen: Bool { (star?.strength ?? 0) >= 0.4 }

  /// Most of its ink is red.
  package var isRed: Bool { redness > 0.5 }

  /// As short as a stamp's text.
  package var isAsShortAsStamp: Bool { lengthInGlyphs <= 12 }
  /// A frame runs round few signs.
  package var mayBeStamp: Bool { isBoxed && isAsShortAsStamp }

  package init(
    id: Int, quad: Quad, box: Box, glyphHeight: Float, lengthInGlyphs: Float, relativeSize: Float = 1,
    typeness: Float = 1, redness: Float = 0, inkShare: Float = 0, isAlone: Bool = true, isBoxed: Bool = false,
    isLightOnDark: Bool = false, isStruckThrough: Bool = false, star: Star? = nil
  ) {
    self.id = id
    self.quad = quad
    self.box = box
    self.glyphHeight = glyphHeight
    self.lengthInGlyphs = lengthInGlyphs
    self.relativeSize = relativeSize
    self.typeness = typeness
    self.redness = redness
    self.inkShare = inkShare
    self.isAlone = isAlone
    self.isBoxed = isBoxed
    self.isLightOnDark = isLightOnDark
    self.isStruckThrough = isStruckThrough
    self.star = star
  }
}
