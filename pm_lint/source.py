"""Bytes to text, and offsets to what people and editors count.

A place in a document is stored once, as an offset in code points from the start of the decoded text.
Lines and columns are computed at the edge. Lines end at ``\\n``, ``\\r\\n`` and ``\\r`` and nowhere else, as
in CommonMark and in editors; ``str.splitlines()`` knows eight more and is never used.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from pathlib import Path

from pm_lint.errors import SourceError
from pm_lint.lazy import lazy
from pm_lint.lazy_regex import lazy_regex
from pm_lint.record import NamedTuple

BOM = "\ufeff"
MAX_BYTES = 10_000_000
"""Larger files are refused: the Markdown parser cannot be interrupted, so size is the only bound on time."""

_NEWLINE = lazy_regex(r"\r\n?|\n")


class Span(NamedTuple):
    """A half-open range of a source text, in code points from its start."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people say it: 1-based line, 1-based column in code points."""

    line: int
    column: int


class Source:
    """One document: its text without the byte order mark, and its line table.

    ``path`` is what the user called the file (``-`` or a name for standard input) and is only ever shown.
    """

    def __init__(self, path: str, text: str, *, bom: bool = False) -> None:
        self.path = path
        self.text = text
        self.bom = bom

    @classmethod
    def from_bytes(cls, path: str, data: bytes) -> Source:
        """Decodes ``data`` as UTF-8; raises SourceError with the byte offset where that fails."""
        if len(data) > MAX_BYTES:
            raise SourceError(f"is {len(data):,} bytes long; pm-lint reads at most {MAX_BYTES:,}")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise SourceError(f"not UTF-8 at byte {error.start}") from None
        if text.startswith(BOM):
            return cls(path, text[1:], bom=True)
        return cls(path, text)

    def to_bytes(self, text: str | None = None) -> bytes:
        """The bytes of ``text`` (or of this document), with the byte order mark that was found."""
        shown = self.text if text is None else text
        return ((BOM if self.bom else "") + shown).encode("utf-8")

    @lazy
    def _table(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        text = self.text
        if "\r" not in text:  # the common case, without a regex
            ends = list(accumulate([len(line) + 1 for line in text.split("\n")], initial=-1))[1:]
            return (0, *[end + 1 for end in ends[:-1]]), tuple(ends)
        matches = list(_NEWLINE.finditer(text))
        return (0, *[match.end() for match in matches]), (*[match.start() for match in matches], len(text))

    @lazy
    def line_starts(self) -> tuple[int, ...]:
        """The offset of the first character of each line."""
        return self._table[0]

    @lazy
    def line_ends(self) -> tuple[int, ...]:
        """The offset after the last character of each line, its ending left out."""
        return self._table[1]

    @lazy
    def lines(self) -> tuple[str, ...]:
        """The lines without their endings."""
        text = self.text
        if "\r" not in text:
            return tuple(text.split("\n"))
        return tuple([text[start:end] for start, end in zip(*self._table, strict=True)])

    @property
    def line_count(self) -> int:
        return len(self._table[0])

    def position(self, offset: int) -> Position:
        """The line and column of ``offset``; the end of the text is a valid place."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line_of(self, offset: int) -> int:
        """The 1-based line that holds ``offset``."""
        return bisect_right(self.line_starts, offset)

    def line_text(self, line: int) -> str:
        """The text of a 1-based line, without its ending."""
        return self.text[self.line_starts[line - 1] : self.line_ends[line - 1]]

    def line_span(self, line: int) -> Span:
        """The span of a 1-based line, without its ending."""
        return Span(self.line_starts[line - 1], self.line_ends[line - 1])

    def first_line(self, span: Span) -> Span:
        """The part of a range that stands on its first line: where a finding about the whole of it is shown."""
        return Span(span.start, min(span.end, self.line_ends[self.line_of(span.start) - 1]))

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def offset(self, position: Position) -> int:
        """The offset of a position; a column past the end of its line is the end of the line."""
        starts, ends = self._table
        if position.line > len(starts):
            return len(self.text)
        return min(starts[position.line - 1] + position.column - 1, ends[position.line - 1])

    @lazy
    def newline(self) -> str:
        """The line ending that a fix inserts: the first one found, else ``\\n``."""
        match = _NEWLINE.search(self.text)
        return match.group() if match else "\n"


def utf16_length(text: str) -> int:
    """How many UTF-16 code units ``text`` takes: what SARIF and most editors count."""
    return len(text) + sum(character > "\uffff" for character in text)


def utf8_length(text: str) -> int:
    """How many UTF-8 bytes ``text`` takes: what rdjson counts. A lone surrogate counts as three."""
    return len(text.encode("utf-8", "surrogatepass"))


def read_source(path: Path, shown: str | None = None) -> Source:
    """Reads one Markdown file; raises SourceError in the user's words when that fails.

    A directory, a device, a dangling or circular link, an unreadable or vanished file are all SourceErrors.
    """
    name = shown if shown is not None else str(path)
    try:
        if path.is_dir():
            raise SourceError("is a directory, not a file")
        if path.exists() and not path.is_file():
            raise SourceError("is not a regular file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                raise SourceError(f"is larger than the {MAX_BYTES:,} bytes that pm-lint reads")
    except OSError as error:
        raise SourceError((error.strerror or "cannot be read").lower()) from None
    except ValueError as error:  # a name that holds a null character
        raise SourceError(str(error)) from None
    return Source.from_bytes(name, data)
