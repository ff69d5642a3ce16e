import Evidence
import Matching
import Testing

let rulesFolder: String = {
  let parts = #filePath.split(separator: "/").dropLast(3)
  return "/" + parts.joined(separator: "/") + "/Models/rules"
}()

/// What is said of a rule file; empty when it is in order.
private func complaint(_ text: String) -> String {
  do {
    _ = try RuleBook(RuleTexts(regimes: [RuleTexts.File(name: "x.yaml", text: text)]))
    return ""
  } catch {
    return error.description
  }
}

private let sound = """
  regime: x
  languages: [eng]
  rules:
    - id: one
      kind: mark
      level: SECRET
      severity: high
  """

@Test func ourOwnRulesLoad() throws {
  let book = try RuleBook(RuleTexts(folder: rulesFolder, regimes: nil))
  #expect(
    book.regimes == [
      "at", "business", "cn", "de", "eu", "fr", "hk", "jp", "kr", "nato", "ru", "tw", "uk", "us",
    ])
  #expect(book.languages == ["chi_sim", "chi_tra", "eng", "jpn", "kor", "rus", "deu", "fra"])
  #expect(book.version.count == 16)
}

@Test func onlyTheRegimesAskedForAreInForce() throws {
  let book = try RuleBook(RuleTexts(folder: rulesFolder, regimes: ["cn"]))
  #expect(book.languages == ["chi_sim", "chi_tra"])
  let all = try RuleBook(RuleTexts(folder: rulesFolder, regimes: nil))
  #expect(book.version != all.version)
}

@Test func anUnknownRegimeIsNamedWithThoseThereAre() {
  #expect {
    try RuleBook(RuleTexts(folder: rulesFolder, regimes: ["zz"]))
  } throws: {
    "\($0)".contains("no rules for \"zz\"; there are at, business, cn")
  }
}

@Test func aMissingFolderSaysWhereItLooked() {
  #expect(throws: RuleFailure.self) { try RuleBook(RuleTexts(folder: "/nowhere/rules", regimes: nil)) }
}

@Test func aSoundFileIsTaken() { #expect(complaint(sound) == "") }

@Test(arguments: [
  (sound + "\n    places: [top-lft]", "x.yaml:8: unknown place \"top-lft\"; places are top-left, top-centre"),
  (sound + "\n    colour: red", "x.yaml:8: unknown key \"colour\"; keys of a rule are id"),
  (sound + "\n    severity: low", "x.yaml:7: in the mapping that ends here, twice: severity"),
  (sound + "\n    rank: 9", "x.yaml:8: rank wants a whole number from 1 to 5"),
  (sound + "\n    minimum: 7", "x.yaml:8: minimum wants a number from 0 to 1"),
  (sound + "\n    capitals: perhaps", "x.yaml:8: capitals wants yes or no"),
  (sound + "\n    needs: [moon]", "x.yaml:8: unknown need \"moon\"; needs are star"),
  (sound + "\n    languages: [klingon]", "x.yaml:8: unknown language \"klingon\""),
  (sound + "\n    strings: [\"{evel}\"]", "x.yaml:8: unknown part {evel}; there are any"),
  (sound + "\n    strings:\n      - SECRET\n      - \"(SECRET\"", "x.yaml:10: a ( without its )"),
  (sound + "\n    strings: [\"(SECRET)?\"]", "x.yaml:8: \"(SECRET)?\" also fits an empty line"),
  (sound + "\n    strings: [\"{han:99}\"]", "x.yaml:8: {han:99} wants a count or a range up to 40"),
  (sound + "\n    strings: [\"SECRET)\"]", "x.yaml:8: a ) without its ("),
  (sound + "\n  - id: one", "x.yaml:8: a second rule with the id \"one\""),
  (sound + "\n  - id: two\n    kind: mask", "x.yaml:9: unknown kind \"mask\"; kinds are mark, header"),
  (sound + "\n  - id: two\n    kind: mark\n    severity: low", "x.yaml:8: two is a mark and wants a level"),
  ("regime: x\nrules:\n  - {id: one, kind: against, strings: [a]}", "x.yaml:3: one has no languages"),
  ("regime: x\nconfusions:\n  2: {a: b}", "x.yaml:3: \"2\" is no cost from 0 to 1"),
  ("regime: x\nconfusions:\n  0.1: {ab: b}", "x.yaml:3: \"ab\" is not one sign"),
  ("regime: x\nparts: {digit: a}\nrules: []", "x.yaml:2: \"digit\" is a name of our own"),
  ("rules: []", "x.yaml:1: a file with rules wants a regime"),
  ("regime: x", "x.yaml: no rules in it"),
  ("- a", "x.yaml:1: a rule file is a mapping"),
  ("regime: [x", "x.yaml:"), ("", "x.yaml: an empty file"),
])
func mistakesAreToldWithTheirLine(_ text: String, _ said: String) {
  #expect(complaint(text).hasPrefix(said), "\(complaint(text))")
}

@Test func patternsThatExplodeAreRefused() {
  let wide = "((((a{any:40}){any:40}b{any:40}){any:40}c{any:40}){any:40}d{any:40}){any:40}"
  let parts = """
    regime: x
    languages: [eng]
    parts:
      a: "{letter:40}"
      b: "{a}{a}{a}{a}{a}{a}{a}{a}"
      c: "{b}{b}{b}{b}{b}{b}{b}{b}"
    rules: [{id: one, kind: against, strings: ["{c}{c}"]}]
    """
  #expect(complaint(parts).contains("at most 800 are allowed"))
  let deep = String(repeating: "(", count: 5000) + "a" + String(repeating: ")", count: 5000)
  #expect(complaint(sound + "\n    strings: [\"\(deep)\"]").contains("more than 12 deep"))
  #expect(complaint(sound + "\n    strings: [\"\(wide)\"]") == "")
}

@Test func aUsersOwnRulesJoinOurs() throws {
  let own = """
    regime: acme
    languages: [eng]
    rules:
      - id: purple
        kind: mark
        level: ACME PURPLE
        rank: 2
        severity: medium
        capitals: yes
        places: [banner]
    """
  let matcher = Matcher(try RuleBook(RuleTexts(regimes: [RuleTexts.File(name: "acme.yaml", text: own)])))
  let matches = matcher.matches(in: page([("ACME PURPLE", "eng")]))
  #expect(matches.map(\.rule) == ["acme.purple"])
  #expect(matches.first?.level == "ACME PURPLE")
  #expect(matches.first?.place == .topCentre)
}
