"""Who may include whom: core <- io <- replay, store <- book <- capi; core <- signing <- capi; the command sees the C header alone."""

import re

import cpp_text
import tree

# Of a folder under libledger/: which other folders it may include. Inside core/ the order is that of libledger/CMakeLists.txt.
ARROWS = {
    "core": (),
    "io": ("core",),
    "signing": ("core",),
    "replay": ("core", "io"),
    "store": ("core", "io"),
    "book": ("core", "io", "store", "replay"),
    "capi": ("core", "io", "replay", "store", "book", "signing"),
}
# Heavy or outside headers, and the one place that may see each.
HOMES = (
    (r"^sqlite3\.h$", ("libledger/store/",)),
    (r"^toml(\+\+|plusplus)", ("libledger/io/",)),
    (r"^nlohmann/", ("libledger/io/", "libledger/replay/", "libledger/book/", "libledger/capi/", "libledger/store/", "cli/")),
    (r"^CLI/", ("cli/",)),
    (r"^date/", ("libledger/io/", "libledger/core/time/")),
    (r"^boost/", ("libledger/core/money/",)),
    (r"^sodium", ("libledger/signing/", "libledger/io/", "libledger/store/", "libledger/book/", "libledger/capi/")),
    (r"^doctest", ()),
)


def _core_order() -> list[str]:
    """Folders of the core in the order in which the build declares them."""
    build = tree.text("libledger/CMakeLists.txt")
    return [m[1] for m in re.finditer(r"^proviso_component\(\w+ (core[\w/]*)", build, re.M)]


def check_folders():
    """folders include only what lies before them"""
    for path in tree.under("libledger/"):
        if path.startswith(("libledger/include/", "libledger/abi/")):
            continue
        folder = path.split("/")[1]
        if folder not in ARROWS:
            yield f"{path}: libledger/{folder} has no row in tests/meta/include_arrows.py"
            continue
        for number, name in cpp_text.includes(tree.text(path)):
            target = name.split("/")[0]
            if target in ARROWS and target != folder and target not in ARROWS[folder]:
                yield f"{path}:{number}: {folder}/ must not include {target}/"
            if name.startswith("proviso") and folder != "capi":
                yield f"{path}:{number}: the C header is for capi/ and callers"


def check_core_order():
    """inside the core, data goes one way"""
    order = _core_order()
    for path in tree.under("libledger/core/"):
        folder = path.removeprefix("libledger/").rsplit("/", 1)[0]
        if folder not in order:
            yield f"{path}: {folder} is not declared in libledger/CMakeLists.txt"
            continue
        for number, name in cpp_text.includes(tree.text(path)):
            target = name.rsplit("/", 1)[0]
            if target in order and order.index(target) > order.index(folder):
                yield f"{path}:{number}: {folder} comes before {target} and must not include it"


def check_homes():
    """each outside library is seen by one folder"""
    for path in tree.under("libledger/", "cli/"):
        for number, name in cpp_text.includes(tree.text(path)):
            for pattern, homes in HOMES:
                if re.search(pattern, name) and not path.startswith(homes):
                    where = " or ".join(homes) if homes else "the tests"
                    yield f"{path}:{number}: <{name}> is for {where} only"


def check_command():
    """the command uses the C header alone"""
    for path in tree.under("cli/"):
        for number, name in cpp_text.includes(tree.text(path)):
            if name.split("/")[0] in ARROWS:
                yield f"{path}:{number}: {name}; what the C ABI cannot do, no binding can do: add it to proviso.h"
