import Pixels

/// A stretch of ink in one row: columns `start ..< end`.
package struct Run: Equatable {
  var y: Int32
  var start: Int32
  var end: Int32
  /// The component it belongs to.
  var component: Int32
}

extension [Run] {
  /// Adds the stretches of ink of one row, from left to right.
  ///
  /// - Parameters:
  ///   - left: the column of the first of its pixels.
  ///   - isInk: asked of each pixel, from 0 to below `width`.
  @inline(__always)
  mutating func appendRow(_ y: Int, from left: Int = 0, of width: Int, isInk: (Int) -> Bool) {
    var x = 0
    while x < width {
      guard isInk(x) else {
        x += 1
        continue
      }
      let start = x
      while x < width, isInk(x) { x += 1 }
      append(Run(y: Int32(y), start: Int32(left + start), end: Int32(left + x), component: 0))
    }
  }
}

/// Ink that hangs together (8-connected).
package struct Component: Equatable {
  package var left: Int32
  package var top: Int32
  /// One past the last column and row.
  package var right: Int32
  package var bottom: Int32
  /// Pixels of ink.
  package var area: Int32
  /// Stretches of ink in its rows: about one a row for a rule, several for type.
  package var runCount: Int32 = 0
  /// The sum of their brightness.
  var luma: Int32 = 0

  package var width: Int32 { right - left }
  package var height: Int32 { bottom - top }
  var longSide: Int32 { max(width, height) }
  var shortSide: Int32 { min(width, height) }
}

/// Which side of the local mean counts as ink.
package enum Polarity: Sendable {
  case darkOnLight, lightOnDark
}

/// The connected components of a picture's ink, made from runs in one pass.
package struct Components {
  var runs: [Run] = []
  package internal(set) var all: [Component] = []

  /// - Parameter contrast: how far ink lies from the local mean, as a part of it.
  init(of plane: Plane, against mean: LocalMean, polarity: Polarity, contrast: Float) {
    runs = RunFinder(plane, against: mean, polarity: polarity, contrast: contrast).runs()
    connect()
    sumBrightness(of: plane)
  }

  /// The components of everything darker than a fixed threshold.
  package init(of plane: Plane, darkerThan threshold: UInt8) {
    for y in 0..<plane.height {
      runs.appendRow(y, of: plane.width) { plane[$0, y] < threshold }
    }
    connect()
    sumBrightness(of: plane)
  }

  /// The components of runs that are known, in the order of their rows.
  init(_ runs: [Run], of plane: Plane) {
    self.runs = runs
    connect()
    sumBrightness(of: plane)
  }

  /// The runs of some components, in the order of these, each from the top.
  func runs(of numbers: [Int]) -> [[Run]] {
    var places = [Int](repeating: -1, count: all.count)
    for (place, number) in numbers.enumerated() { places[number] = place }
    var found = [[Run]](repeating: [], count: numbers.count)
    for run in runs where places[Int(run.component)] >= 0 { found[places[Int(run.component)]].append(run) }
    return found
  }

  private mutating func sumBrightness(of plane: Plane) {
    let width = plane.width
    unsafe plane.samples.withUnsafeBufferPointer { pixels in
      for run in runs {
        let base = Int(run.y) * width
        var sum: Int32 = 0
        for x in Int(run.start)..<Int(run.end) { unsafe sum &+= Int32(pixels[base + x]) }
        all[Int(run.component)].luma &+= sum
      }
    }
  }

  /// Joins runs that touch in neighbouring rows, corners included.
  private mutating func connect() {
    var parent = [Int32](repeating: 0, count: runs.count)
    for i in parent.indices { parent[i] = Int32(i) }
    func root(_ i: Int32) -> Int32 {
      var i = i
      while parent[Int(i)] != i {
        parent[Int(i)] = parent[Int(parent[Int(i)])]
        i = parent[Int(i)]
      }
      return i
    }
    var above = 0  // first run of the row above
    var row = 0  // first run of this row
    var index = 0
    while index < runs.count {
      let y = runs[index].y
      if runs[row].y != y {
        above = runs[row].y == y - 1 ? row : index
        row = index
      }
      var candidate = above
      while index < runs.count, runs[index].y == y {
        while candidate < row, runs[candidate].end < runs[index].start { candidate += 1 }
        var other = candidate
        while other < row, runs[other].start <= runs[index].end {
          let (a, b) = (root(Int32(other)), root(Int32(index)))
          if a != b { parent[Int(max(a, b))] = min(a, b) }
          other += 1
        }
        index += 1
      }
    }
    var numbers = [Int32](repeating: -1, count: runs.count)
    for i in runs.indices {
      let r = Int(root(Int32(i)))
      let run = runs[i]
      if numbers[r] < 0 {
        numbers[r] = Int32(all.count)
        all.append(
          Component(left: run.start, top: run.y, right: run.end, bottom: run.y + 1, area: 0))
      }
      let n = Int(numbers[r])
      runs[i].component = numbers[r]
      all[n].left = min(all[n].left, run.start)
      all[n].right = max(all[n].right, run.end)
      all[n].bottom = run.y + 1
      all[n].area += run.end - run.start
      all[n].runCount += 1
    }
  }
}
