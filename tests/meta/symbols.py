"""What built files ask of the system, and what they offer."""

import pathlib
import re
import subprocess

import tree

# What a pure library has no business with. Undefined symbols of the core's archives, demangled.
FOREIGN = re.compile(
    r"^(time|gettimeofday|clock_gettime|clock|localtime\w*|gmtime\w*|mktime|getenv|secure_getenv|setlocale|newlocale|rand|srand|"
    r"random|open|open64|fopen\w*|read|write|socket|pthread_\w+)$|chrono::_V2::|std::locale|basic_(i|o|f)stream|sqlite3_|random_device"
)


def _core_archives(build: pathlib.Path) -> list[pathlib.Path]:
    declared = re.findall(r"^proviso_component\((\w+) core\S* PURE", tree.text("libledger/CMakeLists.txt"), re.M)
    return [path for name in declared if (path := build / "libledger" / f"libledger_{name}.a").exists()]


def _nm(*arguments: str) -> list[str]:
    return subprocess.run(["nm", *arguments], capture_output=True, text=True, check=True).stdout.split("\n")


def check_core_asks_nothing(build: pathlib.Path):
    """the core's archives ask the system for no clock, file, locale, environment or random source"""
    archives = _core_archives(build)
    if not archives:
        yield f"{build}: no archive of the core; build first"
    for archive in archives:
        for line in _nm("-C", "--undefined-only", str(archive)):
            symbol = line.strip().removeprefix("U ").split("@")[0]
            if FOREIGN.search(symbol):
                yield f"{archive.name}: {symbol}"


def check_exports(build: pathlib.Path):
    """the shared library exports exactly what its map lists"""
    libraries = sorted(build.glob("**/libproviso.so"))
    if not libraries:
        yield f"{build}: no libproviso.so; build first"
        return
    exported = {line.split()[-1].split("@")[0] for line in _nm("-D", "--defined-only", str(libraries[0])) if " T " in line or " D " in line}
    listed = set(re.findall(r"\b(pv_\w+);", tree.text("libledger/abi/exports.map")))
    declared = set(re.findall(r"\b(pv_\w+)\(", re.sub(r"/\*.*?\*/", "", tree.text("libledger/include/proviso.h"), flags=re.S)))
    for name in sorted(exported - listed):
        yield f"{libraries[0].name}: exports {name}, which libledger/abi/exports.map does not list"
    for name in sorted(listed - exported):
        yield f"libledger/abi/exports.map: lists {name}, which nothing defines"
    for name in sorted(listed - declared):
        yield f"libledger/abi/exports.map: lists {name}, which proviso.h does not declare"
