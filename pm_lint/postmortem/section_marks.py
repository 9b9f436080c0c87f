"""Where sections open: every heading, and every label that may be one, in document order.

A label is a bold, italic or plain "Impact:" at the start of a paragraph, a bold paragraph of its own, or the bold
start of a list item. Labels are read from the source lines: their offsets are exact without any mapping.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Block, Heading, Html, Item, List, Paragraph, Quote, Text, Tree
from pm_lint.record import NamedTuple
from pm_lint.source import Source, Span

_LEAD = r"[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?"
_LABEL = lazy_regex(
    _LEAD + r"(?:<(?:b|strong|u)>)?(?P<mark>\*{1,3}|_{1,3}|<(?:b|strong|u)>)(?P<title>[^\s*_<>][^*_<>\n]{0,100}?)"
    r"(?P<colon>\s*[:：])?(?:(?P=mark)|</(?:b|strong|u)>)(?P<after>\s*(?:[:：]|[-–—](?=\s)))?"
)
_PLAIN = lazy_regex(_LEAD + r"(?P<title>[^\W\d_][\w '’&/-]{1,40}(?:\([^)\n]{1,40}\))?)[ \t]*[:：](?=\s|$)")
_BOLD_LINE = lazy_regex(r"\s*(?:[:：.]?\s*)(?:\\|<br ?/?>)?$")
_BARE = lazy_regex(r"[ \t>]*(?P<title>[^\W\d_][\w '’&/-]{2,40}\??)[ \t]*$")
_HTML_HEADING = (
    r"(?is)<h(?P<level>[1-6])\b[^>]{0,200}>(?P<title>.{1,300}?)</h(?P=level)>|"
    r"<details\b[^>]{0,200}>\s{0,20}<summary>(?P<fold>.{1,300}?)</summary>"
)
_TAG = r"<[^>]*>"


class Mark(NamedTuple):
    """A place where a section may open."""

    title: str
    level: int
    """1 to 6 for a heading; a label counts one deeper than the heading above it, one more for each list inside."""
    source: str
    """``heading``, ``label`` or ``list-label``."""
    line: int
    """1-based."""
    span: Span
    """The heading or label itself."""
    title_place: Text | Span
    """As in a section."""
    holder: Block
    """The heading, the paragraph that the label opens, or the list item."""
    lead: Text | None
    """The paragraph of a label that is followed by text."""
    end: int | None
    """Where the section ends at the latest; None for the next mark of its level."""
    weak: bool = False
    """A label without emphasis: it counts only where its title is a known one."""


def find_marks(tree: Tree) -> tuple[Mark, ...]:
    """Every heading and possible label at the top level, in lists there and in block quotes."""
    found: list[Mark] = []
    lines = _Lines(tree.source)
    level = 0
    for block in tree.children:
        if isinstance(block, Heading):
            level = block.level
            found.append(_heading(block))
        elif isinstance(block, Html):
            if mark := _html_heading(tree.source, block, level):
                level = mark.level if "<h" in block.content[:3].lower() else level
                found.append(mark)
        else:
            found.extend(_labels(lines, block, level + 1))
    return tuple(found)


def _heading(heading: Heading) -> Mark:
    text = heading.text
    return Mark(
        text.prose.text.strip(),
        heading.level,
        "heading",
        heading.lines[0],
        heading.span,
        text,
        heading,
        None,
        None,
    )


def _html_heading(source: Source, html: Html, level: int) -> Mark | None:
    """An HTML heading, or the summary of a part that is folded away: a heading one deeper than the one above."""
    match = re.compile(_HTML_HEADING).match(source.text, html.span.start, html.span.end)
    if match is None:
        return None
    group = "title" if match.group("title") else "fold"
    title = Span(match.start(group), match.end(group))
    shown = re.sub(_TAG, "", match.group(group)).strip()
    depth = int(match.group("level") or min(level + 1, 6))
    line = source.line_of(html.span.start)
    return Mark(shown, depth, "heading", line, html.span, title, html, None, None)


class _Lines:
    """The lines that may hold a label: looked at once, before any block."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.bold: list[int] = []
        self.all: set[int] = set()
        for number, line in enumerate(source.lines, 1):
            bare = line.lstrip(_MARKERS)
            if bare.startswith(_EMPHASIS):
                self.bold.append(number)
                self.all.add(number)
            elif ":" in bare[:60] or "：" in bare[:60]:
                self.all.add(number)

    def has_bold(self, first: int, last: int) -> bool:
        return bisect_right(self.bold, last) > bisect_left(self.bold, first)


_SHORT = 50
"""Characters; a longer line is no title without a mark."""
_MARKERS = " \t>-+0123456789.)"
_EMPHASIS = ("*", "_", "<")


