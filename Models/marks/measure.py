#!/usr/bin/env python3
"""Reads drawn strips with Tesseract, in a model of ours and in those that Debian has.

    measure.py [--model foreign] SEED COUNT [FOLDER_OF_DEBIAN_MODELS]

The strips are in faces that strips.py draws nothing else with. Says of each model in how many marks it read the level,
and in how many other lines it read one that is not there.
"""

import argparse
import os
import pathlib
import re
import subprocess
import tempfile

from PIL import Image

import foreign
from signs import MODELS
from strips import ROWS, Strips

LEVEL = re.compile("绝密|机密|秘密|極機密|機密")
DEBIAN = "/usr/share/tesseract-ocr/5/tessdata"
OWN = str(pathlib.Path(__file__).resolve().parents[1])
# What Debian's models are asked, by the script that a strip is in.
SCRIPTS = {"western": "eng", "cyrillic": "rus", "korean": "kor", "japanese": "jpn", "simplified": "chi_sim", "traditional": "chi_tra"}


def read(pages, folder, model, mode):
    with tempfile.TemporaryDirectory() as work:
        pages[0].save(f"{work}/pages.tif", save_all=True, append_images=pages[1:], dpi=(300, 300))
        result = subprocess.run(
            ["tesseract", f"{work}/pages.tif", "-", "--tessdata-dir", folder, "-l", model, "--psm", mode, "-c", "tessedit_do_invert=0"],
            capture_output=True, text=True, check=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"})
    return [re.sub(r"\s", "", text) for text in result.stdout.split("\f")]


def level_of(model):
    """What of a text is its level; `None` where it has none."""
    if model == "marks":
        return lambda text: (LEVEL.search(text) or [None])[0]
    label = MODELS[model]().label
    marks = {label(mark) for marks in foreign.MARKS.values() for mark in marks}
    return lambda text: label(text) if label(text) in marks else None


def tell(name, lines, texts, level, seconds):
    marks = right = others = false = 0
    for (text, _, _), told in zip(lines, texts):
        expected, seen = level(text), level(told)
        if expected:
            marks, right = marks + 1, right + (seen == expected)
        else:
            others, false = others + 1, false + (seen is not None)
    print(
        "%-8s level right in %d of %d marks (%.1f %%), seen in %d of %d other lines, %.1f ms a line"
        % (name, right, marks, 100 * right / marks, false, others, 1000 * seconds / len(lines)), flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", choices=sorted(MODELS), default="marks")
    arguments.add_argument("seed", type=int)
    arguments.add_argument("count", type=int)
    arguments.add_argument("debian", nargs="?", default=DEBIAN)
    arguments = arguments.parse_args()
    strips, lines = Strips(arguments.seed, arguments.model, is_measuring=True), []
    while len(lines) < arguments.count:
        text, script = strips.texts.pick()
        strip = strips.strip(text, script) if script in SCRIPTS else None
        if strip is not None and strip.shape[1] < 600 and (arguments.model == "foreign" or script in ("simplified", "traditional")):
            lines.append((text, script, strip))
    level = level_of(arguments.model)
    start = os.times().children_user
    texts = read([Image.fromarray(strip[ROWS]) for _, _, strip in lines], OWN, arguments.model, "13")
    tell(arguments.model, lines, texts, level, os.times().children_user - start)
    for script in dict.fromkeys(SCRIPTS):
        model = SCRIPTS[script]
        # Of the mainland's model every line is read in both scripts.
        part = [line for line in lines if arguments.model == "marks" or line[1] == script]
        if not part or (arguments.model == "marks") != model.startswith("chi_"):
            continue
        start = os.times().children_user
        told = read([Image.fromarray(strip) for _, _, strip in part], arguments.debian, model, "7")
        tell(model, part, told, level, os.times().children_user - start)
        if arguments.model == "foreign":
            tell("  own", part, [text for text, line in zip(texts, lines) if line[1] == script], level, 0)


if __name__ == "__main__":
    main()
