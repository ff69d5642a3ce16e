import Pixels

/// The pixels of one component, for taking parts of it away.
struct ComponentBitmap {
  private var left: Int
  private var top: Int
  private(set) var width: Int
  private(set) var height: Int
  /// `height × width`, row by row.
  var ink: [Bool]

  init(_ runs: [Run], of component: Component) {
    left = Int(component.left)
    top = Int(component.top)
    width = Int(component.width)
    height = Int(component.height)
    ink = [Bool](repeating: false, count: width * height)
    unsafe ink.withUnsafeMutableBufferPointer { ink in
      for run in runs {
        let row = (Int(run.y) - top) * width - left
        let stretch = row + Int(run.start)..<row + Int(run.end)
        unsafe ink[stretch].update(repeating: true)
      }
    }
  }

  /// Black on white.
  var plane: Plane {
    var plane = Plane(width: width, height: height, filledWith: 255)
    for n in ink.indices where ink[n] { plane.samples[n] = 0 }
    return plane
  }

  mutating func keep(where isKept: (Int, Int) -> Bool) {
    for n in ink.indices where ink[n] { ink[n] = isKept(n % width, n / width) }
  }

  /// Swaps rows and columns, for what runs downwards.
  mutating func transpose() {
    var turned = [Bool](repeating: false, count: ink.count)
    for n in ink.indices where ink[n] { turned[n % width * height + n / width] = true }
    ink = turned
    swap(&left, &top)
    swap(&width, &height)
  }

  /// What is left, in the picture's coordinates.
  var runs: [Run] {
    var runs: [Run] = []
    unsafe ink.withUnsafeBufferPointer { ink in
      for y in 0..<height {
        let row = y * width
        runs.appendRow(top + y, from: left, of: width) { unsafe ink[row + $0] }
      }
    }
    return runs
  }
}
