/// Pages from Taiwan, Hong Kong, Japan and Korea.
extension Page {
  private func running(_ sentences: [String], _ length: Int) -> String {
    var text = ""
    while text.count < length {
      text += "　"
      for _ in 0..<dice.whole(3...5) { text += dice.pick(sentences) }
      text += "\n"
    }
    return text
  }

  private var taiwanSentences: [String] {
    part == .tuning
      ? ["本案業經奉核在案，請依說明事項辦理。", "各單位應於期限內彙送執行情形。", "相關經費由年度預算支應。", "檢附會議紀錄一份，請查照。", "設備保養紀錄應按月更新。"]
      : ["請轉知所屬確實配合辦理。", "倉儲物資清點結果如附件。", "訓練課程表另行通知。", "如有疑義請洽承辦人員。", "旨揭計畫自即日起實施。"]
  }

  func taiwanPage() {
    let choice = dice.pick([("絕對機密", "絕對機密"), ("極機密", "極機密"), ("機密", "機密"), ("密", "密"), ("機密", "機　密")])
    classify("tw", choice.0)
    let text = Style(face(dice.chance(0.6) ? .ming : .kai), 15, ink: ink())
    let place = part == .tuning ? "雲崗縣政府" : "松湖市政府"
    canvas.line(place + "　函", x: centre, y: 28, Style(text.face, 24, ink: ink()), .centre)
    let style = Style(
      dice.chance(0.5) ? face(.heiTraditional) : text.face.bold(), dice.number(16...24),
      ink: dice.chance(0.4) ? officialRed() : ink())
    let y = dice.number(12...20)
    if choice.0 == "密" || dice.chance(0.4) {
      note(
        choice.1,
        stamp(choice.1, x: width - 40, y: y + 6, style, degrees: dice.chance(0.5) ? dice.number(-8...8) : 0))
    } else {
      mark(choice.1, x: width - 22, y: y, style, .right)
    }
    let small = text.with(points: 12)
    if choice.0 != "密", dice.chance(0.4) {
      canvas.line(
        dice.pick(["本件於公布時解密", "本件至民國\(dice.whole(115...135))年1月1日解密", "本件於工作完成後解密", "（附件抽存後解密）"]),
        x: width - 22,
        y: y + style.em + 3, small, .right)
    }
    var line = 46.0
    let secrecy = "密等及解密條件或保密期限：" + choice.0 + dice.pick(["（本件於公布時解密）", "（本件至民國一百二十年解密）", ""])
    for row in [
      "受文者：" + place + "檔案室", "發文日期：中華民國\(dice.whole(95...114))年\(dice.whole(1...12))月\(dice.whole(1...28))日",
      "發文字號：雲字第\(dice.digits(10))號", "速別：" + dice.pick(["普通件", "速件", "最速件"]), secrecy, "附件：如說明",
    ] {
      canvas.line(row, x: 25, y: line, small)
      line += 7
    }
    canvas.paragraphs(
      "主旨：" + dice.pick(taiwanSentences) + "\n說明：\n" + running(taiwanSentences, 320), x: 25, y: line + 6,
      width: 160, text, pitch: 9,
      bottom: height - 40)
    canvas.line("樣張 SAMPLE", x: centre, y: height - 12, small.with(points: 9), .centre)
  }

  func hongKongPage() {
    let choice = dice.pick([
      ("TOP SECRET", "TOP SECRET"), ("SECRET", "SECRET"), ("CONFIDENTIAL", "CONFIDENTIAL"),
      ("RESTRICTED", "RESTRICTED"),
      ("RESTRICTED", "限閱文件 RESTRICTED"), ("CONFIDENTIAL", "機密 CONFIDENTIAL"), ("RESTRICTED", "限閱文件"),
      ("RESTRICTED", "RESTRICTED 限閱文件"), ("RESTRICTED", "RESTRICTED (限閱文件)"),
      ("CONFIDENTIAL", "CONFIDENTIAL 機密"),
    ])
    classify("hk", choice.0)
    var style = bannerStyle(colour: false)
    if choice.1.unicodeScalars.contains(where: { $0.value > 0x2E80 }) { style.face = face(.heiTraditional) }
    memorandum(.english(part), banner: choice.1, style: style, markOnce: dice.chance(0.2))
  }

  private var japaneseSentences: [String] {
    part == .tuning
      ? [
        "本計画は関係部署と調整のうえ実施する。", "月末までに報告書を提出すること。", "倉庫の点検結果は別紙のとおり。", "予算の執行状況を確認する必要がある。",
        "次回の会議は来月を予定している。",
      ]
      : ["各課は必要な資料を準備すること。", "設備の更新については別途通知する。", "訓練の日程を下記のとおり定める。", "担当者は記録を適切に保管する。", "現地調査の概要を報告する。"]
  }

