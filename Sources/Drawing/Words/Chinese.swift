/// Splits at spaces: the lists below read easier so.
func words(_ text: String) -> [String] {
  text.split(separator: " ").map(String.init)
}

/// Chinese for pages: every agency, place and person is invented. The two parts have words of their own.
package struct ChineseWords: Sendable {
  let part: SamplePart
  private var tuning: Bool { part == .tuning }

  package init(part: SamplePart) {
    self.part = part
  }

  package var places: [String] {
    tuning
      ? words("澜州市 青屿市 泽宁省 松峪县 云汀区 宁沅市 东屏县 鹿原市 海峪市 白榆区")
      : words("汐州市 岚城市 朔宁省 槐川县 望湖区 临澹市 西樾县 雁浦市 北峤市 桐溪区")
  }

  var organs: [String] {
    tuning
      ? words("人民政府 人民政府办公室 发展和改革委员会 财政局 应急管理局 教育局 水务局 委员会办公室 档案局 统计局 科学技术局")
      : words("人民政府 人民政府办公厅 交通运输局 审计局 卫生健康委员会 自然资源局 农业农村局 委员会 机关事务管理局 粮食和物资储备局")
  }

  /// What stands before 〔year〕 in a document number.
  package var signs: [String] {
    tuning
      ? words("澜政发 青办发 泽财 松应急 云教字 宁发改 东委办 鹿水务 海统 白科")
      : words("汐政办 岚交发 朔审 槐卫 望资源 临农 西委 雁机管 北粮储 桐办")
  }

  package var people: [String] {
    tuning
      ? words("林知远 陈牧之 苏闻溪 何望舒 方砚秋 贺兰亭 沈予安 陆怀瑾")
      : words("顾清川 叶疏桐 秦北辰 温如故 谢临风 江念一 许慕白 傅云深")
  }

  private var subjects: [String] {
    tuning
      ? words("各有关单位 各乡镇 领导小组办公室 牵头部门 责任科室 值班人员 参会单位 项目承办方 机关各处室 驻地各单位")
      : words("各成员单位 各街道 专项工作组 主管部门 经办人员 联络员 承建单位 下属机构 基层站所 相关企业")
  }

  private var verbs: [String] {
    tuning
      ? words("要认真落实 应当及时报送 须严格核对 要统筹安排 应逐项检查 要切实加强 须按时完成 要妥善保管")
      : words("应当抓紧推进 要如实填报 须全面梳理 应定期汇总 要主动对接 须逐级审核 应按规定办理 要持续改进")
  }

  private var objects: [String] {
    tuning
      ? words("年度重点任务 防汛物资储备情况 仓库消防设施 档案移交清单 预算执行进度 道路养护计划 演练方案和预案 值班值守制度 设备检修记录 会议议定事项")
      : words("季度工作台账 冬季供暖保障措施 车辆使用登记 固定资产盘点结果 项目验收材料 用地调查数据 应急联络渠道 巡查整改情况 培训考核安排 物资采购计划")
  }

  private var tails: [String] {
    tuning
      ? words("并于每月底前书面报告 确保责任到人 不得推诿拖延 遇有重大情况随时上报 做到底数清楚 为下一步工作打好基础 相关经费从年度预算列支")
      : words("并将结果反馈办公室 形成长效机制 防止流于形式 必要时可提请专题研究 做到有据可查 切实提高工作质量 所需资金统筹解决")
  }

  private var titleTopics: [String] {
    tuning
      ? words("开展汛前安全检查 调整年度工作计划 组织联合演练 加强仓储管理 规范档案移交 落实值班制度 推进道路养护 核定专项经费")
      : words("做好冬季保障工作 开展资产清查 报送统计资料 优化办事流程 召开专题会议 加强车辆管理 组织业务培训 实施设备更新")
  }

  // MARK: Pieces

  func agency(_ dice: inout Dice) -> String { dice.pick(places) + dice.pick(organs) }
  func person(_ dice: inout Dice) -> String { dice.pick(people) }

  func sentence(_ dice: inout Dice) -> String {
    var text = dice.pick(subjects) + dice.pick(verbs) + dice.pick(objects)
    if dice.chance(0.6) { text += "，" + dice.pick(verbs) + dice.pick(objects) }
    if dice.chance(0.7) { text += "，" + dice.pick(tails) }
    return text + "。"
  }

  /// Sentences up to about so many characters.
  func paragraph(_ length: Int, _ dice: inout Dice, indented: Bool = true) -> String {
    var text = indented ? "　　" : ""
    while text.count < length { text += sentence(&dice) }
    return text
  }

  /// Paragraphs as an official page has them, some with a numbered head.
  func body(_ length: Int, _ dice: inout Dice) -> String {
    let heads = ["一、总体要求", "二、主要任务", "三、工作步骤", "四、有关要求", "五、保障措施", "六、其他事项"]
    var text = ""
    var head = 0
    while text.count < length {
      if dice.chance(0.5) && head < heads.count {
        text += "　　" + heads[head] + "\n"
        head += 1
      }
      text += paragraph(dice.whole(50...120), &dice) + "\n"
    }
    return text
  }

  func title(_ dice: inout Dice) -> String {
    "关于" + dice.pick(titleTopics) + "的" + dice.pick(words("通知 请示 报告 函 意见 批复 方案 通报"))
  }

  func number(_ dice: inout Dice) -> String {
    let year = dice.whole(2012...2025)
    return dice.pick(signs) + dice.pick(["〔\(year)〕", "〔\(year)〕", "〔\(year)〕", "[\(year)]"])
      + "\(dice.whole(1...168))号"
  }

  func date(_ dice: inout Dice) -> String {
    "\(dice.whole(2012...2025))年\(dice.whole(1...12))月\(dice.whole(1...28))日"
  }

  /// 样张, so that nobody takes the page for a real one.
  func imprint(_ dice: inout Dice) -> String {
    dice.pick(["样张", "样张 仅供测试", "（样张）", "样 张", "样张 SAMPLE"])
  }
}

