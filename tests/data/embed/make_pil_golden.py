#!/usr/bin/python3
"""Writes pil-golden.safetensors for tests/core/embed/pixel_recipe_test.cpp: what Pillow makes of pictures that a
formula gives, with every filter. Needs python3-pil."""
import json
import pathlib
import struct

from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = [(97, 61), (1, 5000), (5000, 1), (300, 7), (3, 3), (1, 1)]
TARGETS = [(40, 24), (7, 50), (33, 33)]
FILTERS = [0, 1, 2, 3]


def picture(width, height):
    """Smooth in places, torn in others: the levels wrap around."""
    levels = bytes((3 * x * x + 5 * y * y + x * y + 91 * c) // 4 % 256
                   for y in range(height) for x in range(width) for c in range(3))
    return Image.frombytes("RGB", (width, height), levels)


header, data = {}, b""
for source in SOURCES:
    for target in TARGETS:
        for number in FILTERS:
            resized = picture(*source).resize(target, resample=number).tobytes()
            header["%dx%d to %dx%d by %d" % (*source, *target, number)] = {
                "dtype": "U8", "shape": [target[1], target[0], 3], "data_offsets": [len(data), len(data) + len(resized)]}
            data += resized
text = json.dumps(header).encode()
(HERE / "pil-golden.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
