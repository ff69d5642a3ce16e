import Evidence
import Matching
import Testing

/// A page that is matched after each line, and after what changes on it, gives what it gives at once.
@Test func aRememberedPageGivesWhatItGivesAtOnce() {
  var page = page([
    ("宁远市人民政府文件", "chi_sim"), ("机密女20年", "chi_sim"), ("密级：秘密", "chi_sim"), ("所称机密信息由本局管理", "chi_sim"),
  ])
  let all = page.lines
  page.lines = []
  var memory = MatchMemory()
  func expectAlike() {
    let remembered = everything.matches(in: page, remembering: &memory)
    #expect(remembered == everything.matches(in: page))
  }
  for line in all {
    page.lines.append(line)
    expectAlike()
  }
  #expect(everything.matches(in: page, remembering: &memory).contains { $0.kind == .mark })
  page.lines[1].readings.append(Reading(language: "chi_sim", text: "绝密★20年", confidence: 0.9))
  expectAlike()
  page.lines[1].line.isBoxed = true
  expectAlike()
  page.lines[2].widened = Reading(language: "chi_sim", text: "密级：秘密 这个词", confidence: 0.9)
  expectAlike()
  page.layout.frame = .type
  expectAlike()
  page.lines.removeFirst()
  expectAlike()
}