  func japanesePage() {
    let choice = dice.pick([
      ("特定秘密", "特定秘密"), ("極秘", "極秘"), ("秘", "秘"), ("取扱注意", "取扱注意"), ("極秘", "極　秘"),
      ("機密性2情報", "機密性2情報"), ("機密性3情報", "機密性3情報"), ("機密性2情報", "機密性２情報"), ("機密性3情報", "【機密性3情報】"),
      ("取扱注意", "【取扱注意】"), ("部外秘", "部外秘"),
    ])
    classify("jp", choice.0)
    let text = Style(face(.mincho), 12.5, ink: ink())
    let red = dice.chance(0.75) ? officialRed() : ink()
    let style = Style(
      face(.gothic).bold(), choice.0 == "秘" ? dice.number(24...34) : dice.number(15...24), ink: red)
    if dice.chance(0.7) || choice.0 == "秘" {
      note(
        choice.1,
        stamp(
          choice.1, x: width - dice.number(34...44), y: dice.number(18...26), style,
          degrees: dice.chance(0.3) ? dice.number(-6...6) : 0))
    } else {
      mark(choice.1, x: width - 22, y: dice.number(12...20), style, .right)
    }
    canvas.line(
      dice.pick(["年度業務計画について", "会議の開催について", "設備点検結果報告書", "訓練実施要領（案）"]), x: centre, y: 48,
      Style(face(.gothic), 17, ink: ink()), .centre)
    canvas.line(
      "令和\(dice.whole(1...7))年\(dice.whole(1...12))月\(dice.whole(1...28))日", x: width - 25, y: 62, text,
      .right)
    canvas.paragraphs(
      running(japaneseSentences, 700), x: 25, y: 78, width: 160, text, pitch: 8,
      bottom: height - dice.number(35...90))
    canvas.line("見本 SAMPLE", x: centre, y: height - 12, text.with(points: 9), .centre)
  }

  private var koreanSentences: [String] {
    part == .tuning
      ? ["각 부서는 월말까지 결과를 보고한다. ", "창고 점검 현황은 붙임과 같다. ", "예산 집행 계획을 검토할 필요가 있다. ", "다음 회의는 추후 통보한다. "]
      : ["담당자는 관련 자료를 준비하여야 한다. ", "장비 교체 일정은 별도로 정한다. ", "훈련 계획을 아래와 같이 수립한다. ", "현장 조사 개요를 보고한다. "]
  }

  func koreanPage() {
    let choice = dice.pick([
      ("Ⅰ급비밀", "Ⅰ급비밀"), ("Ⅱ급비밀", "Ⅱ급비밀"), ("Ⅲ급비밀", "Ⅲ급비밀"), ("대외비", "대외비"), ("대외비", "대 외 비"),
      ("Ⅲ급비밀", "III급비밀"), ("Ⅱ급비밀", "II급 비밀"), ("대외비", "對外秘"), ("대외비", "대외비 (對外秘)"), ("Ⅰ급비밀", "I급비밀"),
      ("Ⅲ급비밀", "Ⅲ급 비밀"),
    ])
    classify("kr", choice.0)
    let text = Style(face(.batang), 12.5, ink: ink())
    let style = Style(
      face(.dotum).bold(), dice.number(15...24), ink: dice.chance(0.5) ? officialRed() : ink())
    let top = dice.number(10...16)
    if dice.chance(0.35) {
      note(choice.1, stamp(choice.1, x: centre, y: top + 6, style, degrees: 0))
      note(choice.1, stamp(choice.1, x: centre, y: height - top - 8, style, degrees: 0))
    } else {
      mark(choice.1, x: centre, y: top, style, .centre)
      mark(choice.1, x: centre, y: height - top - style.em, style, .centre)
    }
    canvas.line(
      dice.pick(["업무 추진 계획", "회의 결과 보고", "장비 점검 현황", "훈련 실시 계획"]), x: centre, y: 44,
      Style(face(.dotum), 20, ink: ink()), .centre)
    var body = ""
    for number in 1...9 {
      body += "\(number). " + (0..<dice.whole(3...6)).map { _ in dice.pick(koreanSentences) }.joined() + "\n"
    }
    canvas.paragraphs(body, x: 25, y: 66, width: 160, text, pitch: 8.4, bottom: height - dice.number(40...90))
    canvas.line("견본 SAMPLE", x: width - 25, y: height - 10, text.with(points: 9), .right)
  }
}
