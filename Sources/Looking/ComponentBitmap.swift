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
    for run in runs {
      let row = (Int(run.y) - top) * width - left
      for x in Int(run.start)..<Int(run.end) { ink[row + x] = true }
    }
  }

  /// What is left, in the picture's coordinates.
  var runs: [Run] {
    var runs: [Run] = []
    for y in 0..<height {
      var start: Int?
      for x in 0...width {
        let isInk = x < width && ink[y * width + x]
        if isInk, start == nil { start = x }
        guard !isInk, let first = start else { continue }
        runs.append(
          Run(y: Int32(top + y), start: Int32(left + first), end: Int32(left + x), component: 0))
        start = nil
      }
    }
    return runs
  }
}
