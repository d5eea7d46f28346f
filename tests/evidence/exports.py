#!/usr/bin/env python3
"""What is exported, read by the programs that it is for: ledger, hledger, beancount and a reader of CSV that is not ours.

Books: the demo's, one of late facts, one whose customers have names that break other programs (formulas, quotes, comments, colons, two
blanks, and names that differ in nothing but what has to be replaced), and one of each scenario of credits and late facts with the tax inside
the prices and on top of them, of which the population is made. The last line is `N passed, N failed`.
"""

import argparse
import collections
import csv
import hashlib
import io
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from decimal import Decimal

import checker

TOP = checker.TOP
NAMES = ["=1+1", "+1", "-2", "@x", "plain", "Plain", "two  blanks", "two-blanks", "semi;colon", "co:lon", "(round)", "[2013-01-01]", "quo\"te", "back\\slash",
         "com,ma", "pi|pe", "naïve", "a-12345678", "a.b_c", "2013-03-20", "; comment", "!bang", "*star", "~tilde", "'quoted'", "%percent"]
TEXTS = ["=cmd|' /C calc'!A0", "+49 30 1", "-- none", "@SUM(A1)", "=HYPERLINK(\"http://x.example\")", "A plain name"]
# columns of the audit data standards that user documentation promises; the files may have more
COLUMNS = {
    "Invoices_Generated": "Invoice_ID Invoice_Number Invoice_Date Invoice_Fiscal_Year Invoice_Period Invoice_Due_Date Customer_Account_ID Invoice_Amount "
                          "Invoice_Amount_Currency Tax1_Type Tax1_Local Document_Type Refers_To_Invoice_ID",
    "Invoices_Generated_Lines": "Invoice_ID Invoice_Line_ID Invoice_Product_ID Invoice_Product_Description Invoice_Product_Group_01 Invoice_Line_Amount "
                                "Invoice_Line_Amount_Currency Tax1_Type Tax1_Local GL_Line_Debit_Account_Number GL_Line_Credit_Account_Number "
                                "GL_Tax1_Credit_Account_Number Refers_To_Invoice_ID Refers_To_Line_ID",
    "Customer_Master": "Customer_Account_ID Customer_Account_Name Customer_Group Active_Date Inactive_Date PrimaryContact_Email Entered_Date Entered_Time",
    "Open_Accounts_Receivable": "Transaction_ID Invoice_ID Customer_Account_ID Transaction_Due_Date Balance_Amount Balance_Amount_Currency",
    "AR_Cash_Application": "Customer_Account_ID Invoice_ID Application_Amount", "AR_Adjustments": "Adjustment_ID Customer_Account_ID",
    "Cash_Received": "Receipt_Number Receipt_Date Receipt_Fiscal_Year Receipt_Period Receipt_Amount Receipt_Type",
    "GL_Detail": "Journal_ID Journal_ID_Line_Number JE_Header_Description Source Effective_Date Fiscal_Year Period GL_Account_Number Amount "
                 "Amount_Credit_Debit_Indicator Amount_Currency Entered_Date Entered_Time",
    "Trial_Balance": "GL_Account_Number Fiscal_Year Period Amount_Ending Amount_Currency", "Chart_Of_Accounts": "GL_Account_Number GL_Account_Name Account_Type",
    "Control_Totals": "File Rows Total_Of Total SHA256",
}
SUMS = {"Invoices_Generated": ["Invoice_Amount", "Tax1_Local"], "Invoices_Generated_Lines": ["Invoice_Line_Amount", "Tax1_Local"],
        "Open_Accounts_Receivable": ["Balance_Amount"], "AR_Cash_Application": ["Application_Amount"], "Cash_Received": ["Receipt_Amount"]}


# scenarios that are lived through as books: credits, and what becomes known after its documents were sealed
LIVES = ["credit", "late-payment", "late-release", "late-tax", "late-tax-rate"]


def is_number(text):
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None


