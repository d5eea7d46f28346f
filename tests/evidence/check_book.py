#!/usr/bin/env python3
"""Checks a book of Proviso without Proviso: the chain, every amount, every sum. Needs Python 3.11 and nothing else.

Usage: check_book.py [--expect-head COUNT:HASH] FILE...
FILE is a book (SQLite, opened for reading only) or what `proviso export book` wrote. Their forms are in docs/book-format.md and
docs/derivations.md; this program was written from those pages and shares no line with the one that it checks. It names the
first fault and the chain's entry in which it stands. Exit code: 0 all holds, 1 a fault, 2 a file cannot be read.
"""

import argparse, datetime, decimal, functools, hashlib, hmac, json, operator, re, sqlite3, sys
from collections import Counter, defaultdict
from fractions import Fraction

SERIES, RECEIPTS = {"invoice": "INV", "interest": "INT", "credit-note": "CN"}, ("personal.erased", "rows.purged")
KEY = re.compile(r"(?:rev:)?(doc|alloc):(.*?)(?:@\d{4}-\d\d-\d\d(?:/back)?)?(?:~\d+)?", re.S)
BESIDE = {"events.recorded": "event", "journal.posted": "journal", "documents.issued": "document"}

class Fault(Exception): ...
def need(holds, what):
    if not holds:
        raise Fault(what)

def once(pairs):
    need(len(dict(pairs)) == len(pairs), "a JSON object has a member twice")
    return dict(pairs)
parsed = functools.partial(json.loads, object_pairs_hook=once)

def unpointed(text):  # minor units
    return int(text.replace(".", ""))
def day_number(text):  # days since 1970-01-01
    return datetime.date.fromisoformat(text).toordinal() - 719163

# ---- derivations: every step from its arguments alone
def rounded(value, decimals, mode):
    whole, rest = divmod(abs(value) * 10**decimals, 1)
    more = {"half_up": rest * 2 >= 1, "half_even": rest * 2 > 1 or (rest * 2 == 1 and whole % 2), "up": rest > 0, "down": False,
            "floor": rest > 0 > value, "ceiling": rest > 0 and value > 0}[mode]
    return Fraction(whole + bool(more), 10**decimals) * (-1 if value < 0 else 1)

def power(base, exponent):  # exact where it is a fraction, else to 120 digits
    if exponent.denominator == 1:
        return base ** exponent.numerator
    with decimal.localcontext(decimal.Context(prec=120)):
        near = Fraction(((decimal.Decimal(base.numerator) / base.denominator).ln() * exponent.numerator / exponent.denominator).exp())
    simple = near.limit_denominator(10**40)
    return simple if simple**exponent.denominator == base**exponent.numerator else near

def value_of(step):
    (key,) = {"number", "day", "text", "truth"} & step.keys()
    return {"number": Fraction, "day": datetime.date.fromisoformat, "text": str, "truth": bool}[key](step[key])

def worked_out(step, args):
    op = step["op"]
    if op in ("input", "parameter", "attest", "share"):  # given
        need(op == "attest" or len(args) == (op == "share"), "it has arguments that it cannot have")
        return value_of(step)
    return {"add": lambda: functools.reduce(operator.add, args), "subtract": lambda: functools.reduce(operator.sub, args),
            "multiply": lambda: functools.reduce(operator.mul, args), "divide": lambda: functools.reduce(operator.truediv, args),
            "minimum": lambda: min(args), "maximum": lambda: max(args),
            "floor": lambda: rounded(*args, 0, "floor"), "ceiling": lambda: rounded(*args, 0, "ceiling"),
            "round": lambda: rounded(*args, step["decimals"], step["rounding"]),
            "power": lambda: rounded(power(*args), step["decimals"], step["rounding"]),
            "days": lambda: Fraction((args[1] - args[0]).days), "shift": lambda: args[0] + args[1].numerator * datetime.timedelta(1) / args[1].denominator}[op]()

