import Evidence

extension Reading {
  /// Some characters, and of the script that the model is for: a model asked for a foreign script answers in
  /// scraps.
  var isPlausible: Bool {
    let signs = text.unicodeScalars.filter { !$0.properties.isWhitespace }
    guard !isRepetitive else { return false }
    let letters = signs.filter { Self.script(language).contains($0.value) }
    // One letter over and over is a row of crosses.
    guard Set(letters.map(\.properties.lowercaseMapping)).count >= 2 else { return false }
    let own = letters.count
    // Digits are the same in all scripts; among foreign letters they are foreign letters misread.
    let isPure = signs.allSatisfy { !$0.properties.isAlphabetic || Self.script(language).contains($0.value) }
    return 4 * own >= signs.count && (isPure || 2 * own >= signs.count)
  }

  var holdsKana: Bool { text.unicodeScalars.contains(where: \.isKana) }

  /// Chinese characters with hiragana between them, which a model makes of no other script.
  var isMixedJapanese: Bool {
    let scalars = text.unicodeScalars
    return scalars.count { (0x4E00...0x9FFF).contains($0.value) } >= 3
      && scalars.contains { (0x3041...0x3096).contains($0.value) }
  }

  /// One sign over and over: a row of crosses, as in figures that show where things stand, or dots.
  var isRepetitive: Bool {
    let crosses = text.count { "Xx×Хх义久又乂メペ※".contains($0) }
    if crosses >= 3, crosses * 5 >= text.count * 2 { return true }
    let signs = text.uppercased().unicodeScalars.filter { !$0.properties.isWhitespace && !$0.isPunctuation }
    return signs.count >= 4 && Set(signs).count * 3 <= signs.count + 2
  }

  /// The part of its words in which a capital or a digit follows a small letter: Cyrillic read as Latin has many.
  var oddCase: Float {
    let words = text.split(whereSeparator: \.isWhitespace)
    let odd = words.count { word in
      zip(word, word.dropFirst()).contains { $0.isLowercase && ($1.isUppercase || $1.isNumber) }
    }
    return words.isEmpty ? 0 : Float(odd) / Float(words.count)
  }

  private static func script(_ language: String) -> [ClosedRange<UInt32>] {
    switch language {
    case "chi_sim", "chi_tra": [0x4E00...0x9FFF]
    case "jpn": [0x3040...0x30FF, 0x4E00...0x9FFF]
    case "kor": [0xAC00...0xD7AF, 0x1100...0x11FF]
    case "rus": [0x0400...0x04FF]
    default: [0x41...0x5A, 0x61...0x7A, 0xC0...0x17F]
    }
  }
}

extension Unicode.Scalar {
  var isKana: Bool { (0x3041...0x30FA).contains(value) }
  /// Syllables, not the letters they are made of.
  var isHangul: Bool { (0xAC00...0xD7AF).contains(value) }
  var isCyrillic: Bool { (0x0400...0x04FF).contains(value) }

  fileprivate var isPunctuation: Bool {
    switch properties.generalCategory {
    case .otherPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation: true
    default: false
    }
  }
}

extension [ClosedRange<UInt32>] {
  fileprivate func contains(_ value: UInt32) -> Bool { contains { $0.contains(value) } }
}
