#!/usr/bin/env python3
"""Trains the line classifier: lines.data ... -> lines.net. See README.md beside this file.

Needs PyTorch and NumPy, for training only; what it writes is read by Sources/Reading/NetworkFile.swift.
"""

import argparse
import math
import random
import struct
import time

import numpy
import torch
from torch import nn

HEIGHT = 24
KINDS = ["none"] + [
    script + side
    for script in ("simplified", "latin", "cyrillic", "japanese", "korean", "traditional")
    for side in ("", " turned")
]
# Every eighth photo is kept aside: its figures are looked at, and nothing is learned from it.
HELD_OUT = 8
# So many lines of a kind are taken of each file in each round at most; the rarer ones are taken as they are.
MOST_OF_KIND = 3000
# A mark is shorter than most lines, and there is less to go by.
SHORTEST = 26


def read(name):
    """(photo, kind, pixels) of each record that `vermilion samples lines` wrote."""
    data = open(name, "rb").read()
    place = 0
    while place < len(data):
        photo, kind, width = struct.unpack_from("<IBH", data, place)
        size = HEIGHT * width
        pixels = numpy.frombuffer(data, numpy.uint8, size, place + 7).reshape(HEIGHT, width)
        place += 7 + size
        yield (photo, kind, pixels)


def changed(ink):
    """As another hand, lens or printer might have had it."""
    if random.random() < 0.3 and ink.shape[1] > 2 * SHORTEST:
        width = random.randint(SHORTEST, min(ink.shape[1], 5 * SHORTEST))
        start = random.randint(0, ink.shape[1] - width)
        ink = ink[:, start : start + width]
    if random.random() < 0.6:
        scale = random.uniform(0.8, 1.25)
        columns = ((numpy.arange(max(12, int(ink.shape[1] * scale))) + 0.5) / scale).astype(int)
        ink = ink[:, numpy.clip(columns, 0, ink.shape[1] - 1)]
    if random.random() < 0.5:
        ink = numpy.roll(ink, random.randint(-2, 2), 0)
    if random.random() < 0.4:
        # Out of focus, or moved.
        axes = random.choice([(0, 1), (0, 1), (0,), (1,)])
        for _ in range(random.choice([1, 1, 2, 4])):
            for axis in axes:
                ink = (numpy.roll(ink, 1, axis) + 2 * ink + numpy.roll(ink, -1, axis)) / 4
    if random.random() < 0.3:
        slant = random.uniform(-0.25, 0.25)
        ink = numpy.stack([numpy.roll(row, int(round(slant * (y - HEIGHT / 2)))) for y, row in enumerate(ink)])
    ink = ink * random.uniform(0.6, 1.2) + random.uniform(-0.05, 0.08)
    if random.random() < 0.4:
        ink = ink + numpy.random.randn(*ink.shape) * random.uniform(0, 0.12)
    return numpy.clip(ink, 0, 1).astype(numpy.float32)


