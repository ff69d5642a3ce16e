#!/usr/bin/env python3
"""Puts trained weights into a checkpoint of Tesseract's lstmtraining with the same layers.

    pack.py MODEL marks.pt SKELETON_CHECKPOINT OUTPUT_CHECKPOINT

A checkpoint holds the layers' matrices one after the other as 64-bit floats, a row for each output, the bias last,
and behind each two more of its size, which only training needs (tesseract, src/lstm/weightmatrix.cpp). A recurrent
layer has one for each of its gates: input, input gate, forget gate, output gate (src/lstm/lstm.cpp).
"""

import struct
import sys

import numpy
import torch

from signs import MODELS
from train import Network


def with_bias(weights, bias):
    return numpy.concatenate([weights, bias[:, None]], 1).astype("<f8")


def recurrent(layer):
    matrix = with_bias(
        numpy.concatenate([layer.weight_ih_l0.detach().numpy(), layer.weight_hh_l0.detach().numpy()], 1),
        layer.bias_ih_l0.detach().numpy())
    # PyTorch's order is input gate, forget gate, input, output gate.
    gates = numpy.split(matrix, 4)
    return [gates[n] for n in (2, 0, 1, 3)]


def matrices(network):
    # Tesseract goes through the columns of what a convolution sees, then through the rows.
    kernel = network.convolution.weight.detach().numpy()[:, 0].transpose(0, 2, 1).reshape(16, 9)
    yield with_bias(kernel, network.convolution.bias.detach().numpy())
    for layer in network.recurrent:
        yield from recurrent(layer)
    yield with_bias(network.output.weight.detach().numpy(), network.output.bias.detach().numpy())


def place(checkpoint, shape, start):
    """Where a matrix of a shape begins, behind its sizes and the value that empty places have."""
    while True:
        start = checkpoint.index(struct.pack("<2i", *shape), start) + 16
        if start + 8 * shape[0] * shape[1] > len(checkpoint):
            raise SystemExit("the checkpoint has other layers")
        first = numpy.frombuffer(bytes(checkpoint[start : start + 160]), "<f8")
        if numpy.isfinite(first).all() and (abs(first) < 10).all():
            return start
        start -= 12


def main():
    model, weights, skeleton, output = sys.argv[1:]
    network = Network(MODELS[model]())
    network.load_state_dict(torch.load(weights))
    checkpoint = bytearray(open(skeleton, "rb").read())
    start = 0
    for matrix in matrices(network):
        first = place(checkpoint, matrix.shape, start)
        checkpoint[first : first + matrix.nbytes] = matrix.tobytes()
        start = first
        for _ in range(2):
            start = place(checkpoint, matrix.shape, start + matrix.nbytes)
        start += matrix.nbytes
    open(output, "wb").write(checkpoint)


if __name__ == "__main__":
    main()
