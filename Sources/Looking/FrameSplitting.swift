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
      for (frame, runs) in zip(frames, runs(of: Array(frames))) {
        guard let sides = FrameSides(runs, of: all[frame]) else { continue }
        var ink = ComponentBitmap(runs, of: all[frame])
        ink.peel(sides)
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
  /// Takes the outermost stretches of ink off all rows and columns, as thick as they mostly are.
  fileprivate mutating func peel(_ sides: FrameSides) {
    for (y, row) in sides.rows.enumerated() { clear(row, sides.across, from: y * width, step: 1) }
    for (x, column) in sides.columns.enumerated() { clear(column, sides.down, from: x, step: width) }
  }

  private mutating func clear(
    _ ends: FrameSides.Ends, _ thickness: FrameSides.Thickness, from base: Int, step: Int
  ) {
    for n in ends.first.prefix(thickness.first) { ink[base + Int(n) * step] = false }
    for n in ends.last.suffix(thickness.last) { ink[base + Int(n) * step] = false }
  }
}

/// Where the sides of a frame lie in each of its rows and columns, and how thick they mostly are.
struct FrameSides {
  /// The first and the last stretch of ink in a row or column; the same when there is only one.
  struct Ends {
    private(set) var first: Range<Int32> = 0..<0
    private(set) var last: Range<Int32> = 0..<0

    var areTwo: Bool { first.lowerBound != last.lowerBound }

    /// Adds ink after what is there, or right at its end.
    mutating func add(_ start: Int32, _ end: Int32) {
      let isFirst = !areTwo && (first.isEmpty || last.upperBound == start)
      last = (last.upperBound == start && !last.isEmpty ? last.lowerBound : start)..<end
      if isFirst { first = last }
    }
  }

  /// With a little more for uneven edges.
  struct Thickness {
    let first: Int
    let last: Int

    init?(_ all: [Ends]) {
      var (firsts, lasts): ([Int], [Int]) = ([], [])
      for ends in all where ends.areTwo {
        firsts.append(ends.first.count)
        lasts.append(ends.last.count)
      }
      guard firsts.count * 2 > all.count else { return nil }
      first = Self.median(firsts) + 1
      last = Self.median(lasts) + 1
    }

    private static func median(_ lengths: [Int]) -> Int { lengths.sorted()[lengths.count / 2] }
  }

  let rows: [Ends]
  let columns: [Ends]
  let across: Thickness
  let down: Thickness

  /// `nil` for what has not two sides both ways, which is no frame.
  ///
  /// - Parameter runs: the component's own, in the order of their rows.
  init?(_ runs: [Run], of component: Component) {
    var rows = [Ends](repeating: Ends(), count: Int(component.height))
    for run in runs {
      rows[Int(run.y - component.top)].add(run.start - component.left, run.end - component.left)
    }
    guard let across = Thickness(rows) else { return nil }
    var columns = [Ends](repeating: Ends(), count: Int(component.width))
    for run in runs {
      let y = run.y - component.top
      for x in run.start - component.left..<run.end - component.left { columns[Int(x)].add(y, y + 1) }
    }
    guard let down = Thickness(columns) else { return nil }
    (self.rows, self.columns, self.across, self.down) = (rows, columns, across, down)
  }
}
