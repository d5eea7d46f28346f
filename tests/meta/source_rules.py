"""Rules of the source text that no compiler checks. Each names what to use instead."""

import re

import cpp_text
import tree

CORE = "libledger/core/"

# What the pure core must not call: it reads no clock, environment, file, locale or random source.
BANNED_IN_CORE = (
    (r"\b(system_clock|steady_clock|high_resolution_clock|gettimeofday|clock_gettime)\b|(?<![\w.>])time\s*\(", "days and instants come in as arguments"),
    (r"\b(getenv|setenv|putenv)\b", "choices come in as arguments"),
    (r"\b(ifstream|ofstream|fstream|fopen|filesystem)\b", "io/ reads files; the core gets values"),
    (r"\b(locale|setlocale|ostringstream|stringstream|istringstream|iostream|cout|cerr)\b", "append to a std::string; std::to_chars for numbers"),
    (r"\b(s?n?printf|sscanf)\b", "append to a std::string; std::to_chars for numbers"),
    (r"\b(ato[ifl]|atoll|strto\w+|sto(i|l|ll|ul|ull|f|d|ld))\b", "std::from_chars, or parse_amount and Ratio::parse"),
    (r"\b(s?rand|random_device|mt19937\w*|drand48)\b", "a random source is a callback of the context"),
    (r"\b(thread|mutex|atomic|async|thread_local)\b", "the core is values in, values out; callers choose the threads"),
    (r"\b(throw|try|catch)\b", "Result<T> and PV_TRY"),
)

# Files that walk an unordered container and put what they get in order before anybody sees it.
WALKED_THEN_SORTED = {
    "libledger/store/sqlite/lookups.cpp",
}

CLAUSE = re.compile(r"\b(SS|PP|IP|VT)-[0-9A-Z]|\bR-(SS|PP|IP|VT|X)-\d")
VENDOR = re.compile(r"safesoft|ipsoft|velvet", re.I)

# Files that are long for a reason, with the reason.
LONG_ALLOWED = {
    "libledger/core/event/fields.cpp": "the one table of every event's fields, of which docs/events.md is made",
    "libledger/include/proviso.h": "the public header is the manual of the C ABI",
    "tests/capi/first/proviso.h": "the public header as it was in the first release",
}
LONG = 500


def _hits(path: str, pattern: re.Pattern, source: str):
    for number, line in enumerate(source.split("\n"), 1):
        match = pattern.search(line)
        if match:
            yield f"{path}:{number}", match[0].strip()


def check_core_calls():
    """the core calls nothing that is not a pure function"""
    for pattern, instead in BANNED_IN_CORE:
        compiled = re.compile(pattern)
        for path in tree.under(CORE):
            for place, word in _hits(path, compiled, cpp_text.code_only(tree.text(path))):
                yield f"{place}: '{word}' in the core; {instead}"


def check_core_floats():
    """the core has no floating point"""
    pattern = re.compile(r"\b(double|float)\b|(?<![\w.])\d[\d']*\.\d|(?<![\w.])\d[\d']*[eE][+-]?\d")
    for path in tree.under(CORE):
        for place, word in _hits(path, pattern, cpp_text.code_only(tree.text(path))):
            yield f"{place}: '{word}' is floating point; Ratio, Amount or scaled integers"


def check_unordered():
    """no container without order decides an order: the core has none, and none is walked elsewhere"""
    kind = re.compile(r"\bunordered_(?:multi)?(?:map|set)\b")
    for path in tree.under(CORE):
        for place, word in _hits(path, kind, cpp_text.code_only(tree.text(path))):
            yield f"{place}: {word} in the core; a sorted vector or std::map"
    declared = re.compile(r"\bunordered_(?:multi)?(?:map|set)<[^;{}]*?>&?\s*[&*]?(\w+)\s*[;{=,)]")
    others = [path for path in tree.under("libledger/", "cli/") if not path.startswith(CORE)]
    for path in others:
        header = path.rsplit(".", 1)[0] + ".hpp"
        code = cpp_text.code_only(tree.text(path))
        names = set(declared.findall(code)) | set(declared.findall(cpp_text.code_only(tree.text(header))))
        if names and path not in WALKED_THEN_SORTED:
            for place, word in _hits(path, re.compile(r"(?::\s*(?:%s)\s*\)|\b(?:%s)\.c?begin\()" % (("|".join(names),) * 2)), code):
                yield f"{place}: walks '{word.strip(' :)')}', which has no order; a std::map, or sort what comes out"


def check_sorts():
    """a sort by part of its elements is stable"""
    pattern = re.compile(r"\bstd::(?:ranges::)?sort\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")
    for path in tree.under("libledger/", "cli/"):
        lines = tree.text(path).split("\n")
        code = cpp_text.code_only(tree.text(path))
        for match in pattern.finditer(code):
            number = code[: match.start()].count("\n")
            arguments = re.sub(r"\([^()]*\)", "", match[1])
            whole = arguments.count(",") <= (0 if "ranges" in match[0] else 1)  # no comparison: elements that are equal are the same
            if not whole and "total order" not in lines[number] + lines[number - 1]:
                yield f"{path}:{number + 1}: std::sort by a comparison; std::stable_sort (or say `// total order: why` above it)"


