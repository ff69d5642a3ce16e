/// Pages that are read downwards, column after column from the right: older letters from Taiwan, Japanese papers.
extension Page {
  /// From one sign to the next, in ems.
  private static let pitch = 1.06

  /// Sets signs one below the other, centred on `x`, and goes on in columns to its left; notes where the words of the
  /// mark among them stand.
  ///
  /// - Returns: the next free column's `x`.
  @discardableResult
  private func columns(
    _ text: String, x: Double, top: Double, bottom: Double, step: Double, _ style: Style,
    marking marked: String = ""
  ) -> Double {
    let pitch = style.em * Self.pitch
    var (x, y) = (x, top)
    let start = marked.isEmpty ? nil : text.indices.first { text[$0...].hasPrefix(marked) }
    for index in text.indices {
      if y + pitch > bottom {
        x -= step
        y = top
      }
      canvas.line(String(text[index]), x: x, y: y, style, .centre)
      if index == start {
        note(
          marked,
          canvas.patch(x: x - style.em / 2, y: y, width: style.em, height: pitch * Double(marked.count)))
      }
      y += pitch
    }
    return x - step
  }

  private func numeral(_ range: ClosedRange<Int>) -> String {
    let digits = Array("〇一二三四五六七八九")
    return String(String(dice.whole(range)).map { digits[$0.wholeNumberValue ?? 0] })
  }

  func taiwanColumns() {
    let level = dice.pick(["絕對機密", "極機密", "機密"])
    classify("tw", level)
    let style = Style(face(dice.chance(0.6) ? .ming : .kai), dice.number(14...18), ink: ink())
    let (top, bottom) = (dice.number(24...34), height - dice.number(28...44))
    let step = style.em * dice.number(1.6...2.2)
    let place = part == .tuning ? "雲崗縣政府" : "松湖市政府"
    var x = width - dice.number(26...36)
    x = columns(place + "函", x: x, top: top, bottom: bottom, step: step * 1.3, style.with(points: 24))
    let rows = [
      "受文者：" + place + "檔案室", "發文日期：民國" + numeral(95...114) + "年" + numeral(1...12) + "月",
      "密等：" + level + "　速別：" + dice.pick(["普通件", "速件"]),
      "主旨：檢送會議紀錄一份請查照", "說明：",
    ]
    for row in rows {
      x = columns(
        row, x: x, top: top + 8, bottom: bottom, step: step, style, marking: row.hasPrefix("密等") ? level : "")
    }
    let sentences = ["本案業經奉核在案請依說明事項辦理", "各單位應於期限內彙送執行情形", "設備保養紀錄應按月更新", "訓練課程表另行通知"]
    for number in "一二三四五六" where x > 24 {
      x = columns(
        "\(number)、" + dice.pick(sentences) + dice.pick(sentences), x: x, top: top + 16, bottom: bottom,
        step: step, style)
    }
    canvas.line("樣張 SAMPLE", x: centre, y: height - 12, style.with(points: 9), .centre)
  }

  func japaneseColumns() {
    let level = dice.pick(["秘", "極秘"])
    classify("jp", level)
    let style = Style(face(.mincho), dice.number(12...16), ink: ink())
    let (top, bottom) = (dice.number(48...58), height - dice.number(30...50))
    let step = style.em * dice.number(1.7...2.4)
    var x = width - dice.number(28...38)
    let red = dice.chance(0.8) ? officialRed() : ink()
    let mark = Style(face(.gothic).bold(), dice.number(22...32), ink: red)
    let (right, upper) = (width - dice.number(30...44), dice.number(24...32))
    if level == "秘" {
      let patch = canvas.line(level, x: right, y: upper - mark.em / 2, mark, .centre)
      canvas.ring(
        x: right, y: upper, radius: mark.em * dice.number(0.78...0.95), line: dice.number(0.5...1), red)
      note(level, patch)
    } else {
      note(level, stamp(level, x: right, y: upper, mark, degrees: dice.number(-5...5)))
    }
    x = columns(
      dice.pick(["物資輸送の実施要領", "設備点検の結果について", "訓練の実施について"]), x: x, top: top, bottom: bottom,
      step: step * 1.2, style.with(points: 18))
    let sentences = [
      "本計画は関係部署と調整のうえ実施する。", "月末までに報告書を提出すること。", "倉庫の点検結果は別紙のとおり。", "担当者は記録を適切に保管する。",
    ]
    for number in "一二三四五六七八" where x > 24 {
      x = columns(
        "\(number)　" + (0..<dice.whole(2...4)).map { _ in dice.pick(sentences) }.joined(), x: x, top: top,
        bottom: bottom, step: step, style)
    }
    canvas.line("見本 SAMPLE", x: centre, y: height - 12, style.with(points: 9), .centre)
  }
}
