import Drawing
import Evidence
import Foundation
import Pixels
import Testing

@Suite struct SampleSetTests {
  @Test(arguments: Capture.ofPages)
  func everyCaptureKeepsTheMarkLegible(_ name: String) throws {
    let kind = try #require(PageKind.named("gw2012"))
    let photographer = Photographer(
      capture: Capture(name: name), seed: 11, part: .measuring, backdrops: Backdrops())
    let shot = photographer.shoot(width: 210, height: 297, medium: .paper) { scale, neighbour in
      drawPage(kind: kind, seed: 11 + UInt64(neighbour), part: .measuring, scale: scale)
    }
    let quad = try #require(shot.quad)
    #expect(Double(quad.height) >= Photographer.legible.chinese)
    // The mark is darker than the paper round it.
    let luma = shot.raster.luma
    func mean(_ quad: Quad) -> Double {
      var (sum, count) = (0.0, 0.0)
      for i in 0..<60 {
        for j in 0..<20 {
          let (u, v) = ((Float(i) + 0.5) / 60, (Float(j) + 0.5) / 20)
          let top = quad.topLeft + (quad.topRight - quad.topLeft) * u
          let bottom = quad.bottomLeft + (quad.bottomRight - quad.bottomLeft) * u
          let spot = top + (bottom - top) * v
          let (x, y) = (Int(spot.x), Int(spot.y))
          guard x >= 0, y >= 0, x < luma.width, y < luma.height else { continue }
          sum += Double(luma[x, y])
          count += 1
        }
      }
      return sum / max(1, count)
    }
    let left = quad.map { $0 - (quad.topRight - quad.topLeft) * (quad.height * 0.9 / quad.width) }
    let strip = Quad(
      topLeft: left.topLeft, topRight: quad.topLeft + (left.topLeft - quad.topLeft) * 0.2,
      bottomRight: quad.bottomLeft + (left.bottomLeft - quad.bottomLeft) * 0.2, bottomLeft: left.bottomLeft)
    #expect(mean(quad) < mean(strip) - 8)
  }

  @Test func aTurnMovesTheCornersWithThePicture() throws {
    let page = drawPage(kind: "stamp", seed: 3, scale: 5)
    let upright = photograph(page, capture: Capture(name: "scan"), seed: 8)
    let turned = photograph(page, capture: Capture(name: "scan", quarters: 1, isTagged: true), seed: 8)
    #expect(turned.raster == upright.raster.turned(quarters: 1))
    #expect(turned.orientation == .left && upright.orientation == nil)
    let (a, b) = (try #require(upright.quad).topLeft, try #require(turned.quad).topLeft)
    #expect(abs(b.x - (Float(upright.raster.height) - a.y)) < 0.01 && abs(b.y - a.x) < 0.01)
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("drawing-\(UUID().uuidString)")
      .path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var options = SampleOptions(
      count: 5, seed: 21, kinds: ["gw2012", "chat", "us", "scene", "official"],
      captures: ["sent", "thumb", "fax", "screenshot"])
    try SampleSet.make(in: folder + "/a", options)
    options.jobs = 1
    try SampleSet.make(in: folder + "/b", options)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/a").sorted()
    #expect(names.count == 6)
    for name in names {
      #expect(try readFile(folder + "/a/" + name) == readFile(folder + "/b/" + name))
    }
  }

  @Test func labelsAreWellFormed() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("drawing-\(UUID().uuidString)")
      .path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try SampleSet.make(
      in: folder,
      SampleOptions(
        count: 8, seed: 5, kinds: ["header", "jp", "cui", "receipt"], captures: ["thumb", "sent"]))
    let text = String(decoding: try readFile(folder + "/labels.tsv"), as: UTF8.self)
    let rows = text.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    #expect(rows[0].joined(separator: "\t") == SampleLabel.header)
    #expect(rows.count == 9)
    for row in rows.dropFirst() {
      try #require(row.count == 10)
      #expect(FileManager.default.fileExists(atPath: folder + "/" + row[0]))
      let isMarked = row[1] == Verdict.marked.rawValue
      #expect(row[2].isEmpty != isMarked && row[3].isEmpty != isMarked && row[7].isEmpty != isMarked)
      let size = row[6].split(separator: "x").compactMap { Float($0) }
      let corners = row[8].split(separator: ";")
      #expect(corners.count == (isMarked ? 4 : 0))
      for corner in corners {
        let place = corner.split(separator: ",").compactMap { Float($0) }
        #expect(
          place.count == 2 && place[0] >= 0 && place[1] >= 0 && place[0] <= size[0] && place[1] <= size[1])
      }
      #expect(SamplePart(rawValue: String(row[9])) != nil)
    }
  }

  @Test func plansAreEvenAndSplitInHalves() throws {
    let plans = try SampleSet.plan(SampleOptions(count: 400, seed: 1))
    #expect(Set(plans.map(\.kind.name)) == Set(SampleSet.kinds))
    #expect(Set(plans.map(\.capture.name)) == Set(SampleSet.captures))
    let tuning = plans.filter { $0.part == .tuning }.count
    #expect(tuning > 150 && tuning < 250)
    #expect(Set(plans.map(\.name)).count == 400)
    let measuring = try SampleSet.plan(SampleOptions(count: 50, seed: 1, part: .measuring))
    #expect(measuring.allSatisfy { $0.part == .measuring })
  }

  @Test func unknownNamesAreRefusedWithTheKnownOnes() {
    #expect(throws: SampleFailure.self) {
      try SampleSet.plan(SampleOptions(count: 1, seed: 1, kinds: ["tome"]))
    }
    #expect(throws: SampleFailure.self) {
      try SampleSet.plan(SampleOptions(count: 1, seed: 1, captures: ["telepathy"]))
    }
  }
}
