"""What stands on the strips that the model of the mainland's marks learns from."""

import re

from texts import Drawn

LEVELS = "机密 绝密 秘密".split()
TRADITIONAL_LEVELS = "機密 極機密 絕對機密 絕密".split()
OTHER_MARKS = """機密 極機密 絕對機密 密 極秘 秘 取扱注意 社外秘 部外秘 厳秘 特定秘密 絕密 機密等級 內部 内部 内部资料
内部文件 商密 商业秘密 核心商密 普通商密 工作秘密 内部传阅 限閱文件 高度機密 機密文件 國家機密 机密件 绝密件 秘密件 机密级 绝密级
秘密级 非密 公开""".split()
LATIN = """TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED|UNCLASSIFIED|TOP SECRET//SI//NOFORN|SECRET//REL TO USA, FVEY|CUI
FOR OFFICIAL USE ONLY|OFFICIAL-SENSITIVE|NATO SECRET|COSMIC TOP SECRET|RESTREINT UE/EU RESTRICTED|STRENG GEHEIM
VS-NUR FÜR DEN DIENSTGEBRAUCH|SECRET DÉFENSE|DIFFUSION RESTREINTE|COMPANY CONFIDENTIAL|Confidential|DECLASSIFIED""".replace(
    "\n", "|").split("|")
CYRILLIC = "СЕКРЕТНО|СОВЕРШЕННО СЕКРЕТНО|ОСОБОЙ ВАЖНОСТИ|Для служебного пользования|ДСП|Экз. № 1".split("|")
HANGUL = "Ⅰ급 비밀|Ⅱ급 비밀|Ⅲ급비밀|대외비|일반문서|공문".split("|")
# Words with a mark's signs in them that are none.
NEAR = """秘书 秘书长 秘密武器 秘籍 秘方 奥秘 神秘 揭秘 机票 机关 机场 机器 机构 机电 机会 手机 飞机 司机 时机 危机 密码 密封 密度
密切 密集 紧密 周密 亲密 严密 保密 加密 解密 泄密 精密 稠密 绝对 绝缘 绝不 拒绝 杜绝 密件 密级 长江 长城 长期 期间 期末 日期 启用
启事 年级 年度 少年 机械 机制 机房 涉密 密室 绝版 绝望 秘诀 机要 机遇 保密局 密电 密钥 绝句 五角星 星期 机密性""".split()
HEADS = """文件 人民政府文件 委员会文件 办公厅 办公室 明传电报 密码电报 内部明电 传真电报 国务院 省人民政府 公安局 关于 的通知
的通报 的报告 的请示 的函 的批复 的意见 的决定 会议纪要 签发人 特急 加急 平急 特提 急件 份号 密级 保密期限 紧急程度 发电单位
签批盖章 等级 编号 核稿 拟稿 主送 抄送 附件 印发 档号 速別 發文字號 發文日期 受文者 主旨 說明 裝訂線 會議紀錄 限り""".split()
TRADITIONAL = re.compile("[機國號發為會辦說與極絕對閱條紀訂]")


