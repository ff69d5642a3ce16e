"""What the network tells apart: the signs of the mainland's and the traditional marks, and one for all others."""

OTHER = "〓"
SIGNS = sorted(set("绝机秘密機極絕對0123456789年月日个长期启用前后解公开一二三五十特急加平级件永久★()" + OTHER))
# One shape, or near enough.
FOLDED = str.maketrans({"☆": "★", "（": "(", "）": ")"})


def label(text):
    """A text as it is learned, without spaces: Tesseract puts some between Chinese signs anyway."""
    return "".join(sign if sign in SIGNS else OTHER for sign in text.translate(FOLDED) if not sign.isspace())
