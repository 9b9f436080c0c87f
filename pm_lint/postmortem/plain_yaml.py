"""The plain YAML that most front matter is: ``key: value`` lines, read without the YAML library.

To import the library and to let it read takes longer than all else that is done about front matter. Whatever is not
plain for sure is left to it.
"""

from __future__ import annotations

from pm_lint.lazy_regex import lazy_regex
from pm_lint.record import NamedTuple

MAX_LINES = 1_000
_WORDS = r"[^\W_](?:[\w.-]| (?=[\w.-]))*+"
_LINE = lazy_regex(
    r"(?P<key>[A-Za-z_][A-Za-z0-9_-]*):(?: +(?:"
    r"(?P<plain>[\w/(.$](?:(?!: |:$| #).)*+)"
    r"|(?P<quoted>\"[^\\\"]*\"|'[^']*')"
    rf"|\[ *(?P<list>{_WORDS}(?:, *{_WORDS})*)? *\]))? *"
    r"|#.*| *"
)
_ITEM = lazy_regex(_WORDS)


class Scalar(NamedTuple):
    """A scalar as its quotes hold it, and where it stands with them."""

    text: str
    start: int
    end: int


def read_plain(text: str) -> list[tuple[Scalar, list[Scalar]]] | None:
    """Each key of plain YAML with its value, or with those of a list; None for YAML that is not plain."""
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        return None
    fields: list[tuple[Scalar, list[Scalar]]] = []
    at = 0
    for line in lines:
        match = _LINE.fullmatch(line) if line.isprintable() else None
        if match is None:
            return None
        if match["key"] is not None:
            if match["list"] is not None:
                found = _ITEM.finditer(line, *match.span("list"))
                values = [Scalar(item.group(), at + item.start(), at + item.end()) for item in found]
            elif match["quoted"] is not None:
                values = [Scalar(match["quoted"][1:-1], at + match.start("quoted"), at + match.end("quoted"))]
            elif match["plain"] is not None:
                plain = match["plain"].rstrip(" ")
                values = [Scalar(plain, at + match.start("plain"), at + match.start("plain") + len(plain))]
            elif "[" in line:
                values = []
            else:
                values = [Scalar("", at + match.end("key") + 1, at + match.end("key") + 1)]
            fields.append((Scalar(match["key"], at + match.start("key"), at + match.end("key")), values))
        at += len(line) + 1
    return fields
