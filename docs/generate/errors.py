"""docs/errors.md, from libledger/core/errors.def: every code with its number, C constant, kind and meaning."""

import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parents[2]
ROW = re.compile(r'^PV_CODE\(\w+, (\d+), "([^"]+)", (\w+), "([^"]+)"\)$')
AREA = re.compile(r"^// \d (.+)$")
EXIT = {"answer_no": "1", "refused": "2", "usage": "3", "io": "4", "fault": "70", "interrupted": "130", "exception": "–"}

HEAD = """# Error and exception codes

Made from `libledger/core/errors.def` by `./dev docs`; do not edit.

An **error** says that something was not done. It prints as one line,
`error[code] where: what is wrong; what to do (clause)`, and ends the command with the exit code of its kind. In C it is a
`pv_error` with the number, the constant and the same parts. Names and numbers are stable: they are never reused.

An **exception** is no failure. The fact was kept and has the effect that the contract gives it; the code says what about it the
contract does not allow, and by which clause.

| kind | exit code | meaning |
|---|---:|---|
| answer_no | 1 | it ran, and the answer is "no" |
| refused | 2 | the input or the state does not allow it; nothing changed |
| usage | 3 | the call itself is wrong |
| io | 4 | a book or a file cannot be read or written |
| fault | 70 | a fault of the program itself |
| interrupted | 130 | the caller cancelled |
| exception | – | recorded with its clause; nothing failed |
"""


def codes() -> list[tuple[str, str, str, str]]:
    """(number, name, kind, text) in the list's order."""
    source = (TOP / "libledger/core/errors.def").read_text("utf-8")
    found = [m.groups() for m in map(ROW.match, source.split("\n")) if m]
    written = len(re.findall(r"^PV_CODE\(", source, re.M))
    if len(found) != written:
        raise SystemExit(f"errors.def: {written - len(found)} rows are not of the form that docs/generate/errors.py reads")
    return found


def page() -> str:
    out = [HEAD]
    for line in (TOP / "libledger/core/errors.def").read_text("utf-8").split("\n"):
        if area := AREA.match(line):
            out.append(f"\n## {area[1][0].upper()}{area[1][1:]}\n\n| code | number | C constant | kind | meaning |\n|---|---:|---|---|---|\n")
        elif row := ROW.match(line):
            number, name, kind, text = row.groups()
            constant = "PV_E_" + name.upper().replace(".", "_")
            out.append(f"| `{name}` | {number} | `{constant}` | {kind} | {text} |\n")
    return "".join(out)
