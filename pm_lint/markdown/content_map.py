"""Where in the file each character of an inline token's ``content`` stands.

Block rules strip container prefixes (``> ``, list indents, ``#`` marks, table pipes) before the inline parser
sees a line. They only ever cut on the left and trim the ends, so each content line is a suffix of its source
line and can be aligned on the right, whatever the containers were. Where nothing aligns there is no map: no
position is better than a guessed one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from markdown_it.common.utils import mdTrim

from pm_lint.lazy import lazy
from pm_lint.record import NamedTuple
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
        if len(self.places) == 1 and self.places[0] >= self.floors[0]:  # one line without a half-eaten tab, as most
            return Span(self.places[0] + start, self.places[0] + max(start, end))
        first = self.place(start)
        return Span(first, max(first, self.place(end - 1) + 1) if end > start else first)


def _map(pieces: list[tuple[int, int, int]]) -> ContentMap:
    offsets, places, floors = zip(*pieces, strict=True)
    return ContentMap(offsets, places, floors)


def _line(source: Source, number: int) -> str:
    line = source.line_text(number + 1)
    return line.replace("\0", "\ufffd") if "\0" in line else line


def paragraph_map(content: str, first: int, last: int, source: Source) -> ContentMap | None:
    """The map of a paragraph or setext heading on the 0-based lines ``first`` to ``last`` (exclusive)."""
    if last - first == 1:
        line = _line(source, first).rstrip()
        if (found := _end_of_line(content.rstrip(), line, source.line_starts[first])) is not None:
            return found
    texts = content.split("\n")
    for shift in range(max(1, last - first - len(texts) + 1)):  # more than 0: blank-looking lines were trimmed
        if (pieces := _align(texts, source, first + shift)) is not None:
            return _map(pieces)
    return None


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
    return _end_of_line(content.rstrip(), line.rstrip(), source.line_starts[number])


def _end_of_line(body: str, line: str, start: int) -> ContentMap | None:
    """The map of content that ends the line starting at ``start``."""
    return ContentMap((0,), (start + len(line) - len(body),), (start,)) if line.endswith(body) else None


class RowMaps:
    """The maps of all cells of a table row, made when the first is asked for."""

    def __init__(self, contents: Sequence[str], number: int, start: int, source: Source) -> None:
        """``start`` is the offset of the row's first character on its 0-based line ``number``."""
        self._contents = contents
        self._number = number
        self._start = start
        self._source = source

    def of(self, index: int) -> ContentMap | None:
        """The map of the cell at ``index``."""
        return self._maps[index]

    @lazy
    def _maps(self) -> list[ContentMap | None]:
        floor = self._source.line_starts[self._number]
        line = _line(self._source, self._number)[self._start - floor :]
        row = mdTrim(line)
        start = self._start + line.find(row)
        raw = _split_row(row)
        if not raw[0][1]:  # the row opens with a pipe
            del raw[0]
        raw += [(len(row), "")] * (len(self._contents) - len(raw))  # cells that the author left out
        return [
            _cell_map(content, start + column, text, floor)
            for content, (column, text) in zip(self._contents, raw, strict=False)
        ]


def _split_row(row: str) -> list[tuple[int, str]]:
    """Splits like markdown-it's ``escapedSplit``, keeping columns; the pieces are still escaped."""
    pieces, start, at = [], 0, row.find("|")
    while at >= 0:
        # As in markdown-it, one backslash before the pipe escapes it, however many precede.
        if not at or row[at - 1] != "\\":
            pieces.append((start, row[start:at]))
            start = at + 1
        at = row.find("|", at + 1)
    pieces.append((start, row[start:]))
    return pieces


def _cell_map(content: str, start: int, text: str, floor: int) -> ContentMap | None:
    body = mdTrim(text)
    if body.replace("\\|", "|") != content:
        return None
    place = start + text.find(body)
    if "\\|" not in body:
        return ContentMap((0,), (place,), (floor,))
    pieces, offset = [], 0
    for i, part in enumerate(body.split("\\|")):
        if i:
            pieces.append((offset, place + 1, floor))  # the pipe, past its backslash
            offset += 1
            place += 2
        pieces.append((offset, place, floor))
        offset += len(part)
        place += len(part)
    return _map(pieces)
