"""What each network tells apart: the signs of its marks, and one for all others."""

OTHER = "〓"
# One shape, or near enough.
FOLDED = str.maketrans({"☆": "★", "（": "(", "）": ")"})
FOLDED_FOREIGN = str.maketrans({"（": "(", "）": ")", "–": "-", "—": "-", "Ё": "Е", "0": "O"})
# Capitals that look the same in both scripts are Latin ones.
LATIN_SHAPED = str.maketrans("АВСЕНКМОРТХІ", "ABCEHKMOPTXI")
UNTOLD = ".,:;'\""


class Signs:
    def __init__(self, signs, mark):
        self.signs = sorted(set(signs + OTHER))
        # What of a text says that it is a mark, for the figures.
        self.mark = mark

    def known(self, text):
        return "".join(sign if sign in self.signs else OTHER for sign in text if not sign.isspace())


class Marks(Signs):
    """Of the mainland, and the traditional ones."""

    def __init__(self):
        super().__init__("绝机秘密機極絕對0123456789年月日个长期启用前后解公开一二三五十特急加平级件永久★()", "[绝机秘]密")

    def label(self, text):
        """A text as it is learned, without spaces: Tesseract puts some between Chinese signs anyway."""
        return self.known(text.translate(FOLDED))


class Foreign(Signs):
    """Of the other countries."""

    def __init__(self):
        super().__init__(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZÜÉÈБГДЖЗИЙЛПУФЦЧШЩЪЫЬЭЮЯⅠⅡⅢ급비밀대외군사極秘特定密取扱注意部外社機性情報厳限閲覧123456789/-",
            "(?i)SECRET$|GEHEIM|RESTR|CONFID|DIENST|급비밀|대외비|秘$|СЕКРЕТНО|ВАЖНОСТИ|СЛУЖЕБНОГО")

    def label(self, text):
        """The like, in capitals and in one script's shapes."""
        text = text.translate(FOLDED_FOREIGN).upper().translate(LATIN_SHAPED)
        return self.known("".join(sign for sign in text if sign not in UNTOLD))


MODELS = {"marks": Marks, "foreign": Foreign}
