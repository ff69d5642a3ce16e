import Evidence
import Measuring
import Testing

/// So many marked pages, of which the first ones are missed, and as many pages without a mark.
private func run(
  missed: Int, alarms: Int = 0, of total: Int = 40, cpu: Double = 0.2, wallSeconds: [Double] = [10],
  jobs: Int = 2, names: String = "p"
) -> BenchReport {
  let marked = (0..<total).map { n in
    outcome("\(names)\(n)", .marked, n < missed ? .clear : .marked, kind: n % 2 == 0 ? "a" : "b", cpu: cpu)
  }
  let others = (0..<total).map { n in
    outcome("\(names)x\(n)", .clear, n < alarms ? .marked : .clear, kind: "novel", cpu: cpu)
  }
  return report(marked + others, wallSeconds: wallSeconds, jobs: jobs)
}

private func sign(_ name: String, _ comparison: Comparison) -> Comparison.Sign? {
  comparison.changes.first { $0.name == name }?.sign
}

struct ComparisonTests {
  @Test func theSameRunIsNoRegression() {
    let comparison = Comparison(of: run(missed: 3), with: run(missed: 3))
    #expect(!comparison.isRegression)
    #expect(comparison.lost.isEmpty && comparison.gained.isEmpty && comparison.groups.isEmpty)
    #expect(comparison.summary.hasSuffix("No regression beyond the noise.\n"))
  }

  @Test func sixPhotosLostAreARegressionAndFiveAreNoise() {
    let six = Comparison(of: run(missed: 6), with: run(missed: 0))
    #expect(sign("recall", six) == .worse && six.isRegression)
    #expect(six.lost == ["p0", "p1", "p2", "p3", "p4", "p5"])
    #expect(six.groups.contains { $0.name == "kind a: recall" && $0.now == 0.85 })
    let five = Comparison(of: run(missed: 5), with: run(missed: 0))
    #expect(sign("recall", five) == .same && !five.isRegression)
    #expect(five.lost.count == 5)
  }

  @Test func sixPhotosGainedAreBetter() {
    let comparison = Comparison(of: run(missed: 0), with: run(missed: 6))
    #expect(sign("recall", comparison) == .better && !comparison.isRegression)
    #expect(comparison.gained.count == 6)
  }

  @Test func moreFalseAlarmsAreARegression() {
    let comparison = Comparison(of: run(missed: 0, alarms: 7), with: run(missed: 0))
    #expect(sign("false alarms", comparison) == .worse)
    #expect(comparison.newAlarms.count == 7)
    #expect(sign("false alarms", Comparison(of: run(missed: 0), with: run(missed: 0, alarms: 7))) == .better)
  }

  // Half of forty lost is beyond any interval. Two of forty: -5 %, with an interval from -16.5 % to +4.5 %.
  @Test func anotherSetIsComparedAsTwoSamples() {
    let far = Comparison(of: run(missed: 20, names: "q"), with: run(missed: 0))
    #expect(sign("recall", far) == .worse)
    #expect(far.lost.isEmpty && !far.notes.isEmpty)
    let close = Comparison(of: run(missed: 2, names: "q"), with: run(missed: 0))
    #expect(sign("recall", close) == .same && !close.isRegression)
  }

  @Test func slowerByMoreThanATenthIsARegression() {
    let slower = Comparison(of: run(missed: 0, cpu: 0.25), with: run(missed: 0, cpu: 0.2))
    #expect(sign("CPU seconds a photo, p50", slower) == .worse && slower.isRegression)
    let hardly = Comparison(of: run(missed: 0, cpu: 0.21), with: run(missed: 0, cpu: 0.2))
    #expect(sign("CPU seconds a photo, p50", hardly) == .same && !hardly.isRegression)
    let rate = Comparison(of: run(missed: 0, wallSeconds: [14]), with: run(missed: 0, wallSeconds: [10]))
    #expect(sign("photos a second", rate) == .worse)
    let faster = Comparison(of: run(missed: 0, wallSeconds: [8]), with: run(missed: 0, wallSeconds: [10]))
    #expect(sign("photos a second", faster) == .better)
  }

  @Test func whatRepetitionsDifferByIsNoRegression() {
    let now = run(missed: 0, cpu: 0.25, wallSeconds: [10, 13, 12.5])
    #expect(!Comparison(of: now, with: run(missed: 0, cpu: 0.21, wallSeconds: [10, 11])).isRegression)
  }

  @Test func otherJobsOrMachinesAreShownAndNotJudged() {
    let comparison = Comparison(of: run(missed: 0, cpu: 2, jobs: 1), with: run(missed: 0, cpu: 0.2))
    #expect(!comparison.isRegression)
    #expect(sign("CPU seconds a photo, p50", comparison) == .shown)
    var elsewhere = run(missed: 0, cpu: 2)
    elsewhere.environment.processor = "another"
    #expect(!Comparison(of: elsewhere, with: run(missed: 0)).isRegression)
  }
}
