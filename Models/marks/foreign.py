"""What stands on the strips that the model of other countries' marks learns from."""

import re

from texts import Drawn

MARKS = {
    "western": """SECRET|TOP SECRET|CONFIDENTIAL|RESTRICTED|OFFICIAL-SENSITIVE|OFFICIAL - SENSITIVE|UK SECRET|UK TOP SECRET|CUI|CUI//SP-CTI|
CUI//SP-PRVCY|SECRET//NOFORN|SECRET//REL TO USA, FVEY|TOP SECRET//SI//NOFORN|TOP SECRET//SI/TK//NOFORN|CONFIDENTIAL//NOFORN|
SECRET NOFORN|FOR OFFICIAL USE ONLY|FOUO|NATO SECRET|NATO RESTRICTED|NATO CONFIDENTIAL|COSMIC TOP SECRET|RESTREINT UE/EU RESTRICTED|
RESTREINT UE|CONFIDENTIEL UE/EU CONFIDENTIAL|SECRET UE/EU SECRET|TRES SECRET UE/EU TOP SECRET|EU SECRET|EU RESTRICTED|GEHEIM|STRENG GEHEIM|
VS-NUR FÜR DEN DIENSTGEBRAUCH|VS-NfD|VS - NUR FÜR DEN DIENSTGEBRAUCH|VS-VERTRAULICH|VERSCHLUSSSACHE|EINGESCHRÄNKT|VERTRAULICH|AMTLICH GEHEIM|
SECRET DÉFENSE|CONFIDENTIEL DÉFENSE|TRÈS SECRET DÉFENSE|TRÈS SECRET|SECRET|DIFFUSION RESTREINTE|SPÉCIAL FRANCE|UNCLASSIFIED|DECLASSIFIED|
RESTRICTED DATA|SECRET - UK EYES ONLY|OFFICIAL|PROTECT|Secret|Confidential|Restricted|Top Secret|Official-Sensitive|Streng geheim|Geheim|
VS-Nur für den Dienstgebrauch|VS-Vertraulich|Diffusion Restreinte|Secret Défense|WARNING - TOP SECRET""",
    "cyrillic": """СЕКРЕТНО|СОВЕРШЕННО СЕКРЕТНО|ОСОБОЙ ВАЖНОСТИ|ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ|Для служебного пользования|ДСП|Секретно|
Совершенно секретно|Особой важности|СОВ. СЕКРЕТНО|СЕКРЕТНО|СОВЕРШЕННО СЕКРЕТНО|СЕКРЕТНО Экз. № 1|ОСОБОЙ ВАЖНОСТИ|ДЛЯ СЛУЖЕБНОГО""",
    "korean": """Ⅰ급비밀|Ⅱ급비밀|Ⅲ급비밀|Ⅰ급 비밀|Ⅱ급 비밀|Ⅲ급 비밀|대외비|대 외 비|Ⅱ 급 비 밀|Ⅲ 급 비 밀|Ⅰ 급 비 밀|군사Ⅱ급비밀|군사Ⅲ급비밀|대외비(對外秘)""",
    "japanese": """秘|極秘|特定秘密|取扱注意|部外秘|社外秘|機密性2情報|機密性3情報|極 秘|秘|極秘|厳秘|取扱厳重注意|機密|㊙|特定秘密（防衛）|密|極機密|
部内限り|閲覧注意""",
}
NEAR = {
    "western": """SECRETARY|SECRETARIAT|SECRETARIAL|SECTION|SECURITY|SECTOR|SECOND|SECURE|SERVICE|REFERENCE|RESTAURANT|RESTORED|RESTRICTION|DISTRICT|
CONFERENCE|CONFIDENCE|CONFIDENT|CONFIRMATION|CONTINENTAL|CREDENTIALS|GEMEINDE|GEHEIMNIS|GEMEINSAM|GEHEN|DAHEIM|STRENGTH|STREET|STRATEGIE|
DIENSTLEISTUNG|DIENSTSTELLE|DIENSTREISE|GEBRAUCH|GEBRAUCHT|DIFFUSION|DIRECTION|RESTREINDRE|RESTRUCTURING|DÉFENSE|DEFENSE|DEFENCE|TOP|STOP|TOTAL|
OFFICE|OFFICER|OFFICIALS|UNOFFICIAL|SENSITIVITY|SENSOR|CURRICULUM|CUT|CURRENCY|CIRCULAR|NATO|NATIONAL|NATION|RATIO|COSMIC|COSMETIC|EU|EUROPE|UE|
EYES ONLY|ONLY|FORECAST|NORTHERN|CONSERVED|SECRETION|DISCRETE|CONCRETE|DECREE|RECENT|SELECT|SEGMENT|SUBJECT|PROJECT|OBJECT|ASPECT|RESPECT|
VERTRAG|VERTRETER|VERTRIEB|VERSCHLUSS|SACHE|TRES|PRESENT|PRESIDENT|RESIDENTIAL|POTENTIAL|ESSENTIAL|FINANCIAL|COMMERCIAL|CREDIT|RESULT""",
    "cyrillic": """СЕКРЕТАРЬ|СЕКРЕТАРИАТ|СЕКЦИЯ|СЕКТОР|СЕКУНДА|СЕРВИС|КОНКРЕТНО|КОНКРЕТНО|СОВЕТ|СОВЕРШЕННО|СОВЕРШЕНСТВО|СОВМЕСТНО|ОСОБЕННО|ОСОБЫЙ|
ВАЖНО|ВАЖНОСТЬ|НОВОСТИ|СЛУЖБА|СЛУЖЕБНАЯ ЗАПИСКА|ПОЛЬЗОВАТЕЛЬ|ПОЛЬЗА|ОТЧЕТНО|ИНТЕРЕСНО|СРОЧНО|ДЛЯ|ДЛЯ ЗАМЕТОК|ДСК|ДОП|ДСТ""",
    "korean": """비밀번호|비밀|급여|급식|특급|등급|고급|비서|비고|경비|대외협력|대외|대비|외부|외교|대한민국|국외|준비|설비|비행|비용|일급|이급|밀봉|정밀|보안|공문|보고서|
회의|결재|시행|접수|담당|긴급|계급|대위|대회|군사|사본""",
    "japanese": """秘書|秘書課|秘伝|秘湯|神秘|秘密|極意|極東|積極的|究極|機密性1情報|気密性|機能性|重要性情報|機密文書|機密費|完全性2情報|極上|特定|特定健診|取扱説明書|取扱|注意事項|注意|部外者|外部|社外|会社|情報|情報公開|機械|機能|密着|
精密|厳守|厳選|禁止|性能|意見|定例|報告|部長|外国|取引|特別|秋|種|稲|必|宓|科|私""",
}
PLAIN = {"cyrillic": """Приказ|О порядке|Начальник|Отдел|Управление|Министерство|Протокол|Отчет|Утверждаю|Приложение|Исполнитель|Экз. № 2|В соответствии с|
работы|документ|Инструкция|комиссия|Справка|доклад|пункт|совещание|Российская|область|город|года|проверки|хранение|сведения|подпись|дата""",
    "korean": """수신|참조|제목|시행|기관|과장|국장|계획|보고|회의록|결과|관련|사항|자료|붙임|끝|년도|훈련|부대|작전|지원|검토|협조|내용|일시|장소|인원|예산|통보|안내|제출""",
    "japanese": """件名|議事録|概要|報告書|資料|別紙|令和|年度|会議|課長|局長|について|における|以上|作成|配布|複写|番号|検討|計画|方針|予算|出席者|場所|日時|通知"""}