def batch(lines, is_training):
    inks, kinds = [], []
    for _, kind, pixels in lines:
        ink = 1 - pixels.astype(numpy.float32) / 255
        if is_training:
            ink = changed(ink)
        # Half of all lines are turned around, and then they are of the other side.
        if random.random() < 0.5:
            ink = ink[::-1, ::-1]
            kind = kind if kind == 0 else kind + 1 if kind % 2 == 1 else kind - 1
        inks.append(ink)
        kinds.append(kind)
    width = (max(ink.shape[1] for ink in inks) + 3) // 4 * 4
    planes = numpy.zeros((len(inks), 1, HEIGHT, width), numpy.float32)
    # What lies behind a shorter line's end is not asked.
    mask = numpy.zeros((len(inks), width // 4), numpy.float32)
    for n, ink in enumerate(inks):
        planes[n, 0, :, : ink.shape[1]] = ink
        mask[n, : (ink.shape[1] + 3) // 4] = 1
    return torch.from_numpy(planes), torch.from_numpy(mask), torch.tensor(kinds)


def batches(lines, size, is_training):
    lines = sorted(lines, key=lambda line: line[2].shape[1] + random.random() * 30)
    groups = [lines[n : n + size] for n in range(0, len(lines), size)]
    random.shuffle(groups)
    for group in groups:
        yield batch(group, is_training)


class Network(nn.Module):
    def __init__(self):
        super().__init__()

        def layer(inputs, outputs, kernel, stride=(1, 1), padding=(0, 0), dilation=(1, 1)):
            return nn.Sequential(
                nn.Conv2d(inputs, outputs, kernel, stride, padding, dilation, bias=False),
                nn.BatchNorm2d(outputs),
                nn.ReLU(),
            )

        self.layers = nn.Sequential(
            layer(1, 16, (3, 3), (2, 2), (1, 1)),
            layer(16, 16, (3, 3), (2, 2), (1, 1)),
            layer(16, 32, (3, 3), (2, 1), (1, 1)),
            # Three rows are left, and become one.
            layer(32, 48, (3, 3), (1, 1), (0, 1)),
            layer(48, 64, (1, 5), (1, 1), (0, 2)),
            layer(64, 64, (1, 5), (1, 1), (0, 4), (1, 2)),
        )
        self.head = nn.Conv2d(64, len(KINDS), 1)

    def forward(self, planes, mask):
        places = self.head(self.layers(planes))[:, :, 0, :]
        mask = mask[:, None, : places.shape[2]]
        return (places * mask).sum(2) / mask.sum(2)


def write(network, name):
    """With the normalisation of each channel folded into the weights before it."""

    def packed(convolution, normalisation, is_rectified):
        weights = convolution.weight.detach().double()
        bias = torch.zeros(weights.shape[0]).double() if convolution.bias is None else convolution.bias.detach().double()
        if normalisation is not None:
            gain = normalisation.weight.detach().double() / torch.sqrt(normalisation.running_var.double() + normalisation.eps)
            weights = weights * gain[:, None, None, None]
            bias = (bias - normalisation.running_mean.double()) * gain + normalisation.bias.detach().double()
        outputs, inputs, rows, columns = weights.shape
        width = (outputs + 15) // 16 * 16
        padded = torch.zeros(rows, columns, inputs, width)
        padded[..., :outputs] = weights.permute(2, 3, 1, 0)
        biases = torch.zeros(width)
        biases[:outputs] = bias
        (sy, sx), (py, px), dx = convolution.stride, convolution.padding, convolution.dilation[1]
        head = struct.pack("<10I", inputs, width, columns, rows, sx, sy, px, py, dx, is_rectified)
        return head + padded.numpy().astype("<f4").tobytes() + biases.numpy().astype("<f4").tobytes()

    network.eval()
    layers = [packed(layer[0], layer[1], 1) for layer in network.layers] + [packed(network.head, None, 0)]
    with open(name, "wb") as file:
        file.write(b"VLC1" + struct.pack("<I", len(layers)) + b"".join(layers))


def tell(network, lines):
    network.eval()
    seen, right = numpy.zeros(len(KINDS)), numpy.zeros(len(KINDS))
    sides, right_sides = 0, 0
    with torch.no_grad():
        for planes, mask, kinds in batches(lines, 128, False):
            told = network(planes, mask).argmax(1)
            for kind, answer in zip(kinds.tolist(), told.tolist()):
                seen[kind] += 1
                right[kind] += kind == answer
                if kind > 0 and answer > 0:
                    sides += 1
                    right_sides += kind % 2 == answer % 2
    print("held out: %d lines, right %.4f, side %.4f" % (seen.sum(), right.sum() / seen.sum(), right_sides / max(1, sides)))
    for kind, name in enumerate(KINDS):
        if seen[kind]:
            print("  %-16s %5d  %.3f" % (name, seen[kind], right[kind] / seen[kind]), flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", nargs="+", help="files that `vermilion samples lines` wrote, one a set")
    arguments.add_argument("--output", default="lines.net")
    arguments.add_argument("--rounds", type=int, default=16)
    arguments.add_argument("--seed", type=int, default=1)
    arguments = arguments.parse_args()
    random.seed(arguments.seed)
    numpy.random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)

    learned, held_out = [], []
    for name in arguments.data:
        lines = list(read(name))
        held_out += [line for line in lines if line[0] % HELD_OUT == 0]
        lines = [line for line in lines if line[0] % HELD_OUT != 0]
        counts = numpy.bincount([kind for _, kind, _ in lines], minlength=len(KINDS))
        learned += [(line, MOST_OF_KIND / counts[line[1]]) for line in lines]
        print("learned from", name, counts, flush=True)
    print("learned from", len(learned), "held out", len(held_out), flush=True)

    network = Network()
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=0.01)
    for n in range(arguments.rounds):
        network.train()
        start, losses = time.time(), []
        rate = 0.002 * (0.5 * (1 + math.cos(math.pi * n / arguments.rounds)) + 0.01)
        for group in optimiser.param_groups:
            group["lr"] = rate
        taken = [line for line, share in learned if random.random() < share]
        for planes, mask, kinds in batches(taken, 64, True):
            loss = nn.functional.cross_entropy(network(planes, mask), kinds, label_smoothing=0.02)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
        print("round %d: loss %.4f, %.0f s" % (n + 1, sum(losses) / len(losses), time.time() - start), flush=True)
        if n % 4 == 3:
            tell(network, held_out)
    tell(network, held_out)
    write(network, arguments.output)


if __name__ == "__main__":
    main()
