#!/usr/bin/python3
"""Measures weights beside the classical model, histograms and two networks trained on photographs.

    /usr/bin/python3 evaluate.py --photos PHOTOS/semantic --weights FOLDER --others NETWORKS --cache CACHE

PHOTOS/semantic/SET/KIND/*: each photo asks for the others, those of its kind are right (P@1, mAP@100). The photos are
measured on, never learned from: whitening comes from generated images. --weights is a file or a folder of weights-*.pt
(then the table is quality against images seen; --curve writes it as CSV). --combine also tries the learned and the classical
embedding together; --copies N asks whether edited generated images find their originals first among N.
"""
import argparse
import csv
import io
import json
import pathlib
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageOps

import generate
import network as net

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
import descriptor  # the classical model

CLASSICAL = HERE.parents[1] / "likeness-builtin-1.safetensors"
SETS = ("objects50", "scenes8", "clothing10")


def read_safetensors(path):
    data = pathlib.Path(path).read_bytes()
    size = int.from_bytes(data[:8], "little")
    header, kinds = json.loads(data[8 : 8 + size]), {"F32": np.float32, "F16": np.float16}
    out = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = (8 + size + o for o in entry["data_offsets"])
            out[name] = torch.from_numpy(np.frombuffer(data[begin:end], kinds[entry["dtype"]]).astype(np.float32).reshape(entry["shape"]))
    return out


def photos_of(root, name):
    folder = pathlib.Path(root) / name
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in (".jpg", ".jpeg", ".png"))
    if not files:
        raise SystemExit(f"{folder} holds no photos; give the folder that holds {', '.join(SETS)} with --photos")
    return files


def opened(path):
    return ImageOps.exif_transpose(Image.open(path)).convert("RGB")


def pixels(image, edge):
    return torch.from_numpy(np.asarray(image.resize((edge, edge), Image.BILINEAR)).copy()).permute(2, 0, 1)


def scores(vectors, labels):
    """P@1 and mAP@100. Shape: vectors [n, d]."""
    x = F.normalize(vectors, dim=1)
    similar = x @ x.T
    similar.fill_diagonal_(-9)
    order = similar.argsort(1, descending=True)[:, :100].numpy()
    labels = np.array(labels)
    hit = labels[order] == labels[:, None]
    relevant = np.array([(labels == one).sum() - 1 for one in labels])
    precision = np.cumsum(hit, 1) / np.arange(1, hit.shape[1] + 1)
    mean = (precision * hit).sum(1) / np.minimum(relevant, hit.shape[1]).clip(1)
    return float(hit[:, 0].mean()), float(mean.mean())


def colour_and_hog(image):
    """A 4 x 4 x 4 colour histogram and gradients in 8 x 8 cells of a 128 px picture."""
    rgb = pixels(image, 128).float() / 255
    bins = (rgb * 3.999).long()
    histogram = torch.bincount((bins[0] * 16 + bins[1] * 4 + bins[2]).flatten(), minlength=64).float().sqrt()
    hog = F.avg_pool2d(descriptor.orientation_planes((rgb * torch.tensor([0.299, 0.587, 0.114])[:, None, None]).sum(0))[None], 16)[0]
    hog = (hog / (hog.norm(dim=0, keepdim=True) + 0.02)).flatten()
    return torch.cat([F.normalize(histogram, dim=0), F.normalize(hog, dim=0)])


