#!/usr/bin/env python3
"""Writes docs/cli.md, docs/c-api.md and docs/coverage.md, which are made from what the built command and library say.

    from_command.py --bin FOLDER --library FILE            writes the pages
    from_command.py --bin FOLDER --library FILE --check    says "N passed, N failed"; 1 if a page is not what would be
                                                         written, or a pack promises what nothing carries
"""

import argparse
import ctypes
import json
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
GAPS = TOP / "docs/generate/open_gaps.txt"  # of packs that are not complete yet; without them there is no such file

HEAD = """# The C interface

Made from `proviso.h` and the library's own list of methods by `./dev docs`; do not edit.

`libledger/include/proviso.h` is the manual: conventions, units, and each function with its arguments, ownership, threads and
errors. This page lists what there is, and the methods and lists that go through JSON.

## What is promised

The package's version and the ABI's are apart. The shared library is `libproviso.so.1`, and every symbol carries the version that
brought it (`libledger/abi/since.tsv`). Until 1.0.0 a minor version may change the interface, and the changelog says how; from 1.0.0 on
functions, constants and struct fields are only added, so that a program built against an old header runs with a new library.
Structs grow at their end behind `struct_size`; codes and their names are never used again.

## Functions

| function | since |
|---|---|
"""

METHODS = """
## Methods

`pv_call_json(ctx, book, method, method_size, json, json_size, &out, &error)`. Every argument is a member of one JSON object; what
comes out is one JSON object with `schema`. Amounts, prices and ratios are texts.
"""

LISTS = """
## Lists

`pv_cursor_open(snapshot, list, list_size, json, json_size, &cursor, &error)`, then `pv_cursor_next` until there is no block. Each line is
one JSON object.
"""

IMPORTS = """
## Imports

The arguments of `pv_import_open` stand at its declaration. The kinds of rows and their columns are in [tables.md](tables.md).
"""


def call(library: pathlib.Path, method: str) -> dict:
    """The answer of a method that needs neither book nor arguments."""
    proviso = ctypes.CDLL(str(library))
    proviso.pv_buffer_data.restype = ctypes.c_char_p
    context, buffer = ctypes.c_void_p(), ctypes.c_void_p()
    if proviso.pv_ctx_new(None, ctypes.byref(context), None) != 0:
        raise SystemExit("no context could be made")
    name = method.encode()
    status = proviso.pv_call_json(context, None, name, ctypes.c_size_t(len(name)), None, ctypes.c_size_t(0), ctypes.byref(buffer), None)
    if status != 0:
        raise SystemExit(f"{method}: status {status}")
    answer = json.loads(proviso.pv_buffer_data(buffer))
    proviso.pv_buffer_free(buffer)
    proviso.pv_ctx_free(context)
    return answer


def arguments(rows: list[dict]) -> str:
    """A table of arguments; those that are needed without a mark."""
    if not rows:
        return "\nNo arguments.\n"
    lines = [f"| `{row['name']}`{'' if row['required'] else '?'} | {row.get('kind', 'text')} | {row['summary']} |" for row in rows]
    return "\n| argument (`?` optional) | kind | |\n|---|---|---|\n" + "\n".join(lines) + "\n"


def interface_page(library: pathlib.Path) -> str:
    since = (TOP / "libledger/abi/since.tsv").read_text("utf-8").splitlines()[1:]
    header = (TOP / "libledger/include/proviso.h").read_text("utf-8")
    versions = dict(row.split("\t")[:2] for row in since if row)
    declared = re.findall(r"^PV_API [^;(]*?\b(pv_\w+)\(", header, re.M)
    page = HEAD + "".join(f"| `{name}` | {versions[name]} |\n" for name in declared) + METHODS
    answer = call(library, "methods")
    for method in answer["methods"]:
        book = " Needs a book." if method["book"] else ""
        page += f"\n### {method['name']}\n\n{method['summary'][0].upper()}{method['summary'][1:]}.{book}\n"
        page += arguments(method["arguments"])
        if "inputs" in method:
            page += "\n`inputs`:\n" + arguments(method["inputs"])
    page += LISTS
    for entry in answer["lists"]:
        page += f"\n### {entry['name']}\n\n{entry['summary'][0].upper()}{entry['summary'][1:]}.\n" + arguments(entry["arguments"])
    return page + IMPORTS


COVERAGE = """# What carries the contracts

Made by `proviso pack coverage` from `rules/`, `fixtures/` and the list of what components look up, by `./dev docs`; do not edit.

Each clause of priority A, B or C has to have a component that reads it and a scenario that proves it, each option of a reading its
figure and a scenario that runs under it. What lacks something has its gap in the last column. Clauses of priority D are cited
only. How the table comes about: [packs.md](packs.md#what-carries-the-contract).
"""

