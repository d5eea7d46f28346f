"""C and C++ source as text: without comments, with or without what stands in quotes, line numbers kept."""

import re

# One alternative per thing that may hide code: raw string, string, character, line comment, block comment.
TOKEN = re.compile(
    r'R"(?P<fence>[^()\\\s]{0,16})\((?:.|\n)*?\)(?P=fence)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'"
    r"|//[^\n]*"
    r"|/\*(?:.|\n)*?\*/"
)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def without_comments(text: str) -> str:
    return TOKEN.sub(lambda m: _blank(m[0]) if m[0].startswith(("//", "/*")) else m[0], text)


def code_only(text: str) -> str:
    """Neither comments nor what is quoted."""
    return TOKEN.sub(lambda m: _blank(m[0]) if m[0].startswith(("//", "/*")) else '"' + _blank(m[0][1:-1]) + '"', text)


def includes(text: str) -> list[tuple[int, str]]:
    """(line, path) of each #include."""
    found = []
    for number, line in enumerate(without_comments(text).split("\n"), 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if match:
            found.append((number, match[1]))
    return found