def parted(table):
    return {script: words.replace("\n", "").split("|") for script, words in table.items()}


MARKS, NEAR, PLAIN = parted(MARKS), parted(NEAR), parted(PLAIN)


class Texts(Drawn):
    """Two fifths are marks; most are none, or the network would see marks everywhere."""

    FRAMED, WORN = 16, 45

    def __init__(self, dice, words, common):
        super().__init__(dice, common)
        self.han = [word for word in words if re.search(r"[\u4e00-\u9fff]", word)]
        self.words = {
            "western": [word for word in words if not re.search(r"[\u0400-\uffff]", word)],
            "cyrillic": [word for word in words if re.search(r"[\u0400-\u04ff]", word)] + PLAIN["cyrillic"],
            "korean": [word for word in words if re.search(r"[\uac00-\ud7af]", word)] + PLAIN["korean"],
            "japanese": [word for word in words if re.search(r"[\u3040-\u30ff]", word)] + PLAIN["japanese"],
        }

    def cased(self, text, script):
        if script in ("western", "cyrillic"):
            kind = self.dice.random()
            if kind < 0.5:
                return text.upper().replace("ẞ", "SS")
            if kind < 0.57:
                return text.title()
        return text

    def pick(self):
        """(text, script)"""
        dice = self.dice
        script = dice.choices(["western", "cyrillic", "korean", "japanese"], [34, 22, 20, 24])[0]
        kind = dice.random()
        if kind < 0.38:
            text = dice.choice(MARKS[script])
            if script in ("western", "cyrillic") and dice.random() < 0.7:
                text = text.upper()
            if dice.random() < 0.05:
                text = dice.choice(["- ", "(", "[", "/ ", "* "]) + text + dice.choice([" -", ")", "]", " /", ""])
            if dice.random() < 0.04:
                text = text[:-1] if len(text) > 2 else text
            if dice.random() < 0.03 and len(text) > 3:
                text = text[1:]
        elif kind < 0.6:
            text = self.cased(" ".join(dice.choice(NEAR[script]) for _ in range(dice.choice([1, 1, 1, 2]))), script)
        elif kind < 0.66:
            text = dice.choice(["%d" % dice.randint(0, 999999), "%d.%d.%d" % (dice.randint(1, 31), dice.randint(1, 12), dice.randint(1950, 2030)),
                "%s-%d/%d" % (dice.choice("ABCDEGHKLMNPRS"), dice.randint(1, 999), dice.randint(1, 99)), "Page %d of %d" % (dice.randint(1, 9), dice.randint(9, 30)), "- %d -" % dice.randint(1, 99)])
        elif kind < 0.86 and script in ("korean", "japanese"):
            # Chinese signs of all sorts, in rows of all lengths: what the network does not know is nothing.
            chinese = dice.random()
            if chinese < 0.4:
                text = "".join(dice.choices(self.common, k=dice.randint(1, 9)))
            else:
                text = self.part(self.han, 2, 14) or "一"
            script = dice.choice(["simplified", "traditional"]) if chinese < 0.7 else "any"
        else:
            text = self.cased(self.part(self.words[script], 2, 30 if script in ("western", "cyrillic") else 14) or "A", script)
        return text, script
