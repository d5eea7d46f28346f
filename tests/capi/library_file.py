#!/usr/bin/env python3
"""What the file of the shared library shows to whoever loads it, read with binutils alone."""

import argparse
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
# The C and C++ runtimes, and what the library is linked with on purpose.
NEEDED = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1",
          "libsqlite3.so.0", "libsodium.so.23", "libtomlplusplus.so.3"}


def tool(*command: str) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"}).stdout


def exported(library: str) -> dict[str, str]:
    """Name to version of every symbol that can be linked with."""
    rows = re.findall(r"^\w* +([A-Za-z]) ([^\s@]+)(?:@@?(\S+))?$", tool("nm", "-D", "--defined-only", library), re.M)
    return {name: version for kind, name, version in rows if kind != "A"}  # A: the version nodes themselves


def listed() -> dict[str, str]:
    """Name to version, from the version script."""
    text = re.sub(r"/\*.*?\*/", "", (TOP / "libledger/abi/exports.map").read_text(), flags=re.S)
    return {name: node for node, body in re.findall(r"(\S+) \{(.*?)\}", text, re.S) for name in re.findall(r"\b(\w+);", body)}


def declared() -> set[str]:
    text = re.sub(r"/\*.*?\*/", "", (TOP / "libledger/include/proviso.h").read_text(), flags=re.S)
    return set(re.findall(r"^PV_API [^;(]*?\b(\w+)\(", text, re.M))


def check_exports(library: str):
    """it exports what abi/exports.map lists, under the versions there, and nothing else"""
    have, wanted = exported(library), listed()
    for name in sorted(have.keys() | wanted.keys()):
        if have.get(name) != wanted.get(name):
            yield f"{name}: {have.get(name, 'not exported')} in the library, {wanted.get(name, 'not listed')} in exports.map"


def check_prefix(library: str):
    """every name begins with pv_"""
    yield from (name for name in exported(library) if not name.startswith("pv_"))


def check_header(library: str):
    """the header declares what is exported, and the other way round"""
    yield from sorted(declared() ^ exported(library).keys())


def check_since(library: str):
    """abi/since.tsv tells since when each is there"""
    rows = [line.split("\t") for line in (TOP / "libledger/abi/since.tsv").read_text().splitlines() if line and not line.startswith("#")]
    since = {row[0] for row in rows}
    yield from sorted((since ^ exported(library).keys()) - {"symbol", "name"})


def check_needed(library: str):
    """it needs the runtimes and three libraries"""
    yield from (name for name in re.findall(r"\(NEEDED\).*\[(.*)\]", tool("readelf", "-dW", library)) if name not in NEEDED)


def check_name(library: str):
    """programs that are linked with it look for libproviso.so.1"""
    names = re.findall(r"\(SONAME\).*\[(.*)\]", tool("readelf", "-dW", library))
    if names != ["libproviso.so.1"]:
        yield f"the name is {names}"


def check_threads(library: str):
    """it keeps nothing per thread"""
    yield from re.findall(r"^ +TLS .*$", tool("readelf", "-lW", library), re.M)


def check_text_is_not_written(library: str):
    """its code needs no relocation, and its stack cannot be run"""
    if "TEXTREL" in tool("readelf", "-dW", library):
        yield "TEXTREL"
    yield from re.findall(r"GNU_STACK .* RWE .*", tool("readelf", "-lW", library))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--library", required=True)
    library = arguments.parse_args().library
    failed = 0
    checks = [check for name, check in globals().items() if name.startswith("check_")]
    for check in checks:
        problems = list(check(library))
        for problem in problems:
            print(f"not so: {check.__doc__}: {problem}")
        failed += bool(problems)
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
