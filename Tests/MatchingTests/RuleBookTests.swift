import Evidence
import Testing

import Matching

let rulesFolder: String = {
  let parts = #filePath.split(separator: "/").dropLast(3)
  return "/" + parts.joined(separator: "/") + "/Models/rules"
}()

let allRules = Result { try RuleBook.load(folder: rulesFolder, regimes: nil) }

@Test func ourOwnRulesLoad() throws {
  do {
    let book = try RuleBook.load(folder: rulesFolder, regimes: nil)
    #expect(book.regimes.count == 14)
    #expect(book.languages == ["chi_sim", "chi_tra", "eng", "jpn", "kor", "rus", "deu", "fra"])
    #expect(book.version.count == 16)
  } catch {
    Issue.record("\(error)")
  }
}
