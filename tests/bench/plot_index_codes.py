#!/usr/bin/env python3
"""Draws what index_codes_bench printed: recall@10 against how many of the best by code are compared in full.

Usage: plot_index_codes.py plots/index_codes.jsonl > plots/index_codes.svg
"""
import json
import math
import sys

WIDTH, HEIGHT, LEFT, TOP, GAP = 330, 220, 50, 34, 26
COLOURS = {1: "#c0392b", 2: "#2e7d32", 4: "#1f5fa8"}
FLOOR = 0.5


def panel(x, y, title, lines):
    def at(depth, recall):
        across = math.log2(depth / 10) / math.log2(256)
        # Equal steps for each tenth of what is missed: .9, .99, .999.
        missed = max(1 - recall, 0.0003)
        up = math.log(0.5 / missed) / math.log(0.5 / 0.0003)
        return x + across * WIDTH, y + HEIGHT - max(0.0, up) * HEIGHT

    parts = [f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#999"/>',
             f'<text x="{x}" y="{y - 8}" font-weight="bold">{title}</text>']
    for depth in (10, 20, 40, 80, 160, 320, 640, 1280, 2560):
        across, _ = at(depth, FLOOR)
        parts.append(f'<text x="{across:.1f}" y="{y + HEIGHT + 14}" text-anchor="middle">{depth}</text>')
    for recall in (0.5, 0.9, 0.99, 0.999):
        _, up = at(10, recall)
        parts.append(f'<line x1="{x}" x2="{x + WIDTH}" y1="{up:.1f}" y2="{up:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{x - 5}" y="{up + 4:.1f}" text-anchor="end">{recall:g}</text>')
    for line in lines:
        points = [(int(depth), recall) for depth, recall in line["depth"].items() if recall >= FLOOR]
        path = " ".join("%.1f,%.1f" % at(*point) for point in points)
        dashes = "" if line["centred"] else ' stroke-dasharray="4 3"'
        parts.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS[line["bits"]]}" stroke-width="1.6"{dashes}/>')
    return parts


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    sets = list(dict.fromkeys((line["data"], line["rows"], line["dimension"]) for line in lines))
    parts = []
    for row, chosen in enumerate(sets):
        for column, query in enumerate(("image", "words")):
            mine = [line for line in lines
                    if (line["data"], line["rows"], line["dimension"]) == chosen and line["query"] == query]
            title = f"{chosen[0]}, {chosen[1]:,} x {chosen[2]}: {query}"
            parts += panel(LEFT + column * (WIDTH + LEFT + GAP), TOP + row * (HEIGHT + 2 * GAP), title, mine)
    bottom = TOP + len(sets) * (HEIGHT + 2 * GAP)
    legend = LEFT
    for bits, colour in COLOURS.items():
        parts.append(f'<line x1="{legend}" x2="{legend + 24}" y1="{bottom}" y2="{bottom}" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{legend + 30}" y="{bottom + 4}">{bits} bit{"s" if bits > 1 else ""}</text>')
        legend += 90
    parts.append(f'<text x="{legend}" y="{bottom + 4}">dashed: not centred; across: rows compared in full; up: recall@10</text>')
    width = LEFT + 2 * (WIDTH + LEFT + GAP)
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {bottom + 20}" font-family="sans-serif" font-size="11">')
    print(f'<rect width="{width}" height="{bottom + 20}" fill="white"/>')
    print("\n".join(parts))
    print("</svg>")


if __name__ == "__main__":
    main()
