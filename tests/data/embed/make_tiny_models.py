#!/usr/bin/python3
"""Writes the TorchScript files that tests/core/embed/torchscript_test.cpp opens. Needs python3-torch."""
import pathlib

import torch

HERE = pathlib.Path(__file__).resolve().parent


class Corners(torch.nn.Module):
    """The mean colour of each quarter: 12 numbers, channel by channel."""

    def forward(self, x):
        return torch.nn.functional.adaptive_avg_pool2d(x, [2, 2]).flatten(1)


class Pair(torch.nn.Module):
    def forward(self, x):
        return x.flatten(1), x


class Nowhere(torch.nn.Module):
    """Zero length: no direction."""

    def forward(self, x):
        return torch.nn.functional.adaptive_avg_pool2d(x, [2, 2]).flatten(1) * 0


class OnlySmall(torch.nn.Module):
    """Fails on anything but 32 x 32."""

    def forward(self, x):
        return x.reshape([x.size(0), 3072])[:, :12]


for name, module in dict(corners=Corners(), pair=Pair(), nowhere=Nowhere(), small=OnlySmall()).items():
    torch.jit.script(module).save(str(HERE / f"tiny-{name}.ts.pt"))
