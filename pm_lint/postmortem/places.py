"""Where things stand: the section around a line, the first line of a range."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pm_lint.postmortem.model import Section
from pm_lint.source import Span


def section_at(sections: Sequence[Section], starts: Sequence[int], line: int) -> int | None:
    """The index of the innermost section around a line; ``starts`` are the first lines of the sections."""
    index: int | None = bisect_right(starts, line) - 1
    while index is not None and index >= 0 and sections[index].end_line < line:
        index = sections[index].parent
    return index if index is not None and index >= 0 else None


def first_line(span: Span, text: str) -> Span:
    """The part of a range that stands on its first line: where a finding about the whole of it is shown."""
    ends = [at for at in (text.find("\n", *span), text.find("\r", *span)) if at >= 0]
    return Span(span.start, min(ends, default=span.end))
