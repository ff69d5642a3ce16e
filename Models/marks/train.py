#!/usr/bin/env python3
"""Trains the network of marks.traineddata on what strips.py drew.

    train.py [--model foreign] --minutes 60 --output marks.pt [--start earlier.pt] STRIPS...

The layers are those of the specification in pack.sh, as Tesseract computes them: what is learned here is put into a
model of Tesseract's by pack.py. lstmtraining could learn it, too, from one line at a time; batches are several times
faster. Needs PyTorch and NumPy.
"""

import argparse
import math
import pickle
import random
import re
import time

import numpy
import torch
from torch import nn

from signs import MODELS

ROWS = 36
WIDEST = 480
# Tesseract numbers the space 0, what joins 1, and the blank 2.
BLANK, FIRST = 2, 3
HELD_OUT = 40
# The learning rate's highest value, from nothing and with weights to begin with.
PEAK, PEAK_OF_LEARNED = 0.0025, 0.00125


class Network(nn.Module):
    """1,36,0,1 Ct3,3,16 Mp3,3 Lfys40 Lfx64 Lrx64 Lfx128 O1c"""

    def __init__(self, signs):
        super().__init__()
        self.signs = signs
        self.convolution = nn.Conv2d(1, 16, 3)
        self.down = nn.LSTM(16, 40)
        self.forth = nn.LSTM(40, 64)
        self.back = nn.LSTM(64, 64)
        self.last = nn.LSTM(64, 128)
        self.output = nn.Linear(128, FIRST + len(signs.signs))
        for layer in self.recurrent:
            nn.init.zeros_(layer.bias_ih_l0)
            layer.bias_ih_l0.data[layer.hidden_size : 2 * layer.hidden_size] = 1
            # Tesseract has one bias a gate.
            nn.init.zeros_(layer.bias_hh_l0)
            layer.bias_hh_l0.requires_grad_(False)

    @property
    def recurrent(self):
        return (self.down, self.forth, self.back, self.last)

    def forward(self, strips):
        count, _, rows, columns = strips.shape
        # Tesseract's convolution sees noise outside.
        page = torch.rand(count, 1, rows + 2, columns + 2) * 2 - 1
        page[:, :, 1:-1, 1:-1] = strips
        seen = nn.functional.max_pool2d(torch.tanh(self.convolution(page)), 3)
        _, depth, rows, columns = seen.shape
        along = self.down(seen.permute(2, 3, 0, 1).reshape(rows, columns * count, depth))[0][-1]
        along = self.forth(along.reshape(columns, count, -1))[0]
        along = self.back(along.flip(0))[0].flip(0)
        return self.output(self.last(along)[0])


def read(names, signs):
    numbered = {sign: number for number, sign in enumerate(signs.signs, FIRST)}
    knows_letters = "A" in numbered
    lines = []
    for name in names:
        with open(name, "rb") as file:
            for text, strip in pickle.load(file):
                numbers = [numbered[sign] for sign in signs.label(text)]
                # Letters are all the same to what knows none: half as many will do.
                if not knows_letters and re.search("[A-Za-z\u0400-\u04ff]{3}", text) and random.random() < 0.6:
                    continue
                if numbers and strip.shape[1] < WIDEST and 2 * len(numbers) < strip.shape[1] // 3 + 2:
                    lines.append((strip, numbers, text))
    return lines


def changed(strip):
    if random.random() < 0.3:
        strip = strip * random.uniform(0.7, 1.3) + random.uniform(-0.15, 0.15)
    if random.random() < 0.3:
        strip = numpy.roll(strip, random.randint(-1, 1), 0)
    if random.random() < 0.3:
        strip = strip + numpy.random.randn(*strip.shape) * random.uniform(0, 0.15)
    if random.random() < 0.15:
        strip = (numpy.roll(strip, 1, 1) + 2 * strip + numpy.roll(strip, -1, 1)) / 4
    return strip


