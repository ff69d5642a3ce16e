import Evidence
import Looking
import Pixels

/// A line cut out straight, without what is no type: the star, a stroke through it.
struct LineStrip {
  /// With its star and its stroke, where they were found.
  var line: Line
  /// As it is read.
  var type: Plane
  /// Where a star was found: with it. A blurred sign may have a star's shape, and is missed without it.
  var withStar: Plane?
  /// Where a short line is struck through: with the stroke, which takes the middle of E and A with it.
  var withStroke: Plane?

  /// Several stars stand in it, as guests and buyers give them.
  var isRating = false
  /// What stands behind a title in smaller type, at its own size.
  var smallEnd: Plane?
  /// What stands round a star behind a title: without the star, and with it.
  var roundStar: (type: Plane, withStar: Plane)? {
    guard let star = line.star, let withStar, line.isAlone, Self.starred.contains(line.lengthInGlyphs) else {
      return nil
    }
    return (Self.part(of: type, round: star), Self.part(of: withStar, round: star))
  }

  /// Heights of a line that may be a title and a mark; what is longer is a sentence.
  private static let titled: ClosedRange<Float> = 5...20
  /// The like with a star in it, longer than a mark alone.
  private static let starred: ClosedRange<Float> = 11...17

  private static let surely: Float = 0.7

  private static func holdsAnotherStar(_ strip: Plane) -> Bool {
    (StarFinder.find(in: strip)?.star.strength ?? 0) >= surely
  }

  /// Behind a title the mark is read with more care by itself.
  private static func part(of strip: Plane, round star: Line.Star) -> Plane {
    let height = Float(strip.height)
    let middle = star.position * Float(strip.width)
    let (left, right) = (max(0, middle - 3 * height), min(Float(strip.width), middle + 6 * height))
    return strip.cropped(to: Rectangle(x: Int(left), y: 0, width: Int(right - left), height: strip.height))
  }

  init(of id: Int, _ survey: Survey, in image: Image) {
    line = survey.layout.lines[id]
    type = survey.strip(of: id, in: image)
    if line.isAlone, Self.titled.contains(line.lengthInGlyphs), let end = PieceFinder.smallEnd(of: type) {
      smallEnd = survey.strip(of: end, of: type, id, in: image)
    }
    if let found = StarFinder.find(in: type) {
      isRating = found.star.strength >= Self.surely && Self.holdsAnotherStar(found.without)
      if !survey.isStarOfSeal(in: type, without: found.without, id, in: image) {
        (line.star, withStar) = (found.star, type)
      }
      type = found.without
    }
    if line.lengthInGlyphs < 30, let found = StrokeFinder.find(in: type) {
      line.isStruckThrough = found.stroke.isThroughType
      if found.stroke.isThroughType, line.lengthInGlyphs < 12 { withStroke = type }
      type = found.without
    }
  }
}
