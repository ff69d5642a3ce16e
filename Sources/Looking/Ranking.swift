import Evidence
import Pixels

/// The order in which a page's lines are worth reading: the likeliest bearers of a mark, a red header or a document
/// number first.
struct Ranking {
  /// A line worth less is body.
  private static let leastWorth: Float = 2.2
  /// Where fewer lines are worth as much, the next ones are read, too, down to `leastOfFew`: on a map, an envelope.
  private static let mostOfFew = 12
  private static let leastOfFew: Float = 0.75
  /// Lines are another sheet's from this angle to the page on, in radians, and this many of one direction.
  private static let ofOtherSheet: Float = 0.15
  private static let fewestOfSheet = 4
  /// What a word of one piece is worth for that, and how long it is, in heights.
  private static let ofOnePiece: Float = 1
  private static let shortestWord: Float = 4
  /// Type so many times as high as the body's belongs to its page wherever it stands.
  private static let largeAside: Float = 1.3
  /// A page with fewer lines does not show where it ends.
  private static let fewLines = 8

  /// A page has so many lines of light type to one of dark, and so many at all, to be wholly light.
  private static let whollyLight = 4

  /// A line longer than this is a row of the body, in heights; the like for one in red, or with nothing close above and below:
  /// a banner with caveats. How far rows stand apart, in heights, and what of the shorter one's width they share.
  private static let (longest, longestFree): (Float, Float) = (26, 40)
  private static let (rowsApart, shared): (Float, Float) = (2.4, 0.3)
  /// Light type on a band: what it is worth for that, its length in heights, how far from the middle, in parts of the page's
  /// width, how near to its end, and how much it looks like type.
  private static let (ofBand, lengthOfBand): (Float, ClosedRange<Float>) = (2, 1.8...26)
  private static let (offCentre, head, leastOfBand): (Float, Float, Float) = (0.2, 0.2, 0.1)

  private let lines: [Line]
  private let seen: [SeenLine]
  private let ofColumns: Set<Int>
  private let pieces: [Int: [Int]]
  private let isMainlyLight: Bool
  /// Hardly a line of dark type is about.
  private let isWhollyLight: Bool
  /// See `fewLines`.
  private let isSparse: Bool
  /// Little else is to be seen, and it passes for the body.
  private let isRedHeaderAlone: Bool
  /// The brightness of the page's paper.
  private let paper: Float
  /// The middles of what is surely type, from the top, as parts of the page's height; specks do not count.
  private let tops: [Float]
  /// By line: something else than bare paper lies between it and the page.
  private let apart: [Bool]
  /// By line: it runs askew to the page and beside others that do, as on another sheet. A stamp is alone.
  private let askew: [Bool]

  /// - Parameters:
  ///   - lines: those of `seen`, in their order, and what was made of several of them.
  ///   - page: the page's own lines among them.
  ///   - ofColumns: lines that are a part of one that is read downwards.
  ///   - pieces: by line, those that it was joined from.
  ///   - angle: the page's direction, in radians.
  ///   - sure: lines that are surely of light type on dark, and of dark type on light.
  ///   - image: the picture that was glanced at.
  init(
    _ lines: [Line], _ seen: [SeenLine], page: [Int], angle: Float, ofColumns: Set<Int>, pieces: [Int: [Int]],
    sure: (light: Int, dark: Int), in image: Image
  ) {
    self.lines = lines
    self.seen = seen
    self.ofColumns = ofColumns
    self.pieces = pieces
    isMainlyLight = sure.light > sure.dark
    isWhollyLight = sure.light >= Self.whollyLight && sure.light >= Self.whollyLight * sure.dark
    isSparse = page.count < Self.fewLines
    isRedHeaderAlone =
      isSparse
      && page.contains { seen[$0].isTypeLike && seen[$0].isRed && lines[$0].relativeSize > 0.9 }
    paper = (page.isEmpty ? seen : page.map { seen[$0] }).medianPaper
    tops = lines.filter { $0.id < seen.count && seen[$0.id].isTypeLike }.map(\.box.midY).sorted()
    apart = seen.indices.map { seen.isApart($0, from: page, in: image) }
    askew = Self.askew(seen, to: angle)
  }

  private static func askew(_ seen: [SeenLine], to angle: Float) -> [Bool] {
    let turns = seen.map { one -> Float? in
      one.line.length > 3 * one.line.height ? Sheets.turn(one.angle, from: angle) : nil
    }
    func sum(near other: Float) -> (count: Int, length: Float) {
      turns.indices.reduce((0, 0)) { sum, n in
        guard let turn = turns[n], abs(turn - other) < ofOtherSheet / 2 else { return sum }
        return (sum.0 + 1, sum.1 + seen[n].line.length)
      }
    }
    // Where hardly anything runs along the page, its direction was not found.
    let own = sum(near: 0).length
    return turns.map { turn in
      guard let turn, abs(turn) > ofOtherSheet else { return false }
      let others = sum(near: turn)
      return others.count >= fewestOfSheet && others.length < 2 * own
    }
  }

