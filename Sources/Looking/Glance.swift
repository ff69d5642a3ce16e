import Pixels

/// The first look at a photo's small decode: is there type on it that is worth a second look?
package struct Glance {
  /// Width and height of the picture that was glanced at.
  package let width: Int
  package let height: Int
  let darkType: FoundType?
  let lightType: FoundType?

  /// - Parameter image: some 800 to 1600 pixels on its long side.
  package init(of image: Image) {
    width = image.width
    height = image.height
    let finder = TypeFinder(image)
    darkType = finder.type(.darkOnLight)
    lightType = finder.type(.lightOnDark)
  }

  /// Lines that look like type: some glyphs in a row, level, of one height.
  package var typeLines: Int { Self.typeLines(of: darkType) + Self.typeLines(of: lightType) }

  /// At least two lines of type: a mark is never alone on its page.
  package var mayHoldType: Bool { typeLines >= 2 }

  static func typeLines(of type: FoundType?) -> Int {
    guard let type else { return 0 }
    return type.lines.filter { $0.isTypeLike(type.glyphs) }.count
  }
}

extension TypeLine {
  /// Level, even in height, and of more than a glyph or two.
  func isTypeLike(_ all: [Glyph]) -> Bool {
    guard glyphs.count >= 3, length >= 2.5 * height, raggedness < 0.12 else { return false }
    var tall = 0
    for n in glyphs where all[n].height >= 0.6 * height && all[n].height <= 1.5 * height { tall += 1 }
    return 2 * tall >= glyphs.count || length >= 8 * height
  }
}
