#!/usr/bin/python3
"""Writes what the reader in core/embed is tested with: tiny models of random numbers in the layout of export.py, and what
they make of a few pictures. The network is as deep as the real one, with fewer channels and pixels. Fixed seeds.

    /usr/bin/python3 golden.py        (writes into tests/data/embed)
"""
import pathlib
import sys

import torch
from PIL import Image

import evaluate  # finds descriptor.py, and generated_images.py beside it
import export
import network as net

sys.path.append(str(evaluate.HERE.parent))
import generated_images

FOLDER = evaluate.HERE.parents[3] / "tests" / "data" / "embed"
SEEDS = (900001, 900002, 900003, 900004)  # of the pictures that are kept there
EDGE = 72  # 1/16 is an odd number of cells: the quarters overlap, as they do at 160 px
WIDTHS, BLOCKS, STEM = (6, 8, 10, 12), net.BLOCKS, 4
DIMENSION = 16


def random_network(generator):
    network = net.folded(net.Network(WIDTHS, BLOCKS, STEM))
    for name, value in network.state_dict().items():
        inputs = value[0].numel() if value.ndim > 1 else 0
        value.copy_(torch.randn(value.shape, generator=generator) * ((2 / inputs) ** 0.5 if inputs else 0.1))
    return network


def random_half(generator, values, reduced, components, whitened):
    """Constants of one half of the classical model."""
    fisher = 2 * components * (reduced + 2)

    def normal(*shape):
        return torch.randn(shape, generator=generator)

    return dict(mean=0.1 + 0.02 * normal(values), basis=normal(values, reduced) / values**0.5, place_weight=torch.tensor(0.5),
                weights=torch.full((components,), 1 / components), means=0.3 * normal(components, reduced + 2),
                variances=0.3 + torch.rand(components, reduced + 2, generator=generator), whiten_mean=0.05 * normal(fisher),
                whiten_basis=normal(fisher, whitened))


def main():
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(1)
    network = random_network(generator)
    # Whitened on other pictures, or else every picture would get nearly the same vector and the test would see no mistake.
    drawn = [generated_images.image(seed) for seed in range(60)]
    pixels = torch.stack([evaluate.pixels(image, EDGE) for image in drawn])
    features = net.features_of(network, pixels)
    whitening = net.learn_whitening(features, DIMENSION)
    learned = net.embedded(features, whitening)

    classical = {f"{half}.{name}": value for half, constants in (("sift", random_half(generator, 128, 4, 3, 8)), ("colour", random_half(generator, 96, 3, 2, 6)))
                 for name, value in constants.items()}
    combination = net.learn_combination(evaluate.classical_of(drawn, evaluate.halves_of(classical)), learned, 0.5, DIMENSION)

    tensors = export.network_tensors(network, whitening)
    both = dict(tensors, **classical, **{"combine.mean": combination[0], "combine.basis": combination[1]})
    pictures = {seed: Image.open(FOLDER / f"generated-{seed}.ppm") for seed in SEEDS}
    golden = {}
    for name, version, kind, content in (("learned", 1001, export.KIND, tensors), ("combined", 1002, export.KIND_COMBINED, both)):
        path = FOLDER / f"builtin-{name}" / f"likeness-builtin-{version}.safetensors"
        path.parent.mkdir(exist_ok=True)
        size = export.write_safetensors(path, content, export.metadata_of(version, EDGE, DIMENSION, kind, 0))
        vectors = export.embed_as_stored(path, network, torch.stack([evaluate.pixels(one, EDGE) for one in pictures.values()]), pictures.values())
        golden.update({f"{name}.{seed}": vector for seed, vector in zip(SEEDS, vectors)})
        closest = (vectors @ vectors.T - 2 * torch.eye(len(SEEDS))).max()
        print(f"wrote {path}: {size} bytes; the two most alike pictures have a cosine of {closest:.3f}")
    export.write_safetensors(FOLDER / "builtin-learned-golden.safetensors", golden, {"of": "builtin-learned and builtin-combined"})


if __name__ == "__main__":
    main()
