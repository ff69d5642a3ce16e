import Evidence
import Judging
import Matching
import Testing

@Suite struct OfficialPages {
  @Test func aRedHeaderWithItsNumberIsOfficial() {
    let page = transcript(
      [
        Said("宁远市人民政府文件", .header, size: 2.5, red: true), Said("宁政发 [2024] 3号", .underHeader),
        Said("关于做好防汛工作的通知", .title, size: 1.4),
      ], redRule: 0.74)
    let judgement = judged(page)
    #expect(judgement.verdict == .official)
    #expect(judgement.regime == "cn")
    #expect(judgement.confidence > 0.85)
  }

  @Test(arguments: ["平委办【2007】84号", "平政办函 (2019] 107号", "宁委发 2024] 3号", "| 宁府〔2020〕15号 |"])
  func numbersAreKnownAsTheyAreRead(_ number: String) {
    let page = transcript(
      [Said("平湖省委保密委员会办公室", .header, size: 2, red: true), Said(number, .topRight)], redRule: 0.81)
    #expect(judged(page).verdict == .official)
  }

  @Test func aCopyOfALetterIsOfficialByItsNumber() {
    let issuer = Said("白榆区档案局", .header, size: 2.5)
    #expect(judged(transcript([issuer, Said("海统 [2023] 149号", .underHeader)])).verdict == .official)
    #expect(judged(transcript([issuer, Said("关于核定专项经费的意见", .title)])).verdict == .clear)
  }

  @Test(arguments: ["本处发12025111色", "泽财[20151101", "测政发 [2018]"])
  func aCopysSpoiledNumberStillCompletesTheIssuer(_ number: String) {
    let issuer = Said("海峪市财政局", .header, size: 2.5)
    let (title, addressee) = (Said("关于组织联合演练的请示", .title, size: 1.4), Said("机关各处室:", .row(0)))
    #expect(judged(transcript([issuer, Said(number, .underHeader), title, addressee])).verdict == .official)
    #expect(judged(transcript([issuer, title, addressee])).verdict == .clear)
    #expect(judged(transcript([Said(number, .underHeader), title, addressee])).verdict == .clear)
  }

  @Test func aRedIssuerIsOfficialByWhatItWritesUnder() {
    let (title, addressee) = (Said("关于组织联合演练的请示", .title, size: 1.4), Said("各有关单位:", .row(0)))
    let red = Said("海峪市财政局", .header, size: 2.5, red: true)
    #expect(judged(transcript([red, title, addressee])).verdict == .official)
    #expect(judged(transcript([red, title])).verdict == .clear)
    let notice = Said("通知", .header, size: 2.5, red: true)
    #expect(judged(transcript([notice, title, addressee])).verdict == .clear)
  }

  @Test func anOrderWhoseLastSignIsSpoiledIsOfficialByItsNumber() {
    let heading = Said("云洒区财政局仿", .header, size: 2.5, red: true)
    let rest = [Said("关于核定专项经费的意见", .title, size: 1.4), Said("各成员单位:", .row(0))]
    #expect(judged(transcript([heading, Said("第58号", .underHeader)] + rest)).verdict == .official)
    #expect(judged(transcript([heading] + rest)).verdict == .clear)
  }

  @Test func whatCompletesAHeaderVouchesForNoMark() {
    let page = [Said("关于组织联合演练的请示", .title, size: 1.4), Said("机关各处室:", .row(0))]
    let matches = matcher.matches(in: transcript([Said("机密", .topLeft)] + page))
    let (bare, beside) = (judged(Said("机密", .topLeft)), judged(transcript([Said("机密", .topLeft)] + page)))
    #expect(matches.contains { $0.kind == .hint })
    #expect(beside.confidence == bare.confidence)
  }

  @Test(arguments: ["什么是“密码电报”", "密码电报是什么", "认识密码电报"])
  func aTitleAboutTelegramsHeadsNone(_ title: String) {
    #expect(judged(transcript([Said(title, .header, size: 2.5)])).verdict == .clear)
    #expect(judged(transcript([Said("松林密传发电", .header, size: 2.5)])).verdict == .official)
  }

  @Test func aStampOfReceiptIsNoHeading() {
    let page = transcript([
      Said("月呈巾人民政府收文", .topRight, size: 1.5, red: true), Said("第5055号", .topRight, red: true),
      Said("白榆区第二人民医院", .header, size: 1.6),
    ])
    #expect(judged(page).verdict == .clear)
  }

  @Test func aBulletinIsOfficialByItsMastheadAndNumber() {
    let masthead = Said("每日汇报", .header, size: 2.5, red: true)
    let number = Said("第71期 (总第1455期)", .underHeader)
    #expect(judged(masthead, number).verdict == .official)
    #expect(judged(masthead).verdict == .clear)
    #expect(judged(Said("每日汇报", .header, size: 2.5), number).verdict == .clear)
  }

  @Test func ordersAndMinutesAreOfficial() {
    let order = transcript(
      [Said("宁远市公安局令", .header, size: 2.5, red: true), Said("第12号", .underHeader)])
    #expect(judged(order).verdict == .official)
    let long = transcript(
      [Said("宁远市发展和改革委员会令", .header, size: 2.5, red: true), Said("第12号", .underHeader)])
    #expect(judged(long).verdict == .official)
    let minutes = transcript([Said("市长办公会议纪要", .header, size: 2.5, red: true)], redRule: 0.74)
    #expect(judged(minutes).verdict == .official)
  }

  @Test func aTelegramIsOfficialEvenInBlack() {
    let telegram = transcript([
      Said("内部明电", .header, size: 2), Said("发电单位 宁远军分区", .topLeft), Said("签批盖章", .topRight),
      Said("等级 特急 明电", .underHeader),
    ])
    #expect(judged(telegram).verdict == .official)
  }

  @Test func aNumberCitedInASentenceMakesNothingOfficial() {
    let page = transcript([
      Said("根据国发〔2024〕3号文件精神,现就有关事项通知如下", .row(0)), Said("关于缴纳水费的通知", .title, size: 1.6),
    ])
    #expect(judged(page).verdict == .clear)
  }

  @Test func aMarkWinsOverAHeader() {
    let page = transcript(
      [
        Said("机密女20年", .secondLine), Said("宁远市人民政府文件", .header, size: 2.5, red: true),
        Said("宁政发 [2024] 3号", .underHeader),
      ], redRule: 0.74)
    let judgement = judged(page)
    #expect(judgement.verdict == .marked)
    #expect(judgement.mark == "机密★20年")
    #expect(judgement.confidence > 0.97)
    #expect(judgement.reasons.first?.rule == "cn.state-secret")
    #expect(judgement.reasons.first?.place == "top-left")
  }
}
