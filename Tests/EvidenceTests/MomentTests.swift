import Evidence
import Foundation
import Testing

@Test(arguments: [
  "1970-01-01T00:00:00Z", "2024-02-29T23:59:59+08:00", "2000-12-31T12:00:00-03:30", "1904-01-01T00:00:00",
  "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
])
func momentsReadBackAsWritten(text: String) {
  #expect(Moment(text)?.text == text)
}

@Test func momentsCountAsTheCalendarDoes() {
  let formatter = ISO8601DateFormatter()
  for seconds in stride(from: -3_000_000_000, to: 5_000_000_000, by: 12_345_678) {
    let text = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
    #expect(Moment(utcSeconds: seconds).text == text)
    #expect(Moment(text)?.utcSeconds == seconds)
  }
}

@Test(arguments: [
  "", "2024", "2023-02-29T00:00:00", "2024-13-01T00:00:00", "2024-01-01T24:00:00", "2024-01-01 00:00:00",
  "2024-01-01T00:00:00+0800", "2024-01-01T00:00:00.5Z", "２024-01-01T00:00:00",
])
func whatIsNoMomentIsNone(text: String) {
  #expect(Moment(text) == nil)
}

@Test func momentsOfDifferentZonesAreComparedInUTC() throws {
  let here = try #require(Moment("2024-05-06T15:00:00+08:00"))
  let there = try #require(Moment("2024-05-06T07:30:00Z"))
  #expect(here < there)
  #expect(here.utcSeconds == there.utcSeconds - 1800)
}

@Test func sourcesTravelAsText() throws {
  let source = Source(app: "WeChat", taken: Moment("2024-05-06T07:08:09"), hasPosition: true)
  let data = try JSONEncoder().encode(source)
  #expect(try JSONDecoder().decode(Source.self, from: data) == source)
}
