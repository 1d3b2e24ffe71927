#!/usr/bin/python3
"""Measures weights beside the classical model, histograms and two networks trained on photographs.

    /usr/bin/python3 evaluate.py --photos PHOTOS/semantic --weights FOLDER --others NETWORKS --cache CACHE

PHOTOS/semantic/SET/KIND/*: each photo asks for the others, those of its kind are right (P@1, mAP@100). The photos are
measured on, never learned from: whitening comes from generated images. --weights is a file or a folder of weights-*.pt
(then the table is quality against images seen; --curve quality.svg draws it against minutes of training, by log.csv beside
the weights, and writes quality.csv). --combine also tries the learned and the classical embedding together; --copies N asks
whether edited generated images find their originals first among N.
"""
import argparse
import csv
import io
import json
import math
import os
import pathlib
import sys
import time

# Before torch is loaded: its BLAS has threads of its own, which spin for one another on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageOps

import generate
import network as net

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
import descriptor  # the classical model

CLASSICAL = HERE.parents[1] / "likeness-builtin-2.safetensors"
SETS = ("objects50", "scenes8", "clothing10")
CLEAR_GAIN = 2.0  # standard errors; a photo or two more are no reason to embed every library again


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


def photo_scores(vectors, labels):
    """Of each photo, whether the nearest is of its kind, and its average precision at 100. Shape: [n, d] -> two of [n]."""
    x = F.normalize(vectors, dim=1)
    similar = x @ x.T
    similar.fill_diagonal_(-9)
    order = similar.argsort(1, descending=True)[:, : min(100, len(x) - 1)].numpy()  # without the photo itself
    labels = np.array(labels)
    hit = labels[order] == labels[:, None]
    relevant = np.array([(labels == one).sum() - 1 for one in labels])
    precision = np.cumsum(hit, 1) / np.arange(1, hit.shape[1] + 1)
    mean = (precision * hit).sum(1) / np.minimum(relevant, hit.shape[1]).clip(1)
    return hit[:, 0].astype(float), mean


def scores(vectors, labels):
    """P@1 and mAP@100. Shape: vectors [n, d]."""
    return tuple(float(one.mean()) for one in photo_scores(vectors, labels))


def least_gain(new, old, labels):
    """By how many standard errors `new` is better than `old`, photo by photo, where it is so least: over all sets and both
    measures. Above 2 it is better everywhere by more than chance. new, old: set -> vectors."""
    gains = []
    for n in SETS:
        for a, b in zip(photo_scores(new[n], labels[n]), photo_scores(old[n], labels[n])):
            error = (a - b).std() / math.sqrt(len(a))
            gains.append(float((a - b).mean() / error) if error > 0 else 0.0)
    return min(gains)


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


def minutes_of(log, images):
    """Minutes of training after which `images` had been seen, by train.py's log.csv."""
    with open(log, newline="") as rows:
        return min(((abs(int(row["images"]) - images), float(row["minutes"])) for row in csv.DictReader(rows)), default=(0, 0.0))[1] if images else 0.0


