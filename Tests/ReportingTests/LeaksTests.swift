import Evidence
import Reporting
import Testing

@Test func oneLeakIsListedWithItsPlacesTheEarliestFirst() {
  var leaks = Leaks()
  func add(_ path: String, taken: String? = nil, copyOf: String? = nil, sameAs: String? = nil) {
    var found = finding(path: path, .marked, copyOf: copyOf)
    found.sameAs = sameAs
    found.source = Source(app: "WhatsApp", taken: taken.flatMap { Moment($0) })
    leaks.add(found)
  }
  add("first.jpg", taken: "2024-05-06T10:00:00")
  add("single.jpg")
  add("small.jpg", taken: "2024-05-06T09:00:00", sameAs: "first.jpg")
  add("copy of small.jpg", copyOf: "small.jpg")
  leaks.add(finding(path: "clear.jpg", .clear, copyOf: "first.jpg"))
  #expect(leaks.count == 2)
  #expect(
    leaks.text == """
      The same picture in several places, the earliest first:

        small.jpg  (WhatsApp, taken 2024-05-06 09:00:00)
        first.jpg  (WhatsApp, taken 2024-05-06 10:00:00)
        copy of small.jpg  (WhatsApp)


      """)
}

@Test func nothingIsListedWhereEveryPictureIsInOnePlace() {
  var leaks = Leaks()
  leaks.add(finding(path: "a", .marked))
  leaks.add(finding(path: "b", .marked))
  #expect(leaks.text.isEmpty)
}

@Test func aSurveyIsToldInAFewLines() {
  var survey = SourceSurvey(path: "phone", kind: "iOS backup")
  survey.particulars = [Particular("device", "Apple iPhone 12")]
  for n in 0..<3 {
    survey.add(
      Photo(
        path: "phone!/\(n)", file: [],
        source: Source(app: n < 2 ? "WhatsApp" : nil, taken: Moment(utcSeconds: 1_700_000_000 + n * 86_400))))
  }
  survey.others = 1
  survey.add(Photo(path: "phone!/x"), .encrypted, detail: "locked")
  #expect(
    surveyText(survey) == """
      phone
        iOS backup, device: Apple iPhone 12
        3 photos: WhatsApp 2, others 1
        from 2023-11-14 to 2023-11-16
        1 other file is not a photo
        phone!/x: encrypted: locked


      """)
}
