import Evidence
import Foundation
import Reporting
import Testing

@Test func aMarkedPhotoIsTheLineThatTheDesignShows() {
  #expect(
    jsonLine(markedFinding)
      == #"{"path": "backup/IMG_0042.JPG", "verdict": "marked", "level": "机密", "regime": "cn", "severity": "high", "#
      + #""mark": "机密★20年", "confidence": 0.97, "quad": [[465,640],[767,605],[772,659],[470,694]], "#
      + #""reasons": [{"rule": "cn.state-secret", "place": "top-left", "text": "机密女20年", "confidence": 0.97}], "#
      + #""size": [2448, 3264], "sha256": "00ff", "seconds": 0.21}"#)
}

@Test func whatThereIsNotHasNoKey() {
  #expect(
    jsonLine(finding(.clear))
      == #"{"path": "a.jpg", "verdict": "clear", "confidence": 0.5, "reasons": [], "seconds": 0}"#)
}

@Test func undecidedHasItsReasonAndDetail() {
  #expect(
    jsonLine(finding(.undecided, undecided: .tooSmall, detail: "type of 5 px"))
      == #"{"path": "a.jpg", "verdict": "undecided", "reason": "too small", "detail": "type of 5 px", "#
      + #""confidence": 0.5, "reasons": [], "seconds": 0}"#)
}

@Test func releasedAndCopiesAndPagesAreTold() {
  var copy = finding(.marked, level: "SECRET", severity: .low, released: true, copyOf: "first.jpg")
  copy.page = 3
  #expect(
    jsonLine(copy)
      == #"{"path": "a.jpg", "verdict": "marked", "level": "SECRET", "severity": "low", "released": true, "#
      + #""confidence": 0.5, "page": 3, "reasons": [], "copyOf": "first.jpg", "seconds": 0}"#)
}

@Test(arguments: hostileNames)
func anyNameSurvivesJSONAndStaysOneHarmlessLine(name: String) throws {
  let line = jsonLine(finding(path: name, .undecided, undecided: .damaged, detail: name))
  let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  #expect((object["path"] as? String).map { Array($0.unicodeScalars) } == Array(name.unicodeScalars))
  #expect((object["detail"] as? String).map { Array($0.unicodeScalars) } == Array(name.unicodeScalars))
  #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
  #expect(!line.unicodeScalars.contains("\u{202E}"))
}

@Test(
  arguments: [
    (0.0, "0"), (1, "1"), (0.97, "0.97"), (0.12345, "0.123"), (0.9996, "1"), (0.05, "0.05"), (-0.25, "-0.25"),
    (.nan, "0"), (.infinity, "0"), (12345.6789, "12345.679"),
  ] as [(Double, String)])
func secondsAreShortAndAlwaysANumber(seconds: Double, text: String) {
  var result = finding(.clear)
  result.seconds = seconds
  #expect(jsonLine(result).hasSuffix("\"seconds\": \(text)}"))
}

@Test func confidencesOfFloatsAreShort() {
  for hundredth in 0...100 {
    var result = finding(.clear)
    result.judgement.confidence = Float(hundredth) / 100
    let expected = hundredth == 100 ? "1" : hundredth == 0 ? "0" : "\(Double(hundredth) / 100)"
    #expect(jsonLine(result).contains("\"confidence\": \(expected),"))
  }
}

@Test func whereAPhotoCameFromIsAnObjectOfItsOwn() {
  var found = finding(.clear)
  #expect(!jsonLine(found).contains("source"))
  found.source = Source()
  #expect(!jsonLine(found).contains("source"))
  found.source = exampleSource
  #expect(
    jsonLine(found).contains(
      #""source": {"app": "WhatsApp", "chat": "Family", "sender": "+49 170 1", "folder": "Media", "#
        + #""taken": "2024-05-06T07:08:09", "sent": "2024-05-06T07:10:00Z", "device": "Apple iPhone 12", "#
        + #""hasPosition": true}"#))
}