def batches(lines, size, is_training):
    lines = sorted(lines, key=lambda line: line[0].shape[1] + random.random() * 12)
    groups = [lines[n : n + size] for n in range(0, len(lines), size)]
    if is_training:
        random.shuffle(groups)
    for group in groups:
        width = max(strip.shape[1] for strip, _, _ in group) + (random.randint(0, 5) if is_training else 0)
        page = numpy.ones((len(group), 1, ROWS, width), numpy.float32)
        for n, (strip, _, _) in enumerate(group):
            strip = strip.astype(numpy.float32) / 127
            left = random.randint(0, width - strip.shape[1]) if is_training else 0
            page[n, 0, :, left : left + strip.shape[1]] = changed(strip) if is_training else strip
        yield torch.from_numpy(numpy.clip(page, -1, 1)), [numbers for _, numbers, _ in group], [text for _, _, text in group]


def decoded(outputs):
    for numbers in outputs.argmax(2).T.tolist():
        yield [b for a, b in zip([None] + numbers, numbers) if b != a and b != BLANK]


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def tell(network, lines, start):
    network.eval()
    errors, signs, marks, right = 0, 0, 0, 0
    with torch.no_grad():
        for strips, numbers, texts in batches(lines, 64, False):
            for told, expected, text in zip(decoded(network(strips)), numbers, texts):
                wrong = distance(told, expected)
                errors, signs = errors + wrong, signs + len(expected)
                if re.search(network.signs.mark, text):
                    marks, right = marks + 1, right + (wrong == 0)
    network.train()
    print(
        "%.1f min: signs wrong %.3f, marks right %.3f of %d"
        % ((time.time() - start) / 60, errors / signs, right / max(1, marks), marks), flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("strips", nargs="+", help="files that strips.py wrote")
    arguments.add_argument("--model", choices=sorted(MODELS), default="marks")
    arguments.add_argument("--output", default="marks.pt")
    arguments.add_argument("--start", help="weights to begin with, of this model or of another one")
    arguments.add_argument("--minutes", type=float, default=60)
    arguments.add_argument("--seed", type=int, default=1)
    arguments = arguments.parse_args()
    random.seed(arguments.seed)
    numpy.random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)

    signs = MODELS[arguments.model]()
    lines = read(arguments.strips, signs)
    held_out = [line for n, line in enumerate(lines) if n % HELD_OUT == 0]
    learned = [line for n, line in enumerate(lines) if n % HELD_OUT]
    print("learned from", len(learned), "held out", len(held_out), flush=True)
    network = Network(signs)
    if arguments.start:
        known = torch.load(arguments.start)
        # Another model's signs are not these, all else is as good.
        if known.get("output.bias", torch.zeros(0)).shape != network.output.bias.shape:
            known = {name: weight for name, weight in known.items() if not name.startswith("output.")}
        network.load_state_dict(known, strict=False)
    weights = [weight for weight in network.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(weights, weight_decay=1e-4)
    loss_of = nn.CTCLoss(blank=BLANK, zero_infinity=True)
    start, told, step, done = time.time(), time.time(), 0, 0.0
    peak = PEAK_OF_LEARNED if arguments.start else PEAK
    while done < 1:
        # Small batches first: what matters in the beginning is the number of steps.
        for strips, numbers, _ in batches(learned, 10 if done < 0.5 else 32, True):
            done = (time.time() - start) / 60 / arguments.minutes
            if done >= 1:
                break
            step += 1
            for group in optimiser.param_groups:
                group["lr"] = peak * min(1, step / 100) * (0.5 * (1 + math.cos(math.pi * done)) * 0.99 + 0.01)
            outputs = network(strips).log_softmax(2)
            loss = loss_of(
                outputs, torch.tensor([number for line in numbers for number in line]),
                torch.full((len(numbers),), outputs.shape[0], dtype=torch.long),
                torch.tensor([len(line) for line in numbers]))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 5.0)
            optimiser.step()
            if time.time() - told > 240:
                tell(network, held_out, start)
                torch.save(network.state_dict(), arguments.output)
                told = time.time()
    tell(network, held_out, start)
    torch.save(network.state_dict(), arguments.output)


if __name__ == "__main__":
    main()