def evaluate(derivation, count):  # the value of each step
    values = []
    for number, step in enumerate(derivation["steps"]):
        try:
            need(all(0 <= arg < number for arg in step.get("args", [])), "it uses a step that is not before it")
            value = worked_out(step, [values[arg] for arg in step.get("args", [])])
        except (Fault, KeyError, IndexError, TypeError, AttributeError, ArithmeticError, ValueError) as error:
            raise Fault(f"step {number} cannot be worked out: {error!r}") from None
        need(value == value_of(step), f"step {number} says {value_of(step)}, and its arguments give {value}")
        need("reading" not in step or derivation["readings"].get(step["reading"]) == step["option"], f"step {number}: its reading is not listed")
        values.append(value)
    count["steps"] += len(values)
    return values

# ---- documents and postings
def check_line(line, count):  # its amount and tax from their derivations; gives what to say of a share of a total that was rounded once
    amount, tax, steps = Fraction(line["amount"]), Fraction(line.get("tax", "0")), line["derivation"]["steps"]
    values = evaluate(line["derivation"], count)
    need(values[-1] == amount, f"the amount is {amount}, and its derivation gives {values[-1]}")
    at, spread = max((i for i, step in enumerate(steps) if step["op"] == "round"), default=-1), steps[-1]["op"] == "share"
    before = 0 if spread else values[at] - amount  # what was charged earlier, and is taken off
    unrounded = values[steps[at]["args"][0]] if steps[at]["op"] == "round" else values[at]
    exact = amount if "adjusts" in line else unrounded - before  # a correction is of amounts that were rounded
    need(Fraction(line["exact"]) == exact, "the exact amount is not what was rounded")
    need(tax == (evaluate(line["tax_derivation"], count)[-1] if "tax_derivation" in line else 0), "the tax does not follow from its derivation")
    count["amounts"] += 1 + ("tax_derivation" in line)
    return [(Fraction(line["exact"]), amount, values[steps[-1]["args"][0]], steps[at])] if spread else []

def place_of(document):
    suffix = ("" if document["kind"] == "invoice" else "/" + document["kind"]) + (f"#{document['ordinal']}" if "ordinal" in document else "")
    return f"{document['account']}/{document['date']}{suffix}"

class Journal:  # entries and documents added up: balances, what stands for each document and its settlement, what each line was charged
    def __init__(self, count):
        self.count, self.keys, self.balances, self.posted, self.settled = count, set(), Counter(), defaultdict(Counter), Counter()
        self.charged, self.left = defaultdict(list), Counter()

    def add(self, entry):
        amounts = [(ledger, Fraction(amount)) for ledger, amount in entry["postings"]]
        need(sum(amount for _, amount in amounts) == 0, f"journal entry {entry['key']} is not balanced")
        need(entry["key"] not in self.keys, f"the key {entry['key']} was posted twice")
        self.keys.add(entry["key"])
        found = KEY.fullmatch(entry["key"])
        for ledger, amount in amounts:
            self.balances[ledger, entry["currency"], day_number(entry["date"])] += amount
            if found and found[1] == "doc":
                self.posted[found[2]][ledger] += amount
            elif found and ledger == "assets:receivable":
                self.settled[found[2].rpartition("/")[0]] -= amount
        self.count["journal entries"] += 1

    def issue(self, document):  # checks every line, and the sums; gives what the entries have to say of it, by ledger
        total, taxes, shares, postings = Fraction(0), Fraction(0), [], Counter()
        account, place, sign = document["account"], place_of(document), -1 if document["kind"] == "credit-note" else 1
        for number, line in enumerate(document["lines"], 1):
            try:
                shares += check_line(line, self.count)
            except Fault as fault:
                raise Fault(f"line {number} of {place}: {fault}") from None
            amount, tax = Fraction(line["amount"]), Fraction(line.get("tax", "0"))
            total, taxes = total + amount, taxes + (amount if line["ledger"].startswith("liabilities:tax:") else tax)
            postings[line["ledger"]] -= sign * (amount - tax)
            postings["liabilities:tax:" + line.get("jurisdiction", "")] -= sign * tax
            key = line["key"].rpartition("/")[0] if line["kind"] == "interest" else line["key"]  # interest on a document is one
            self.charged[account, line.get("adjusts", key)].append((document["date"], sign, line))
            self.left[f"{place}:{number}"] += amount
            self.left[f"{account}/{line['of']}" if "of" in line else None] -= amount
        if shares:
            exact, whole, how = sum(share[0] for share in shares), shares[0][2], shares[0][3]
            need(rounded(exact, how["decimals"], how["rounding"]) == whole == sum(share[1] for share in shares), f"the shares of {place} are not of its total")
            need(all(abs(part - whole * weight / exact) < Fraction(1, 10 ** how["decimals"]) for weight, part, *_ in shares), f"a share of {place} is off by a unit")
        need(total == Fraction(document["total"]), f"the lines of {place} add up to {total}, not to {document['total']}")
        need(taxes == Fraction(document.get("tax", "0")), f"the taxes of {place} do not add up")
        postings["assets:receivable" if sign == 1 else "liabilities:unapplied"] += sign * total
        self.count.update(lines=len(document["lines"]), documents=1)
        return {ledger: value for ledger, value in postings.items() if value}

    def check(self, document, postings):  # after all were issued
        place, account, credit = place_of(document), document["account"], document["kind"] == "credit-note"
        need({k: v for k, v in self.posted[place].items() if v} == postings, f"the journal does not post {place} as its lines say")
        need(0 <= self.settled[place] <= max(0, Fraction(document["total"])), f"{place} is settled with {self.settled[place]}")
        for line in document["lines"]:
            need("of" not in line or self.left[f"{account}/{line['of']}"] >= 0, f"{place} credits more than {line.get('of')} has")
            for said, name, what in (("derivation", "charged", "amount"), ("tax_derivation", "tax charged", "tax")):
                if "adjusts" in line and line.get(said, {}).get("calculation", "interest") != "interest":
                    steps = line[said]["steps"]
                    at = max((number for number, step in enumerate(steps) if step.get("name") == name), default=-1)
                    before = sum(sign * Fraction(one.get(what, "0")) for date, sign, one in self.charged[account, line["adjusts"]] if date < document["date"])
                    need(Fraction(steps[at]["number"]) == before, f"{place} is less {steps[at]['number']}, and {before} was charged before")
                    need((steps[at + 1]["op"], steps[at + 1]["args"]) == ("subtract", sorted([at - 1, at], reverse=credit)), f"{place} is not less what was charged")

