#!/usr/bin/env python3
"""Reads the sources and names what breaks a rule of the house, and what to do instead.

Usage: tidy.py ROOT      prints one line per finding, exits 1 when there is one
"""
import re
import sys
from pathlib import Path

CODE = {".cpp", ".h", ".qml"}
TEXT = CODE | {".txt", ".md", ".sh", ".py", ".json", ".in", ".cmake", ".ts", ".svg", ".desktop", ".xml", ".comp", ".vert", ".frag", ".tsv"}
TOP_FOLDERS = ["core", "ui", "app", "tests", "packaging", "resources", "translations", ".ci"]
ADAPTERS = ["catalog", "media", "embed", "index", "gpu", "explore", "hub"]

# Whose header it is, and the one folder that may include it (its tests too, and the benchmarks).
OWNED_HEADERS = [
    (re.compile(r"sqlite3(ext)?\.h$"), "core/catalog"),
    (re.compile(r"(turbojpeg|jpeglib|png|webp/.*|libraw/.*)(\.h)?$|^vips/|^exiv2/|^libheif/"), "core/media"),
    (re.compile(r"^(torch|ATen|c10)/"), "core/embed"),
    (re.compile(r"^hnswlib"), "core/index"),
    (re.compile(r"^(curl|openssl)/"), "core/hub"),
    (re.compile(r"^vulkan/"), "core/gpu"),
]
QT_HEADER = re.compile(r"^Q[A-Za-z0-9]+(/|$)|^Qt[A-Z]|^q[a-z]+\.h$")
QT_FREE = ["core", "app/cli", "app/watch"]

BANNED = [
    # (pattern, where, advice)
    (re.compile(r"\bsetContextProperty\b"), "code", "give QML a typed `required` property or a QML_ELEMENT"),
    (re.compile(r"\bprocessEvents\b"), "code", "return to the event loop; in tests wait with QTRY_VERIFY or QSignalSpy::wait"),
    (re.compile(r"\bBlockingQueuedConnection\b"), "code", "post a command and take the answer as an event"),
    (re.compile(r"\b(invokeMethod|singleShot|post)\s*\((?:[^;{}]|\{\s*\})*?\[[^\[\]]*&[^\[\]&]*\]\s*[({m]"), "product",
     "what a posted lambda captured may be gone when it runs: capture values, or a QPointer / weak_ptr"),
    (re.compile(r"\btr\s*\(\s*QT_TR"), "code", "lupdate does not look inside tr(): QCoreApplication::translate with the text itself"),
    (re.compile(r"^\s*using\s+namespace\b", re.M), "header", "name what is used, or put the using into the .cpp"),
    (re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep|msleep|qSleep|qWait)\s*\("), "tests",
     "wait for the thing itself: QTRY_VERIFY, QSignalSpy::wait, a condition variable"),
    (re.compile(r"(?<![\w.])wait\s*\("), "qml tests", "wait for the thing itself: tryCompare, tryVerify, SignalSpy"),
]
# Written so that this file does not contain them.
MACHINE_PATHS = re.compile("(?<![\\w.])/(work|" + "root)/(?!share)|/tmp" + "/brief")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.M)


