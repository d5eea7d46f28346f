"""docs/tables.md, from libledger/io/event_tables.cpp: the columns of the tables that people import."""

import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parents[2]
TABLE = re.compile(r"^constexpr std::array (\w+)_table\{\n(.*?)^\};", re.M | re.S)
COLUMN = re.compile(r'(need|may)\("(\w+)",\s*"([^"]*)"\)')

HEAD = """# Tables to import

Made from `libledger/io/event_tables.cpp` by `./dev docs`; do not edit.

```
proviso import accounts accounts.csv      proviso import payments bank.csv
proviso import prices prices.csv          proviso import events events.jsonl
```

A table is CSV as spreadsheets save it: UTF-8 (with or without byte order mark), commas, cells with commas or quotes in double
quotes, a first row that names the columns. The order of columns and capitals in their names do not matter; blanks around a cell
are dropped; an empty cell is no value. Dates are `2013-03-20`, amounts `1234.50`: no separators, no currency signs. The same
tables may come as JSONL, one object a line with the columns as keys; a file whose first character is `{` is read so.

An unknown, repeated or missing column refuses the file (`key.unknown`, `key.duplicate`, `column.missing`). A row that cannot be
understood is set aside with its place, `file:line:column`, and its reason, and the rows around it stand. A row is taken whole or
not at all.
"""

ABOUT = {
    "account": ("accounts", """One row is one agreement. It gives `account.opened` and, where the cells are filled, `card_form.received` and `seat.activated`, so
that one spreadsheet is enough to start from:

```csv
account,opened,name,zone,plan,seats,card_form
acme,2013-03-01,"Acme, Inc.",America/Los_Angeles,unlimited-monthly,2,yes
```

Their keys are made from the account, the plan and the date: the same spreadsheet again changes nothing, and a changed row is a
conflict (`event.key_conflict`) that names the field. Later seats come as events, or as further rows with another `activated`.
"""),
    "payment": ("payments", """One row is one `payment.received`. Without a `key`, equal rows of one file are so many payments, and the same file again adds
none.
"""),
    "price": ("prices", "One row is one `price.posted`.\n"),
    "event": ("events", """One row is one event of [events.md](events.md). Besides these columns every field of every type may be one; a cell is filled only
where the row's type has the field. Lists (`items`, `lines`, `found`) are written as JSON in the cell.
"""),
}


def page() -> str:
    source = (TOP / "libledger/io/event_tables.cpp").read_text("utf-8")
    tables = {name: COLUMN.findall(body) for name, body in TABLE.findall(source)}
    if set(tables) != set(ABOUT) or sum(map(len, tables.values())) != len(re.findall(r'\b(?:need|may)\("', source)):
        raise SystemExit("event_tables.cpp: a column is not of the form that docs/generate/tables.py reads")
    out = [HEAD]
    for name, (title, text) in ABOUT.items():
        out.append(f"\n## {title}\n\n{text}\n| column | meaning |\n|---|---|\n")
        out += [f"| `{column}`{'' if need == 'need' else '?'} | {summary} |\n" for need, column, summary in tables[name]]
    return "".join(out)
