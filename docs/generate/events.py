"""docs/events.md, from libledger/core/event: every event with its fields, their kinds, and what can be wrong with it."""

import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parents[2]
EVENT = TOP / "libledger/core/event"
TYPE = re.compile(r'^PV_EVENT\((\w+), "([^"]+)", (\w+), (\d), "([^"]+)"\)$', re.M)
TABLE = re.compile(r"^constexpr (?:std::array(?:<FieldSpec, 0>)? (\w+)\{(.*?)\}|auto (\w+) = (\w+));$", re.M | re.S)
FIELD = re.compile(r'(personal\()?(need|may)\(("(?:[^"\\]|\\.)*"(?:[^()"]|"(?:[^"\\]|\\.)*")*)\)')
CHOICES = re.compile(r'^constexpr std::string_view (\w+) = "([^"]*)";$', re.M)
WORD = re.compile(r'"([^"]*)"|(\w+)|(\{\})')

HEAD = """# Events

Made from `libledger/core/event` by `./dev docs`; do not edit.

Everything that happens is an event: a dated fact, of one type of this closed list. Facts are kept; a fact that the contract
does not allow has the effect that the contract gives it and raises an exception. Only what cannot be true or cannot be
understood is refused, and then nothing has changed.

Every event has a `type`, a date and, unless it holds for the whole book, an `account`. The date is `on`, a civil day of the
account's zone (`2013-03-20`), or `at`, an instant with its offset (`2013-03-20T10:00:00-07:00`); the day that an instant falls
on is worked out once, when the event is read. Two parts are optional in all of them: `key`, up to 255 bytes that are used once
(the same key with the same content again is a no-op, with other content it is `event.key_conflict`), and `recorded_at`.

One event is a table in a scenario file, an object on a line of a JSONL file, or a row of a CSV file whose header names the
columns `type`, `on` or `at`, `account`, `key` and the fields.

## Kinds of fields

| kind | form | wrong form | out of range |
|---|---|---|---|
| text | 1 to 4,096 bytes of UTF-8 without control characters; where choices are listed, one of them | `event.field_type` | |
| amount | `"66.33"` or `"66.33 USD"`: digits with a point, in major units of the agreement's currency, at most its decimals | `event.field_type`, `money.decimals`, `event.currency` | `event.amount_negative` |
| price | as amount, up to 9 decimals | `event.field_type`, `event.currency` | `event.amount_negative` |
| ratio | `"0.0825"` or `"1/120"` | `event.field_type` | `event.amount_negative` |
| quantity | whole number from 1 to 1,000,000,000 | `event.field_type` | `event.quantity_negative`, `event.quantity_zero` |
| count | whole number from 0 to 1,000,000,000 | `event.field_type` | `event.quantity_negative` |
| seconds | whole number or text, up to 6 decimals: `"12.4"` | `event.field_type` | `event.quantity_negative` |
| day | `2013-03-20`, a day that exists | `event.field_type` | |
| instant | RFC 3339 with its offset | `event.field_type` | |
| flag | `true` or `false` | `event.field_type` | |
| items | list of `sku`, `quantity`, `unit_price?`, `term?` | `event.field_type`, `event.field_unknown`, `event.field_missing` | as its parts |
| lines | list of `ledger`, `amount` (may be negative: debit is positive) | as items | |
| counts | list of `sku`, `count` | as items | as its parts |

Amounts are text, never JSON or TOML numbers with a point. A span is half open: `end` and `until` are the first moment or day
that is outside.

## What can be wrong with any event

The first that applies is the one that is told:

"""

FORM = ["event.type_unknown", "event.field_unknown", "key.duplicate", "event.field_missing", "event.field_type",
        "event.quantity_negative", "event.quantity_zero", "event.amount_negative", "event.date_missing",
        "event.account_missing", "event.end_before_start", "event.key_conflict", "event.account_unknown",
        "event.account_ended"]

ORDER = """
## Order within a day

Events of one day take effect by what they are, never by their order in a file:

| phase | what |
|---:|---|
| 0 | prices, terms, rates, choices |
| 1 | accounts, orders, contacts |
| 2 | start of day: cycles and terms end, new ones begin, renewals are billed |
| 3 | activations, then releases |
| 4 | usage |
| 5 | notices, disputes, claims |
| 6 | payments, declines, chargebacks |
| 7 | end of day: allocation, the past-due test, deadlines, states |

## The events

`?` marks an optional field, `= value` what it is where absent. A field marked *personal* may identify a person: a book keeps it
apart, and its chain holds only a salted commitment to it.
"""

