#!/usr/bin/env python3
"""Takes the weights out of a model that pack.sh made, for train.py to begin with.

    unpack.py marks marks.traineddata marks.pt

An integer matrix is written as its sizes, a byte, its weights row after row, the number of rows and a scale for each
(tesseract, src/lstm/weightmatrix.cpp); the layers and their gates come in the order that pack.py tells.
"""

import pathlib
import struct
import subprocess
import sys
import tempfile

import numpy
import torch

from signs import MODELS
from train import Network


class Matrices:
    def __init__(self, data):
        self.data, self.start = data, 0

    def next(self, rows, columns):
        while True:
            self.start = self.data.index(struct.pack("<2i", rows, columns), self.start) + 9
            end = self.start + rows * columns
            if struct.unpack_from("<I", self.data, end)[0] >= rows:
                break
            self.start -= 5
        weights = numpy.frombuffer(self.data, numpy.int8, rows * columns, self.start).reshape(rows, columns)
        scales = numpy.frombuffer(self.data, "<f8", rows, end + 4)
        self.start = end + 4
        return torch.tensor(weights * scales[:, None], dtype=torch.float32)


def main():
    model, packed, output = sys.argv[1:]
    network = Network(MODELS[model]())
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["combine_tessdata", "-u", packed, work + "/model."], check=True, capture_output=True)
        matrices = Matrices(pathlib.Path(work, "model.lstm").read_bytes())
    with torch.no_grad():
        kernel = matrices.next(16, 10)
        network.convolution.weight.copy_(kernel[:, :9].reshape(16, 3, 3).transpose(1, 2)[:, None])
        network.convolution.bias.copy_(kernel[:, 9])
        for layer in network.recurrent:
            inputs, outputs = layer.input_size, layer.hidden_size
            gates = [matrices.next(outputs, inputs + outputs + 1) for _ in range(4)]
            matrix = torch.cat([gates[n] for n in (1, 2, 0, 3)])
            layer.weight_ih_l0.copy_(matrix[:, :inputs])
            layer.weight_hh_l0.copy_(matrix[:, inputs:-1])
            layer.bias_ih_l0.copy_(matrix[:, -1])
        signs, inputs = network.output.weight.shape
        matrix = matrices.next(signs, inputs + 1)
        network.output.weight.copy_(matrix[:, :-1])
        network.output.bias.copy_(matrix[:, -1])
    torch.save(network.state_dict(), output)


if __name__ == "__main__":
    main()
