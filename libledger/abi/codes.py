#!/usr/bin/env python3
"""Keep the list of PV_E_* constants in include/proviso.h equal to core/errors.def.

    codes.py           rewrites the list in the header
    codes.py --check   exits 1 if the header's list is not the one that would be written
"""
import pathlib
import re
import sys

LIBRARY = pathlib.Path(__file__).resolve().parent.parent
HEADER = LIBRARY / "include" / "proviso.h"
BEGIN = "/* codes: begin (made by abi/codes.py, do not edit) */\n"
END = "/* codes: end */\n"
CODE = re.compile(r'^PV_CODE\(\w+, (\d+), "([a-z0-9_.]+)", (\w+), "([^"]*)"\)$')


def constants():
    """One #define per code, in the list's order, with its sentence as comment."""
    for line in (LIBRARY / "core" / "errors.def").read_text(encoding="utf-8").splitlines():
        match = CODE.match(line)
        if match:
            number, name, kind, text = match.groups()
            constant = "PV_E_" + name.upper().replace(".", "_")
            note = f"exception: {text}" if kind == "exception" else text
            yield f"#define {constant} {number} /* {note} */\n"
        elif line.startswith("PV_CODE"):
            sys.exit(f"errors.def: a line that cannot be read: {line}")


def main():
    text = HEADER.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    wanted = before + BEGIN + "".join(constants()) + END + after
    if "--check" in sys.argv[1:]:
        if wanted != text:
            sys.exit("include/proviso.h: the list of codes is not that of core/errors.def; run abi/codes.py")
    elif wanted != text:
        HEADER.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
