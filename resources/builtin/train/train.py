#!/usr/bin/python3
"""Learns the constants of the built-in model from generated pictures and writes them as safetensors.

    /usr/bin/python3 resources/builtin/train/train.py            (needs python3-torch, python3-numpy, python3-pil)

Where OpenBLAS does not know the processor, OPENBLAS_CORETYPE=SkylakeX (or Haswell) in the environment makes it several times faster.

Deterministic: fixed seeds, one thread per picture. Also writes the golden vectors that the C++ is tested against.
"""
import argparse
import json
import multiprocessing
import os
import pathlib
import struct
import sys
import time

# Before torch is loaded: sums in one order, whatever the machine's number of cores; the pictures run in parallel.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
import torch
from PIL import Image

import copies
import descriptor
import generated_images

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE / "learned"))
import generate

VERSION = 2
OUTPUT = HERE.parent / f"likeness-builtin-{VERSION}.safetensors"
GOLDEN = HERE.parents[2] / "tests" / "data" / "embed"

# per half: PCA dimension, weight of the place, Gaussians, numbers in the embedding
SIFT = dict(reduce=64, place=0.5, components=128, output=160)
COLOUR = dict(reduce=32, place=0.5, components=64, output=96)
PATCHES_PER_PICTURE = 120
COPIES = 2  # of each picture
OBJECTS_AT_ONCE = 640  # pairs drawn from one seed
OBJECT_EDGE = 128  # pixels, of which the drawn views are 5/4

STRONGEST = 1200  # directions of a Fisher vector that are looked at
OBJECT_SHARE = 0.3  # say of the views of objects beside the copies of pictures in what is to be ignored
SHRINKAGE = 0.6  # of the within-class scatter towards a ball, in mean variances
POWER = 0.25  # 1: every direction of the embedding varies as much; 0: what tells more pictures apart keeps more say


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


def scatter(one, other):
    """Within-class scatter of pairs. Shape: two of [n, d] -> [d, d]."""
    return (one - other).T @ (one - other) / (2 * len(one))


def projection(pictures, objects, dimension):
    """Mean and projection [inputs, dimension] that keeps what tells pictures apart and drops what differs between copies
    of one picture and between two views of one thing.

    Linear discriminant analysis with a class for every picture and every object, its within-class scatter regularised.
    Shape: pictures [1 + COPIES, n, inputs], the picture itself first; objects [2, m, inputs].
    Source: Fisher 1936; Friedman 1989 (regularised); Mikolajczyk, Matas 2007 (for retrieval).
    """
    both = torch.cat([pictures[0], objects[0]])
    mean = both.mean(0)
    torch.manual_seed(1)
    strongest = torch.svd_lowrank(both - mean, q=STRONGEST, niter=1)[2]
    pictures, objects = ([(view - mean) @ strongest for view in views] for views in (pictures, objects))
    within = sum(scatter(pictures[0], copy) for copy in pictures[1:]) / COPIES + OBJECT_SHARE * scatter(*objects)
    within = within / (1 + OBJECT_SHARE)
    within += SHRINKAGE * within.diagonal().mean() * torch.eye(STRONGEST)
    values, vectors = torch.linalg.eigh(within.double())
    evened = (vectors / values.sqrt() @ vectors.T).float()
    # Pictures and objects have the same say, however many there are of each.
    total = evened @ sum(views[0].T @ views[0] / (2 * len(views[0])) for views in (pictures, objects)) @ evened
    values, vectors = torch.linalg.eigh(total.double())
    values, vectors = values.flip(0)[:dimension].float(), vectors.flip(1)[:, :dimension].float()
    return mean, strongest @ evened @ (vectors / values.sqrt() ** POWER)


def drawn_picture(seed):
    """A generated picture and copies of it, as JPEG files."""
    picture = generated_images.encoded(seed)
    image = generated_images.decoded(picture)
    return [picture] + [copies.copy_of(image, COPIES * seed + i) for i in range(COPIES)]


def drawn_objects(seed):
    """Pairs of views of objects, as JPEG files."""
    torch.set_num_threads(1)
    source = generate.PairSource(seed, "cpu", OBJECT_EDGE, bank_size=192, refresh=8, chunk=64)
    pairs = []
    while len(pairs) < OBJECTS_AT_ONCE:
        views = source.views(64).permute(1, 0, 3, 4, 2).numpy()
        pairs += [[copies.jpeg(Image.fromarray(view), 92) for view in pair] for pair in views]
    return pairs


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
    """Of some files, the Fisher vectors of both halves in half precision. Shape: two of [files, fisher]."""
    torch.set_num_threads(1)
    files, constants = job
    halves = zip(*(descriptor.halves_of(generated_images.decoded(file), constants) for file in files))
    return [torch.stack(half).half().numpy() for half in halves]


def stacked(parts):
    return torch.from_numpy(np.concatenate(parts))


def learn(pictures, objects, processes):
    generator = torch.Generator().manual_seed(1)
    started = time.time()

    def tell(what):
        print(f"{what}: {time.time() - started:.0f} s", flush=True)

    with multiprocessing.Pool(processes) as pool:
        drawn = pool.map(drawn_picture, range(pictures), chunksize=20)
        things = sum(pool.imap(drawn_objects, range(-(-objects // OBJECTS_AT_ONCE))), [])[:objects]
        tell(f"{len(drawn)} pictures and {len(things)} objects drawn")
        patches = pool.map(patches_of, enumerate(files[0] for files in drawn + things), chunksize=20)
        tell("patches of them")
    constants = {}
    for which, (name, size) in enumerate((("sift", SIFT), ("colour", COLOUR))):
        values, places = stacked([p[which][0] for p in patches]), stacked([p[which][1] for p in patches])
        mean, basis = pca(values, size["reduce"])
        half = dict(mean=mean, basis=basis, place_weight=torch.tensor(size["place"]))
        half.update(fit_mixture(descriptor.reduced(values, places, half), size["components"], generator))
        constants[name] = half
        tell(f"{name} mixture")
    del patches
    with multiprocessing.Pool(processes) as pool:
        of_pictures, of_things = ([np.stack(half, 1) for half in zip(*pool.imap(fisher_of, ((files, constants) for files in some), chunksize=20))]
                                  for some in (drawn, things))
    tell("Fisher vectors")
    for which, (name, size) in enumerate((("sift", SIFT), ("colour", COLOUR))):
        views = (torch.from_numpy(of[which]).float() for of in (of_pictures, of_things))
        mean, basis = projection(*views, size["output"])
        constants[name].update(whiten_mean=mean, whiten_basis=basis)
        tell(f"{name} projection")
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
    arguments.add_argument("--pictures", type=int, default=6000)
    arguments.add_argument("--objects", type=int, default=6000)
    arguments.add_argument("--processes", type=int, default=multiprocessing.cpu_count())
    options = arguments.parse_args()
    torch.use_deterministic_algorithms(True)
    constants = learn(options.pictures, options.objects, options.processes)
    tensors = {f"{name}.{key}": value for name, half in constants.items() for key, value in half.items()}
    write_safetensors(OUTPUT, tensors, {"name": "likeness-builtin", "version": str(VERSION), "pictures": str(options.pictures),
                                        "objects": str(options.objects), "licence": "GPL-3.0-or-later"})
    write_golden(constants)
    print(f"wrote {OUTPUT} ({OUTPUT.stat().st_size} bytes)")


if __name__ == "__main__":
    main()
