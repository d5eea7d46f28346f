#!/usr/bin/env python3
"""Builds the Debian packages, installs them into an empty root, uses them there as a machine would, and removes them again."""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
PACKAGES = ["libproviso-dev", "libproviso1", "proviso"]
CALC = ["calc", "proration", "--pack", "safesoft-2013", "--price", "199", "--cycle-start", "2013-03-01", "--activated", "2013-03-20",
        "--format", "json"]


def run(*command, env: dict | None = None, room: pathlib.Path | None = None) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PROVISO_") and name != "DESTDIR"}
    done = subprocess.run([str(part) for part in command], cwd=room, env=clean | (env or {}), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def cached(build: pathlib.Path) -> list[str]:
    """The settings of the build that is tested, so that a compiler cache has every object already."""
    text = (build / "CMakeCache.txt").read_text("utf-8")
    keep = ("CMAKE_BUILD_TYPE", "CMAKE_CXX_COMPILER", "CMAKE_C_COMPILER", "CMAKE_CXX_FLAGS_DEBUG", "CMAKE_C_FLAGS_DEBUG", "PROVISO_WERROR")
    return [f"-D{name}={value}" for name, value in re.findall(r"^(\w+):\w+=(.*)$", text, re.M) if name in keep and value]


class Packages:
    def __init__(self, build: pathlib.Path, room: pathlib.Path):
        self.build, self.room, self.root = build, room, room / "root"
        # beside the build folders of the checkout: a compiler cache that makes paths relative then finds the same ones
        self.made = TOP / "build" / f"{build.name}-deb"
        self.library = {}

    def dpkg(self, *arguments) -> str:
        """dpkg on the empty root. What the packages depend on is this machine's, so that is not asked for."""
        return run("dpkg", f"--root={self.root}", "--force-not-root", "--force-depends", "--force-script-chrootless",
                   f"--log={self.room}/dpkg.log", *arguments)

    def test_build(self):
        """three packages come out of the build, one for each purpose, and none holds a file of another"""
        for old in self.made.glob("*.deb"):
            old.unlink()
        run("cmake", "-S", TOP, "-B", self.made, "-G", "Ninja", "-DCMAKE_INSTALL_PREFIX=/usr", "-DPROVISO_BUILD_TESTS=OFF", *cached(self.build))
        run("cmake", "--build", self.made)
        run("cpack", "-G", "DEB", room=self.made)
        names = {run("dpkg-deb", "-f", path, "Package").strip(): path for path in sorted(self.made.glob("*.deb"))}
        if sorted(names) != PACKAGES:
            raise RuntimeError(f"the packages are {sorted(names)}")
        seen = {}
        for name, path in names.items():
            for line in run("dpkg-deb", "-c", path).splitlines():
                file = line.split()[5]
                if not file.endswith("/") and file in seen:
                    raise RuntimeError(f"{file} is in {seen[file]} and in {name}")
                seen[file] = name
        needs = run("dpkg-deb", "-f", names["libproviso1"], "Depends")
        for library in ("libsqlite3-0", "libsodium23", "libstdc++6"):
            if library not in needs:
                raise RuntimeError(f"libproviso1 does not depend on {library}: {needs}")
        if "libproviso1 (=" not in run("dpkg-deb", "-f", names["proviso"], "Depends"):
            raise RuntimeError("the command does not depend on its library")

    def test_install(self):
        """dpkg installs them, the library where Debian's loader looks"""
        (self.root / "var/lib/dpkg").mkdir(parents=True)
        (self.root / "var/lib/dpkg/status").touch()
        self.dpkg("-i", *sorted(self.made.glob("*.deb")))
        found = sorted(self.root.glob("usr/lib/*/libproviso.so.1"))
        if not found:
            raise RuntimeError("there is no libproviso.so.1 in a folder of usr/lib")
        self.library = {"LD_LIBRARY_PATH": str(found[0].parent)}

    def test_command(self):
        """the command finds its library and its packs"""
        if '"amount": "66.33"' not in run(self.root / "usr/bin/proviso", *CALC, env=self.library, room=self.room):
            raise RuntimeError("66.33 is not what came out")

    def test_development(self):
        """a C program builds from the installed files alone, with the shared library and with the static one"""
        pc = next(self.root.glob("usr/lib/*/pkgconfig"))
        needs = run("dpkg-deb", "-f", *self.made.glob("libproviso-dev_*.deb"), "Depends")
        for static, library in (([], self.library), (["--static"], {})):
            # no other package's file is found: what a program with the shared library needs is in this package and in libproviso1
            flags = run("pkg-config", *static, "--cflags", "--libs", "proviso", env={"PKG_CONFIG_LIBDIR": f"{pc}", "PKG_CONFIG_PATH": ""}).split()
            flags = ["-l:libproviso.a" if static and flag == "-lproviso" else flag for flag in flags]
            run("cc", "-std=c99", "-Wall", "-Werror", TOP / "packaging/test/proration.c", *flags, "-o", self.room / "proration")
            if '"amount":"66.33"' not in run(self.room / "proration", self.root / "usr/share/proviso/rules/safesoft-2013.toml", env=library):
                raise RuntimeError("66.33 is not what came out")
            for flag in flags if static else []:  # what only the static library is linked with comes with the package
                if flag in ("-lsqlite3", "-lsodium", "-ltomlplusplus") and f"lib{flag[2:]}-dev" not in needs:
                    raise RuntimeError(f"libproviso-dev does not depend on what gives {flag}: {needs}")

    def test_manual(self):
        """there is a manual page for every command, and the formatter has nothing to say about them"""
        pages = {path.name for path in self.root.glob("usr/share/man/man1/*.1.gz")}
        listed = run(self.root / "usr/bin/proviso", "help", env=self.library).split("Commands\n")[1].split("\n\n")[0]
        for line in listed.splitlines():
            name = "proviso-" + "-".join(line.strip().split("  ")[0].split()) + ".1.gz"
            if name not in pages:
                raise RuntimeError(f"there is no {name}")
        for page in sorted(pages):
            text = subprocess.run(["gzip", "-dc", str(self.root / "usr/share/man/man1" / page)], capture_output=True, check=True).stdout
            for needed in (b".SH NAME", b".SH SYNOPSIS"):
                if needed not in text:
                    raise RuntimeError(f"{page} has no {needed.decode()}")

    def test_bash(self):
        """bash completes commands, options and formats"""
        script = f"""source {self.root}/usr/share/bash-completion/completions/proviso
        try() {{ COMP_WORDS=("$@"); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMPREPLY=(); _proviso; echo "${{COMPREPLY[*]}}"; }}
        try proviso invo; try proviso --book b invoice sh; try proviso run --thr; try proviso run --format ''"""
        self.expect(run("bash", "-c", script), "invoice\nshow\n--through\ntable json csv\n")

    def test_zsh(self):
        """zsh completes commands, options and formats"""
        script = f"""_describe() {{ print -l -- ${{(P)2}} }}
        _arguments() {{ print -l -- $@ }}
        try() {{ words=("$@"); CURRENT=$#; source {self.root}/usr/share/zsh/vendor-completions/_proviso }}
        try proviso inv | grep '^invoice:'; try proviso invoice '' | grep -o '^mark-sent:'; try proviso run --f | grep -o '^--format=.*'"""
        self.expect(run("zsh", "-f", "-c", script), "invoice:invoice ...\nmark-sent:\n--format=[table, json or csv]:FORMAT:(table json csv)\n")

    def test_fish(self):
        """fish completes commands, options and formats"""
        script = f"""source {self.root}/usr/share/fish/vendor_completions.d/proviso.fish
        complete -C'proviso invo'; complete -C'proviso invoice sh'; complete -C'proviso run --thr'; complete -C'proviso run --format j'"""
        home = {"HOME": str(self.room), "XDG_DATA_HOME": str(self.room), "XDG_CONFIG_HOME": str(self.room)}
        words = [line.split("\t")[0] for line in run("fish", "-N", "-c", script, env=home, room=self.room).splitlines()]
        self.expect(" ".join(words), "invoice show --through json")

    def test_removal(self):
        """removing them leaves nothing behind"""
        self.dpkg("-P", *PACKAGES)
        left = [path for path in (self.root / "usr").rglob("*") if path.is_file()] if (self.root / "usr").exists() else []
        if left:
            raise RuntimeError(f"left behind: {left}")

    @staticmethod
    def expect(got: str, wanted: str):
        if got != wanted:
            raise RuntimeError(f"{got!r} instead of {wanted!r}")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--build", type=pathlib.Path, required=True)
    build = arguments.parse_args().build.resolve()
    tests = [name for name in vars(Packages) if name.startswith("test_")]
    failed = 0
    room = pathlib.Path(tempfile.mkdtemp(prefix="proviso-deb-"))
    try:
        packages = Packages(build, room)
        for name in tests:
            try:
                getattr(packages, name)()
                print(f"ok   {getattr(Packages, name).__doc__}")
            except (RuntimeError, OSError, StopIteration) as error:
                failed += 1
                print(f"FAIL {getattr(Packages, name).__doc__}\n{error}")
    finally:
        shutil.rmtree(room, ignore_errors=True)
    print(f"{len(tests) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
