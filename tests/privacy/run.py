#!/usr/bin/env python3
"""Erasure and purges, tested on the bytes of the book's files.

A book gets one person's values by every way in: accounts, events, payments, calls, sessions, and rows that end in suspense.
Each value is distinctive, so that finding it in a file's bytes means that it is there. Says "N passed, N failed".
"""

import argparse
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

NAME = "Zaphod Quillfeather"
GONE = {
    "name": NAME,
    "address": "77 Heliotrope Crescent",
    "email": "zq@quillfeather.example",
    "contact": "Trillian Osterberg",
    "ticket": "Marvin Kettlewell",
    "called": "+13105550177",
    "login": "zquill-desk-9",
    "session": "zquill-import-4",
    "payer": "ACH-99-QUILLF",
    "proof": "TRACK-5551-QF",
    "data": "lead-quill-0001",
    "reason": "left for Magrathea",
    "suspended": "+81355501199",
}
ACCOUNTS = f"""account,opened,name,zone,plan,seats,activated,card_form,address,email
acme,2013-03-01,{NAME},America/Los_Angeles,unlimited-monthly,2,2013-03-01,yes,{GONE['address']},{GONE['email']}
bond,2013-03-01,Bond Trading,America/Los_Angeles,unlimited-monthly,1,2013-03-01,yes,1 Side Street,bond@bond.example
"""
PAYMENTS = f"""account,date,amount,method,ref
acme,2013-03-01,398.00,wire,{GONE['payer']}
bond,2013-03-01,199.00,wire,B-1
"""
EVENTS = [
    {"on": "2013-03-01", "type": "price.posted", "sku": "per-minute", "amount": "0.02", "per": "minute"},
    {"on": "2013-03-02", "account": "acme", "type": "contact.designated", "name": GONE["contact"]},
    {"on": "2013-03-03", "account": "acme", "type": "ticket.opened", "by": GONE["ticket"]},
    {"at": "2013-03-04T18:00:00Z", "account": "acme", "type": "call.ended", "id": "c1", "seconds": "61", "to": GONE["called"]},
    {"at": "2013-03-04T18:30:00Z", "account": "acme", "type": "login.session", "seat": GONE["login"],
     "start": "2013-03-04T08:30:00Z", "end": "2013-03-04T18:30:00Z"},
    {"on": "2013-03-05", "account": "acme", "type": "notice.sent", "notice": "n1", "kind": "dispute", "by": "customer",
     "method": "certified-mail", "proof": GONE["proof"]},
    {"on": "2013-03-05", "account": "acme", "type": "data.created", "class": "crm", "ref": GONE["data"]},
]
CALLS = """account,number,started,seconds
acme,+13105550188,2013-03-05T18:00:00Z,60
acme,+13105550188,2013-03-06T18:00:00Z,14
bond,+12135550142,2013-03-06T19:00:00Z,30
acme,{suspended},2013-03-07T18:00:00Z,30
""".format(**GONE)
SESSIONS = f"""account,seat,start,end
acme,{GONE['session']},2013-03-06T16:00:00Z,2013-03-07T01:30:00Z
acme,{GONE['session']},2013-03-07T16:00:00Z,2013-03-08T01:30:00Z
"""
SIGNED = ["--by", "Paula Clerk", "--reason", "request 17"]

CHECKER = pathlib.Path(__file__).resolve().parents[1] / "evidence" / "check_book.py"
EXPORTS = [["journal", "--format", form] for form in ("csv", "json", "ledger", "hledger", "beancount")] + [["charges"], ["book"]]

results: list[tuple[str, str]] = []


def check(name: str, wrong) -> None:
    """A case passed if `wrong` is empty."""
    results.append((name, str(wrong) if wrong else ""))


