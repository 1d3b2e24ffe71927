#!/usr/bin/python3
"""Learns the constants of the built-in model from generated pictures and writes them as safetensors.

    /usr/bin/python3 resources/builtin/train/train.py            (needs python3-torch, python3-numpy, python3-pil)

Deterministic: fixed seeds, one thread per picture. Also writes the golden vectors that the C++ is tested against.
"""
import argparse
import json
import multiprocessing
import os
import pathlib
import struct
import time

# Before torch is loaded: sums in one order, whatever the machine's number of cores; the pictures run in parallel.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
import torch

import descriptor
import generated_images

HERE = pathlib.Path(__file__).resolve().parent
OUTPUT = HERE.parent / "likeness-builtin-1.safetensors"
GOLDEN = HERE.parents[2] / "tests" / "data" / "embed"

# per half: PCA dimension, weight of the place, Gaussians, dimension after whitening
SIFT = dict(reduce=48, place=0.5, components=64, whiten=160)
COLOUR = dict(reduce=24, place=0.5, components=48, whiten=96)
WHITENING_POWER = 1.0  # 1 = every direction equally long; below: what varies more keeps more say
PATCHES_PER_PICTURE = 150


def pca(x, dimension):
    mean = x.mean(0)
    centred = (x - mean).double()
    _, vectors = torch.linalg.eigh(centred.T @ centred)
    return mean, vectors.flip(1)[:, :dimension].float().contiguous()


def fit_mixture(x, components, generator):
    """Gaussian mixture with diagonal covariances: k-means, then expectation maximisation."""
    means = x[torch.randperm(len(x), generator=generator)[:components]].clone()
    for _ in range(10):
        nearest = ((means * means).sum(1) - 2 * x @ means.T).argmin(1)
        count = torch.bincount(nearest, minlength=components).float()[:, None]
        means = torch.where(count > 0, torch.zeros_like(means).index_add_(0, nearest, x) / count.clamp(min=1), means)
    half = dict(weights=torch.ones(components) / components, means=means, variances=torch.ones_like(means) * x.var(0) * 0.5)
    for _ in range(12):
        n, s1, s2 = 0.01, 0, 0
        for part in x.split(65536):
            r = descriptor.posteriors(part, half)
            n, s1, s2 = n + r.sum(0), s1 + r.T @ part, s2 + r.T @ (part * part)
        means = s1 / n[:, None]
        half = dict(weights=n / n.sum(), means=means, variances=(s2 / n[:, None] - means * means).clamp(min=1e-4))
    return half


def whitening(x, dimension):
    """Mean and projection [inputs, dimension] that keeps the strongest directions and evens out their lengths."""
    mean = x.mean(0)
    centred = (x - mean).double()
    values, vectors = torch.linalg.eigh(centred @ centred.T)
    values, vectors = values.flip(0)[:dimension], vectors.flip(1)[:, :dimension]
    basis = (centred.T @ vectors) / values.sqrt()
    return mean, (basis / (values / len(x)).sqrt() ** WHITENING_POWER).float()


def picture_of(seed):
    return generated_images.encoded(seed)


def patches_of(job):
    torch.set_num_threads(1)
    seed, picture = job
    planes = descriptor.opponent(descriptor.planes_of(generated_images.decoded(picture)))
    generator = torch.Generator().manual_seed(seed)
    out = []
    for values, places in (descriptor.sift_patches(planes), descriptor.colour_patches(planes)):
        pick = torch.randperm(len(values), generator=generator)[:PATCHES_PER_PICTURE]
        out.append((values[pick].numpy(), places[pick].numpy()))
    return out


def fisher_of(job):
    torch.set_num_threads(1)
    picture, constants = job
    return [v.numpy() for v in descriptor.halves_of(generated_images.decoded(picture), constants)]


def stacked(parts):
    return torch.from_numpy(np.concatenate(parts))


def learn(pictures, processes):
    generator = torch.Generator().manual_seed(1)
    started = time.time()
    with multiprocessing.Pool(processes) as pool:
        drawn = pool.map(picture_of, range(pictures), chunksize=20)
        print(f"{pictures} pictures drawn: {time.time() - started:.0f} s", flush=True)
        patches = pool.map(patches_of, enumerate(drawn), chunksize=20)
    print(f"patches of {pictures} generated pictures: {time.time() - started:.0f} s", flush=True)
    constants = {}
    for which, (name, size) in enumerate((("sift", SIFT), ("colour", COLOUR))):
        values, places = stacked([p[which][0] for p in patches]), stacked([p[which][1] for p in patches])
        mean, basis = pca(values, size["reduce"])
        half = dict(mean=mean, basis=basis, place_weight=torch.tensor(size["place"]))
        half.update(fit_mixture(descriptor.reduced(values, places, half), size["components"], generator))
        constants[name] = half
        print(f"{name} mixture: {time.time() - started:.0f} s", flush=True)
    del patches
    with multiprocessing.Pool(processes) as pool:
        vectors = pool.imap(fisher_of, ((picture, constants) for picture in drawn), chunksize=20)
        columns = list(zip(*vectors))
    for (name, size), column in zip((("sift", SIFT), ("colour", COLOUR)), columns):
        mean, basis = whitening(torch.from_numpy(np.stack(column)), size["whiten"])
        constants[name].update(whiten_mean=mean, whiten_basis=basis)
    print(f"whitening: {time.time() - started:.0f} s", flush=True)
    return {name: {key: stored(value) for key, value in half.items()} for name, half in constants.items()}


def stored(value):
    """As the file holds it: large arrays in half precision. The golden vectors are computed from these."""
    return value.half().float() if value.numel() > 100000 else value


def write_safetensors(path, tensors, metadata):
    header, offset, parts = {"__metadata__": metadata}, 0, []
    for name in sorted(tensors):
        array = tensors[name].numpy()
        kind = "F32"
        if array.size > 100000:
            array, kind = array.astype(np.float16), "F16"
        data = np.ascontiguousarray(array).tobytes()
        header[name] = dict(dtype=kind, shape=list(array.shape), data_offsets=[offset, offset + len(data)])
        offset += len(data)
        parts.append(data)
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))


def write_golden(constants):
    """A few small generated pictures with their embeddings: pixels as U8-valued floats would waste space, so PNG files."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    tensors = {}
    for seed in (900001, 900002, 900003, 900004):
        picture = generated_images.image(seed)
        picture = picture.resize((picture.width * 5 // 6, picture.height * 5 // 6))
        picture.save(GOLDEN / f"generated-{seed}.ppm")
        tensors[f"embedding.{seed}"] = descriptor.embed(picture, constants)
    write_safetensors(GOLDEN / "builtin-golden.safetensors", tensors, {"of": OUTPUT.name})


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pictures", type=int, default=2400)
    arguments.add_argument("--processes", type=int, default=multiprocessing.cpu_count())
    options = arguments.parse_args()
    torch.use_deterministic_algorithms(True)
    constants = learn(options.pictures, options.processes)
    tensors = {f"{name}.{key}": value for name, half in constants.items() for key, value in half.items()}
    write_safetensors(OUTPUT, tensors, {"name": "likeness-builtin", "version": "1", "pictures": str(options.pictures),
                                        "licence": "GPL-3.0-or-later"})
    write_golden(constants)
    print(f"wrote {OUTPUT} ({OUTPUT.stat().st_size} bytes)")


if __name__ == "__main__":
    main()
