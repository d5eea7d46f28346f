"""Pages that must agree with code, and links that must lead somewhere."""

import importlib.util
import pathlib
import re
import subprocess
import sys

import tree

GENERATE = tree.TOP / "docs/generate"


def _generator(name: str):
    sys.path.insert(0, str(GENERATE))
    spec = importlib.util.spec_from_file_location(name, GENERATE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def check_generated():
    """generated pages are what `./dev docs` would write"""
    for name, wanted in _generator("all").wanted().items():
        path = tree.TOP / "docs" / name
        if not path.exists():
            yield f"docs/{name}: missing; ./dev docs"
        elif path.read_text("utf-8") != wanted:
            yield f"docs/{name}: not what the code says; ./dev docs"


def check_header_codes():
    """proviso.h has the codes of errors.def"""
    done = subprocess.run([sys.executable, tree.TOP / "libledger/abi/codes.py", "--check"], capture_output=True, text=True, check=False)
    if done.returncode:
        yield (done.stdout + done.stderr).strip()


def check_codes_used():
    """every code is given by something"""
    source = "\n".join(tree.text(path) for path in tree.under("libledger/", "cli/") if not path.endswith(".def"))
    for match in re.finditer(r'^PV_CODE\((\w+), \d+, "([^"]+)"', tree.text("libledger/core/errors.def"), re.M):
        constant = "PV_E_" + match[2].upper().replace(".", "_")
        if not re.search(rf"Code::{match[1]}\b", source) and not re.search(rf"(?<!define ){constant}\b", source):
            yield f"libledger/core/errors.def: nothing gives {match[2]}; take it out or use it"


def check_events():
    """docs/events.md has every event type and no other"""
    page = tree.text("docs/events.md") if "docs/events.md" in tree.files() else ""
    types = re.findall(r'^PV_EVENT\(\w+, "([^"]+)"', tree.text("libledger/core/event/types.def"), re.M)
    headed = set(re.findall(r"^#+ .*?`([a-z_]+\.[a-z_]+)`", page, re.M)) | set(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", page, re.M))
    for name in types:
        if name not in headed:
            yield f"docs/events.md: nothing about {name}"
    for name in sorted(headed - set(types)):
        yield f"docs/events.md: describes {name}, which is no event type"


def check_deadlines():
    """every deadline that the core dates is in duties.def, and no other"""
    known = {row[0] for row in _generator("permissions").duties()}
    source = "".join(tree.text(path) for path in tree.under("libledger/core/engine/"))
    dated = set(re.findall(r'(?:deadlines\.push_back\(\s*|Deadline(?: \w+)?)\{\s*"([a-z-]+)"', source))
    for name in sorted(dated - known):
        yield f"libledger/core/duty/duties.def: nothing about the deadline {name}"
    for name in sorted(known - dated):
        yield f"libledger/core/duty/duties.def: nothing in the engine dates {name}"


def check_decided():
    """questions.def and duties.def are sorted, so that lists are"""
    pages = _generator("permissions")
    for rows, name in ((pages.questions(), "core/decide/questions.def"), (pages.duties(), "core/duty/duties.def")):
        names = [row[1] if "decide" in name else row[0] for row in rows]
        if names != sorted(names):
            yield f"libledger/{name}: not in the order of the names"


def _anchors(path: pathlib.Path) -> set[str]:
    found = set()
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("#"):
            title = line.lstrip("#").strip().lower()
            found.add(re.sub(r"[^\w\- ]", "", title).replace(" ", "-"))
    return found


def check_links():
    """links in pages lead somewhere"""
    for page in tree.under("", ends=(".md",)):
        source = re.sub(r"^```.*?^```", "", tree.text(page), flags=re.S | re.M)
        for target in re.findall(r"\]\(([^)\s]+)\)", source):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            path = (tree.TOP / page).parent / name if name else tree.TOP / page
            if not path.exists():
                yield f"{page}: {target} leads nowhere"
            elif anchor and path.suffix == ".md" and anchor not in _anchors(path):
                yield f"{page}: {target}: there is no such heading"


def check_named_files():
    """files that pages name in backquotes exist"""
    roots = ("libledger/", "cli/", "tests/", "docs/", "rules/", "packaging/", "examples/", "fixtures/", "bench/")
    for page in tree.under("", ends=(".md",)):
        for name in re.findall(r"`((?:%s)[\w./-]+)`" % "|".join(roots), tree.text(page)):
            if not (tree.TOP / name).exists():
                yield f"{page}: names `{name}`, which is not there"
