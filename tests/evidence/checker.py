#!/usr/bin/env python3
"""The independent checker at work: on the demo's book, on one of late facts, on every scenario, and on books in which something was changed.

Each planted fault is one line of FAULTS or LATE_FAULTS. It goes into a copy of that book, with the guards down, and where it says
`rehash` the digests and the whole chain are made again, as a thief with patience would. Both `proviso verify` and
check_book.py must refuse the copy; so must the checker on what `proviso export book` makes of it.
The last line is `N passed, N failed`.
"""

import argparse
import collections
import hashlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import jsonschema

import check_book

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]

# name, what is done to the copy, whether hashes are made again
FAULTS = [
    ("an amount of a document is changed", "UPDATE document SET body = replace(body, '139.30', '129.30') WHERE name = 'INV-000004'", False),
    ("an amount and all that repeats it are changed, and the chain made again",
     """UPDATE document SET body = replace(body, '"amount":"139.30"', '"amount":"139.31"') WHERE name = 'INV-000004';
        UPDATE document SET body = replace(body, '"total":"139.30"', '"total":"139.31"'), total = 13931 WHERE name = 'INV-000004'""", True),
    ("a step of a derivation is changed", """UPDATE document SET body = replace(body, '"number":"7/10"', '"number":"8/10"') WHERE name = 'INV-000004'""", True),
    ("a step has another result", """UPDATE document SET body = replace(body, '"number":"1393/10"', '"number":"1394/10"') WHERE name = 'INV-000004'""", True),
    ("a step uses a later one", """UPDATE document SET body = replace(body, '"args":[0,1]', '"args":[0,3]') WHERE name = 'INV-000001'""", True),
    ("a rounding is another one", """UPDATE document SET body = replace(body, '"rounding":"half_up"', '"rounding":"up"') WHERE name = 'INV-000003'""", True),
    ("a tax is changed with its document's", """UPDATE document SET body = replace(body, '80.71', '80.70'), tax = 8070 WHERE name = 'INV-000001'""", True),
    ("a line is taken out", "UPDATE document SET body = json_remove(body, '$.lines[0]') WHERE name = 'INV-000003'", True),
    ("a due date is changed in the column alone", "UPDATE document SET due = due + 30 WHERE name = 'INV-000007'", False),
    ("an amount of the journal is changed", "UPDATE journal SET body = replace(body, '1393.00', '1293.00') WHERE number = 4", False),
    ("an entry of the journal is not balanced", """UPDATE journal SET body = replace(body, '"-1393.00"', '"-1293.00"') WHERE number = 4""", True),
    ("a balanced entry of the journal has another amount",
     """UPDATE journal SET body = replace(replace(body, '"139.30"', '"149.30"'), '"-129.88"', '"-139.88"') WHERE number = 10;
        UPDATE balance SET minor = minor + 1000 WHERE ledger = 'assets:receivable' AND day = 17420;
        UPDATE balance SET minor = minor - 1000 WHERE ledger = 'liabilities:deferred' AND day = 17420""", True),
    ("a posting goes to another ledger", "UPDATE journal SET body = replace(body, 'income:interest', 'income:recovery') WHERE number = 19", True),
    ("a key is posted twice", "UPDATE journal SET body = replace(body, 'pay:harbor/15', 'pay:harbor/13') WHERE number = 2", True),
    ("an entry is deleted", "DELETE FROM entry WHERE number = 9", False),
    ("the last entry is deleted, not what stands beside it", "DELETE FROM entry WHERE number = 18", False),
    ("two entries have changed places", "UPDATE entry SET number = -6 WHERE number = 6; UPDATE entry SET number = 6 WHERE number = 7; "
     "UPDATE entry SET number = 7 WHERE number = -6", False),
    ("two entries have changed places, and the chain is made again", "UPDATE entry SET number = -6 WHERE number = 6; "
     "UPDATE entry SET number = 6 WHERE number = 7; UPDATE entry SET number = 7 WHERE number = -6", True),
    ("a stored hash is changed", "UPDATE entry SET hash = randomblob(32) WHERE number = 12", False),
    ("the head's hash is changed", "UPDATE entry SET hash = randomblob(32) WHERE number = (SELECT max(number) FROM entry)", False),
    ("an entry is dated back", "UPDATE entry SET recorded_at = recorded_at - 1000000 WHERE number = 12", False),
    ("an event says something else", "UPDATE event SET body = replace(body, '\"quantity\":6', '\"quantity\":5') WHERE number = 3", False),
    ("an event is taken out", "DELETE FROM event WHERE number = 18", False),
    ("an event is of another day in the column alone", "UPDATE event SET day = day - 1 WHERE number = 16", False),
    ("an event is added that no entry has", "INSERT INTO event SELECT 99, entry, account, day, identity, body FROM event WHERE number = 18", False),
    ("a document has another number", "UPDATE document SET position = 9, name = 'INV-000009' WHERE name = 'INV-000007'", True),
    ("two documents have changed their numbers", "UPDATE document SET position = 99, name = 'x' WHERE name = 'INV-000001'; "
     "UPDATE document SET position = 1, name = 'INV-000001' WHERE name = 'INV-000002'; "
     "UPDATE document SET position = 2, name = 'INV-000002' WHERE name = 'x'", False),
    ("a document is dated before the number ahead of it", "UPDATE document SET day = day - 400, body = replace(body, '\"date\":\"2017-11-02\"', '\"date\":\"2016-09-28\"') "
     "WHERE name = 'INV-000007'", True),
    ("a document is of another account", "UPDATE document SET account = 2 WHERE name = 'INV-000007'", False),
    ("a document is taken out", "DELETE FROM deferral WHERE document = 8; DELETE FROM allocation WHERE document = 8; DELETE FROM document WHERE number = 8", False),
    ("the value of a personal commitment is changed", "UPDATE personal SET value = 'Somebody else' WHERE field = 'name'", False),
    ("the salt of a personal commitment is changed", "UPDATE personal SET salt = randomblob(32) WHERE field = 'email'", False),
    ("a settlement is of another amount", "UPDATE allocation SET minor = minor - 1 WHERE document = 2", False),
    ("two settlements have changed places", "UPDATE allocation SET document = 98 WHERE document = 1; UPDATE allocation SET document = 1 WHERE document = 2; "
     "UPDATE allocation SET document = 2 WHERE document = 98", False),
    ("a settlement is forgotten", "DELETE FROM allocation WHERE document = 1", False),
    ("a kept balance is changed", "UPDATE balance SET minor = minor + 1 WHERE ledger = 'assets:cash' AND day = 17393", False),
    ("a kept balance is forgotten", "DELETE FROM balance WHERE ledger = 'income:interest'", False),
    ("more is recognised than the line has", "UPDATE deferral SET recognised = minor + 1 WHERE document = 1", False),
    ("the contract's bytes are changed", "UPDATE source SET bytes = CAST(replace(bytes, '199', '189') AS BLOB) WHERE kind = 'pack'", False),
    ("rows of a usage batch are changed", "UPDATE usage_block SET bytes = zeroblob(length(bytes)) WHERE block = 2", False),
    ("totals of a usage batch are changed", "UPDATE usage_account SET body = replace(body, '126000', '127000') WHERE account = 1", False),
]
# What becomes known before and after each sealing: a payment of 3 April, seats that were taken in March or given back in April, and one that
# was taken back a second time. One account has the tax inside its prices, the other on top.
LATE = [
    ("2013-05-20", [{"on": "2013-03-01", "type": "tax.rate_posted", "jurisdiction": "US-CA", "rate": "0.1"},
                    {"on": "2013-03-01", "account": "acme", "type": "account.opened", "contract": "safesoft-2013", "jurisdiction": "US-CA", "name": "Acme Corporation"},
                    {"on": "2013-03-01", "account": "acme", "type": "seat.activated", "plan": "unlimited-monthly", "quantity": 3},
                    {"on": "2013-03-01", "account": "acme", "type": "payment.received", "amount": "597.00", "method": "card"},
                    {"on": "2013-05-16", "account": "acme", "type": "payment.received", "amount": "597.00", "method": "card"},
                    {"on": "2013-03-01", "account": "top", "type": "account.opened", "contract": "safesoft-2013", "jurisdiction": "US-CA", "name": "Tax On Top"},
                    {"on": "2013-03-01", "account": "top", "type": "reading.chosen", "reading": "R-SS-18", "value": "exclusive", "by": "ann", "why": "agreed",
                     "scope": "account"},
                    {"on": "2013-03-01", "account": "top", "type": "seat.activated", "plan": "unlimited-monthly", "quantity": 1}]),
    ("2013-05-25", [{"on": "2013-04-03", "account": "acme", "type": "payment.received", "amount": "597.00", "method": "cheque"},
                    {"on": "2013-04-25", "account": "acme", "type": "seat.released", "plan": "unlimited-monthly", "quantity": 1},
                    {"on": "2013-03-20", "account": "top", "type": "seat.activated", "plan": "unlimited-monthly", "quantity": 2}]),
    ("2013-05-31", [{"on": "2013-03-25", "account": "top", "type": "seat.released", "plan": "unlimited-monthly", "quantity": 1}]),
]
LATE_FAULTS = [
    ("a correction takes off what was not charged, with all that repeats it",
     """UPDATE document SET body = replace(replace(replace(replace(body, '"name":"charged","number":"0"', '"name":"charged","number":"1"'),
          '"number":"239/50","args":[10,11]', '"number":"189/50","args":[10,11]'), '"exact":"239/50"', '"exact":"189/50"'), '"4.78"', '"3.78"'), total = 378
          WHERE name = 'INT-000002';
        UPDATE journal SET body = replace(replace(body, '"4.78"', '"3.78"'), '"-4.78"', '"-3.78"');
        UPDATE allocation SET minor = 378 WHERE minor = 478;
        UPDATE balance SET minor = minor + 100 WHERE ledger = 'income:interest' AND day = 15846;
        UPDATE balance SET minor = minor - 100 WHERE ledger = 'liabilities:unapplied' AND day = 15846""", True),
    ("a correction takes off another tax than was charged, with all that repeats it",
     """UPDATE document SET body = replace(replace(replace(body, '"name":"tax charged","number":"5427/100"', '"name":"tax charged","number":"1357/25"'),
          '"number":"1809/100","args":[1,0]', '"number":"181/10","args":[1,0]'), '"18.09"', '"18.10"'), tax = 1810 WHERE name = 'CN-000002';
        UPDATE journal SET body = replace(replace(body, '180.91', '180.90'), '18.09', '18.10') WHERE body LIKE '%doc:acme/2013-05-21/credit-note#2%';
        UPDATE deferral SET minor = -18090, recognised = -18090 WHERE minor = -18091;
        UPDATE balance SET minor = minor - 1 WHERE ledger = 'liabilities:deferred' AND day = 15846;
        UPDATE balance SET minor = minor + 1 WHERE ledger = 'liabilities:tax:US-CA' AND day = 15846""", True),
    ("a correction is of another line", """UPDATE document SET body = replace(body, '"adjusts":"acme/2013-03-31/interest"',
        '"adjusts":"acme/2013-04-30/interest"') WHERE name = 'CN-000001'""", True),
    ("a correction has steps of another name", """UPDATE document SET body = replace(body, '"name":"charged"', '"name":"taken"') WHERE name = 'CN-000001'""", True),
    ("the exact amount of a correction is not its amount",
     """UPDATE document SET body = replace(body, '"exact":"1283/100"', '"exact":"25661/2000"') WHERE name = 'CN-000001'""", True),
    ("a credit takes from a line that there is not", """UPDATE document SET body = replace(body, '"of":"2013-04-30:1"', '"of":"2013-04-30:2"') WHERE name = 'CN-000002'""", True),
    ("a credit takes more than its line has", """UPDATE document SET body = replace(body, '"of":"2013-05-21:3"', '"of":"2013-05-21:2"') WHERE name = 'CN-000004'""", True),
    ("a line of tax is no tax", """UPDATE document SET body = replace(body, '"tax":"92.87"', '"tax":"79.60"'), tax = 7960 WHERE name = 'INV-000007'""", True),
    ("a settlement that was taken back has another key", "UPDATE journal SET body = replace(body, '@2013-05-21/back', '@2013-05-21/bank')", True),
    ("less of a settlement is taken back than stood",
     """UPDATE journal SET body = replace(body, '597.00', '596.00') WHERE body LIKE '%@2013-05-21/back%';
        UPDATE allocation SET minor = -59600 WHERE minor = -59700;
        UPDATE balance SET minor = minor + 100 WHERE ledger = 'liabilities:unapplied' AND day = 15846;
        UPDATE balance SET minor = minor - 100 WHERE ledger = 'assets:receivable' AND day = 15846""", True),
    ("more of a credit is recognised than it has", "UPDATE deferral SET recognised = minor - 1 WHERE minor = -18091", False),
]
PERSONAL = ("commitment",)  # an export has no personal values: these faults are not in it


