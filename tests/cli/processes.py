"""Cases that need several programs at once, a terminal, or a signal. Each takes the runner and an empty folder, and gives what
is wrong, or nothing."""

import contextlib
import os
import pathlib
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

HELD = 30  # seconds after which a program that should be over is killed


def comma_locale(folder: pathlib.Path) -> dict[str, str]:
    """Environment of a locale that writes 1,5; nothing where none can be made."""
    folder.mkdir()
    with contextlib.suppress(FileNotFoundError):
        subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", str(folder / "de_DE.UTF-8")], stderr=subprocess.DEVNULL, check=False)
    environment = {"LOCPATH": str(folder), "LC_ALL": "de_DE.UTF-8"}
    script = "import locale; locale.setlocale(locale.LC_ALL, ''); print(locale.localeconv()['decimal_point'])"
    said = subprocess.run([sys.executable, "-c", script], env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True, check=False).stdout
    return environment if said.strip() == "," else {}


def proviso(runner, folder, *arguments, stderr=subprocess.PIPE, environment=None) -> subprocess.CompletedProcess:
    return subprocess.run([runner.command, *arguments], cwd=folder, env=runner.plain | (environment or {}), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=stderr, text=True, timeout=300, check=False)


def copy_of(runner, setup: str, folder: pathlib.Path) -> pathlib.Path:
    shutil.copytree(runner.setup(setup), folder, dirs_exist_ok=True)
    return folder / "shop.book"


def accounts(first: int, count: int) -> str:
    return "".join(f"n{number:06},2013-03-01\n" for number in range(first, first + count))


def wrong(what: str, done: subprocess.CompletedProcess) -> str:
    return f"{what}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}"


