#!/usr/bin/env python3
"""The build tests the text: rules of the source, pages that must agree with code, symbols that must not be there.

Each check is a function named check_*; it yields one line per finding, `file:line: what is wrong; what to do`. Its first
docstring line is its name. `--build DIR` adds the checks that need built files; `-k WORD` runs some.
"""

import argparse
import importlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
MODULES = ("source_rules", "include_arrows", "pages", "scenarios")
NEED_BUILD = ("symbols",)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--build", type=pathlib.Path, help="build folder, for the checks of built files")
    arguments.add_argument("-k", default="", metavar="WORD", help="only checks whose name contains WORD")
    given = arguments.parse_args()

    passed = failed = 0
    for module_name in MODULES + (NEED_BUILD if given.build else ()):
        module = importlib.import_module(module_name)
        for name in [n for n in vars(module) if n.startswith("check_") and given.k in n]:
            check = getattr(module, name)
            findings = list(check(given.build) if module_name in NEED_BUILD else check())
            title = (check.__doc__ or name).split("\n", 1)[0]
            if findings:
                failed += 1
                print(f"FAIL {title}")
                print("".join(f"     {finding}\n" for finding in findings[:40]), end="")
                if len(findings) > 40:
                    print(f"     ... and {len(findings) - 40} more")
            else:
                passed += 1
                print(f"ok   {title}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
