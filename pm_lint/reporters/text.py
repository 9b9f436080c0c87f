"""``text``: for people. Grouped by file, each finding with its source line and the exact range underlined."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from pm_lint.diagnostic import Diagnostic
from pm_lint.output import Piece, Sink, visible
from pm_lint.reporters.common import Summary, count
from pm_lint.runner import Result
from pm_lint.source import Source

TAB = 4
"""Columns between tab stops in a source line that is shown."""
MIN_WIDTH, DEFAULT_WIDTH = 40, 120


class Report:
    """Writes each file as it comes; a clean file is not mentioned."""

    def __init__(self) -> None:
        self.width = _width()

    def file(self, result: Result, sink: Sink) -> None:
        if result.source is None or not result.diagnostics:
            return
        findings = (self._finding(diagnostic, result.source) for diagnostic in result.diagnostics)
        sink.lines([[("path", result.path)], *chain.from_iterable(findings), []])

    def _finding(self, diagnostic: Diagnostic, source: Source) -> Iterator[list[Piece]]:
        start = source.position(diagnostic.span.start) if diagnostic.span else None
        severity = diagnostic.severity.value
        yield [
            ("", f"{f'{start.line}:{start.column}' if start else '-':>7}  "),
            (severity, f"{severity}: "),
            ("strong", diagnostic.message),
            ("faint", f"  [{diagnostic.rule}]"),
        ]
        if diagnostic.span is not None:
            for line in excerpt(source, diagnostic.span.start, diagnostic.span.end, self.width - 10):
                yield [("faint", line.margin), ("", line.text), (severity, line.mark)]
        for related in diagnostic.related:
            place = source.position(related.span.start)
            yield [("faint", "          see "), ("", f"{place.line}:{place.column} {related.message}")]
        if diagnostic.help:
            first, *rest = wrapped(diagnostic.help, self.width - 11)
            yield [("help", "     help: "), ("", first)]
            for more in rest:
                yield [("", f"           {more}")]

    def end(self, summary: Summary, sink: Sink) -> None:
        sink.line([("", closing_line(summary))])


def closing_line(summary: Summary) -> str:
    """The run in one line."""
    files = count(summary.files - summary.unreadable, "file")
    if not summary.findings:
        said = f"{files} checked, nothing found"
    else:
        parts = [count(getattr(summary, name), name) for name in ("error", "warning", "hint")]
        said = f"{', '.join(part for part in parts if not part.startswith('0 '))} in {files}"
    if summary.suppressed:
        said += f", {summary.suppressed} suppressed"
    if summary.unreadable:
        said += f", {summary.unreadable} could not be checked"
    if summary.hidden:
        said += f" ({count(summary.hidden, 'hint')} with --pedantic)"
    return said


def wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` characters, broken between words."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class Line:
    """One line of an excerpt: a margin, text as it stands, and a mark."""

    __slots__ = ("margin", "mark", "text")

    def __init__(self, margin: str, text: str = "", mark: str = "") -> None:
        self.margin, self.text, self.mark = margin, text, mark


def excerpt(source: Source, start: int, end: int, width: int) -> list[Line]:
    """The first line of ``start``..``end`` and the line of carets under it, at most ``width`` columns wide."""
    number = source.line_of(start)
    span = source.line_span(number)
    first, last = start - span.start, max(start - span.start, min(end, span.end) - span.start)
    text = source.line_text(number)
    if "\t" not in text:  # what is further away is never shown, even where every other character takes no column
        left = max(0, first - 2 * width)
        last = min(last, first + 2 * width)
        text, first, last = text[left : last + 2 * width], first - left, last - left
    more = end > span.end + 1
    if text.isascii() and text.isprintable():
        before, under, after = _crop_plain(text, first, last, width)
        indent, carets = len(before), max(1, last - first)
        cut = under[: max(1, width - indent) - 1]
        used = len(cut)
    else:
        cells = _cells(text)
        marked = cells[first:last]
        before, after = _crop(cells[:first], marked, cells[last:], width)
        under = "".join(cell for cell, _ in marked)
        indent, carets = columns_of(before), max(1, sum(columns for _, columns in marked))
        cut, used = _take(marked, max(1, width - indent) - 1)
    if carets > max(1, width - indent):
        under, carets, after = cut + "…", used + 1, ""
    return [
        Line(f"{number:>7} | ", before + under + after),
        Line("        | ", " " * indent, "^" * carets + (" …" if more else "")),
    ]


def _crop_plain(text: str, first: int, last: int, width: int) -> tuple[str, str, str]:
    """As :func:`_crop`, for text of which each character takes one column."""
    before, after = text[:first], text[last:]
    if len(text) > width:
        room = max(0, width - (last - first))
        if first > room * 2 // 3:
            kept = max(0, max(room // 3, room - len(after)) - 1)
            before = "…" + text[first - kept : first]
        room = max(0, room - len(before))
        if len(after) > room:
            after = after[: room - 1] + "…" if room else ""
    return before, text[first:last], after


def _cells(text: str) -> list[tuple[str, int]]:
    """Each character as it is shown, with the columns that it takes."""
    if text.isascii() and text.isprintable():
        return [(character, 1) for character in text]
    plain = visible(text) == text
    cells, column = [], 0
    for character in text:
        if character == "\t":
            shown, columns = " " * (TAB - column % TAB), TAB - column % TAB
        else:
            shown = character if plain else visible(character)
            columns = len(shown) if len(shown) > 1 else _columns(character)
        cells.append((shown, columns))
        column += columns
    return cells


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    from unicodedata import combining, east_asian_width

    if combining(character) or character in "\ufe0e\ufe0f\u200d":
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def columns_of(text: str) -> int:
    """How many columns of a terminal ``text`` takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _crop(
    before: list[tuple[str, int]], marked: list[tuple[str, int]], after: list[tuple[str, int]], width: int
) -> tuple[str, str]:
    """What is shown around the marked text: the line's start where it fits, else the words next to the mark."""
    total = sum(columns for _, columns in before + marked + after)
    before_text = "".join(cell for cell, _ in before)
    after_text = "".join(cell for cell, _ in after)
    if total <= width:
        return before_text, after_text
    core = sum(columns for _, columns in marked)
    room = max(0, width - core)
    lead = columns_of(before_text)
    if lead > room * 2 // 3:
        kept, _ = _take(before[::-1], max(0, max(room // 3, room - sum(c for _, c in after)) - 1), reverse=True)
        before_text = "…" + kept
    room = max(0, room - columns_of(before_text))
    if sum(columns for _, columns in after) > room:
        after_text = _take(after, room - 1)[0] + "…" if room else ""
    return before_text, after_text


def _take(cells: list[tuple[str, int]], room: int, *, reverse: bool = False) -> tuple[str, int]:
    taken: list[str] = []
    used = 0
    for cell, columns in cells:
        if used + columns > room:
            break
        taken.append(cell)
        used += columns
    return "".join(taken[::-1] if reverse else taken), used


def _width() -> int:
    try:
        return max(MIN_WIDTH, os.get_terminal_size(1).columns)
    except (OSError, ValueError):
        return DEFAULT_WIDTH