# What a type may bring beyond the errors above: refusals and exceptions of the engine, and unlisted effects worth a line.
FURTHER = {
    "account.opened": ["event.account_exists", "pack.unknown", "event.currency", "zone.unknown"],
    "account.restored": ["event.reference_unknown"],
    "seat.activated": ["price.missing", "seat.unpaid", "card_form.missing", "account.suspended_use"],
    "seat.released": ["event.release_excess"],
    "service.activated": ["price.missing"],
    "service.deactivated": ["event.release_excess"],
    "did.added": ["price.missing"],
    "did.released": ["event.release_excess"],
    "login.session": ["zone.missing", "seat.hours_exceeded"],
    "call.ended": ["price.missing", "zone.outside", "zone.restricted", "call.disposition_conflict", "call.duplicate",
                   "usage.no_activation", "account.suspended_use"],
    "usage.metered": ["price.missing", "usage.no_activation"],
    "payment.received": ["event.reference_unknown", "payment.unapplied"],
    "line.credited": ["event.reference_unknown", "line.unknown", "credit.exceeds", "pack.clause_unknown",
                       "credit.goodwill"],
    "payment.applied": ["event.reference_unknown", "amount.exceeds_open"],
    "payment.declined": ["payment.declined"],
    "notice.sent": ["event.duplicate_reference", "notice.method", "notice.no_proof", "notice.late", "calendar.range"],
    "notice.received": ["event.reference_unknown", "notice.late"],
    "notice.proved": ["event.reference_unknown", "notice.late"],
    "contact.designated": ["contact.limit"],
    "contact.removed": ["event.reference_unknown"],
    "ticket.opened": ["ticket.refused"],
    "reading.chosen": ["reading.unknown", "reading.option_unknown"],
    "parameter.set": ["parameter.unknown", "parameter.type"],
    "journal.adjusted": ["posting.unbalanced", "period.closed"],
    "price.posted": ["rules.conflict"],
}


def _codes() -> dict[str, str]:
    source = (TOP / "libledger/core/errors.def").read_text("utf-8")
    return dict(re.findall(r'^PV_CODE\(\w+, \d+, "([^"]+)", \w+, "([^"]+)"\)$', source, re.M))


def types() -> list[tuple[str, str, str, int, str]]:
    """(identifier, name, scope, phase, summary) in the list's order."""
    source = (EVENT / "types.def").read_text("utf-8")
    found = [(i, n, s, int(p), t) for i, n, s, p, t in TYPE.findall(source)]
    if len(found) != len(re.findall(r"^PV_EVENT\(", source, re.M)):
        raise SystemExit("types.def: a row is not of the form that docs/generate/events.py reads")
    return found


def fields() -> dict[str, list[tuple[str, str, bool, str, str, str, bool]]]:
    """Type identifier -> (name, kind, required, summary, choices, default, personal) of each field."""
    source = (EVENT / "fields.cpp").read_text("utf-8")
    named = dict(CHOICES.findall(source))
    tables: dict[str, list] = {}
    read = 0
    for array, body, alias, of in TABLE.findall(source):
        if alias:
            tables[alias] = tables[of]
            continue
        tables[array] = []
        for mark, need, inside in FIELD.findall(body):
            words = [text or (named.get(word, word)) for text, word, _ in WORD.findall(inside)]
            name, kind, summary, choices, otherwise = (words + ["", ""])[:5]
            tables[array].append((name, kind, need == "need", summary, choices, otherwise, bool(mark)))
            read += 1
    if read != len(re.findall(r'\b(?:need|may)\("', source)):
        raise SystemExit("fields.cpp: a field is not of the form that docs/generate/events.py reads")
    return tables


def _field_row(field: tuple) -> str:
    name, kind, required, summary, choices, otherwise, personal = field
    spelled = f"`{name}`" + ("" if required else "?") + (f" = `{otherwise}`" if otherwise else "")
    meaning = summary + (": " + ", ".join(f"`{choice}`" for choice in choices.split("|")) if choices else "")
    return f"| {spelled} | {kind} | {meaning}{' *personal*' if personal else ''} |\n"


def page() -> str:
    meaning = _codes()
    for code in FORM + [code for codes in FURTHER.values() for code in codes]:
        if code not in meaning:
            raise SystemExit(f"docs/generate/events.py: there is no code {code}")
    out = [HEAD]
    out += [f"{number}. `{code}`: {meaning[code]}\n" for number, code in enumerate(FORM, 1)]
    out.append(ORDER)
    known = fields()
    unknown = set(FURTHER) - {name for _, name, *_ in types()}
    if unknown:
        raise SystemExit(f"docs/generate/events.py: there are no types {sorted(unknown)}")
    for identifier, name, scope, phase, summary in types():
        who = {"account": "Needs an account.", "book": "Holds for the book, or for one account if it names one.",
               "engine": "Made by the program, never imported; a scenario may use it to stand for the command."}[scope]
        out.append(f"\n### `{name}`\n\n{summary[0].upper()}{summary[1:]}. {who} Phase {phase}.\n")
        if known[identifier]:
            out.append("\n| field | kind | meaning |\n|---|---|---|\n")
            out += [_field_row(field) for field in known[identifier]]
        else:
            out.append("\nIt has no fields.\n")
        if name in FURTHER:
            out.append("\nMay bring " + ", ".join(f"`{code}`" for code in FURTHER[name]) + ".\n")
    return "".join(out)
