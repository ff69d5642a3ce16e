import Evidence
import Pipeline
import Testing

private func judgement(_ text: String) throws -> Judgement {
  return try TextJudge(InspectorOptions(modelsFolder: modelsFolder, tessdata: "/nowhere"))
    .judgement(on: text, width: 2480, height: 3508)
}

private let body = String(repeating: "各县区要认真落实值班制度，切实做好各项工作。\n", count: 12)

@Test func aMarkInATextIsFoundWhereverItsRuleWantsIt() throws {
  let left = try judgement("000126\n机密 ★ 10 年\n青屿市人民政府文件\n青政发〔2024〕3号\n" + body)
  #expect(left.verdict == .marked)
  #expect(left.level == "机密")
  let banner = try judgement(
    "TOP SECRET//SI//NOFORN\nMEMORANDUM\n" + String(repeating: "the committee met again\n", count: 20)
      + "TOP SECRET//SI//NOFORN\n\u{0C}")
  #expect(banner.level == "TOP SECRET")
}

@Test func headersWithoutAMarkAreOfficialAndProseIsClear() throws {
  #expect(try judgement("青屿市人民政府文件\n青政发〔2024〕3号\n关于防汛的通知\n" + body).verdict == .official)
  #expect(try judgement("会议强调，不得传递机密文件。\n" + body).verdict == .clear)
  #expect(try judgement("").verdict == .clear)
}

@Test(.timeLimit(.minutes(5))) func aTextWithoutEndIsCutShort() throws {
  let long = String(repeating: "机", count: 200_000)
  #expect(try judgement(long).verdict != .marked)
  #expect(try judgement(String(repeating: "x\n", count: 200_000)).verdict == .clear)
}
