#!/usr/bin/env python3
"""Runs the command's cases: tests/cli/cases/*.case, and what needs several programs at once, processes.py.

A case file is a list of cases:

    ## what holds                     begins a case, in an empty folder of its own
    setup billed                      that folder starts as setups/billed.case leaves it (made once)
    file bank.csv                     a file, up to the line `end`
    account,date,amount,method
    end
    $ proviso import payments bank.csv        a command, run by bash
    [..]1 rows, 1 events: 1 accepted[..]      its standard output, line by line
    ! error[..]                               its standard error, line by line
    [exit 2]                                  its exit code, where it is not 0

In expected lines `[..]` stands for any characters of a line and a line `...` for any lines. Instead of lines, `json VALUE`
says what standard output has at least, read as JSON: objects may have more members, lists are as long as given. `ignored`
stands for any output and any errors. Everything else must be printed exactly; a command without expected lines prints
nothing on standard output, and one without `!` lines may print remarks on standard error, but no error. Lines that start
with # between cases are remarks.

Every case runs with little in its environment, and cases take turns in locales and time zones, on which nothing may depend.
$SOURCE is the checkout. The last line is `N passed, N failed`.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

import processes

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]


@dataclass
class Step:
    line: int
    command: str
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    wanted_json: object = None
    ignored: bool = False
    code: int = 0


@dataclass
class Case:
    path: pathlib.Path
    name: str
    setup: str = ""
    parts: list = field(default_factory=list)  # Step, or (name, text) of a file


def read_cases(path: pathlib.Path) -> list[Case]:
    cases: list[Case] = []
    lines = iter(enumerate(path.read_text(encoding="utf-8").split("\n"), 1))
    step = None
    for number, line in lines:
        if line.startswith("## "):
            cases.append(Case(path, line[3:]))
            step = None
        elif line == "" or (step is None and line.startswith("#")):
            continue
        elif not cases:
            raise SystemExit(f"{path}:{number}: a case begins with `## what holds`")
        elif line.startswith("$ "):
            step = Step(number, line[2:])
            cases[-1].parts.append(step)
        elif line.startswith("setup ") and step is None:
            cases[-1].setup = line[6:]
        elif line.startswith("file "):
            text = []
            for _, inner in lines:
                if inner == "end":
                    break
                text.append(inner + "\n")
            cases[-1].parts.append((line[5:], "".join(text)))
        elif step is None:
            raise SystemExit(f"{path}:{number}: a case goes on with setup, file or $")
        elif line.startswith("! "):
            step.err.append(line[2:])
        elif line.startswith("json "):
            step.wanted_json = json.loads(line[5:])
        elif line == "ignored":
            step.ignored = True
        elif said := re.fullmatch(r"\[exit (\d+)\]", line):
            step.code = int(said[1])
        else:
            step.out.append(line)
    return cases


def matches(expected: list[str], got: list[str]) -> bool:
    if not expected:
        return not got
    if expected[0] == "...":
        return any(matches(expected[1:], got[i:]) for i in range(len(got) + 1))
    if not got:
        return False
    line = ".*".join(re.escape(part) for part in expected[0].split("[..]"))
    return re.fullmatch(line, got[0]) is not None and matches(expected[1:], got[1:])


def lacks(wanted, got, at: str = "") -> list[str]:
    """Where `got` has less than `wanted`."""
    if isinstance(wanted, dict):
        if not isinstance(got, dict):
            return [f"{at or 'it'} is not an object"]
        return [problem for key, value in wanted.items()
                for problem in ([f"{at}.{key} is missing"] if key not in got else lacks(value, got[key], f"{at}.{key}"))]
    if isinstance(wanted, list):
        if not isinstance(got, list) or len(got) != len(wanted):
            return [f"{at} is not a list of {len(wanted)}: {json.dumps(got)[:400]}"]
        return [problem for i, (a, b) in enumerate(zip(wanted, got)) for problem in lacks(a, b, f"{at}[{i}]")]
    same = type(wanted) is type(got) and wanted == got  # true is not 1
    return [] if same else [f"{at or 'it'} is {json.dumps(got)[:400]}, not {json.dumps(wanted)}"]


def lines_of(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    lines = text.split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def problems_of(step: Step, done: subprocess.CompletedProcess) -> list[str]:
    found = [] if done.returncode == step.code else [f"exit code {done.returncode}, not {step.code}"]
    if step.ignored:
        return found
    if step.wanted_json is not None:
        try:
            found += lacks(step.wanted_json, json.loads(done.stdout))
        except ValueError:
            found.append("standard output is not JSON")
    elif not matches(step.out, lines_of(done.stdout)):
        found += ["standard output is not", *("  " + line for line in step.out)]
    errors = lines_of(done.stderr)
    if step.err and not matches(step.err, errors):
        found += ["standard error is not", *("  " + line for line in step.err)]
    if not step.err and any(line.startswith("error[") for line in errors):
        found.append("an error where none is expected")
    return found


class Runner:
    def __init__(self, command: str, room: pathlib.Path):
        self.command, self.room = command, room
        bin_folder = room / "bin"
        bin_folder.mkdir()
        (bin_folder / "proviso").symlink_to(command)
        self.plain = {"PATH": f"{bin_folder}:/usr/bin:/bin", "HOME": str(room), "SOURCE": str(TOP), "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        commas = processes.comma_locale(room / "locale")
        self.worlds = [self.plain, self.plain | commas | {"TZ": "Asia/Kathmandu"}, self.plain | {"LC_ALL": "C", "TZ": "Pacific/Kiritimati"}]
        self.setups: dict[str, pathlib.Path] = {}

    def setup(self, name: str) -> pathlib.Path:
        """The folder that a set-up leaves; made when it is first asked for."""
        if name not in self.setups:
            (case,) = read_cases(HERE / "setups" / f"{name}.case")
            folder = self.room / f"setup-{name}"
            problems = self.play(case, folder, self.plain)
            if problems:
                raise SystemExit("\n".join([f"set-up {name} fails", *problems, "0 passed, 1 failed"]))
            self.setups[name] = folder
        return self.setups[name]

    def play(self, case: Case, folder: pathlib.Path, environment: dict[str, str]) -> list[str]:
        if case.setup:
            shutil.copytree(self.setup(case.setup), folder)
        else:
            folder.mkdir()
        for part in case.parts:
            if isinstance(part, tuple):
                (folder / part[0]).write_text(part[1], encoding="utf-8")
                continue
            done = subprocess.run(["bash", "-c", part.command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=False)
            if found := problems_of(part, done):
                return [f"{case.path.name}:{part.line}: {part.command}", *found, "it printed",
                        *("  " + line for line in lines_of(done.stdout)), *("  ! " + line for line in lines_of(done.stderr))]
        return []

    def run(self, number: int, case: Case) -> list[str]:
        world = self.worlds[number % len(self.worlds)]
        try:
            problems = self.play(case, self.room / f"case-{number}", world)
        except subprocess.TimeoutExpired as late:
            problems = [f"{case.path.name}: not over after {late.timeout} s: {late.cmd}"]
        return [f"\n---- {case.name} (LC_ALL={world['LC_ALL']} TZ={world.get('TZ', '')})", *problems] if problems else []


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--bin", type=pathlib.Path, required=True, help="the folder of the command")
    arguments.add_argument("-k", default="", metavar="WORD", help="only cases whose name or file contains WORD")
    arguments.add_argument("-j", type=int, default=min(4, os.cpu_count() or 2))
    given = arguments.parse_args()
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="proviso-cli.") as room:
        runner = Runner(str((given.bin / "proviso").resolve()), pathlib.Path(room))
        cases = [case for path in sorted((HERE / "cases").glob("*.case")) for case in read_cases(path)
                 if given.k in case.name or given.k in path.name]
        for name in sorted({case.setup for case in cases if case.setup}):
            runner.setup(name)
        with concurrent.futures.ThreadPoolExecutor(given.j) as pool:
            for problems in pool.map(runner.run, range(len(cases)), cases):
                passed, failed = (passed, failed + 1) if problems else (passed + 1, failed)
                for line in problems:
                    print(line)
        for name, case in processes.cases().items():
            if given.k in name or given.k in "processes.py":
                folder = pathlib.Path(room) / name
                folder.mkdir()
                problem = case(runner, folder)
                passed, failed = (passed, failed + 1) if problem else (passed + 1, failed)
                if problem:
                    print(f"\n---- {name}\n{problem}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
