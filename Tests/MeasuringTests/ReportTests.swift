import Evidence
import Foundation
import Measuring
import Pixels
import Testing

/// Ten photos: 4 marked (2 found right, 1 at another level, 1 missed), 2 official (1 called that), 3 clear
/// (1 false alarm, 1 undecided), and one whose label is undecided.
private let ten: [Outcome] = [
  outcome(
    "a", .marked, .marked, level: ("机密", "机密"), regime: ("cn", "cn"), kind: "gw", confidence: 0.95,
    quads: (square(0, 0, 10), square(5, 0, 10))),
  outcome("b", .marked, .marked, level: (nil, "SECRET"), regime: ("us", "us"), kind: "us", confidence: 0.9),
  outcome("c", .marked, .marked, level: ("绝密", "秘密"), regime: ("cn", "cn"), kind: "gw", confidence: 0.6),
  outcome("d", .marked, .undecided, level: ("秘密", nil), regime: ("cn", nil), kind: "gw", capture: "far"),
  outcome("e", .official, .official, kind: "red"),
  outcome("f", .official, .clear, kind: "red", left: .look),
  outcome("g", .clear, .marked, level: (nil, "绝密"), kind: "novel", confidence: 0.7),
  outcome("h", .clear, .clear, kind: "photo", cpu: 0.02, left: .look),
  outcome("i", .clear, .undecided, kind: "photo", left: .decode),
  outcome("j", .undecided, .marked, kind: "blurred"),
]

struct AccuracyTests {
  @Test func theSharesOfTenPhotos() {
    let all = report(ten).accuracy.overall
    #expect(all.photos == 10)
    #expect(all.recall == Proportion(3, of: 4))
    #expect(all.recallWithLevel == Proportion(2, of: 4))
    #expect(all.level == Proportion(1, of: 2))
    #expect(all.regime == Proportion(3, of: 3))
    #expect(all.precision == Proportion(3, of: 4))
    #expect(all.official == Proportion(1, of: 2))
    #expect(all.falseAlarms == Proportion(1, of: 5))
    #expect(all.undecided == Proportion(2, of: 10))
  }

  @Test func everyPhotoHasItsStanding() {
    let standings: [Standing] = [
      .found, .found, .wrongLevel, .missed, .right, .missedOfficial, .falseAlarm, .right, .undecided,
      .unknown,
    ]
    #expect(report(ten).photos.map(\.standing) == standings)
    #expect(report([outcome("k", .clear, .official)]).photos.map(\.standing) == [.wronglyOfficial])
  }

  @Test func groupsAddUpToTheWhole() throws {
    let accuracy = report(ten).accuracy
    for groups in [accuracy.byKind, accuracy.byCapture, accuracy.byRegime, accuracy.byTurn] {
      #expect(groups.reduce(0) { $0 + $1.tally.photos } == 10)
      #expect(groups.reduce(0) { $0 + $1.tally.recall.count } == 3)
    }
    #expect(accuracy.byKind.map(\.name) == ["blurred", "gw", "novel", "photo", "red", "us"])
    let far = try #require(accuracy.byCapture.first { $0.name == "far" })
    #expect(far.tally.recall == Proportion(0, of: 1))
    #expect(accuracy.byPart.isEmpty)
    #expect(accuracy.falseAlarmKinds.map(\.name) == ["novel"])
    #expect(accuracy.undecidedReasons.map(\.name) == ["too small"])
    #expect(accuracy.undecidedReasons.map(\.photos) == [2])
  }

  // By confidence: a right, b right, g wrong, c right: (1 + 1 + 3/4) / 4.
  @Test func theCurveIsOverFindings() {
    let accuracy = report(ten).accuracy
    #expect(accuracy.curve.steps.count == 4)
    #expect(near(accuracy.curve.averagePrecision, 2.75 / 4, 1e-9))
    #expect(accuracy.calibration.bins.reduce(0) { $0 + $1.right.of } == 4)
  }

  @Test func thePlaceIsMeasuredWhereBothAreKnown() throws {
    let place = try #require(report(ten).accuracy.place)
    #expect(place.photos == 1)
    #expect(near(place.meanOverlap, 1.0 / 3, 1e-6))
    #expect(place.centreHits == Proportion(1, of: 1))
  }