def without_comments_and_strings(text):
    """Blanks comments and the inside of strings, keeping every line where it was."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)

    def blank(match):
        found = match.group(0)
        if found[0] == "'" and re.match(r"\w", text[match.start() - 1 : match.start()] or " "):
            return found  # a digit separator
        return re.sub(r"[^\n]", " ", found)

    return pattern.sub(blank, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def own_includes_allowed(folder):
    """The project folders that a source file may include from, or None when any."""
    parts = folder.split("/")
    if parts[0] == "ui":
        return ["ui/", "core/api/"]
    if parts[0] == "core" and len(parts) > 1:
        if parts[1] == "api":
            return ["core/api/"]
        if parts[1] == "base":
            return ["core/base/", "core/api/"]
        if parts[1] == "places":
            return ["core/places/", "core/base/", "core/api/"]
        if parts[1] in ADAPTERS:
            return [f"core/{parts[1]}/", "core/places/", "core/base/", "core/api/"]
        return ["core/"]
    return None


def below(folder, parents):
    return any(folder == parent or folder.startswith(parent + "/") for parent in parents)


def include_findings(name, text):
    folder = str(Path(name).parent)
    in_tests = folder.startswith("tests")
    allowed = own_includes_allowed(folder)
    # Comments go, but the names between quotes are what we are after.
    for match in INCLUDE.finditer(re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m.group(0)), text, flags=re.S)):
        target, line = match.group(2), line_of(text, match.start())
        if re.match(r"(core|ui|app|tests)/", target) and allowed is not None and not target.startswith(tuple(allowed)):
            if folder.startswith("ui"):
                advice = "ui/ knows the engine only through core/api"
            elif below(folder, ["core/" + adapter for adapter in ADAPTERS]):
                advice = "an adapter knows only core/places, core/base and core/api; core/engine brings two of them together"
            else:
                advice = "the direction is app -> ui -> core/api and app -> core/engine -> adapters -> base -> api"
            yield line, f'includes "{target}": {advice}'
        for pattern, owner in OWNED_HEADERS:
            homes = [owner, "tests/" + owner, "tests/support", "tests/bench", "tests/e2e"]
            if pattern.search(target) and not below(folder, homes):
                yield line, f"includes <{target}>: only {owner} may; use the header of that folder"
        if match.group(1) == "<" and QT_HEADER.search(target) and below(folder, QT_FREE) and not in_tests:
            yield line, f"includes <{target}>: no Qt below core/, app/cli and app/watch; use the standard library"


def applies(where, name):
    suffix = Path(name).suffix
    if where == "header":
        return suffix == ".h"
    if where == "tests":
        return name.startswith("tests/") and suffix in {".cpp", ".h"}
    if where == "qml tests":
        return name.startswith("tests/") and suffix == ".qml"
    if where == "product":
        return suffix in {".cpp", ".h"} and not name.startswith("tests/")
    return suffix in CODE


def file_findings(name, text):
    """All findings in one file as (line, message). `name` is relative to the root, with slashes."""
    suffix = Path(name).suffix
    if suffix in CODE:
        code = without_comments_and_strings(text)
        for pattern, where, advice in BANNED:
            if applies(where, name):
                for match in pattern.finditer(code):
                    word = " ".join(match.group(0).split())[:60]
                    yield line_of(code, match.start()), f"`{word}`: {advice}"
    if suffix in {".cpp", ".h"}:
        yield from include_findings(name, text)
    if suffix == ".h" and "#pragma once" not in text:
        yield 1, "has no `#pragma once`"
    for match in MACHINE_PATHS.finditer(text):
        yield line_of(text, match.start()), f"names a path of one machine ({match.group(0)}); pass it in, or make it relative"


def folder_findings(root):
    """Every folder that makes a library has a folder of tests with a test in it."""
    for listing in sorted(root.glob("core/*/CMakeLists.txt")) + sorted(root.glob("app/*/CMakeLists.txt")) \
            + sorted(root.glob("ui/CMakeLists.txt")):
        if not re.search(r"^\s*(likeness_library|qt_add_qml_module|add_library)\s*\(", listing.read_text(), re.M):
            continue
        folder = listing.parent.relative_to(root)
        tests = root / "tests" / folder
        if folder.parts == ("core", "api"):
            continue  # declarations only; everything else tests them
        if not any(tests.rglob("*_test.*")) and not any(tests.rglob("tst_*.qml")):
            yield f"{folder}: has no tests; put some into tests/{folder}"


def tree_findings(root):
    root = Path(root)
    names = [path for top in TOP_FOLDERS for path in (root / top).rglob("*")]
    names += [path for path in root.iterdir() if path.suffix in TEXT or path.name == "dev"]
    for path in sorted(names):
        if path.is_file() and (path.suffix in TEXT or path.name in {"dev", "run"}) and "__pycache__" not in path.parts:
            name = path.relative_to(root).as_posix()
            for line, message in file_findings(name, path.read_text(encoding="utf-8", errors="replace")):
                yield f"{name}:{line}: {message}"
    yield from folder_findings(root)


def main():
    findings = list(tree_findings(sys.argv[1] if len(sys.argv) > 1 else "."))
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