def check_vendors():
    """code names no vendor, clause or reading"""
    for path in tree.under("libledger/", "cli/", ends=tree.CODE + (".def",)):
        source = cpp_text.without_comments(tree.text(path))
        patterns = (CLAUSE, VENDOR) if path.startswith("libledger/") else (CLAUSE,)  # the command's help may show a pack by name
        for pattern in patterns:
            for place, word in _hits(path, pattern, source):
                yield f"{place}: '{word}'; ask the terms for a parameter, a question's option or a provision's clauses"


def check_unfinished():
    """no unfinished marks"""
    pattern = re.compile(r"\b(TODO|FIXME|HACK)\b|not implemented|\bstub\b")
    for path in tree.under("", ends=tree.CODE + (".py", ".sh", ".cmake", ".txt", ".def", ".toml")):
        if not path.startswith("tests/meta/"):
            for place, word in _hits(path, pattern, tree.text(path)):
                yield f"{place}: '{word}'; finish it or take it out"


def check_long_files():
    """no room is too large"""
    for path in tree.under("libledger/", "cli/", "tests/", "bench/", "docs/generate/", ends=tree.CODE + (".py",)):
        count = tree.text(path).count("\n")
        if count > LONG and path not in LONG_ALLOWED:
            yield f"{path}: {count} lines; split it by what data goes through (or say why in LONG_ALLOWED)"
    for path in LONG_ALLOWED:
        if path not in tree.files():
            yield f"tests/meta/source_rules.py: LONG_ALLOWED names {path}, which is not there"


def check_headers():
    """every header says what it is for, and guards itself"""
    for path in tree.under("libledger/", "cli/", ends=(".hpp", ".h")):
        source = tree.text(path)
        if not source.startswith(("//", "/*")):
            yield f"{path}:1: no comment at the top; say purpose, units, errors, thread safety"
        if not re.search(r"^#pragma once$|^#ifndef PROVISO_\w*H\b", source, re.M):
            yield f"{path}:1: no #pragma once"


def check_bytes():
    """text files are UTF-8 with LF, and end in one newline"""
    for path in tree.under("", ends=tree.CODE + (".py", ".sh", ".cmake", ".txt", ".def", ".toml", ".md", ".json")):
        if path.startswith(("tests/fuzz/corpus/", "fixtures/bad/")) or "/cases/" in path:
            continue
        data = (tree.TOP / path).read_bytes()
        if b"\r" in data:
            yield f"{path}: carriage returns; LF line ends"
        if data and (not data.endswith(b"\n") or data.endswith(b"\n\n")):
            yield f"{path}: does not end in exactly one newline"
        if path.endswith(tree.CODE + (".py", ".toml", ".cmake")) and re.search(rb"[ \t]+\n", data):
            line = data[: re.search(rb"[ \t]+\n", data).start()].count(b"\n") + 1
            yield f"{path}:{line}: blanks at the end of the line"
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            yield f"{path}: not UTF-8 at byte {error.start}"


def check_paths():
    """no path of one machine"""
    pattern = re.compile(r"/(home|work|Users|root)/|/tmp/")
    for path in tree.files():
        # what a switch wrote stays as it wrote it
        if not path.startswith(("tests/meta/", "fixtures/calls/")) and path != "LICENSE":
            for place, word in _hits(path, pattern, tree.text(path)):
                yield f"{place}: '{word}'; mktemp, a build folder or an argument"


def check_type_names():
    """a type's name stands once per namespace"""
    # Two types of one name in two files link without a word, and one runs the other's destructor.
    opens = re.compile(r"^\s*(?:inline )?namespace\s*([\w:]*)\s*\{")
    defined = re.compile(r"^(?:struct|class|enum class)\s+(?:\[\[\w+\]\]\s*)?(\w+)\b(?!::)[^;()]*\{")
    seen: dict[str, str] = {}
    for path in tree.under("libledger/"):
        depth = 0
        spaces: list[tuple[str, int]] = []  # name, depth of braces inside
        for number, line in enumerate(cpp_text.code_only(tree.text(path)).split("\n"), 1):
            if match := opens.match(line):
                spaces.append((match[1] or "(unnamed)", depth + 1))
            elif (match := defined.match(line)) and all(name != "(unnamed)" for name, _ in spaces):
                name = "::".join([name for name, _ in spaces] + [match[1]])
                if name in seen:
                    yield f"{path}:{number}: {name} is also defined in {seen[name]}; rename one"
                seen[name] = f"{path}:{number}"
            depth += line.count("{") - line.count("}")
            while spaces and depth < spaces[-1][1]:
                spaces.pop()
