#!/usr/bin/env python3
"""Runs everything that is registered with ctest and adds the cases up.

One registered test is often many cases: a doctest program, `proviso replay` over a folder, a runner of example files. Each
says at its end how many passed and failed, in one of two forms:

    [doctest] test cases:  12 |  11 passed | 1 failed | 0 skipped
    11 passed, 1 failed

A test that says neither counts as one case. The last line of this program is the sum, `N passed, N failed`; it returns 1
when anything failed, or when nothing ran.
"""

import argparse
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time
import xml.etree.ElementTree as xml

DOCTEST = re.compile(r"^\[doctest\] test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed", re.M)
PLAIN = re.compile(r"^(\d+) passed, (\d+) failed\s*$", re.M)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
SANITIZED = "asan-ubsan"  # the build in which tests that are labelled `once` are left out


def counts(output: str, ok: bool) -> tuple[int, int]:
    """Cases passed and failed, from what a test printed and whether it succeeded."""
    said = DOCTEST.findall(COLOUR.sub("", output)) or PLAIN.findall(output)[-1:]
    if not said:
        return (1, 0) if ok else (0, 1)
    passed = sum(int(p) for p, _ in said)
    failed = sum(int(f) for _, f in said)
    if not ok and failed == 0:
        failed = 1  # it crashed after its summary, or a pattern did not match
    if ok and failed != 0:
        raise SystemExit(f"tests/run.py: a test that succeeded says that {failed} of its cases failed")
    return passed, failed


def ctest(build: pathlib.Path, word: str, jobs: int) -> list[tuple[str, int, int, str]]:
    """(name, passed, failed, output) of each registered test of one build."""
    report = build / "tests.xml"
    report.unlink(missing_ok=True)
    command = ["ctest", "--test-dir", str(build), "-j", str(jobs), "--output-junit", str(report.resolve()), "--no-label-summary",
               "--test-output-size-passed", "16000000", "--test-output-size-failed", "16000000", "--timeout", "900"]
    if word:
        command += ["-R", re.escape(word)]
    if build.name == SANITIZED:
        command += ["-LE", "once"]
    subprocess.run(command, stdout=sys.stderr, check=False)
    if not report.exists():
        return []
    rows = []
    for case in xml.parse(report).getroot().iter("testcase"):
        output = case.findtext("system-out") or ""
        ok = case.get("status") == "run"
        rows.append((case.get("name", ""), *counts(output, ok), output))
    return rows


def also(name: str, command: str) -> tuple[str, int, int, str]:
    done = subprocess.run(shlex.split(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return (name, *counts(done.stdout, done.returncode == 0), done.stdout)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--build", type=pathlib.Path, action="append", required=True, help="a build folder; may be given again")
    arguments.add_argument("-k", default="", metavar="WORD", help="only tests whose name contains WORD")
    arguments.add_argument("--also", action="append", default=[], metavar="NAME=COMMAND", help="a command that counts as a test")
    arguments.add_argument("-j", type=int, default=os.cpu_count() or 2)
    given = arguments.parse_args()

    started = time.monotonic()
    rows = []
    for build in given.build:
        label = f"{build.name}: " if len(given.build) > 1 else ""
        rows += [(label + name, *rest) for name, *rest in ctest(build, given.k, given.j)]
    for entry in given.also:
        name, _, command = entry.partition("=")
        if given.k in name:
            rows.append(also(name, command))

    for name, _, failed, output in rows:
        if failed:
            print(f"\n---- {name} ----\n{output.rstrip()}")
    width = max((len(name) for name, *_ in rows), default=0)
    print()
    for name, passed, failed, _ in rows:
        print(f"{name:<{width}}  {passed:>6} passed" + (f"  {failed} FAILED" if failed else ""))
    passed, failed = sum(r[1] for r in rows), sum(r[2] for r in rows)
    print(f"in {time.monotonic() - started:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
