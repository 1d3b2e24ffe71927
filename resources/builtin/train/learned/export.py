#!/usr/bin/python3
"""Writes trained weights as the program reads them: whitened on generated images, half precision, safetensors.

    /usr/bin/python3 export.py --weights FOLDER/weights-IMAGES.pt --out likeness-builtin-3.safetensors --version 3
    /usr/bin/python3 export.py --weights ... --out ... --version 3 --combine 0.25    (together with the classical model)
    /usr/bin/python3 export.py --weights ... --torchscript MODEL_FOLDER      (a model any version of Likeness opens today)

Names: `stem`, `stem2` and `stages.S.B.{first,second,skip}`, each `.weight` [out, in, k, k] and `.bias` [out], with the
normalisations folded in; `whiten.mean` [1792], `whiten.basis` [1792, 256]. network.py says what is computed from them.
With --combine also everything that likeness-builtin-2.safetensors holds, and `combine.mean` [512], `combine.basis`
[512, 256]: the classical embedding first, then the learned one. Numbers of more than one dimension are half precision,
the others single. The metadata's `kind` says which of the two it is; core/embed/builtin_file.h reads both.
"""
import argparse
import copy
import json
import os
import pathlib
import struct

# Before torch is loaded: its BLAS has threads of its own, which spin for one another on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import torch
import torch.nn.functional as F

import network as net
from evaluate import CLASSICAL, Cache, as_image, classical_constants, classical_of, generated, halves_of, read_safetensors

SIZE_MAX = 16_000_000
KIND, KIND_COMBINED = "residual network", "Fisher vectors and residual network"


def write_safetensors(path, tensors, metadata):
    header, offset, parts = {"__metadata__": metadata}, 0, []
    for name in sorted(tensors):
        array = tensors[name].detach().numpy()
        array, kind = (array.astype(np.float16), "F16") if array.ndim > 1 else (array.astype(np.float32), "F32")
        if not np.isfinite(array).all():
            raise SystemExit(f"{name} does not fit half precision or is not a number: the weights are no good")
        data = np.ascontiguousarray(array).tobytes()
        header[name] = dict(dtype=kind, shape=list(array.shape), data_offsets=[offset, offset + len(data)])
        offset += len(data)
        parts.append(data)
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-len(text) % 8)
    size = 8 + len(text) + offset
    if size > SIZE_MAX:
        raise SystemExit(f"{path} would have {size} bytes, more than {SIZE_MAX}")
    pathlib.Path(path).write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))
    return size


def network_tensors(network, whitening):
    mean, basis = whitening
    return dict(network.state_dict(), **{"whiten.mean": mean, "whiten.basis": basis / basis.abs().max()})  # directions count, not lengths


def metadata_of(version, input_edge, dimension, kind, images):
    return {"name": "likeness-builtin", "version": str(version), "kind": kind, "input_px": str(input_edge), "resize": "stretch",
            "dimension": str(dimension), "images": str(images), "licence": "GPL-3.0-or-later"}


class Embedding(torch.nn.Module):
    """Pictures in 0..1 -> unit vectors: network and whitening in one. `network` gives the layout, `tensors` the numbers."""

    def __init__(self, tensors, network):
        super().__init__()
        self.network = copy.deepcopy(network)
        self.network.load_state_dict({k: tensors[k] for k in network.state_dict()})
        self.register_buffer("mean", tensors["whiten.mean"])
        self.register_buffer("basis", tensors["whiten.basis"])

    def forward(self, x):
        return F.normalize((self.network.features(x) - self.mean) @ self.basis, dim=1)


@torch.no_grad()
def embed_as_stored(path, network, pixels, images):
    """What a file that was written computes. Shape: pixels as bytes [n, 3, edge, edge], the same n PIL images -> [n, d]."""
    tensors = read_safetensors(path)
    learned = Embedding(tensors, network).eval()(pixels.float() / 255)
    if "combine.mean" not in tensors:
        return learned
    return net.combined(classical_of(images, halves_of(tensors)), learned, (tensors["combine.mean"], tensors["combine.basis"]))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--weights", required=True)
    arguments.add_argument("--out", default="likeness-builtin-learned.safetensors")
    arguments.add_argument("--version", default="0", help="goes into the metadata, and must be the number in the file's name; a new one for every change")
    arguments.add_argument("--combine", type=float, metavar="SHARE", help="with the classical model, whose length is 1; evaluate.py --combine says which share is best")
    arguments.add_argument("--torchscript", help="also write this folder: TorchScript and likeness.json (the learned model alone)")
    arguments.add_argument("--images", type=int, default=6000, help="generated, for the whitening")
    arguments.add_argument("--cache", help="folder for what need not be computed twice")
    arguments.add_argument("--threads", type=int, default=1)
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    network = net.load_network(options.weights)
    cache = Cache(options.cache)
    drawn = cache.array(f"generated-{options.images}", lambda: generated(options.images, 900001))
    features = net.features_of(network, drawn)
    whitening = net.learn_whitening(features)
    tensors = network_tensors(network, whitening)
    full = net.embedded(features, whitening)
    if options.combine:
        constants = classical_constants()
        few = drawn[:1000]
        classical = cache.rows(f"{CLASSICAL.stem}-generated-{len(few)}", few, lambda some: classical_of(map(as_image, some), constants))
        combination = net.learn_combination(classical, full[: len(few)], options.combine)
        tensors.update(read_safetensors(CLASSICAL), **{"combine.mean": combination[0], "combine.basis": combination[1]})
        full = net.combined(classical, full[: len(few)], combination)
    dimension = full.shape[1]
    metadata = metadata_of(options.version, net.INPUT_EDGE, dimension, KIND_COMBINED if options.combine else KIND,
                           pathlib.Path(options.weights).stem.split("-")[-1])
    if options.combine:
        metadata["learned_share"] = str(options.combine)
    size = write_safetensors(options.out, tensors, metadata)

    kept = embed_as_stored(options.out, network, drawn[:64], map(as_image, drawn[:64]))
    worst = float((kept * full[:64]).sum(1).min())
    print(f"wrote {options.out}: {size} bytes; half precision keeps every cosine with the full embedding above {worst:.6f}")
    if worst < 0.999:
        raise SystemExit("that is too little: the file computes something else than what was trained")
    if options.torchscript:
        folder = pathlib.Path(options.torchscript)
        folder.mkdir(parents=True, exist_ok=True)
        embedding = Embedding(read_safetensors(options.out), network).eval()
        torch.jit.trace(embedding, drawn[:8].float() / 255).save(str(folder / "learned.ts.pt"))
        (folder / "likeness.json").write_text(json.dumps(dict(name="Likeness learned", file="learned.ts.pt", size=net.INPUT_EDGE, resize="stretch",
                                                              dimension=embedding.basis.shape[1], licence="GPL-3.0-or-later"), indent=1) + "\n")


if __name__ == "__main__":
    main()
