#!/usr/bin/env python3
"""One book with accounts under three contracts, a year of months by the command.

The facts are those of fixtures/together/one-book-one-year.toml, taken month by month as somebody in finance would: import, run, finalize,
close. At the end the book verifies, the independent checker holds it, every export is written and read, and its documents are those that
the scenario expects, no more and no fewer. The last line is `N passed, N failed`.
"""

import argparse
import calendar
import csv
import json
import pathlib
import shutil
import sys
import tempfile
import tomllib

import checker

SCENARIO = checker.TOP / "fixtures/together/one-book-one-year.toml"
YEAR = 2020


def fact_of(event):
    """An event of the scenario as a row of an import."""
    return {key: value.isoformat().replace("+00:00", "Z") if key in ("on", "at") else str(value) if hasattr(value, "isoformat") else value
            for key, value in event.items()}


def month_of(event):
    return (event["on"] if "on" in event else event["at"]).month


class Tests(checker.Tests):
    def __init__(self, bin_folder, room):
        super().__init__(bin_folder, room)
        self.scenario = tomllib.loads(SCENARIO.read_text("utf-8"))
        self.packs = [word for pack in self.scenario["scenario"]["packs"] for word in ("--pack", pack)]

    def say(self, book, *command, code=0):
        """What the command prints; `code` is what it has to return."""
        done = self.run("proviso", *command, "--book", book)
        self.expect(done.returncode == code, f"{book.name}: proviso {' '.join(map(str, command))}", done)
        return done.stdout

    def bring_in(self, book, events):
        path = self.room / "facts.jsonl"
        path.write_text("".join(json.dumps(fact_of(event)) + "\n" for event in events), "utf-8")
        if events:
            self.say(book, "import", "events", path)

    def by_month(self):
        """The book as a year of months makes it; nothing is late, since each month is closed after its facts."""
        book = self.room / "year.book"
        done = self.run("proviso", "init", book, *self.packs, "--seller", checker.TOP / "examples/seller.toml")
        self.expect(done.returncode == 0, "a book under three packs", done)
        for month in range(1, 13):
            self.bring_in(book, [event for event in self.scenario["event"] if month_of(event) == month])
            last = f"{YEAR}-{month:02}-{calendar.monthrange(YEAR, month)[1]}"
            self.say(book, "run", "--through", last)
            self.say(book, "finalize")
            again = self.say(book, "run", "--through", last)
            self.expect(" 0 new, 0 changed" in again, f"{last}: a second run bills nothing", None)
            self.say(book, "close", f"{YEAR}-{month:02}")
        return book

    def at_once(self):
        book = self.room / "once.book"
        self.run("proviso", "init", book, *self.packs)
        self.bring_in(book, self.scenario["event"])
        self.say(book, "run", "--through", f"{YEAR}-12-31")
        self.say(book, "finalize")
        return book

    def documents(self, book):
        rows = json.loads(self.say(book, "invoice", "list", "--format", "json"))["invoices"]
        return [(row["number"], row["account"], row["kind"], row["date"], row["total"], row["currency"]) for row in rows]

    def expected(self):
        return sorted((one["account"], one.get("kind", "invoice"), str(one["date"]), one["total"]) for one in self.scenario["expect"]["invoice"])

    def proves(self, book):
        done = self.run("proviso", "verify", book)
        self.expect(done.returncode == 0 and done.stdout.endswith("verified\n"), "the year verifies", done)
        self.sound(book)
        rows = json.loads(self.say(book, "trial-balance", "--as-of", f"{YEAR}-12-31", "--format", "json"))["rows"]
        cents = [round(100 * float(row[side] or 0)) for row in rows for side in ("debit", "credit")]
        self.expect(sum(cents[0::2]) == sum(cents[1::2]) > 0, "the trial balance is even")
        found = self.documents(book)
        self.expect(sorted(row[1:5] for row in found) == self.expected(), f"the documents are the scenario's: {found}")
        self.expect(found == self.documents(self.at_once()), "a year at once gives the documents, and the numbers, that twelve months give")

    def exported(self, book):
        accounts = {row[1] for row in self.documents(book)}
        for tool, check in (("ledger", ["ledger", "-f", "{}", "--pedantic", "balance"]), ("hledger", ["hledger", "-f", "{}", "check", "--strict"]),
                            ("beancount", ["bean-check", "{}"])):
            path = self.room / f"year.{tool}"
            self.say(book, "export", "journal", "--format", tool, "--output", path)
            if shutil.which(check[0], path=self.environment["PATH"]) is None:
                self.expect(False, f"{check[0]} is not installed: ./dev setup installs it")
                continue
            done = self.run(*[word.replace("{}", str(path)) for word in check])
            self.expect(done.returncode == 0 and not done.stderr, f"{check[0]} takes the year", done)
        charges = list(csv.DictReader(self.say(book, "export", "charges", "--format", "csv").splitlines()))
        self.expect({row["account"] for row in charges} == accounts, "every account has charges")
        for prefix, account in (("SS-", "harbor"), ("IP-", "museum"), ("VT-", "orchard")):
            cited = {clause for row in charges if row["account"] == account for clause in row["clauses"].split()}
            self.expect(cited and all(clause.startswith(prefix) for clause in cited), f"{account} is charged by its own contract: {sorted(cited)}")
        folder = self.room / "population"
        self.say(book, "export", "population", "--output", folder)
        files = sorted(folder.rglob("*_*"))
        self.expect(len(files) >= 10, f"the population has its files: {files}")
        path = self.room / "year.jsonl"
        self.say(book, "export", "book", "--output", path)
        done = self.check(path)
        self.expect(done.returncode == 0, "the checker holds the exported book", done)

    def seen_whole(self, book):
        """Every reading of three contracts priced, and one contract revised."""
        report = json.loads(self.say(book, "compare", "--accounts", "3", "--format", "json"))
        moved = {}
        for row in report["rows"]:
            for one in row["affected"]:
                moved.setdefault(row["pack"], set()).add(one["account"])
        self.expect(moved == {"safesoft-2013": {"harbor"}, "ipsoft-2019": {"museum"}, "velvetel": {"orchard"}},
                    f"a reading moves the accounts of its own contract only: {moved}")
        for reading, option, wanted in (("R-VT-07", "simple.started_months", "18.00"),  # 30 days begin a second month
                                        ("R-IP-21", "months", "35.41")):  # 6,000.00 come back, not 6,032.79, and 8 % of it
            found = [row["difference"] for row in report["rows"] if (row["reading"], row["option"]) == (reading, option)]
            self.expect(found == [wanted], f"{reading}={option} is worth {wanted}: {found}")
        text = (checker.TOP / "rules/velvetel.toml").read_text("utf-8")
        revised = text.replace("revision = 1", "revision = 2", 1)
        for old, new in (('monthly_rate = { value = "0.015"', 'monthly_rate = { value = "0.01"'), ('number = "0.015"', 'number = "0.01"')):
            self.expect(old in revised, f"the pack has {old}")
            revised = revised.replace(old, new)
        path = self.room / "revised.toml"
        path.write_text(revised, "utf-8")
        report = json.loads(self.say(book, "pack", "diff", "velvetel", path, "--format", "json"))
        told = [(row["account"], row["number"], row["before"], row["after"], [part["clause"] for part in row["clauses"]]) for row in report["documents"]]
        self.expect(told == [("orchard", "INT-000001", "18.00", "12.00", ["VT-5.1.g"])], f"one document differs, by one clause: {told}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="folder of the proviso command")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="proviso-together-") as room:
        tests = Tests(given.bin.resolve(), pathlib.Path(room))
        book = tests.by_month()
        tests.proves(book)
        tests.exported(book)
        tests.seen_whole(book)
    print(f"{tests.passed} passed, {tests.failed} failed")
    return 1 if tests.failed else 0


if __name__ == "__main__":
    sys.exit(main())
