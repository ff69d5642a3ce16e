import Drawing
import Evidence
import Pixels
import Testing

@testable import Pipeline

private let menu = [
  "待办公文", "已办公文", "收文登记", "发文拟稿", "会议通知", "系统管理", "通讯录", "日程安排", "值班信息", "车辆申请", "用印审批",
  "出差审批", "电子邮箱", "常用链接", "个人设置", "档案查询", "督查督办", "意见征集",
]
private let text = [
  "库房温度保持在零下七十度，备有双人双锁，出入记录保存二十年。", "工作组由九人组成，下设综合、技术、后勤三个小组。", "运输车辆配有押运人员两名，途中实行定位监控。",
  "经专家评审，认为该方案技术路线可行，建议列入下一年度计划。",
]

/// An office's program on a screen: a long menu, then a paper's head in two columns of cells, then its text.
private func screen(_ cells: [(String, String)]) throws -> Image {
  let face = try #require(Faces(part: .tuning).all(.hei).first)
  var raster = Raster(width: 1600, height: 1000)
  Canvas.draw(on: &raster, scale: 1600 / 210) { canvas in
    for (n, word) in menu.enumerated() {
      canvas.line(word, x: 6 + 170 * Double(n % 2), y: 8 + 12 * Double(n / 2), Style(face, 12))
    }
    for (n, cell) in cells.enumerated() {
      let (x, y) = (50 + 75 * Double(n % 2), 24 + 9 * Double(n / 2))
      canvas.line(cell.0, x: x, y: y, Style(face, 8))
      canvas.line(cell.1, x: x + 28, y: y, Style(face, 8))
    }
    for (n, row) in text.enumerated() { canvas.line(row, x: 50, y: 70 + 8 * Double(n), Style(face, 8)) }
  }
  return raster.image
}

/// The level's cell is a small one among many; the cells round it tell that there is one.
@Suite struct CellsOfAForm {
  private func read(_ level: String) throws -> PageReader.Result {
    let image = try screen([
      ("来文单位", "北泽市档案馆"), ("密级", level), ("文号", "无"), ("紧急程度", "平件"), ("来文日期", "三月九日"), ("承办人", "卫东"),
    ])
    let straight = try StraightReader(regimes: ["cn"])
    var watch = Stopwatch()
    return straight.reader.result(of: straight.view(of: image, in: "chi_sim"), image, image, &watch)
  }

  @Test(arguments: ["机密", "绝密★20年"]) func areAskedForTheLevel(_ level: String) throws {
    let judgement = try read(level).judgement
    #expect(judgement.verdict == .marked)
    #expect(judgement.level == String(level.prefix(2)))
  }

  @Test func areNoMarkWhereTheLevelIsNone() throws {
    let result = try read("公开")
    #expect(result.judgement.verdict != .marked)
    #expect(result.matches.contains { $0.rule == "cn.level-label" })
  }
}
