import Evidence
import Foundation
import Measuring
import Testing

struct PageTests {
  private let hostile = "<script>alert(1)</script>\"'&\u{202E}\u{1B}[31m"

  @Test func hostileNamesAreEscaped() {
    let photo = outcome(
      hostile + ".jpg", .marked, .clear, level: (hostile, nil), kind: hostile, capture: hostile,
      reasons: [Reason(rule: hostile, place: hostile, text: hostile, confidence: 0.5)])
    let other = outcome("b", .clear, .marked, level: (nil, hostile))
    let now = report([photo, other], name: hostile)
    let html = BenchPage(now, comparison: Comparison(of: now, with: now)).html
    #expect(!html.contains("<script"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
    #expect(!html.unicodeScalars.contains("\u{202E}") && !html.unicodeScalars.contains("\u{1B}"))
    #expect(!now.summary.unicodeScalars.contains("\u{1B}"))
  }

  @Test func thePageNeedsNoNetwork() {
    let thumbnail = Thumbnail(format: .jpeg, bytes: [0xFF, 0xD8, 0xFF])
    let now = report([outcome("a", .marked, .clear), outcome("b", .clear, .marked)])
    let html = BenchPage(now, thumbnails: ["a": thumbnail]).html
    #expect(html.contains("default-src 'none'; img-src data:"))
    #expect(html.contains("src=\"data:image/jpeg;base64,/9j/\""))
    #expect(!html.contains("http://") && !html.contains("https://") && !html.contains("<link"))
    #expect(html.contains("no picture"))
  }

  @Test func everyPhotoThatWentWrongIsShown() {
    let outcomes = [
      outcome("missed.jpg", .marked, .undecided), outcome("alarm.jpg", .clear, .marked),
      outcome("level.jpg", .marked, .marked, level: ("机密", "秘密")),
      outcome("official.jpg", .official, .clear), outcome("fine.jpg", .clear, .clear),
    ]
    let now = report(outcomes)
    let html = BenchPage(now).html
    for name in ["missed.jpg", "alarm.jpg", "level.jpg", "official.jpg"] { #expect(html.contains(name)) }
    #expect(!html.contains("fine.jpg"))
    #expect(BenchPage.shown(of: now).count == 4)
  }

  @Test func tagsAreBalanced() throws {
    let html = BenchPage(report([outcome("a", .marked, .clear), outcome("b", .clear, .marked)])).html
    for tag in ["div", "table", "tr", "td", "svg", "g", "figure", "figcaption", "ul", "li", "p"] {
      let opened = html.matches(of: try Regex("<\(tag)[ >]")).count
      #expect(opened == html.components(separatedBy: "</\(tag)>").count - 1, "\(tag)")
    }
  }
}
