import Evidence
import Pipeline
import Testing

private func inspection(
  _ path: String, _ verdict: Verdict = .clear, taken: String? = nil, device: String? = "Phone",
  chat: String? = nil, hasType: Bool = true, likeness: Likeness? = nil, mark: String? = nil
) -> Inspection {
  var finding = Finding(path: path, judgement: Judgement(verdict: verdict, mark: mark, confidence: 0.9))
  finding.source = Source(chat: chat, taken: taken.flatMap { Moment("2024-05-06T\($0)") }, device: device)
  finding.likeness = likeness
  return Inspection(finding: finding, trace: Trace(left: hasType ? .judge : .look))
}

private func reported(_ inspections: [Inspection]) -> [Finding] {
  var relatives = Relatives()
  return (inspections.flatMap { relatives.add($0) } + relatives.finish()).map(\.finding)
}

@Test func pagesBeforeAndAfterAMarkedOneAreRelatedToIt() {
  let findings = reported([
    inspection("d/1", taken: "10:00:00"),
    inspection("d/2", taken: "10:04:30"),
    inspection("d/3", .marked, taken: "10:08:00"),
    inspection("d/4", taken: "10:08:20"),
    inspection("d/5", .official, taken: "10:09:00"),
    inspection("d/6", taken: "10:20:00"),
  ])
  #expect(findings.map(\.path) == ["d/1", "d/2", "d/3", "d/4", "d/5", "d/6"])
  #expect(findings.map(\.related) == [nil, "d/3", nil, "d/3", "d/3", nil])
  #expect(findings[1].judgement.verdict == .clear)
}

@Test func onlyPagesOfTypeFromTheSameDeviceAndPlaceAreRelated() {
  let findings = reported([
    inspection("d/marked", .marked, taken: "10:00:00"),
    inspection("d/cat", taken: "10:00:10", hasType: false),
    inspection("d/other phone", taken: "10:00:10", device: "Camera"),
    inspection("e/other folder", taken: "10:00:10"),
    inspection("d/no date"),
    inspection("x/chat marked", .marked, taken: "11:00:00", chat: "Family"),
    inspection("y/same chat", taken: "11:00:10", chat: "Family"),
  ])
  #expect(findings.map(\.related) == [nil, nil, nil, nil, nil, nil, "x/chat marked"])
}

@Test func findingsAreHeldBackNoLongerThanTheyMayBeRelated() {
  var relatives = Relatives()
  #expect(relatives.add(inspection("a", hasType: false)).map(\.finding.path) == ["a"])
  #expect(relatives.add(inspection("d/1", taken: "10:00:00")).isEmpty)
  var released: [String] = []
  for n in 0..<200 { released += relatives.add(inspection("b/\(n)", hasType: false)).map(\.finding.path) }
  #expect(released.first == "d/1")
  #expect(released.count >= 200 - Relatives.mostHeld)
  #expect(released.count + relatives.finish().count == 201)
}

@Test func theSamePictureIsNamedAndAnotherMarkIsAnotherPicture() {
  func likeness(flipping count: Int) -> Likeness? {
    var words: [UInt64] = [0x0123_4567_89AB_CDEF, .max, 0, 0xF0F0_F0F0_F0F0_F0F0]
    for bit in 0..<count { words[bit % 4] ^= 1 << UInt64(bit) }
    return Likeness(words: words)
  }
  let findings = reported([
    inspection("a", .marked, likeness: likeness(flipping: 0), mark: "机密"),
    inspection("b", .marked, likeness: likeness(flipping: Relatives.mostDifferences), mark: "机密"),
    inspection("c", .marked, likeness: likeness(flipping: Relatives.mostDifferences + 1), mark: "机密"),
    inspection("d", .marked, likeness: likeness(flipping: 0), mark: "绝密"),
  ])
  #expect(findings.map(\.sameAs) == [nil, "a", nil, nil])
}