# ---- a book: chain, rows, sums
class Book:
    def __init__(self, store, count):
        self.store, self.count, self.journal, self.documents, self.unsealed, self.entry = store, count, Journal(count), {}, [], 0
        self.tables = {name for (name,) in store.execute("SELECT name FROM sqlite_master")}
        self.accounts = {row["number"]: row["name"] for row in self.rows("account")} | {None: ""}
        self.beside = {table: self.rows(table, "ORDER BY number") for table in BESIDE.values()}

    def rows(self, table, rest="", *values):
        return iter(self.store.execute(f"SELECT * FROM {table} {rest}", values)) if table in self.tables else iter(())

    def chain(self, expected):
        before, recorded = "0" * 64, ""
        for self.entry, row in enumerate(self.rows("entry", "ORDER BY number"), 1):
            need(row["number"] == self.entry, f"entry {self.entry} is missing")
            digest = hashlib.sha256(f"proviso.entry.1\n{before}\n{row['body']}\n".encode()).hexdigest()
            need(digest == (row["hash"] if isinstance(row["hash"], str) else row["hash"].hex()), "the bytes of the entry do not have its hash")
            body = parsed(row["body"])
            at = datetime.datetime.fromisoformat(body["recorded_at"])
            micros = (at - datetime.datetime.fromisoformat("1970-01-01T00:00:00Z")) // datetime.timedelta(microseconds=1)
            need((body["entry"], body["kind"], micros) == (row["number"], row["kind"], row["recorded_at"]), "the entry's columns are not its bytes")
            need(not recorded or at >= recorded, "it is recorded before the entry ahead of it")
            before, recorded = digest, at
            self.vouched(body["kind"], body["data"])
            self.count.update(["entries"] + ["usage batches"] * (body["kind"] == "usage.imported") + ["receipts"] * (body["kind"] in RECEIPTS))
        self.entry, head = 0, f"{self.entry}:{before}"
        need(expected in (None, head, before), f"the head is {head}, and {expected} was expected")
        need(not any(next(rows, None) for rows in self.beside.values()), "a row is of no entry")
        for table, by in (("personal", "erased"), ("usage_seat", "erased"), ("usage_change", "entry")):
            need(not list(self.rows(table, f"WHERE {by} NOT IN (SELECT 0 UNION SELECT number FROM entry WHERE kind IN {RECEIPTS})")), f"{table} lacks a row, and no entry says so")
        return head

    def vouched(self, kind, data):  # the rows beside an entry, against its digests
        def same(what, texts, digest):
            need(hashlib.sha256("".join(text + "\n" for text in texts).encode()).hexdigest() == digest, f"{what} do not have the entry's hash")
        if kind in BESIDE:
            table, texts = BESIDE[kind], []
            for number in range(data["first"], data["first"] + data["count"]):
                row = next(self.beside[table], None)
                need(row and (row["number"], row["entry"]) == (number, self.entry), f"{table} {number} is missing or of another entry")
                texts.append((f"{row['name']} " if table == "document" else "") + row["body"])
                {"event": self.event, "journal": self.journal_row, "document": self.document}[table](row, parsed(row["body"]))
            same(f"the rows of {table}", texts, data["sha256"])
        elif kind == "source.adopted":
            (source,) = self.rows("source", "WHERE sha256 = ?", data["sha256"])
            need(hashlib.sha256(source["bytes"]).hexdigest() == data["sha256"], f"the bytes of {data['id']} do not have the entry's hash")
        elif kind == "usage.imported":
            blocks = {r["block"]: r["sha256"] if "sha256" in r.keys() else hashlib.sha256(r["salt"] + r["bytes"]).hexdigest() for r in self.rows("usage_block", "WHERE batch = ?", data["batch"])}
            for r in self.rows("usage_change", "WHERE batch = ? ORDER BY entry DESC", data["batch"]):  # back to what was imported
                need(blocks.get(r["block"], "") == r["now"].hex(), f"block {r['block']} is not what entry {r['entry']} left of it")
                blocks[r["block"]] = r["was"].hex()
            same("the rows of a usage batch", [blocks.get(number) for number in range(1, data["blocks"] + 1)], data["blocks_sha256"])
            shares = self.rows("usage_account", "WHERE batch = ? ORDER BY account", data["batch"])
            same("the totals of a usage batch", [f"{self.accounts[row['account']]} {row['body']}" for row in shares], data["accounts_sha256"])
        elif kind in RECEIPTS:
            same("the blocks that were changed", [f"{r['batch']} {r['block']} {r['gone']} {r['was'].hex()} {r['now'].hex() or '-'}"
                 for r in self.rows("usage_change", "WHERE entry = ? ORDER BY batch, block", self.entry)], data["blocks_sha256"])
            if "personal" in self.tables:  # an export has no values
                for table, digest, form in (("personal", "values_sha256", "{event} {field} {value}"), ("usage_seat", "seats_sha256", "{account} {batch} {seat} {value}")):
                    same("the values that were taken out", [form.format(**r) for r in self.rows(table, "WHERE erased = ? ORDER BY 1, 2, 3", self.entry)], data[digest])
        elif kind == "documents.finalized":
            names = {series: sorted((name for kind, name in self.unsealed if kind == series), key=lambda name: (len(name), name)) for series, _ in self.unsealed}
            need(len(self.unsealed) == data["documents"], "it does not seal the documents that were issued before it")
            need({one["kind"]: (one["first"], one["last"]) for one in data["series"]} == {k: (v[0], v[-1]) for k, v in names.items()}, "its series are not the documents'")
            self.unsealed = []

    def event(self, row, event):
        need((self.accounts[row["account"]], row["day"]) == (event.get("account", ""), day_number(event["on"])), f"event {row['number']}: its columns are not its bytes")
        for kept in self.rows("personal", "WHERE event = ? AND length(salt) > 0", row["number"]):  # an erased value has none
            need(event.get(kept["field"]) == "sha256:" + hmac.new(kept["salt"], kept["value"].encode(), "sha256").hexdigest(), f"the {kept['field']} of event {row['number']} is not the one that was recorded")
            self.count["commitments"] += 1
        self.count["events"] += 1

    def journal_row(self, row, entry):
        need((entry["account"], day_number(entry["date"])) == (self.accounts[row["account"]], row["day"]), "the columns of a posting are not its bytes")
        self.journal.add(entry)

    def document(self, row, document):
        said = (document["account"], day_number(document["date"]), day_number(document["due"]), document.get("ordinal", 1), document["currency"],
                unpointed(document["total"]), unpointed(document.get("tax", "0")), f"{SERIES[document['kind']]}-{row['position']:06}")
        columns = (self.accounts[row["account"]], *(row[name] for name in ("day", "due", "ordinal", "currency", "total", "tax", "name")))
        need(said == columns, f"the columns of {row['name']} are not its bytes")
        self.documents[row["number"]] = (row, document, self.journal.issue(document))
        self.unsealed.append((document["kind"], row["name"]))

    def sums(self):  # what follows from all rows together: numbers, what the journal says of documents, balances, settlements
        last, scale = defaultdict(int), defaultdict(lambda: 100)
        for row, document, postings in sorted(self.documents.values(), key=lambda found: (found[0]["kind"], found[0]["position"])):
            self.entry = row["entry"]
            need(row["position"] == last[row["kind"]] + 1, f"{row['name']} follows a gap")
            need(row["day"] >= last.get((row["kind"], "day"), row["day"]), f"{row['name']} is dated before the number ahead of it")
            last[row["kind"]], last[row["kind"], "day"] = row["position"], row["day"]
            self.journal.check(document, postings)
            scale[row["currency"]] = 10 ** len(document["total"].partition(".")[2])
        self.entry = 0
        kept = {(row["ledger"], row["currency"], row["day"]): row["minor"] for row in self.rows("balance") if row["minor"]}
        added = {key: value * scale[key[1]] for key, value in self.journal.balances.items() if value}
        for key in sorted(kept.keys() | added.keys()):
            need(kept.get(key, 0) == added.get(key, 0), f"the kept balance of {key[0]} on day {key[2]} is not the sum of its postings")
        self.count["balances"] += len(kept)
        settled = Counter(self.journal.settled)
        for row in self.rows("allocation"):
            stored, document, _ = self.documents[row["document"]]
            settled[place_of(document)] -= Fraction(row["minor"], scale[stored["currency"]])
            self.count["settlements"] += 1
        need(not any(settled.values()), f"settlements and the journal differ: {[place for place, value in settled.items() if value][:1]}")
        for row in self.rows("deferral"):
            document = self.documents[row["document"]][1]
            line = document["lines"][row["line"] - 1]
            net = (unpointed(line["amount"]) - unpointed(line.get("tax", "0"))) * (-1 if document["kind"] == "credit-note" else 1)
            need(row["minor"] == net and min(0, net) <= row["recognised"] <= max(0, net), f"deferred line {line['key']} is not the document's")

