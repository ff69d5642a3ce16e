import Foundation
import Testing

/// A folder with a few drawn photos in `set`.
private func drawnSet() throws -> Workplace {
  let place = try Workplace()
  let made = try Program.run(
    "samples", "make", place.path + "/set", "--count", "4", "--seed", "11", "--kinds",
    "gw2012,official,notice,scene", "--captures", "easy", "--part", "tuning")
  #expect(made.status == 0, "\(made.errors)")
  return place
}

private struct Report: Decodable {
  struct Photo: Decodable {
    var file: String
    var expected: String
    var verdict: String
    var wallSeconds: Double
  }
  struct Rival: Decodable {
    struct Share: Decodable {
      var count: Int
      var of: Int
    }
    var name: String
    var recall: Share
    var falseAlarms: Share
  }
  struct Stage: Decodable {
    var stage: String
    var photos: Int
  }
  struct Speed: Decodable {
    struct Scaling: Decodable { var jobs: Int }
    var runs: [Double]
    var scaling: [Scaling]
    var peakMemory: Int?
  }
  var photos: [Photo]
  var rivals: [Rival]
  var stages: [Stage]
  var speed: Speed
}

private func report(_ path: String) throws -> Report {
  try JSONDecoder().decode(Report.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
}

@Test func benchTellsOfEveryPhotoAndOfWhatElseWasAskedFor() throws {
  let place = try drawnSet()
  let outcome = try Program.shell(
    #"""
    printf '#!/bin/sh\necho "机密★10年"\n' > says-secret
    chmod +x says-secret
    "$vermilion" bench set --json now.json --html now.html --repeat 2 --scaling 1,2 --jobs 2 \
      --stage decode --stage match --against ./says-secret
    """#, in: place)
  #expect(outcome.status == 0, "\(outcome.errors)")
  #expect(outcome.output.hasPrefix("set: 4 photos, 2 at once\n"))
  let report = try report(place.path + "/now.json")
  #expect(report.photos.count == 4)
  #expect(report.photos.allSatisfy { $0.wallSeconds > 0 })
  #expect(report.speed.runs.count == 2)
  #expect(report.speed.scaling.map(\.jobs) == [1, 2])
  #expect((report.speed.peakMemory ?? 0) > 10_000_000)
  #expect(report.stages.map(\.stage) == ["decode", "match"])
  #expect(report.stages[0].photos == 4)
  // The other program says the same of all, so it is right about marked pages and wrong about the rest.
  let rival = try #require(report.rivals.first)
  let marked = report.photos.count { $0.expected == "marked" }
  #expect(rival.recall.count == marked && rival.recall.of == marked)
  #expect(rival.falseAlarms.count == 4 - marked)
  let page = try String(contentsOfFile: place.path + "/now.html", encoding: .utf8)
  #expect(page.hasPrefix("<!DOCTYPE html>"))
  #expect(!page.contains("src=\"http"))
}

@Test func aRunAgainstABetterBaselineIsStatusOne() throws {
  let place = try drawnSet()
  let outcome = try Program.shell(
    #"""
    "$vermilion" bench set --quiet --jobs 1 --json same.json > /dev/null
    # As if an earlier program had taken no time.
    sed -E 's/"(p50|p95|mean)" : [0-9.e-]+/"\1" : 0.000001/' same.json > fast.json
    "$vermilion" bench set --quiet --jobs 1 --baseline fast.json > said
    echo "status $?"
    tail -n 1 said
    """#, in: place)
  #expect(outcome.lines == ["status 1", "A regression beyond the noise."])
}

@Test func onlyNarrowsTheSetAndSaysWhenNothingIsLeft() throws {
  let place = try drawnSet()
  let some = try Program.run("bench", place.path + "/set", "--only", "kind=scene,notice", "--jobs", "1")
  #expect(some.status == 0)
  #expect(some.output.hasPrefix("set: 2 photos, 1 at once\n"))
  let none = try Program.run("bench", place.path + "/set", "--only", "scene", "--only", "part=measuring")
  #expect(none.status == 2)
  #expect(none.errors == "vermilion: --only leaves none of the photos\n")
  let wrong = try Program.run("bench", place.path + "/set", "--only", "colour=red")
  #expect(wrong.status == 2)
  #expect(wrong.errors.contains("'colour' is none of kind, capture, regime, verdict, part"))
}

@Test func whatBenchCannotUseIsStatusTwo() throws {
  let place = try Workplace()
  let without = try Program.run("bench", place.path)
  #expect(without.status == 2)
  #expect(without.errors.contains("labels.tsv: unreadable: no such file"))
  #expect(try Program.run("bench", place.path, "--stage", "judge").status == 2)
  #expect(try Program.run("bench", place.path, "--scaling", "0").status == 2)
  #expect(try Program.run("bench", place.path, "--against", "'open").status == 2)
  try Data("{}".utf8).write(to: URL(fileURLWithPath: place.path + "/old.json"))
  try Data("file\tverdict\na.jpg\tclear\n".utf8).write(to: URL(fileURLWithPath: place.path + "/labels.tsv"))
  let old = try Program.run("bench", place.path, "--baseline", place.path + "/old.json")
  #expect(old.status == 2)
  #expect(old.errors.contains("not a report of this benchmark: no \"schema\""))
}

@Test(.timeLimit(.minutes(5))) func ctrlCEndsABenchWithItsStatusAndWithoutAReport() throws {
  let outcome = try Program.shell(
    #"""
    mkdir set
    printf 'file\tverdict\n' > set/labels.tsv
    for n in {1..400}; do
      printf '\xff\xd8\xff\xe0'"$n" > "set/$n.jpg"
      printf '%s.jpg\tclear\n' "$n" >> set/labels.tsv
    done
    printf '#!/bin/sh\nsleep 0.2\n' > slow
    chmod +x slow
    "$vermilion" bench set --json report.json --against ./slow &
    pid=$!
    sleep 2
    kill -INT $pid
    wait $pid
    echo "status $?"
    ls report.json 2>/dev/null
    """#, in: Workplace())
  #expect(outcome.lines == ["status 130"])
}