PARTS = {
    "clause": ("Clauses", ("clause", "p", "title"), lambda row: (row["id"], row["priority"], row["name"])),
    "reading": ("Readings", ("reading", "option", "figure"), lambda row: (row["id"], ("**%s**" if row["default"] else "%s") % f"`{row['name']}`", row["figure"])),
    "parameter": ("Parameters", ("parameter", "p", "value"), lambda row: (f"`{row['id']}`", row["priority"], row["name"])),
    "printed": ("Printed numbers", ("clause", "p", "number"), lambda row: (row["id"], row["priority"], row["name"])),
}


def some(names: list[str], most: int = 4) -> str:
    """The first few names, and how many more."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def coverage(folder: pathlib.Path) -> list[dict]:
    """What `pack coverage` says of each pack in rules/."""
    packs = sorted(path.stem for path in (TOP / "rules").glob("*.toml"))
    done = subprocess.run([folder / "proviso", "pack", "coverage", *packs, "--format", "json", "--rules", TOP / "rules",
                           "--fixtures", TOP / "fixtures"], check=False, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)["packs"]


SUMS = (("A", "clause", "A"), ("B", "clause", "B"), ("C", "clause", "C"), ("D, cited", "clause", "D"), ("readings", "reading", ""),
        ("parameters", "parameter", ""), ("printed", "printed", ""))


def carried(pack: dict, kind: str, priority: str) -> str:
    """"12 of 14" of what a pack has of a kind and, of clauses, a priority."""
    sums = [row for row in pack["sums"] if row["kind"] == kind and priority in ("", row["priority"])]
    total = sum(row["total"] for row in sums)
    return f"{sum(row['carried'] for row in sums)} of {total}" if total else "-"


def coverage_page(packs: list[dict]) -> str:
    heads = [head for head, _, _ in SUMS]
    page = COVERAGE + f"\n## All packs\n\n| pack | {' | '.join(heads)} | gaps |\n|{'---|' * (len(heads) + 2)}\n"
    for pack in packs:
        page += f"| {pack['pack']} | {' | '.join(carried(pack, kind, priority) for _, kind, priority in SUMS)} | {pack['gaps']} |\n"
    for pack in packs:
        page += f"\n## {pack['pack']}: {pack['title']}\n\nGaps: {pack['gaps']}, of which {pack['failing']} break the promise above.\n"
        for kind, (title, heads, cells) in PARTS.items():
            rows = [row for row in pack["rows"] if row["kind"] == kind]
            page += f"\n### {title}\n\n| {' | '.join(heads)} | components | scenarios | gap |\n|{'---|' * (len(heads) + 3)}\n"
            for row in rows:
                texts = [*cells(row), some(row["components"]), some(row["scenarios"]), row["gap"]]
                page += "| " + " | ".join(text.replace("|", "\\|").replace("\n", " ") for text in texts) + " |\n"
    return page


def open_gaps(packs: list[dict]) -> list[str]:
    """What breaks the promise of the coverage page, a line each, as open_gaps.txt lists it."""
    return [f"{pack['pack']} {row['kind']} {row['id']}" + (f" {row['name']}" if row["kind"] == "reading" else "")
            for pack in packs for row in pack["rows"] if row["fails"]]


def gaps_that_changed(packs: list[dict]) -> list[str]:
    """A gap that is not on the list is new; one that is on it and gone has to leave it, so that it cannot come back."""
    listed = set(GAPS.read_text("utf-8").splitlines()) if GAPS.exists() else set()
    now = set(open_gaps(packs))
    return [f"{gap}: lacks a component, a scenario or a figure; see docs/coverage.md" for gap in sorted(now - listed)] + [
        f"{gap}: no longer open; take it off {GAPS.relative_to(TOP)}" for gap in sorted(listed - now)]


def close_gaps(packs: list[dict]) -> None:
    """Takes what is no longer open off the list; nothing is ever put on it."""
    now = set(open_gaps(packs))
    left = [gap for gap in GAPS.read_text("utf-8").splitlines() if gap in now]
    if left:
        GAPS.write_text("".join(f"{gap}\n" for gap in left), "utf-8")
    else:
        GAPS.unlink()


def command_page(folder: pathlib.Path) -> str:
    return subprocess.run([folder / "proviso", "help", "--markdown"], check=True, capture_output=True, text=True).stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="the folder of the built command")
    parser.add_argument("--library", type=pathlib.Path, required=True, help="the built shared library")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    packs = coverage(given.bin)
    pages = {"cli.md": command_page(given.bin), "c-api.md": interface_page(given.library), "coverage.md": coverage_page(packs)}
    failed = 0
    for name, text in pages.items():
        path = TOP / "docs" / name
        if path.exists() and path.read_text("utf-8") == text:
            continue
        if given.check:
            failed += 1
            print(f"docs/{name} is not what the program says of itself; write it again with ./dev docs")
        else:
            path.write_text(text, "utf-8")
            print(f"docs/{name}")
    if given.check:
        changed = gaps_that_changed(packs)
        print("".join(f"{gap}\n" for gap in changed), end="")
        failed += len(changed)
        print(f"{max(0, len(pages) + len(packs) - failed)} passed, {failed} failed")
    elif GAPS.exists():
        close_gaps(packs)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
