import Glibc
import Looking
import Pixels
import Testing

/// The same numbers for everybody.
private struct Noise {
  var state: UInt64
  mutating func next() -> UInt8 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 40)
  }
}

/// Flood fill, pixel by pixel: the plain twin of the runs.
private func plainComponents(_ plane: Plane, darkerThan threshold: UInt8) -> [Rectangle: Int] {
  var seen = [Bool](repeating: false, count: plane.samples.count)
  var found: [Rectangle: Int] = [:]
  for y in 0..<plane.height {
    for x in 0..<plane.width where !seen[y * plane.width + x] && plane[x, y] < threshold {
      var box = Rectangle(x: x, y: y, width: 1, height: 1)
      var area = 0
      var stack = [(x, y)]
      seen[y * plane.width + x] = true
      while let (px, py) = stack.popLast() {
        area += 1
        box = box.union(Rectangle(x: px, y: py, width: 1, height: 1))
        for ny in max(0, py - 1)...min(plane.height - 1, py + 1) {
          for nx in max(0, px - 1)...min(plane.width - 1, px + 1) {
            guard !seen[ny * plane.width + nx], plane[nx, ny] < threshold else { continue }
            seen[ny * plane.width + nx] = true
            stack.append((nx, ny))
          }
        }
      }
      found[box, default: 0] += area
    }
  }
  return found
}

@Test(arguments: [40, 90, 128, 200]) func runsAndFloodFillFindTheSameComponents(_ threshold: UInt8) {
  var noise = Noise(state: UInt64(threshold))
  let plane = Plane(width: 61, height: 47, samples: (0..<61 * 47).map { _ in noise.next() })
  var runs: [Rectangle: Int] = [:]
  for one in Components(of: plane, darkerThan: threshold).all {
    let box = Rectangle(x: Int(one.left), y: Int(one.top), width: Int(one.width), height: Int(one.height))
    runs[box, default: 0] += Int(one.area)
  }
  #expect(runs == plainComponents(plane, darkerThan: threshold))
}

@Test func theLocalMeanIsTheMeanOfItsWindow() {
  var noise = Noise(state: 7)
  let plane = Plane(width: 48, height: 40, samples: (0..<48 * 40).map { _ in noise.next() })
  let mean = LocalMean(of: plane, radius: 2)
  #expect(mean.columns == 12)
  #expect(mean.rows == 10)
  for row in 0..<mean.rows {
    for column in 0..<mean.columns {
      var (sum, count) = (0, 0)
      for y in max(0, row - 2)...min(mean.rows - 1, row + 2) {
        for x in max(0, column - 2)...min(mean.columns - 1, column + 2) {
          var block = 0
          for dy in 0..<4 { for dx in 0..<4 { block += Int(plane[x * 4 + dx, y * 4 + dy]) } }
          sum += block / 16
          count += 1
        }
      }
      #expect(Int(mean.values[row * mean.columns + column]) == sum / count)
    }
  }
}

@Test func aPictureSmallerThanABlockHasNoComponentsAndDoesNotTrap() {
  for (width, height) in [(0, 0), (1, 1), (3, 9), (9, 3)] {
    let glance = Glance(of: Image(luma: Plane(width: width, height: height, filledWith: 90)))
    #expect(!glance.mayHoldType)
  }
}

@Test(arguments: [Float(0), 0.03, -0.05]) func typeThatTouchesAFrameIsTakenOffIt(slope: Float) {
  // A frame of thin rules, leaning a little, and a cross that hangs on its left side.
  var plane = Plane(width: 300, height: 240, filledWith: 255)
  func ink(_ x: Int, _ y: Int) { plane[x, y + Int(slope * Float(x))] = 0 }
  for x in 40..<260 {
    for d in 0..<2 {
      ink(x, 30 + d)
      ink(x, 200 + d)
    }
  }
  for y in 30..<202 {
    for d in 0..<2 {
      ink(40 + d, y)
      ink(258 + d, y)
    }
  }
  for n in 0..<16 {
    for d in 0..<3 {
      ink(41 + n, 80 + d)
      ink(48 + d, 73 + n)
    }
  }
  for n in 0..<12 { for d in 0..<3 { ink(120 + n, 80 + d) } }
  var components = Components(of: plane, darkerThan: 128)
  #expect(components.all.count == 2)
  components.splitFrames(of: plane) { $0.width > 100 && $0.height > 100 }
  let glyphs = components.all.filter { (10...17).contains($0.width) && (14...17).contains($0.height) }
  #expect(glyphs.count == 1)
  #expect(glyphs.first.map { $0.left >= 42 && $0.left <= 46 } == true)
}

@Test func whatHasOneSideIsNoFrame() {
  var plane = Plane(width: 200, height: 200, filledWith: 255)
  for n in 20..<180 {
    plane[20, n] = 0
    plane[21, n] = 0
    plane[n, 178] = 0
    plane[n, 179] = 0
  }
  var components = Components(of: plane, darkerThan: 128)
  components.splitFrames(of: plane) { _ in true }
  #expect(components.all.count == 1)
}

/// An upright of 3 pixels and bars of 3 across, each from a row on.
private func drawLetter(in plane: inout Plane, _ columns: Range<Int>, _ rows: Range<Int>, bars: [Int]) {
  for y in rows {
    let isBar = bars.contains { ($0..<$0 + 3).contains(y) }
    for x in columns where isBar || x < columns.lowerBound + 3 { plane[x, y] = 0 }
  }
}

