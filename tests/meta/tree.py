"""The files of the checkout as git sees them, read once."""

import functools
import pathlib
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[2]
CODE = (".c", ".h", ".cpp", ".hpp")


@functools.cache
def files() -> tuple[str, ...]:
    """Paths that are committed or would be: sorted, relative to the top."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=TOP, capture_output=True, text=True, check=True)
    return tuple(sorted(path for path in listed.stdout.split("\n") if path and (TOP / path).is_file()))


def under(*prefixes: str, ends: tuple[str, ...] = CODE) -> list[str]:
    return [path for path in files() if path.startswith(prefixes) and path.endswith(ends)]


@functools.cache
def text(path: str) -> str:
    """What a file says; nothing for a file that is missing or binary."""
    if not (TOP / path).is_file():
        return ""
    data = (TOP / path).read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", "replace")
