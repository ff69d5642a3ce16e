import Evidence
import Looking
import Pixels
import Reading

extension PageReader {
  /// A piece of type as one model reads it from one side.
  struct Probe: Hashable {
    var line: Int
    var language: String
    var isTurned: Bool
  }

  /// What was read of the probes so far: finding the script after the side asks for some of them again.
  struct Probes {
    fileprivate var readings: [Probe: Reading] = [:]
    private var strips: [Strip: Plane] = [:]
    /// It was seen that no kana are about.
    var isNotJapanese = false

    private struct Strip: Hashable {
      var line: Int
      var isTurned: Bool
    }

    mutating func strip(_ line: Int, of view: View, in image: Image) -> Plane {
      let key = Strip(line: line, isTurned: view.isTurned)
      if let known = strips[key] { return known }
      let strip = view.survey.probeStrip(line, in: image)
      strips[key] = strip
      return strip
    }

    /// Of all readings, plausible or not.
    var surest: Float { readings.values.map(\.confidence).max() ?? 0 }

    /// Japanese syllables in more than one piece, or several in one.
    var showKana: Bool {
      let counts = readings.filter { $0.key.language == "jpn" && $0.value.confidence > 0.3 }.values.map {
        $0.text.unicodeScalars.count(where: \.isKana)
      }
      return counts.contains { $0 >= 2 } || counts.count { $0 > 0 } >= 2
    }

    /// Whether two pieces, each hardly read, have the mixture of signs that only Japanese has, turned around or not;
    /// `nil` where they do not.
    var japaneseSide: Bool? {
      let mixed = readings.filter {
        $0.key.language == "jpn" && $0.value.confidence >= 0.3 && $0.value.isMixedJapanese
      }
      let turned = mixed.count { $0.key.isTurned }
      guard max(turned, mixed.count - turned) >= 2, 2 * turned != mixed.count else { return nil }
      return 2 * turned > mixed.count
    }
  }

  func read(_ line: Int, _ language: String, _ view: View, _ image: Image, _ probes: inout Probes)
    -> Reading
  {
    let key = Probe(line: line, language: language, isTurned: view.isTurned)
    if let known = probes.readings[key] { return known }
    let reading = reading(
      of: probes.strip(line, of: view, in: image), language, withSigns: language.hasPrefix("chi_"))
    probes.readings[key] = reading
    return reading
  }

  /// How sure a model is of a piece of type, where what it reads is of its own script at all.
  func sureness(of line: Int, _ view: View, in image: Image, _ probes: inout Probes) -> Float {
    let reading = read(line, view.language, view, image, &probes)
    return reading.isPlausible ? reading.confidence * (1 - reading.oddCase / 2) : 0
  }
}
