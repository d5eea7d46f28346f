#!/usr/bin/env python3
"""Runs the examples of the documentation.

In a page, blocks of three kinds are live:

    ```console            commands after `$ `, each followed by what it prints (standard output and errors, as in a terminal)
    ```c file=bill.c      a file that later commands of the page use; any language
    ```toml               a scenario, when it has a [scenario] table: it is replayed

All blocks of one page run in one empty folder, in order, with the command on the PATH and `examples`, `fixtures` and `rules` of
the checkout and the installed `check_book.py` beside. In what is printed, a line `...` stands for any lines and `[..]` for any characters of a line. A command
must succeed, unless it ends in `# exit N`. `--rewrite` puts what was printed into the pages; read the difference before keeping it.
"""

import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(?P<kind>\w+)(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.S | re.M)


def split_commands(body: str) -> list[tuple[list[str], list[str]]]:
    """(lines of the command, lines that it prints) of a console block."""
    commands: list[tuple[list[str], list[str]]] = []
    continues = False
    for line in body.split("\n")[:-1]:
        if continues:
            commands[-1][0].append(line)
        elif line.startswith("$ "):
            commands.append(([line], []))
        elif commands:
            commands[-1][1].append(line)
        else:
            raise ValueError(f"a console block starts with what is printed: {line!r}")
        continues = line.endswith("\\") and (continues or line.startswith("$ "))
    return commands


def matches(expected: list[str], got: list[str]) -> bool:
    """Whether printed lines are those expected; `...` and `[..]` are gaps."""
    if not expected:
        return not got
    if expected[0] == "...":
        return any(matches(expected[1:], got[i:]) for i in range(len(got) + 1))
    if not got:
        return False
    line = ".*".join(re.escape(part) for part in expected[0].split("[..]"))
    return re.fullmatch(line, got[0]) is not None and matches(expected[1:], got[1:])


class Page:
    def __init__(self, path: pathlib.Path, room: pathlib.Path, environment: dict[str, str]):
        self.path, self.room, self.environment = path, room, dict(environment)
        self.passed, self.failures, self.rewritten = 0, [], []
        for name in ("examples", "fixtures", "rules"):
            (room / name).symlink_to(TOP / name)
        (room / "check_book.py").symlink_to(TOP / "tests/evidence/check_book.py")

    def shell(self, command: str) -> tuple[int, list[str]]:
        done = subprocess.run(["bash", "-c", command], cwd=self.room, env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, check=False)
        lines = done.stdout.split("\n")
        return done.returncode, lines[:-1] if lines[-1] == "" else lines

    def command(self, typed: list[str], expected: list[str]) -> list[str]:
        """Runs one command; what it printed."""
        line = "\n".join([typed[0][2:], *typed[1:]])
        if exported := re.fullmatch(r"export (\w+)=(\S+)", line):
            self.environment[exported[1]] = exported[2]
            self.passed += 1
            return []
        code, got = self.shell(line)
        wanted = int(m[1]) if (m := re.search(r"# exit (\d+)$", line)) else 0
        if code == wanted and matches(expected, got):
            self.passed += 1
        else:
            text = "\n".join(difflib.unified_diff(expected, got, "expected", "got", lineterm=""))
            self.failures.append(f"{line}\n  exit {code}, expected {wanted}\n{text}")
        return expected if matches(expected, got) else got

    def block(self, kind: str, info: str, body: str) -> str:
        """Runs one block; its body with what was printed."""
        if named := re.search(r"file=(\S+)", info):
            (self.room / named[1]).write_text(body, "utf-8")
        elif kind == "console":
            out = []
            for typed, expected in split_commands(body):
                out += [*typed, *self.command(typed, expected)]
            return "".join(line + "\n" for line in out)
        elif kind == "toml" and re.search(r"^\[scenario\]", body, re.M):
            (self.room / "scenario.toml").write_text(body, "utf-8")
            code, got = self.shell("proviso replay scenario.toml")
            if code == 0 and got and got[-1] == "1 passed, 0 failed":
                self.passed += 1
            else:
                self.failures.append("the scenario\n" + "\n".join(got))
        return body

    def run(self) -> str:
        """Runs every live block; the page's text with what was printed."""
        def replace(match: re.Match) -> str:
            return f"```{match['kind']}{match['info']}\n{self.block(match['kind'], match['info'], match['body'])}```"
        return BLOCK.sub(replace, self.path.read_text("utf-8"))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--bin", type=pathlib.Path, required=True, help="folder of the proviso command")
    arguments.add_argument("--library", type=pathlib.Path, help="folder of libproviso.so")
    arguments.add_argument("--rewrite", action="store_true", help="put what was printed into the pages")
    arguments.add_argument("page", nargs="*", type=pathlib.Path, help="pages (default: README.md and docs/)")
    given = arguments.parse_args()
    pages = given.page or [TOP / "README.md", *sorted((TOP / "docs").rglob("*.md"))]

    passed = failed = 0
    for path in pages:
        with tempfile.TemporaryDirectory(prefix="proviso-docs-") as room:
            environment = {
                "PATH": f"{given.bin.resolve()}{os.pathsep}{os.environ['PATH']}", "HOME": room, "LC_ALL": "C.UTF-8", "TZ": "UTC",
                "PROVISO_RULES": str(TOP / "rules"), "PROVISO_INCLUDE": str(TOP / "libledger/include"),
                "PROVISO_LIB": str((given.library or given.bin).resolve()), "LD_LIBRARY_PATH": str((given.library or given.bin).resolve()),
            }
            page = Page(path.resolve(), pathlib.Path(room), environment)
            text = page.run()
        if given.rewrite and text != path.read_text("utf-8"):
            path.write_text(text, "utf-8")
            print(f"rewritten {path}")
        for failure in page.failures:
            print(f"---- {path.relative_to(TOP) if path.is_absolute() else path}: {failure}")
        passed += page.passed
        failed += len(page.failures)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
