/// The pixels of one component, for taking parts of it away.
struct ComponentBitmap {
  private let left: Int
  private let top: Int
  let width: Int
  let height: Int
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
