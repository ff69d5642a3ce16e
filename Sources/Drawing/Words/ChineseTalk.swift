/// Talk of secrecy, for pages without a mark. The part for tuning has much of it, and the one for measuring only what
/// each page has of its own: what a scan takes for marks shall be found on other words than it is measured on.
extension ChineseWords {
  /// Sentences of news and lessons.
  var talkInPrint: [String] {
    guard part == .tuning else { return [] }
    return [
      "文件首页左上角标有“机密★10年”字样。", "标注“秘密★5年”的通知被他随手拍下。", "该批材料中，绝密级1份、机密级3份、秘密级12份。",
      "密级标志由密级、★和保密期限组成，例如“绝密★30年”。", "未标明期限的，绝密级按三十年、机密级按二十年、秘密级按十年认定。",
      "机密、秘密级载体的复制件应当加盖复制戳记。", "“绝密★启用前”的试卷在开封前不得翻阅。", "以“特急”“加急”字样催办的传真不得转发。",
      "涉及秘密★长期的档案，由保管单位定期清点。", "对外提供资料时，应当先行保密审查，确认不涉及国家秘密、工作秘密。",
      "内部资料、注意保存的刊物，不得公开陈列。", "嫌疑人供述：“我只拍了机密那一页。”", "解密后的档案加盖“解密”章，原标志划去。",
      "工作秘密不得标注为国家秘密。", "商业秘密、核心商密与普通商密由企业自行确定。", "收到密码电报后，不得抄录、摘引。",
    ]
  }

  /// Lines of a story, with somebody's secret in it.
  var talkInStories: [String] {
    guard part == .tuning else { return [] }
    return [
      "“绝密？”他笑出了声。", "信封上只有两个字：绝密。", "卷宗的封面写着机密，里面却空无一物。", "秘密！又是秘密！", "她说那是她一生的秘密，长期压在心底。",
      "档案柜最下层，标签早已褪色：机密，三十年。", "“特急，”勤务兵喘着气说，“特急！”", "谁都有秘密。", "他把机密★二字念成了“鸡蜜星”。",
    ]
  }

  /// What people write to each other, and to themselves.
  var talkInMessages: [String] {
    guard part == .tuning else { return [] }
    return [
      "机密！", "绝密", "秘密", "机密哦", "秘密花园几点关门", "特急！帮我带份早饭", "保密★别说出去", "机密★20年 考试会考吗", "这是我们的秘密★永远",
      "绝密计划：周六爬山", "不许外传！机密！", "内部消息 注意保密", "密级怎么填？", "秘密级10年 机密级20年 绝密级30年", "背一下：绝密30年", "启用前不要拆",
      "Top secret!!!", "CONFIDENTIAL :)", "密码电报是什么", "机密 × 3", "1. 机密", "（秘密）", "【机密】明天吃火锅",
    ]
  }

  /// Titles of lessons and news.
  var talkInTitles: [String] {
    guard part == .tuning else { return [] }
    return [
      "机密级文件怎么管", "绝密★启用前：试卷去了哪里", "秘密就在你身边", "保密期限知多少", "定密、变更与解密", "特急！这份通知不能拍", "工作秘密管理要点", "什么是“密码电报”",
      "机密与秘密的区别", "涉密人员须知", "密级标志图解",
    ]
  }

  /// Questions of a test on secrecy, with their answers to choose from.
  var talkInQuestions: [String] {
    guard part == .tuning else { return [] }
    return [
      "标志“机密★5年”中的★表示（　）。\nA. 国家秘密　B. 重要　C. 紧急", "下列属于密级的是（　）。\nA. 特急\nB. 机密\nC. 内部\nD. 加急",
      "秘密级的保密期限一般不超过（　）。\nA. 秘密★10年　B. 10年　C. 20年", "（　）级国家秘密是最重要的国家秘密。\nA. 绝密\nB. 机密\nC. 秘密",
      "密码电报不得（　）。\nA. 复印　B. 摘抄　C. 转发　D. 以上都是", "密级标注在文件首页的（　）。\nA. 左上角　B. 右上角　C. 版心",
      "启用前的试卷属于（　）。\nA. 绝密　B. 机密　C. 秘密　D. 内部",
    ]
  }
}
