#!/usr/bin/env python3
"""Keep abi/exports.map, the linker's list of what the shared library shows, equal to abi/since.tsv and to proviso.h.

    symbols.py             writes exports.map; a function that since.tsv lacks is added with the header's version
    symbols.py --check     exits 1 if the three do not agree
    symbols.py --check LIB also compares with the symbols that the built library exports (nm)
"""
import pathlib
import re
import subprocess
import sys

ABI = pathlib.Path(__file__).resolve().parent
HEADER = (ABI.parent / "include" / "proviso.h").read_text(encoding="utf-8")
FUNCTION = re.compile(r"^PV_API [^;(]*?\b(pv_\w+)\(", re.MULTILINE)


def declared():
    return sorted(FUNCTION.findall(HEADER))


def listed():
    """{symbol: version that introduced it} of those that are not removed."""
    rows = (ABI / "since.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [row.split("\t") for row in rows if row]
    return {cell[0]: cell[1] for cell in cells if len(cell) < 4 or not cell[3]}


def version():
    return ".".join(re.search(rf"#define PV_VERSION_{part} (\d+)", HEADER).group(1) for part in ("MAJOR", "MINOR"))


def map_text(symbols):
    out = [
        "/* Every symbol that the shared library shows; made by abi/symbols.py from abi/since.tsv. One node per version that",
        " * added symbols. */",
    ]
    before = ""
    for node in sorted(set(symbols.values()), key=lambda text: [int(part) for part in text.split(".")]):
        names = sorted(name for name, since in symbols.items() if since == node)
        hidden = [] if before else ["  local:", "    *;"]
        out += [f"PV_{node} {{", "  global:", *(f"    {name};" for name in names), *hidden, f"}}{before};"]
        before = f" PV_{node}"
    return "\n".join(out) + "\n"


def exported(library):
    lines = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout
    names = (line.split()[-1].split("@")[0] for line in lines.splitlines() if " A " not in line)
    return sorted(names)


def check(library):
    symbols = listed()
    if sorted(symbols) != declared():
        sys.exit(f"since.tsv and proviso.h differ: {sorted(set(symbols) ^ set(declared()))}")
    if (ABI / "exports.map").read_text(encoding="utf-8") != map_text(symbols):
        sys.exit("exports.map is not that of since.tsv; run abi/symbols.py")
    if library and exported(library) != sorted(symbols):
        sys.exit(f"{library} and since.tsv differ: {sorted(set(exported(library)) ^ set(symbols))}")


def write():
    symbols = listed()
    new = [name for name in declared() if name not in symbols]
    with (ABI / "since.tsv").open("a", encoding="utf-8") as file:
        for name in new:
            file.write(f"{name}\t{version()}\t\t\n")
    (ABI / "exports.map").write_text(map_text(listed()), encoding="utf-8")


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        check(sys.argv[2] if len(sys.argv) > 2 else None)
    else:
        write()