class Texts(Drawn):
    """A quarter are marks of the mainland, a few are traditional ones; most are none, or the network would see marks
    everywhere."""

    FRAMED, WORN = 7, 30

    def __init__(self, dice, words, common):
        """What is written on the samples' pages, and the commonest Chinese signs."""
        super().__init__(dice, common)
        self.chinese = [word for word in words if re.search(r"[\u4e00-\u9fff]", word)]
        self.latin = [word for word in words if not re.search(r"[\u0400-\uffff]", word)]
        self.rest = [word for word in words if re.search(r"[\u0400-\u04ff\u3040-\u30ff\uac00-\ud7af]", word)]

    def period(self):
        dice = self.dice
        day = "%d年%d月%d日" % (dice.randint(1990, 2040), dice.randint(1, 12), dice.randint(1, 28))
        return dice.choices(
            [
                "%d年" % dice.choice([1, 2, 3, 5, 6, 8, 10, 15, 20, 25, 30]),
                "长期",
                dice.choice(["一", "二", "三", "五", "十", "二十", "三十"]) + "年",
                "%d个月" % dice.randint(1, 12),
                dice.choice(["启用前", "解密前", "公开前", "公布前", "实施前"]),
                day,
                day + "前",
                "(%d年)" % dice.choice([5, 10, 20, 30]),
                dice.choice(["考试结束前", "试题启用前", "会议结束后解密", "永久"]),
            ],
            [30, 15, 10, 10, 7, 8, 6, 6, 8])[0]

    def mark(self):
        dice = self.dice
        level = dice.choice(LEVELS)
        kind = dice.random()
        if kind < 0.78:
            text = level + dice.choices(["★", "☆", "*", "·", ""], [12, 1, 0.6, 0.2, 0.8])[0] + self.period()
        elif kind < 0.9:
            text = level
        else:
            text = dice.choice(["密级：", "密级", "保密等级：", "等级"]) + level + dice.choice(["", "★" + self.period()])
        if dice.random() < 0.06:
            text += dice.choice([" 特急", " 加急", "  No.000123", " 第3号"])
        if dice.random() < 0.05:
            text = dice.choice(["特急 ", "000123 ", "中发"]) + text
        # An end that was cut off.
        if dice.random() < 0.06:
            text = text[:-1]
        return text[1:] if dice.random() < 0.04 else text

    def traditional_mark(self):
        """The two scripts write 机 and 绝 differently, and Tesseract's models know one of the two each."""
        dice = self.dice
        level = dice.choices(TRADITIONAL_LEVELS, [5, 2, 1, 3])[0]
        before = dice.choices(["", "密等：", "等級：", "機密等級：", "密等及解密條件或保密期限："], [12, 2, 1, 1, 1])[0]
        released = "（%d年%d月解密）" % (dice.randint(90, 140), dice.randint(1, 12))
        after = dice.choices(["", "★" + self.period(), released, "文件"], [14, 1, 1, 1])[0]
        return before + level + after

    def number(self):
        dice = self.dice
        day = "%d年%d月%d日" % (dice.randint(1990, 2030), dice.randint(1, 12), dice.randint(1, 28))
        letter = "".join(dice.choices(self.common, k=2)) + dice.choice(["发", "函", "办", "办发", "字"])
        style = dice.choice(["〔%d〕%d号", "[%d]%d号", "（%d）第%d号"])
        return dice.choice(
            [
                letter + style % (dice.randint(1990, 2030), dice.randint(1, 300)),
                "%06d" % dice.randint(0, 999_999),
                day,
                "第%d页" % dice.randint(1, 99),
                "%d.%02d" % (dice.randint(0, 999), dice.randint(0, 99)),
                "- %d -" % dice.randint(1, 99),
            ])

    def mixed(self, words):
        dice = self.dice
        return "".join(
            dice.choice(words) if dice.random() < 0.65 else dice.choice(self.common) for _ in range(dice.randint(1, 4)))

    def pick(self):
        """(text, script)"""
        dice = self.dice
        kind = dice.random()
        if kind < 0.24:
            return self.mark(), "simplified"
        if kind < 0.30:
            return self.traditional_mark(), "traditional"
        if kind < 0.40:
            script = dice.choices(["han", "latin", "cyrillic", "korean"], [5, 11, 3, 2])[0]
            if script == "latin":
                return dice.choice(LATIN), "latin"
            if script == "cyrillic":
                return dice.choice(CYRILLIC), "latin"
            if script == "korean":
                return dice.choice(HANGUL), "korean"
            text = dice.choice(OTHER_MARKS)
        elif kind < 0.48:
            text = self.mixed(NEAR)
        elif kind < 0.56:
            text = self.mixed(HEADS)
        elif kind < 0.64:
            text = self.number()
        elif kind < 0.75:
            # Two heavy signs are what a level is taken for.
            text = "".join(dice.choices(self.common, k=dice.randint(2, dice.choice([3, 12]))))
        elif kind < 0.88:
            text = self.part(self.chinese, 3, 16)
        elif kind < 0.95:
            return self.part(self.latin, 4, 28) or "A", "latin"
        else:
            return self.part(self.rest, 2, 16) or "の", "any"
        return text, "traditional" if TRADITIONAL.search(text) else "simplified"
