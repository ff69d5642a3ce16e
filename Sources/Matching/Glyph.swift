/// One character of a reading, folded so that spellings of the same thing are equal.
///
/// White space is dropped (its place is kept in `afterSpace`), letters are upper case without accents, full
/// width is half width, all brackets are round, all dashes and all stars are one.
struct Glyph: Equatable {
  enum Class: UInt8 {
    case mark, digit, letter, han, kana, hangul
  }

  var value: UInt32
  var sort: Class
  /// It was a small letter before folding.
  var isSmall = false
  var afterSpace = false

  /// Specks, rules and page edges are read as these; they say nothing.
  var isNoise: Bool { sort == .mark || Glyph.strokes.contains(value) }

  /// `一 丨 丶 亅 I l 1` and the like are what a rule or a speck beside the type is read as.
  private static let strokes: Set<UInt32> = Set("一丨丶亅丿ー".unicodeScalars.map(\.value))
}

/// A reading's characters in order, with what is asked of them again and again.
struct Glyphs {
  /// More than any row with a mark on it holds; what comes after is running text.
  static let limit = 160

  var glyphs: [Glyph] = []
  /// The part of its letters that are capitals; 1 without letters.
  var capitals: Float = 1
  /// Characters that are neither punctuation nor specks.
  var count = 0
  /// Words of Latin or Cyrillic small letters, of three letters or more.
  var smallWords: [Range<Int>] = []
  var wasCut = false

  init(_ text: String) {
    var letters = 0
    var small = 0
    var run = 0
    var space = false
    for scalar in text.unicodeScalars {
      guard glyphs.count < Glyphs.limit else {
        wasCut = true
        break
      }
      if scalar.properties.isWhitespace || scalar.value == 0x3000 {
        space = true
        endWord(run)
        run = 0
        continue
      }
      Folding.fold(scalar) { value, isSmall in
        let sort = Folding.sort(of: value)
        glyphs.append(Glyph(value: value, sort: sort, isSmall: isSmall, afterSpace: space))
        space = false
        if sort == .letter {
          letters += 1
          if isSmall { small += 1 }
        }
        run = isSmall ? run + 1 : 0
        if !glyphs[glyphs.count - 1].isNoise { count += 1 }
      }
    }
    endWord(run)
    if letters > 0 { capitals = 1 - Float(small) / Float(letters) }
  }

  /// - Parameter count: small letters right before it.
  private mutating func endWord(_ count: Int) {
    if count >= 3 { smallWords.append(glyphs.count - count..<glyphs.count) }
  }
}

/// What makes two spellings the same.
enum Folding {
  /// Gives the folded characters of `scalar`: none, one, or several (`Ⅲ` is `III`, `ß` is `SS`).
  static func fold(_ scalar: Unicode.Scalar, _ give: (UInt32, Bool) -> Void) {
    let v = scalar.value
    switch v {
    case 0x21...0x60: give(brackets(v), false)
    case 0x61...0x7A: give(v - 32, true)
    case 0x7B: give(0x28, false)
    case 0x7D: give(0x29, false)
    case 0x7C, 0x7E: give(v, false)
    case 0...0x1F, 0x7F...0x9F: break
    case 0xC0...0x17F: latin(v, give)
    case 0x300...0x36F, 0xFE00...0xFE0F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2064, 0xFEFF: break
    case 0x401, 0x451: give(0x415, v == 0x451)
    case 0x430...0x44F: give(v - 32, true)
    case 0x2010...0x2015, 0x2212: give(0x2D, false)
    case 0xB7, 0x2022, 0x2219, 0x22C5, 0x30FB, 0x2027, 0xFF65: give(0xB7, false)
    case 0x2605, 0x2606, 0x2729...0x2735, 0x2B50, 0x22C6: give(star, false)
    case 0x2160...0x216B: roman(Int(v - 0x2160), give)
    case 0x2170...0x217B: roman(Int(v - 0x2170), give)
    case 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x2018, 0x201C: give(0x28, false)
    case 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x3019, 0x2019, 0x201D: give(0x29, false)
    case 0xFF01...0xFF5E:
      guard let half = Unicode.Scalar(v - 0xFEE0) else { return }
      fold(half, give)
    case 0x3299: give(0x79D8, false)  // ㊙ is a ringed 秘
    default: give(v, false)
    }
  }

  static let star: UInt32 = 0x2605

  static func sort(of value: UInt32) -> Glyph.Class {
    switch value {
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x400...0x4FF, 0x370...0x3FF, 0x100...0x24F: .letter
    // 〓 is a sign that the model does not know.
    case 0x3400...0x9FFF, 0x3005...0x3007, 0x3013, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
    case 0x3041...0x30FF, 0x31F0...0x31FF: .kana
    case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3131...0x318E: .hangul
    default: .mark
    }
  }

  private static func brackets(_ v: UInt32) -> UInt32 {
    switch v {
    case 0x5B: 0x28
    case 0x5D: 0x29
    default: v
    }
  }

  private static func roman(_ n: Int, _ give: (UInt32, Bool) -> Void) {
    let numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    guard numerals.indices.contains(n) else { return }
    for letter in numerals[n].unicodeScalars { give(letter.value, false) }
  }

  /// U+00C0 to U+017F in order, as the letters below the accents; lower case where the letter is small.
  private static let bare: [String] = {
    let first =
      "A A A A A A AE C E E E E I I I I D N O O O O O x O U U U U Y TH SS "
      + "a a a a a a ae c e e e e i i i i d n o o o o o / o u u u u y th y "
    let second =
      "A a A a A a C c C c C c C c D d D d E e E e E e E e E e G g G g G g G g H h H h I i I i I i I i I i "
      + "IJ ij J j K k k L l L l L l L l L l N n N n N n n N n O o O o O o OE oe R r R r R r S s S s S s S s "
      + "T t T t T t U u U u U u U u U u U u W w Y y Y Z z Z z Z z s"
    return (first + second).split(separator: " ").map(String.init)
  }()

  private static func latin(_ v: UInt32, _ give: (UInt32, Bool) -> Void) {
    let index = Int(v) - 0xC0
    guard bare.indices.contains(index) else { return give(v, false) }
    for letter in bare[index].unicodeScalars {
      let isSmall = (0x61...0x7A).contains(letter.value)
      give(isSmall ? letter.value - 32 : letter.value, isSmall)
    }
  }
}
