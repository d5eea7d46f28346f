"""docs/readings.md, from the rule packs: every reading with its options, default, figures and the scenarios that prove them."""

import pathlib
import tomllib

TOP = pathlib.Path(__file__).resolve().parents[2]

HEAD = """# Readings

Made from `rules/` by `./dev docs`; do not edit.

A clause that can be read in more than one way has one row here per question. The option in bold is the default; it is chosen
unless `proviso reading set`, `--reading R=option` or `[scenario.readings]` says otherwise, and every amount that it touched
names it. `proviso compare --reading R=option` shows what another choice would have changed. The figure is what the option
gives in the question's own example; the scenario that proves it replays every option.
"""


def packs() -> list[dict]:
    found = []
    for path in sorted((TOP / "rules").glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        if "pack" in data:
            found.append(data)
    return found


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").strip()


def page() -> str:
    out = [HEAD]
    for pack in packs():
        head = pack["pack"]
        out.append(f"\n## {head['id']}: {_cell(head['title'])}\n")
        for reading in pack.get("reading", []):
            clauses = ", ".join(reading.get("clauses", []))
            out.append(f"\n### {reading['id']}\n\n{_cell(reading['question'])} Clauses: {clauses}.")
            if reading.get("decides"):
                out.append(f" Decides `{reading['decides']}`.")
            if reading.get("fixture"):
                out.append(f" Proved by scenario `{reading['fixture']}`.")
            if reading.get("recorded_only"):
                out.append(" No component asks it yet: only the default can be chosen.")
            out.append("\n\n| option | figure |\n|---|---|\n")
            for option in reading["options"]:
                name = f"`{option['name']}`"
                if option["name"] == reading["default"]:
                    name = f"**{name}**"
                out.append(f"| {name} | {_cell(option.get('figure', ''))} |\n")
    return "".join(out)
