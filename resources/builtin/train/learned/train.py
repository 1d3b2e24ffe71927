#!/usr/bin/python3
"""Trains the network on pairs that generate.py draws in the loop. Goes on from its own checkpoint; never sees a photograph.

    python3 train.py --out FOLDER --device cuda --minutes 9 --total-minutes 27     (the same command until it says done)

Method: InfoNCE on pairs in one large batch (SimCLR, Chen et al. 2020, arXiv:2002.05709) in the decoupled form that drops
the positive from the denominator (Yeh et al. 2021, arXiv:2110.06848). Why not MoCo-v3 or DINO: images here are endless and
cost about as much as a training step, so batches are large and fresh, a momentum network or queue to get more
negatives buys nothing, and its two further forward passes would cost a third of the images; DINO moreover needs many
crops and long schedules before it is better. The weights that are kept are a running mean (as in both), which is free.

FOLDER gets log.csv, checkpoint.json with the checkpoint in parts of at most 15 MiB, and weights-IMAGES.pt (half
precision) at --snapshots moments of the whole schedule.
"""
import argparse
import copy
import csv
import hashlib
import io
import json
import math
import os
import pathlib
import time

# Before torch is loaded: its BLAS has threads of its own, which spin for one another on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import torch
import torch.nn.functional as F

import generate
from network import Network, Projection

PART_BYTES = 15 << 20
TEMPERATURE = 0.15
WEIGHT_DECAY = 0.02
WARMUP = 0.03  # share of the schedule
MEAN_MOMENTUM = 0.998

# per kind of device: pairs in a batch, edge in training, textures kept, textures redrawn per batch, times a drawn pair is used
SETTINGS = {"cuda": dict(pairs=2048, edge=128, bank=4096, refresh=128, reuse=1),
            "cpu": dict(pairs=128, edge=96, bank=384, refresh=6, reuse=3)}


def decoupled_loss(z):
    """Embeddings [2 n, d], rows i and i + n are a pair -> loss, share of rows whose partner is the nearest."""
    n = z.shape[0] // 2
    z = F.normalize(z.float(), dim=1)
    scores = z @ z.T / TEMPERATURE
    row = torch.arange(2 * n, device=z.device)
    partner = (row + n) % (2 * n)
    positive = scores[row, partner]
    itself = torch.zeros_like(scores, dtype=torch.bool)
    itself[row, row] = True
    nearest = scores.detach().masked_fill(itself, -1e4).argmax(1)
    itself[row, partner] = True
    loss = (torch.logsumexp(scores.masked_fill(itself, -1e4), 1) - positive).mean()
    return loss, (nearest == partner).float().mean()


def halved(state):
    return {name: value.detach().to("cpu", torch.float16 if value.is_floating_point() else value.dtype, copy=True)
            for name, value in state.items()}


def save_checkpoint(folder, content):
    """Writes the parts, then the list that makes them count, then removes older parts: a kill leaves one whole state."""
    buffer = io.BytesIO()
    torch.save(content, buffer)
    data = buffer.getvalue()
    names = []
    for i in range(0, len(data), PART_BYTES):
        names.append(f"checkpoint-{content['step']}.part{len(names)}")
        (folder / names[-1]).write_bytes(data[i : i + PART_BYTES])
    listing = folder / "checkpoint.json.new"
    listing.write_text(json.dumps(dict(parts=names, sha256=hashlib.sha256(data).hexdigest(), images=content["images"], minutes=content["minutes"])))
    listing.replace(folder / "checkpoint.json")
    for old in folder.glob("checkpoint-*.part*"):
        if old.name not in names:
            old.unlink()


def load_checkpoint(folder):
    """The content, or None where there is no checkpoint. Errors: SystemExit with a sentence where a part is missing or damaged."""
    listing = folder / "checkpoint.json"
    if not listing.exists():
        return None
    listed = json.loads(listing.read_text())
    missing = [name for name in listed["parts"] if not (folder / name).exists()]
    if missing:
        raise SystemExit(f"{folder}: {', '.join(missing)} of the checkpoint is missing; copy it there, or remove checkpoint.json to start again")
    data = b"".join((folder / name).read_bytes() for name in listed["parts"])
    if hashlib.sha256(data).hexdigest() != listed["sha256"]:
        raise SystemExit(f"{folder}: the checkpoint is damaged; copy it again, or remove checkpoint.json to start again")
    return torch.load(io.BytesIO(data), map_location="cpu")


