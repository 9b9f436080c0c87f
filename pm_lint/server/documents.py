"""Open documents and their positions in the units that the client counts.

pygls splits lines with ``str.splitlines``, which breaks at U+2028 and seven other characters that no editor breaks
at, so texts are kept here, with the line table that the rest of pm-lint uses.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types as lsp
from pygls.uris import to_fs_path

from pm_lint.source import Position, Source, Span, utf8_length, utf16_length

Encoding = lsp.PositionEncodingKind | str

_WIDTHS = {"utf-8": utf8_length, "utf-16": utf16_length, "utf-32": len}


class Document:
    """One open document: what the editor shows, saved or not."""

    def __init__(self, uri: str, text: str, version: int | None, encoding: Encoding) -> None:
        self.uri = uri
        self.version = version
        self.encoding = str(encoding.value if isinstance(encoding, lsp.PositionEncodingKind) else encoding)
        self._width = _WIDTHS.get(self.encoding, utf16_length)  # UTF-16 is what the protocol falls back to
        self.source = self._source(text)

    @property
    def path(self) -> Path | None:
        """Where the document lies on disk; None for an untitled buffer."""
        name = to_fs_path(self.uri) if self.uri.startswith("file:") else None
        return Path(name) if name else None

    def _source(self, text: str) -> Source:
        # A byte order mark that the editor passes on stays a character: positions must count it as it does.
        name = str(self.path) if self.path else self.uri
        return Source(name, text)

    @property
    def text(self) -> str:
        return self.source.text

    def apply(self, changes: Iterable[lsp.TextDocumentContentChangeEvent], version: int | None) -> None:
        """Takes over changes in order; a range beyond the text is cut to it."""
        for change in changes:
            if isinstance(change, lsp.TextDocumentContentChangePartial):
                start, end = self.offset(change.range.start), self.offset(change.range.end)
                start, end = min(start, end), max(start, end)
                self.source = self._source(self.text[:start] + change.text + self.text[end:])
            else:
                self.source = self._source(change.text)
        self.version = version

    def offset(self, position: lsp.Position) -> int:
        """The code-point offset of a position; beyond a line's end it is that end, beyond the text its end."""
        source = self.source
        if position.line >= source.line_count:
            return len(source.text)
        line = source.line_text(max(position.line, 0) + 1)
        start = source.line_starts[max(position.line, 0)]
        if self.encoding == "utf-32" or line.isascii():
            return start + min(max(position.character, 0), len(line))
        units = 0
        for index, character in enumerate(line):
            if units >= position.character:
                return start + index
            units += self._width(character)
        return start + len(line)

    def position(self, offset: int) -> lsp.Position:
        """The client's position of a code-point offset."""
        line, column = self.source.position(min(offset, len(self.text)))
        start = self.source.line_starts[line - 1]
        return lsp.Position(line - 1, self._width(self.text[start : start + column - 1]))

    def range(self, span: Span) -> lsp.Range:
        return lsp.Range(self.position(span.start), self.position(span.end))

    def line_range(self, line: int) -> lsp.Range:
        """A whole 1-based line."""
        return self.range(self.source.line_span(line))

    def place(self, position: lsp.Position) -> Position:
        """The 1-based line and column of a client's position."""
        return self.source.position(self.offset(position))
