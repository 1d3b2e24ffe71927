#!/usr/bin/python3
"""From nothing to the file that ships, in one command: trains to the end of the schedule, measures, draws the curve, and
writes the next version only if it is better than version 2 on every set by more than chance.

    python3 ship.py --photos PHOTOS/semantic --out build/learned [--device cuda] [--version 3]

Say it again after an interruption: training goes on from its checkpoint, measuring from its cache. train.py, evaluate.py and
export.py do the work and can be run alone; what follows `--` goes to train.py.
"""
import argparse
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def run(script, *arguments):
    print(f"\n== {script} {' '.join(map(str, arguments))}", flush=True)
    if subprocess.run([sys.executable, HERE / script, *map(str, arguments)]).returncode:
        raise SystemExit(f"{script} failed; what it said stands above")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--photos", required=True, help="folder of objects50, scenes8 and clothing10")
    arguments.add_argument("--out", required=True, help="folder of everything that is made")
    arguments.add_argument("--device", default="cuda")
    arguments.add_argument("--minutes", type=float, default=27, help="of training in all")
    arguments.add_argument("--version", type=int, default=3)
    arguments.add_argument("--whiten-images", type=int, default=6000)
    arguments.add_argument("training", nargs="*", help="further arguments of train.py, after --")
    options = arguments.parse_args()
    out = pathlib.Path(options.out)

    # One run: `--minutes` of it are more than the schedule, so that it ends when the schedule does.
    run("train.py", "--device", options.device, "--out", out, "--minutes", options.minutes + 60, "--total-minutes", options.minutes, *options.training)
    run("evaluate.py", "--photos", options.photos, "--weights", out, "--cache", out / "cache", "--whiten-images", options.whiten_images,
        "--combine", "--curve", out / "quality.svg", "--verdict", out / "verdict.json")
    verdict = json.loads((out / "verdict.json").read_text())
    if not verdict["better"]:
        print("\nnothing to ship: version 2 stays. The figures above belong into resources/builtin/README.md")
        return
    file = out / f"likeness-builtin-{options.version}.safetensors"
    run("export.py", "--weights", verdict["weights"], "--out", file, "--version", options.version, "--images", options.whiten_images, "--cache", out / "cache",
        *(["--combine", verdict["share"]] if verdict["share"] else []))
    print(f"\nto ship: copy {file} to resources/builtin, name it in resources/CMakeLists.txt instead of version 2, quality.svg and the figures into the README; "
          "then tests/bench/embed_quality, also with --copies")


if __name__ == "__main__":
    main()