  /// Ids of all lines, and of those that may bear any of these at all: not the body's long lines.
  var candidates: (all: [Int], likely: [Int]) {
    let worths = lines.map { (id: $0.id, worth: worth(of: $0)) }
      .sorted { ($0.worth, $1.id) > ($1.worth, $0.id) }
    let good = worths.prefix { $0.worth >= Self.leastWorth }
    let next = worths.dropFirst(good.count).prefix(max(0, Self.mostOfFew - good.count))
      .prefix { $0.worth >= Self.leastOfFew }
    return (worths.map(\.id), (good + next).map(\.id))
  }

  private func worth(of line: Line) -> Float {
    if ofColumns.contains(line.id) { return -1 }
    if let row = pieces[line.id] { return 0.5 + (row.map { self.worth(of: lines[$0]) }.max() ?? 0) }
    guard line.id < seen.count else { return 9 }
    var worth: Float = 0
    let length = line.lengthInGlyphs
    if length <= 9 {
      worth += 1.5
    } else if length <= Self.longest || length <= Self.longestFree && (line.isRed || standsFree(line)) {
      worth += 0.5
    } else {
      worth -= 2
    }
    if line.box.y < 0.32 { worth += 1.5 }
    if line.box.y < 0.22 { worth += 1 }
    if tops.count > 4, line.box.midY <= tops[3] + 0.001 { worth += 1 }
    if tops.count > 3, line.box.midY >= tops[tops.count - 3] - 0.001 { worth += 1.2 }
    // Marks have two signs at least; the exceptions are stamps.
    if length < 1.4, !line.isBoxed, line.redness < 0.5 { worth -= 1.5 }
    if line.isAlone { worth += 0.8 }
    if line.isBoxed { worth += 3 }
    worth += 1.5 * line.redness
    if line.relativeSize > 1.4 { worth += 0.7 }
    if line.relativeSize < 0.6 && !isRedHeaderAlone || line.relativeSize > 6 { worth -= 1.5 }
    // A word that hangs together, struck out or underlined, does not show that it is one.
    let isOnePiece = length > Self.shortestWord && Float(seen[line.id].line.glyphs.count) < length / 3
    worth += isOnePiece && !line.isLightOnDark ? Self.ofOnePiece : 1.2 * seen[line.id].typeness
    // Long enough to tell, and told to be no type.
    if seen[line.id].typeness > 0, seen[line.id].typeness < 0.2 { worth -= 1.2 }
    if seen[line.id].line.raggedness > 0.15 { worth -= 0.7 }
    if apart[line.id] { worth -= 1.5 }
    if askew[line.id] { worth -= 3 }
    if !line.isLightOnDark, seen[line.id].paper < 0.72 * paper {
      worth -= seen[line.id].paper < 0.55 * paper ? 2 : seen[line.id].typeness > 0.5 ? 0.3 : 1.2
    }
    // The gaps between dark things make light lines, and those between light ones dark; what is too short to be told
    // from them comes late.
    if isOfBand(line) { worth += Self.ofBand }
    if line.isLightOnDark {
      worth -= isMainlyLight || seen[line.id].typeness > 0.6 ? 0.5 : 2
    } else if isWhollyLight, line.redness < 0.35, seen[line.id].typeness < 0.6 {
      worth -= 2
    }
    if line.box.midX < -0.05 || line.box.midX > 1.05 || line.box.y < -0.25 || line.box.maxY > 1.3 {
      // A stamp in red may stand far aside, and large type where nothing but paper lies between.
      let isOfPage = isSparse || line.isRed || (!apart[line.id] && line.relativeSize > Self.largeAside)
      worth -= isOfPage ? 0.5 : 3
    }
    return worth
  }

  /// No type stands right above or below: rows of the body stand close.
  private func standsFree(_ line: Line) -> Bool {
    let box = line.box
    return !lines.contains { other in
      other.id != line.id && other.id < seen.count && seen[other.id].isTypeLike
        && abs(other.box.midY - box.midY) < Self.rowsApart * box.height
        && min(other.box.maxX, box.maxX) - max(other.box.x, box.x)
          > Self.shared * min(other.box.width, box.width)
    }
  }

  /// Light type in the middle of the page's head or foot: a banner is set so, on a coloured band. What parts that from the
  /// page's paper speaks against it without need.
  private func isOfBand(_ line: Line) -> Bool {
    line.isLightOnDark && line.isAlone && Self.lengthOfBand.contains(line.lengthInGlyphs)
      && abs(line.box.midX - 0.5) < Self.offCentre
      && (line.box.midY < Self.head || line.box.midY > 1 - Self.head)
      && seen[line.id].typeness > Self.leastOfBand
  }
}
