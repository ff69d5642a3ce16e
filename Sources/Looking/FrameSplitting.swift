import Pixels

extension Components {
  /// Takes type that touches a frame off it: each frame's sides are peeled away, and what was joined to them becomes
  /// components of its own, appended to the others. A grid is peeled from its outermost rules inwards.
  ///
  /// However a frame is turned or curled, its rows and its columns begin and end with its sides; what lies between
  /// them, and what a side has beyond its usual thickness, is not the frame.
  ///
  /// - Parameter isFrame: whether a component is one.
  package mutating func splitFrames(of plane: Plane, where isFrame: (Component) -> Bool) {
    var first = 0
    for _ in 0..<Self.deepestGrid {
      let frames = all.indices.dropFirst(first).filter { Self.mayFrame(all[$0]) && isFrame(all[$0]) }
        .prefix(Self.mostFrames)
      first = all.count
      guard !frames.isEmpty else { return }
      var places = [Int](repeating: -1, count: all.count)
      for (place, frame) in frames.enumerated() { places[frame] = place }
      var ofFrames = [[Run]](repeating: [], count: frames.count)
      for run in runs where places[Int(run.component)] >= 0 {
        ofFrames[places[Int(run.component)]].append(run)
      }
      for (place, frame) in frames.enumerated() {
        var ink = ComponentBitmap(ofFrames[place], of: all[frame])
        guard ink.peel() else { continue }
        append(Components(ink.runs, of: plane))
      }
    }
  }

  /// Frames inside one another, and rules of a table from its rim to its middle, that are peeled at most.
  private static let deepestGrid = 4
  /// Where there are more, they are texture.
  private static let mostFrames = 40

  /// Large enough to hold a word, and with two sides in most rows.
  private static func mayFrame(_ component: Component) -> Bool {
    min(component.width, component.height) >= 24 && component.runCount * 10 >= 16 * component.height
  }

  mutating func append(_ other: Components) {
    let offset = Int32(all.count)
    all += other.all
    runs += other.runs.map { run in
      var run = run
      run.component += offset
      return run
    }
  }
}

extension ComponentBitmap {
  /// Takes the outermost stretches of ink off all rows and columns, as thick as they mostly are; false for what has
  /// not two sides both ways, which is no frame.
  fileprivate mutating func peel() -> Bool {
    let rows = (0..<height).map { ends(from: $0 * width, step: 1, count: width) }
    guard let across = Thickness(rows) else { return false }
    let columns = (0..<width).map { ends(from: $0, step: width, count: height) }
    guard let down = Thickness(columns) else { return false }
    for (y, row) in rows.enumerated() { clear(row, across, from: y * width, step: 1) }
    for (x, column) in columns.enumerated() { clear(column, down, from: x, step: width) }
    return true
  }

  /// The first and the last stretch of ink in a row or column; the same when there is only one.
  private typealias Ends = (first: Range<Int>, last: Range<Int>)

  private func ends(from base: Int, step: Int, count: Int) -> Ends {
    unsafe ink.withUnsafeBufferPointer { ink in
      func isInk(_ n: Int) -> Bool { unsafe ink[base &+ n &* step] }
      var (a, d) = (0, count)
      while a < count, !isInk(a) { a &+= 1 }
      while d > a, !isInk(d &- 1) { d &-= 1 }
      var (b, c) = (a, d)
      while b < d, isInk(b) { b &+= 1 }
      while c > b, isInk(c &- 1) { c &-= 1 }
      return (a..<b, (b == d ? a : c)..<d)
    }
  }

  /// How thick the sides are, with a little more for their uneven edges.
  private struct Thickness {
    var first: Int
    var last: Int

    init?(_ all: [Ends]) {
      let sided = all.filter { $0.first != $0.last }
      guard sided.count * 2 > all.count else { return nil }
      first = Self.median(sided.map(\.first.count)) + 1
      last = Self.median(sided.map(\.last.count)) + 1
    }

    private static func median(_ lengths: [Int]) -> Int { lengths.sorted()[lengths.count / 2] }
  }

  private mutating func clear(_ ends: Ends, _ thickness: Thickness, from base: Int, step: Int) {
    for n in ends.first.prefix(thickness.first) { ink[base + n * step] = false }
    for n in ends.last.suffix(thickness.last) { ink[base + n * step] = false }
  }
}