class Tests(checker.Tests):
    def ask(self, book, *command):
        done = self.run("proviso", *command, "--book", book)
        self.expect(done.returncode == 0, f"proviso {' '.join(map(str, command))}", done)
        return done.stdout

    def hostile(self):
        book, events = self.room / "hostile.book", self.room / "hostile.jsonl"
        lines = []
        for number, name in enumerate(NAMES):
            lines += [{"on": "2013-03-01", "account": name, "type": "account.opened", "contract": "safesoft-2013", "name": TEXTS[number % len(TEXTS)]},
                      {"on": "2013-03-01", "account": name, "type": "seat.activated", "plan": "unlimited-monthly", "quantity": number + 1},
                      {"on": "2013-03-01", "account": name, "type": "payment.received", "amount": "200.00", "method": "card", "ref": TEXTS[number % len(TEXTS)]}]
        events.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        for command in (["init", book, "--pack", "safesoft-2013"], ["import", "events", events, "--book", book], ["run", "--through", "2013-03-31", "--book", book],
                        ["finalize", "--book", book], ["close", "2013-03", "--book", book]):
            done = self.run("proviso", *command)
            self.expect(done.returncode == 0, f"hostile: {command[0]}", done)
        return book

    def life(self, path, tax):
        """The scenario's facts in a book, each batch before what it seals."""
        scenario = tomllib.loads(path.read_text("utf-8"))
        book, events = self.room / f"{path.stem}-{tax}.book", self.room / "life.jsonl"
        done = self.run("proviso", "init", book, "--pack", "safesoft-2013")
        self.expect(done.returncode == 0, f"{book.name}: init", done)
        first, batch = str(scenario["event"][0]["on"]), []
        if not any(event["type"] == "tax.rate_posted" for event in scenario["event"]):
            batch.append({"on": first, "type": "tax.rate_posted", "jurisdiction": "US-CA", "rate": "0.0725"})
        if tax == "exclusive":
            batch.append({"on": first, "type": "reading.chosen", "reading": "R-SS-18", "value": tax, "by": "ann", "why": "agreed"})
        opened = {event["account"] for event in scenario["event"] if event["type"] == "account.opened"}
        for account in sorted({event["account"] for event in scenario["event"] if "account" in event} - opened):
            batch.append({"on": first, "account": account, "type": "account.opened", "contract": "safesoft-2013", "jurisdiction": "US-CA"})
        seals = [*scenario["event"], {"type": "documents.finalized", "through": scenario["scenario"]["through"]}]
        for event in seals:
            if event["type"] != "documents.finalized":
                batch.append({"jurisdiction": "US-CA", **event} if event["type"] == "account.opened" else event)
                continue
            events.write_text("".join(json.dumps(fact, default=str) + "\n" for fact in batch), "utf-8")
            for command in ([["import", "events", events]] if batch else []) + [["run", "--through", event["through"]], ["finalize"]]:
                done = self.run("proviso", *command, "--book", book)
                self.expect(done.returncode == 0, f"{book.name}: {command}", done)
            batch = []
        return book

    def balances(self, book):
        rows = json.loads(self.ask(book, "trial-balance", "--as-of", "2030-01-01", "--format", "json"))["rows"]
        return {row["ledger"]: Decimal(row["debit"]) - Decimal(row["credit"]) for row in rows}

    def plain_text(self, book, customers):
        wanted = self.balances(book)
        for tool, check, sums in (("ledger", ["ledger", "-f", "{}", "--pedantic", "balance"], ["ledger", "-f", "{}", "register", "--format", "%(account)\t%(quantity(amount))\n"]),
                                  ("hledger", ["hledger", "-f", "{}", "check", "--strict"], ["hledger", "-f", "{}", "balance", "--flat", "--no-total", "-O", "csv"]),
                                  ("beancount", ["bean-check", "{}"], None)):
            if shutil.which(check[0], path=self.environment["PATH"]) is None:
                self.expect(False, f"{check[0]} is not installed: ./dev setup installs it; docs/dependencies.md says why")
                continue
            path = self.room / f"journal.{tool}"
            self.ask(book, "export", "journal", "--format", tool, "--output", path)
            done = self.run(*[word.replace("{}", str(path)) for word in check])
            self.expect(done.returncode == 0 and not done.stderr, f"{check[0]} takes the journal", done)
            text = path.read_text("utf-8")
            self.expect(all(f"{word}: " in text for word in ("key", "document", "clauses", "entry")), f"{tool}: each entry says what it is of")
            # An amount changed by a cent on both sides balances: only the closing assertions tell.
            first = re.search(r"\n( +\S*cash\S*  )(\d+)\.00 USD\n( +\S*unapplied\S*  )-\2\.00 USD\n", text, re.I)
            changed = text.replace(first[0], f"\n{first[1]}{first[2]}.01 USD\n{first[3]}-{first[2]}.01 USD\n", 1)
            path.write_text(changed, "utf-8")
            done = self.run(*[word.replace("{}", str(path)) for word in check])
            self.expect(changed != text and done.returncode != 0, f"{check[0]} finds a cent that is not in the closing balances", done)
            path.write_text(text, "utf-8")
            if sums is None:
                opened = re.findall(r"^\S+ open (\S+)$", text, re.M)
                total = {}
            else:
                done = self.run(*[word.replace("{}", str(path)) for word in sums])
                total, opened = collections.Counter(), re.findall(r"^account (\S+)$", text, re.M)
                for line in done.stdout.splitlines():
                    account, _, amount = line.replace('"', "").replace("\t", ",").rpartition(",")
                    amount = amount.split(" ")[0]
                    if re.fullmatch(r"-?[\d.]+", amount):
                        total[max((ledger for ledger in wanted if account == ledger or account.startswith(ledger + ":")), key=len, default=account)] += Decimal(amount)
                self.expect({k: v for k, v in total.items() if v} == wanted, f"{tool}: totals are the trial balance's: {total} {wanted}", done)
            root = {"beancount": "Assets:Receivable:"}.get(tool, "assets:receivable:")
            names = {account for account in opened if account.startswith(root)}
            self.expect(len(names) == customers, f"{tool}: each of {customers} customers has a sub-account of its own: {sorted(names)}")

    def csv_rows(self, text, separator=","):
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
        for row in rows:
            for name, cell in row.items():
                if cell[:1] in tuple("=+-@\t\r") and cell[:1] and not is_number(cell):
                    self.expect(False, f"a spreadsheet would take {name}={cell!r} for a formula")
        return rows

    def tables(self, book):
        rows = self.csv_rows(self.ask(book, "export", "journal", "--format", "csv"))
        store = sqlite3.connect(book)
        bodies = [json.loads(body) for (body,) in store.execute("SELECT body FROM journal ORDER BY number")]
        documents = {name: json.loads(body) for name, body in store.execute("SELECT name, body FROM document")}
        store.close()
        said = [(row["account"].removeprefix("'") if row["account"][:2] in ("'=", "'+", "'-", "'@") else row["account"], row["ledger"],
                 Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)) for row in rows]
        self.expect(said == [(body["account"], ledger, Decimal(amount)) for body in bodies for ledger, amount in body["postings"]], "the journal's rows are the postings")
        raw = list(csv.DictReader(io.StringIO(self.ask(book, "export", "journal", "--format", "csv", "--raw"), newline="")))
        self.expect([row["account"] for row in raw] == [body["account"] for body in bodies for _ in body["postings"]], "--raw leaves every byte")
        whole = json.loads(self.ask(book, "export", "journal", "--format", "json"))
        self.expect([entry["account"] for entry in whole["entries"]] == [body["account"] for body in bodies], "JSON leaves every byte")

        charges = self.csv_rows(self.ask(book, "export", "charges", "--format", "csv"))
        lines = [(name, number, line) for name, document in documents.items() for number, line in enumerate(document["lines"], 1)]
        found = {(row["document"], int(row["line"])): row for row in charges}
        self.expect(len(found) == len(charges) == len(lines), "every line is a charge")
        for name, number, line in lines:
            row = found[name, number]
            derivation = json.dumps(line["derivation"], separators=(",", ":"), ensure_ascii=False)
            same = (row["amount"], row["exact"], row["fraction"], row["from"], row["until"], row["clauses"], row["derivation_sha256"]) == (
                line["amount"], line["exact"], line.get("fraction", ""), line["from"], line["until"], " ".join(line["clauses"]),
                hashlib.sha256(derivation.encode()).hexdigest())
            self.expect(same, f"charge {name}:{number} is the document's line: {row}")
            self.expect(row["readings"] == " ".join(f"{k}={v}" for k, v in line["readings"].items()), f"charge {name}:{number} names its readings")

    def documents(self, book):
        """What the book's own rows say of its documents, and under which key each is posted."""
        store = sqlite3.connect(book)
        rows = store.execute("SELECT name, body FROM document").fetchall()
        store.close()
        found = {}
        for name, body in rows:
            document = json.loads(body)
            draft = document["date"] + {"invoice": "", "interest": "/interest", "credit-note": "/credit-note"}[document["kind"]]
            draft += f"#{document['ordinal']}" if document.get("ordinal", 1) > 1 else ""
            found[document["account"], draft] = (name, hashlib.sha256(body.encode()).hexdigest(), document)
        return found

    def tied(self, book, tables):
        """Documents, their taxes and what is left of them, tied to the postings by sums of our own."""
        documents, balances = self.documents(book), self.balances(book)
        names = {key: name for key, (name, _, _) in documents.items()}
        invoices = {row["Invoice_ID"]: row for row in tables["Invoices_Generated"]}
        self.expect({name: row["Document_SHA256"] for name, row in invoices.items()} == {name: digest for name, digest, _ in documents.values()},
                    f"{book.name}: every document is there, with its digest")
        lines = collections.defaultdict(list)
        for row in tables["Invoices_Generated_Lines"]:
            lines[row["Invoice_ID"]].append(row)
        posted = collections.defaultdict(collections.Counter)
        for row in tables["GL_Detail"]:
            if row["Source"] == "doc":
                posted[re.sub(r"~\d+$", "", row["Journal_Key"])][row["GL_Account_Number"]] += Decimal(row["Amount"]) * (1 if row["Amount_Credit_Debit_Indicator"] == "D" else -1)
        taxes, seen = collections.Counter(), collections.Counter()
        for (account, draft), (name, _, document) in documents.items():
            row, sign = invoices[name], -1 if document["kind"] == "credit-note" else 1
            seen[document["kind"]] += 1
            self.expect(row["Document_Type"] == document["kind"] and Decimal(row["Invoice_Amount"]) == sign * Decimal(document["total"]), f"{name}: kind and amount {row}")
            self.expect(sign > 0 or Decimal(row["Invoice_Amount"]) < 0, f"{name}: a credit memo is less than nothing")
            self.expect(row["Refers_To_Invoice_ID"] == names.get((account, document.get("refers_to")), ""), f"{name}: what it is about is named by number {row}")
            self.expect(len(lines[name]) == len(document["lines"]), f"{name}: every line is there")
            sums, tax = collections.Counter(), Decimal(0)
            for line, of in zip(lines[name], document["lines"]):
                amount, part = Decimal(line["Invoice_Line_Amount"]), Decimal(line["Tax1_Local"])
                tax += part
                taxes[line["GL_Tax1_Credit_Account_Number"]] -= part
                sums[line["GL_Line_Debit_Account_Number"]] += amount
                sums[line["GL_Line_Credit_Account_Number"]] -= amount - part
                sums[line["GL_Tax1_Credit_Account_Number"]] -= part
                self.expect((part != 0) <= (line["GL_Tax1_Credit_Account_Number"] == "liabilities:tax:" + line["Tax1_Type"]), f"{name}: a tax has a ledger: {line}")
                self.expect(amount == sign * Decimal(of["amount"]), f"{name}: a line has its amount {line}")
                self.expect(part == (amount if of["kind"] == "tax" else part), f"{name}: a tax on top is all tax {line}")
                draft_of, _, number = of.get("of", "").rpartition(":")
                self.expect((line["Refers_To_Invoice_ID"], line["Refers_To_Line_ID"]) == (names.get((account, draft_of), ""), number), f"{name}: a credit names its line {line}")
                if number:
                    charged = next(other for other in lines[names[account, draft_of]] if other["Invoice_Line_ID"] == number)
                    self.expect(-amount <= Decimal(charged["Invoice_Line_Amount"]), f"{name}: and is no more than that")
            self.expect(tax == Decimal(row["Tax1_Local"]), f"{name}: its taxes are those of its lines: {tax} {row}")
            self.expect(sum(Decimal(line["Invoice_Line_Amount"]) for line in lines[name]) == Decimal(row["Invoice_Amount"]), f"{name}: its lines add up to it")
            self.expect({k: v for k, v in sums.items() if v} == {k: v for k, v in posted[f"doc:{account}/{draft}"].items() if v},
                        f"{name}: its lines are what GL_Detail posts for it: {sums} {posted[f'doc:{account}/{draft}']}")
        for ledger in {*taxes, *balances}:
            if ledger.startswith("liabilities:tax:"):
                self.expect(taxes[ledger] == balances.get(ledger, 0), f"{book.name}: {ledger} is what the documents' taxes come to: {taxes} {balances}")
        open_items = collections.Counter()
        for row in tables["Open_Accounts_Receivable"]:
            open_items[row["Transaction_Type"] == "on-account"] += Decimal(row["Balance_Amount"])
        adjusted = sum(Decimal(row["Receivable_Amount"]) for row in tables["AR_Adjustments"])
        self.expect(open_items[False] + adjusted == balances.get("assets:receivable", 0), f"{book.name}: what is open is what is owed")
        self.expect(open_items[True] == balances.get("liabilities:unapplied", 0), f"{book.name}: money on account stands there too")
        credits = -sum(Decimal(row["Invoice_Amount"]) for row in invoices.values() if row["Document_Type"] == "credit-note")
        applied = sum(Decimal(row["Application_Amount"]) for row in tables["AR_Cash_Application"] if row["Application_Source"] == "credit-note")
        self.expect(0 <= applied <= credits, f"{book.name}: no more credit settles something than was given: {applied} of {credits}")
        return seen

    def lives(self):
        """Populations of scenarios, the tax inside the prices and on top."""
        seen = collections.Counter()
        for name in LIVES:
            for tax in ("inclusive", "exclusive"):
                book = self.life(TOP / f"fixtures/safesoft/{name}.toml", tax)
                tables, manifest = self.exported(book, self.room / f"life-{book.stem}", "csv", ",")
                self.expect(all(tie["holds"] for tie in manifest["ties"]), f"{book.name}: the files tie to each other")
                seen += self.tied(book, tables)
                seen[tax] += sum(Decimal(row["Tax1_Local"]) != 0 for row in tables["Invoices_Generated"])
                seen[tax + " credited"] += sum(Decimal(row["Tax1_Local"]) < 0 for row in tables["Invoices_Generated"])
        self.expect(all(seen[what] for what in ("invoice", "credit-note", "inclusive", "exclusive", "inclusive credited", "exclusive credited")), f"nothing is tied in vain: {seen}")

    def torn(self, book):
        """A kept balance that is off by a cent is told, with the ledger's name."""
        for ledger in ("liabilities:tax:US-CA", "liabilities:unapplied", "assets:receivable"):
            copy = self.room / "torn.book"
            shutil.copy(book, copy)
            store = sqlite3.connect(copy)
            for (trigger,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                store.execute(f"DROP TRIGGER {trigger}")
            changed = store.execute("UPDATE balance SET minor = minor + 1 WHERE ledger = ?1 AND day = (SELECT min(day) FROM balance WHERE ledger = ?1)", (ledger,)).rowcount
            store.commit()
            store.close()
            folder = self.room / ("torn-" + ledger.rpartition(":")[2])
            done = self.run("proviso", "export", "population", "--book", copy, "--output", folder)
            self.expect(changed == 1 and done.returncode == 1 and re.search(rf"{ledger} .* no\b", done.stdout), f"a cent too much in {ledger} is told", done)

    def exported(self, book, folder, form, separator):
        told = self.ask(book, "export", "population", "--format", form, "--output", folder)
        self.expect(not re.search(r" no$", told, re.M), "every tie holds: " + told)
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
        manifest = json.loads(files.pop("manifest.json"))
        return {re.sub(r"_\d{8}(_\d{8})?\.(csv|txt)$", "", name): self.csv_rows(data.decode(), separator) for name, data in files.items()}, manifest

    def population(self, book, form, separator):
        folder = self.room / f"population-{pathlib.Path(book).stem}-{form}"
        tables, manifest = self.exported(book, folder, form, separator)
        self.expect(self.run("proviso", "export", "population", "--book", book, "--output", folder).returncode != 0, "a folder with files is left alone")
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
        del files["manifest.json"]
        for name, columns in COLUMNS.items():
            data = next(data for file, data in files.items() if re.match(rf"{name}_\d", file))
            head = data.decode().split("\r\n", 1)[0].split(separator)
            self.expect(set(columns.split()) <= set(head), f"{name} has the standard's columns: {set(columns.split()) - set(head)}")
        for one in manifest["files"]:
            data = files[one["name"]]
            rows = tables[re.sub(r"_\d{8}(_\d{8})?\.(csv|txt)$", "", one["name"])]
            self.expect(hashlib.sha256(data).hexdigest() == one["sha256"], f"{one['name']} has the digest that is said")
            self.expect(len(rows) == one["rows"], f"{one['name']} has the rows that are said")
            for total, amount in one["totals"].items():
                column, _, currency = total.partition(" ")
                if column in ("Debit", "Credit"):
                    amount_column = "Amount" if "GL_Detail" in one["name"] else "Amount_Ending"
                    values = [row[amount_column] for row in rows if row["Amount_Credit_Debit_Indicator"] == column[0]]
                else:
                    values = [row[column] for row in rows]
                self.expect(sum(map(Decimal, values)) == Decimal(amount), f"{one['name']}: {total} is {amount}")
        for name, columns in SUMS.items():
            one = next(one for one in manifest["files"] if re.match(rf"{name}_\d", one["name"]))
            self.expect(not tables[name] or {key.split()[0] for key in one["totals"]} == set(columns), f"{name} has control totals")
        controls = [(row["File"], row["SHA256"]) for row in tables["Control_Totals"]]
        self.expect({*controls} == {(one["name"], one["sha256"]) for one in manifest["files"]} - {next((
            (one["name"], one["sha256"]) for one in manifest["files"] if "Control" in one["name"]), None)}, "the control totals name every file")
        balances = self.balances(book)
        ties = {tie["what"] for tie in manifest["ties"]}
        self.expect(all(tie["holds"] and tie["left"] == tie["right"] for tie in manifest["ties"]) and len(ties) >= 10, "the files tie to each other")
        self.expect({f"GL_Detail and Trial_Balance, {ledger}" for ledger in balances} <= ties, f"each ledger of GL_Detail ties to the trial balance: {ties}")
        found = {row["GL_Account_Number"]: Decimal(row["Amount_Ending"]) * (1 if row["Amount_Credit_Debit_Indicator"] == "D" else -1) for row in tables["Trial_Balance"]}
        self.expect(found == balances, "the trial balance is the book's")
        ledger = collections.Counter()
        for row in tables["GL_Detail"]:
            ledger[row["GL_Account_Number"]] += Decimal(row["Amount"]) * (1 if row["Amount_Credit_Debit_Indicator"] == "D" else -1)
        self.expect({k: v for k, v in ledger.items() if v} == balances, "GL_Detail adds up to it")
        head = checker.re.search(r"head (\S+)", self.check(book).stdout)[1]
        self.expect(manifest["head"] == head, "the manifest names the chain's head")
        store = sqlite3.connect(book)
        names = {value for (value,) in store.execute("SELECT value FROM personal, event ON event.number = event WHERE field IN ('name', 'email') AND body LIKE '%account.opened%'")}
        store.close()
        self.tied(book, tables)
        cells = {cell.removeprefix("'") for row in tables["Customer_Master"] for cell in row.values()}
        self.expect(names and not names & cells, "names of customers are left out")
        personal = self.room / f"personal-{folder.name}"
        self.ask(book, "export", "population", "--format", form, "--personal", "--output", personal)
        rows = self.csv_rows(next(personal.glob("Customer_Master*")).read_text("utf-8"), separator)
        self.expect(names <= {cell.removeprefix("'") if cell[:2] in ("'=", "'+", "'-", "'@") else cell for row in rows for cell in row.values()}, "and there when asked for")
        again = self.room / f"again-{folder.name}"
        self.ask(book, "export", "population", "--format", form, "--output", again)
        self.expect({path.name: path.read_bytes() for path in again.iterdir()} == {path.name: path.read_bytes() for path in folder.iterdir()}, "twice gives equal bytes")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--bin", type=pathlib.Path, required=True, help="the folder of the command")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="proviso-exports.") as room:
        tests = Tests(given.bin.resolve(), pathlib.Path(room))
        hostile = tests.hostile()
        done = tests.check(hostile)
        tests.expect(done.returncode == 0, "the checker takes hostile names, and a closed period", done)
        for book, customers in ((tests.demo(), 2), (hostile, len(NAMES)), (tests.late(), 2)):
            tests.plain_text(book, customers)
            tests.tables(book)
            tests.population(book, "csv", ",")
            tests.population(book, "pipe", "|")
        tests.lives()
        tests.torn(tests.room / "late.book")
    print(f"{tests.passed} passed, {tests.failed} failed")
    return 1 if tests.failed or not tests.passed else 0


if __name__ == "__main__":
    sys.exit(main())
