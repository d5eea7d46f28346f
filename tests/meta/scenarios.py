"""Fixtures and packs as a whole: what `proviso replay` and `pack check` see one at a time."""

import re
import tomllib

import tree


def _toml(prefix: str) -> list[tuple[str, dict]]:
    found = []
    for path in tree.under(prefix, ends=(".toml",)):
        if "/bad/" not in path:
            found.append((path, tomllib.loads(tree.text(path))))
    return found


def _scenarios() -> list[tuple[str, dict]]:
    return [(path, data) for path, data in _toml("fixtures/") if "scenario" in data]


def _packs() -> dict[str, dict]:
    return {data["pack"]["id"]: data for _, data in _toml("rules/") if "pack" in data}


def check_expectations():
    """every scenario expects something"""
    for path, data in _scenarios():
        if not any(data.get("expect", {}).values()):
            yield f"{path}: expects nothing"


def check_ids():
    """scenario ids are unique"""
    seen: dict[str, str] = {}
    for path, data in _scenarios():
        name = data["scenario"].get("id", "")
        if name in seen:
            yield f"{path}: id {name} is also that of {seen[name]}"
        seen[name] = path


def check_covered_clauses():
    """scenarios cite clauses that their packs have"""
    packs = _packs()
    for path, data in _scenarios():
        head = data["scenario"]
        names = head.get("packs") or [head.get("pack")]
        known = {clause["id"] for name in names if name in packs for clause in packs[name].get("clause", [])}
        for clause in head.get("clauses", []):
            if clause not in known:
                yield f"{path}: cites {clause}, which no clause of {', '.join(map(str, names))} is"


def check_money_is_text():
    """amounts in scenarios and packs are texts"""
    pattern = re.compile(r"^\s*(amount|total|price|unit_price|rate|exact|open)\s*=\s*[-+0-9]")
    for path in tree.under("fixtures/", "rules/", "examples/", ends=(".toml",)):
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            if "/bad/" not in path and pattern.match(line):
                yield f"{path}:{number}: a bare number; write it in quotes"


def check_proofs():
    """readings and printed numbers name scenarios that exist"""
    known = {data["scenario"].get("id") for _, data in _scenarios()}
    for path, data in _toml("rules/"):
        for reading in data.get("reading", []):
            if reading.get("fixture") and reading["fixture"] not in known:
                yield f"{path}: {reading['id']}: there is no scenario {reading['fixture']}"
        for printed in data.get("printed", []):
            if printed.get("fixture") and printed["fixture"] not in known:
                yield f"{path}: printed {printed.get('number')}: there is no scenario {printed['fixture']}"
