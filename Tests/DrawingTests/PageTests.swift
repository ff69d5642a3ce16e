import Drawing
import Evidence
import Pixels
import Testing

@Suite struct PageTests {
  @Test(arguments: PageKind.all.map(\.name))
  func everyKindIsDrawnWithItsLabel(_ kind: String) throws {
    let found = try #require(PageKind.named(kind))
    for part in SamplePart.allCases {
      let page = drawPage(kind: kind, seed: 5, part: part, scale: 2)
      #expect(page.label.verdict == found.verdict)
      #expect((page.label.level != nil) == (found.verdict == .marked))
      #expect(page.marks.isEmpty == (found.verdict != .marked))
      #expect(page.label.mark == page.marks.first?.text)
    }
  }

  /// The mark's corners frame its ink: dark inside, and paper in a band just outside.
  @Test(
    arguments: ["gw2012", "letter", "minutes", "inner", "us", "uk", "ru", "exam"], [1, 2, 3] as [UInt64])
  func theMarksCornersLieOnItsInk(_ kind: String, _ seed: UInt64) throws {
    let page = drawPage(kind: kind, seed: seed, scale: 6)
    let quad = try #require(page.quad)
    let luma = page.raster.luma
    let (left, top) = (Int(quad.topLeft.x), Int(quad.topLeft.y))
    let (right, bottom) = (Int(quad.bottomRight.x), Int(quad.bottomRight.y))
    func inkShare(_ xs: Range<Int>, _ ys: Range<Int>) -> Double {
      var ink = 0
      for y in ys { for x in xs where luma[x, y] < 160 { ink += 1 } }
      return Double(ink) / Double(max(1, xs.count * ys.count))
    }
    #expect(inkShare(left..<right, top..<bottom) > 0.12)
    // One millimetre to the left and above there is nothing, and the ink reaches each side.
    #expect(inkShare(left - 8..<left - 1, top..<bottom) < 0.02)
    #expect(inkShare(left..<right, top - 5..<top - 1) < 0.02)
    #expect(inkShare(left..<right, top..<top + 4) > 0.01)
    #expect(inkShare(left..<right, bottom - 4..<bottom) > 0.002)
    #expect(inkShare(left..<left + 4, top..<bottom) > 0.01)
  }

  @Test func aPageHasOneLayoutAtEveryResolution() throws {
    let small = drawPage(kind: "gw2012", seed: 9, scale: 3)
    let large = drawPage(kind: "gw2012", seed: 9, scale: 9)
    #expect(small.label == large.label)
    let (a, b) = (try #require(small.marks.first).patch, try #require(large.marks.first).patch)
    for (s, t) in zip(a.corners, b.corners) {
      #expect(abs(s.x - t.x) < 0.1 && abs(s.y - t.y) < 0.1)
    }
  }

  @Test func theTwoPartsShareNoWords() {
    let (a, b) = (ChineseWords(part: .tuning), ChineseWords(part: .measuring))
    #expect(Set(a.places).isDisjoint(with: b.places))
    #expect(Set(a.signs).isDisjoint(with: b.signs))
    #expect(Set(a.people).isDisjoint(with: b.people))
    for role in FaceRole.allCases {
      let families = SamplePart.allCases.map { Set(Faces.catalogue(role, $0).map(\.family)) }
      #expect(families[0].isDisjoint(with: families[1]))
    }
  }

  @Test func chineseMarksBeginWithTheirLevel() {
    var dice = Dice(seed: 4)
    for _ in 0..<300 {
      let mark = ChineseMark(&dice)
      #expect(["绝密", "机密", "秘密"].contains(mark.level))
      #expect(mark.text.filter { $0 != " " && $0 != "　" }.hasPrefix(mark.level))
    }
  }

  @Test func aDrawnLineHasInkAndMargins() {
    let line = drawnLine(text: "机密★20年", height: 40)
    #expect(line.height == 80)
    #expect(line.samples.contains { $0 < 60 })
    #expect(line.samples.prefix(line.width * 10).allSatisfy { $0 == 255 })
  }
}
