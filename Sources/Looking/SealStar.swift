import Evidence
import Pixels

/// Tells the star in a round seal from a mark's.
///
/// A seal is pressed on an office's name and the date (GB/T 9704-2012, 7.3.5), and in a blur the name with the star in it
/// reads as a mark. Its star is red on black type; a mark's star has the colour of its type.
enum SealStar {
  private static let ink: UInt8 = 128
  /// Parts of a seal's star and of the type round it that are red (measured: seals' rings cross the type, of which up to
  /// 0.5 is red then; of red marks mostly 0.7 and more).
  private static let (ofStar, ofType): (Float, Float) = (0.6, 0.6)

  /// - Parameters:
  ///   - whole: a line's strip.
  ///   - type: the strip without the star.
  ///   - red: the strip with nothing but what is red, of the same size.
  static func isOfSeal(_ whole: Plane, without type: Plane, in red: Plane) -> Bool {
    var (star, redOfStar, rest, redOfRest) = (0, 0, 0, 0)
    for n in whole.samples.indices {
      let isRed = red.samples[n] < ink
      if type.samples[n] < ink {
        rest += 1
        redOfRest += isRed ? 1 : 0
      } else if whole.samples[n] < ink {
        star += 1
        redOfStar += isRed ? 1 : 0
      }
    }
    return Float(redOfStar) > ofStar * Float(star) && Float(redOfRest) < ofType * Float(rest)
  }
}

extension Survey {
  /// - Parameters:
  ///   - whole: the strip of the line with this id.
  ///   - type: the strip without its star.
  package func isStarOfSeal(in whole: Plane, without type: Plane, _ id: Int, in image: Image) -> Bool {
    guard image.chroma != nil, columns[id] == nil else { return false }
    let line = layout.lines[id]
    let red = Straightening.strip(
      of: line.quad.scaled(by: scaleOf(image)), in: image, isLight: false, isRed: false, alone: .red,
      isBoxed: line.isBoxed)
    // Freed of their slant the two may differ.
    guard (red.width, red.height) == (whole.width, whole.height) else { return false }
    return SealStar.isOfSeal(whole, without: type, in: red)
  }
}
