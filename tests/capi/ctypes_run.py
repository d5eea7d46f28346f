#!/usr/bin/env python3
"""Runs bill.py against a library under several locales, time zones and umasks, and compares what it prints.

A locale with decimal commas is made for the run where the system has none; without localedef the case says so and fails.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE.parents[1] / "rules"
INVOICES = ["INV-000001 2013-03-01 398.00 0.00", "INV-000002 2013-03-20 66.33 66.33", "INV-000003 2013-03-31 597.00 597.00",
            "66.33 199/3 10/30 SS-6.b.ii"]


def comma_locale(folder: str) -> dict[str, str]:
    """Environment of a locale that writes 1,5."""
    subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", f"{folder}/de_DE.UTF-8"], stderr=subprocess.DEVNULL, check=False)
    environment = {"LOCPATH": folder, "LC_ALL": "de_DE.UTF-8"}
    said = subprocess.run([sys.executable, "-c", "import locale; locale.setlocale(locale.LC_ALL, ''); print(locale.localeconv()['decimal_point'])"],
                          env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=False).stdout
    return environment if said.strip() == "," else {}


def bill(library: str, environment: dict[str, str]) -> list[str]:
    with tempfile.TemporaryDirectory() as room:
        done = subprocess.run([sys.executable, str(HERE / "bill.py"), library, str(RULES), f"{room}/ü.book"], cwd=room, timeout=120,
                              env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"} | environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout.splitlines() + ([] if done.returncode == 0 else [f"exit {done.returncode}"])


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--library", required=True)
    library = arguments.parse_args().library
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        commas = comma_locale(folder)
        plain = bill(library, {"LC_ALL": "C"})
        if plain[:-1] != INVOICES or not plain[-1].startswith("verified "):
            print("bill.py does not bill the printed example:", *plain, sep="\n  ")
            failed += 1
        worlds = {"decimal commas": commas, "before the date line": {"TZ": "Pacific/Kiritimati"}, "a zone of its own": {"TZ": "<-11>11:30"},
                  "no such zone": {"TZ": "Nowhere/Land"}, "commas far away": commas | {"TZ": "Asia/Kathmandu"}}
        for name, environment in worlds.items():
            got = bill(library, environment) if environment else ["no locale with decimal commas could be made"]
            if got != plain:
                print(f"{name}: prints something else:", *got, sep="\n  ")
                failed += 1
    print(f"{len(worlds) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
