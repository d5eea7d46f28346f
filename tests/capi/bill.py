#!/usr/bin/env python3
"""Bills the contract's printed example from Python, with the standard library and libproviso alone:

    bill.py LIBRARY RULES BOOK

Two seats of 199 on 1 March 2013 and a third on 20 March give 398.00, 66.33 and 597.00. Prints each invoice, the third
seat's arithmetic, and the head of the book's chain; the chain is proved before that. What it prints depends on nothing
around it: clock and random numbers are its own.
"""

import ctypes
import json
import locale
import pathlib
import sys

PV_OK = 0
ACCOUNTS = "account,opened,name,plan,seats,activated,card_form\nacme,2013-03-01,Acme,unlimited-monthly,2,2013-03-01,yes\n"
PAYMENTS = "account,date,amount,method,ref\nacme,2013-03-01,398.00,card,card 4410\n"
EVENTS = json.dumps({"on": "2013-03-20", "account": "acme", "type": "seat.activated", "plan": "unlimited-monthly", "quantity": 1})

Clock = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p)
Random = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.POINTER(ctypes.c_uint8), ctypes.c_size_t)


class Params(ctypes.Structure):
    """pv_ctx_params as it was first: whoever leaves later fields out gets their defaults."""

    _fields_ = [("struct_size", ctypes.c_size_t), ("user", ctypes.c_void_p), ("clock", Clock), ("random", Random)]


class Refusal(Exception):
    """A call that did not give PV_OK; its text is what the command would print."""


class Library:
    def __init__(self, path: str):
        self.c = ctypes.CDLL(path)
        for name in ("pv_error_render", "pv_version_string"):
            getattr(self.c, name).restype = ctypes.c_char_p
        self.c.pv_buffer_data.restype = ctypes.POINTER(ctypes.c_char)
        self.c.pv_buffer_size.restype = ctypes.c_size_t

    def call(self, name: str, *arguments):
        """Calls pv_NAME with a place for its error at the end. Texts become pointer and size."""
        error, plain = ctypes.c_void_p(), []
        for argument in arguments:
            if isinstance(argument, str):
                argument = argument.encode()
            plain += [argument, ctypes.c_size_t(len(argument))] if isinstance(argument, bytes) else [argument]
        status = getattr(self.c, "pv_" + name)(*plain, ctypes.byref(error))
        if status != PV_OK:
            text = self.c.pv_error_render(error).decode()
            self.c.pv_error_free(error)
            raise Refusal(f"{name}: {status}: {text}")

    def make(self, name: str, *arguments) -> ctypes.c_void_p:
        handle = ctypes.c_void_p()
        self.call(name, *arguments, ctypes.byref(handle))
        return handle

    def read(self, buffer: ctypes.c_void_p) -> dict:
        text = ctypes.string_at(self.c.pv_buffer_data(buffer), self.c.pv_buffer_size(buffer))
        self.c.pv_buffer_free(buffer)
        return json.loads(text)


class Book:
    def __init__(self, library: Library, rules: pathlib.Path, path: str):
        self.library = library
        self.next = 0
        # Kept as long as the context: the library calls them.
        self.callbacks = Clock(lambda _: 1364904000000000), Random(self.salt)
        params = Params(ctypes.sizeof(Params), None, *self.callbacks)
        self.context = library.make("ctx_new", ctypes.byref(params))
        for file in sorted(rules.glob("calendars/*.toml")):
            library.call("ctx_add_calendar", self.context, file.name, file.read_bytes())
        pack = library.make("pack_new", self.context, "safesoft-2013.toml", (rules / "safesoft-2013.toml").read_bytes())
        library.call("ctx_add_pack", self.context, pack)
        library.c.pv_pack_free(pack)
        self.handle = library.make("book_create", self.context, path, json.dumps({"packs": ["safesoft-2013"]}), None)

    def salt(self, _, place, size) -> int:
        for i in range(size):
            place[i] = self.next = (self.next + 1) % 256
        return 0

    def push(self, kind: str, text: str) -> dict:
        pushed = self.library.make("import_open", self.context, self.handle, json.dumps({"kind": kind}))
        data = text.encode()
        for at in range(0, len(data), 16):
            self.library.call("import_feed", pushed, data[at : at + 16])
        report = self.library.make("import_finish", pushed)
        self.library.c.pv_import_free(pushed)
        return self.library.read(report)

    def ask(self, method: str, **arguments) -> dict:
        return self.library.read(self.library.make("call_json", self.context, self.handle, method, json.dumps(arguments)))

    def close(self) -> None:
        self.library.c.pv_book_close(self.handle)
        self.library.c.pv_ctx_free(self.context)


def main() -> int:
    locale.setlocale(locale.LC_ALL, "")  # as a program with windows does; decimal commas must not reach an amount
    book = Book(Library(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3])
    for kind, text in (("accounts", ACCOUNTS), ("events", EVENTS), ("payments", PAYMENTS)):
        book.push(kind, text)
    book.ask("run", through="2013-04-01")
    for number in range(1, book.ask("finalize")["documents"] + 1):
        shown = book.ask("invoice.show", ref=f"INV-{number:06}")
        print(shown["number"], shown["date"], shown["total"], shown["open"])
    line = book.ask("explain", ref="INV-000002", line=1)["lines"][0]
    print(line["amount"], line["exact"], line["fraction"], *line["clauses"])
    proof = book.ask("verify")
    print("verified" if proof["verified"] else "not verified", proof["head"]["entries"], proof["head"]["hash"])
    book.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