def opened(path):  # a book's tables, from its file or from an export
    sqlite = open(path, "rb").read(16).startswith(b"SQLite format 3")
    store = sqlite3.connect(f"file:{path}?mode=ro" if sqlite else ":memory:", uri=sqlite)
    if not sqlite:
        for row in map(json.loads, open(path, encoding="utf-8")):
            table, row = row.pop("table"), {k: bytes.fromhex(v) if k in ("bytes", "was", "now") else v for k, v in row.items()}
            store.execute(f"CREATE TABLE IF NOT EXISTS {table}({','.join(row)})")
            store.execute(f"INSERT INTO {table} VALUES({','.join('?' * len(row))})", list(row.values()))
    store.row_factory = sqlite3.Row
    return store

def main():
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--expect-head", metavar="HEAD", help="the head that a book must have: COUNT:HASH, or the hash")
    arguments.add_argument("file", nargs="+")
    given, code = arguments.parse_args(), 0
    for path in given.file:
        count, book = Counter(), None
        try:
            book = Book(opened(path), count)
            head = book.chain(given.expect_head)
            book.sums()
            print(f"{path}: all holds: " + ", ".join(f"{number} {name}" for name, number in count.items()) + f"; head {head}")
        except (OSError, UnicodeDecodeError, sqlite3.OperationalError) as error:
            sys.exit(print(f"{path}: cannot be read: {error}", file=sys.stderr) or 2)
        except (Fault, KeyError, IndexError, TypeError, ValueError, AttributeError, sqlite3.DatabaseError) as fault:
            print(f"FAULT {path}{f' entry {book.entry}' if book and book.entry else ''}: {fault if isinstance(fault, Fault) else repr(fault)}")
            code = 1
    return code

if __name__ == "__main__":
    sys.exit(main())
