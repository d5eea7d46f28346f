"""docs/permissions-and-deadlines.md, from what components answer and date, and from the packs' own conditions and duties."""

import pathlib
import re
import tomllib

TOP = pathlib.Path(__file__).resolve().parents[2]
ASK = re.compile(r'^PV_ASK\((\w+), "([^"]+)", "([^"]+)", "([^"]+)"\)$', re.M)
WITH = re.compile(r'^PV_WITH\((\w+), "([^"]+)", (need|may), "([^"]+)"\)$', re.M)
DUTY = re.compile(r'^PV_DUTY\(\w+, "([^"]+)", "([^"]+)", (ends|stays), "([^"]+)", "([^"]+)", "([^"]+)"\)$', re.M)

HEAD = """# Permissions and deadlines

Made from `libledger/core/decide/questions.def`, `libledger/core/duty/duties.def` and the packs in `rules/` by `./dev docs`; do not edit. Codes
of errors and exceptions are in [errors.md](errors.md), events in [events.md](events.md).

## Permissions

A permission is asked for on a day of an account's life and answered `allow` or `deny`, with the clause that decides, the reason, and every
condition that was looked at: met, failed or not applied, each with its clause. Asking changes nothing. In a scenario it is
`[[expect.decision]]` with `ask` and `with`; in the JSON call `ask`; at the command `proviso ask`.

Components answer these. A pack has an answer if it has the provision; the agreement's own pack is asked first, then the policies that stand
beside it ([packs.md](packs.md)).

| ask | with | provision | allowed when |
|---|---|---|---|
"""

ERRORS = """
An account that is not open gives `event.account_unknown`; a question that is in no list `ask.unknown`; one that neither the contract nor a
policy says anything about `ask.ungoverned`; a missing, unknown or unreadable argument `argument.missing`, `argument.unknown`,
`argument.invalid`.

## Conditions of packs

A pack's `[[checklist]]` answers a question by plain conditions alone, or adds conditions to a component's. Each of them takes `only`, a clause:
then the conditions of that clause alone are judged. A fact that is not told counts as not met, unless it is optional (`?`): then its conditions
are not applied; if nothing at all was told by which the clause of `only` could be judged, that is `argument.missing`. An event that a checklist names is judged by it, and what is not met raises `condition.failed` with the clause.
"""

DEADLINES = """
## Deadlines

A deadline is a duty or right of somebody, with a date, or with the contract's words where it gives none. It stands on the calendar
(`proviso calendar --as-of DATE`) from the day on which it is known to the day on which it is settled or over. The names are a closed list:
those of components, and those of the packs.

| name | owner | the date is | stands | otherwise |
|---|---|---|---|---|
"""

STATES = """
States of an account: `pending` (nothing active yet), `active`, `suspended`, `ending` (a notice counts and its cycle runs), `ended`.

## Standings

Beside its status an account has standings (`account.show`; in scenarios `[[expect.standing]]`): `marketing-consent` is `given` from the opening on and
`withdrawn` from the opt-out; once the agreement has ended, `clause:ID` is `survives` for each clause that outlives it.
"""


def _source(name: str) -> str:
    return (TOP / name).read_text("utf-8")


def _rows(pattern: re.Pattern, source: str, macro: str) -> list[tuple]:
    found = pattern.findall(source)
    if len(found) != len(re.findall(rf"^{macro}\(", source, re.M)):
        raise SystemExit(f"a {macro} row is not of the form that docs/generate/permissions.py reads")
    return found


def _packs() -> list[dict]:
    packs = [tomllib.loads(path.read_text("utf-8")) for path in sorted((TOP / "rules").glob("*.toml"))]
    return [pack for pack in packs if pack.get("checklist") or pack.get("duty")]


def questions() -> list[tuple]:
    return _rows(ASK, _source("libledger/core/decide/questions.def"), "PV_ASK")


def duties() -> list[tuple]:
    return _rows(DUTY, _source("libledger/core/duty/duties.def"), "PV_DUTY")


def _guard(guard: str | dict) -> str:
    return f"`{guard}`" if isinstance(guard, str) else f"`{guard['fact']}` is {' or '.join(guard['one_of'])}"


