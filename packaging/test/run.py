#!/usr/bin/env python3
"""Installs a build into an empty prefix and uses it as an outsider would: pkg-config, find_package, the command and its packs."""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
WITHOUT = [f"-DCMAKE_DISABLE_FIND_PACKAGE_{name}=ON" for name in ("SQLite3", "tomlplusplus", "PkgConfig")]
EXPECTED = '"amount":"66.33"'


class Prefix:
    """One installation in a folder of its own, and what is done with it."""

    def __init__(self, build: pathlib.Path, room: pathlib.Path):
        self.build, self.room, self.prefix = build, room, room / "prefix"

    def run(self, *command, env: dict | None = None) -> str:
        """Standard output; on failure an exception with everything that was printed."""
        full = {**os.environ, **(env or {})}
        for name in ("PROVISO_RULES", "PROVISO_BOOK", "DESTDIR"):
            full.pop(name, None)
        done = subprocess.run([str(part) for part in command], cwd=self.room, env=full, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
        return done.stdout

    def find(self, pattern: str) -> pathlib.Path:
        found = sorted(self.prefix.glob(pattern))
        if not found:
            raise RuntimeError(f"nothing in the prefix matches {pattern}")
        return found[0]

    def test_install(self):
        """everything that is promised lands in the prefix"""
        self.run("cmake", "--install", self.build, "--prefix", self.prefix)
        for pattern in ("bin/proviso", "include/proviso.h", "**/libproviso.so.1", "**/libproviso.so", "**/libproviso.a", "**/proviso.pc",
                        "**/ProvisoConfig.cmake", "**/ProvisoConfigVersion.cmake", "share/proviso/rules/safesoft-2013.toml"):
            self.find(pattern)

    def test_pkg_config(self):
        """a C99 program builds by pkg-config, of which it needs one file, and gives the printed amount"""
        pc = self.find("**/proviso.pc").parent
        flags = self.run("pkg-config", "--cflags", "--libs", "proviso", env={"PKG_CONFIG_LIBDIR": str(pc), "PKG_CONFIG_PATH": ""}).split()
        self.run("cc", "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", HERE / "proration.c", *flags, "-o", "proration")
        library = {"LD_LIBRARY_PATH": str(self.find("**/libproviso.so").parent)}
        out = self.run("./proration", self.find("share/proviso/rules/safesoft-2013.toml"), env=library)
        if EXPECTED not in out:
            raise RuntimeError(out)

    def outsider(self, name: str, *options: str):
        self.run("cmake", "-S", HERE, "-B", name, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={self.prefix}", *options)
        self.run("cmake", "--build", name)
        self.run("ctest", "--test-dir", name, "--output-on-failure", "--no-tests=error")

    def test_find_package(self):
        """a CMake project in C finds the package and links the shared library, though nothing is found that the static one needs"""
        self.outsider("shared", *WITHOUT)

    def test_find_static(self):
        """a CMake project that asks for the component static links both libraries"""
        self.outsider("static", "-DSTATIC=ON")

    def test_static_missing(self):
        """the component static is refused, by the name of what is missing, where that is not found"""
        try:
            self.outsider("neither", "-DSTATIC=ON", *WITHOUT)
        except RuntimeError as error:
            if "not found: SQLite::SQLite3 tomlplusplus::tomlplusplus PkgConfig::sodium" not in " ".join(str(error).split()):
                raise
        else:
            raise RuntimeError("the static library was found without what it is linked with")

    def test_moved(self):
        """the installed command finds the installed packs, also after the prefix moved"""
        moved = self.room / "elsewhere"
        shutil.move(self.prefix, moved)
        out = self.run(moved / "bin/proviso", "calc", "proration", "--pack", "safesoft-2013", "--price", "199",
                       "--cycle-start", "2013-03-01", "--activated", "2013-03-20", "--format", "json")
        if EXPECTED not in out.replace('": "', '":"'):
            raise RuntimeError(out)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--build", type=pathlib.Path, required=True)
    given = arguments.parse_args()
    failed = 0
    tests = [name for name in vars(Prefix) if name.startswith("test_")]
    with tempfile.TemporaryDirectory(prefix="proviso-prefix-") as room:
        prefix = Prefix(given.build.resolve(), pathlib.Path(room))
        for name in tests:
            try:
                getattr(prefix, name)()
                print(f"ok   {getattr(Prefix, name).__doc__}")
            except RuntimeError as error:
                failed += 1
                print(f"FAIL {getattr(Prefix, name).__doc__}\n{error}")
    print(f"{len(tests) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
