#!/usr/bin/env python3
"""Draws strips of type as Vermilion cuts them out, spoiled as lenses, light, copiers and chats spoil them.

    strips.py [--model foreign] SEED COUNT OUTPUT

writes COUNT pairs of a text and its strip, as the network is shown it: 36 rows of signed bytes, paper 127.
Needs NumPy, OpenCV, Pillow and the fonts that the samples of the tuning part are drawn with.
"""

import argparse
import math
import pathlib
import pickle
import random
import re
import subprocess

import cv2
import numpy
from PIL import Image, ImageDraw, ImageFont

import foreign
import mainland

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Drawing"
# A strip's rows, those of its type, and the paper at either end, as `Straightening` lays them out.
HEIGHT, TYPE, SIDE = 48, 32.6, 14.7
# The rows that the network is shown, and how many it makes of them.
ROWS, INPUT_ROWS = slice(4, 44), 36
# Strips are drawn so many times as large, then made small.
FINE = 2
EM = 56
WIDEST = 900

def common_signs():
    """The 3,755 of the first level of GB 2312."""
    signs = []
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                signs.append(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    return signs


def drawn_words():
    """What is written on the samples' pages."""
    words = []
    for file in sorted(SOURCES.glob("Words/*.swift")) + sorted(SOURCES.glob("Pages/*.swift")):
        for text in re.findall(r'"((?:[^"\\\n]|\\.)*)"', file.read_text()):
            if "\\(" not in text and 1 < len(text) < 80 and any(sign.isalpha() for sign in text):
                words.append(text)
    return words


TEXTS = {"marks": mainland.Texts, "foreign": foreign.Texts}


def faces(is_measuring):
    """Font files by script, of the samples' tuning part or of their measuring part."""
    listed = subprocess.run(
        ["fc-list", "--format", "%{file}|%{family}|%{index}\n"], capture_output=True, text=True, check=True).stdout
    files = {}
    for line in listed.splitlines():
        file, families, index = line.split("|")
        # Higher numbers are named instances of a variable font.
        if int(index) < 256:
            for family in families.split(","):
                files.setdefault(family.strip(), set()).add((file, int(index)))

    def of(*families):
        return sorted(face for family in families for face in files.get(family, ()))

    if is_measuring:
        han = of("AR PL UMing CN", "TW-Sung", "WenQuanYi Zen Hei", "AR PL KaitiM GB", "TW-Kai")
        latin = of("TeX Gyre Termes", "FreeSerif", "FreeSans", "Roboto")
        return {
            "simplified": han, "traditional": han, "korean": of("UnBatang", "UnDotum"), "latin": latin or han, "any": han,
            "western": latin or han, "cyrillic": of("FreeSerif", "FreeSans", "Roboto"),
            "japanese": of("IPAexGothic", "IPAexMincho", "TW-Sung")}
    han = of("Noto Serif CJK SC", "Noto Sans CJK SC")
    western = of(
        "Liberation Serif", "DejaVu Serif", "Linux Libertine O", "PT Serif", "Liberation Sans", "Liberation Sans Narrow", "DejaVu Sans",
        "Liberation Mono", "DejaVu Sans Mono", "FreeMono")
    return {
        "simplified": han + of("AR PL SungtiL GB", "Droid Sans Fallback", "WenQuanYi Micro Hei", "AR PL UKai CN", "LXGW WenKai"),
        "traditional": han + of("Noto Serif CJK TC", "Noto Sans CJK TC", "cwTeXMing", "AR PL UKai TW"),
        "korean": of("Noto Serif CJK KR", "Noto Sans CJK KR", "NanumMyeongjo", "NanumGothic", "NanumSquare"),
        "latin": han + of(
            "Liberation Serif", "DejaVu Serif", "Linux Libertine O", "PT Serif", "Liberation Sans", "DejaVu Sans",
            "Liberation Mono", "DejaVu Sans Mono", "FreeMono"),
        "western": of("Noto Sans CJK SC", "Courier Prime", "GNUTypewriter") + western,
        "cyrillic": western,
        "japanese": of("Noto Serif CJK JP", "Noto Sans CJK JP", "AR PL UKai TW", "cwTeXMing"),
        "any": han,
    }


class Strips:
    def __init__(self, seed, model="marks", is_measuring=False):
        self.dice = random.Random(seed)
        self.noise = numpy.random.default_rng(seed)
        self.texts = TEXTS[model](self.dice, drawn_words(), common_signs())
        self.faces = faces(is_measuring)
        self.fonts = {}

    def font(self, face, size):
        if (face, size) not in self.fonts:
            if len(self.fonts) > 400:
                self.fonts.clear()
            self.fonts[face, size] = ImageFont.truetype(face[0], size, index=face[1])
        return self.fonts[face, size]

    def type(self, text, script):
        """Ink from 0 to 255, cropped to the type; `None` where a face has none of the signs."""
        dice = self.dice
        font = self.font(dice.choice(self.faces[script]), EM)
        spacing = 0
        if len(text) < 7 and dice.random() < 0.25:
            spacing = EM * dice.uniform(0.1, 1.2)
        elif dice.random() < 0.2:
            spacing = EM * dice.uniform(-0.03, 0.12)
        # The star is often of another face than the words.
        star = None
        if "★" in text and dice.random() < 0.25:
            star = self.font(dice.choice(self.faces["any"]), int(EM * dice.uniform(0.7, 1.1)))
        widths = [font.getlength(sign) for sign in text]
        page = Image.new("L", (int(sum(widths) + spacing * len(text)) + 2 * EM, 2 * EM), 0)
        pen = ImageDraw.Draw(page)
        x = EM / 2
        if spacing == 0 and star is None:
            pen.text((x, EM * 0.3), text, font=font, fill=255)
        else:
            for sign, width in zip(text, widths):
                pen.text((x, EM * 0.3), sign, font=star if sign == "★" and star else font, fill=255)
                x += width + spacing
        ink = numpy.asarray(page)
        rows, columns = numpy.flatnonzero(ink.max(1) > 60), numpy.flatnonzero(ink.max(0) > 60)
        if len(rows) < 3 or len(columns) < 3:
            return None
        return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]

    def strip(self, text, script):
        """48 rows of brightness, paper at 255; `None` where nothing could be drawn."""
        ink = self.type(text, script)
        if ink is None:
            return None
        page, width = self.laid(ink)
        page = self.spoiled(self.bent(self.crossed(page, width)))
        # As `Straightening.stretched` does it.
        page = page.astype(numpy.float32)
        darkest = numpy.quantile(page, 0.02)
        paper = max(numpy.quantile(page, 0.75), darkest + 16)
        return numpy.clip((page - darkest) * 255 / (paper - darkest), 0, 255).astype(numpy.uint8)

    def laid(self, ink):
        """The type in its strip, and what stands above or below."""
        dice = self.dice
        if dice.random() < 0.25:
            square = numpy.ones((dice.choice([2, 3, 3, 5]), dice.choice([2, 3, 3])), numpy.uint8)
            ink = cv2.dilate(ink, square) if dice.random() < 0.75 else cv2.erode(ink, square)
        scale = TYPE * dice.uniform(0.85, 1.12) / ink.shape[0]
        if ink.shape[0] < 40:
            # 一 or a dash: as large as its neighbours would be.
            scale = TYPE / (EM * 0.93) * dice.uniform(0.85, 1.15)
        stretch = math.exp(dice.gauss(0, 0.14))
        width = max(4, int(ink.shape[1] * scale * stretch * FINE))
        height = min(HEIGHT * FINE, max(2, int(ink.shape[0] * scale * FINE)))
        left, right = (int(SIDE * FINE * dice.uniform(0.5, 1.5)) for _ in range(2))
        page = numpy.zeros((HEIGHT * FINE, left + width + right), numpy.float32)
        top = int((HEIGHT * FINE - height) / 2 + dice.gauss(0, 1.3) * FINE)
        top = max(0, min(HEIGHT * FINE - height, top))
        page[top : top + height, left : left + width] = cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA) / 255
        other = self.type(*self.texts.pick()) if dice.random() < 0.14 else None
        if other is not None:
            rows = min(height, int(dice.uniform(1, 7) * FINE))
            other = cv2.resize(other, (page.shape[1], height), interpolation=cv2.INTER_AREA) / 255
            if dice.random() < 0.5:
                page[:rows] = numpy.maximum(page[:rows], other[-rows:])
            else:
                page[-rows:] = numpy.maximum(page[-rows:], other[:rows])
        return page, width

    def crossed(self, page, width):
        """Rules, frames and strokes."""
        dice = self.dice
        rows, columns = page.shape
        if dice.random() < 0.08:
            y = dice.choice([dice.uniform(0, 8), dice.uniform(40, 47)]) * FINE
            cv2.line(page, (0, int(y)), (columns, int(y + dice.gauss(0, 3))), dice.uniform(0.6, 1), dice.randint(1, 4))
        if 100 * dice.random() < self.texts.FRAMED:
            side = int((columns - width) * 0.15)
            cv2.rectangle(page, (side, 3 * FINE), (columns - side, 45 * FINE), 1.0, dice.randint(1, 6))
        if dice.random() < 0.04:
            ends = (int(rows * dice.uniform(0.3, 0.7)) for _ in range(2))
            cv2.line(page, (0, next(ends)), (columns, next(ends)), dice.uniform(0.5, 1), dice.randint(2, 5))
        return page

    def bent(self, page):
        dice = self.dice
        rows, columns = page.shape
        lean, turn = dice.gauss(0, 0.06), dice.gauss(0, 0.012)
        matrix = numpy.float32([[1, lean, -lean * rows / 2], [turn, 1, -turn * columns / 2]])
        page = cv2.warpAffine(page, matrix, (columns, rows), flags=cv2.INTER_LINEAR)
        if dice.random() < 0.25:
            height, waves, start = dice.gauss(0, 1.2) * FINE, dice.uniform(0.7, 2), dice.uniform(0, 3)
            y, x = numpy.mgrid[0:rows, 0:columns].astype(numpy.float32)
            y += height * numpy.sin(x / columns * math.pi * waves + start)
            page = cv2.remap(page, x, y.astype(numpy.float32), cv2.INTER_LINEAR)
        return page

    def spoiled(self, page):
        """Wear, lens, light, sensor, copier and chat, in this order; ink becomes brightness."""
        dice, noise = self.dice, self.noise
        rows, columns = page.shape
        if 100 * dice.random() < self.texts.WORN:
            grain = dice.choice([2, 4, 8])
            wear = noise.random((max(2, rows // grain), max(2, columns // grain))).astype(numpy.float32)
            page = page * numpy.clip(1.2 - dice.uniform(0.2, 1.2) * cv2.resize(wear, (columns, rows)), 0, 1)
        blur = abs(dice.gauss(0, 0.055)) if dice.random() < 0.75 else dice.uniform(0.04, 0.11)
        if blur * TYPE * FINE > 0.5:
            page = cv2.GaussianBlur(page, (0, 0), blur * TYPE * FINE)
        if dice.random() < 0.2:
            page = self.moved(page)
        ink = dice.uniform(0.25, 1) if dice.random() < 0.6 else dice.uniform(0.8, 1)
        paper = dice.uniform(0.55, 1)
        # How high the type was in the photo, in pixels.
        seen = dice.choice([dice.uniform(9, 16), dice.uniform(14, 33), dice.uniform(24, 64)])
        share = min(1, seen / TYPE / FINE)
        size = (max(8, int(columns * share)), max(6, int(rows * share)))
        page = cv2.resize(paper * (1 - ink * page), size, interpolation=cv2.INTER_AREA)
        if dice.random() < 0.35:
            shade = numpy.linspace(0, 1, size[0])[None, :: dice.choice([1, -1])] ** dice.uniform(0.5, 3)
            page = page * (1 - dice.uniform(0, 0.5) * shade)
        if dice.random() < 0.15:
            period, angle = dice.uniform(2.2, 8), dice.uniform(0, math.pi)
            y, x = numpy.mgrid[0 : size[1], 0 : size[0]]
            along = x * math.cos(angle) + y * math.sin(angle)
            page = page * (1 + dice.uniform(0.03, 0.12) * numpy.sin(2 * math.pi * along / period))
        if dice.random() < 0.6:
            page = page + noise.normal(0, abs(dice.gauss(0, 0.022)), page.shape)
        if dice.random() < 0.12:
            page = page + cv2.resize(noise.normal(0, 0.05, (max(2, size[1] // 3), max(2, size[0] // 3))), size)
        if dice.random() < 0.12:
            threshold = paper * (1 - ink * dice.uniform(0.25, 0.6))
            page = 1 / (1 + numpy.exp(-(page - threshold) * dice.uniform(8, 40)))
            if dice.random() < 0.5:
                specks, part = noise.random(page.shape), dice.uniform(0, 0.02)
                page = numpy.where(specks < part, 0, numpy.where(specks > 1 - part, 1, page))
        page = numpy.clip(page * 255, 0, 255).astype(numpy.uint8)
        if dice.random() < 0.45:
            packed = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, dice.randint(12, 70)])[1]
            page = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)
        wide = (max(10, columns // FINE), HEIGHT)
        page = cv2.resize(page, wide, interpolation=cv2.INTER_LINEAR if share * FINE < 1 else cv2.INTER_AREA)
        if dice.random() < 0.1:
            soft = cv2.GaussianBlur(page, (0, 0), 4).astype(numpy.float32)
            page = numpy.clip(page + 2 * (page - soft), 0, 255)
        return page

    def moved(self, page):
        length, angle = TYPE * FINE * self.dice.uniform(0.05, 0.22), self.dice.uniform(0, math.pi)
        reach = int(length) + 2
        kernel = numpy.zeros((2 * reach + 1, 2 * reach + 1), numpy.float32)
        x, y = length / 2 * math.cos(angle), length / 2 * math.sin(angle)
        cv2.line(kernel, (round(reach - x), round(reach - y)), (round(reach + x), round(reach + y)), 1.0, 1)
        return cv2.filter2D(page, -1, kernel / kernel.sum())


def prepared(strip):
    """As Tesseract prepares a raw line for an integer network: black and white from the extremes of its middle row."""
    rows = strip[ROWS]
    width = max(6, round(rows.shape[1] * INPUT_ROWS / rows.shape[0]))
    rows = cv2.resize(rows, (width, INPUT_ROWS), interpolation=cv2.INTER_AREA)
    before, here, after = (rows[INPUT_ROWS // 2].astype(int)[part] for part in (slice(0, -2), slice(1, -1), slice(2, None)))
    lows = here[((here < before) & (here <= after)) | ((here <= before) & (here < after))]
    highs = here[((here > before) & (here >= after)) | ((here >= before) & (here > after))]
    black = numpy.quantile(lows, 0.25) if len(lows) else 0
    white = numpy.quantile(highs, 0.75) if len(highs) else 255
    contrast = max(1, (white - black) / 2)
    return (numpy.clip((rows - black) / contrast - 1, -1, 1) * 127).round().astype(numpy.int8)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", choices=sorted(TEXTS), default="marks")
    arguments.add_argument("seed", type=int)
    arguments.add_argument("count", type=int)
    arguments.add_argument("output")
    arguments = arguments.parse_args()
    strips = Strips(arguments.seed, arguments.model)
    drawn = []
    while len(drawn) < arguments.count:
        text, script = strips.texts.pick()
        strip = strips.strip(text, script)
        if strip is not None and strip.shape[1] <= WIDEST:
            drawn.append((text, prepared(strip)))
    with open(arguments.output, "wb") as file:
        pickle.dump(drawn, file)


if __name__ == "__main__":
    main()
