import Evidence
import Looking
import Pixels

/// A part of a page that is looked at by itself, and what a glance at it showed.
struct Sight {
  private let glance: Glance
  /// The part, enhanced.
  let looked: Image
  private let part: Rectangle?
  private let wholeWidth: Int
  private let wholeHeight: Int

  /// Glances at a part of a picture, or at all of it.
  init(at part: Rectangle? = nil, of whole: Image, _ enhancement: Enhancement) {
    let image = part.map(whole.cropped) ?? whole
    looked = image.enhanced(enhancement)
    glance = Glance(of: looked, part: part, wholeWidth: whole.width, wholeHeight: whole.height)
    self.part = part
    (wholeWidth, wholeHeight) = (whole.width, whole.height)
  }

  /// The sheets of a picture that lie askew to the one with most type, each by itself.
  static func sheetsAskew(in whole: Image, _ enhancement: Enhancement) -> [Sight] {
    let looked = whole.enhanced(enhancement)
    return Glance.sheetsAskew(in: looked).map { Sight($0, of: looked) }
  }

  private init(_ glance: Glance, of looked: Image) {
    self.glance = glance
    self.looked = looked
    part = nil
    (wholeWidth, wholeHeight) = (looked.width, looked.height)
  }

  var mayHoldType: Bool { glance.mayHoldType }
  var isSure: Bool { glance.isSure }
  var sureness: Float { glance.sureness }

  /// - Parameters:
  ///   - width, height: of the stored photo.
  ///   - upright: to the right of an upright viewer, in stored pixels.
  func survey(_ width: Int, _ height: Int, _ upright: Point) -> Survey {
    Survey(glance, of: looked, width: width, height: height, readingDirection: upright)
  }

  /// The same part taken to be read across that direction; `nil` where no type runs there.
  func surveyAcross(_ width: Int, _ height: Int, _ upright: Point) -> Survey? {
    let glance = Glance(
      of: looked, part: part, wholeWidth: wholeWidth, wholeHeight: wholeHeight, across: true)
    return glance.mayHoldType
      ? Survey(glance, of: looked, width: width, height: height, readingDirection: upright) : nil
  }
}
