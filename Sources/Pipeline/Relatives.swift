import Evidence

/// Finds what belongs to a marked photo: the same picture in other places, and the pages photographed with it.
///
/// Only the first page of a paper bears the mark, and the others are taken within seconds of it. So pages of type
/// taken or sent within minutes of a marked one, by the same device and in the same folder or chat, are `related`
/// to it. Those that come before it are held back for a while; findings leave in the order in which they came.
package struct Relatives {
  /// How far apart in time pages of one paper are, in seconds.
  package static let reach = 300
  /// Findings held back at most.
  package static let mostHeld = 64
  /// Fields of 256 in which the same picture may differ after it was made smaller and compressed.
  package static let mostDifferences = 16

  private struct Place: Hashable {
    var device: String?
    var folder: String
  }

  private struct Held {
    var inspection: Inspection
    /// Set for a page that may turn out to be related.
    var page: (place: Place, moment: Moment)?
  }

  private struct Sighting {
    var path: String
    var seconds: Int
  }

  private struct Picture {
    var path: String
    var likeness: Likeness
    var mark: String?
  }

  private var held: [Held] = []
  /// Marked photos by where they lie.
  private var marked: [Place: [Sighting]] = [:]
  private var pictures: [Picture] = []

  package init() {}

  /// Those which nothing more can be learned about.
  package mutating func add(_ inspection: Inspection) -> [Inspection] {
    var finding = inspection.finding
    nameSamePicture(&finding)
    let page = Self.moment(of: finding).map { (place: Self.place(of: finding), moment: $0) }
    var candidate: (place: Place, moment: Moment)?
    if let page {
      if finding.judgement.verdict == .marked {
        remember(finding.path, page.place, page.moment)
      } else if inspection.trace.left == .judge || finding.judgement.verdict == .official {
        finding.related = nearest(in: page.place, to: page.moment)
        if finding.related == nil { candidate = page }
      }
    }
    var known = inspection
    known.finding = finding
    held.append(Held(inspection: known, page: candidate))
    return release(keeping: Self.mostHeld)
  }

  /// Nothing more will come.
  package mutating func finish() -> [Inspection] { release(keeping: 0) }

  private mutating func release(keeping most: Int) -> [Inspection] {
    let surplus = max(0, held.count - most)
    let waiting = held.dropFirst(surplus).firstIndex { $0.page != nil } ?? held.count
    defer { held.removeFirst(waiting) }
    return held[..<waiting].map(\.inspection)
  }

  private mutating func remember(_ path: String, _ place: Place, _ moment: Moment) {
    marked[place, default: []].append(Sighting(path: path, seconds: moment.utcSeconds))
    for index in held.indices {
      guard let page = held[index].page, page.place == place,
        abs(page.moment.utcSeconds - moment.utcSeconds) <= Self.reach
      else { continue }
      held[index].inspection.finding.related = path
      held[index].page = nil
    }
  }

  private func nearest(in place: Place, to moment: Moment) -> String? {
    let near = (marked[place] ?? []).map { (abs($0.seconds - moment.utcSeconds), $0.path) }
      .filter { $0.0 <= Self.reach }
    return near.min { $0.0 < $1.0 }?.1
  }

  /// The same bytes are known by `copyOf`; the same picture in other bytes by what it looks like.
  private mutating func nameSamePicture(_ finding: inout Finding) {
    guard let likeness = finding.likeness, finding.copyOf == nil else { return }
    let mark = finding.judgement.mark
    let same = pictures.first { picture in
      // Papers of one kind look alike from afar: two that were read differently are two.
      likeness.distance(to: picture.likeness) <= Self.mostDifferences
        && (picture.mark == nil || mark == nil || picture.mark == mark)
    }
    if let same {
      finding.sameAs = same.path
    } else {
      pictures.append(Picture(path: finding.path, likeness: likeness, mark: mark))
    }
  }

  private static func moment(of finding: Finding) -> Moment? {
    finding.source?.taken ?? finding.source?.sent
  }

  private static func place(of finding: Finding) -> Place {
    let source = finding.source
    let folder = finding.path.lastIndex(of: "/").map { String(finding.path[..<$0]) } ?? ""
    return Place(device: source?.device, folder: source?.chat ?? folder)
  }
}