/// Five letters, 9 pixels wide and 20 high, 6 pixels apart, and a slanting stroke of 3 through all of them.
private func struckWord() -> Plane {
  var plane = Plane(width: 140, height: 80, filledWith: 255)
  for letter in 0..<5 {
    drawLetter(in: &plane, 30 + letter * 15..<39 + letter * 15, 30..<50, bars: [30, 47])
  }
  for x in 15..<125 {
    for d in 0..<3 { plane[x, 49 - (x - 15) * 22 / 110 + d] = 0 }
  }
  return plane
}

@Test func aStrokeComesOffTheWord() {
  let plane = struckWord()
  var components = Components(of: plane, darkerThan: 128)
  #expect(components.all.count == 1)
  components.splitStrokes(of: plane)
  let letters = components.all.filter { (8...10).contains($0.width) && (20...24).contains($0.height) }
  #expect(letters.count == 5)
  // The whole word must not be taken for a frame round its own letters.
  #expect(!components.all.contains { $0.width > 60 })
}

@Test func aWordThatRunsDownwardsIsFreedOfItsStrokeToo() {
  let word = struckWord()
  var plane = Plane(width: word.height, height: word.width, filledWith: 255)
  for y in 0..<word.height { for x in 0..<word.width { plane[y, x] = word[x, y] } }
  var components = Components(of: plane, darkerThan: 128)
  components.splitStrokes(of: plane)
  let letters = components.all.filter { (8...10).contains($0.height) && (20...24).contains($0.width) }
  #expect(letters.count == 5)
}

/// Six letters, 12 pixels wide and 24 high, 18 apart, a stroke of 3 through them, and right at its end a frame.
private func struckWordAtAFrame(isStruck: Bool = true) -> Plane {
  var plane = Plane(width: 260, height: 80, filledWith: 255)
  for letter in 0..<6 {
    drawLetter(in: &plane, 20 + letter * 18..<32 + letter * 18, 28..<52, bars: [28, 38])
  }
  for x in 130..<230 { (plane[x, 20], plane[x, 58]) = (0, 0) }
  for y in 20..<59 { (plane[130, y], plane[229, y]) = (0, 0) }
  if isStruck { for x in 10..<131 { for d in 0..<3 { plane[x, 44 + d - x / 40] = 0 } } }
  return plane
}

@Test func aStruckWordComesOffTheFrameBesideIt() {
  let plane = struckWordAtAFrame()
  var components = Components(of: plane, darkerThan: 128)
  #expect(components.all.count == 1)
  components.splitCrossings(of: plane)
  let letters = components.all.filter { (11...13).contains($0.width) && (23...26).contains($0.height) }
  #expect(letters.count == 6)
  let plain = struckWordAtAFrame(isStruck: false)
  var apart = Components(of: plain, darkerThan: 128)
  let before = apart.all
  apart.splitCrossings(of: plain)
  #expect(apart.all == before)
}

@Test func aCurveIsNoStroke() {
  var plane = Plane(width: 140, height: 80, filledWith: 255)
  for x in 15..<125 {
    let bend = (x - 70) * (x - 70) / 80
    for d in 0..<3 { plane[x, 20 + bend + d] = 0 }
    if x % 12 < 4 { for y in 20 + bend..<min(80, 40 + bend) { plane[x, y] = 0 } }
  }
  var components = Components(of: plane, darkerThan: 128)
  let before = components.all
  components.splitStrokes(of: plane)
  #expect(components.all == before)
}

@Test(arguments: [3, 8, 61, 64, 200], [false, true])
func runsFoundEightAtATimeAreThoseFoundOneByOne(width: Int, isLight: Bool) {
  var state: UInt64 = UInt64(width)
  let samples = (0..<width * 23).map { n -> UInt8 in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    // Stretches of ink of all lengths, some of them over a row's end.
    return n / 5 % 3 == 0 || state >> 60 == 0 ? UInt8(state >> 56) : 200
  }
  let plane = Plane(width: width, height: 23, samples: samples)
  let finder = RunFinder(
    plane, against: LocalMean(of: plane, radius: 4), polarity: isLight ? .lightOnDark : .darkOnLight,
    contrast: 0.12)
  let runs = finder.runs()
  #expect(runs == finder.plainRuns())
  #expect(runs.isEmpty == (width < LocalMean.block))
}

@Test(arguments: [-25, -13, 0, 8, 30]) func aBordersTurnIsThatOfItsSides(_ degrees: Int) throws {
  let angle = Float(degrees) * .pi / 180
  var plane = Plane(width: 400, height: 400, filledWith: 255)
  for y in 0..<400 {
    for x in 0..<400 {
      let (dx, dy) = (Float(x) - 200, Float(y) - 200)
      let (u, v) = (dx * cosf(angle) + dy * sinf(angle), dy * cosf(angle) - dx * sinf(angle))
      let isInside = abs(u) < 100 && abs(v) < 40
      if isInside, abs(u) > 95 || abs(v) > 35 { plane[x, y] = 0 }
    }
  }
  let components = Components(of: plane, darkerThan: 128)
  #expect(components.all.count == 1)
  let quad = try #require(components.rectangles(round: [0], near: 0).first)
  #expect(abs(quad.width - 200) < 8)
  #expect(abs(quad.height - 80) < 8)
  let along = quad.topRight - quad.topLeft
  #expect(abs(atan2f(along.y, along.x) - angle) < 0.04)
}