class Shop:
    """A folder with one book, and the command that works on it."""

    def __init__(self, folder: pathlib.Path, command: str):
        self.folder, self.command = folder, command
        self.env = {"PATH": os.environ["PATH"], "PROVISO_BOOK": "shop.book", "LC_ALL": "C.UTF-8"}
        rules = os.environ.get("PROVISO_RULES")
        if rules:
            self.env["PROVISO_RULES"] = rules

    def __call__(self, *arguments: str, ok=(0,)) -> str:
        done = subprocess.run([self.command, *arguments], cwd=self.folder, env=self.env, capture_output=True, text=True, check=False)
        if done.returncode not in ok:
            raise SystemExit(f"proviso {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def json(self, *arguments: str, ok=(0,)) -> dict:
        done = subprocess.run([self.command, *arguments, "--format", "json"], cwd=self.folder, env=self.env, capture_output=True,
                              text=True, check=False)
        if done.returncode not in ok:
            raise SystemExit(f"proviso {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, "utf-8")
        return name

    def bytes(self) -> bytes:
        """Of the book's files, whatever stands beside it included."""
        return b"\0".join(path.read_bytes() for path in sorted(self.folder.glob("shop.book*")))

    def checked(self, path: str) -> subprocess.CompletedProcess:
        """What the checker that shares no line with the command says."""
        return subprocess.run([sys.executable, CHECKER, path], cwd=self.folder, capture_output=True, text=True, check=False)

    def told(self, name: str) -> str:
        """Everything that the book can be asked for: every export, every rendered document, every list."""
        exports = [self("export", *which, "--output", f"{name}-{i}") for i, which in enumerate(EXPORTS)]
        exports += [self("export", "population", "--format", "csv", "--personal", "--output", f"{name}-population")]
        files = [path for path in sorted(self.folder.rglob(f"{name}-*")) + sorted((self.folder / f"{name}-population").glob("*")) if path.is_file()]
        rows = self.json("invoice", "list")["invoices"]
        shown = [self("invoice", "show", row["number"], "--format", form) for row in rows for form in ("table", "html", "json")]
        lists = [self("suspense", "list", "--all", "--format", "json"), self("privacy", "show", "--account", "acme"),
                 self("privacy", "export", "--account", "acme"), self("account", "show", "acme")]
        return "\n".join(exports + [path.read_text("utf-8") for path in files] + shown + lists)

    def found(self, values) -> list[str]:
        data = self.bytes()
        return [value for value in values if value.encode() in data]


def fill(shop: Shop) -> None:
    shop("init", "shop.book", "--pack", "safesoft-2013")
    shop("import", "accounts", shop.write("accounts.csv", ACCOUNTS))
    shop("import", "payments", shop.write("payments.csv", PAYMENTS))
    shop("import", "events", shop.write("events.jsonl", "".join(json.dumps(e) + "\n" for e in EVENTS)))
    shop("import", "calls", shop.write("calls.csv", CALLS), ok=(1,))
    shop("import", "sessions", shop.write("sessions.csv", SESSIONS))


def bill(shop: Shop) -> None:
    """Everything billed and paid, and acme gone."""
    payment = f"account,date,amount,method,ref\nacme,2013-03-31,398.05,wire,{GONE['payer']}\n"
    shop("import", "payments", shop.write("paid.csv", payment))
    shop("run", "--through", "2013-03-31")
    shop("finalize")
    events = [{"on": "2013-04-02", "account": "acme", "type": "account.closed", "reason": GONE["reason"]}]
    shop("import", "events", shop.write("closing.jsonl", "".join(json.dumps(e) + "\n" for e in events)))
    shop("run", "--through", "2013-04-05")
    shop("finalize", ok=(0, 2))


def erasing(shop: Shop) -> None:
    fill(shop)
    check("every value is in the files before", [v for k, v in GONE.items() if k != "reason" and not shop.found([v])])
    shown = shop.json("privacy", "show", "--account", "acme")["rows"]
    held = {row["value"] for row in shown}
    missing = [v for k, v in GONE.items() if k not in ("reason", "suspended") and v not in held]
    check("show lists every value of the account", missing)
    check("show lists the numbers of call rows", "" if "13105550188" in held else held)
    check("show says why and in which entry", [r for r in shown if not r["why"] or (r["type"] != "suspense" and not r["entry"])])
    said = shop("privacy", "erase", "--account", "acme", *SIGNED, ok=(0,))
    check("what is not billed stays, and is named", "" if "not billed yet" in said and "398.05 open" in said else said)
    check("a customer's name stays while a document is open", "" if shop.found([NAME]) else "gone")
    bill(shop)
    waiting = shop.json("suspense", "list")["rows"]
    check("a row waits in suspense", "" if len(waiting) == 1 else waiting)
    told = shop.told("before")
    check("exports, documents and lists have the name before", "" if NAME in told and GONE["payer"] in told else "no")
    said = shop("privacy", "erase", "--account", "acme", "--by", "Paula Clerk", "--reason", f"letter of {NAME}", ok=(2, 3))
    check("a receipt that would repeat the value is refused", "" if "argument.invalid" in said and shop.found([NAME]) else said)
    said = shop("privacy", "erase", "--account", "acme", *SIGNED, ok=(0, 2))
    check("a waiting row stays, and is named", "" if "retry or reject" in said else said)
    shop("suspense", "reject", str(waiting[0]["id"]), "--reason", "test call")
    balance = shop("trial-balance", "--as-of", "2013-04-30")
    documents = [shop("invoice", "show", row["number"]) for row in shop.json("invoice", "list", "--account", "acme")["invoices"]]
    shop("privacy", "erase", "--account", "acme", *SIGNED, ok=(0, 2))
    check("no value is in any byte of the files", shop.found(GONE.values()))
    told = shop.told("after")
    check("no value is in any export, document or list", [value for value in GONE.values() if value in told])
    for path in ("shop.book", f"after-{len(EXPORTS) - 1}"):
        done = shop.checked(path)
        check(f"the independent checker takes {path}", "" if done.returncode == 0 and " receipts" in done.stdout else done.stdout + done.stderr)
    again = shop.json("privacy", "erase", "--account", "acme", *SIGNED)
    check("a second erasure finds nothing", {k: again[k] for k in ("entry", "values", "seats", "calls", "suspended") if again[k]})
    known_again(shop)
    check("the write-ahead log is empty", [p for p in shop.folder.glob("shop.book-wal") if p.stat().st_size])
    said = shop("verify", "shop.book")
    check("the chain still verifies, every document made again", "" if said.rstrip().endswith("verified") and "erased on" in said else said)
    rows = shop.json("privacy", "show", "--account", "acme")["rows"]
    check("nothing of it is shown", [r for r in rows if not r["erased"] and r["type"] != "calls"])
    check("numbers of call rows keep their area only", [r for r in rows if r["type"] == "calls" and r["value"] not in ("13100000000", "81350000000")])
    check("balances are the same", "" if shop("trial-balance", "--as-of", "2013-04-30") == balance else "differ")
    now = [shop("invoice", "show", row["number"]) for row in shop.json("invoice", "list", "--account", "acme")["invoices"]]
    check("documents say that the name was erased", [d for d in now if "(erased on " not in d or NAME in d])
    check("documents are otherwise the same", "" if [len(d.splitlines()) > 3 for d in documents] == [True] * len(now) else "fewer")
    other = {row["value"] for row in shop.json("privacy", "show", "--account", "bond")["rows"]}
    check("other accounts keep theirs", "" if {"Bond Trading", "1 Side Street", "B-1", "12135550142"} <= other else other)
    said = shop("run", "--through", "2013-05-15")
    shop("finalize")
    check("billing goes on, and verifies", "" if shop("verify", "shop.book").rstrip().endswith("verified") else said)
    check("an unknown person is an error", "" if "person.unknown" in shop("privacy", "erase", "--person", "Nobody Atall", *SIGNED, ok=(2,)) else "no")
    tamper(shop)


def known_again(shop: Shop) -> None:
    """The same files once more, after the erasure: what they say is known, and no money is booked twice."""
    shutil.copy(shop.folder / "shop.book", shop.folder / "copy.book")
    at = ("--book", "copy.book")
    said = shop.json("import", "accounts", "accounts.csv", *at, ok=(0, 1))
    check("openings are known by their key", "" if (said["accepted"], said["suspended"]) == (0, 0) else said)
    said = shop.json("import", "payments", "payments.csv", *at, ok=(0, 1))
    check("payments without key are known and wait", "" if (said["accepted"], said["suspended"]) == (0, 2) else said)
    (shop.folder / "copy.book").unlink()


def tamper(shop: Shop) -> None:
    """A value taken out by hand, without a receipt, is a fault; so is another stand-in."""
    for name, sql in (
        ("a value that went without a receipt", "UPDATE personal SET erased = 1, salt = x'', value = 'erased-9' WHERE value = 'B-1'"),
        ("a value that is deleted", "DELETE FROM personal WHERE value = 'B-1'"),
        ("another stand-in than the receipt's", "UPDATE personal SET value = 'erased-99' WHERE (event, field) IN "
                                                "(SELECT event, field FROM personal WHERE erased > 0 LIMIT 1)"),
        ("another stand-in for a login name", "UPDATE usage_seat SET value = 'erased-99' WHERE erased > 0"),
        ("a login name that is deleted", "DELETE FROM usage_seat"),
        ("a block of rows changed by hand", "UPDATE usage_block SET salt = randomblob(32) WHERE rows > 0"),
        ("a receipt in another's name", "UPDATE receipt SET by = 'Somebody Else'"),
        ("a receipt that is deleted", "DELETE FROM receipt"),
    ):
        copy = shop.folder / "copy.book"
        shutil.copy(shop.folder / "shop.book", copy)
        db = sqlite3.connect(copy)
        changed = db.execute(sql).rowcount
        db.commit()
        db.close()
        check(f"there is {name}", "" if changed else "nothing")
        said = shop("verify", "copy.book", ok=(0, 1))
        check(f"verify finds {name}", "" if "NOT VERIFIED" in said else said)
        if "receipt in" in name or "deleted" in name:
            continue  # the checker reads no words of receipts, and takes a row of values that is not there for an export
        done = shop.checked("copy.book")
        check(f"the checker finds {name}", "" if done.returncode == 1 else done.stdout + done.stderr)
        copy.unlink()


def person(shop: Shop) -> None:
    """One person of an account that runs on."""
    fill(shop)
    rows = shop.json("privacy", "show", "--person", "+1 (310) 555-0188")["rows"]
    check("a number is found as people write it", "" if len(rows) == 2 and {row["type"] for row in rows} == {"calls"} else rows)
    said = shop.json("privacy", "erase", "--person", GONE["contact"], *SIGNED)
    check("a person's name goes while the agreement runs", shop.found([GONE["contact"]]) or ("" if said["values"] == 1 else said))
    check("everything else is still there", [v for v in GONE.values() if v not in (GONE["contact"], GONE["reason"]) and not shop.found([v])])
    said = shop.json("privacy", "export", "--account", "acme")
    check("the export is one document", "" if said["schema"] == "proviso.personal-export/1" and len(said["values"]) > 8 else said)
    said = shop("privacy", "erase", "--person", GONE["email"], *SIGNED, ok=(2,))
    check("what is still needed is refused", "" if "erasure.held" in said else said)
    check("refused is unchanged", "" if shop.found([GONE["email"]]) else "gone")
    check("still verifies", "" if shop("verify", "shop.book").rstrip().endswith("verified") else "no")
    rows = shop.json("privacy", "show", "--person", "Paula Clerk")["rows"]
    check("receipts say who did it", "" if [row["field"] for row in rows] == ["by"] and rows[0]["type"] == "receipt" else rows)
    said = shop("privacy", "erase", "--person", "Paula Clerk", "--by", "P. C.", "--reason", "request 19", ok=(2,))
    check("and stay", "" if "erasure.held" in said else said)
    held_by_another(shop)


def held_by_another(shop: Shop) -> None:
    """A program that reads the book keeps its old bytes; afterwards they go."""
    reader = sqlite3.connect(shop.folder / "shop.book", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entry").fetchone()
    said = shop("privacy", "erase", "--person", GONE["ticket"], *SIGNED, ok=(1,))
    check("old bytes wait for a reader", "" if "scrub.waits" in said else said)
    check("verify says that they wait", "" if "privacy scrub" in shop("verify", "shop.book") else "no")
    reader.close()
    shop("privacy", "scrub")
    check("then they go", shop.found([GONE["ticket"]]))
    check("and verify says no more of it", "" if "privacy scrub" not in shop("verify", "shop.book") else "it does")


def purging(shop: Shop) -> None:
    fill(shop)
    purge = ["privacy", "purge", "--class", "call-log", *SIGNED]
    said = shop(*purge, "--through", "2013-03-07", "--on", "2013-06-30", ok=(2,))
    check("rows that are not billed are not purged", "" if "purge.unbilled" in said else said)
    bill(shop)
    said = shop(*purge, "--through", "2013-03-06", "--on", "2013-04-15", ok=(2,))
    # acme is closed since 2 April: thirty days after that, a day before the sixty of its first call are over.
    check("before the clock has run, clause and day are named",
          "" if "purge.early" in said and "SS-C.1.h" in said and "2013-05-02" in said else said)
    said = shop("privacy", "purge", "--class", "crm", *SIGNED, ok=(2, 3))
    check("only usage is ours to purge", "" if "call-log" in said else said)
    balance = shop("trial-balance", "--as-of", "2013-04-30")
    done = shop.json(*purge, "--on", "2013-07-01")
    check("rows, numbers and login names go", "" if done["rows"] == 4 and done["values"] == 2 and done["seats"] == 1 else done)
    check("the receipt names the clause", "" if done["clause"] == "SS-C.1.c" and done["entry"] else done)
    check("the numbers are in no byte", shop.found([GONE["called"], GONE["login"], GONE["session"]]))
    said = shop("verify", "shop.book")
    shop("export", "book", "--output", "purged.jsonl")
    for path in ("shop.book", "purged.jsonl"):
        held = shop.checked(path)
        check(f"the independent checker takes {path}", "" if held.returncode == 0 and " 1 receipts" in held.stdout else held.stdout + held.stderr)
    check("verify says attested", "" if "attested, 4 rows purged on 2013-07-01 by clause SS-C.1.c" in said and
          said.rstrip().endswith("verified") else said)
    check("balances are the same", "" if shop("trial-balance", "--as-of", "2013-04-30") == balance else "differ")
    said = shop.json("import", "calls", "calls.csv", ok=(0, 1))
    check("the same rows again are known", "" if said["classes"]["billed"] == 0 else said["classes"])
    check("there is nothing left to purge", "" if "purge.early" in shop(*purge, "--on", "2013-07-01", ok=(2,)) else "there is")
    shop("run", "--through", "2013-05-15")
    shop("finalize")
    check("billing goes on, and verifies", "" if shop("verify", "shop.book").rstrip().endswith("verified") else "no")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--bin", type=pathlib.Path, required=True, help="the folder with the command")
    arguments.add_argument("-k", default="", metavar="WORD", help="only stories whose name contains WORD")
    given = arguments.parse_args()
    for story in (erasing, person, purging):
        if given.k in story.__name__:
            with tempfile.TemporaryDirectory() as folder:
                try:
                    story(Shop(pathlib.Path(folder), str((given.bin / "proviso").resolve())))
                except SystemExit as stopped:
                    check(f"the story {story.__name__} goes on to its end", stopped)
    for name, wrong in results:
        if wrong:
            print(f"FAILED {name}\n  {wrong}")
    failed = sum(1 for _, wrong in results if wrong)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed or not results else 0


if __name__ == "__main__":
    sys.exit(main())