def digest_of(rows):
    return hashlib.sha256("".join(row + "\n" for row in rows).encode()).hexdigest()


def rehash(store):
    """Every digest and every link made again from what stands there now."""
    before = "0" * 64
    for number, body in store.execute("SELECT number, body FROM entry ORDER BY number").fetchall():
        entry = json.loads(body)
        entry["entry"] = number
        column = {"events.recorded": "body FROM event", "journal.posted": "body FROM journal",
                  "documents.issued": "name || ' ' || body FROM document"}.get(entry["kind"])
        if column:
            entry["data"]["sha256"] = digest_of(text for (text,) in store.execute(f"SELECT {column} WHERE entry = ? ORDER BY number", (number,)))
        body = json.dumps(entry, separators=(",", ":"), ensure_ascii=False)
        before = hashlib.sha256(f"proviso.entry.1\n{before}\n{body}\n".encode()).hexdigest()
        store.execute("UPDATE entry SET body = ?, hash = ? WHERE number = ?", (body, bytes.fromhex(before), number))


class Tests:
    def __init__(self, bin_folder, room):
        self.room, self.passed, self.failed = room, 0, 0
        self.environment = {"PATH": f"{bin_folder}{os.pathsep}/usr/bin:/bin", "HOME": str(room), "TMPDIR": str(room), "LC_ALL": "C.UTF-8",
                            "TZ": "UTC", "PROVISO_RULES": str(TOP / "rules")}

    def run(self, *command):
        return subprocess.run([str(part) for part in command], cwd=self.room, env=self.environment, capture_output=True, text=True, check=False)

    def check(self, book, *options):
        return self.run(sys.executable, HERE / "check_book.py", *options, book)

    def expect(self, holds, name, done=None):
        self.passed, self.failed = (self.passed + 1, self.failed) if holds else (self.passed, self.failed + 1)
        if not holds:
            print(f"---- {name}", *([done.stdout[-1500:], done.stderr[-1500:]] if done else []), sep="\n")

    def demo(self):
        made = self.run("bash", TOP / "examples/demo.sh")
        book = pathlib.Path(re.search(r"^the book +(.+)$", made.stdout, re.M)[1])
        store = sqlite3.connect(book)
        store.execute("PRAGMA journal_mode=DELETE")  # one file, to be copied
        store.close()
        return book

    def late(self):
        """A book in which much became known after its day was sealed."""
        book, events = self.room / "late.book", self.room / "late.jsonl"
        commands = [["init", book, "--pack", "safesoft-2013"]]
        for through, facts in LATE:
            events.write_text("".join(json.dumps(fact) + "\n" for fact in facts), "utf-8")
            commands += [["import", "events", events], ["run", "--through", through], ["finalize"]]
            for command in commands:
                done = self.run("proviso", *command, *(["--book", book] if command[0] != "init" else []))
                self.expect(done.returncode == 0, f"late facts: {command[0]}", done)
            commands = [["close", "2013-03"], ["close", "2013-04"]] if through == LATE[0][0] else []
        self.expect(self.run("proviso", "close", "2013-05", "--book", book).returncode == 0, "late facts: close")
        self.expect(self.run("proviso", "verify", book).returncode == 0, "the book of late facts verifies")
        store = sqlite3.connect(book)
        store.execute("PRAGMA journal_mode=DELETE")  # one file, to be copied
        store.close()
        return book

    def sound(self, book):
        done = self.check(book)
        self.expect(done.returncode == 0, f"{book.name} holds", done)
        print(done.stdout.strip())
        export = self.room / "export.jsonl"
        self.expect(self.run("proviso", "export", "book", "--book", book, "--output", export).returncode == 0, "the book is exported")
        told = self.check(export)
        without = re.sub(r"\d+ commitments, ", "", done.stdout.partition(": ")[2])
        self.expect(told.stdout.partition(": ")[2] == without, "the checker says the same of the export", told)
        store = sqlite3.connect(book)
        counted = {what: store.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for what, table in (
            ("entries", "entry"), ("events", "event"), ("documents", "document"), ("journal entries", "journal"), ("settlements", "allocation"),
            ("commitments", "personal"), ("lines", "document, json_each(document.body, '$.lines')"))}
        store.close()
        for what, number in counted.items():
            self.expect(f" {number} {what}" in done.stdout, f"all {number} {what} are checked", done)
        self.expect(self.check(book, "--expect-head", re.search(r"head (\S+)", done.stdout)[1]).returncode == 0, "the head is the expected one")

    def no_book(self):
        self.expect(self.check(self.room / "none.book").returncode == 2, "a file that is not there is exit 2")
        (self.room / "text.book").write_text("no book\n")
        self.expect(self.check(self.room / "text.book").returncode in (1, 2), "a file of something else is no book")

    def fault(self, book, name, change, again):
        copy = self.room / "copy.book"
        shutil.copy(book, copy)
        store = sqlite3.connect(copy)
        for (trigger,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            store.execute(f"DROP TRIGGER {trigger}")
        before = list(store.iterdump())
        store.executescript(change)
        self.expect(list(store.iterdump()) != before, f"{name}: something is changed")
        if again:
            rehash(store)
        store.commit()
        store.close()
        for who, done in (("verify", self.run("proviso", "verify", copy)), ("the checker", self.check(copy))):
            self.expect(done.returncode == 1, f"{name}: {who} finds it", done)
        if not any(word in name for word in PERSONAL):
            export = self.room / "copy.jsonl"
            made = self.run("proviso", "export", "book", "--book", copy, "--output", export)
            done = self.check(export)
            self.expect(made.returncode != 0 or done.returncode == 1, f"{name}: the checker finds it in the export", done)

    def cut(self, book):
        """A book cut back to its first month is sound in itself; only the head tells."""
        copy = self.room / "cut.book"
        shutil.copy(book, copy)
        head = self.check(book).stdout.rpartition("head ")[2].strip()
        store = sqlite3.connect(copy)
        for (trigger,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            store.execute(f"DROP TRIGGER {trigger}")
        last = store.execute("SELECT max(number) FROM entry WHERE kind = 'documents.finalized' AND number < (SELECT max(number) FROM entry)").fetchone()[0]
        store.executescript(f"""
            DELETE FROM deferral WHERE document IN (SELECT number FROM document WHERE entry > {last});
            DELETE FROM allocation WHERE journal IN (SELECT number FROM journal WHERE entry > {last});
            DELETE FROM document WHERE entry > {last}; DELETE FROM event WHERE entry > {last};
            DELETE FROM journal WHERE entry > {last}; DELETE FROM entry WHERE number > {last};
            DELETE FROM event_account WHERE event > (SELECT max(number) FROM event); DELETE FROM event_identity WHERE event > (SELECT max(number) FROM event);
            DELETE FROM journal_account WHERE journal > (SELECT max(number) FROM journal);
            DELETE FROM journal_identity WHERE journal > (SELECT max(number) FROM journal);
            UPDATE watermark SET number = min(number, (SELECT max(number) FROM journal)) WHERE name LIKE 'journal%';
            UPDATE watermark SET number = min(number, (SELECT max(number) FROM event)) WHERE name LIKE 'event%';
            UPDATE setting SET value = (SELECT json_extract(body, '$.data.through') FROM entry WHERE number = {last}) WHERE name = 'sealed_through';
            DELETE FROM balance""")
        seals = store.execute("SELECT value FROM setting WHERE name = 'seals'").fetchone()[0].split(",")
        store.execute("UPDATE setting SET value = ? WHERE name = 'seals'", (",".join(seal for seal in seals if int(seal.split()[0]) <= last),))
        sums = collections.Counter()
        for (body,) in store.execute("SELECT body FROM journal"):
            entry = json.loads(body)
            for ledger, amount in entry["postings"]:
                sums[ledger, entry["currency"], check_book.day_number(entry["date"])] += check_book.unpointed(amount)
        store.executemany("INSERT INTO balance VALUES(?, ?, ?, ?)", [(*key, value) for key, value in sums.items()])
        store.commit()
        store.close()
        for who, whole, ended in (("verify", self.run("proviso", "verify", copy), self.run("proviso", "verify", copy, "--expect-head", head)),
                                  ("the checker", self.check(copy), self.check(copy, "--expect-head", head))):
            self.expect(whole.returncode == 0, f"a book that was cut is sound in itself for {who}", whole)
            self.expect(ended.returncode == 1, f"{who} misses the end of a book that was cut", ended)

    def scenarios(self):
        """Every document, posting and calculation of every fixture, under every reading that it asks for."""
        done = self.run("proviso", "replay", TOP / "fixtures", "--explain", "--format", "json")
        answer = json.loads(done.stdout)
        count = collections.Counter()
        for scenario in answer["scenarios"]:
            count["scenarios"] += 1
            for run in scenario.get("runs", []):
                name = f"{scenario['file']} {run['name']}"
                try:
                    journal = check_book.Journal(count)
                    for entry in run["journal"]:
                        journal.add(entry)
                    for document, postings in [(document, journal.issue(document)) for document in run["documents"]]:
                        journal.check(document, postings)
                    for calculation in run["calculations"]:
                        check_book.evaluate(calculation, count)
                        count["calculations"] += 1
                except (check_book.Fault, KeyError, ValueError) as fault:
                    self.expect(False, f"{name}: {fault!r}")
                else:
                    self.expect(True, name)
        files = sum(1 for path in (TOP / "fixtures").rglob("*.toml"))
        self.expect(count["scenarios"] == files and count["documents"] > 0, f"all {files} fixtures are re-performed")
        print("fixtures: all re-performed: " + ", ".join(f"{number} {name}" for name, number in count.items()))
        return answer

    def schemas(self, answer, book):
        """The published schemas take every document and derivation, and refuse what is not one."""
        schema = {name: json.loads((TOP / f"docs/schema/{name}.schema.json").read_text("utf-8")) for name in ("derivation", "document")}
        inside = json.loads(json.dumps(schema["derivation"]).replace("#/$defs/", "#/$defs/derivation/$defs/"))
        whole = json.loads(json.dumps(schema["document"]).replace('"derivation.schema.json"', '"#/$defs/derivation"'))
        del inside["$id"]
        whole["$defs"]["derivation"] = inside  # one file, so that nothing has to be looked up
        validators = {"derivation": jsonschema.Draft202012Validator(schema["derivation"]), "document": jsonschema.Draft202012Validator(whole)}
        for one in schema.values():
            jsonschema.Draft202012Validator.check_schema(one)
        store = sqlite3.connect(book)
        documents = [json.loads(body) for (body,) in store.execute("SELECT body FROM document")]
        store.close()
        calculations = []
        for run in (run for scenario in answer["scenarios"] for run in scenario.get("runs", [])):
            documents += run["documents"]
            calculations += run["calculations"]
        for name, values in (("document", documents), ("derivation", calculations)):
            faults = [error for value in values for error in validators[name].iter_errors(value)]
            self.expect(values and not faults, f"every {name} is of its schema: {faults[:1]}")
        ops = {step["op"] for document in documents for line in document["lines"] for step in line["derivation"]["steps"]}
        ops |= {step["op"] for derivation in calculations for step in derivation["steps"]}
        page = (TOP / "docs/derivations.md").read_text("utf-8").partition("## Operations")[2].partition("\n## ")[0]
        listed = {op for row in re.findall(r"^\| (`[^|]+`) \|", page, re.M) for op in re.findall(r"`(\w+)`", row)}
        enum = set(schema["derivation"]["$defs"]["step"]["properties"]["op"]["enum"])
        self.expect(enum == listed and ops <= enum, f"schema and page list the same operations: {enum ^ listed}, {ops - enum}")
        good = calculations[0]
        for spoil in ({"steps": []}, {"calculation": 1}, {"more": 1}, {"steps": [{"op": "guess", "number": "1"}]}, {"steps": [{"op": "input"}]},
                      {"steps": [{"op": "input", "number": 1.5}]}, {"steps": [{"op": "round", "number": "1", "args": [0]}]}):
            self.expect(not validators["derivation"].is_valid(good | spoil), f"a derivation with {spoil} is refused")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--bin", type=pathlib.Path, required=True, help="the folder of the command")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="proviso-checker.") as room:
        tests = Tests(given.bin.resolve(), pathlib.Path(room))
        lines = len((HERE / "check_book.py").read_text("utf-8").splitlines())
        tests.expect(lines < 300, f"the checker is short enough to read: {lines} lines")
        imported = re.findall(r"^(?:import|from) (.+?)(?: import .*)?$", (HERE / "check_book.py").read_text("utf-8"), re.M)
        names = {name.strip() for line in imported for name in line.split(",")}
        tests.expect(names <= sys.stdlib_module_names, f"the checker needs Python alone: {names - sys.stdlib_module_names}")
        tests.no_book()
        book = tests.demo()
        for one, faults in ((book, FAULTS), (tests.late(), LATE_FAULTS)):
            tests.sound(one)
            for name, change, again in faults:
                tests.fault(one, name, change, again)
        tests.cut(book)
        tests.schemas(tests.scenarios(), book)
    print(f"{tests.passed} passed, {tests.failed} failed")
    return 1 if tests.failed or not tests.passed else 0


if __name__ == "__main__":
    sys.exit(main())
