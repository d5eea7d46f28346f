#!/usr/bin/env python3
"""The committed description of the C interface is that of proviso.h, and changes that break programs are seen by it."""

import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
HEADER = TOP / "libledger/include/proviso.h"
DESCRIBE = TOP / "libledger/abi/describe.py"
# what is done to the header, and what the report has to name
CHANGES = {
    "a parameter gets another type": (r"(PV_API int32_t pv_code_at\()size_t index", r"\1int32_t index", "pv_code_at"),
    "a function gives another type": (r"PV_API size_t pv_code_count", "PV_API int32_t pv_code_count", "pv_code_count"),
    "a function is gone": (r"PV_API int32_t pv_code_status\(int32_t code\);", "", "pv_code_status"),
    "a struct loses its first field": (r"(typedef struct pv_book_params \{.*?)\n *size_t struct_size;", r"\1", "pv_book_params"),
}


def check(header: pathlib.Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, str(DESCRIBE), "--check", "--header", str(header)], capture_output=True, text=True, check=False)


def problem_of_change(name: str) -> str:
    pattern, new, named = CHANGES[name]
    text, count = re.subn(pattern, new, HEADER.read_text("utf-8"), count=1, flags=re.DOTALL)
    if count != 1:
        return "the header has no such place any more"
    with tempfile.TemporaryDirectory() as room:
        changed = pathlib.Path(room) / "proviso.h"
        changed.write_text(text, "utf-8")
        done = check(changed)
    return "" if done.returncode == 1 and named in done.stdout else f"not seen: {done.stdout}{done.stderr}"


def main() -> int:
    same = check(HEADER)
    problems = {"proviso.abi describes proviso.h": "" if same.returncode == 0 else same.stdout + same.stderr}
    problems |= {name: problem_of_change(name) for name in CHANGES}
    for name, problem in problems.items():
        if problem:
            print(f"FAIL {name}: {problem}")
    failed = sum(1 for problem in problems.values() if problem)
    print(f"{len(problems) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
