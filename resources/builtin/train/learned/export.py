#!/usr/bin/python3
"""Writes trained weights as the program reads them: whitened on generated images, half precision, safetensors.

    /usr/bin/python3 export.py --weights FOLDER/weights-IMAGES.pt --out likeness-builtin-2.safetensors --version 2
    /usr/bin/python3 export.py --weights ... --torchscript MODEL_FOLDER      (a model any version of Likeness opens today)

Names: `stem`, `stem2` and `stages.S.B.{first,second,skip}`, each `.weight` [out, in, k, k] and `.bias` [out], with the
normalisations folded in; `whiten.mean` [1792], `whiten.basis` [1792, 256]. network.py says what is computed from them.
Numbers of more than one dimension are half precision, the others single.
"""
import argparse
import json
import pathlib
import struct

import numpy as np
import torch
import torch.nn.functional as F

import network as net
from evaluate import Cache, generated, read_safetensors

SIZE_MAX = 16_000_000


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


class Embedding(torch.nn.Module):
    """Pictures in 0..1 -> unit vectors: network and whitening in one."""

    def __init__(self, tensors):
        super().__init__()
        self.network = net.folded(net.Network())
        self.network.load_state_dict({k: v for k, v in tensors.items() if not k.startswith("whiten.")})
        self.register_buffer("mean", tensors["whiten.mean"])
        self.register_buffer("basis", tensors["whiten.basis"])

    def forward(self, x):
        return F.normalize((self.network.features(x) - self.mean) @ self.basis, dim=1)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--weights", required=True)
    arguments.add_argument("--out", default="likeness-builtin-learned.safetensors")
    arguments.add_argument("--version", default="0", help="goes into the metadata; a new one for every change")
    arguments.add_argument("--torchscript", help="also write this folder: TorchScript and likeness.json")
    arguments.add_argument("--images", type=int, default=6000, help="generated, for the whitening")
    arguments.add_argument("--cache", help="folder for what need not be computed twice")
    arguments.add_argument("--threads", type=int, default=1)
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    network = net.load_network(options.weights)
    drawn = Cache(options.cache).array(f"generated-{options.images}", lambda: generated(options.images, 900001))
    features = net.features_of(network, drawn)
    mean, basis = net.learn_whitening(features)
    tensors = dict(network.state_dict(), **{"whiten.mean": mean, "whiten.basis": basis / basis.abs().max()})
    size = write_safetensors(options.out, tensors, {
        "name": "likeness-builtin", "version": options.version, "kind": "residual network", "input_px": str(net.INPUT_EDGE), "resize": "stretch",
        "dimension": str(basis.shape[1]), "images": pathlib.Path(options.weights).stem.split("-")[-1], "licence": "GPL-3.0-or-later"})

    embedding = Embedding(read_safetensors(options.out)).eval()
    sample = drawn[:64].float() / 255
    with torch.no_grad():
        kept, full = embedding(sample), net.embedded(features[:64], (mean, basis))
    worst = float((kept * full).sum(1).min())
    print(f"wrote {options.out}: {size} bytes; half precision keeps every cosine with the full embedding above {worst:.6f}")
    if worst < 0.999:
        raise SystemExit("that is too little: the file computes something else than what was trained")
    if options.torchscript:
        folder = pathlib.Path(options.torchscript)
        folder.mkdir(parents=True, exist_ok=True)
        torch.jit.trace(embedding, sample[:8]).save(str(folder / "learned.ts.pt"))
        (folder / "likeness.json").write_text(json.dumps(dict(name="Likeness learned", file="learned.ts.pt", size=net.INPUT_EDGE, resize="stretch",
                                                              dimension=basis.shape[1], licence="GPL-3.0-or-later"), indent=1) + "\n")


if __name__ == "__main__":
    main()
