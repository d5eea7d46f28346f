#!/usr/bin/env python3
"""Runs the fuzz targets of a build over their seeds, then over what libFuzzer makes of them.

Seeds are files of the repository, listed in seeds.txt: packs for the pack reader, scenarios for the scenario reader, and so on,
and what stands in tests/fuzz/corpus/NAME (inputs that once broke something stay there). `--runs` is a fixed count with a fixed seed, for tests;
`--seconds` is for long runs. A finding is written to the build folder and named.
"""

import argparse
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
LONGEST = 16384  # bytes of one input; whole packs are longer, so seeds are cut there


def listed(name: str) -> list[tuple[bytes, pathlib.Path]]:
    """(what goes before the file: the target's choice of form, file) of seeds.txt."""
    rows = (line.split() for line in (TOP / "tests/fuzz/seeds.txt").read_text().splitlines() if not line.startswith("#"))
    return [(b"" if ahead == "-" else bytes([int(ahead)]), path) for target, ahead, folder, end in rows if target == name
            for path in sorted((TOP / folder).iterdir()) if path.name.endswith(end)]


def seed(name: str, build: pathlib.Path) -> pathlib.Path:
    """A corpus folder in the build, with the seeds in it."""
    corpus = build / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    committed = TOP / "tests/fuzz/corpus" / name
    files = listed(name)
    if name == "zone" and (zone := pathlib.Path("/usr/share/zoneinfo/America/Los_Angeles")).exists():
        files.append((b"", zone))
    files += [(b"", path) for path in sorted(committed.iterdir())] if committed.is_dir() else []
    for before, path in files:
        (corpus / f"seed-{before.hex()}-{path.parent.name}-{path.name}").write_bytes(before + path.read_bytes()[: LONGEST - len(before)])
    return corpus


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--build", type=pathlib.Path, required=True)
    arguments.add_argument("--only", help="one target's name")
    arguments.add_argument("--runs", type=int, help="so many inputs each")
    arguments.add_argument("--seconds", type=int, default=60, help="or so long each")
    given = arguments.parse_args()
    build = given.build.resolve()

    programs = sorted(p for p in (build / "bin").glob("fuzz_*") if given.only in (None, p.name.removeprefix("fuzz_")))
    if not programs:
        print(f"no fuzz target in {build}/bin" + (f" is called {given.only}" if given.only else ""))
        return 1
    failed = 0
    for program in programs:
        name = program.name.removeprefix("fuzz_")
        limit = [f"-runs={given.runs}", "-seed=1"] if given.runs else [f"-max_total_time={given.seconds}"]
        command = [program, *limit, f"-max_len={LONGEST}", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=0", "-verbosity=0",
                   f"-artifact_prefix={build}/{program.name}-", seed(name, build)]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
        if done.returncode:
            failed += 1
            print(f"FAIL {name}\n{done.stdout}{done.stderr}")
        else:
            print(f"ok   {name}")
    print(f"{len(programs) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