def _wanted(check: dict, pack: dict) -> str:
    if check["is"] in ("yes", "no"):
        text = check["is"]
    else:
        value = check.get("value")
        if value is None:
            group, _, name = check["parameter"].partition(".")
            given = pack["parameters"][group][name].get("value")
            value = f"`{check['parameter']}`" if given is None else given
            if given is None:
                value += ", unset"
        text = f"{check['is']} {', '.join(map(str, value)) if isinstance(value, list) else value}"
    if check.get("factor"):
        text += f" × {check['factor']}"
    if check.get("times"):
        text += f" × `{check['times']}`"
    if check.get("only_if"):
        text += f", if {_guard(check['only_if'])}"
    if check.get("unless"):
        text += f", unless {_guard(check['unless'])}"
    if check.get("reading"):
        text += f", under {check['reading']} = `{check['option']}`"
    return text


def _checklists(pack: dict) -> str:
    out = [f"\n### {pack['pack']['title']} (`{pack['pack']['id']}`)\n"]
    for row in sorted(pack.get("checklist", []), key=lambda each: each["ask"]):
        event = f" Judges the event `{row['event']}`." if row.get("event") else ""
        facts = ", ".join(f"`{fact['name']}{'?' if fact.get('optional') else ''}` ({fact.get('form', 'text')}: {fact['summary']})"
                          for fact in row.get("fact", []))
        out.append(f"\n`{row['ask']}` ({row['clause']}): {row['summary']}.{event} Facts: {facts}.\n\n")
        out.append("| fact | wanted | clause | in our words |\n|---|---|---|---|\n")
        for check in row.get("check", []):
            out.append(f"| `{check['field']}` | {_wanted(check, pack)} | {check['clause']} | {check['reason']} |\n")
    return "".join(out)


def page() -> str:
    source = _source("libledger/core/decide/questions.def")
    arguments: dict[str, list[str]] = {}
    for ask, name, needed, summary in _rows(WITH, source, "PV_WITH"):
        arguments.setdefault(ask, []).append(f"`{name}{'' if needed == 'need' else '?'}`: {summary}")
    out = [HEAD]
    for identifier, name, provision, summary in questions():
        out.append(f"| `{name}` | {'; '.join(arguments.get(identifier, ['–']))} | `{provision}` | {summary} |\n")
    out.append(ERRORS)
    packs = _packs()
    out += [_checklists(pack) for pack in packs if pack.get("checklist")]
    out.append(DEADLINES)
    for name, owner, _, date_is, stands, otherwise in duties():
        out.append(f"| `{name}` | {owner} | {date_is} | {stands} | {otherwise} |\n")
    for pack in packs:
        if not pack.get("duty"):
            continue
        out.append(f"\n### {pack['pack']['title']} (`{pack['pack']['id']}`)\n\n")
        out.append("| name | begins with | owner | what | when | otherwise | clause |\n|---|---|---|---|---|---|---|\n")
        for duty in pack["duty"]:
            begins = f"`{duty['event']}`" + (f" where `{duty['field']}` is {' or '.join(duty['one_of'])}" if duty.get("field") else "")
            ends = f"; until `{duty['settled_by']}`" if duty.get("settled_by") else ""
            if duty.get("reading"):
                begins += f", under {duty['reading']} = `{duty['option']}`"
            unit = "hours" if "hours" in duty.get("within", "") else "days"
            if duty.get("days"):
                unit = f"{duty['days']} {unit}"
            start = {"deemed": " from when the notice counts", "deemed-weekdays": " from when the notice would count without holidays"}
            unit += start.get(duty.get("counts_from", ""), "") + (", moved to a business day" if duty.get("open_day") else "")
            days = f"`{duty['within']}` {unit}; unset: " if duty.get("within") else ""
            out.append(f"| `{duty['name']}` | {begins} | {duty['owner']} | {duty['what']} | {days}{duty['otherwise_within']}{ends} "
                       f"| {duty['otherwise']} | {duty['clause']} |\n")
    out.append(STATES)
    return "".join(out)
