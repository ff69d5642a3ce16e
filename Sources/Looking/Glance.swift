import Pixels

/// The first look at a photo's small decode: is there type on it that is worth a second look?
package struct Glance {
  /// Where the part that was glanced at begins in the whole picture, in pixels.
  let origin: Point
  /// Width and height of the whole picture.
  let wholeWidth: Int
  let wholeHeight: Int
  let darkType: FoundType?
  let lightType: FoundType?
  /// Rows of light signs as a slide has them; 0 where there are too few for one.
  private let rowsOfSlide: Int

  /// - Parameters:
  ///   - image: some 800 to 1600 pixels on its long side.
  ///   - part: of it, when only that is looked at; `image` is then that part.
  ///   - wholeWidth, wholeHeight: of the picture that it was cut from.
  ///   - across: takes the type to run across the direction that is likelier.
  package init(
    of image: Image, part: Rectangle? = nil, wholeWidth: Int? = nil, wholeHeight: Int? = nil,
    across: Bool = false
  ) {
    origin = part.map { Point(Float($0.x), Float($0.y)) } ?? Point(0, 0)
    self.wholeWidth = wholeWidth ?? image.width
    self.wholeHeight = wholeHeight ?? image.height
    let finder = TypeFinder(image)
    let dark = finder.type(.darkOnLight, across: across)
    // A word or two in a bar tell no direction of their own.
    let usual = Self.typeLines(of: dark) >= Self.linesOfDirection ? dark?.frame.angle : nil
    let light = finder.type(.lightOnDark, across: across, otherwiseAlong: usual)
    let rows = Self.glowingRows(light)
    let isSlide = rows.count >= Self.fewestRows
    rowsOfSlide = isSlide ? rows.count : 0
    darkType = isSlide && rows.count > Self.typeLines(of: dark) ? dark?.besides(rows) : dark
    lightType = light
  }

  /// The sheets of a picture that lie askew to the one with most type, each as if nothing else were there; those with
  /// most type first.
  ///
  /// - Parameter image: some 800 to 1600 pixels on its long side.
  package static func sheetsAskew(in image: Image) -> [Glance] {
    var angles: [Float] = []
    let sheets = TypeFinder(image).types(.darkOnLight, most: mostSheets).filter { type in
      let angle = type.frame.angle
      guard angles.allSatisfy({ abs(Sheets.turn(angle, from: $0)) > Sheets.askew }) else { return false }
      angles.append(angle)
      return true
    }
    return sheets.dropFirst().map { Glance(of: $0, in: image) }
  }

  private static let mostSheets = 5

  private init(of darkType: FoundType, in image: Image) {
    origin = Point(0, 0)
    (wholeWidth, wholeHeight) = (image.width, image.height)
    self.darkType = darkType
    lightType = nil
    rowsOfSlide = 0
  }

  /// Whether a line ends where the part that was glanced at ends, and not the whole picture.
  ///
  /// - Parameter image: the part.
  func cuts(_ line: SeenLine, _ image: Image) -> Bool {
    let near = 0.4 * line.line.height
    let (right, bottom) = (Float(image.width), Float(image.height))
    return line.quad.corners.contains { corner in
      (origin.x > 0 && corner.x < near) || (origin.y > 0 && corner.y < near)
        || (origin.x + right < Float(wholeWidth) && corner.x > right - near)
        || (origin.y + bottom < Float(wholeHeight) && corner.y > bottom - near)
    }
  }

  /// Lines that look like type.
  package var typeLines: Int { Self.typeLines(of: darkType) + Self.typeLines(of: lightType) }

  /// A mark is never alone on its page.
  static let leastLines = 2

  /// So many dark lines tell which way a page's few light signs run.
  private static let linesOfDirection = 4

  /// The second line is less sure where the first is: light type on a dim ground, faint film.
  private static let leastBesideSure: Float = 0.2
  private static let sure: Float = 0.5

  package var mayHoldType: Bool {
    if isSure || Self.isMap(darkType) || Self.hasRedHeading(darkType)
      || Self.hasRedWords(darkType) || rowsOfSlide > 0
    {
      return true
    }
    let best = surestLines
    return best.count > 1 && best[0] > Self.sure && best[1] > Self.leastBesideSure
  }

  package var isSure: Bool { typeLines >= Self.leastLines }

  /// How much it looks like type on the whole, to compare two pictures of one page.
  package var sureness: Float { surestLines.prefix(5).reduce(0, +) }

  private var surestLines: [Float] {
    [darkType, lightType].compactMap { $0 }
      .flatMap { type in type.lines.map { $0.typeness(type) } }.sorted(by: >)
  }

  /// Two large red words on even ground, as on the front of a folder: its level and what it is.
  private static func hasRedWords(_ type: FoundType?) -> Bool {
    guard let type else { return false }
    let words = type.lines.filter { line in
      line.glyphs.count >= 2 && line.height > heightOfRedWord && line.length > 1.5 * line.height
        && line.raggedness < 0.2 && line.redness > rednessOfWord
    }
    guard words.count >= 2, let first = words.map(\.height).max() else { return false }
    let alike = words.filter { $0.height > first / 2 }
    let papers = alike.map(\.paper)
    return alike.count >= 2 && (papers.min() ?? 0) > 0.75 * (papers.max() ?? 0)
  }

  private static let (heightOfRedWord, rednessOfWord): (Float, Float) = (20, 0.3)

  /// Large red type on even ground, as the upper part of a red-header page shows when little else is in the picture.
  private static func hasRedHeading(_ type: FoundType?) -> Bool {
    guard let type else { return false }
    return type.lines.contains { line in
      guard line.glyphs.count >= 4, line.height > 20, line.typeness(type) > 0.6 else { return false }
      let redness = line.glyphs.map { type.glyphs[$0].redness }.sorted()
      return redness[redness.count / 2] > 0.5
    }
  }

  /// A title and names of two or three signs on one even ground, as on a map.
  private static func isMap(_ type: FoundType?) -> Bool {
    guard let type,
      let title = type.lines.first(where: { $0.length > 4 * $0.height && $0.typeness(type) > 0.8 })
    else { return false }
    let names = type.lines.count {
      $0.glyphs.count >= 2 && $0.length < 5 * $0.height && $0.raggedness < 0.12
        && $0.height > 0.25 * title.height && $0.height < title.height && $0.paper > 0.75 * title.paper
    }
    return names >= 4
  }

  /// Rows of light signs that make a slide, and how many signs, heights of length and pixels each has.
  private static let (fewestRows, signsOfRow, lengthOfRow, heightOfRow) = (3, 6, Float(4.5), Float(12))
  private static let raggednessOfRow: Float = 0.06

  /// Long rows of light signs, as a projected slide or a film has: glow beside them makes them look less like type.
  private static func glowingRows(_ type: FoundType?) -> [Quad] {
    guard let type else { return [] }
    return type.lines.filter {
      $0.glyphs.count >= signsOfRow && $0.length > lengthOfRow * $0.height && $0.height > heightOfRow
        && $0.raggedness < raggednessOfRow
    }.map { SeenLine($0, of: type).quad }
  }

  /// Lines of either kind that are surely type; a slide's rows are.
  var sureLines: (light: Int, dark: Int) {
    (max(Self.typeLines(of: lightType), rowsOfSlide), Self.typeLines(of: darkType))
  }

  static func typeLines(of type: FoundType?) -> Int { type?.sureLines.count ?? 0 }
}

extension FoundType {
  /// Without lines that stand within others: the insides of light signs are dark.
  fileprivate func besides(_ rows: [Quad]) -> FoundType {
    var type = self
    type.lines.removeAll { line in
      let quad = SeenLine(line, of: self).quad
      return rows.contains { $0.holds(quad.centre) && $0.width > quad.width }
    }
    return type
  }
}

extension TypeLine {
  /// How sure this is a line of type, from 0 to 1; 0 for what is too short to tell.
  func typeness(_ type: FoundType) -> Float {
    canBeTold ? typeness(as: Typeness(of: self, type.glyphs, isLight: type.polarity == .lightOnDark)) : 0
  }

  /// The same, of what was measured before.
  func typeness(as measured: Typeness) -> Float {
    canBeTold && !measured.isHatching ? measured.probability : 0
  }

  private var canBeTold: Bool { glyphs.count >= 3 && length >= 2.5 * height && raggedness < 0.2 }
}
