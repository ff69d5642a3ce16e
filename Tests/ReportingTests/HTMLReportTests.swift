import Evidence
import Testing

@testable import Reporting

@Test func aCardTellsVerdictMarkAndWhy() {
  let entry = Report(.html).entry(for: markedFinding, picture: [0xFF, 0xD8])
  #expect(entry.contains("<article class=\"marked\">"))
  #expect(entry.contains("<h2>backup/IMG_0042.JPG</h2>"))
  #expect(entry.contains("mark: 机密★20年"))
  #expect(entry.contains("src=\"data:image/jpeg;base64,/9g=\""))
  #expect(Report(.html).entry(for: finding(.clear)) == "")
}

@Test(
  arguments: hostileNames + ["<script>alert(1)</script>", "\" onerror=\"x", "'><img src=http://a>", "&lt;"])
func namesAreNeverMarkup(name: String) {
  let report = Report(.html)
  let entry = report.entry(for: finding(path: name, .undecided, undecided: .damaged, detail: name))
  let harmless = report.entry(for: finding(path: "a", .undecided, undecided: .damaged, detail: "a"))
  for character: Character in ["<", ">", "\""] {
    #expect(entry.count { $0 == character } == harmless.count { $0 == character })
  }
  #expect(entry.unicodeScalars.allSatisfy { $0 == "\n" || !isTreacherous($0) })
}

@Test func thePageMayLoadAndRunNothing() {
  let page = Report(.html).header + Report(.html).footer("1 photo.\n", Leaks())
  #expect(page.contains("default-src 'none'"))
  #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("<script"))
  #expect(page.hasSuffix("<footer>1 photo.\n</footer></body></html>\n"))
}
