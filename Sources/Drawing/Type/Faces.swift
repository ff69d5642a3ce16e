/// What a face is for on a page.
package enum FaceRole: String, Sendable, CaseIterable {
  /// Chinese, simplified: serif, sans, script and what is set in books.
  case song, hei, kai
  /// Chinese, traditional.
  case ming, heiTraditional
  case mincho, gothic
  case batang, dotum
  case serif, sans, mono, typewriter
  case hand
}

/// The faces of a part of the samples: tuning and measuring share none where Debian has enough of them.
package struct Faces: Sendable {
  /// Of each role those that are installed, in a fixed order; never empty where any fallback exists.
  private let faces: [FaceRole: [Face]]

  package init(part: SamplePart) {
    let installed = Canvas.installedFamilies()
    var faces: [FaceRole: [Face]] = [:]
    for role in FaceRole.allCases {
      let own = Self.catalogue(role, part).filter { installed.contains($0.family) }
      let other = Self.catalogue(role, part == .tuning ? .measuring : .tuning)
        .filter { installed.contains($0.family) }
      faces[role] = !own.isEmpty ? own : !other.isEmpty ? other : [Face("Sans")]
    }
    self.faces = faces
  }

  package func all(_ role: FaceRole) -> [Face] { faces[role] ?? [] }

  package func pick(_ role: FaceRole, _ dice: inout Dice) -> Face { dice.pick(all(role)) }

  /// The families of both parts that Debian packages, by role.
  package static func catalogue(_ role: FaceRole, _ part: SamplePart) -> [Face] {
    let tuning = part == .tuning
    switch role {
    case .song:
      return tuning
        ? [
          Face("Noto Serif CJK SC"), Face("Noto Serif CJK SC", weight: 500), Face("AR PL SungtiL GB"),
          Face("BabelStone Han"), Face("HanaMinA"),
        ]
        : [Face("AR PL UMing CN"), Face("AR PL UMing CN", swelling: 0.012), Face("TW-Sung")]
    case .hei:
      return tuning
        ? [
          Face("Noto Sans CJK SC", weight: 500), Face("Noto Sans CJK SC", weight: 700),
          Face("Droid Sans Fallback"), Face("Droid Sans Fallback", swelling: 0.02),
          Face("WenQuanYi Micro Hei"),
        ]
        : [
          Face("WenQuanYi Zen Hei"), Face("WenQuanYi Zen Hei", swelling: 0.02),
          Face("WenQuanYi Zen Hei", swelling: 0.035),
        ]
    case .kai:
      return tuning
        ? [Face("AR PL UKai CN"), Face("LXGW WenKai")] : [Face("AR PL KaitiM GB"), Face("TW-Kai")]
    case .ming:
      return tuning
        ? [Face("Noto Serif CJK TC"), Face("cwTeXMing")]
        : [Face("AR PL Mingti2L Big5"), Face("AR PL UMing TW"), Face("TW-Sung")]
    case .heiTraditional:
      return tuning
        ? [Face("Noto Sans CJK TC", weight: 500), Face("Noto Sans CJK TC", weight: 700)]
        : [Face("cwTeXHeiBold"), Face("cwTeXYen")]
    case .mincho:
      return tuning
        ? [Face("Noto Serif CJK JP"), Face("IPAexMincho")] : [Face("TakaoMincho"), Face("Sawarabi Mincho")]
    case .gothic:
      return tuning
        ? [Face("Noto Sans CJK JP", weight: 500), Face("IPAexGothic")]
        : [Face("VL Gothic"), Face("Sawarabi Gothic"), Face("TakaoGothic")]
    case .batang:
      return tuning
        ? [Face("Noto Serif CJK KR"), Face("NanumMyeongjo")] : [Face("UnBatang"), Face("Baekmuk Batang")]
    case .dotum:
      return tuning
        ? [Face("Noto Sans CJK KR", weight: 500), Face("NanumGothic", weight: 700), Face("NanumSquare")]
        : [Face("UnDotum", weight: 700), Face("Baekmuk Dotum", swelling: 0.02), Face("NanumBarunGothic")]
    case .serif:
      return tuning
        ? [Face("Liberation Serif"), Face("DejaVu Serif"), Face("Linux Libertine O"), Face("PT Serif")]
        : [Face("TeX Gyre Termes"), Face("FreeSerif"), Face("Caladea"), Face("Noto Serif")]
    case .sans:
      return tuning
        ? [Face("Liberation Sans"), Face("Carlito"), Face("Open Sans"), Face("PT Sans")]
        : [Face("TeX Gyre Heros"), Face("DejaVu Sans"), Face("Roboto"), Face("Noto Sans"), Face("Lato")]
    case .mono:
      return tuning
        ? [Face("Liberation Mono"), Face("DejaVu Sans Mono")]
        : [Face("FreeMono", weight: 700), Face("PT Mono")]
    case .typewriter:
      return tuning
        ? [Face("Courier Prime"), Face("Liberation Mono")]
        : [Face("GNUTypewriter"), Face("Tlwg Typewriter"), Face("FreeMono", weight: 700)]
    case .hand:
      return tuning
        ? [Face("LXGW WenKai"), Face("Smiley Sans"), Face("AR PL UKai CN", swelling: 0.015)]
        : [Face("Yusei Magic"), Face("SetoFont")]
    }
  }
}

extension Face {
  /// The same face, bolder: by its own bold weight, and by swelling where a family has none.
  package func bold(_ weight: Int = 700) -> Face {
    let hasWeights =
      family.hasPrefix("Noto") || family.hasPrefix("Liberation") || family.hasPrefix("DejaVu")
      || family.hasPrefix("TeX Gyre") || family.hasPrefix("PT S") || family.hasPrefix("Nanum")
      || [
        "Carlito", "Caladea", "Open Sans", "Roboto", "Lato", "FreeSerif", "FreeSans", "FreeMono",
        "Courier Prime", "Linux Libertine O",
      ].contains(family)
    var face = self
    if hasWeights {
      face.weight = max(face.weight, weight)
    } else {
      face.swelling = max(face.swelling, weight >= 800 ? 0.055 : 0.035)
    }
    return face
  }
}
