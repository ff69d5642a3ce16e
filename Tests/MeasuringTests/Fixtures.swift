import Evidence
import Measuring
import Pixels

/// A photo with a verdict, as little as a test needs.
func outcome(
  _ file: String, _ expected: Verdict, _ said: Verdict,
  level: (expected: String?, said: String?) = (nil, nil),
  regime: (expected: String?, said: String?) = (nil, nil), kind: String = "page", capture: String = "hand",
  turn: Label.Turn = Label.Turn(), confidence: Float = 0.9,
  quads: (expected: Quad?, said: Quad?) = (nil, nil), cpu: Double = 0.2, left: Stage = .judge,
  reasons: [Reason] = []
) -> Outcome {
  let label = Label(
    file: file, verdict: expected, level: level.expected, regime: regime.expected, kind: kind,
    capture: capture, turn: turn, quad: quads.expected)
  var judgement = Judgement(
    verdict: said, level: level.said, regime: regime.said, confidence: confidence, reasons: reasons)
  if said == .undecided { judgement.undecided = .tooSmall }
  let finding = Finding(
    path: file, judgement: judgement, quad: quads.said, size: (width: 4000, height: 3000), seconds: cpu)
  let trace = Trace(
    left: left, seconds: [.decode: cpu * 0.2, .look: cpu * 0.3, .read: cpu * 0.5], linesFound: 20,
    linesRead: 4)
  return Outcome(label: label, inspection: Inspection(finding: finding, trace: trace), wallSeconds: cpu * 1.1)
}

func report(
  _ outcomes: [Outcome], wallSeconds: [Double] = [10], rivals: [RivalReport] = [], stages: [StageBench] = [],
  jobs: Int = 2, scaling: [Speed.Scaling] = [], name: String = "set"
) -> BenchReport {
  BenchReport(
    set: LabelledSet(folder: "/photos/\(name)", labels: outcomes.map(\.label)), outcomes: outcomes,
    run: Run(jobs: jobs, wallSeconds: wallSeconds, peakMemory: 300_000_000, scaling: scaling),
    environment: Environment(version: "1.0", models: ["rules": "7", "chi_sim": "4.1.0"]), rivals: rivals,
    stages: stages)
}

func square(_ x: Float, _ y: Float, _ side: Float) -> Quad {
  Quad(
    topLeft: Point(x, y), topRight: Point(x + side, y), bottomRight: Point(x + side, y + side),
    bottomLeft: Point(x, y + side))
}

/// Equal to so many digits after the point.
func near(_ a: Double?, _ b: Double, _ tolerance: Double = 5e-5) -> Bool {
  a.map { abs($0 - b) <= tolerance } ?? false
}
