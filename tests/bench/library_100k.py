#!/usr/bin/env python3
"""A library of 100,000 small photos: memory of the indexer, time to a first search, searches after that.

    library_100k.py BUILD WORK [--count 100000] [--model null]

Prints JSON lines. Memory is sampled from /proc every quarter of a second while `index` runs: anonymous memory is what the
indexer holds, the rest of the resident set is mapped files (libraries, SQLite) that the kernel may drop at any time.
"""
import argparse
import json
import pathlib
import subprocess
import time


def memory(pid):
    """Megabytes of (resident, anonymous) memory; None when the process is gone."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    values = {line.split(":")[0]: line.split()[1] for line in status.splitlines() if line.startswith(("VmRSS", "RssAnon"))}
    return (int(values["VmRSS"]) / 1024, int(values["RssAnon"]) / 1024) if len(values) == 2 else None


def index(cli):
    begun = time.monotonic()
    process = subprocess.Popen([*cli, "--quiet", "index"], stdout=subprocess.PIPE)
    samples = []
    while process.poll() is None:
        sample = memory(process.pid)
        if sample:
            samples.append(sample)
        time.sleep(0.25)
    took = time.monotonic() - begun
    quarter = max(1, len(samples) // 4)
    return {"exit": process.returncode, "wall_s": round(took, 1), **json.loads(process.stdout.read() or b"{}"),
            "rss_peak_mb": round(max(s[0] for s in samples)), "anon_peak_mb": round(max(s[1] for s in samples)),
            # flat: the second quarter of the run against the last
            "anon_second_quarter_mb": round(sum(s[1] for s in samples[quarter:2 * quarter]) / quarter),
            "anon_last_quarter_mb": round(sum(s[1] for s in samples[-quarter:]) / quarter)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--model", default="")
    options = parser.parse_args()

    photos = options.work / "photos"
    if not photos.exists():
        begun = time.monotonic()
        subprocess.run([options.build / "tests/make_photos", photos, str(options.count), "320", "240"], check=True)
        print(json.dumps({"make_photos_s": round(time.monotonic() - begun, 1)}), flush=True)
    library = options.work / f"library-{options.model or 'builtin'}"
    cli = [options.build / "bin/likeness-cli", "--json", "--library", library]
    model = ["--model", options.model] if options.model else []
    cli += model
    subprocess.run([*cli, "--quiet", "add", photos], check=True)
    print(json.dumps({"index": index(cli)}), flush=True)
    print(json.dumps({"index_again": index(cli)}), flush=True)
    status = json.loads(subprocess.run([*cli, "status"], check=True, stdout=subprocess.PIPE).stdout)
    print(json.dumps({"status": status}), flush=True)
    some = next(photos.rglob("*.jpg"))
    for name, arguments in (("status", ["status"]), ("search_by_file", ["search", some, "-k", "20"])):
        walls = []
        for _ in range(5):
            begun = time.monotonic()
            subprocess.run([*cli, *arguments], check=True, stdout=subprocess.DEVNULL)
            walls.append(time.monotonic() - begun)
        print(json.dumps({f"{name}_process_ms": [round(1000 * wall) for wall in walls]}), flush=True)
    measured = subprocess.run([*cli, "bench", "search", "--count", "1000"], check=True, stdout=subprocess.PIPE).stdout
    print(measured.decode(), end="", flush=True)


if __name__ == "__main__":
    main()
