import Evidence
import Judging
import Matching
import Testing

@Test func anEmptyPageIsClear() {
  let page = Transcript(layout: Layout(width: 100, height: 100))
  #expect(Judge().judgement(on: [], in: page, sawEverything: true).verdict == .clear)
}
