#!/usr/bin/env python3
"""Reads drawn strips with Tesseract, in marks.traineddata and in the models that Debian has.

    measure.py SEED COUNT [FOLDER_OF_DEBIAN_MODELS]

The strips are in faces that strips.py draws nothing else with. Says of each model in how many marks it read the level,
and in how many other lines it read one that is not there.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

from PIL import Image

from strips import ROWS, Strips

LEVEL = re.compile("绝密|机密|秘密|極機密|機密")
DEBIAN = "/usr/share/tesseract-ocr/5/tessdata"


def read(picture, folder, model, mode):
    result = subprocess.run(
        ["tesseract", picture, "-", "--tessdata-dir", folder, "-l", model, "--psm", mode, "-c", "tessedit_do_invert=0"],
        capture_output=True, text=True, check=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"})
    return [re.sub(r"\s", "", text) for text in result.stdout.split("\f")]


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    debian = sys.argv[3] if len(sys.argv) > 3 else DEBIAN
    strips, lines = Strips(seed, is_measuring=True), []
    while len(lines) < count:
        text, script = strips.texts.pick()
        strip = strips.strip(text, script) if script in ("simplified", "traditional") else None
        if strip is not None and strip.shape[1] < 600:
            lines.append((text, strip))
    own = str(pathlib.Path(__file__).resolve().parents[1])
    with tempfile.TemporaryDirectory() as work:
        for name, rows in (("whole", slice(None)), ("middle", ROWS)):
            pages = [Image.fromarray(strip[rows]) for _, strip in lines]
            pages[0].save(f"{work}/{name}.tif", save_all=True, append_images=pages[1:], dpi=(300, 300))
        for folder, model, name, mode in ((own, "marks", "middle", "13"), (debian, "chi_sim", "whole", "7"), (debian, "chi_tra", "whole", "7")):
            start = os.times().children_user
            texts = read(f"{work}/{name}.tif", folder, model, mode)
            seconds = os.times().children_user - start
            marks = right = others = false = 0
            for (text, _), told in zip(lines, texts):
                level, seen = LEVEL.search(text), LEVEL.search(told)
                if level:
                    marks, right = marks + 1, right + (seen is not None and seen.group() == level.group())
                else:
                    others, false = others + 1, false + (seen is not None)
            print(
                "%-8s level right in %d of %d marks (%.1f %%), seen in %d of %d other lines, %.1f ms a line"
                % (model, right, marks, 100 * right / marks, false, others, 1000 * seconds / len(lines)), flush=True)


if __name__ == "__main__":
    main()