  @Test func aPhotoThatNeverCameBackIsUndecided() {
    let lost = Outcome(label: Label(file: "x", verdict: .marked), inspection: nil, wallSeconds: .nan)
    let photo = PhotoResult(lost)
    #expect(photo.standing == .missed && photo.undecided == .crashed && photo.wallSeconds == 0)
  }

  @Test func nothingAtAllIsAReportToo() throws {
    let empty = report([], wallSeconds: [])
    #expect(empty.accuracy.overall.recall.value == nil)
    #expect(empty.speed.photosPerSecond == 0 && empty.speed.cpu == nil)
    #expect(try BenchReport(json: empty.json()) == empty)
    #expect(BenchPage(empty).html.hasSuffix("</html>\n"))
    #expect(empty.summary.contains("0 photos"))
  }
}

struct SpeedTests {
  @Test func rateStagesAndLeaving() throws {
    let speed = report(ten, wallSeconds: [5, 4, 6]).speed
    #expect(speed.photosPerSecond == 2)
    #expect(near(speed.megapixelsPerSecond, 24, 1e-9))
    #expect(speed.cpu?.max == 0.2 && near(speed.cpu?.mean, 0.182, 1e-9))
    #expect(speed.stages.map(\.stage) == [.decode, .look, .read])
    #expect(near(speed.stages[2].seconds.p50, 0.1, 1e-9))
    let look = try #require(speed.leaving.first { $0.stage == .look })
    #expect(look.photos == 2 && look.marked == 0)
    #expect(speed.leaving.first { $0.stage == .judge }?.marked == 4)
    #expect(speed.linesFound?.mean == 20 && speed.linesRead?.p50 == 4)
  }

  @Test func copiesCountInTheRateOnly() {
    var copy = outcome("copy", .clear, .clear, cpu: 0)
    copy.inspection.finding.copyOf = "a"
    let speed = report([outcome("a", .clear, .clear, cpu: 0.2), copy], wallSeconds: [1]).speed
    #expect(speed.photosPerSecond == 2)
    #expect(speed.cpu?.count == 1 && speed.cpu?.p50 == 0.2)
    #expect(speed.leaving.reduce(0) { $0 + $1.photos } == 1)
  }

  @Test func peakMemoryIsReadFromTheStatusOfAProcess() throws {
    #expect(peakMemory(inStatus: "Name:\tx\nVmPeak:\t  900 kB\nVmHWM:\t     123 kB\n") == 123 * 1024)
    #expect(peakMemory(inStatus: "VmHWM:\t123\n") == nil)
    #expect(peakMemory(inStatus: "VmHWM:\t99999999999999999 kB\n") == nil)
    #expect(peakMemory(inStatus: "") == nil)
    #expect(try #require(peakMemory()) > 1_000_000)
    #expect(peakMemory(ofProcess: "none") == nil)
  }
}

struct JSONTests {
  @Test func aReportComesBackAsItWent() throws {
    let rival = RivalReport(name: "other", arguments: ["other", "{}"], results: [])
    let whole = report(ten, rivals: [rival], scaling: [Speed.Scaling(jobs: 1, wallSeconds: 9)])
    let json = try whole.json()
    #expect(try BenchReport(json: json) == whole)
    #expect(try BenchReport(json: json).json() == json)
  }

  @Test func keysAreInOrderAndSharesCarryTheirIntervals() throws {
    let text = String(decoding: try report(ten).json(), as: UTF8.self)
    let keys = ["\"accuracy\"", "\"environment\"", "\"photos\"", "\"rivals\"", "\"schema\" : 1", "\"speed\""]
    let places = try keys.map { try #require(text.range(of: "\n  " + $0)).lowerBound }
    #expect(places == places.sorted())
    #expect(text.contains("\"low\""))
  }

  @Test func whatIsNoReportIsRefusedInWords() throws {
    func refusal(_ text: String) -> String? {
      do throws(BenchReport.Failure) {
        _ = try BenchReport(json: Array(text.utf8))
        return nil
      } catch {
        return error.description
      }
    }
    #expect(refusal("[]")?.contains("no \"schema\"") == true)
    #expect(refusal("{\"schema\": 99}")?.contains("schema 99") == true)
    #expect(refusal("{\"schema\": 1}")?.contains("not a report") == true)
    let text = String(decoding: try report(ten).json(), as: UTF8.self)
    let impossible = text.replacingOccurrences(of: "\"count\" : 3,", with: "\"count\" : 30000,")
    #expect(impossible != text)
    #expect(refusal(impossible)?.contains("30000") == true)
  }
}
