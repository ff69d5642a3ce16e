import Measuring
import Pixels
import Testing

struct ProportionTests {
  // By hand, with z² = 3.8415: 8 of 10 has its centre at (0.8 + 0.19207) / 1.38415 = 0.71674 and reaches
  // 1.95996 / 1.38415 × √(0.016 + 0.0096037) = 0.22657 to both sides.
  @Test func wilsonIntervalOfEightInTen() {
    let interval = Proportion(8, of: 10).interval
    #expect(near(interval.lowerBound, 0.4902))
    #expect(near(interval.upperBound, 0.9433))
  }

  // None of ten: from 0 to z² / (n + z²) = 3.8415 / 13.8415.
  @Test func wilsonIntervalAtTheEndsDoesNotCollapse() {
    let none = Proportion(0, of: 10).interval
    #expect(none.lowerBound == 0)
    #expect(near(none.upperBound, 0.2775))
    let all = Proportion(10, of: 10).interval
    #expect(near(all.lowerBound, 0.7225))
    #expect(all.upperBound == 1)
  }

  @Test func ofNothingThereIsNoShareAndNothingIsKnown() {
    let nothing = Proportion(0, of: 0)
    #expect(nothing.value == nil)
    #expect(nothing.interval == 0...1)
  }

  // The worked example of Newcombe's paper, comparison (a): 56 of 70 less 48 of 80 is 0.2, method 10 gives
  // 0.0524 to 0.3339.
  @Test func newcombeIntervalOfThePublishedExample() throws {
    let difference = try #require(Difference(from: Proportion(48, of: 80), to: Proportion(56, of: 70)))
    #expect(near(difference.value, 0.2))
    #expect(near(difference.interval.lowerBound, 0.0524))
    #expect(near(difference.interval.upperBound, 0.3339))
    #expect(difference.isBeyondNoise)
  }

  @Test func aSmallDifferenceOfSmallSamplesIsNoise() throws {
    let difference = try #require(Difference(from: Proportion(19, of: 20), to: Proportion(17, of: 20)))
    #expect(!difference.isBeyondNoise)
    #expect(Difference(from: Proportion(0, of: 0), to: Proportion(1, of: 2)) == nil)
  }

  // Six tosses that all fall one way: 2 / 64. Five: 2 / 32. One in seven: 2 × (1 + 7) / 128.
  @Test func mcNemarCountsTosses() {
    #expect(near(PairedChange(lost: 6, gained: 0).chance, 0.03125, 1e-9))
    #expect(PairedChange(lost: 6, gained: 0).isBeyondNoise)
    #expect(near(PairedChange(lost: 0, gained: 5).chance, 0.0625, 1e-9))
    #expect(!PairedChange(lost: 0, gained: 5).isBeyondNoise)
    #expect(near(PairedChange(lost: 1, gained: 6).chance, 0.125, 1e-9))
    #expect(PairedChange(lost: 0, gained: 0).chance == 1)
    #expect(PairedChange(lost: 3, gained: 3).chance == 1)
  }

  @Test func mcNemarHoldsForThousands() {
    let chance = PairedChange(lost: 2000, gained: 1000).chance
    #expect(chance >= 0 && chance < 1e-50)
    #expect(near(PairedChange(lost: 1000, gained: 1000).chance, 1, 1e-9))
  }
}

struct SpreadTests {
  // Of 1, 2, 3, 4 the middle lies half way from 2 to 3, and 95 % lies at 0.95 × 3 = 2.85: 3 + 0.85.
  @Test func percentilesLieBetweenTheirNeighbours() throws {
    let spread = try #require(Spread([4, 1, 3, 2]))
    #expect(near(spread.p50, 2.5))
    #expect(near(spread.p95, 3.85))
    #expect(spread.max == 4)
    #expect(near(spread.mean, 2.5))
    #expect(spread.count == 4)
  }

  @Test func oneValueIsAllOfItsPercentiles() throws {
    let spread = try #require(Spread([7]))
    #expect([spread.p50, spread.p95, spread.max, spread.mean] == [7, 7, 7, 7])
    #expect(Spread([]) == nil)
    #expect(Spread([.nan, .infinity]) == nil)
  }

  @Test func repetitionsLieApartByTheirRangeOverTheirMedian() {
    #expect(near(relativeSpread([10, 12, 9]), 0.3))
    #expect(relativeSpread([10]) == 0)
    #expect(relativeSpread([]) == 0)
  }
}

