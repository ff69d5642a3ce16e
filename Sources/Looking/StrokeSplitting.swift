import Pixels

extension Components {
  /// Takes the stroke that runs through a word, or under it, off the word: its letters become components of their
  /// own, appended to the others, and the whole becomes empty.
  ///
  /// A stroke is straight from one end of the component to the other; where it crosses a letter, the letter is
  /// left as it is.
  package mutating func splitStrokes(of plane: Plane) {
    let struck = all.indices.filter { Self.mayBeStruck(all[$0]) }.prefix(Self.mostStruck)
    split(Array(struck), of: plane, fewest: Self.fewestLetters) { $0.removeStroke() }
  }

  /// Takes the strokes that cross out a word off it where the word hangs together with something else, too, a frame
  /// beside it: the strokes do not run from one end of the component to the other.
  package mutating func splitCrossings(of plane: Plane) {
    let crossed = all.indices.filter { Self.mayBeCrossed(all[$0]) }
    guard crossed.count <= Self.mostCrossed else { return }
    split(crossed, of: plane, fewest: Self.fewestCrossed) { $0.removeCrossing() }
  }

  /// - Parameters:
  ///   - words: numbers of components; those that run downwards are given to `remove` with rows and columns swapped.
  ///   - fewest: what is left must be so many letters.
  private mutating func split(
    _ words: [Int], of plane: Plane, fewest: Int, remove: (inout ComponentBitmap) -> Bool
  ) {
    guard !words.isEmpty else { return }
    for (word, runs) in zip(words, runs(of: words)) {
      let isUpright = all[word].height > all[word].width
      var ink = ComponentBitmap(runs, of: all[word])
      if isUpright { ink.transpose() }
      guard remove(&ink) else { continue }
      if isUpright { ink.transpose() }
      let letters = Components(ink.runs, of: plane)
      guard letters.all.count(where: { $0.longSide >= Self.leastLetter }) >= fewest else {
        continue
      }
      all[word].right = all[word].left
      all[word].bottom = all[word].top
      append(letters)
    }
  }

  /// Where there are more, they are texture.
  private static let mostStruck = 60
  private static let mostCrossed = 12
  /// In pixels; longer ones are borders.
  private static let longestCrossed: Int32 = 400
  /// In pixels; and how many a word has at least.
  private static let leastLetter: Int32 = 5
  private static let fewestLetters = 3
  private static let fewestCrossed = 5

  /// Long, and with more ink in its rows than a rule has.
  private static func mayBeStruck(_ component: Component) -> Bool {
    let (long, short) = (component.longSide, component.shortSide)
    // Across the letters there are several of them in each row, along them one with what sticks out of the stroke.
    let leastRuns = component.width >= component.height ? 18 : 12
    return long >= 24 && short >= 8 && long * 4 >= 5 * short
      && Int(component.runCount) * 10 >= leastRuns * Int(component.height)
  }

  /// As long as a word and a frame, and with the ink of many letters in its rows.
  private static func mayBeCrossed(_ component: Component) -> Bool {
    let (long, short) = (component.longSide, component.shortSide)
    let leastRuns = component.width >= component.height ? 30 : 17
    return (60...longestCrossed).contains(long) && short >= 16 && long >= 2 * short
      && Int(component.runCount) * 10 >= leastRuns * Int(component.height)
  }
}

extension ComponentBitmap {
  /// Steeper lines cross out something else than a word.
  private static let steepest: Float = 1
  /// The like where it crosses a word and not what hangs together with it.
  private static let steepestCrossing: Float = 0.3
  /// The share of columns in which a stroke has ink.
  private static let coverage: Float = 0.93
  /// The share of columns that must hold nothing but the stroke: the gaps between letters.
  private static let gaps: Float = 0.12

  /// False when nothing straight runs through letters for long.
  fileprivate mutating func removeCrossing() -> Bool {
    guard let clean = StrokeFinder.withoutCrossing(plane, steepest: Self.steepestCrossing) else {
      return false
    }
    keep { clean[$0, $1] < 128 }
    return true
  }

  /// False when nothing straight runs from end to end.
  fileprivate mutating func removeStroke() -> Bool {
    guard let stroke = stroke() else { return false }
    let stretches = (0..<width).compactMap { x -> (x: Int, rows: Range<Int>)? in
      stretch(at: stroke.y(at: x), in: x).map { (x, $0) }
    }
    let lengths = stretches.map { $0.rows.count }.sorted()
    guard let usual = lengths.isEmpty ? nil : lengths[lengths.count / 5], usual * 3 <= height + 4 else {
      return false
    }
    let bare = stretches.filter { $0.rows.count <= usual + 1 + Int(abs(stroke.slope)) }
    guard Float(bare.count) >= Self.gaps * Float(width) else { return false }
    for (x, rows) in bare {
      for y in rows { ink[y * width + x] = false }
    }
    return true
  }

  private struct Stroke {
    var start: Float
    var slope: Float

    func y(at x: Int) -> Int { Int((start + slope * Float(x)).rounded()) }
  }

  /// The straight line through the ink at both ends that meets ink all the way.
  private func stroke() -> Stroke? {
    let enough = Int((Self.coverage * Float(width)).rounded(.up))
    var best: (stroke: Stroke, met: Int)?
    for first in middles(of: 1) {
      for last in middles(of: width - 2) {
        let slope = (last - first) / Float(max(1, width - 3))
        guard abs(slope) <= Self.steepest else { continue }
        let stroke = Stroke(start: first - slope, slope: slope)
        let least = max(enough, best.map { $0.met + 1 } ?? 1)
        if let met = inkMet(by: stroke, atLeast: least) { best = (stroke, met) }
      }
    }
    return best?.stroke
  }

  /// In how many columns a stroke has ink; `nil` when in fewer than `least`.
  private func inkMet(by stroke: Stroke, atLeast least: Int) -> Int? {
    var bare = 0
    for x in 0..<width where row(near: stroke.y(at: x), in: x) == nil {
      bare += 1
      if width - bare < least { return nil }
    }
    return width - bare
  }

  /// The middles of the stretches of ink in a column.
  private func middles(of x: Int) -> [Float] {
    var middles: [Float] = []
    var y = 0
    while y < height {
      guard ink[y * width + x] else {
        y += 1
        continue
      }
      let start = y
      while y < height, ink[y * width + x] { y += 1 }
      middles.append(Float(start + y - 1) / 2)
    }
    return middles
  }

  private func row(near y: Int, in x: Int) -> Int? {
    func isInk(_ y: Int) -> Bool { y >= 0 && y < height && ink[y * width + x] }
    return isInk(y) ? y : isInk(y - 1) ? y - 1 : isInk(y + 1) ? y + 1 : nil
  }

  /// The rows of ink in a column that hold row `y` or the one above or below it.
  private func stretch(at y: Int, in x: Int) -> Range<Int>? {
    guard let inside = row(near: y, in: x) else { return nil }
    var (top, bottom) = (inside, inside + 1)
    while top > 0, ink[(top - 1) * width + x] { top -= 1 }
    while bottom < height, ink[bottom * width + x] { bottom += 1 }
    return top..<bottom
  }
}