class Cache:
    """Arrays that take long, kept in a folder; nothing is kept without one."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder) if folder else None

    def array(self, name, compute):
        path = self.folder / f"{name}.npy" if self.folder else None
        if path and path.exists():
            return torch.from_numpy(np.load(path))
        value = compute()
        if path:
            self.folder.mkdir(parents=True, exist_ok=True)
            np.save(path, value.numpy())
        return value


    def rows(self, name, items, compute, step=100):
        """compute(some items) -> [n, ...] for all of them, a hundred at a time: what was done before an interruption stays."""
        return torch.cat([self.array(f"{name}-{i}", lambda: compute(items[i : i + step])) for i in range(0, len(items), step)])


def generated(count, seed):
    """Generated images as bytes [count, 3, 160, 160]: both views of pairs, as drawn."""
    source = generate.PairSource(seed, "cpu", 128, 192, 8, chunk=64)
    parts = [source.views(64).transpose(0, 1).flatten(0, 1) for _ in range(-(-count // 128))]
    return torch.cat(parts)[:count]


def as_image(array):
    return Image.fromarray(array.permute(1, 2, 0).numpy())


def classical_of(images, constants):
    return torch.stack([descriptor.embed(image, constants) for image in images])


def halves_of(tensors):
    """The classical model's constants as descriptor.py wants them."""
    return {half: {k.split(".")[1]: v for k, v in tensors.items() if k.startswith(half + ".")} for half in ("sift", "colour")}


def classical_constants():
    return halves_of(read_safetensors(CLASSICAL))


def line(name, results):
    print(f"| {name} | " + " | ".join(f"{p1:.3f} / {mean:.3f}" for p1, mean in results) + " |", flush=True)


def others(folder, name, files, cache):
    """The TorchScript networks in `folder`, on one set: name -> embeddings."""
    out = {}
    for path in sorted(pathlib.Path(folder).glob("*.pt")):
        module = torch.jit.load(str(path)).eval()

        def compute(some):
            with torch.no_grad():
                return module(torch.stack([pixels(opened(f), 224).float() / 255 for f in some]))

        out[path.name.split("_1.0")[0].split("_onnx")[0]] = cache.rows(f"{path.stem}-{name}", files, compute, 20)
    return out