def interrupted_import(runner, folder):
    """Ctrl-C during an import: exit 130, the book intact, and the file can be given again."""
    copy_of(runner, "empty", folder)
    (folder / "many.csv").write_text("account,opened\n" + accounts(0, 4000))
    importing = subprocess.Popen([runner.command, "import", "accounts", "-", "--book", "shop.book"], cwd=folder, env=runner.plain,
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with contextlib.suppress(BrokenPipeError):
        importing.stdin.write("account,opened\n" + accounts(0, 3500))  # more than the pipe holds, so it is read by now
        importing.stdin.flush()
        importing.send_signal(signal.SIGINT)
        importing.stdin.write(accounts(3500, 500))
        importing.stdin.flush()
    with contextlib.suppress(BrokenPipeError):
        importing.stdin.close()
    importing.stdin = None
    try:
        out, err = importing.communicate(timeout=HELD)
    except subprocess.TimeoutExpired:
        importing.kill()
        importing.communicate()
        return "the import goes on after the signal"
    if importing.returncode != 130 or not err.startswith("error[cancelled]"):
        return f"exit code {importing.returncode}: {out} {err}"
    for arguments, wanted in ((("verify", "shop.book"), "verified"), (("import", "accounts", "many.csv", "--book", "shop.book"), " 0 suspended")):
        done = proviso(runner, folder, *arguments)
        if done.returncode != 0 or wanted not in done.stdout:
            return wrong(" ".join(arguments), done)
    listed = proviso(runner, folder, "account", "list", "--as-of", "2013-03-01", "--format", "csv", "--book", "shop.book")
    return "" if listed.stdout.count("\n") == 4001 else f"{listed.stdout.count(chr(10)) - 1} accounts, not 4000"


def busy_book(runner, folder):
    """A second writer waits, then is refused with exit 2; readers go on."""
    path = copy_of(runner, "billed", folder)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        read = proviso(runner, folder, "invoice", "list", "--book", "shop.book", "--format", "csv")
        if read.returncode != 0 or "INV-000003" not in read.stdout:
            return wrong("a reader beside a writer", read)
        write = proviso(runner, folder, "run", "--through", "2013-05-01", "--book", "shop.book")
    finally:
        writer.execute("ROLLBACK")
        writer.close()
    if write.returncode != 2 or not write.stderr.startswith("error[book.busy]"):
        return wrong("a second writer", write)
    after = proviso(runner, folder, "run", "--through", "2013-05-01", "--book", "shop.book")
    return "" if after.returncode == 0 else wrong("after the first writer", after)


def two_programs(runner, folder):
    """Imports by several programs at once all end up in the book, whole."""
    copy_of(runner, "empty", folder)
    for number in range(3):
        (folder / f"{number}.csv").write_text("account,opened\n" + accounts(number * 200, 200))
    running = [subprocess.Popen([runner.command, "import", "accounts", f"{number}.csv", "--book", "shop.book"], cwd=folder, env=runner.plain,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for number in range(3)]
    said = [(program.communicate(timeout=300)[0], program.returncode) for program in running]
    if any(code != 0 for _, code in said):
        return "\n".join(f"exit code {code}: {text}" for text, code in said)
    proof = proviso(runner, folder, "verify", "shop.book")
    listed = proviso(runner, folder, "account", "list", "--as-of", "2013-03-01", "--format", "csv", "--book", "shop.book")
    if proof.returncode != 0:
        return wrong("verify", proof)
    return "" if listed.stdout.count("\n") == 601 else f"{listed.stdout.count(chr(10)) - 1} accounts, not 600"


def changed_byte(runner, folder):
    """One byte of the book changed anywhere in its tables is found, or nothing that the book says depends on it."""
    path = copy_of(runner, "billed", folder)
    with contextlib.closing(sqlite3.connect(path)) as book:
        book.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        book.execute("PRAGMA journal_mode=DELETE")
    data = bytearray(path.read_bytes())
    at = data.rfind(b"Unlimited seat")  # the text of a line of an issued document
    if at < 0:
        at = data.rfind(b"unlimited-monthly")
    data[at] ^= 0x20
    path.write_bytes(data)
    done = proviso(runner, folder, "verify", "shop.book")
    if done.returncode == 1 and re.match(r"error\[verify\.fault\] \S", done.stderr):
        return ""
    return wrong("verify of a changed book", done)


def on_small_disk(runner, folder, script: str) -> subprocess.CompletedProcess | None:
    """Runs the script in `folder` with a disk of one megabyte mounted at `small`; nothing where this user may not mount."""
    (folder / "small").mkdir()
    mounted = ["unshare", "-rm", "bash", "-c", "mount -t tmpfs -o size=1m none small && " + script]
    trial = ["unshare", "-rm", "bash", "-c", "mount -t tmpfs -o size=1m none small"]
    with contextlib.suppress(FileNotFoundError):
        if subprocess.run(trial, cwd=folder, stderr=subprocess.DEVNULL, check=False).returncode == 0:
            return subprocess.run(mounted, cwd=folder, env=runner.plain, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300,
                                  check=False)
    return None


def full_disk(runner, folder):
    """A full disk stops an import with exit 4 and changes nothing; with room again it goes on."""
    copy_of(runner, "empty", folder)
    (folder / "many.csv").write_text("account,opened\n" + accounts(0, 20000))
    done = on_small_disk(runner, folder, """cp shop.book small/ && head -c 700000 /dev/zero > small/filler
        proviso import accounts many.csv --book small/shop.book > /dev/null; echo "import $?"
        proviso verify small/shop.book > /dev/null; echo "verify $?"
        rm small/filler; head -3 many.csv > few.csv
        proviso import accounts few.csv --book small/shop.book; echo "import $?" """)
    if done is None:
        return ""
    wanted = "import 4\nverify 0\nfew.csv: 2 rows, 2 events: 2 accepted, 0 replayed, 0 suspended\nimport 0\n"
    return "" if done.stdout == wanted and done.stderr.startswith("error[book.full] small/shop.book") else wrong("a full disk", done)


def unwritable_disk(runner, folder):
    """On a disk that only reads, a command that writes says so with exit 4."""
    copy_of(runner, "facts", folder)
    done = on_small_disk(runner, folder, """cp shop.book small/ && mount -o remount,ro small
        proviso run --through 2013-04-01 --book small/shop.book; echo "run $?"
        proviso init small/new.book --pack safesoft-2013; echo "init $?" """)
    if done is None:
        return ""
    told = [line.split(":")[0] for line in done.stderr.splitlines()]
    return "" if done.stdout == "run 4\ninit 4\n" and told == ["error[book.io] small/shop.book", "error[book.io] small/new.book"] else \
        wrong("a disk that only reads", done)


def garbage_pages(runner, folder):
    """Whole pages of noise: an answer each time, and never that the book is in order, unless nothing stood on the page."""
    path = copy_of(runner, "billed", folder)
    with contextlib.closing(sqlite3.connect(path)) as book:
        book.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        book.execute("PRAGMA journal_mode=DELETE")
        size = book.execute("PRAGMA page_size").fetchone()[0]
    whole = path.read_bytes()
    noise = bytes(number * 167 % 256 for number in range(size))
    for page in range(0, len(whole) // size, 5):
        path.write_bytes(whole[:page * size] + noise + whole[(page + 1) * size:])
        done = proviso(runner, folder, "verify", "shop.book")
        if done.returncode not in (0, 1, 4) or (done.returncode != 0 and not done.stderr.startswith("error[")):
            return wrong(f"page {page}", done)
        if page in (0, 5) and done.returncode == 0:
            return wrong(f"page {page}", done)
    return ""


def killed(runner, folder):
    """kill -9 at moments spread over a command: the book verifies, and the same command goes on to the same book."""
    steps = (("empty", ("import", "accounts", "many.csv"), ("account", "list", "--as-of", "2013-03-01")),
             ("facts", ("run", "--through", "2013-04-01"), ("invoice", "list", "--format", "csv")),
             ("facts", ("finalize",), ("invoice", "list", "--format", "csv")), ("billed", ("close", "2013-03"), ("trial-balance", "--as-of", "2013-04-01")))
    for number, (setup, command, shows) in enumerate(steps):
        start = folder / f"{number}"
        copy_of(runner, setup, start)
        (start / "many.csv").write_text("account,opened\n" + accounts(0, 2000))
        if command[0] == "finalize":
            proviso(runner, start, "run", "--through", "2013-04-01", "--book", "shop.book")
        whole = folder / f"{number}-whole"
        shutil.copytree(start, whole)
        began = time.monotonic()
        said = proviso(runner, whole, *command, "--book", "shop.book")
        lasted = time.monotonic() - began
        if said.returncode != 0:
            return wrong(" ".join(command), said)
        wanted = proviso(runner, whole, *shows, "--book", "shop.book").stdout
        for moment in range(4):
            copy = folder / f"{number}-{moment}"
            shutil.copytree(start, copy)
            program = subprocess.Popen([runner.command, *command, "--book", "shop.book"], cwd=copy, env=runner.plain, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(lasted * (moment + 1) / 5)
            program.kill()
            program.wait()
            proof = proviso(runner, copy, "verify", "shop.book")
            if proof.returncode != 0:
                return wrong(f"verify after a killed {command[0]}", proof)
            again = proviso(runner, copy, *command, "--book", "shop.book")
            if again.returncode != 0 and not re.match(r"error\[(drafts\.none|period\.closed)\]", again.stderr):
                return wrong(f"{command[0]} after a killed one", again)
            shown = proviso(runner, copy, *shows, "--book", "shop.book")
            if shown.stdout.replace(",same,", ",new,") != wanted.replace(",same,", ",new,"):  # drafts that a run made before are the same
                return wrong(f"the book after a killed {command[0]}", shown)
    return ""


def on_terminal(runner, folder, environment: dict[str, str]) -> bytes:
    """What a refused command writes to a terminal."""
    ours, theirs = pty.openpty()
    proviso(runner, folder, "nonsense", stderr=theirs, environment=environment)
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):  # the other end is closed: all has been read
        while block := os.read(ours, 4096):
            said += block
    os.close(ours)
    return said


def colours(runner, folder):
    """Colour only on a terminal that has it, and not with NO_COLOR."""
    if b"\x1b[" not in on_terminal(runner, folder, {"TERM": "xterm"}):
        return "no colour on a terminal"
    for environment in ({"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}):
        if b"\x1b[" in (said := on_terminal(runner, folder, environment)):
            return f"colour with {environment}: {said!r}"
    return "colour in a pipe" if "\x1b[" in proviso(runner, folder, "nonsense", environment={"TERM": "xterm"}).stderr else ""


def cases():
    return {"interrupted_import": interrupted_import, "busy_book": busy_book, "two_programs": two_programs,
            "changed_byte": changed_byte, "garbage_pages": garbage_pages, "full_disk": full_disk, "unwritable_disk": unwritable_disk,
            "killed": killed, "colours": colours}
