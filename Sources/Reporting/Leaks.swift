import Evidence

/// Marked pictures with all the places where each was found: one leak, however many copies.
package struct Leaks: Sendable {
  private struct Place {
    var path: String
    var source: Source?
  }

  private static let mostListed = 100
  private static let mostPlaces = 20

  /// By the path under which the picture was reported first.
  private var places: [String: [Place]] = [:]
  /// In the order in which they were found.
  private var pictures: [String] = []
  /// Where a copy's original is itself the same picture as another.
  private var origins: [String: String] = [:]

  package init() {}

  package mutating func add(_ finding: Finding) {
    guard finding.judgement.verdict == .marked else { return }
    let earlier = finding.sameAs ?? finding.copyOf
    let picture = earlier.map { origins[$0] ?? $0 } ?? finding.path
    origins[finding.path] = picture
    if places[picture] == nil { pictures.append(picture) }
    places[picture, default: []].append(Place(path: finding.path, source: finding.source))
  }

  /// How many different pictures are marked.
  package var count: Int { pictures.count }

  /// The pictures that lie in several places, the place of the earliest date first; empty when there is none.
  package var text: String {
    let several = pictures.filter { (places[$0]?.count ?? 0) > 1 }
    guard !several.isEmpty else { return "" }
    var lines = ["The same picture in several places, the earliest first:"]
    for picture in several.prefix(Self.mostListed) {
      let all = (places[picture] ?? []).enumerated().sorted { a, b in
        (Self.seconds(a.element), a.offset) < (Self.seconds(b.element), b.offset)
      }
      lines.append("")
      for (_, place) in all.prefix(Self.mostPlaces) {
        let from = place.source.flatMap(sourceLine).map { "  (\($0))" } ?? ""
        lines.append("  \(shownText(place.path))\(from)")
      }
      if all.count > Self.mostPlaces { lines.append("  and \(grouped(all.count - Self.mostPlaces)) more") }
    }
    if several.count > Self.mostListed {
      lines.append("\nand \(grouped(several.count - Self.mostListed)) more pictures")
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  /// What has no date comes last.
  private static func seconds(_ place: Place) -> Int {
    (place.source?.taken ?? place.source?.sent)?.utcSeconds ?? .max
  }
}
