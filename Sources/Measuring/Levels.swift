import Foundation

/// Whether a finding's level and regime are those of a label.
///
/// Labels name a level in one of two ways.
/// - As the page writes it: `机密`, `TOP SECRET`. Case, accents, width and spaces do not count, and a level of
///   two names (`RESTREINT UE/EU RESTRICTED`) goes by either.
/// - As `regime:rank`, for pages that write the same rank in several ways: `de:restricted`. The finding's
///   regime must be that one, and its level one of the words below.
///
/// A label without a level takes any. Regimes are compared by name; `other` and `east` stand for every
/// regime but cn and us.
package enum Levels {
  /// - Returns: `nil` when the label names no level.
  package static func isRight(level: String?, regime: String?, for label: Label) -> Bool? {
    guard let expected = label.level else { return nil }
    guard let level else { return false }
    if let (expectedRegime, rank) = regimeAndRank(expected) {
      guard let regime, canonical(regime) == expectedRegime else { return false }
      let said = names(of: level)
      return words[rank]?[expectedRegime]?.contains { said.contains(folded($0)) } ?? false
    }
    return !names(of: level).isDisjoint(with: names(of: expected))
  }

  /// - Returns: `nil` when the label names no regime.
  package static func isRight(regime: String?, for label: Label) -> Bool? {
    let named = label.level.flatMap(regimeAndRank)?.regime
    guard let expected = named ?? label.regime.map(canonical) else { return nil }
    guard let regime else { return false }
    let said = canonical(regime)
    return expected == "other" || expected == "east" ? said != "cn" && said != "us" : said == expected
  }

  /// What is wrong with a label's level: a regime or rank that the table does not have; `nil` when nothing is.
  package static func fault(in level: String) -> String? {
    guard let (regime, rank) = regimeAndRank(level) else { return nil }
    guard let regimes = words[rank] else {
      return "rank \"\(rank)\" is none of \(words.keys.sorted().joined(separator: ", "))"
    }
    return regimes[regime] == nil ? "no rank \"\(rank)\" is known of regime \"\(regime)\"" : nil
  }

  /// The words of each rank, by regime. Names in force and those on older papers.
  private static let words: [String: [String: [String]]] = [
    "restricted": [
      "de": ["VS-NUR FÜR DEN DIENSTGEBRAUCH", "VS-NfD", "EINGESCHRÄNKT"],
      "eu": ["RESTREINT UE", "EU RESTRICTED"],
      "fr": ["DIFFUSION RESTREINTE"],
      "nato": ["NATO RESTRICTED"],
      "uk": ["RESTRICTED", "OFFICIAL-SENSITIVE"],
      "hk": ["RESTRICTED", "限閱文件"],
      "jp": ["取扱注意", "機密性2情報"],
      "kr": ["대외비"],
      "ru": ["Для служебного пользования", "ДСП"],
      "tw": ["密"],
      "us": ["CUI"],
    ],
    "confidential": [
      "cn": ["秘密"],
      "de": ["VS-VERTRAULICH", "VERTRAULICH"],
      "eu": ["CONFIDENTIEL UE", "EU CONFIDENTIAL"],
      "fr": ["CONFIDENTIEL DÉFENSE"],
      "nato": ["NATO CONFIDENTIAL"],
      "uk": ["CONFIDENTIAL"],
      "hk": ["CONFIDENTIAL"],
      "jp": ["秘", "機密性3情報"],
      "kr": ["Ⅲ급비밀", "III급비밀"],
      "tw": ["機密"],
      "us": ["CONFIDENTIAL"],
    ],
    "secret": [
      "cn": ["机密"],
      "de": ["GEHEIM"],
      "eu": ["SECRET UE", "EU SECRET"],
      "fr": ["SECRET", "SECRET DÉFENSE"],
      "nato": ["NATO SECRET"],
      "uk": ["SECRET"],
      "hk": ["SECRET"],
      "jp": ["極秘"],
      "kr": ["Ⅱ급비밀", "II급비밀"],
      "ru": ["СЕКРЕТНО"],
      "tw": ["極機密"],
      "us": ["SECRET"],
    ],
    "top-secret": [
      "cn": ["绝密"],
      "de": ["STRENG GEHEIM"],
      "eu": ["TRÈS SECRET UE", "EU TOP SECRET"],
      "fr": ["TRÈS SECRET", "TRÈS SECRET DÉFENSE"],
      "nato": ["COSMIC TOP SECRET"],
      "uk": ["TOP SECRET"],
      "hk": ["TOP SECRET"],
      "jp": ["特定秘密"],
      "kr": ["Ⅰ급비밀", "I급비밀"],
      "ru": ["СОВЕРШЕННО СЕКРЕТНО", "ОСОБОЙ ВАЖНОСТИ"],
      "tw": ["絕對機密"],
      "us": ["TOP SECRET"],
    ],
  ]

  /// Austria's marks go with Germany's.
  private static func canonical(_ regime: String) -> String {
    let name = regime.lowercased()
    return name == "at" ? "de" : name
  }

  private static func regimeAndRank(_ level: String) -> (regime: String, rank: String)? {
    let parts = level.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.allSatisfy({ (97...122).contains($0) }) else {
      return nil
    }
    return (canonical(String(parts[0])), parts[1].lowercased())
  }

  private static func names(of level: String) -> Set<String> {
    var names = Set(level.split(separator: "/").map { folded(String($0)) })
    names.insert(folded(level))
    names.remove("")
    return names
  }

  private static func folded(_ text: String) -> String {
    let plain = text.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    return String(plain.filter { !$0.isWhitespace })
  }
}
