#!/usr/bin/env python3
"""Writes the pages under docs/ that are made from code and packs. tests/meta compares them with what this would write."""

import importlib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
PAGES = {"errors.md": "errors", "events.md": "events", "permissions-and-deadlines.md": "permissions", "readings.md": "readings", "tables.md": "tables"}


def wanted() -> dict[str, str]:
    """Page name -> its text."""
    return {name: importlib.import_module(module).page() for name, module in PAGES.items()}


def main() -> int:
    for name, text in wanted().items():
        path = HERE.parent / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
