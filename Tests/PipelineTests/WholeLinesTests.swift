import Drawing
import Evidence
import Pixels
import Reading
import Testing

@testable import Pipeline

/// Lines of small type one below the other, black on white.
private func page(_ lines: [String], _ role: FaceRole) throws -> Image {
  let face = try #require(Faces(part: .tuning).all(role).first)
  let drawn = lines.map { drawnLine(text: $0, face: face, height: 16) }
  let width = (drawn.map(\.width).max() ?? 0) + 160
  var luma = Plane(width: width, height: 70 * drawn.count + 200, filledWith: 255)
  for (n, line) in drawn.enumerated() {
    for y in 0..<line.height { for x in 0..<line.width { luma[x + 80, y + 100 + 70 * n] = line[x, y] } }
  }
  return Image(luma: luma)
}

/// A page that was taken for simplified Chinese and gave no mark is told by its whole lines.
@Suite struct WholeLines {
  static let pages: [([String], FaceRole, String?)] = [
    (
      ["請於一百一十年十一月四日前函復意見", "場區訪客應於七小時前完成申請登記", "經查測試數據與規格相符擬同意結案", "所需經費由年度預算相關科目項下支應"], .ming,
      "chi_tra"
    ),
    (
      ["来訪者は三日前までに届け出ること。", "操作員の教育は三月十二日に開始した。", "測定の結果、逸脱は認められなかった。", "作業部会はこの計画を了承している。"], .mincho,
      "jpn"
    ),
    (
      ["各责任单位对人员编组和通信联络负责", "会议议定事项由综合组汇总后报送办公室", "根据年度工作要点确保时间节点不后延", "相关处室围绕现场踏勘要逐项建立台账"], .song, nil
    ),
  ]

  @Test(arguments: pages)
  func tellWhichChineseSignsTheyAreIn(_ lines: [String], _ role: FaceRole, _ model: String?) throws {
    let image = try page(lines, role)
    let straight = try StraightReader(regimes: ["cn", "tw", "jp"])
    let (reader, view) = (straight.reader, straight.view(of: image, in: "chi_sim"))
    var watch = Stopwatch()
    var reading = PageReading(of: view, in: image, glanced: image, by: reader)
    #expect(reading.result(&watch).judgement.verdict == .clear)
    #expect(reading.betterChinese(&watch) == model)
    #expect(reader.result(of: view, image, image, &watch).language == model ?? "chi_sim")
  }
}
