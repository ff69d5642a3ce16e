import Evidence
import Reporting
import Testing

@Test func theSummaryCountsByVerdictLevelAndReason() {
  var summary = Summary()
  for _ in 0..<1200 { summary.add(finding(.clear), isFlagged: false) }
  for _ in 0..<7 { summary.add(finding(.marked, level: "机密"), isFlagged: true) }
  summary.add(finding(.marked, level: "SECRET", released: true), isFlagged: true)
  summary.add(finding(.official, copyOf: "x"), isFlagged: false)
  summary.add(finding(.undecided, undecided: .damaged), isFlagged: false)
  summary.add(finding(.undecided, undecided: .tooSmall), isFlagged: false)
  summary.add(finding(.undecided, undecided: .tooSmall), isFlagged: false)
  #expect(summary.photos == 1212)
  #expect(summary.flagged == 8)
  #expect(summary.undecided == 3)
  #expect(
    summary.text(seconds: 60.6, otherFiles: 2345, wasStopped: false) == """
      1,212 photos in 1 min 1 s, 20 a second; 1 copy of others among them.
        marked         8  机密 7, SECRET 1; 1 released
        official       1
        clear      1,200
        undecided      3  too small 2, damaged 1
      2,345 other files are not photos.

      """)
}

@Test func nothingFoundAndStoppedEarlyAreSaid() {
  #expect(Summary().text(seconds: 1, otherFiles: 0, wasStopped: false) == "No photos were found.\n")
  #expect(
    Summary().text(seconds: 1, otherFiles: 1, wasStopped: false)
      == "No photos were found.\n1 other file is not a photo.\n")
  var summary = Summary()
  summary.add(finding(.clear), isFlagged: false)
  #expect(
    summary.text(seconds: 0.01, otherFiles: nil, wasStopped: true) == """
      1 photo in 0 s.
        clear      1
      Stopped early: what comes after these photos was not looked at.

      """)
}

@Test func progressTellsHowMuchIsDoneAndHowLongItWillTake() {
  var figures = ProgressFigures()
  figures.done = 500
  figures.total = 2000
  figures.isTotalFinal = true
  figures.flagged = 2
  figures.seconds = 25
  #expect(
    progressLine(figures, width: 90)
      == "[=======                       ] 500 of 2,000 photos, 20/s, 1 min 15 s left, 2 flagged")
  figures.isTotalFinal = false
  #expect(progressLine(figures, width: 90) == "500 of at least 2,000 photos, 20/s, 2 flagged")
  figures.total = 0
  #expect(progressLine(figures, width: 90) == "500 photos, 20/s, 2 flagged")
}

@Test func progressNeverIsWiderThanTheTerminal() {
  var figures = ProgressFigures()
  figures.isTotalFinal = true
  for done in [0, 1, 999, 1_000_000] {
    for width in 0...120 {
      figures.done = done
      figures.total = 1_000_000
      figures.flagged = done
      figures.seconds = 3
      #expect(progressLine(figures, width: width).count <= width)
    }
  }
}

@Test func flaggingFollowsItsTerms() throws {
  func judgement(_ verdict: Verdict, _ level: String? = nil, _ severity: Severity? = nil) -> Judgement {
    Judgement(verdict: verdict, level: level, severity: severity, confidence: 1)
  }
  let high = judgement(.marked, "机密", .high)
  let low = judgement(.marked, "CUI", .low)
  let official = judgement(.official)
  let undecided = judgement(.undecided)
  let clear = judgement(.clear)
  func flagged(_ terms: String...) throws -> [Bool] {
    let flagging = try Flagging(terms)
    return [high, low, official, undecided, clear].map(flagging.flags)
  }
  #expect(try flagged() == [true, true, false, false, false])
  #expect(try flagged("official") == [true, true, true, false, false])
  #expect(try flagged("high") == [true, false, false, false, false])
  #expect(try flagged("high,official") == [true, false, true, false, false])
  #expect(try flagged("level:cui") == [false, true, false, false, false])
  #expect(try flagged("level:机密", "undecided") == [true, false, false, true, false])
  #expect(try flagged("low", "medium") == [true, true, false, false, false])
  #expect(throws: Flagging.UnknownTerm(term: "offical")) { try flagged("offical") }
  #expect(throws: Flagging.UnknownTerm(term: "clear")) { try flagged("clear") }
}
