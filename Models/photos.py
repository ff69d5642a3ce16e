#!/usr/bin/env python3
"""Makes a set of photos without type, for `vermilion samples lines --without-type`: pieces of the pictures of some Debian
packages, as a phone might have taken them. See README.md beside this file.

Needs Pillow and NumPy, for training only.
"""

import argparse
import pathlib
import random
import re
import subprocess

import numpy
from PIL import Image, ImageFilter

PACKAGES = (
    "gnome-backgrounds lomiri-wallpapers-16.04 lomiri-wallpapers-20.04 mate-backgrounds opencv-doc"
    " plasma-workspace-wallpapers ukui-wallpapers"
)
PICTURE = re.compile(r"/(backgrounds|wallpapers|examples/data)/.*\.(jpe?g|png|webp)$", re.I)
# They show letters, or are the same as others.
LEFT_OUT = re.compile(
    r"screenshot|text|logo|licenseplate|messi|board|ubuntukylin|/left\.|/right\.|sudoku|digits|letter|notes|box|HappyFish"
)
SMALLEST = 400
# The trainer keeps every eighth photo aside: so many pictures are taken in turn that the same ones are, always.
HELD_OUT = 8


def pictures():
    """The largest of each picture, in the order of their names."""
    names = subprocess.run(["dpkg", "-L", *PACKAGES.split()], capture_output=True, text=True, check=True).stdout.split("\n")
    best = {}
    for name in sorted(names):
        if not PICTURE.search(name) or LEFT_OUT.search(name):
            continue
        try:
            size = Image.open(name).size
        except OSError:
            continue
        # A wallpaper's sizes lie together in a folder of its own.
        path = pathlib.Path(name)
        key = str(path.parent) if path.parent.name == "images" else name
        if min(size) >= SMALLEST and (key not in best or size[0] * size[1] > best[key][0]):
            best[key] = (size[0] * size[1], name)
    found = [name for _, name in sorted(best.values(), key=lambda pair: pair[1])]
    return found[: len(found) // HELD_OUT * HELD_OUT]


def taken(picture):
    """A piece of it, in another size, light and sharpness."""
    width, height = picture.size
    share = random.uniform(0.3, 1)
    w, h = max(SMALLEST // 2, int(width * share)), max(SMALLEST // 2, int(height * share))
    w, h = min(w, width), min(h, height)
    x, y = random.randint(0, width - w), random.randint(0, height - h)
    piece = picture.crop((x, y, x + w, y + h)).rotate(random.choice([0, 0, 0, 90, 180, 270]), expand=True)
    side = random.choice([800, 1200, 1600, 2400, 3200])
    scale = side / max(piece.size)
    piece = piece.resize((int(piece.width * scale), int(piece.height * scale)), Image.BICUBIC)
    if random.random() < 0.3:
        piece = piece.filter(ImageFilter.GaussianBlur(random.uniform(0.5, 3)))
    if random.random() < 0.2:
        piece = piece.convert("L").convert("RGB")
    light = numpy.asarray(piece, numpy.float32)
    light = (light - 128) * random.uniform(0.6, 1.4) + 128 + random.uniform(-50, 50)
    light += numpy.random.randn(*light.shape[:2], 1) * random.uniform(0, 12)
    return Image.fromarray(numpy.clip(light, 0, 255).astype(numpy.uint8))


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--count", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments = arguments.parse_args()
    random.seed(arguments.seed)
    numpy.random.seed(arguments.seed)

    found = pictures()
    print(len(found), "pictures")
    arguments.folder.mkdir(parents=True)
    with open(arguments.folder / "labels.tsv", "w") as labels:
        labels.write("file\tverdict\tlevel\tregime\tkind\tcapture\tsize\tmark\tquad\tpart\n")
        for n in range(arguments.count):
            photo = taken(Image.open(found[n % len(found)]).convert("RGB"))
            name = "%05d.jpg" % n
            photo.save(arguments.folder / name, quality=random.randint(60, 95))
            labels.write("%s\tclear\t\t\tphoto\thand\t%dx%d\t\t\ttuning\n" % (name, *photo.size))


if __name__ == "__main__":
    main()