def write_curve(path, curve, references):
    """The curve as CSV and drawn as SVG, one panel per set: P@1 and mAP@100 against minutes of training.

    curve: rows of minutes, images, then P@1 and mAP@100 of each set; references: name -> the same of a model that stands still.
    """
    with open(path.with_suffix(".csv"), "w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["minutes", "images"] + [f"{n} {measure}" for n in SETS for measure in ("P@1", "mAP@100")])
        table.writerows([f"{row[0]:.2f}", row[1]] + [f"{v:.4f}" for v in row[2:]] for row in curve)
        table.writerows([name, ""] + [f"{v:.4f}" for v in values] for name, values in references.items())
    width, height, left, top, gap = 250, 190, 40, 34, 24
    last = max(row[0] for row in curve) or 1.0
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, math.ceil(last)) if last / s <= 6)
    highest = max([v for row in curve for v in row[2:]] + [v for values in references.values() for v in values])
    ceiling = math.ceil(highest * 10 + 0.2) / 10
    parts = []
    for i, name in enumerate(SETS):
        x0 = left + i * (width + gap)

        def at(minutes, value):
            return x0 + minutes / last * width, top + height - value / ceiling * height

        parts.append(f'<text x="{x0}" y="{top - 10}" font-weight="bold">{name}</text>')
        for tenth in range(0, round(ceiling * 10) + 1):
            y = at(0, tenth / 10)[1]
            parts.append(f'<line x1="{x0}" x2="{x0 + width}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e3e3e3"/>')
            if i == 0:
                parts.append(f'<text x="{x0 - 6}" y="{y + 4:.1f}" text-anchor="end">{tenth / 10:.1f}</text>')
        for minutes in range(0, int(last) + 1, step):
            parts.append(f'<text x="{at(minutes, 0)[0]:.1f}" y="{top + height + 15}" text-anchor="middle">{minutes}</text>')
        for values, dash in zip(references.values(), ("5 3", "1.5 3")):
            for measure, colour in ((0, "#1f5fa8"), (1, "#c0392b")):
                y = at(0, values[2 * i + measure])[1]
                parts.append(f'<line x1="{x0}" x2="{x0 + width}" y1="{y:.1f}" y2="{y:.1f}" stroke="{colour}" stroke-dasharray="{dash}"/>')
        for measure, colour in ((0, "#1f5fa8"), (1, "#c0392b")):
            points = [at(row[0], row[2 + 2 * i + measure]) for row in curve]
            parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="1.8" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>')
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{colour}"/>' for x, y in points]
    whole, below = left + 3 * (width + gap), top + height + 34
    legend = [("#1f5fa8", "", "P@1"), ("#c0392b", "", "mAP@100")] + [("#444", f'stroke-dasharray="{dash}"', name) for name, dash in zip(references, ("5 3", "1.5 3"))]
    parts.append(f'<text x="{left}" y="{below}">minutes of training</text>')
    for i, (colour, dash, name) in enumerate(legend):
        x = left + 150 + 165 * i
        parts.append(f'<line x1="{x}" x2="{x + 24}" y1="{below - 4}" y2="{below - 4}" stroke="{colour}" stroke-width="1.8" {dash}/><text x="{x + 30}" y="{below}">{name}</text>')
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {below + 12}" font-family="sans-serif" font-size="11">\n'
                    f'<rect width="100%" height="100%" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--photos", required=True)
    arguments.add_argument("--weights", help="weights-IMAGES.pt, or a folder of them")
    arguments.add_argument("--others", help="folder of TorchScript networks to compare with (224 px, 0..1)")
    arguments.add_argument("--cache", help="folder for what need not be computed twice")
    arguments.add_argument("--curve", metavar="FILE.svg", help="draw quality against minutes of training; FILE.csv has the numbers")
    arguments.add_argument("--combine", action="store_true", help="also together with the classical model, at several shares")
    arguments.add_argument("--verdict", metavar="FILE.json", help="write which candidate is best and whether it should ship")
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
    classical = {n: cache.rows(f"{CLASSICAL.stem}-{n}", files[n], lambda some: classical_of(map(opened, some), constants)) for n in SETS}
    ships = [scores(classical[n], labels[n]) for n in SETS]
    line("classical, version 2", ships)
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
        if options.curve:
            images = int(file.stem.split("-")[-1])
            curve.append([minutes_of(file.parent / "log.csv", images), images] + [v for pair in result for v in pair])
    candidates = {0.0: learned}  # by the share of the learned half beside the classical one; 0: the learned model alone
    line("  its last stage alone, not whitened", [scores(features[n][:, : net.WIDTHS[3]], labels[n]) for n in SETS])
    if options.combine:
        few = drawn[:1000]
        drawn_classical = cache.rows(f"{CLASSICAL.stem}-generated-{len(few)}", few, lambda some: classical_of(map(as_image, some), constants))
        drawn_learned = net.embedded(learned_from, whitening)[: len(few)]
        for share in (0.25, 0.5, 0.75, 1.0):
            both = {n: torch.cat([classical[n], share * learned[n]], 1) for n in SETS}
            line(f"classical + {share} learned, 512 numbers", [scores(both[n], labels[n]) for n in SETS])
            combination = net.learn_combination(drawn_classical, drawn_learned, share)
            candidates[share] = {n: net.combined(classical[n], learned[n], combination) for n in SETS}
            line(f"classical + {share} learned, 256 numbers", [scores(candidates[share][n], labels[n]) for n in SETS])
    gains = {share: least_gain(candidates[share], classical, labels) for share in candidates}
    best = max(gains, key=gains.get)
    print(f"\nagainst version 2, the best is {f'classical + {best} learned' if best else 'the learned model alone'}: where it gains least, it gains "
          f"{gains[best]:.1f} standard errors; {'it is better everywhere' if gains[best] > CLEAR_GAIN else 'that is not better everywhere: version 2 stays'}", flush=True)
    if options.verdict:
        pathlib.Path(options.verdict).write_text(json.dumps(dict(weights=str(weights[-1]), share=best, least_gain=gains[best], better=gains[best] > CLEAR_GAIN)) + "\n")
    if options.curve:
        write_curve(pathlib.Path(options.curve), curve, {"classical, version 2": [v for pair in ships for v in pair]})
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