/// A mark as Chinese offices write it.
package struct ChineseMark: Sendable {
  package var level: String
  package var text: String

  /// All spellings: with the star, old ones, and wrong but real ones. `bare` is the likelihood of the level
  /// alone.
  package init(_ dice: inout Dice, bare: Double = 0.12, spaced: Double = 0.3, old: Bool = false) {
    level = dice.pick(weighted: [("绝密", 0.25), ("机密", 0.4), ("秘密", 0.35)])
    if dice.chance(bare) {
      text = level
      if dice.chance(spaced) {
        text = String(level.first!) + dice.pick(["　", "  ", " "]) + String(level.last!)
      } else if dice.chance(0.2) {
        text += "★"
      }
      return
    }
    let most = level == "绝密" ? 30 : level == "机密" ? 20 : 10
    let years = [1, 2, 3, 5, 8, 10, 15, 20, 25, 30].filter { $0 <= most }
    let hanYears = words("一年 二年 三年 五年 十年 二十年 三十年")
    let period = dice.pick(weighted: [
      ("\(most)年", 0.3), ("\(dice.pick(years))年", 0.25), ("长期", old ? 0.2 : 0.1), ("6个月", 0.06),
      ("3个月", 0.02), ("解密条件", 0.04), (dice.pick(hanYears), old ? 0.4 : 0.08),
      ("\(dice.whole(2026...2049))年\(dice.whole(1...12))月\(dice.whole(1...28))日前", 0.06),
      ("工作完成后解密", 0.03), ("（\(most)年）", 0.02), ("(\(most)年)", 0.02), ("公开前", 0.02),
    ])
    let star = dice.pick(weighted: [
      ("★", 0.84), ("☆", 0.02), ("·", 0.03), ("* ", 0.02), ("*", 0.02), (" ★ ", 0.03), ("★ ", 0.03),
      (" ", 0.01),
    ])
    text = level + star + period
  }
}