def _labels(lines: _Lines, block: Block, level: int) -> Iterator[Mark]:
    """The labels of one top-level block: of a paragraph, of list items at any depth, inside a quote."""
    if isinstance(block, Paragraph):
        yield from _paragraph_labels(lines, block, level)
    elif isinstance(block, Quote):
        for child in block.children:
            if isinstance(child, Paragraph):
                yield from _paragraph_labels(lines, child, level)
    elif isinstance(block, List):
        yield from _list_labels(lines, block, level)


def _list_labels(lines: _Lines, outer: List, level: int) -> Iterator[Mark]:
    stack: list[tuple[List | Item, int]] = [(outer, level)]
    while stack:
        current, depth = stack.pop()
        if not lines.has_bold(first_line(current, lines.source), last_line(current, lines.source)):
            continue
        if isinstance(current, List):
            stack.extend((child, depth) for child in reversed(current.children))
            continue
        if current.children and isinstance(current.children[0], Paragraph):
            yield from _item_label(lines, current, current.children[0], depth)
        stack.extend((child, depth + 1) for child in reversed(current.children[1:]) if isinstance(child, List))


def first_line(block: Block, source: Source) -> int:
    """The 1-based line on which a block starts, without mapping its text."""
    if isinstance(block, (Heading, Paragraph, Item)):
        return block.lines[0]
    if isinstance(block, List):
        return block.children[0].lines[0]
    return source.line_of(block.span.start)


def last_line(block: Block, source: Source) -> int:
    """The 1-based line on which a block ends."""
    if isinstance(block, (Heading, Paragraph, Item)):
        return block.lines[1]
    if isinstance(block, List):
        return block.children[-1].lines[1]
    return source.line_of(block.span.end)


def _paragraph_labels(lines: _Lines, paragraph: Paragraph, level: int) -> Iterator[Mark]:
    source = lines.source
    first, last = paragraph.lines
    if first == last and first not in lines.all:
        if label := _bare_title(source, first):
            yield Mark(
                label.title, level, "label", first, label.span, label.title_span, paragraph, None, None, weak=True
            )
        return
    numbers = [number for number in range(first, last + 1) if number in lines.all]
    found = [(number, label) for number in numbers if (label := _label(source, number, number == first))]
    if not found:
        return
    ends = [label.span.start for _, label in found[1:]] + [source.line_span(last).end]
    for (number, label), end in zip(found, ends, strict=True):
        lead = None if label.alone and first == last else paragraph.text
        reach = end if len(found) > 1 else None
        yield Mark(
            label.title, level, "label", number, label.span, label.title_span, paragraph, lead, reach, label.weak
        )


def _item_label(lines: _Lines, item: Item, paragraph: Paragraph, level: int) -> Iterator[Mark]:
    source = lines.source
    label = _label(source, paragraph.lines[0], True) if paragraph.lines[0] in lines.all else None
    if label is not None and not label.weak:
        first, last = paragraph.lines
        lead = None if label.alone and first == last else paragraph.text
        end = source.line_span(item.lines[1]).end
        yield Mark(label.title, level, "list-label", first, label.span, label.title_span, item, lead, end)


class _Label(NamedTuple):
    title: str
    span: Span
    title_span: Span
    alone: bool
    """Nothing follows on its line."""
    weak: bool


def _label(source: Source, number: int, first: bool) -> _Label | None:
    """The label at the start of a 1-based line; one without a colon only on the ``first`` of its paragraph."""
    line = source.line_span(number)
    text = source.text
    match = _LABEL.match(text, line.start, line.end)
    if match is not None:
        ends_line = _BOLD_LINE.match(text, match.end(), line.end) is not None
        is_closed = match.group("colon") or match.group("after") or match.group("title").endswith(("?", "？"))
        if not (is_closed or (ends_line and first)):
            return None
        start = match.start("mark")
    else:
        match = _PLAIN.match(text, line.start, line.end)
        if match is None:
            return None
        ends_line = not text[match.end() : line.end].strip()
        start = match.start("title")
    return _found(match, Span(start, match.end()), ends_line, weak="mark" not in match.groupdict())


def _bare_title(source: Source, number: int) -> _Label | None:
    """A few words that are a paragraph of their own, such as headings become that lost their marks."""
    line = source.line_span(number)
    match = _BARE.match(source.text, line.start, line.end) if line.end - line.start < _SHORT else None
    return _found(match, Span(match.start("title"), match.end("title")), True, weak=True) if match else None


def _found(match: re.Match[str], span: Span, alone: bool, *, weak: bool) -> _Label:
    title = Span(match.start("title"), match.end("title"))
    return _Label(match.group("title"), span, title, alone, weak)
