"""Where in the file each character of an inline token's ``content`` stands.

Block rules strip container prefixes (``> ``, list indents, ``#`` marks, table pipes) before the inline parser
sees a line. They only ever cut on the left and trim the ends, so each content line is a suffix of its source
line and can be aligned on the right, whatever the containers were. Where nothing aligns there is no map: no
position is better than a guessed one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pm_lint.source import Source, Span


class ContentMap(NamedTuple):
    """A piecewise-linear map from content offsets to source offsets, one piece per line or escaped pipe."""

    offsets: tuple[int, ...]
    """The content offset where each piece starts."""
    places: tuple[int, ...]
    """Its source offset; before the line's start where a half-eaten tab became virtual spaces."""
    floors: tuple[int, ...]
    """The start of the source line, which no place of the piece may precede."""

    def place(self, offset: int) -> int:
        """The source offset of the content character at ``offset``."""
        i = bisect_right(self.offsets, offset) - 1
        return max(self.floors[i], self.places[i] + offset - self.offsets[i])

    def span(self, start: int, end: int) -> Span:
        """The source range of ``content[start:end]``; its end stays in the piece of its last character."""
        first = self.place(start)
        return Span(first, max(first, self.place(end - 1) + 1) if end > start else first)


def _map(pieces: list[tuple[int, int, int]]) -> ContentMap:
    offsets, places, floors = zip(*pieces, strict=True)
    return ContentMap(offsets, places, floors)


def paragraph_map(content: str, first: int, last: int, source: Source) -> ContentMap | None:
    """The map of a paragraph or setext heading on the 0-based lines ``first`` to ``last`` (exclusive)."""
    texts = content.split("\n")
    for shift in range(max(1, last - first - len(texts) + 1)):  # more than 0: blank-looking lines were trimmed
        if (pieces := _align(texts, source, first + shift)) is not None:
            return _map(pieces)
    return None


def _line(source: Source, number: int) -> str:
    line = source.line_text(number + 1)
    return line.replace("\0", "\ufffd") if "\0" in line else line


def _align(texts: list[str], source: Source, first: int) -> list[tuple[int, int, int]] | None:
    pieces, offset, last = [], 0, first + len(texts) - 1
    for number, text in enumerate(texts, first):
        line, body = _line(source, number), text
        if number == last:  # the only line trimmed on the right
            line, body = line.rstrip(), text.rstrip()
        if not line.endswith(body.lstrip()):  # lstrip: half-eaten tabs become spaces
            return None
        start = source.line_starts[number]
        pieces.append((offset, start + len(line) - len(body), start))
        offset += len(text) + 1
    return pieces


def atx_map(content: str, number: int, source: Source) -> ContentMap | None:
    """The map of an ATX heading on the 0-based line ``number``."""
    line = _line(source, number).rstrip(" \t")
    bare = line.rstrip("#")
    if bare.endswith((" ", "\t")):  # a closing sequence
        line = bare
    line, body = line.rstrip(), content.rstrip()
    if not line.endswith(body):
        return None
    start = source.line_starts[number]
    return _map([(0, start + len(line) - len(body), start)])


def row_maps(contents: Sequence[str], number: int, source: Source) -> list[ContentMap | None]:
    """The maps of all cells of the table row on the 0-based line ``number``."""
    line = _line(source, number)
    raw = _split_row(line)
    start = source.line_starts[number]
    for skip in (0, 1):  # 1: the row opens with a pipe, after its container prefix
        maps: list[ContentMap | None] = []
        for i, content in enumerate(contents, skip):
            column, text = raw[i] if i < len(raw) else (len(line), "")
            found = _cell_map(content, start, column, text, first=i == 0)
            if found is None:
                break
            maps.append(found)
        else:
            return maps
    return [None] * len(contents)


def _split_row(line: str) -> list[tuple[int, str]]:
    """Splits like markdown-it's ``escapedSplit``, keeping columns; the pieces are still escaped."""
    pieces, start, at = [], 0, line.find("|")
    while at >= 0:
        # As in markdown-it, one backslash before the pipe escapes it, however many precede.
        if not at or line[at - 1] != "\\":
            pieces.append((start, line[start:at]))
            start = at + 1
        at = line.find("|", at + 1)
    pieces.append((start, line[start:]))
    return pieces


def _cell_map(content: str, line_start: int, start: int, text: str, *, first: bool) -> ContentMap | None:
    body, plain = text.strip(), content.strip()
    indent = len(content) - len(content.lstrip())
    column = start + len(text) - len(text.lstrip()) - indent
    decoded = body.replace("\\|", "|")
    if first:  # the segment may still hold a container prefix, "> " or "- "
        if not plain or not decoded.endswith(plain):
            return None
        cut = len(body) - len(plain) - plain.count("|")
        column += cut
        decoded, body = plain, body[cut:]
    if decoded != plain:
        return None
    pieces, offset, place = [], 0, line_start + column
    parts = (content[:indent] + body).split("\\|")
    for i, part in enumerate(parts):
        pieces.append((offset, place, line_start))
        offset += len(part)
        place += len(part)
        if i < len(parts) - 1:
            pieces.append((offset, place + 1, line_start))  # the pipe, past its backslash
            offset += 1
            place += 2
    return _map(pieces)
