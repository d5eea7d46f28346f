#!/usr/bin/env python3
"""Keep abi/proviso.abi, the description of the C interface (types, layouts, signatures), equal to proviso.h.

    describe.py            writes proviso.abi; from 1.0.0 on it refuses a change that breaks programs built before
    describe.py --check    exits 1, with abidiff's report, if proviso.h says anything else than proviso.abi
    --header FILE          another header of this name, to try a change

The description is libabigail's, of a library with the header's functions and empty bodies: compiled in a moment, and the same on every
machine and at every level of optimisation. That the real library has these functions is what its compiler and symbols.py check.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

ABI = pathlib.Path(__file__).resolve().parent
BASELINE = ABI / "proviso.abi"
DECLARATION = re.compile(r"^PV_API ([^;(]*?\bpv_\w+\([^;]*\));", re.MULTILINE | re.DOTALL)
BREAKS = 8  # abidiff's bit for a change that breaks


def hollow(header, folder):
    """A shared library with every function of the header, and nothing in them."""
    text = re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.DOTALL)
    bodies = []
    for declaration in DECLARATION.findall(text):
        value = "" if declaration.startswith("void pv_") else " return 0;"
        bodies.append(f"PV_API {declaration} {{{value} }}")
    if not bodies:
        sys.exit(f"{header} declares no function")
    source = folder / "hollow.c"
    source.write_text('#include "proviso.h"\n' + "\n".join(bodies) + "\n", encoding="utf-8")
    library = folder / "libproviso.so.1"
    subprocess.run(["gcc", "-std=c11", "-g", "-fPIC", "-shared", f"-I{header.parent}", f"-Wl,--version-script={ABI / 'exports.map'}",
                    "-Wl,-soname,libproviso.so.1", "-o", str(library), str(source)], check=True)
    return library


def describe(header, folder):
    """The description of the header's interface, as a file in the folder."""
    out = folder / "fresh.abi"
    subprocess.run(["abidw", "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", "--headers-dir", str(header.parent), "--out-file",
                    str(out), str(hollow(header, folder))], check=True)
    text = out.read_text(encoding="utf-8")
    out.write_text(re.sub(r" path='[^']*'", "", text), encoding="utf-8")  # of the folder in which this was made
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--header", type=pathlib.Path, default=ABI.parent / "include" / "proviso.h")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        fresh = describe(given.header.resolve(), pathlib.Path(room))
        done = subprocess.run(["abidiff", "--no-show-locs", str(BASELINE), str(fresh)], capture_output=True, text=True, check=False)
        if done.returncode & 3:
            sys.exit(f"abidiff failed:\n{done.stderr}")
        print(done.stdout, end="")
        if given.check:
            if done.returncode:
                sys.exit("proviso.h is not what proviso.abi describes: run abi/describe.py and tell of it in CHANGELOG.md")
            return
        major = int(re.search(r"#define PV_VERSION_MAJOR (\d+)", given.header.read_text(encoding="utf-8")).group(1))
        if major >= 1 and done.returncode & BREAKS:
            sys.exit("this breaks programs built before; from 1.0.0 on the interface only grows")
        BASELINE.write_bytes(fresh.read_bytes())


if __name__ == "__main__":
    main()