def pack_optimiser(optimiser):
    state = optimiser.state_dict()
    for entry in state["state"].values():
        for name in ("exp_avg", "exp_avg_sq"):
            entry[name] = entry[name].to("cpu", torch.bfloat16)
    return state


class Trainer:
    def __init__(self, options, device):
        self.options, self.device = options, device
        torch.manual_seed(options.seed)
        self.network, self.projection = Network().to(device), Projection().to(device)
        self.network = self.network.to(memory_format=torch.channels_last)
        parameters = list(self.network.parameters()) + list(self.projection.parameters())
        self.optimiser = torch.optim.AdamW([{"params": [p for p in parameters if p.ndim > 1], "weight_decay": WEIGHT_DECAY},
                                            {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0}], lr=1e-3)
        self.mean = copy.deepcopy(self.network).eval()
        self.step = self.images = self.runs = 0
        self.minutes = 0.0  # of training, over all runs
        self.peak = options.rate or min(3e-3, 1e-3 * math.sqrt(options.pairs / 128))

    def restore(self, content):
        self.network.load_state_dict(content["network"])
        self.projection.load_state_dict(content["projection"])
        self.mean.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in content["mean"].items()})
        state = content["optimiser"]
        for entry in state["state"].values():
            for name in ("exp_avg", "exp_avg_sq"):
                entry[name] = entry[name].float()
        self.optimiser.load_state_dict(state)
        self.step, self.images, self.minutes, self.runs = (content[k] for k in ("step", "images", "minutes", "runs"))

    def content(self):
        def on_cpu(module):
            return {k: v.detach().cpu() for k, v in module.state_dict().items()}

        return dict(network=on_cpu(self.network), projection=on_cpu(self.projection), mean=halved(self.mean.state_dict()),
                    optimiser=pack_optimiser(copy.deepcopy(self.optimiser)), step=self.step, images=self.images,
                    minutes=self.minutes, runs=self.runs + 1)

    def rate(self, progress):
        if progress < WARMUP:
            return self.peak * (progress / WARMUP + 0.01)
        return self.peak * 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - WARMUP) / (1 - WARMUP))))

    def learn(self, images, progress):
        """One step. Shape: [2 n, 3, edge, edge], rows i and i + n a pair. Returns loss and share, on the device."""
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate(progress)
        images = images.contiguous(memory_format=torch.channels_last)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            z = self.projection(self.network(images))
        loss, found = decoupled_loss(z)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self.optimiser.step()
        momentum = min(MEAN_MOMENTUM, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for kept, now in zip(self.mean.state_dict().values(), self.network.state_dict().values()):
                if kept.is_floating_point():
                    kept.lerp_(now, 1 - momentum)
        self.step += 1
        self.images += images.shape[0]
        return loss.detach(), found


def batches(source, pairs, reuse):
    """Endless batches [2 pairs, 3, edge, edge]. With reuse > 1 every drawn pair comes that many times, framed anew."""
    pool = []
    while True:
        fresh = source.views(pairs if reuse == 1 else max(8, pairs // reuse))
        if reuse == 1:
            yield source.augmented(fresh.flatten(0, 1))
            continue
        pool = (pool + [fresh])[-reuse * 4 :]
        if len(pool) < reuse:
            continue
        # the newest and others from the last few, so that no two batches hold the same company
        chosen = [fresh] + source.dice.coins.sample(pool[:-1], reuse - 1)
        yield source.augmented(torch.cat(chosen, 1).flatten(0, 1))


def run(options):
    started = time.perf_counter()
    device = torch.device(options.device)
    if device.type == "cuda":
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
        torch.backends.cudnn.benchmark = True
    else:
        torch.set_num_threads(options.threads)
    folder = pathlib.Path(options.out)
    folder.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(options, device)
    saved = load_checkpoint(folder)
    if saved:
        trainer.restore(saved)
        print(f"going on after {trainer.images} images and {trainer.minutes:.1f} minutes", flush=True)
    else:
        torch.save(halved(trainer.mean.state_dict()), folder / "weights-0.pt")  # where the curve begins
    if trainer.minutes >= options.total_minutes:
        print("done: the schedule is at its end")
        return
    # every run draws from another seed: nothing is drawn twice
    source = generate.PairSource(options.seed + 1000 * trainer.runs, device, options.edge, options.bank, options.refresh, chunk=options.chunk)
    print(f"{options.bank} textures drawn after {time.perf_counter() - started:.0f} s", flush=True)
    if device.type == "cuda" and not options.no_compile:
        print(generate.compile_if_faster(source, options.pairs), flush=True)
    moments = [options.total_minutes * (i + 1) / options.snapshots for i in range(options.snapshots)]
    log = open(folder / "log.csv", "a", newline="")
    table = csv.writer(log)
    if log.tell() == 0:
        table.writerow(["minutes", "cpu_minutes", "step", "images", "loss", "partner_found", "images_per_second", "rate"])
    before, first, cpu0 = trainer.minutes, time.perf_counter(), time.process_time()
    kept_at, sums, since, images_since = first, [], first, trainer.images
    for images in batches(source, options.pairs, options.reuse):
        progress = trainer.minutes / options.total_minutes
        sums.append(trainer.learn(images, progress))
        now = time.perf_counter()
        last_minutes, trainer.minutes = trainer.minutes, before + (now - first) / 60
        # the schedule may end inside this run; 20 s are left for the last checkpoint
        over = trainer.minutes >= options.total_minutes or now - started > options.minutes * 60 - 20
        if now - since > options.log_seconds or over:
            loss, found = (float(torch.stack(column).mean()) for column in zip(*sums))
            now = time.perf_counter()
            speed = (trainer.images - images_since) / (now - since)
            table.writerow([f"{trainer.minutes:.2f}", f"{(time.process_time() - cpu0) / 60:.2f}", trainer.step, trainer.images, f"{loss:.4f}", f"{found:.4f}",
                            f"{speed:.0f}", f"{trainer.rate(progress):.2e}"])
            log.flush()
            print(f"{trainer.minutes:6.2f} min  {trainer.images:10d} images  loss {loss:.3f}  partner found {found:.3f}  {speed:.0f} images/s", flush=True)
            if not math.isfinite(loss):
                raise SystemExit(f"the loss is {loss} at step {trainer.step}; the checkpoint before it is kept: give a lower --rate and go on")
            sums, since, images_since = [], now, trainer.images
        if over or any(last_minutes < moment <= trainer.minutes for moment in moments):
            torch.save(halved(trainer.mean.state_dict()), folder / f"weights-{trainer.images}.pt")
        if over or now - kept_at > options.keep_minutes * 60:
            save_checkpoint(folder, trainer.content())
            kept_at = now
        if over:
            break
    print("done: the schedule is at its end" if trainer.minutes >= options.total_minutes else "run the same command again to go on", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", required=True, help="folder of checkpoints, weights and log")
    arguments.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments.add_argument("--minutes", type=float, default=9, help="this run, start and saving included")
    arguments.add_argument("--total-minutes", type=float, default=27, help="the whole schedule; the same in every run")
    arguments.add_argument("--snapshots", type=int, default=6, help="weights kept over the whole schedule")
    arguments.add_argument("--keep-minutes", type=float, default=3, help="between checkpoints")
    arguments.add_argument("--log-seconds", type=float, default=10)
    arguments.add_argument("--rate", type=float, help="highest learning rate; otherwise from --pairs")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=os.cpu_count(), help="CPU only")
    arguments.add_argument("--chunk", type=int, default=1024, help="pairs drawn at once: memory")
    arguments.add_argument("--no-compile", action="store_true", help="do not try to fuse the generator's passes (tried on a GPU with torch 2)")
    for name in ("pairs", "edge", "bank", "refresh", "reuse"):
        arguments.add_argument(f"--{name}", type=int, help=f"cuda {SETTINGS['cuda'][name]}, cpu {SETTINGS['cpu'][name]}")
    options = arguments.parse_args()
    if options.device.startswith("cuda") and not torch.cuda.is_available():
        raise SystemExit("this torch sees no CUDA GPU; use --device cpu, or a machine that has one")
    for name, value in SETTINGS[torch.device(options.device).type].items():
        if getattr(options, name) is None:
            setattr(options, name, value)
    if options.edge % 8:
        raise SystemExit(f"--edge {options.edge} must be a multiple of 8")
    run(options)


if __name__ == "__main__":
    main()