struct CurveTests {
  // Five findings, falling confidence: right, right, wrong, right, wrong; five marked pages in all.
  // Precision 1/1, 2/2, 2/3, 3/4, 3/5 at recall 1/5, 2/5, 2/5, 3/5, 3/5.
  // Average precision = (1 + 1 + 3/4) / 5 = 0.55.
  @Test func fiveFindingsGiveFiveSteps() {
    let curve = PrecisionRecallCurve(
      findings: [(0.5, false), (0.9, true), (0.8, true), (0.7, false), (0.6, true)], relevant: 5)
    #expect(curve.steps.map(\.confidence) == [0.9, 0.8, 0.7, 0.6, 0.5])
    #expect(curve.steps.map(\.recall) == [0.2, 0.4, 0.4, 0.6, 0.6])
    let precision: [Double] = [1, 1, 2.0 / 3, 0.75, 0.6]
    #expect(zip(curve.steps, precision).allSatisfy { near($0.precision, $1, 1e-12) })
    #expect(near(curve.averagePrecision, 0.55, 1e-12))
  }

  // Both at once: 1 of 2 right, so neither order may be preferred. AP = 1/2 × 1/1.
  @Test func findingsOfEqualConfidenceAreOneStep() {
    let curve = PrecisionRecallCurve(findings: [(0.9, true), (0.9, false)], relevant: 1)
    #expect(curve.steps.count == 1)
    #expect(curve.averagePrecision == 0.5)
  }

  @Test func withoutMarkedPagesThereIsNoCurve() {
    #expect(PrecisionRecallCurve(findings: [(0.9, false)], relevant: 0).steps.isEmpty)
    #expect(PrecisionRecallCurve(findings: [], relevant: 3).averagePrecision == 0)
  }

  // In 0.9…1: 0.95, 0.95, 0.95, 0.95, 3 of 4 right: |3 − 3.8| = 0.8. In 0.6…0.7: 0.65, right: 0.35.
  // Together (0.8 + 0.35) / 5 = 0.23.
  @Test func calibrationErrorOfTwoBins() throws {
    let calibration = Calibration([
      (0.95, true), (0.95, true), (0.95, true), (0.95, false), (0.65, true),
    ])
    #expect(near(calibration.expectedError, 0.23, 1e-9))
    #expect(calibration.bins.map(\.right) == [Proportion(1, of: 1), Proportion(3, of: 4)])
    #expect(near(calibration.bins[1].confidence, 0.95, 1e-9))
    #expect(calibration.bins[0].low == 0.6)
  }

  @Test func confidencesAtAndBeyondTheEndsHaveABin() {
    let calibration = Calibration([(1, true), (0, false), (1.5, true), (-1, false), (.nan, false)])
    #expect(calibration.bins.map(\.right.of) == [3, 2])
    #expect(calibration.expectedError == 0)
    #expect(Calibration([]).expectedError == nil)
  }
}

struct OverlapTests {
  // Two squares of 10, one moved by 5: 50 shared of 150.
  @Test func halfMovedSquaresShareAThird() {
    #expect(near(overlap(square(0, 0, 10), square(5, 0, 10)), 1.0 / 3, 1e-9))
    #expect(near(overlap(square(0, 0, 10), square(5, 5, 10)), 25.0 / 175, 1e-9))
  }

  @Test func sameApartAndInside() {
    #expect(overlap(square(3, 3, 10), square(3, 3, 10)) == 1)
    #expect(overlap(square(0, 0, 10), square(20, 0, 10)) == 0)
    #expect(near(overlap(square(0, 0, 10), square(2, 2, 5)), 0.25, 1e-9))
  }

  @Test func theOrderOfCornersDoesNotCount() {
    let quad = square(0, 0, 10)
    let mirrored = quad.map { Point(10 - $0.x, $0.y) }
    #expect(near(overlap(quad, mirrored), 1, 1e-9))
    #expect(mirrored.holds(Point(2, 2)))
    #expect(!mirrored.holds(Point(-2, 2)))
  }

  // A diamond in a square of side 10 has half of its area.
  @Test func slantedQuads() {
    let diamond = Quad(
      topLeft: Point(5, 0), topRight: Point(10, 5), bottomRight: Point(5, 10),
      bottomLeft: Point(0, 5))
    #expect(near(overlap(diamond, square(0, 0, 10)), 0.5, 1e-9))
    #expect(!diamond.holds(Point(1, 1)))
  }

  @Test func aQuadWithoutAreaOverlapsNothing() {
    #expect(overlap(square(5, 5, 0), square(0, 0, 10)) == 0)
    #expect(!square(5, 5, 0).holds(Point(5, 5)))
  }
}