EDITS = {
    "half the size": lambda im: im.resize((im.width // 2, im.height // 2), Image.BILINEAR),
    "JPEG 30": lambda im: jpeg(im, 30),
    "cropped by 5 %": lambda im: im.crop((im.width // 20, im.height // 20, im.width - im.width // 20, im.height - im.height // 20)),
    "cropped by 10 %": lambda im: im.crop((im.width // 10, im.height // 10, im.width - im.width // 10, im.height - im.height // 10)),
    "brighter by 25 %": lambda im: im.point(lambda v: min(255, int(v * 1.25))),
    "darker by 25 %": lambda im: im.point(lambda v: int(v * 0.75)),
    "mirrored": ImageOps.mirror,
}


def jpeg(image, quality):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer).convert("RGB")


def copies(embed, library, queries=200):
    """Share of edited images whose original comes first. `embed`: list of PIL images -> [n, d]."""
    vectors = F.normalize(embed([as_image(one) for one in library]), dim=1)
    result = {}
    for name, edit in EDITS.items():
        asked = F.normalize(embed([edit(as_image(one)) for one in library[:queries]]), dim=1)
        result[name] = float(((asked @ vectors.T).argmax(1) == torch.arange(len(asked))).float().mean())
    return result


def milliseconds(network):
    """Processor time per image, one thread, batch 8, at the input size: float32 and bfloat16."""
    out = []
    for kind in (torch.float32, torch.bfloat16):
        module = net.copy.deepcopy(network).to(kind).to(memory_format=torch.channels_last)
        x = torch.rand(8, 3, net.INPUT_EDGE, net.INPUT_EDGE).to(kind).contiguous(memory_format=torch.channels_last)
        times = []
        with torch.no_grad():
            for _ in range(8):
                started = time.process_time()
                module.features(x)
                times.append((time.process_time() - started) / 8 * 1e3)
        out.append(min(times))
    return out


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--photos", required=True)
    arguments.add_argument("--weights", help="weights-IMAGES.pt, or a folder of them")
    arguments.add_argument("--others", help="folder of TorchScript networks to compare with (224 px, 0..1)")
    arguments.add_argument("--cache", help="folder for what need not be computed twice")
    arguments.add_argument("--curve", help="write quality against images seen: CSV")
    arguments.add_argument("--combine", action="store_true")
    arguments.add_argument("--copies", type=int, default=0, metavar="N")
    arguments.add_argument("--whiten-images", type=int, default=3000)
    arguments.add_argument("--threads", type=int, default=1)
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    cache = Cache(options.cache)
    files = {name: photos_of(options.photos, name) for name in SETS}
    labels = {name: [f.parent.name for f in files[name]] for name in SETS}
    print("| | " + " | ".join(SETS) + " |\n|---|" + "---|" * len(SETS), flush=True)

    constants = classical_constants()
    hog = {n: cache.rows(f"hog-{n}", files[n], lambda some: torch.stack([colour_and_hog(opened(f)) for f in some])) for n in SETS}
    line("colour + HOG", [scores(hog[n], labels[n]) for n in SETS])
    classical = {n: cache.rows(f"classical-{n}", files[n], lambda some: classical_of(map(opened, some), constants)) for n in SETS}
    line("classical, version 1", [scores(classical[n], labels[n]) for n in SETS])
    if options.others:
        found = {n: others(options.others, n, files[n], cache) for n in SETS}
        for name in found[SETS[0]]:
            line(name, [scores(found[n][name], labels[n]) for n in SETS])
    if not options.weights:
        return

    path = pathlib.Path(options.weights)
    weights = sorted(path.glob("weights-*.pt"), key=lambda p: int(p.stem.split("-")[1])) if path.is_dir() else [path]
    if not weights:
        raise SystemExit(f"{path} holds no weights-*.pt; train.py writes them")
    inputs = {n: cache.rows(f"pixels-{n}", files[n], lambda some: torch.stack([pixels(opened(f), net.INPUT_EDGE) for f in some])) for n in SETS}
    drawn = cache.array(f"generated-{options.whiten_images}", lambda: generated(options.whiten_images, 900001))
    curve = []
    for file in weights:
        network = net.load_network(file)
        learned_from = net.features_of(network, drawn)
        whitening = net.learn_whitening(learned_from)
        features = {n: net.features_of(network, inputs[n]) for n in SETS}
        learned = {n: net.embedded(features[n], whitening) for n in SETS}
        result = [scores(learned[n], labels[n]) for n in SETS]
        line(f"learned, {file.stem.split('-')[-1]} images", result)
        curve.append([file.stem.split("-")[-1]] + [f"{v:.4f}" for pair in result for v in pair])
    line("  its last stage alone, not whitened", [scores(features[n][:, : net.WIDTHS[3]], labels[n]) for n in SETS])
    if options.combine:
        drawn_classical = cache.rows("classical-generated", drawn[:1000], lambda some: classical_of(map(as_image, some), constants))
        drawn_learned = net.embedded(learned_from, whitening)[:1000]
        for share in (0.25, 0.5, 0.75, 1.0):
            both = {n: torch.cat([classical[n], share * learned[n]], 1) for n in SETS}
            line(f"classical + {share} learned, 512 numbers", [scores(both[n], labels[n]) for n in SETS])
            combination = net.learn_combination(drawn_classical, drawn_learned, share)
            line(f"classical + {share} learned, 256 numbers", [scores(net.combined(classical[n], learned[n], combination), labels[n]) for n in SETS])
    if options.curve:
        with open(options.curve, "w", newline="") as out:
            table = csv.writer(out)
            table.writerow(["images"] + [f"{n} {measure}" for n in SETS for measure in ("P@1", "mAP@100")])
            table.writerows(curve)
    if options.copies:
        library = cache.array(f"library-{options.copies}", lambda: generated(options.copies, 900002))
        shares = copies(lambda images: net.embedded(net.features_of(network, torch.stack([pixels(im, net.INPUT_EDGE) for im in images])), whitening), library)
        old = copies(lambda images: classical_of(images, constants), library)
        print(f"\n| the copy is | first among {options.copies}: learned | classical |\n|---|---|---|")
        for name in shares:
            print(f"| {name} | {100 * shares[name]:.1f} % | {100 * old[name]:.1f} % |")
    print("\nprocessor time: %.1f ms an image in float32, %.1f in bfloat16 (one thread, batch 8)" % tuple(milliseconds(network)))


if __name__ == "__main__":
    main()
