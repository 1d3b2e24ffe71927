#!/usr/bin/env python3
"""End-to-end ingest of large JPEGs against a bare scaled decode of the same files, taking turns in one run.

    ingest_bench.py BUILD WORK [--count 200] [--real FOLDER] [--turns 3] [--threads N]

Makes COUNT photos of 12 megapixels in WORK (plus copies of the JPEGs in FOLDER, told apart by a few bytes at the end),
then lets `bare_decode` and `likeness-cli index --model null` take turns, each time with a fresh library; last, one run
with the built-in model. Prints JSON lines. CPU time is given beside wall time, because others may use the machine.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import time


def timed(command):
    """Runs a command; returns its last JSON line with wall and CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    wall = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"{command}: {done.returncode}\n{done.stderr.decode()[-2000:]}")
    figures = json.loads(done.stdout.decode().strip().splitlines()[-1])
    figures["wall_s"] = round(wall, 3)
    figures["cpu_s"] = round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 3)
    progress = [json.loads(line) for line in done.stderr.decode().splitlines() if line.startswith('{"progress"')]
    bottlenecks = [entry["bottleneck"] for entry in progress if "bottleneck" in entry]
    if bottlenecks:
        figures["bottleneck"] = statistics.mode(bottlenecks)
    return figures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--real", type=pathlib.Path)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()

    photos = options.work / "photos"
    if not photos.exists():
        subprocess.run([options.build / "tests/make_photos", photos, str(options.count), "4000", "3000", "1", "95"], check=True)
        originals = sorted(options.real.glob("*.[jJ][pP][gG]")) if options.real else []
        for copy in range(options.count // 4 if originals else 0):
            source = originals[copy % len(originals)]
            target = photos / f"real_{copy:03d}.jpg"
            target.write_bytes(source.read_bytes() + copy.to_bytes(4, "big"))  # another content, the same picture
    size = sum(entry.stat().st_size for entry in photos.rglob("*.jpg"))
    count = sum(1 for _ in photos.rglob("*.jpg"))
    for entry in photos.rglob("*.jpg"):
        entry.read_bytes()  # into the page cache: this measures computing, not the disk
    print(json.dumps({"photos": count, "bytes": size, "threads": options.threads}), flush=True)

    cli = [options.build / "bin/likeness-cli", "--json", "--threads", str(options.threads), "--library"]

    def index(*arguments):
        library = options.work / "library"
        shutil.rmtree(library, ignore_errors=True)
        subprocess.run([*cli, library, "add", photos], check=True, stderr=subprocess.DEVNULL)
        shutil.rmtree(library / "vectors", ignore_errors=True)
        return timed([*cli, library, "index", *arguments])

    ratios = []
    cpu_ratios = []
    for turn in range(options.turns):
        bare = timed([options.build / "bin/bare_decode", photos, str(options.threads)])
        ours = index("--model", "null")
        ratios.append(bare["seconds"] / ours["seconds"])
        cpu_ratios.append(bare["cpu_s"] / ours["cpu_s"])
        print(json.dumps({"turn": turn, "bare": bare, "ingest_null": ours, "ratio": round(ratios[-1], 3),
                          "cpu_ratio": round(cpu_ratios[-1], 3)}), flush=True)
    builtin = index()
    print(json.dumps({"ingest_builtin": builtin, "per_second": round(count / builtin["seconds"], 1)}), flush=True)
    print(json.dumps({"median_ratio": round(statistics.median(ratios), 3),
                      "median_cpu_ratio": round(statistics.median(cpu_ratios), 3)}))


if __name__ == "__main__":
    main()
